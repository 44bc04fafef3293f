"""Sheets per område whose name or title says a period: without a year, or another than the front page's."""

import pytest

from plads.models.proveniens import Grad
from tests.ingest.regneark.matricer import sheets

AHORN, GRAN, BIRK = "Testskole Ahorn", "Testskole Gran", "Testskole Birk"
TABEL = (["Skole", "PPV", "Klager"], [AHORN, 1, 2], [GRAN, 0, 3])


def amager(navn: str, forside: str, *titler: str) -> bytes:
    return sheets(**{"Forside": [[forside]], navn: [["Område: Amager"], *([titel] for titel in titler), *TABEL]})


def problems(udbytte) -> list[tuple[str, str, str]]:
    return [tuple(problem) for problem in udbytte.report.problems]


def warnings(udbytte) -> list[str]:
    return [melding.besked for melding in udbytte.fund if melding.grad is Grad.ADVARSEL]


@pytest.mark.parametrize(
    ("navn", "forside", "egen"),
    [
        ("Amager 2. halvår", "1. halvår 2020", "2. halvår 2020"),
        ("Amager 1. kvt.", "Data pr. område, 1. halvår 2020", "1. kvartal 2020"),
        ("Amager jan-mar", "1. halvår 2020", "1. kvartal 2020"),
        ("Amager maj", "2. kvartal 2020", "maj 2020"),
        ("Amager 2. kvt.", "januar 2020", "2. kvartal 2020"),
        ("2. halvår", "1. halvår 2020", "2. halvår 2020"),
    ],
)
def test_a_sheet_named_after_another_part_of_the_year_is_asked_about(read, navn, forside, egen):
    anden = forside.removeprefix("Data pr. område, ")
    besked = f"Arket siger {egen}, men forsiden siger {anden}. Ret det ene."
    assert problems(read(amager(navn, forside))) == [(navn, "A2", besked)]


@pytest.mark.parametrize("titel", ["2. halvår", "Tal for 2. halvår", "Amager, jul-dec"])
def test_a_title_of_another_part_of_the_year_is_asked_about(read, titel):
    besked = "Arket siger 2. halvår 2020, men forsiden siger 1. halvår 2020. Ret det ene."
    assert problems(read(amager("Amager", "1. halvår 2020", titel))) == [("Amager", "A3", besked)]


@pytest.mark.parametrize(
    "titel",
    [
        "Opgjort i juli", "Uden tal fra marts, der mangler", "Rettet i maj", "Pr. juli", "Områdechef: Jan Jensen",
        "Kontakt: Anne Maj", "Sagsbehandler: August Lund", "Udfyldt i juni", "Sommerferie i juli", "Rapport, august",
    ],
)  # fmt: skip
def test_a_month_in_a_title_about_something_else_is_not_the_period(read, titel):
    udbytte = read(amager("Amager", "1. halvår 2020", titel))
    assert (problems(udbytte), udbytte.periode) == ([], "1. halvår 2020")


@pytest.mark.parametrize(
    ("navn", "forside", "periode"),
    [
        ("Amager 1. kvt.", "2020", "1. kvartal 2020"),
        ("Amager jan-mar", "Data pr. område 2020", "1. kvartal 2020"),
        ("Amager, marts", "2020", "marts 2020"),
        ("Amager 1. kvt.", "Skoleåret 2018/19", "1. kvartal 2019"),
        ("Amager 4. kvartal", "Skoleåret 2018/19", "4. kvartal 2018"),
        # The same period, or one that holds the front page's.
        ("Amager 1. halvår", "1. halvår 2020", "1. halvår 2020"),
        ("Amager 1. halvår", "marts 2020", "marts 2020"),
        ("Amager 2020", "1. halvår 2020", "1. halvår 2020"),
        # With a year of its own.
        ("Amager 1. kvartal 2020", "1. halvår 2020", "1. kvartal 2020"),
        ("Amager", "2019", "2019"),
    ],
)
def test_a_part_of_the_front_pages_year_is_the_sheets_own_period(read, navn, forside, periode):
    udbytte = read(amager(navn, forside))
    assert (problems(udbytte), warnings(udbytte), udbytte.periode) == ([], [], periode)


def test_a_half_year_that_lies_in_two_school_years_is_asked_about(read):
    ((_, _, besked),) = problems(read(amager("Amager 2. halvår", "Skoleåret 2018/19")))
    assert besked == "Arket siger 2. halvår 2018 og 2. halvår 2019, men forsiden siger skoleåret 2018/19. Ret det ene."


def test_a_part_is_held_against_the_period_the_user_gave(read):
    ((_, _, besked),) = problems(read(amager("Amager maj", "Rapport"), (2020, 3)))
    assert besked == "Filen er fra maj 2020, men den angivne periode er marts 2020. Ret det ene."
    assert read(amager("Amager marts", "Rapport"), (2020, 3)).periode == "marts 2020"


def test_a_sheet_of_a_whole_year_beside_a_part_of_another_is_asked_about(read):
    besked = "Arket siger 2019, men forsiden siger 1. halvår 2020. Ret det ene."
    assert problems(read(amager("Amager 2019", "1. halvår 2020"))) == [("Amager 2019", "A2", besked)]


@pytest.mark.parametrize(
    ("navn", "forside", "egen"),
    [("Amager 2019", "2020", "2019"), ("Amager 1. kvt. 2020", "2. halvår 2020", "1. kvartal 2020")],
)
def test_a_sheet_that_says_another_period_in_full_is_read_with_a_warning(read, navn, forside, egen):
    udbytte = read(amager(navn, forside))
    assert warnings(udbytte) == [f"Arket siger {egen}, men forsiden siger {forside}. Tallene er læst som {egen}."]
    assert (problems(udbytte), udbytte.periode) == ([], egen)


