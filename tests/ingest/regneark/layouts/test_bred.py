"""Months across, one sheet per indicator: what is stored, what is refused, and where it says so."""

import random
from datetime import date, datetime

import pytest

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.layouts.matricer.bred import Bredlaeser
from plads.models.proveniens import Grad
from plads.tilstand import Tilstand
from tests.ingest.regneark.filer import sheet
from tests.ingest.regneark.matricer import INDIKATORER, KODER, NUMRE, TAL, put, school, sheets, wide, wide_cell

TITEL = [["Ledelsesinformation 2020"], ["Opgjort pr. 30-09-2020"], []]
AHORN, BIRK = "Testskole Ahorn", "Testskole Birk"


def facts(udbytte) -> dict[tuple[int, str, str], tuple[int | None, Tilstand]]:
    return {(row.maaned, row.indikator, row.enhed): (row.antal, row.tilstand) for row in udbytte.report.rows}


def counts(udbytte) -> dict[tuple[int, str], int | None]:
    """Return the counts by month and school."""
    return {(row.maaned, row.enhed): row.antal for row in udbytte.report.rows}


def problems(udbytte) -> list[tuple[str, str, str]]:
    return [tuple(problem) for problem in udbytte.report.problems]


def said(udbytte, grad: Grad) -> list[tuple[str, str, str]]:
    return [(m.ark, m.celle, m.besked) for m in udbytte.fund if m.grad is grad]


def klager(*rows: list, titel: list[list] | None = None) -> bytes:
    """Return a workbook with one sheet of complaints under a title."""
    return sheets(Klager=[*(TITEL if titel is None else titel), *rows])


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(wide())
    expected = {}
    for nr in NUMRE:
        for indikator in INDIKATORER:
            for maaned in range(1, 10):
                cell = wide_cell(nr, indikator, maaned)
                hidden = cell == "<3"
                state = Tilstand.DISKRETIONERET if hidden else Tilstand.OPLYST if cell else Tilstand.NUL
                expected[202000 + maaned, KODER[indikator], str(nr)] = (None if hidden else cell, state)
    assert facts(udbytte) == expected
    assert udbytte.summer == {"PPV'er": 256, "Indstillinger": 288, "Visitationer": 360, "Klager": 317}
    assert (udbytte.laest, udbytte.klar, udbytte.sprunget_over) == (40, 40, 8)
    assert (udbytte.periode, udbytte.layout, udbytte.art) == ("januar–september 2020", "L02", "aktivitet")
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []
    assert ("Klager", "O6", "Summerne er formler uden gemt værdi og kan ikke kontrolleres.") in said(udbytte, Grad.INFO)
    hidden = sum(antal is None for antal, _ in facts(udbytte).values())
    besked = f"Klager: {hidden} tal er skjult i kilden. De gemmes som skjulte."
    assert [m for m in said(udbytte, Grad.INFO) if "skjult i kilden" in m[2]] == [("Klager", "C6", besked)]


@pytest.mark.parametrize("seed", range(4))
def test_any_table_written_in_the_layout_is_read_as_it_was(read, seed):
    rng = random.Random(seed)
    months = rng.sample(range(1, 12), rng.randint(2, 11))
    schools = rng.sample(NUMRE, rng.randint(1, 10))
    values = {(nr, m): rng.choice([None, 0, 1, 7, 250, "<3", "4"]) for nr in schools for m in months}
    # A month that nobody has reported is no month of the table.
    values |= {(schools[0], m): 5 for m in months}
    columns = [("Skole", lambda nr: school(nr)[0]), ("Bemærkning", lambda nr: f"note {nr}")]
    columns += [("Inst.nr.", lambda nr: nr)] * rng.randint(0, 1) + [("Område", lambda nr: school(nr)[1])]
    columns += [(datetime(2020, m, 1), lambda nr, m=m: values[nr, m]) for m in months]  # noqa: DTZ001 a heading
    rng.shuffle(columns)
    rows = [[]] * rng.randint(0, 5) + [[head for head, _ in columns]] + [[f(nr) for _, f in columns] for nr in schools]
    udbytte = read(sheets(Klager=rows, Noter=[["Udarbejdet af forvaltningen"]]))
    number = {None: None, "<3": None, "4": 4}
    assert problems(udbytte) == []
    assert counts(udbytte) == {(202000 + m, str(nr)): number.get(v, v) for (nr, m), v in values.items()}
    state = {"<3": Tilstand.DISKRETIONERET, None: Tilstand.IKKE_RAPPORTERET, 0: Tilstand.NUL}
    states = {(maaned, int(enhed)): tilstand for (maaned, _, enhed), (_, tilstand) in facts(udbytte).items()}
    assert states == {(202000 + m, nr): state.get(v, Tilstand.OPLYST) for (nr, m), v in values.items()}


