"""Words and columns beside figures that say they are no plain counts: asked about, never read as if they were."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from plads.models.indikator import Periodeart
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import HOVED, activity, saved, sheet
from tests.ingest.regneark.matricer import sheets

AHORN, BIRK = "Testskole Ahorn", "Testskole Birk"


def problems(udbytte) -> list[str]:
    return [problem.besked for problem in udbytte.report.problems]


def warnings(udbytte) -> list[str]:
    return [melding.besked for melding in udbytte.fund if melding.grad is Grad.ADVARSEL]


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


IKKE_ANTAL = ["2020 mål", "Amager mål", "Mål for 2020", "Klager - mål", "Piger", "Amager drenge", "Klager (piger)"]


@pytest.mark.parametrize("navn", IKKE_ANTAL)
def test_a_sheets_name_of_targets_or_of_girls_is_asked_about(read, navn):
    rows = [["Område: Amager"], ["Skole", "PPV", "Klager"], [AHORN, 1, 2]]
    for content in (
        sheet([HOVED, activity()], navn),
        by_month("Klager 2020", navn=navn),
        sheets(**{"Forside": [["1. halvår 2020"]], navn: rows}),
    ):
        (besked,) = problems(read(content))
        assert besked.startswith("Arket viser vist andet end antal («")


@pytest.mark.parametrize("titel", ["Mål 2020", "Klager, drenge", "Amager: piger"])
def test_a_short_title_says_it_too(read, titel):
    rows = [[titel], ["Område: Amager"], ["Skole", "PPV", "Klager"], [AHORN, 1, 2]]
    for content in (by_month(f"{titel}", ["Klager 2020"], ["Skole", "jan", "feb"], [AHORN, 1, 2]),
                    sheets(Forside=[["1. halvår 2020"]], Amager=rows)):  # fmt: skip
        (besked,) = problems(read(content))
        assert "andet end antal" in besked


@pytest.mark.parametrize(
    "titel",
    ["Status på mål", "Opfølgning på mål 2020", "Vision og mål", "Fælles mål", "Politiske mål", "Indsatsplan – mål",
     "Unge piger", "Mål og midler 2020", "Formål", "Målgruppe: alle", "Drenge og piger", "Piger/drenge", "Mål: Klager",
     "Vi når vores mål i 2020"],
)  # fmt: skip
def test_titles_and_names_with_such_words_in_them_are_read(read, titel):
    for content in (
        sheet([[titel], HOVED, activity()]),
        by_month(titel, ["Klager 2020"], ["Skole", "jan", "feb"], [AHORN, 1, 2]),
        sheets(Forside=[["1. halvår 2020"]], Amager=[[titel], ["Skole", "PPV", "Klager"], [AHORN, 1, 2]]),
    ):
        assert problems(read(content)) == []


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
    part, besked = problems(read(sheet([[*HOVED, "Klassetrin"], *rows])))
    assert "siger, at tallene er en del af skolens" in part
    assert "men ikke samme «Klassetrin». Læg tallene sammen" in besked
    assert problems(read(sheet([[*HOVED, "Bemærkning"], rows[0], rows[0]]))) == []


@pytest.mark.parametrize(
    ("hoved", "value", "asked"),
    [
        ("Klassetrin", "0. kl.", True), ("Køn", "Dreng", True), ("Klassetrin", "0.-9. klasse", False),
        ("Køn", "I alt", False), ("Klassetrin", None, False), ("Målgruppe", "Alle", False),
    ],
)  # fmt: skip
def test_a_list_of_a_part_of_each_school_is_asked_about(read, hoved, value, asked):
    found = problems(read(sheet([[*HOVED, hoved], [*activity(), value]])))
    assert len(found) == asked
    assert all("er en del af skolens. Læg dem sammen" in besked for besked in found)


@pytest.mark.parametrize(
    ("hoved", "value", "said"),
    [
        ("Slettet", "Ja", "Ja"), ("Storno", "X", "X"), ("Status", "Annulleret", "Annulleret"),
        ("Annulleret", True, "Ja"), ("Annulleret", 1, "1"), ("Datatype", "Prognose", "Prognose"),
        ("Versionstype", "Budget", "Budget"), ("Slettet", "Nej", None),
        ("Godkendt", "Ja", None), ("Status", "Afsluttet", None),
    ],
)  # fmt: skip
def test_a_column_of_a_list_that_says_its_rows_do_not_count_is_asked_about(read, hoved, value, said):
    found = problems(read(sheet([[*HOVED, hoved], [*activity(), value]])))
    assert [f"Kolonnen «{hoved}» siger «{said}» om tallene" in besked for besked in found] == [True] * bool(said)


@pytest.mark.parametrize("titel", [
    "Antal pr. 1.000 elever", "Tal i hundreder", "Kun drenge", "Kun specialklasser", "Kun 0.-3. klasse", "Andel",
    "Filter: Køn = Dreng", "Åbne sager ved månedens udgang", "Promille", "Timer", "Rullende år",
])  # fmt: skip
def test_a_title_of_a_part_or_of_a_rate_is_asked_about(read, titel):
    (besked,) = problems(read(sheet([[titel], [], HOVED, activity()])))
    assert besked.startswith("Arket viser vist andet end antal («")


@pytest.mark.parametrize("titel", ["Filter: Alle", "Alle områder", "Kun til internt brug", "Antal pr. måned"])
def test_a_title_of_plain_counts_is_not(read, titel):
    assert problems(read(sheet([[titel], [], HOVED, activity()]))) == []


@pytest.mark.parametrize("hoved", ["Sagsnr.", "Afdeling", "Tilbudstype", "Undervisningssted", None])
@pytest.mark.parametrize("antal", [3, 5])
def test_rows_that_differ_in_any_column_may_be_parts_and_are_asked_about(read, hoved, antal):
    rows = [[*activity(Antal=3), "A"], [*activity(Antal=antal), "B"]]
    udbytte = read(sheet([[*HOVED, hoved], *rows]))
    (besked,) = problems(udbytte)
    assert f"men ikke samme {f'«{hoved}»' if hoved else 'kolonne H'}. Læg tallene sammen" in besked


@pytest.mark.parametrize("more", [[1, 2], [1, 3]])
def test_rows_of_a_matrix_that_differ_in_any_column_may_be_parts_and_are_asked_about(read, more):
    rows = [["Testskole Ahorn", "Nord", 1, 2], ["Testskole Ahorn", "Syd", *more]]
    hoved = ["Skole", "Afdeling", "jan 2020", "feb 2020"]
    (besked,) = problems(read(sheet([["Klager"], hoved, *rows], "Klager")))
    assert "men ikke samme «Afdeling». Læg tallene sammen" in besked
    same = [rows[0], rows[0]]
    assert problems(read(sheet([["Klager"], hoved, *same], "Klager"))) == []


@pytest.mark.parametrize("above", ["Beløb i 1.000 kr.", "t.kr.", "Mio. kr."])
def test_a_ledger_in_thousands_is_asked_about(read, above):
    hoved = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Debet", "Kredit"]
    row = ["5101", "03.03.2020", "22000000", "XG-1", 5, None]
    (besked,) = problems(read(sheet([["Firmakode: 0101"], [above], [], hoved, row])))
    assert "Posteringer læses i hele kroner" in besked
    assert problems(read(sheet([["Firmakode: 0101"], ["Beløb i kr."], [], hoved, row]))) == []


@pytest.mark.parametrize("span", ["jan-apr", "1.-2. kvt.", "Uge 1-13", "jan til sep"])
def test_a_pivot_tables_span_that_is_not_known_is_not_the_whole_year(read, span):
    rows = [[None, "PPV'er", "Klager"], ["Rækkenavne", span, span], [AHORN, 1, 2], [BIRK, 3, 4]]
    udbytte = read(sheet([["År", "2020"], [], *rows], "Pivot"))
    assert udbytte.report.rows == []
    assert problems(udbytte)


def pivot(*top, hoved=("1. kvt.", "4. kvt."), name="Klager"):
    rows = [["Rækkenavne", name, None], [None, *hoved], ["Amager", 3, 4], [AHORN, 3, 4]]
    return sheet([*top, [], *rows], "Pivot")


def test_a_pivot_tables_spans_that_are_quarters_and_half_years_are_read_as_such(read):
    udbytte = read(pivot(["År", "2020"], hoved=("jan-mar", "jan. til jun.")))
    assert problems(udbytte) == []
    assert [(row.periodeart, row.fra, row.til) for row in udbytte.report.rows] == [
        (Periodeart.KVARTAL, date(2020, 1, 1), date(2020, 3, 31)),
        (Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30)),
    ]


def test_a_school_year_in_the_filter_says_which_year_a_quarter_lies_in(read):
    udbytte = read(pivot(["Skoleår", "2019/2020"]))
    assert [(row.fra, row.antal) for row in udbytte.report.rows] == [(date(2020, 1, 1), 3), (date(2019, 10, 1), 4)]


def test_a_quarter_that_lies_in_two_school_years_is_asked_about(read):
    (besked,) = problems(read(pivot(["Skoleår", "2019/2020"], hoved=("1. kvt.", "3. kvt."))))
    assert besked == "Kolonne C: perioden kan ikke læses. Skriv fx «1. kvt. 2020» eller «jan 2020»."


@pytest.mark.parametrize("chosen", ["0. kl.", "(Flere elementer)"])
def test_a_filter_that_leaves_out_a_part_of_each_school_is_asked_about(read, chosen):
    (besked,) = problems(read(pivot(["År", "2020"], ["Klassetrin", chosen])))
    assert besked.startswith("Filteret «Klassetrin» er ikke sat til alle, så tallene er kun en del af skolens.")
    assert problems(read(pivot(["År", "2020"], ["Klassetrin", "(Alle)"]))) == []


def test_a_pivot_table_of_averages_or_under_such_a_title_is_asked_about(read):
    (first, _) = problems(read(pivot(["År", "2020"], name="Gennemsnit af Klager")))
    assert first == "Kolonne B: «Gennemsnit af Klager» er ikke et antal. Vis summen i pivottabellen i stedet."
    (besked,) = problems(read(pivot(["Klager, akkumuleret"], ["År", "2020"])))
    assert "andet end antal («akkumuleret»)" in besked


@pytest.mark.parametrize("titel", ["Klager, akkumuleret", "Måltal for 2020", "Ventetid i dage"])
def test_a_title_over_a_long_list_is_held_against_its_figures(read, titel):
    (besked,) = problems(read(sheet([[titel], [], HOVED, activity()])))
    assert "andet end antal" in besked
    note = "Bemærk, at ventetid og sagsbehandlingstid opgøres i en anden rapport fra forvaltningen"
    assert problems(read(sheet([[note], [], HOVED, activity()]))) == []


def of_amager(forside, *rows):
    return sheets(Forside=[[forside]], Amager=list(rows or [["Skole", "PPV", "Klager"], [AHORN, 1, 2]]))


@pytest.mark.parametrize(
    "forside",
    ["1.-3. kvartal 2020", "2020 til og med juni", "januar-september 2020", "2020 og frem",
     "01-01-2020 - 30-09-2020", "Skoleåret 2019/20, 1. halvår"],
)  # fmt: skip
def test_a_stretch_of_time_that_is_no_period_is_asked_about(read, forside):
    (besked,) = problems(read(of_amager(forside)))
    assert besked.startswith(f"Filen siger «{forside}». Det er hverken en måned, et kvartal, et halvår eller et år.")


def test_a_stretch_in_a_note_does_no_harm_where_the_period_is_narrower(read):
    rows = [["Skole", "PPV", "Klager"], [AHORN, 1, 2], [], ["Tallene for januar-februar er rettet"]]
    udbytte = read(of_amager("Marts 2020", *rows))
    assert (problems(udbytte), udbytte.periode) == ([], "marts 2020")


def test_a_front_page_or_a_title_that_says_something_else_is_held_against_a_sheet_per_area(read):
    (besked,) = problems(read(of_amager("Måltal for 1. halvår 2020")))
    assert "andet end antal («måltal»)" in besked
    rows = [["Ventetid i dage"], ["Skole", "PPV", "Klager"], [AHORN, 1, 2]]
    (besked,) = problems(read(of_amager("1. halvår 2020", *rows)))
    assert "andet end antal («ventetid»)" in besked


def test_headings_that_say_i_alt_are_the_indicators_when_nothing_else_is(read):
    udbytte = read(of_amager("Marts 2020", ["Skole", "PPV i alt", "Klager i alt"], [AHORN, 1, 2]))
    assert (problems(udbytte), udbytte.summer) == ([], {"PPV'er": 1, "Klager": 2})


def test_a_total_beside_its_indicator_is_not_read_and_said_so(read):
    udbytte = read(of_amager("Marts 2020", ["Skole", "PPV", "Klager", "Klager i alt"], [AHORN, 1, 2, 3]))
    assert udbytte.summer == {"PPV'er": 1, "Klager": 2}
    assert warnings(udbytte) == [
        "Kolonnen «Klager i alt» er ikke læst. Er den et antal for hele skolen, så skriv kun indikatorens navn."
    ]


@pytest.mark.parametrize(("heading", "said"), [("Type", "Mål"), ("Tal", "Budget"), ("Svar", "Medhold")])
def test_a_column_that_calls_rows_something_else_is_asked_about(read, heading, said):
    (besked,) = problems(read(by_month("Klager 2020", ["Skole", heading, "jan", "feb"], [AHORN, said, 1, 2])))
    assert besked.startswith(f"Kolonnen «{heading}» siger «{said}» om tallene. Er de antal, så slet kolonnen.")


def test_a_column_of_remarks_does_no_harm(read):
    rows = [["Skole", "Bemærkning", "jan", "feb"], [AHORN, "Et medhold i marts", 1, 2], [BIRK, "Mål nået", 3, 4]]
    assert problems(read(by_month("Klager 2020", *rows))) == []


def test_a_preliminary_month_is_read_and_marks_of_footnotes_are_no_part_of_one(read):
    udbytte = read(by_month("Klager 2020", ["Skole", "jan¹", "feb 2)", "mar 20 (foreløbig)"], [AHORN, 1, 2, 3]))
    assert problems(udbytte) == []
    assert [(row.maaned, row.antal) for row in udbytte.report.rows] == [(202001, 1), (202002, 2), (202003, 3)]
    assert warnings(udbytte) == ["Marts 2020 er foreløbig i filen. Tallene er læst."]


@pytest.mark.parametrize("heading", ["maj est.", "heraf maj", "Rettet april"])
def test_a_column_that_names_a_month_and_more_is_asked_about(read, heading):
    (besked,) = problems(read(by_month("Klager 2020", ["Skole", "jan", "feb", heading], [AHORN, 1, 2, 3])))
    assert besked.startswith(f"Kolonnen «{heading}» nævner en måned og mere til.")


@pytest.mark.parametrize("heading", ["Ændring jan-feb i pct.", "Måltal for maj"])
def test_a_column_beside_the_months_that_is_no_count_is_left_out(read, heading):
    udbytte = read(by_month("Klager 2020", ["Skole", "jan", "feb", heading], [AHORN, 1, 2, 3]))
    assert (problems(udbytte), udbytte.summer) == ([], {"Klager": 3})


@pytest.mark.parametrize(("stated", "agrees"), [(10, True), (11, False)])
def test_a_stretch_of_months_is_a_sum_of_them(read, stated, agrees):
    rows = [["Skole", "jan", "feb", "mar", "apr", "jan-apr"], [AHORN, 1, 2, 3, 4, stated]]
    udbytte = read(by_month("Klager 2020", *rows))
    assert (udbytte.report.problems == []) is agrees
    assert udbytte.summer == ({"Klager": 10} if agrees else {})


def test_months_after_the_day_they_were_counted_are_of_another_year(read):
    rows = [["Opgjort pr. 15-01-2020"], ["Skole", "jan", "feb", "mar"], [AHORN, 1, 2, 3]]
    (besked,) = problems(read(by_month("Klager", *rows)))
    assert besked == (
        "Månederne har intet år, og februar har tal efter opgørelsesdagen 15. januar 2020. "
        "Skriv året over tabellen, fx «2019»."
    )
    assert warnings(read(by_month("Klager", *rows[:1], ["Skole", "jan", "feb"], [AHORN, 1, None]))) == [
        "Månederne har intet år. Vi har brugt opgørelsesdagens år, 2020."
    ]


def test_a_calendar_year_of_months_under_a_school_year_is_asked_about(read):
    months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    (besked,) = problems(read(by_month("Klager 2019/20", ["Skole", *months], [AHORN, *range(1, 13)])))
    assert besked.startswith("Månederne står ikke, som de kommer i skoleåret 2019/20.")
    udbytte = read(by_month("Klager 2019/20", ["Skole", *months[7:], *months[:6]], [AHORN, *range(1, 12)]))
    assert (problems(udbytte), udbytte.periode) == ([], "august 2019–juni 2020")


def test_a_dash_is_asked_about(read):
    (besked, _) = problems(read(by_month("Klager 2020", ["Skole", "jan", "feb"], [AHORN, "-", 2], [BIRK, "–", 4])))
    assert "cellen har en streg. Skriv 0, hvis der ingen var, og ellers intet." in besked


def test_hidden_columns_are_mentioned(read):
    bog = load_workbook(BytesIO(by_month("Klager 2020")))
    bog.active.column_dimensions["C"].hidden = True
    udbytte = read(saved(bog))
    assert udbytte.summer == {"Klager": 6}
    assert "Arket har skjulte kolonner med indhold (C). De er læst som de andre." in [m.besked for m in udbytte.fund]
