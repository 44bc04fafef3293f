"""Bring the store to where the product can run: open it, and fill it with the product's own facts.

The one place that joins reading (ingest) and writing (store) outside the command line.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads import indlaes, udgivelse
from plads.cube.byg import build
from plads.errors import AcceptError, FactsError, PladsError
from plads.ingest.faktafiler.facts import read_facts
from plads.ingest.report import Problem
from plads.models.plan import Plan
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store import Receipt, Upload, accept, is_current, reading, transaction
from plads.store.backup import remove
from plads.store.engine import ROOT, stamp_in
from plads.store.rules import BrokenReferencesError
from plads.store.schema import check_place, open_store

FACTS = ROOT / "data"
DEMO = "demo"
REGISTER = "register.yaml"
# With PLADS_DEMO=0 the store starts empty of content; only the vocabulary, and what it rests on, is there.
VOCABULARY = ("dokumenter.yaml", "forloebstyper.yaml", "indikatorer.yaml", "ordbog.yaml", "temperatur.yaml")
# What every other file may refer to comes first.
FIRST = ("dokumenter.yaml", "kommuner.yaml", "organisation.yaml")


def wants_demo() -> bool:
    """Return whether the store is to be filled on first start."""
    return os.environ.get("PLADS_DEMO", "1") != "0"


def fact_files(folder: Path = FACTS) -> list[Path]:
    """Return the fact files in the order they build on each other."""
    shared = sorted((folder / "faelles").glob("*.yaml"), key=lambda path: (path.name not in FIRST, path.name))
    if not wants_demo():
        return [path for path in shared if path.name in VOCABULARY]
    return [*shared, *sorted((folder / "planer").glob("*.yaml"))]


def begin(engine: Engine, folder: Path = FACTS) -> list[Receipt]:
    """Bring a store to where the product can run: facts that are new or changed, and the examples."""
    demo = folder / DEMO
    return fill(engine, folder) + (fill_demo(engine, demo) if wants_demo() and demo.exists() else [])


def publish(engine: Engine) -> None:
    """Make what may be shared ready for the municipalities with a plan, so that no reader has to wait for it."""
    with reading(engine) as session:
        terning = build(session, stamp_in(session))
    for kommune in planned(engine):
        udgivelse.current(engine, terning, kommune)


def planned(engine: Engine) -> list[str]:
    """Return the municipalities that have a plan."""
    with reading(engine) as session:
        return sorted(session.exec(select(Plan.kommune).distinct()))


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


def fill_demo(engine: Engine, folder: Path) -> list[Receipt]:
    """Load the made-up school system as staff would: its register, then its workbooks, each with its receipt.

    Done only in a store that has had no examples, or where an earlier start was cut short among these very files.
    """
    # Here, so that a command that makes no examples does not wait for what they are made of.
    from plads.demo.projektmapper import workbooks

    register = _demo_register(folder)
    with reading(engine) as session:
        query = select(Indlaesning.sha256, Indlaesning.filnavn).where(col(Indlaesning.eksempel))
        before = dict(session.exec(query).all())
    if before and register.sha256 not in before:
        return []
    # Told by name: to make them all only to see that they are there would cost every start a second or two.
    left = [(name, make) for name, make in workbooks(folder) if name not in before.values()]
    receipts = [] if before else [_accept_register(engine, register, folder)]
    return receipts + [_load_workbook(engine, name, make()) for name, make in left]


def _demo_register(folder: Path) -> Upload:
    content = (folder / REGISTER).read_bytes()
    return Upload(Indlaesningsart.FAELLES, "eksempelskoler", REGISTER, _sha256(content), (), eksempel=True)


def _accept_register(engine: Engine, register: Upload, folder: Path) -> Receipt:
    ((path, upload, places),) = _read_all([(folder / REGISTER, register)])
    with transaction(engine) as session:
        return _accept(session, path, upload, places)


def _load_workbook(engine: Engine, name: str, content: bytes) -> Receipt:
    """Store one workbook; a workbook of ours that is refused is a fault of ours, and says where."""
    found = indlaes.store(engine, content, name, eksempel=True)
    if found.status == "afvist":
        raise broken([Problem(f"{name} {entry.ark}", entry.celle, entry.besked) for entry in found.fund])
    changes = found.aendringer
    return Receipt(
        found.status, found.kvittering, changes["nye"], changes["aendrede"], changes["uaendrede"], changes["fjernes"]
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
        receipts = begin(engine, folder)
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
    art = Indlaesningsart.PLAN if path.parent.name == "planer" else Indlaesningsart.FAELLES
    return path, Upload(art, path.stem, path.name, _sha256(path.read_bytes()), ())


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