@pytest.mark.parametrize(
    "heads",
    [
        [date(2020, 1, 1), date(2020, 2, 1)],
        [43831, 43862],
        ["jan", "feb"],
        ["Januar", "Februar"],
        ["jan-20", "feb-20"],
        ["jan. 2020", "feb. 2020"],
        ["2020-01", "2020-02"],
        ["01-2020", "02-2020"],
        ["01-01-2020", "01-02-2020"],
        ["Januar 2020", "Februar 2020"],
        ["md. 1", "md. 2"],
        ["2020 januar", "2020 februar"],
        ["2020 jan", "2020 feb."],
        ["2020-januar", "2020-februar"],
    ],
)
def test_a_heading_is_a_month_in_any_spelling(read, heads):
    udbytte = read(klager(["Skole", *heads], [AHORN, 4, 0]))
    assert counts(udbytte) == {(202001, "999001"): 4, (202002, "999001"): 0}
    assert udbytte.fund == []


def test_digits_are_months_when_there_are_twelve_or_the_sheet_says_so(read):
    twelve = ["Skole", *map(str, range(1, 13))]
    assert len(read(klager(twelve, [AHORN, *range(9)])).report.rows) == 9
    udbytte = read(klager(["Skole", 1, 2, 3], [AHORN, 4, 0, 2], titel=[["Klager pr. måned 2020"]]))
    assert counts(udbytte) == {(202001, "999001"): 4, (202002, "999001"): 0, (202003, "999001"): 2}


STOPS = [f"{nr}." for nr in range(1, 13)]


def test_numbers_with_full_stops_are_months_when_all_twelve_are_there(read):
    udbytte = read(klager(["Skole", *STOPS], [AHORN, *range(9)]))
    assert counts(udbytte) == {(202000 + nr, "999001"): nr - 1 for nr in range(1, 10)}
    ((_, place, besked),) = problems(read(klager(["Skole", *STOPS], [AHORN, *range(9)], titel=[["Klager"]])))
    assert (place, besked[:43]) == ("B2", "Vi kan ikke se, hvilket år månederne er fra")


@pytest.mark.parametrize(
    "heads", [STOPS[:10], STOPS[:4], ["0.", *STOPS[:9]], [*STOPS[:11], "11."], ["20 jan", "21 feb"]]
)
def test_fewer_numbers_with_full_stops_are_no_months(katalog, heads):
    content = klager(["Skole", *heads], [AHORN, *range(9)], titel=[["Klager pr. måned 2020"]])
    assert Bredlaeser().recognises(Anmodning(read_sheets(content), katalog)) == 0


def test_a_month_behind_its_year_must_lie_in_the_year_of_the_title(read):
    found = problems(read(klager(["Skole", "2020 januar", "2020 februar"], [AHORN, 1, 2], titel=[["Klager 2019"]])))
    assert [besked for _, _, besked in found] == ["Månederne ligger i et andet år end 2019. Ret det ene."]


