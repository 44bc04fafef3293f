"""The small plan that tests can count by hand, as uploads."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from plads.ingest.faktafiler.facts import read_facts
from plads.models.proveniens import Indlaesningsart
from plads.store import Receipt, Upload, accept, transaction

DATA = Path(__file__).parent / "data"
PLAN = DATA / "lille_plan.yaml"
FAELLES = DATA / "lille_faelles.yaml"


def upload_of(path: Path, text: str | None = None, art: Indlaesningsart = Indlaesningsart.PLAN) -> Upload:
    """Return a fact file as an upload; fail if it has problems."""
    content = path.read_bytes() if text is None else text.encode()
    report = read_facts(path.name, content)
    assert not report.problems, report.problems
    return Upload(art, path.stem, path.name, "0" * 64, tuple(report.rows))


def load(engine: Engine) -> list[Receipt]:
    """Store the small plan and what it refers to."""
    with transaction(engine) as session:
        return [accept(session, upload_of(FAELLES, art=Indlaesningsart.FAELLES)), accept(session, upload_of(PLAN))]


def load_changed(engine: Engine, old: str, new: str) -> Receipt:
    """Store the small plan with one thing in it changed."""
    text = PLAN.read_text()
    assert old in text
    with transaction(engine) as session:
        return accept(session, upload_of(PLAN, text.replace(old, new, 1)))
