"""Servers for the tests that speak as Wikidata does: its API over our small extract, and one that misbehaves on order."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox

EXTRACT = Path(__file__).with_name("wikidata") / "extract.ttl"
CONTACT = "tester@example.org"
WD, WDT = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/direct/"
P, PS, PQ = (f"http://www.wikidata.org/prop/{part}" for part in ("", "statement/", "qualifier/"))
PSV, PQV = (f"http://www.wikidata.org/prop/{part}/value/" for part in ("statement", "qualifier"))
WIKIBASE = "http://wikiba.se/ontology#"

# What the extract has under a name, whichever server is asked.
FOUND_BY_NAME = [
    ("Joseph Stalin", ("Q855",)),
    ("毛泽东", ("Q5816",)),
    ("김일성", ("Q41117",)),
    ("Ли Кэ-нун", ("Q900000001",)),
    ("Li Kenong", ("Q900000001", "Q900000002", "Q900000003")),
    ('" } UNION { ?item ?p ?o } #', ()),
]


class Extract:
    """The extract as Wikidata's API would give it, in JSON."""

    def __init__(self, path=EXTRACT):
        self.triples = {}
        for quad in ox.parse(path=path):
            self.triples.setdefault(quad.subject.value, []).append((quad.predicate.value, quad.object))
        self.items = {iri.removeprefix(WD): self._item(iri) for iri in self.triples if iri.startswith(WD + "Q")}

    def _all(self, iri, predicate):
        return [value for name, value in self.triples.get(iri, []) if name == predicate]

    def _item(self, iri):
        texts = {}
        for key, predicate in (
            ("labels", "http://www.w3.org/2000/01/rdf-schema#label"),
            ("descriptions", "http://schema.org/description"),
        ):
            found = self._all(iri, predicate)
            texts[key] = {value.language: {"language": value.language, "value": value.value} for value in found}
        aliases = {}
        for value in self._all(iri, "http://www.w3.org/2004/02/skos/core#altLabel"):
            aliases.setdefault(value.language, []).append({"language": value.language, "value": value.value})
        version = self._all(iri, "http://schema.org/version")
        return {
            "type": "item",
            "id": iri.removeprefix(WD),
            "lastrevid": int(version[0].value) if version else 1,
            **texts,
            "aliases": aliases,
            "claims": self._claims(iri),
        }

    def _claims(self, iri):
        claims = {}
        for predicate, value in self.triples[iri]:
            if predicate.startswith(P + "P"):
                claims.setdefault(predicate.removeprefix(P), []).append(
                    self._claim(value.value, predicate.removeprefix(P))
                )
        simple = {}
        for predicate, value in self.triples[iri]:
            name = predicate.removeprefix(WDT)
            if predicate.startswith(WDT) and name not in claims:
                listed = simple.setdefault(name, [])
                number = f"-{len(listed)}" if listed else ""
                label = f"{iri.removeprefix(WD)}-{name}{number}"
                listed.append(self._statement(label, name, self._value(value), {}))
        return {**claims, **simple}

    def _claim(self, node, name):
        (value,) = self._all(node, PS + name)
        deep = self._all(node, PSV + name)
        precision = self._precision(deep)
        (rank,) = self._all(node, WIKIBASE + "rank")
        qualifiers = {}
        for predicate, qualifier in self.triples[node]:
            if predicate.startswith(PQ + "P"):
                key = predicate.removeprefix(PQ)
                value_of = self._value(qualifier, self._precision(self._all(node, PQV + key)))
                qualifiers.setdefault(key, []).append(self._snak(value_of))
        rank = rank.value.removeprefix(WIKIBASE).removesuffix("Rank").lower()
        local = node.removeprefix(WD + "statement/")
        statement = self._statement(local.replace("-", "$", 1), name, self._value(value, precision), qualifiers)
        return {**statement, "rank": rank}

    def _precision(self, deep):
        return int(self._all(deep[0].value, WIKIBASE + "timePrecision")[0].value) if deep else 11

    @staticmethod
    def _statement(name, prop, value, qualifiers):
        snak = {**Extract._snak(value), "property": prop}
        return {"id": name, "type": "statement", "rank": "normal", "mainsnak": snak, "qualifiers": qualifiers}

    @staticmethod
    def _snak(value):
        return {"snaktype": "value", "datavalue": {"value": value}}

    @staticmethod
    def _value(value, precision=11):
        if isinstance(value, ox.NamedNode) and value.value.startswith(WD):
            return {"entity-type": "item", "id": value.value.removeprefix(WD)}
        if isinstance(value, ox.NamedNode):
            return unquote(value.value.rpartition("/")[2])
        if value.value.startswith("Point("):
            longitude, latitude = map(float, value.value[6:-1].split())
            return {"latitude": latitude, "longitude": longitude}
        return {"time": f"+{value.value}", "precision": precision, "calendarmodel": WD + "Q1985727"}

    def answer(self, query):
        """Answer a query of the Action API, given as its parameters."""
        if query["action"] == "wbgetentities":
            return {"entities": {qid: self._entity(qid, query) for qid in query["ids"].split("|")}, "success": 1}
        wanted = query["search"].casefold()
        hits = []
        for qid, item in self.items.items():
            language = query["language"]
            names = [item["labels"].get(language), *item["aliases"].get(language, [])]
            match = next((name for name in names if name and name["value"].casefold().startswith(wanted)), None)
            if match:
                hits.append({"id": qid, "match": {"type": "label", "language": language, "text": match["value"]}})
        return {"search": hits[: int(query["limit"])], "success": 1}

    def _entity(self, qid, query):
        if qid not in self.items:
            return {"id": qid, "missing": ""}
        languages = query["languages"].split("|")
        whole = dict(self.items[qid])
        for key in ("labels", "descriptions", "aliases"):
            whole[key] = {language: value for language, value in whole[key].items() if language in languages}
        if "claims" not in query["props"]:
            whole.pop("claims")
        return whole


