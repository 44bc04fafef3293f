"""The same six questions asked of Apache Superset, where PLADS_BENCH_SUPERSET names the folder of its programs.

It is given what it likes best: one flat table with school years and områder in it, and indexes that cover the
questions. A change of filter is six requests at once, as a dashboard sends them; with its cache warm, and past it.
"""

from __future__ import annotations

import http.client
import json
import os
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from typing import Any

from bench import servere
from bench.data import INDICATORS
from bench.klient import Svar
from bench.side import BY, FLEST, LAENGE
from plads.cube.rater import ELEVTAL

PROGRAMMER = "PLADS_BENCH_SUPERSET"
NAVN = KODE = "bench"
FIGURER = 6
INDSTILLINGER = """
SECRET_KEY = "{kode}"
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/meta.db"
PREVENT_UNSAFE_DB_CONNECTIONS = TALISMAN_ENABLED = WTF_CSRF_ENABLED = RATELIMIT_ENABLED = False
CACHE_CONFIG = {{"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 86400, "CACHE_THRESHOLD": 10000}}
DATA_CACHE_CONFIG = FILTER_STATE_CACHE_CONFIG = EXPLORE_FORM_DATA_CACHE_CONFIG = CACHE_CONFIG
"""
FLAD = """
ATTACH '{store}' AS plads;
CREATE TABLE tal AS SELECT a.indikator, a.maaned, (a.maaned - 8) / 100 AS skoleaar, a.enhed, t.foraelder AS omraade,
  e.kommune, a.antal FROM plads.aktivitet a JOIN plads.enhed e ON e.kode = a.enhed
  JOIN plads.tilknytning t ON t.barn = a.enhed AND t.art = 'omraade';
CREATE INDEX paa_indikator ON tal (kommune, indikator, maaned, skoleaar, enhed, omraade, antal);
CREATE INDEX paa_enhed ON tal (enhed, indikator, maaned, skoleaar, antal);
ANALYZE;
"""
SUM = {"expressionType": "SQL", "sqlExpression": "SUM(antal)", "label": "antal"}
RATE = (
    f"SUM(CASE WHEN indikator <> '{ELEVTAL}' THEN antal END) * 1000.0 / "
    f"SUM(CASE WHEN indikator = '{ELEVTAL}' AND maaned % 100 = 9 THEN antal END)"
)


def is_here() -> bool:
    """Return whether there is a Superset to measure."""
    return PROGRAMMER in os.environ


@contextmanager
def serving(folder: Path, store: Path) -> Iterator[Supersetklient]:
    """Set Superset up on the figures of a store, serve it, and give a client that is logged in."""
    settings = folder / "superset_config.py"
    settings.write_text(INDSTILLINGER.format(folder=folder, kode=KODE * 10), encoding="utf-8")
    environment = {"SUPERSET_CONFIG_PATH": str(settings), "FLASK_APP": "superset"}
    with closing(sqlite3.connect(folder / "flad.db")) as connection:
        connection.executescript(FLAD.format(store=store))
        skoler = _skoler(connection)
    person = ["--username", NAVN, "--firstname", NAVN, "--lastname", NAVN, "--email", "b@b.dk", "--password", KODE]
    for command in (["db", "upgrade"], ["fab", "create-admin", *person], ["init"]):
        _told([_program("superset"), *command], environment)
    port = servere.free_port()
    web = [_program("gunicorn"), "-w", "1", "--threads", "8", "--timeout", "300", "--keep-alive", "600",
           "-b", f"127.0.0.1:{port}", "superset.app:create_app()"]  # fmt: skip
    address = f"http://127.0.0.1:{port}/health"
    with (
        servere.running(web, folder, environment, address),
        closing(Supersetklient(port, folder / "flad.db", skoler)) as client,
    ):
        yield client


def _program(navn: str) -> str:
    return str(Path(os.environ[PROGRAMMER], navn))