@pytest.mark.parametrize("note", ["Rettet i marts 2019", "Tallene for marts 2019 er fra den gamle opgørelse, se der"])
def test_a_note_about_another_time_does_no_harm(read, note):
    udbytte = read(amager("Amager 1. halvår 2020", note))
    assert (problems(udbytte), warnings(udbytte), udbytte.periode) == ([], [], "1. halvår 2020")


def test_a_sheets_name_of_a_stretch_that_is_no_period_is_asked_about(read):
    ((_, _, besked),) = problems(read(amager("Amager jan-apr", "1. halvår 2020")))
    assert besked.startswith("Filen siger «Amager jan-apr». Det er hverken en måned, et kvartal, et halvår")


def halves(**more: list[list]) -> bytes:
    first = [["Skole", "PPV"], [AHORN, 1], [GRAN, 4]], [["Skole", "PPV"], [AHORN, 2], [GRAN, 0]]
    birk = [["Skole", "PPV"], [BIRK, 5]], [["Skole", "PPV"], [BIRK, 6]]
    parts = {f"{navn} {nr + 1}. halvår": list(rows[nr]) for navn, rows in (("Amager", first), ("Indre By", birk))
             for nr in (0, 1)}  # fmt: skip
    return sheets(**{"Forside": [["Data pr. område 2019"]]}, **parts, **more)


def test_the_half_years_of_the_front_pages_year_are_both_read(read):
    udbytte = read(halves())
    assert (problems(udbytte), warnings(udbytte)) == ([], [])
    assert {(row.fra.month, row.enhed): row.antal for row in udbytte.report.rows} == {
        (1, "999001"): 1, (1, "999006"): 4, (7, "999001"): 2, (7, "999006"): 0, (1, "999002"): 5, (7, "999002"): 6,
    }  # fmt: skip
    assert udbytte.periode == "1. halvår 2019 og 2. halvår 2019"


@pytest.mark.parametrize(("navn", "stated", "agrees"), [
    ("I alt", 18, True), ("I alt", 19, False), ("I alt 1. halvår", 10, True), ("I alt 1. halvår", 18, False),
])  # fmt: skip
def test_a_total_of_the_year_is_held_against_its_half_years(read, navn, stated, agrees):
    found = problems(read(halves(**{navn: [["Skole", "PPV"], ["I alt", stated]]})))
    assert [(ark, place) for ark, place, _ in found] == [(navn, "B2")] * (not agrees)


def test_a_period_in_the_name_leaves_the_area(read):
    rows = [["Skole", "PPV"], [AHORN, 1], [BIRK, 2]]
    udbytte = read(sheets(**{"Forside": [["2020"]], "Amager 1. halvår": rows}))
    assert warnings(udbytte) == [
        "Kolonnen «Skole»: Skole nr. 2 hører til Indre By-Østerbro 30. juni 2020, men står under Amager."
    ]


def test_the_front_pages_year_may_be_of_something_else_than_counts(read):
    ((_, _, besked),) = problems(read(amager("Amager 1. kvt.", "Måltal 2020")))
    assert "andet end antal («måltal»)" in besked


@pytest.mark.parametrize(
    "navn", ["Samlet oversigt", "Sager i alt", "Samlet overblik", "Oversigt samlet", "Samlet 2020"]
)
def test_a_collection_named_in_more_words_is_held_against_the_others(read, navn):
    content = {"Forside": [["1. halvår 2020"]], navn: [*TABEL, ["I alt", 1, 5]], "Amager": [*TABEL]}
    udbytte = read(sheets(**content))
    assert (problems(udbytte), udbytte.summer) == ([], {"PPV'er": 1, "Klager": 5})
    content[navn] = [TABEL[0], [AHORN, 9, 2]]
    assert [(ark, place) for ark, place, _ in problems(read(sheets(**content)))] == [(navn, "B2")]


@pytest.mark.parametrize("navn", ["Samlet plan", "Klager samlet set", "Oversigt", "Sydhavn i alt"])
def test_another_name_is_no_collection(read, navn):
    found = problems(read(sheets(**{"Forside": [["1. halvår 2020"]], navn: [*TABEL], "Amager": [*TABEL]})))
    assert [(ark, place) for ark, place, _ in found] == [(navn, "A1")]


@pytest.mark.parametrize("navn", ["Samlet oversigt", "Sager i alt", "Samlet overblik", "Oversigt samlet", "I alt 2020"])
def test_a_collection_of_months_is_told_and_left_out(read, navn):
    table = [["2020"], ["Skole", "jan", "feb"], [AHORN, 1, 2]]
    udbytte = read(sheets(**{navn: table, "Klager": table}))
    assert problems(udbytte) == []
    assert [(m.ark, m.besked) for m in udbytte.fund] == [(navn, "Arket samler flere indikatorer og er ikke læst.")]


@pytest.mark.parametrize("navn", ["Samlet plan", "Oversigt over byen"])
def test_another_name_of_a_sheet_of_months_is_asked_about(read, navn):
    table = [["2020"], ["Skole", "jan", "feb"], [AHORN, 1, 2]]
    ((ark, _, besked),) = problems(read(sheets(**{navn: table, "Klager": table})))
    assert ark == navn
    assert besked.startswith("Vi kan ikke se, hvad arket tæller.")