class Handler(BaseHTTPRequestHandler):
    """Answer by the server's `script`, and remember what was asked."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        with self.server.counting:
            self.server.under_way += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.under_way)
        try:
            with contextlib.suppress(ConnectionError):
                self.server.script(self)
        finally:
            with self.server.counting:
                self.server.under_way -= 1

    def do_POST(self):
        self.form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.do_GET()

    def give(self, status=200, body=b"{}", kind="application/json", **headers):
        """Send a whole answer."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def serving(script):
    """Serve on a port of this machine; yields the server, whose `url` it has and whose `seen` lists requests."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    server.script, server.seen, server.counting = script, [], threading.Lock()
    server.under_way = server.most_at_once = 0
    server.url = f"http://127.0.0.1:{server.server_port}/w/api.php"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def api_over(extract):
    """Return a script that answers as Wikidata's API does."""

    def script(handler):
        query = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        handler.give(body=json.dumps(extract.answer(query), ensure_ascii=False).encode())

    return script


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def oxigraph_program():
    return shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))


@contextlib.contextmanager
def sparql_endpoint(folder, *files):
    """Run Oxigraph's own server over RDF files; yields the address of its queries."""
    program = oxigraph_program()
    for file in files:
        command = [program, "load", "--location", folder / "db", "--file", file]
        subprocess.run(command, check=True, capture_output=True)
    port = free_port()
    command = [program, "serve-read-only", "--location", folder / "db", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}/query"
        wait_for(f"{address}?query=ASK%7B%7D")
        yield address
        server.terminate()


def wait_for(address, tries=150):
    for _ in range(tries):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=1).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"{address} does not come up")


VIRTUOSO_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 4000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


def virtuoso_programs():
    return shutil.which("virtuoso-t"), shutil.which("isql-vt")


@contextlib.contextmanager
def virtuoso_endpoint(folder, file):
    """Run Debian's Virtuoso over a Turtle file, in a database of its own; yields the address of its queries."""
    server, isql = virtuoso_programs()
    sql, http = free_port(), free_port()
    shutil.copy(file, folder / "extract.ttl")
    (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(folder=folder, sql=sql, http=http))
    command = [server, "+configfile", folder / "virtuoso.ini", "+foreground"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{http}/sparql"
            wait_for(f"{address}?query=ASK%7B%7D", tries=600)
            load = f"DB.DBA.TTLP(file_to_string_output('{folder}/extract.ttl'), '', 'urn:extract', 0);"
            done = subprocess.run(
                [isql, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stdout + done.stderr
            assert "Error" not in done.stdout + done.stderr, done.stdout + done.stderr
            yield address
        finally:
            process.terminate()
