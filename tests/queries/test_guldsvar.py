"""The questions the product must answer: each asked through a query, each answer read from a file.

An entry of tests/data/guldsvar.yaml names a query, a choice, which rows it is about (`hvor`), the
field (`felt`) and the answer (`svar`). `hvor: {tekst: ~ord}` means: the text holds the word.
"""

from __future__ import annotations

import importlib
import shutil
from enum import Enum
from typing import Any

import pytest
import yaml
from sqlmodel import Session

from plads.filters import Filter
from plads.store import open_store, reading
from tests.facts import DATA

QUESTIONS = yaml.safe_load((DATA / "guldsvar.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(tmp_path_factory, facts_store):
    """Return a store filled with the real plans."""
    path = shutil.copy(facts_store, tmp_path_factory.mktemp("guld") / "plads.db")
    return open_store(f"sqlite:///{path}")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_the_question_is_answered(store, question):
    with reading(store) as session:
        assert answer(session, question) == question["svar"], question["spoergsmaal"]


def test_all_the_questions_are_here():
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    assert len(QUESTIONS) >= 93


def answer(session: Session, question: dict[str, Any]) -> Any:
    """Return what a query says: one value, or a list where more rows are asked for."""
    module, name = question["query"].split(".")
    query = getattr(importlib.import_module(f"plads.queries.{module}"), name)
    choice = Filter(
        question["plan"],
        aar=tuple(question.get("aar", ())),
        skoleaar=tuple(question.get("skoleaar", ())),
        indsatser=tuple(question.get("indsatser", ())),
    )
    found = query(session, choice)
    rows = found if isinstance(found, list) else [found]
    rows = [row for row in rows if all(holds(row, *part) for part in question.get("hvor", {}).items())]
    if question.get("felt") == "antal_raekker":
        return len(rows)
    values = [value_of(row, question["felt"]) for row in rows]
    return values if isinstance(question["svar"], list) else values[0] if len(values) == 1 else values


def holds(row: Any, field: str, wanted: Any) -> bool:
    """Return whether a row's field is what is asked for."""
    value = value_of(row, field)
    if isinstance(wanted, str) and wanted.startswith("~"):
        return wanted[1:].casefold() in str(value).casefold()
    return bool(value == wanted)


def value_of(row: Any, field: str) -> Any:
    """Return a field of a row as plain data; several fields as a list, dots go deeper."""
    if "," in field:
        return [value_of(row, part.strip()) for part in field.split(",")]
    for part in field.split("."):
        row = None if row is None else row[int(part)] if part.lstrip("-").isdigit() else getattr(row, part)
    return row.value if isinstance(row, Enum) else row.isoformat() if hasattr(row, "isoformat") else row
