"""The table of bad input: every test it names is there, and every message is one that Plads can say."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
INGEN = "ingen"
PLADSHOLDER = "…"


class Linje(NamedTuple):
    """A line of the table."""

    nr: str
    hvad: str
    besked: str
    test: str


def _lines() -> list[Linje]:
    text = (ROOT / "docs" / "indlaes-fejl.md").read_text(encoding="utf-8")
    rows = [re.fullmatch(r"\| (\S+) \| (.+?) \| (.+?) \| `(.+?)` \|", line) for line in text.splitlines()]
    return [Linje(*found.groups()) for found in rows if found]


LINJER = _lines()
# The messages of files are compared with what Plads answers, by the test they name.
ORDRET = "test_daarlige.py::test_it_says["


def _said(node: ast.AST) -> str:
    """Return a text of the code with … where it puts something in; '' for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(PLADSHOLDER if isinstance(part, ast.FormattedValue) else _said(part) for part in node.values)
    return ""


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Return every text in the code."""
    modules = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "plads").rglob("*.py")))
    return [" ".join(said.split()) for module in modules for node in ast.walk(module) if (said := _said(node))]


def test_the_table_is_whole():
    lines = [line for line in (ROOT / "docs" / "indlaes-fejl.md").read_text(encoding="utf-8").splitlines()
             if line.startswith("|") and not line.startswith(("|---", "| nr."))]  # fmt: skip
    assert len(lines) == len(LINJER)
    numbers = [line.nr for line in LINJER if line.nr != "–"]
    assert len(set(numbers)) == len(numbers)


def test_every_case_that_was_asked_for_is_in_it():
    """B01–B104 of the list; B87 and the rest are named by number, with letters where one case became several."""
    there = {int(found[1]) for line in LINJER if (found := re.fullmatch(r"B(\d+)[a-z]?", line.nr))}
    assert set(range(1, 105)) - there == set()


@pytest.mark.parametrize("test", sorted({line.test.partition("[")[0] for line in LINJER}))
def test_every_test_it_names_is_there(test):
    path, _, name = test.partition("::")
    module = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in module.body if isinstance(node, ast.FunctionDef)}


def test_every_message_is_one_that_plads_can_say(sentences):
    asked = {line.besked for line in LINJER if ORDRET not in line.test and line.besked != INGEN}
    unknown = [besked for besked in asked if not any(besked.removesuffix(f" {PLADSHOLDER}") in s for s in sentences)]
    assert unknown == []
