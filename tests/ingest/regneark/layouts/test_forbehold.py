"""Words and columns beside figures that say they are no plain counts: asked about, never read as if they were."""

import pytest

from tests.ingest.regneark.filer import HOVED, activity, sheet

AHORN, BIRK = "Testskole Ahorn", "Testskole Birk"


def problems(udbytte) -> list[str]:
    return [problem.besked for problem in udbytte.report.problems]


def by_month(titel, *rows, navn="Ark1"):
    return sheet([[titel], [], *(rows or [["Skole", "jan", "feb", "mar"], [AHORN, 1, 2, 3]])], navn)


@pytest.mark.parametrize(
    "titel",
    [
        "Ventetid på PPV 2020 (dage)",
        "Sagsbehandlingstid for klager 2020, antal dage",
        "Medhold i klager 2020",
        "Afslag på visitation 2020",
        "Gennemsnitligt antal visitationer 2020",
        "Indeks for visitationer 2020",
        "PPV'er 2020 - pct. af elever",
        "Klager 2020, akkumuleret",
        "Klager 2020, år til dato",
        "Måltal for klager 2020",
        "Klager, prognose 2020",
    ],
)
def test_a_title_that_says_something_else_than_a_count_is_asked_about(read, titel):
    (besked,) = problems(read(by_month(titel)))
    assert "andet end antal" in besked


def test_a_sheets_name_says_it_too_and_a_plain_title_is_read(read):
    assert len(problems(read(by_month("Skoler 2020", navn="Klager akk.")))) == 1
    udbytte = read(by_month("Klager 2020"))
    assert problems(udbytte) == []
    assert [row.antal for row in udbytte.report.rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("heading", "values"), [("År", (2019, 2020)), ("År", (2019, 2019)), ("Klassetrin", ("2.", "3.")), ("Køn", "MK")]
)
def test_a_column_that_divides_the_months_is_asked_about(read, heading, values):
    rows = [["Skole", heading, "jan", "feb"], [AHORN, values[0], 1, 2], [BIRK, values[1], 5, 6]]
    (besked,) = problems(read(by_month("Klager 2020", *rows)))
    assert f"«{heading}» deler tallene op" in besked


def test_a_column_that_repeats_the_year_does_no_harm(read):
    udbytte = read(by_month("Klager 2020", ["Skole", "År", "jan", "feb"], [AHORN, 2020, 1, 2], [BIRK, 2020, 5, 6]))
    assert problems(udbytte) == []
    assert [row.antal for row in udbytte.report.rows] == [1, 2, 5, 6]


def per_area(hoved, *rows, titel="Amager, marts 2020"):
    return sheet([[titel], [], hoved, *rows], "Amager")


def test_a_sheet_per_area_with_a_month_in_each_row_is_asked_about(read):
    hoved = ["Skole", "Måned", "PPV", "Klager"]
    (besked,) = problems(read(per_area(hoved, [AHORN, "februar", 3, 4], ["Testskole Gran", "marts", 1, 5])))
    assert "«Måned» deler tallene op" in besked


def test_a_heading_of_another_year_is_asked_about(read):
    (besked,) = problems(read(per_area(["Skole", "PPV", "Klager 2019", "Visit."], [AHORN, 1, 2, 3])))
    assert besked == "Overskriften siger 2019, men arkets tal er fra marts 2020. Ret det ene."


@pytest.mark.parametrize("heading", ["Indst. (pct.)", "Indst. (dage)", "Indst. (medhold)", "Indst. (akk.)", "Indst. %"])
def test_a_heading_that_says_something_else_than_a_count_is_not_read_as_one(read, heading):
    udbytte = read(per_area(["Skole", "PPV", heading, "Visit."], [AHORN, 1, 2, 3]))
    assert {row.indikator for row in udbytte.report.rows} == {"ppv", "visitation"}
    assert any(f"«{heading}»" in melding.besked for melding in udbytte.fund)


def test_rows_of_a_list_that_only_differ_in_a_part_of_the_school_are_no_repetition(read):
    rows = [[*activity(Antal=3), trin] for trin in ("2.", "3.")]
    (besked,) = problems(read(sheet([[*HOVED, "Klassetrin"], *rows])))
    assert "men ikke samme Klassetrin. Læg tallene sammen" in besked
    assert problems(read(sheet([[*HOVED, "Klassetrin"], rows[0], rows[0]]))) == []


@pytest.mark.parametrize("above", ["Beløb i 1.000 kr.", "t.kr.", "Mio. kr."])
def test_a_ledger_in_thousands_is_asked_about(read, above):
    hoved = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Debet", "Kredit"]
    row = ["5101", "03.03.2020", "22000000", "XG-1", 5, None]
    (besked,) = problems(read(sheet([["Firmakode: 0101"], [above], [], hoved, row])))
    assert "Posteringer læses i hele kroner" in besked
    assert problems(read(sheet([["Firmakode: 0101"], ["Beløb i kr."], [], hoved, row]))) == []


@pytest.mark.parametrize("span", ["jan-mar", "jan-jun", "1.-2. kvt.", "Uge 1-13"])
def test_a_pivot_tables_span_that_is_not_known_is_not_the_whole_year(read, span):
    rows = [[None, "PPV'er", "Klager"], ["Rækkenavne", span, span], [AHORN, 1, 2], [BIRK, 3, 4]]
    udbytte = read(sheet([["År", "2020"], [], *rows], "Pivot"))
    assert udbytte.report.rows == []
    assert problems(udbytte)
