"""Read the product's own fact files: one plan per file in data/planer, shared rows in data/faelles."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import SQLModel

from plads.ingest.faktafiler import shared, tree
from plads.ingest.faktafiler.draft import Draft, FactError, build
from plads.ingest.faktafiler.source import Item, load
from plads.ingest.report import Problem, Report


def read_facts(filename: str, content: bytes) -> Report[SQLModel]:
    """Return the rows of a fact file and every problem in it, by file, line and key."""
    top, problems = load(filename, content)
    if top is None:
        return Report(problems=problems)
    drafts = list(_drafts(filename, top, problems))
    report = build(filename, drafts)
    report.problems[:0] = list(dict.fromkeys(problems))
    return report


def _drafts(filename: str, top: Item, problems: list[Problem]) -> Iterator[Draft]:
    try:
        for section in tree.sections(top) if "plan" in top else shared.sections(top):
            try:
                yield from list(section())
            except FactError as problem:
                problems.append(Problem(filename, problem.item.place(problem.key), str(problem)))
    except FactError as problem:
        problems.append(Problem(filename, problem.item.place(problem.key), str(problem)))