def test_class_levels_are_no_months(katalog):
    for titel in ("Elever pr. klassetrin, måned marts 2020", "Elever 2020"):
        content = klager(["Skole", *range(1, 10)], [AHORN, *range(9)], titel=[[titel]])
        assert Bredlaeser().recognises(Anmodning(read_sheets(content), katalog)) == 0


@pytest.mark.parametrize(
    ("titel", "months"),
    [
        ([["Ledelsesinformation 2019"]], [201901, 201903]),
        ([["Skoleåret 2018/19"]], [201901, 201903]),
        ([["Opgjort pr. 30-09-2019"]], [201901, 201903]),
        ([["Klager"], ["År", 2019]], [201901, 201903]),
    ],
)
def test_the_year_is_taken_from_the_text(read, titel, months):
    udbytte = read(klager(["Skole", "jan", "mar"], [AHORN, 4, 1], titel=titel))
    assert [row.maaned for row in udbytte.report.rows] == months
    assert len(said(udbytte, Grad.ADVARSEL)) == ("Opgjort" in titel[0][0])


def test_a_school_year_runs_over_new_year(read):
    udbytte = read(klager(["Skole", "aug", "dec", "jan", "jul"], [AHORN, 1, 2, 3, 4], titel=[["Skoleåret 2019/20"]]))
    assert [row.maaned for row in udbytte.report.rows] == [201908, 201912, 202001, 202007]


@pytest.mark.parametrize("said", ["19/20", "2019-2020", "2019-20", "Klager 19-20", "2019/2020", "Skoleår 19/20"])
def test_months_over_new_year_give_any_spelling_of_a_school_year(read, said):
    months = ["Skole", "nov", "dec", "jan"], [AHORN, 1, 2, 3]
    udbytte = read(klager(*months, titel=[[said], ["Opgjort pr. 01-03-2020"], []]))
    assert [row.maaned for row in udbytte.report.rows] == [201911, 201912, 202001]
    front = read(sheets(Forside=[["Ledelsesinformation"], [said]], Klager=[*months]))
    assert [row.maaned for row in front.report.rows] == [201911, 201912, 202001]


@pytest.mark.parametrize("said", ["11/12", "Side 1/2", "19/21", "Uge 19-20-21", "Den 11/12 19"])
@pytest.mark.parametrize("months", [["nov", "dec", "jan"], ["aug", "sep", "okt"]])
def test_what_is_no_school_year_is_none(read, said, months):
    udbytte = read(klager(["Skole", *months], [AHORN, 1, 2, 3], titel=[[said]]))
    assert udbytte.report.rows == []
    assert len(problems(udbytte)) == 1


def test_a_school_year_alone_on_a_line_is_the_year_of_its_months(read):
    alone = read(klager(["Skole", "aug", "sep"], [AHORN, 1, 2], titel=[["Klager"], ["20/21"], []]))
    assert [row.maaned for row in alone.report.rows] == [202008, 202009]
    # In the midst of words it may be pages or weeks.
    assert problems(read(klager(["Skole", "aug", "sep"], [AHORN, 1, 2], titel=[["Bilag 20-21"], []])))


def test_the_year_may_stand_over_the_months_or_on_the_front_page_or_be_given(read):
    above = read(klager([None, 2019, None, 2020], ["Skole", "nov", "dec", "jan"], [AHORN, 1, 2, 3], titel=[]))
    assert [row.maaned for row in above.report.rows] == [201911, 201912, 202001]
    front = read(sheets(Forside=[["Ledelsesinformation 2019"]], Klager=[["Skole", "jan", "feb"], [AHORN, 1, 2]]))
    assert [row.maaned for row in front.report.rows] == [201901, 201902]
    bare = klager(["Skole", "jan", "feb"], [AHORN, 1, 2], titel=[])
    assert [row.maaned for row in read(bare, (2018, 12)).report.rows] == [201801, 201802]
    assert problems(read(bare)) == [
        (
            "Klager",
            "B1",
            "Vi kan ikke se, hvilket år månederne er fra. Skriv fx «2020» over tabellen, eller angiv perioden.",
        )
    ]