def _told(command: Sequence[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=os.environ | environment, capture_output=True, check=True)


def _skoler(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the schools of each område in the city, the first few."""
    found: dict[str, list[str]] = {}
    query = "SELECT DISTINCT omraade, enhed FROM tal WHERE kommune = ? ORDER BY omraade, enhed"
    for omraade, enhed in connection.execute(query, (BY,)):
        found.setdefault(omraade, []).append(enhed)
    return {omraade: enheder[:FLEST] for omraade, enheder in found.items()}


class Supersetklient:
    """A reader of a dashboard with six charts, over six connections that are kept."""

    def __init__(self, port: int, flad: Path, skoler: dict[str, list[str]]) -> None:
        """Log in and tell Superset of the table."""
        self._skoler = skoler
        self.options: dict[str, list[str]] = {
            "Tal": [kode for kode in INDICATORS if kode != ELEVTAL],
            "Område": [*skoler],
        }
        self.held = {label: values[0] for label, values in self.options.items()}
        self._alle = ThreadPoolExecutor(FIGURER)
        self._linjer = [http.client.HTTPConnection("127.0.0.1", port) for _ in range(FIGURER)]
        self._hoved = {"Content-Type": "application/json"}
        said = self._post(0, "security/login", {"username": NAVN, "password": KODE, "provider": "db"})
        self._hoved["Authorization"] = f"Bearer {json.loads(said)['access_token']}"
        base = {"database_name": "bench", "sqlalchemy_uri": f"sqlite:///{flad}", "expose_in_sqllab": True}
        nr = json.loads(self._post(0, "database/", base))["id"]
        tabel = {"database": nr, "schema": "main", "table_name": "tal"}
        self._tabel = json.loads(self._post(0, "dataset/", tabel))["id"]

    def close(self) -> None:
        """Hang up."""
        self._alle.shutdown()
        for linje in self._linjer:
            linje.close()

    def _post(self, linje: int, hvor: str, indhold: dict[str, Any]) -> bytes:
        self._linjer[linje].request("POST", f"/api/v1/{hvor}", json.dumps(indhold), self._hoved)
        svar = self._linjer[linje].getresponse()
        said = svar.read()
        if svar.status >= 400:
            raise RuntimeError(f"Superset svarede {svar.status}: {said[:300]!r}")
        return said

    def warm(self) -> None:
        """Ask for every choice there is, so that the cache knows them all."""
        for tal, omraade in product(*self.options.values()):
            self.held = {"Tal": tal, "Område": omraade}
            self._ask(forfra=False)

    def choose(self, label: str, value: str, *, forfra: bool) -> Svar:
        """Change one choice and return what it cost; `forfra` goes past the cache."""
        self.held[label] = value
        return self._ask(forfra=forfra)

    def _ask(self, *, forfra: bool) -> Svar:
        """Ask for the six charts at once; raise RuntimeError if one is empty or the server fails."""
        bodies = [
            {"datasource": {"id": self._tabel, "type": "table"}, "force": forfra, "queries": [query],
             "result_format": "json", "result_type": "full"}
            for query in self._queries(self.held["Tal"], self.held["Område"])
        ]  # fmt: skip
        begun = time.perf_counter()
        said = list(self._alle.map(lambda each: self._post(each[0], "chart/data", each[1]), enumerate(bodies)))
        spent = time.perf_counter() - begun
        shown = sum(bool(json.loads(one)["result"][0]["data"]) for one in said)
        if shown != FIGURER:
            raise RuntimeError(f"Superset viste {shown} figurer, ikke {FIGURER}")
        return Svar(spent, sum(map(len, said)), shown)

    def _queries(self, indikator: str, omraade: str) -> list[dict[str, Any]]:
        own, city = _where("indikator", "==", indikator), _where("kommune", "==", BY)
        late = _where("maaned", ">=", LAENGE.year * 100 + LAENGE.month)
        here, skoler = _where("omraade", "==", omraade), self._skoler[omraade]
        both = _where("indikator", "IN", [indikator, ELEVTAL])
        rate = {"expressionType": "SQL", "sqlExpression": RATE, "label": "antal"}
        return [
            _query(["maaned"], [own, city]),
            _query(["maaned"], [own, city, here, late]),
            _query(["skoleaar", "omraade"], [own, city]),
            _query(["skoleaar", "enhed"], [own, _where("enhed", "IN", skoler)]),
            _query(["skoleaar", "omraade"], [both, city], rate),
            _query(["maaned"], [own, late, _where("enhed", "IN", skoler[:3])]),
        ]


def _where(navn: str, operator: str, vaerdi: Any) -> dict[str, Any]:
    return {"col": navn, "op": operator, "val": vaerdi}


def _query(columns: list[str], filters: list[dict[str, Any]], metric: dict[str, Any] = SUM) -> dict[str, Any]:
    return {"metrics": [metric], "columns": columns, "filters": filters, "row_limit": 50_000, "orderby": [],
            "extras": {}}  # fmt: skip
