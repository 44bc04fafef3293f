"""Sheets that are left out: a warning where their figures may be missing, else only told."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.layouts.faelles.delark import part_of
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import PROEVER, saved
from tests.ingest.regneark.matricer import areas, put, wide

AHORN = "Testskole Ahorn"
L04, L07 = ((PROEVER / navn).read_bytes() for navn in ("L04_pivot_flettet.xlsx", "L07_budgetopfoelgning.xlsx"))
FILER = (wide(), areas(), L04)
MED_TAL = [["Testet af os"], ["Noget", 2020], ["Andet", 4]]
AF_SKOLER = [["Marts"], [None, AHORN, "note", 7]]


def changed(content: bytes, change) -> bytes:
    bog = load_workbook(BytesIO(content))
    change(bog)
    return saved(bog)


def with_sheet(content: bytes, navn: str, rows: list[list], *, skjult: bool = False) -> bytes:
    def change(bog):
        ark = bog.create_sheet(navn)
        put(ark, 1, rows)
        ark.sheet_state = "hidden" if skjult else "visible"

    return changed(content, change)


def told(udbytte, navn: str) -> list[tuple[Grad, str, str]]:
    """Return what is said of a sheet that is left out."""
    return [(m.grad, m.celle, m.besked) for m in udbytte.fund if m.ark == navn and "ikke læst" in m.besked]


@pytest.mark.parametrize("content", FILER)
@pytest.mark.parametrize(
    ("navn", "rows", "celle"),
    [
        ("Revisitationer", MED_TAL, "B3"),
        ("Klager 2019", MED_TAL, "B3"),
        ("Valby-Vesterbro-Kgs Enghave", MED_TAL, "B3"),
        (AHORN, MED_TAL, "B3"),
        ("2019", MED_TAL, "B3"),
        ("Marts", MED_TAL, "B3"),
        ("1. kvartal 2020", [["Noget", "4"]], "B1"),
        ("Ark9", AF_SKOLER, "D2"),
    ],
)
def test_a_sheet_that_looks_like_the_others_but_cannot_be_read_is_a_warning(read, content, navn, rows, celle):
    udbytte = read(with_sheet(content, navn, rows))
    ((grad, place, besked),) = told(udbytte, navn)
    assert (grad, place, udbytte.report.problems) == (Grad.ADVARSEL, celle, [])
    assert besked.startswith("Arket har tal, men ingen tabel med ")
    assert besked.endswith(", og er ikke læst. Mangler dets tal, så ret overskrifterne.")


@pytest.mark.parametrize("content", FILER)
@pytest.mark.parametrize(
    ("navn", "rows"),
    [
        ("Vejledning 2020", MED_TAL),
        ("Noter", AF_SKOLER),
        ("Skoleliste", AF_SKOLER),
        ("Diagram", AF_SKOLER),
        ("Oversigt", MED_TAL),
        ("Ark9", MED_TAL),
        ("Klager mål", MED_TAL),
        ("Revisitationer", [["Kommer til efteråret", 2020]]),
        # A school's number and postal code, and a pivot table.
        ("Skoler", [[AHORN, 999001, 2300]]),
        ("Skoleregister", [["Skole", "Spor"], [AHORN, 3]]),
        ("Klager - kriterier", MED_TAL),
        ("Nøgletal", AF_SKOLER),
        ("Ark9", [["Rækkenavne", "Sum af tal"], [AHORN, 3]]),
    ],
)
def test_other_sheets_are_only_told(read, content, navn, rows):
    ((grad, place, besked),) = told(read(with_sheet(content, navn, rows)), navn)
    assert (grad, place) == (Grad.INFO, "")
    assert besked.startswith("Arket har ingen tabel med ")


@pytest.mark.parametrize(
    ("navn", "grad"), [("Input - skoler", Grad.ADVARSEL), ("Input - noter", Grad.INFO), ("Input figur", Grad.INFO)]
)
def test_a_sheet_that_begins_as_the_one_that_is_read_is_a_warning_unless_it_says_what_it_is(read, navn, grad):
    assert [found for found, _, _ in told(read(with_sheet(L07, navn, MED_TAL)), navn)] == [grad]


def hidden(content: bytes, navn: str) -> bytes:
    return changed(content, lambda bog: setattr(bog[navn], "sheet_state", "hidden"))


@pytest.mark.parametrize(("content", "navn"), [(wide(), "Klager"), (areas(), "Amager")])
def test_a_hidden_sheet_that_is_named_as_the_others_is_a_warning(read, content, navn):
    ((grad, _, besked),) = told(read(hidden(content, navn)), navn)
    assert grad is Grad.ADVARSEL
    assert besked == "Arket er skjult og er ikke læst, men hedder som de andre. Mangler dets tal, så vis arket."


@pytest.mark.parametrize(
    ("content", "navn", "rows"),
    [
        (wide(), "Amager", MED_TAL),
        (areas(), "Klager", MED_TAL),
        (areas(), "2019", MED_TAL),
        (areas(), "Amager (2)", MED_TAL),
        (areas(), "Amager mål", MED_TAL),
        (areas(), "Testskole Birk", [["Kommer"]]),
        (wide(), "Ark9", AF_SKOLER),
    ],
)
def test_another_hidden_sheet_is_only_told(read, content, navn, rows):
    udbytte = read(with_sheet(content, navn, rows, skjult=True))
    assert told(udbytte, navn) == [(Grad.INFO, "", "Arket er skjult og er ikke læst.")]


def test_a_sheet_of_targets_is_no_part_of_a_list(katalog):
    assert part_of("2020", katalog) is not None
    assert part_of("2020 mål", katalog) is part_of("Amager, piger", katalog) is None