@pytest.mark.parametrize(
    ("titel", "heads", "besked"),
    [
        ([["Klager 2019"]], ["jan-20", "feb-20"], "Månederne ligger i et andet år end 2019. Ret det ene."),
        (
            [["Klager 2019"], ["Tal for 2020"]],
            ["jan", "feb"],
            "Filen nævner flere år (2019 og 2020). Skriv året i månedernes overskrifter, fx «jan. 2020».",
        ),
        (
            [["Klager 2019"]],
            ["nov", "dec", "jan"],
            "Månederne går over et årsskifte, men filen siger kun 2019. Skriv skoleåret, fx «2019/20».",
        ),
        (
            TITEL,
            ["jan", "feb", "januar"],
            "Måneden januar 2020 står to gange (også i kolonne B). Er den ene fra et andet år, så skriv året i "
            "overskriften. Ellers slet den ene.",
        ),
    ],
)
def test_months_that_do_not_agree_are_refused(read, titel, heads, besked):
    found = problems(read(klager(["Skole", *heads], [AHORN, 1, 2, 3], titel=titel)))
    assert [besked] == [text for _, _, text in found]


def test_the_period_given_may_not_contradict_the_file(read):
    content = klager(["Skole", "jan", "feb"], [AHORN, 1, 2])
    assert len(read(content, (2020, 2)).report.rows) == 2
    assert problems(read(content, (2019, 2))) == [
        ("Klager", "B4", "Filen er fra 2020, men den angivne periode er februar 2019.")
    ]


@pytest.mark.parametrize(
    ("name", "titel", "kode"),
    [
        ("PPVer", "Ledelsesinformation 2020", "ppv"),
        ("Klager 2020", "Ledelsesinformation 2020", "klage"),
        ("Antal visitationer", "2020", "visitation"),
        ("Data", "Ledelsesinformation 2020 - Indstillinger", "indstilling"),
        ("Ark1", "Udviklingen i klager pr. skole 2020", "klage"),
        ("Klager", "Klager og visitationer 2020", "klage"),
    ],
)
def test_the_indicator_is_the_sheets_name_or_its_title(read, name, titel, kode):
    udbytte = read(sheets(**{name.replace(" ", "_"): [[titel], ["Skole", "jan", "feb"], [AHORN, 1, 2]]}))
    assert {row.indikator for row in udbytte.report.rows} == {kode}


def test_an_indicator_that_is_not_known_or_told_twice_is_asked_about(read):
    table = [["Skole", "jan-20", "feb-20"], [AHORN, 1, 2]]
    assert problems(read(sheets(Klagerne=table)))[0][2] == (
        "Vi kan ikke se, hvad arket tæller. Mente du «Klager»? Giv arket indikatorens navn, fx «Klager», "
        "eller skjul det."
    )
    besked = "Arkets navn og titel siger hver sit: «Klager» og «Visitationer». Ret det ene."
    assert problems(read(sheets(Klager=[["Visitationer"], *table]))) == [("Klager", "", besked)]


def test_an_indicator_may_have_a_column_of_its_own(read):
    rows = [[AHORN, "PPV", 1, 2], [AHORN, "Klager", 3, 4], ["I alt", "Klager", 3, 4], ["I alt", None, 4, 6]]
    udbytte = read(sheets(Data=[["Skole", "Indikator", "jan-20", "feb-20"], *rows]))
    assert problems(udbytte) == []
    assert udbytte.summer == {"PPV'er": 3, "Klager": 7}
    wrong = read(sheets(Data=[["Skole", "Indikator", "jan-20", "feb-20"], [AHORN, "Klagr", 1, 2]]))
    assert problems(wrong) == [
        ("Data", "B2", "Kolonnen «Indikator»: indikatoren kendes ikke. Mente du «Klager»?")
    ]


