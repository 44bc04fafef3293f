"""The glossary: written from the store, and with every word of ours and of the workbooks in it."""

import importlib
import inspect
import pkgutil
import shutil
from collections import Counter
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

import plads.models
from plads.__main__ import main
from plads.access import Rolle
from plads.charts.lister import LABELS, label
from plads.queries.afstemning import Udfald
from plads.report import ordbog
from plads.store.schema import _engine_of
from plads.tilstand import Tilstand

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "ordbog.md"
BEGREBER = yaml.safe_load((ROOT / "data/faelles/ordbog.yaml").read_text(encoding="utf-8"))["begreber"]
OVERSKRIFTER = yaml.safe_load((ROOT / "tests/data/overskrifter.yaml").read_text(encoding="utf-8"))
TERMS = {begreb["term"].casefold() for begreb in BEGREBER}
KILDEGRADER = {"kilde", "nævnt i kilde", "offentlig kilde", "efterregnet", "vores ord"}
LETTERS = {"ae": "æ", "oe": "ø", "aa": "å"}
# Words that are spelled with ae, oe or aa in Danish too, such as «Aalborg». No label has one.
SPELLED_SO: frozenset[str] = frozenset()


def enums() -> list[type[StrEnum]]:
    """Return every set of choices that people meet."""
    modules = [importlib.import_module(f"plads.models.{m.name}") for m in pkgutil.iter_modules(plads.models.__path__)]
    found = {
        cls for module in modules for _, cls in inspect.getmembers(module, inspect.isclass) if issubclass(cls, StrEnum)
    }
    return sorted((found - {StrEnum}) | {Tilstand, Rolle, Udfald}, key=lambda cls: cls.__name__)


MEMBERS = [member for cls in enums() for member in cls]


def name_of(member: StrEnum) -> str:
    return f"{type(member).__name__}.{member.name}"


def words_for(value: str) -> set[str]:
    """Return what a value may be called in the glossary: its label, or itself with Danish letters."""
    plain = danish = value.replace("_", " ")
    for ascii_letters, letter in LETTERS.items():
        danish = danish.replace(ascii_letters, letter)
    return {label(value).casefold(), plain.casefold(), danish.casefold()}


def words_for_heading(heading: str | date | int) -> set[str]:
    """Return what explains a heading; a date heads the column of a month, a number that of a year."""
    if isinstance(heading, date | int):
        return {"måned" if isinstance(heading, date) else "år"}
    return {heading.casefold(), f"{heading.casefold()} (kolonne)"}


@pytest.fixture
def filled(facts_store, tmp_path, monkeypatch):
    """Point the command line at a store with the project's own facts."""
    path = shutil.copy(facts_store, tmp_path / "fakta.db")
    monkeypatch.setenv("PLADS_DATABASE_URL", f"sqlite:///{path}")
    _engine_of.cache_clear()
    yield
    _engine_of.cache_clear()


def test_the_document_is_what_the_command_prints(filled, capsys):
    assert main(["ordbog"]) == 0
    assert capsys.readouterr().out == DOCUMENT.read_text(encoding="utf-8"), (
        "docs/ordbog.md er forældet: python -m plads ordbog > docs/ordbog.md"
    )


@pytest.mark.parametrize("member", MEMBERS, ids=name_of)
def test_every_choice_is_explained(member):
    assert words_for(member.value) & TERMS


@pytest.mark.parametrize("layout", [f"L{number:02}" for number in range(1, 13)])
def test_every_heading_of_the_workbooks_is_explained(layout):
    headings = [heading for sheet in OVERSKRIFTER[layout].values() for heading in sheet]
    assert headings
    assert [heading for heading in headings if not words_for_heading(heading) & TERMS] == []


@pytest.mark.parametrize("member", MEMBERS, ids=name_of)
def test_a_label_is_spelled_in_danish(member):
    shown = label(member.value)
    assert "_" not in shown
    assert shown in SPELLED_SO or not [letters for letters in LETTERS if letters in shown.casefold()]


def test_no_label_is_left_over():
    assert set(LABELS) <= {member.value for member in MEMBERS}


def test_every_term_is_there_once_and_whole():
    times = Counter(begreb["term"].casefold() for begreb in BEGREBER)
    assert [term for term, count in times.items() if count > 1] == []
    for begreb in BEGREBER:
        assert begreb["forklaring"].endswith((".", "?")), begreb["term"]
        assert begreb["kildegrad"] in KILDEGRADER, begreb["term"]
        assert ("kilde" in begreb) == (begreb["kildegrad"] in {"kilde", "nævnt i kilde"}), begreb["term"]


def test_see_points_to_a_word_that_is_there():
    known = {term.rstrip(".") for term in TERMS}
    texts = [begreb["forklaring"] for begreb in BEGREBER]
    named = [text.removeprefix("Se ").strip("«».").casefold() for text in texts if text.startswith("Se ")]
    assert named
    assert set(named) <= known


def test_words_stand_in_danish_order_and_marks_break_no_table():
    rows = [
        SimpleNamespace(term=term, forklaring="a | b\nc", kildegrad="vores ord") for term in ("år", "zebra", "*", "Ærø")
    ]
    lines = ordbog.document(rows, [], {}).splitlines()
    assert [line.split(" | ")[0] for line in lines if line.endswith("| Vores ord |")] == [
        r"| \*", "| zebra", "| Ærø", "| år"
    ]  # fmt: skip
    assert r"| år | a \| b c | Vores ord |" in lines


@pytest.mark.parametrize(
    ("kilde", "written"),
    [("k1", "Status, linje 7 (kilde)"), ("k2", "k2 (kilde)"), (None, "Kilde")],
)
def test_an_indicator_says_where_it_is_from(kilde, written):
    says = {"navn": "X", "beskrivelse": "Et x.", "taeller": "Antal x", "naevner": None, "opgoerelsesniveau": "skole"}
    row = SimpleNamespace(**says, retning="ned", kildegrad="kilde", kilde=kilde)
    lines = ordbog.document([], [row], {"k1": "Status, linje 7"}).splitlines()
    assert lines[lines.index("### X") + 2 :] == [
        "- **Beskrivelse:** Et x.",
        "- **Tæller:** Antal x",
        "- **Nævner:** Ingen – tallet er ikke en andel",
        "- **Opgørelsesniveau:** Skole",
        "- **Retning:** Et lavere tal er godt",
        f"- **Kilde:** {written}",
    ]
