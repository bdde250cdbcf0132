"""What several tests share: the data of the checkout, its graph in memory, and the command line as users run it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast a machine is, and what else it does, is no matter of right and wrong.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
SEED = "1951-08-13-beijing-22834"


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of the team's research beside the checkout; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not here")
    return folder


@pytest.fixture(scope="session")
def documents():
    from cablegraph.corpus.folder import open_folder

    return tuple(open_folder(ROOT / "data").documents())


@pytest.fixture(scope="session")
def lines(documents):
    from cablegraph.links.folder import read_all
    from cablegraph.links.quads import link_quads
    from cablegraph.quads import document_quads

    said = [line for document in documents for line in document_quads(document)]
    return [*said, *link_quads(read_all(ROOT / "data"))]


@pytest.fixture(scope="session")
def store(lines):
    from cablegraph.store.embedded import EmbeddedStore

    return EmbeddedStore.in_memory(lines)


@pytest.fixture
def data(tmp_path):
    """A copy of the data folder that a test may spoil."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def run_cablegraph(*arguments, cwd=ROOT, env=None, **more):
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "cablegraph", *map(str, arguments)]
    environment = {**os.environ, **(env or {})}
    return subprocess.run(command, capture_output=True, cwd=cwd, env=environment, **{"text": True, **more})


@pytest.fixture(scope="session")
def cablegraph():
    return run_cablegraph


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """An output folder with the graph of data/."""
    output = tmp_path_factory.mktemp("built") / "build"
    done = run_cablegraph("build", ROOT / "data", "-o", output)
    assert done.returncode == 0, done.stderr
    return output