def test_other_sheets_are_told_and_left_out(read):
    udbytte = read(sheets(Forside=[["Klager 2020"]], Klager=[["Skole", "jan-20", "feb-20"], [AHORN, 1, 2]]))
    besked = "Arket har ingen tabel med skoler og måneder og er ikke læst."
    assert said(udbytte, Grad.INFO) == [("Forside", "", besked)]


def test_a_sheet_that_sums_indicators_or_is_empty_is_told_and_left_out(read):
    table = [["Skole", "jan-20", "feb-20"], [AHORN, 1, 2]]
    udbytte = read(sheets(Samlet=table, Klager=table, PPVer=[table[0], [AHORN]]))
    assert udbytte.summer == {"Klager": 3}
    assert said(udbytte, Grad.INFO) == [("Samlet", "", "Arket samler flere indikatorer og er ikke læst.")]
    assert said(udbytte, Grad.ADVARSEL) == [("PPVer", "A1", "Arket har ingen tal og er ikke læst.")]


@pytest.mark.parametrize("value", ["<3", "< 3", "•", "x", "X", "*", "under 5", "1-4"])
def test_a_hidden_figure_is_hidden_and_never_a_number(read, value):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, value, 2]))
    assert facts(udbytte)[202001, "klage", "999001"] == (None, Tilstand.DISKRETIONERET)
    assert said(udbytte, Grad.INFO) == [
        ("Klager", "B5", "Klager: 1 tal er skjult i kilden. De gemmes som skjulte.")
    ]


def test_an_empty_cell_is_not_reported_and_never_nought(read):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, None, 2], [BIRK, 0, None]))
    assert facts(udbytte)[202001, "klage", "999001"] == (None, Tilstand.IKKE_RAPPORTERET)
    assert facts(udbytte)[202001, "klage", "999002"] == (0, Tilstand.NUL)


@pytest.mark.parametrize("value", ["-", "–", "ca. 3", -1, 2.5, "1.234", True, "#REF!", "=1+1", "ja"])
def test_what_is_no_count_is_refused_at_its_cell(read, value):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, value, 2], [BIRK, 1, -1]))
    assert [(ark, cell) for ark, cell, _ in problems(udbytte)] == [("Klager", "B5"), ("Klager", "C6")]
    assert (udbytte.laest, udbytte.klar) == (2, 0)


def test_months_after_the_count_are_left_out_or_told(read):
    heads = ["Skole", "sep", "okt", "nov", "dec"]
    assert [row.maaned for row in read(klager(heads, [AHORN, 1])).report.rows] == [202009]
    udbytte = read(klager(heads, [AHORN, 1, 3, 0, None], [BIRK, 2, 1, 0, None]))
    assert said(udbytte, Grad.ADVARSEL) == [
        ("Klager", "C4", "Oktober 2020 ligger efter opgørelsesdagen, men har 2 tal. De er læst."),
        ("Klager", "D4", "November 2020 ligger efter opgørelsesdagen og har kun nuller. Måneden er ikke læst."),
    ]
    assert {row.maaned for row in udbytte.report.rows} == {202009, 202010}
    assert problems(read(klager(heads, [AHORN, 1, None, None, 4]))) == [
        ("Klager", "E4", "December 2020 ligger i fremtiden, men har tal. Slet dem, eller ret måneden.")
    ]


def test_a_month_nobody_has_reported_is_told_and_not_stored(read):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, None, 2]))
    assert said(udbytte, Grad.ADVARSEL) == [("Klager", "B4", "Januar 2020 er tom og er ikke læst.")]
    assert counts(udbytte) == {(202002, "999001"): 2}


