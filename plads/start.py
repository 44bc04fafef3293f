"""Bring the store to where the product can run: open it, and fill it with the product's own facts.

The one place that joins reading (ingest) and writing (store) outside the command line.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from plads.errors import AcceptError, FactsError, PladsError
from plads.ingest.faktafiler.facts import read_facts
from plads.ingest.report import Problem
from plads.models.proveniens import Indlaesningsart
from plads.store import Receipt, Upload, accept, is_current, reading, transaction
from plads.store.backup import remove
from plads.store.engine import ROOT
from plads.store.rules import BrokenReferencesError
from plads.store.schema import check_place, open_store

FACTS = ROOT / "data"
# With PLADS_DEMO=0 the store starts empty of content; only the vocabulary, and what it rests on, is there.
VOCABULARY = ("dokumenter.yaml", "forloebstyper.yaml", "indikatorer.yaml", "ordbog.yaml", "temperatur.yaml")
# What every other file may refer to comes first.
FIRST = ("dokumenter.yaml", "organisation.yaml")


def wants_demo() -> bool:
    """Return whether the store is to be filled on first start."""
    return os.environ.get("PLADS_DEMO", "1") != "0"


def fact_files(folder: Path = FACTS) -> list[Path]:
    """Return the fact files in the order they build on each other."""
    shared = sorted((folder / "faelles").glob("*.yaml"), key=lambda path: (path.name not in FIRST, path.name))
    if not wants_demo():
        return [path for path in shared if path.name in VOCABULARY]
    return [*shared, *sorted((folder / "planer").glob("*.yaml"))]


def fill(engine: Engine, folder: Path = FACTS) -> list[Receipt]:
    """Load every fact file that has changed since it was last loaded; all of them or none."""
    uploads = [_upload(path) for path in fact_files(folder)]
    with reading(engine) as session:
        changed = [(path, draft) for path, draft in uploads if not is_current(session, draft)]
    if not changed:
        return []
    ready = _read_all(changed)
    with transaction(engine) as session:
        return [_accept(session, path, upload, places) for path, upload, places in ready]


def rebuild(url: str, folder: Path = FACTS) -> list[Receipt]:
    """Build a SQLite store anew beside the old one and put it in its place once it is whole."""
    if not url.startswith("sqlite:///"):
        raise PladsError("--forfra gælder kun en SQLite-fil. Slet PostgreSQL-databasen selv.")
    path = Path(url.removeprefix("sqlite:///"))
    check_place(path)
    fresh = path.with_name(f"{path.name}.ny")
    remove(fresh)
    engine = open_store(f"sqlite:///{fresh}")
    try:
        receipts = fill(engine, folder)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        remove(path)
        fresh.replace(path)
    finally:
        engine.dispose()
        remove(fresh)
    return receipts


def _upload(path: Path) -> tuple[Path, Upload]:
    content = path.read_bytes()
    art = Indlaesningsart.PLAN if path.parent.name == "planer" else Indlaesningsart.FAELLES
    return path, Upload(art, path.stem, path.name, hashlib.sha256(content).hexdigest(), ())


def _read_all(changed: list[tuple[Path, Upload]]) -> list[tuple[Path, Upload, list[str]]]:
    """Return what the files hold; raise FactsError with the problems of them all."""
    reports = [(path, draft, read_facts(path.name, path.read_bytes())) for path, draft in changed]
    problems = [problem for _, _, report in reports for problem in report.problems]
    if problems:
        raise broken(problems)
    return [(path, replace(draft, rows=tuple(report.rows)), report.places) for path, draft, report in reports]


def _accept(session: Session, path: Path, upload: Upload, places: list[str]) -> Receipt:
    try:
        return accept(session, upload)
    except AcceptError as error:
        if not isinstance(error, BrokenReferencesError):
            raise broken([Problem(path.name, "hele filen", str(error))]) from error
        raise broken([Problem(path.name, places[ref.index], str(ref)) for ref in error.broken]) from error


def broken(problems: list[Problem]) -> FactsError:
    """Return the error that names every problem of the fact files."""
    listed = "; ".join(str(problem) for problem in problems[:20])
    more = f" – og {len(problems) - 20} mere" if len(problems) > 20 else ""
    return FactsError(f"Faktafilerne har {len(problems)} fejl. Intet er gemt. {listed}{more}")

