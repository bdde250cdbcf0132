"""What the documentation says is tried: its code, its commands, its five-minute recipe."""

import re
import subprocess
import sys
import tomllib

import pytest
import yaml

from cablegraph import __version__
from cablegraph.__main__ import VERBS
from cablegraph.corpus.folder import open_folder
from cablegraph.corpus.sections import SECTIONS
from cablegraph.graph import check
from cablegraph.version import RELEASED


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_first_two_commands_are_one_line_each(readme, root):
    first, second = blocks(readme, "sh")
    for command in (first, second):
        assert command.count("\n") == 1
        for lock in re.findall(r"\.lock/\w+\.txt", command):
            assert (root / lock).is_file()
    assert first.rstrip().endswith("cablegraph build")
    assert second.rstrip().endswith("pytest")


def test_the_readme_fits_a_screen_and_shows_a_picture(readme, root):
    assert readme.count("\n") <= 92
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert (root / picture).is_file()


def test_every_verb_that_the_readme_names_exists(readme):
    named = set(re.findall(r"^\$ cablegraph ([\w-]+)", readme, re.MULTILINE))
    assert named
    assert named <= set(VERBS)


def test_the_reading_that_the_readme_shows_is_the_one_that_is_printed(readme, root, cablegraph):
    shown = next(block for block in blocks(readme, "console") if block.startswith("$ cablegraph read data/"))
    command, *lines = shown.splitlines()
    printed = iter(cablegraph(*command.split()[2:], cwd=root).stdout.splitlines())
    assert all(line in printed for line in lines if line != "..."), "in this order, each as it is printed"


def test_the_python_in_the_readme_runs_as_it_stands(readme, data):
    (program,) = blocks(readme, "python")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    assert "P1DT8H20M" in done.stdout or "32" in done.stdout
    assert (data.parent / "actors.gexf").is_file()


def test_the_links_in_the_documentation_lead_somewhere(root):
    for page in ("README.md", "data/README.md", "queries/README.md", "ontology/README.md"):
        text = (root / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert ((root / page).parent / target).exists(), f"{page}: {target}"


def test_the_recipe_for_a_telegram_works_as_it_is_written(root, data):
    """Follow data/README.md: save a text (invented here), save its annotation, check, build."""
    (annotation,) = blocks((root / "data" / "README.md").read_text(encoding="utf-8"), "yaml")
    name = data / "telegrams/1951/1951-09-04-beijing-23918"
    name.with_suffix(".txt").write_text(
        "CIPHERED TELEGRAM No. 23918\n\nCopies: Stalin (2), Molotov\n\nFrom BEIJING\n\nReceived 09:45 4.9.1951\n\n"
        "TO FILIPPOV\n\nComrade FILIPPOV!\n\nThe bridge has been mended. (Invented for a test.)\n\nNo. 4377 4.9.51\n",
        encoding="utf-8",
    )
    name.with_suffix(".yaml").write_text(annotation, encoding="utf-8")
    graph = check(data)
    assert [finding.message for finding in graph.findings] == []
    telegram = list(open_folder(data).documents())[-1]
    said = {(s.subject.id, s.property, str(getattr(s.value, "id", s.value))) for s in telegram.statements}
    assert ("1951-09-04-beijing-23918", "sender", "mao-zedong") in said
    assert ("1951-09-04-beijing-23918", "identifier", "23918") in said
    assert ("1951-09-04-beijing-23918/molotov", "copyRecipient", "molotov") in said


def test_every_section_of_an_annotation_is_told(root):
    text = (root / "data" / "README.md").read_text(encoding="utf-8")
    for section in SECTIONS:
        assert f"| `{section}` |" in text


def test_the_version_is_the_same_everywhere(root):
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    ontology = (root / "ontology" / "cablegraph.ttl").read_text(encoding="utf-8")
    assert project["version"] == __version__ == citation["version"]
    assert f'owl:versionInfo "{__version__}"' in ontology
    assert citation["date-released"] == RELEASED


def test_no_page_names_a_machine(root):
    files = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=root).stdout.split("\0")
    pages = [
        root / name
        for name in files
        if (root / name).exists() and name.endswith((".md", ".py", ".toml", ".ttl", ".rq", ".yaml", ".txt"))
    ]
    if not pages:
        pytest.skip("needs a git checkout")
    for page in pages:
        text = page.read_text(encoding="utf-8", errors="replace")
        assert not re.search(r"/(root|home|work)/\w", text.replace("test_docs", "")) or page.name == "test_docs.py", (
            page
        )


def test_the_picture_in_the_readme_is_what_the_program_draws(cablegraph, root, built, tmp_path):
    done = cablegraph("network", "actors", "--with", "inferred", "-o", tmp_path / "actors.svg", "-g", built)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "actors.svg").read_bytes() == (root / ".images" / "actors.svg").read_bytes()