def test_a_day_of_count_to_come_is_refused(read):
    found = problems(read(klager(["Skole", "jan-20", "feb-20"], [AHORN, 1, 2], titel=[["Opgjort pr. 1.12.2020"]])))
    besked = "Opgørelsesdagen 1. december 2020 ligger i fremtiden. Ret den, og indlæs filen igen."
    assert found == [("Klager", "A2", besked)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([[AHORN, 1, 2, 3], [BIRK, 4, 5, 9], ["I alt", 5, 7, 12]], []),
        ([[AHORN, 1, 2, 4]], [("D5", "I alt", 4, "rækkens tal giver 3")]),
        ([[AHORN, 1, 2, 3], ["I alt", 2, 2, 3]], [("B6", "januar 2020", 2, "rækkerne giver 1")]),
        ([[AHORN, 1, 2, 3], ["I alt", 1, 2, 4]], [("D6", "I alt", 4, "rækkerne giver 3")]),
        ([[AHORN, "<3", 2, 3], ["I alt", "<3", 2, 3]], []),
        ([[AHORN, "<3", 2, 4], ["I alt", 2, 2, 4]], []),
        ([[AHORN, "<3", 2, 5]], [("D5", "I alt", 5, "rækkens tal giver 2–4")]),
        ([[AHORN, "<3", 2, 1]], [("D5", "I alt", 1, "rækkens tal giver 2–4")]),
        ([[AHORN, "•", 2, 9]], []),
        ([[AHORN, "•", 2, 1]], [("D5", "I alt", 1, "rækkens tal giver mindst 2")]),
        ([[AHORN, "•", 2, 9], [], ["• = under 5, skjult"]], [("D5", "I alt", 9, "rækkens tal giver 2–6")]),
    ],
)
def test_totals_are_held_against_what_was_read(read, rows, found):
    expected = [
        ("Klager", cell, f"Kolonnen «{navn}»: summen er {n} i filen, men {what}. Ret tallene eller summen.")
        for cell, navn, n, what in found
    ]
    assert problems(read(klager(["Skole", "jan", "feb", "I alt"], *rows))) == expected


def test_quarters_and_years_among_the_months_are_sums_too(read):
    heads = ["Skole", "jan", "feb", "mar", "1. kvt.", "apr", "2020 i alt"]
    assert problems(read(klager(heads, [AHORN, 1, 2, 3, 6, 4, 10]))) == []
    found = problems(read(klager(heads, [AHORN, 1, 2, 3, 7, 4, 11])))
    assert [(cell, besked.split(":")[0]) for _, cell, besked in found] == [
        ("E5", "Kolonnen «1. kvt.»"),
        ("G5", "Kolonnen «2020 i alt»"),
    ]


def test_areas_may_stand_as_rows_between_the_schools(read):
    rows = [["Amager", 3, 4], [AHORN, 1, 4], ["Testskole Gran", 2, 0], ["Indre By-Østerbro"], [BIRK, 5, 5]]
    rows += [["Indre By-Østerbro i alt", 5, 5], ["Hele byen", 8, 9]]
    udbytte = read(klager(["Skole", "jan", "feb"], *rows))
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []
    assert (udbytte.laest, udbytte.sprunget_over) == (3, 4)
    rows[0], rows[5] = ["Amager", 4, 4], ["Indre By-Østerbro i alt", 5, 6]
    assert [(cell, besked[:30]) for _, cell, besked in problems(read(klager(["Skole", "jan", "feb"], *rows)))] == [
        ("B5", "Kolonnen «januar 2020»: summen"),
        ("C10", "Kolonnen «februar 2020»: summe"),
    ]


def test_a_school_under_another_area_is_a_warning(read):
    udbytte = read(klager(["Skole", "jan", "feb"], ["Amager"], [BIRK, 5, 5]))
    besked = "Skole nr. 2 hører til Indre By-Østerbro 29. februar 2020, men står under Amager."
    assert said(udbytte, Grad.ADVARSEL) == [("Klager", "A6", f"Kolonnen «Skole»: {besked}")]


def test_a_school_that_moved_may_stand_under_either_area(read):
    heads = ["Skole", "Område", "feb", "mar"]
    for omraade in ("Amager", "Indre By-Østerbro"):
        assert problems(read(klager(heads, ["Flytteskolen", omraade, 1, 2]))) == []
    assert [cell for _, cell, _ in problems(read(klager(heads, ["Flytteskolen", "Vanløse-Brønshøj", 1, 2])))] == ["B5"]


def test_a_closed_school_may_be_listed_without_figures(read):
    udbytte = read(klager(["Skole", "jan", "feb"], ["Den Nedlagte Skole"], [AHORN, 1, 2]))
    assert {row.enhed for row in udbytte.report.rows} == {"999001"}
    assert problems(udbytte) == []
    found = problems(read(klager(["Skole", "jan", "feb"], ["Den Nedlagte Skole", None, 2])))
    assert any("er nedlagt 31. juli 2019" in besked for _, _, besked in found)


def test_schools_are_known_by_number_or_by_name_and_asked_about(read):
    by_number = read(klager(["Inst.nr.", "jan", "feb"], [999001, 1, 2], ["999002", 3, 4]))
    assert {row.enhed for row in by_number.report.rows} == {"999001", "999002"}
    found = problems(read(klager(["Skole", "jan", "feb"], ["Testskole Ahor", 1, 2])))
    assert found == [("Klager", "A5", "Kolonnen «Skole»: skolen kendes ikke. Mente du «Testskole Ahorn»?")]


def test_a_column_of_schools_needs_no_heading(read):
    udbytte = read(klager([None, "jan", "feb"], [AHORN, 1, 2], [BIRK, 3, 4], ["I alt", 4, 6]))
    assert problems(udbytte) == []
    assert udbytte.summer == {"Klager": 10}


def test_a_row_without_figures_and_school_is_told_and_left_out(read):
    udbytte = read(klager(["Skole", "jan", "feb"], ["Folkeskoler"], [AHORN, 1, 2]))
    besked = "Rækken har ingen tal, og navnet er ikke en skole, vi kender. Den er sprunget over."
    assert said(udbytte, Grad.ADVARSEL) == [("Klager", "A5", besked)]


def test_the_same_school_twice_must_say_the_same(read):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, 1, 2], ["Skole nr. 1", 1, 2]))
    assert said(udbytte, Grad.INFO)[-1][2] == "2 tal står også et andet sted i filen og er talt med én gang."
    assert udbytte.summer == {"Klager": 3}
    found = problems(read(klager(["Skole", "jan", "feb"], [AHORN, 1, 2], ["Skole nr. 1", 1, 3])))
    besked = "tallet er et andet end i Klager C5 for samme skole, periode og indikator. Slet det ene."
    assert found == [("Klager", "C6", f"Kolonnen «februar 2020»: {besked}")]


def test_several_tables_on_one_sheet_each_have_their_title(read):
    rows = [["Klager 2020"], ["Skole", "jan", "feb"], [AHORN, 1, 2], ["I alt", 1, 2], []]
    rows += [["Visitationer 2020"], ["Skole", "jan", "feb"], [AHORN, 3, 4], ["I alt", 3, 4]]
    udbytte = read(sheets(Oversigt=rows))
    assert problems(udbytte) == []
    assert udbytte.summer == {"Klager": 3, "Visitationer": 7}


def test_all_problems_are_told_at_once(read):
    rows = [[AHORN, -1, "?"], ["Testskole Bir", 1, 2], [BIRK, 1.5, 2]]
    found = problems(read(klager(["Skole", "jan", "feb"], *rows)))
    assert [cell for _, cell, _ in found] == ["B5", "C5", "A6", "B7"]


def test_a_sheet_without_schools_is_refused(read):
    found = problems(read(klager(["Skole", "jan", "feb"])))
    assert found == [("", "", "Filen har ingen tal.")]


def test_figures_as_text_are_told(read):
    udbytte = read(klager(["Skole", "jan", "feb"], [AHORN, "4", "12"]))
    assert said(udbytte, Grad.INFO) == [("Klager", "B5", "2 tal står som tekst og er brugt som tal.")]
    assert udbytte.summer == {"Klager": 16}


def test_a_changed_sample_sheet_is_still_the_layout(read):
    def move(bog):
        for ark in bog.worksheets:
            ark.insert_rows(1, 3)
            ark.insert_cols(1, 1)
            ark.title = f"{ark.title} 2020"
        put(bog.create_sheet("Noter"), 1, [["Udarbejdet af Børne- og Ungdomsforvaltningen"]])

    assert facts(read(wide(move))) == facts(read(wide()))


def test_the_sample_values_are_the_ones_expected():
    assert sum(value or 0 for value in TAL.values()) == 1249


@pytest.mark.parametrize("titel", ["Indsatsplan 2019", "Sammenlignet med 2019", "Skabelon 2018", "Næste rapport: 2021"])
def test_a_year_of_something_else_is_not_the_year_of_the_months(read, titel):
    rows = [["Klager"], [titel], ["Skole", "jan", "feb"], ["Testskole Ahorn", 1, 2]]
    udbytte = read(sheet(rows, "Klager"))
    assert udbytte.report.rows == []
    (problem,) = udbytte.report.problems
    assert problem.besked.startswith("Vi kan ikke se, hvilket år månederne er fra.")
    assert {row.maaned for row in read(sheet([["Klager 2020"], *rows[1:]], "Klager")).report.rows} == {202001, 202002}


def test_the_word_for_schools_may_stand_in_the_row_of_years(read):
    hoved = [["Skole", 2019, None, 2020, None], [None, "jan", "feb", "jan", "feb"]]
    udbytte = read(sheet([["Klager"], *hoved, ["Testskole Ahorn", 1, 2, 3, 4]], "Klager"))
    assert udbytte.report.problems == []
    assert {row.maaned: row.antal for row in udbytte.report.rows} == {201901: 1, 201902: 2, 202001: 3, 202002: 4}


@pytest.mark.parametrize("titel", ["Akkumuleret fra årets start", "Andel i procent", "Forventet", "ÅTD"])
def test_any_title_that_says_something_else_than_counts_is_asked_about_at_its_row(read, titel):
    rows = [["PPV'er 2020"], [titel], [], ["Skole", "Område", "jan", "feb"], ["Testskole Ahorn", "Amager", 1, 3]]
    (problem,) = read(sheet(rows, "PPVer")).report.problems
    assert (problem.celle, problem.besked[:36]) == ("A2", "Arket viser vist andet end antal («" + problem.besked[35])


def test_a_column_of_indicators_is_known_by_what_stands_in_it(read):
    rows = [["2020"], ["Skole", "Type", "jan"], ["Testskole Ahorn", "PPV'er", 1], ["Testskole Ahorn", "Klager", 3]]
    udbytte = read(sheet(rows, "PPVer"))
    assert {(row.indikator, row.antal) for row in udbytte.report.rows} == {("ppv", 1), ("klage", 3)}


def test_a_total_of_another_year_is_not_held_against_these_months(read):
    rows = [["Klager 2020"], ["Skole", "jan", "feb", "I alt", "I alt 2019"], ["Testskole Ahorn", 1, 2, 3, 77]]
    udbytte = read(sheet(rows, "Klager"))
    assert (udbytte.report.problems, [row.antal for row in udbytte.report.rows]) == ([], [1, 2])


@pytest.mark.parametrize("navn", ["Alle skoler", "Københavns Kommune", "Resultat", "Byen"])
def test_a_row_of_the_whole_city_is_held_against_the_schools(read, navn):
    hoved = [["Klager 2020"], ["Skole", "jan"], ["Testskole Ahorn", 1], ["Testskole Birk", 3]]
    assert [row.antal for row in read(sheet([*hoved, [navn, 4]], "Klager")).report.rows] == [1, 3]
    (problem,) = read(sheet([*hoved, [navn, 5]], "Klager")).report.problems
    assert problem.celle == "B5"
