"""The long list of activity: what is stored, what is refused, and where it says so."""

import random
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from plads.models.proveniens import Grad
from plads.tilstand import Tilstand
from tests.ingest.regneark.filer import HOVED, L01, activity, changed, kept, long_list, sheet

KODER = {"PPV'er": "ppv", "Indstillinger": "indstilling", "Visitationer": "visitation", "Klager": "klage"}


def facts(udbytte) -> dict[tuple[int, str, str], tuple[int | None, Tilstand]]:
    return {(row.maaned, row.indikator, row.enhed): (row.antal, row.tilstand) for row, _ in kept(udbytte)}


def indicators(udbytte) -> list[str]:
    return [row.indikator for row, _ in kept(udbytte)]


def places(udbytte) -> list[tuple[str, str]]:
    return [(problem.ark, problem.celle) for problem in udbytte.report.problems]


def said(udbytte, grad: Grad = Grad.FEJL) -> str:
    return "\n".join(melding.besked for melding in udbytte.fund if melding.grad is grad)


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(L01.read_bytes())
    rows = list(load_workbook(L01)["Data"].iter_rows(min_row=2, values_only=True))
    expected = {
        (aar * 100 + maaned, KODER[indikator], str(nr)): antal for nr, _, _, aar, maaned, indikator, antal in rows if nr
    }
    assert {key: antal for key, (antal, _) in facts(udbytte).items()} == expected
    assert all((tilstand is Tilstand.NUL) == (antal == 0) for antal, tilstand in facts(udbytte).values())
    assert sum(udbytte.summer.values()) == sum(expected.values()) == 1249
    assert (udbytte.laest, udbytte.klar, udbytte.fund) == (360, 360, [])
    assert udbytte.periode == "januar–september 2020"


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_columns_and_rows_and_the_place_do_not_matter(read, seed):
    rng = random.Random(seed)
    table = [list(row) for row in load_workbook(L01)["Data"].iter_rows(max_row=361, values_only=True)]
    order = rng.sample(range(7), 7)
    body = rng.sample(table[1:], 360)
    moved = [[row[c] for c in order] for row in [table[0], *body]]
    title = [["Ledelsesinformation 2020"], [], *moved]
    assert facts(read(sheet(title, at=(4, 3)))) == facts(read(L01.read_bytes()))


@pytest.mark.parametrize(
    ("value", "antal", "tilstand"),
    [
        (0, 0, Tilstand.NUL),
        (7, 7, Tilstand.OPLYST),
        (7.0, 7, Tilstand.OPLYST),
        (-0.0, 0, Tilstand.NUL),
        (None, None, Tilstand.IKKE_RAPPORTERET),
        ("  ", None, Tilstand.IKKE_RAPPORTERET),
        ("12", 12, Tilstand.OPLYST),
        ("<3", None, Tilstand.DISKRETIONERET),
        ("<5", None, Tilstand.DISKRETIONERET),
        ("< 5", None, Tilstand.DISKRETIONERET),
        ("*", None, Tilstand.DISKRETIONERET),
        ("1-4", None, Tilstand.DISKRETIONERET),
        ("•", None, Tilstand.DISKRETIONERET),
        ("1–4", None, Tilstand.DISKRETIONERET),
    ],
)
def test_a_count_is_read_with_its_state(read, value, antal, tilstand):
    udbytte = read(long_list(activity(Antal=value), activity(Måned=2)))
    assert facts(udbytte)[202003, "ppv", "999001"] == (antal, tilstand)
    assert udbytte.report.problems == []
    assert (udbytte.advarsler == 1) == (tilstand is Tilstand.DISKRETIONERET)
    assert ("står som tekst" in said(udbytte, Grad.INFO)) == (value == "12")


@pytest.mark.parametrize(
    "value",
    [
        -5,
        3.5,
        2.0000000001,
        1e15,
        "tre",
        "3 elever",
        "ca. 7",
        "1.234",
        "1.234,5",
        "12 %",
        "(500)",
        "−5",
        "NaN",
        "NA",
        "None",
        "null",
        "inf",
        "-",
        True,
        date(2020, 3, 1),
        datetime.fromisoformat("2020-03-01T04:00"),
        "#REF!",
        "#DIV/0!",
        "=1+1",
        "kr. 1.000",
        "x" * 32767,
        "<b>3</b>",
        "{{3}}",
    ],
)
def test_what_is_no_count_is_refused_at_its_cell(read, value):
    udbytte = read(long_list(activity(Måned=2), activity(Antal=value)))
    assert places(udbytte) == [("Data", "G3")]
    assert "Kolonnen «Antal»" in said(udbytte)
    assert (udbytte.laest, udbytte.klar) == (2, 1)
    # Nothing of the cell is repeated.
    assert not isinstance(value, str) or value.startswith(("#", "=")) or f"«{value}»" not in said(udbytte)


@pytest.mark.parametrize(
    "value",
    [
        3,
        "3",
        "03",
        "mar",
        "mar.",
        "Marts",
        "marts 2020",
        "mar-20",
        "mar 2020",
        202003,
        "202003",
        "2020-03",
        "03-2020",
        # What Excel's number of a day becomes when the cell's format is lost.
        43891,
        date(2020, 3, 31),
    ],
)
def test_a_month_is_understood(read, value):
    udbytte = read(long_list(activity(Måned=value)))
    assert list(facts(udbytte)) == [(202003, "ppv", "999001")]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0, "læses"),
        (13, "læses"),
        ("2020-13", "læses"),
        ("31-02-2020", "læses"),
        ("01-02-2020", "læses"),
        ("Q1 2020", "læses"),
        ("2019/20", "læses"),
        (None, "læses"),
        (20200, "læses"),
        (3.5, "læses"),
        (True, "sand/falsk"),
        (12, "fremtiden"),
        (date(2019, 3, 1), "andet år"),
        ("mar-19", "andet år"),
    ],
)
def test_a_month_that_is_unclear_or_to_come_is_refused(read, value, word):
    udbytte = read(long_list(activity(Måned=value)))
    assert places(udbytte) == [("Data", "E2")]
    assert word in said(udbytte)


SKOLEAARSHOVED = ["Instnr.", "Skole", "Skoleår", "Måned", "Indikator", "Antal"]


@pytest.mark.parametrize(
    ("skoleaar", "value", "maaned"),
    [
        ("2019/2020", "marts", 202003),
        ("2019/20", 8, 201908),
        ("19/20", "dec", 201912),
        ("2019-2020", 7, 202007),
        ("2019/20", "mar-20", 202003),
        ("2019/20", "2019-09", 201909),
        ("2019/20", date(2020, 1, 1), 202001),
    ],
)
def test_a_month_without_a_year_lies_in_its_school_year(read, skoleaar, value, maaned):
    udbytte = read(sheet([SKOLEAARSHOVED, [999001, "Testskole Ahorn", skoleaar, value, "PPV'er", 4]]))
    assert list(facts(udbytte)) == [(maaned, "ppv", "999001")]
    assert udbytte.report.problems == []


@pytest.mark.parametrize("value", ["mar-19", "2020-08", date(2019, 7, 1)])
def test_a_month_of_another_school_year_is_refused(read, value):
    udbytte = read(sheet([SKOLEAARSHOVED, [999001, "Testskole Ahorn", "2019/20", value, "PPV'er", 4]]))
    assert places(udbytte) == [("Data", "D2")]
    assert "måneden ligger ikke i skoleåret 2019/20" in said(udbytte)


def test_the_year_of_a_row_is_held_against_its_school_year(read):
    hoved = [*SKOLEAARSHOVED, "År"]
    rows = [[999001, "Testskole Ahorn", "2019/20", nr, "PPV'er", 4, aar] for nr, aar in ((3, 2020), (4, 2019))]
    assert places(read(sheet([hoved, *rows]))) == [("Data", "D3")]


def test_a_school_year_that_says_nothing_gives_no_year(read):
    udbytte = read(sheet([SKOLEAARSHOVED, [999001, "Testskole Ahorn", "i år", 3, "PPV'er", 4]]))
    assert "måneden har intet år" in said(udbytte)


def test_a_column_of_dates_is_suggested_and_never_read_as_the_month_unasked(read):
    hoved = ["Instnr.", "Skole", "Dato", "Indikator", "Antal"]
    udbytte = read(sheet([hoved, [999001, "Testskole Ahorn", date(2020, 3, 1), "PPV'er", 4]]))
    assert places(udbytte) == [("Data", "C1")]
    assert said(udbytte).endswith("Er det kolonne C («Dato»)?")


@pytest.mark.parametrize("value", ["PPV", "PPVer", "ppv'er", "PPV er", " PPV'er ", "PPV\u2019er", "ppv"])
def test_an_indicator_is_known_by_its_other_names(read, value):
    assert indicators(read(long_list(activity(Indikator=value)))) == ["ppv"]


@pytest.mark.parametrize("value", ["Indst.", "indstilling", "INDSTILLINGER"])
def test_indstillinger_are_known_by_their_other_names(read, value):
    assert indicators(read(long_list(activity(Indikator=value)))) == ["indstilling"]


def test_a_stock_such_as_the_number_of_pupils_may_be_reported(read):
    assert list(facts(read(long_list(activity(Indikator="Elever", Antal=512))))) == [(202003, "elevtal", "999001")]


@pytest.mark.parametrize(
    ("value", "hint"), [("Indstilinger", "Indstillinger"), ("Visitatoner", "Visitationer"), ("xyz", "")]
)
def test_an_unknown_indicator_is_asked_about_and_never_guessed(read, value, hint):
    udbytte = read(long_list(activity(Indikator=value)))
    assert places(udbytte) == [("Data", "F2")]
    assert (f"Mente du «{hint}»?" in said(udbytte)) == bool(hint)


def test_a_share_is_no_activity(read):
    assert places(read(long_list(activity(Indikator="Inklusionsgrad")))) == [("Data", "F2")]


@pytest.mark.parametrize(
    "value",
    [
        "Testskole Ahorn",
        "testskole ahorn ",
        "Testskole\u00a0 Ahorn",
        "Test\u200bskole Ahorn",
        "Test\u00adskole Ahorn",
        "Skole nr. 1",
    ],
)
def test_a_school_is_known_by_any_spelling_of_its_names(read, value):
    udbytte = read(long_list(activity(Instnr=None, Skole=value)))
    assert list(facts(udbytte)) == [(202003, "ppv", "999001")]
    assert udbytte.fund == []


@pytest.mark.parametrize("value", ["Ibsens Alle\u0301s Testskole", "ibsens allés testskole", "Ibsens Allés\tTestskole"])
def test_a_name_typed_on_another_machine_is_the_same_name(read, value):
    udbytte = read(long_list(activity(Instnr=None, Skole=value, Område="Område No\u0308rrebro-Bispebjerg")))
    assert places(udbytte) == [("Data", "C2")]
    udbytte = read(long_list(activity(Instnr=None, Skole=value, Område="Nørrebro/Bispebjerg")))
    assert [key[2] for key in facts(udbytte)] == ["999008"]


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ({"Instnr": 999999}, "A2", "findes ikke i skoleregistret. Mente du «999001"),
        ({"Instnr": 999002}, "A2", "passer ikke sammen"),
        ({"Instnr": None, "Skole": "Testskole Ahron"}, "B2", "Mente du «Testskole Ahorn»?"),
        ({"Instnr": None, "Skole": None}, "B2", "mangler"),
        ({"Område": "Amagre"}, "C2", "Mente du «"),
        ({"Område": "Valby-Vesterbro-Kgs. Enghave"}, "C2", "hører til Amager 1. marts 2020"),
        ({"Instnr": 999011, "Skole": "Den Nedlagte Skole", "Område": None}, "B2", "nedlagt 31. juli 2019"),
        ({"Instnr": 999012, "Skole": "Flytteskolen"}, "C2", "hører til Indre By-Østerbro"),
        ({"År": None}, "D2", "året kan ikke læses"),
        ({"År": 20}, "D2", "året kan ikke læses"),
    ],
)
def test_a_row_whose_place_does_not_agree_is_refused(read, cells, place, word):
    udbytte = read(long_list(activity(**cells)))
    assert places(udbytte) == [("Data", place)]
    assert word in said(udbytte)


def test_a_school_that_moved_belongs_to_each_omraade_in_its_time(read):
    cells = {"Instnr": 999012, "Skole": "Flytteskolen"}
    udbytte = read(long_list(activity(**cells, Måned=2), activity(**cells, Område="Indre By-Østerbro")))
    assert udbytte.report.problems == []


def test_an_unknown_name_beside_a_known_number_is_a_warning(read):
    udbytte = read(long_list(activity(Skole="Noget helt andet")))
    assert (udbytte.klar, udbytte.advarsler, udbytte.report.problems) == (1, 1, [])
    assert "Noget" not in said(udbytte, Grad.ADVARSEL)


def test_equal_rows_count_once_and_contradicting_ones_name_both_rows(read):
    udbytte = read(long_list(activity(), activity()))
    assert (udbytte.summer, udbytte.laest, udbytte.sprunget_over) == ({"PPV'er": 4}, 2, 1)
    udbytte = read(long_list(activity(), activity(Antal=5)))
    assert places(udbytte) == [("Data", "G3")]
    assert "række 2 og 3" in said(udbytte)


@pytest.mark.parametrize("ord_", ["I alt", "Hovedtotal", "Total:", "SUM", "Hele byen"])
def test_a_total_row_is_left_out_and_held_against_the_rows(read, ord_):
    total = [None, ord_, None, None, None, None, 7]
    udbytte = read(long_list(activity(), activity(Måned=2, Antal=3), total))
    assert (udbytte.laest, udbytte.sprunget_over, udbytte.summer) == (2, 1, {"PPV'er": 7})
    udbytte = read(long_list(activity(), activity(Måned=2, Antal=4), total))
    assert places(udbytte) == [("Data", "G4")]
    assert "summen er 7" in said(udbytte).lower()
    assert "giver 8" in said(udbytte)


def test_a_total_that_is_a_formula_without_a_value_is_no_problem(read):
    udbytte = read(long_list(activity(), [None, "I alt", None, None, None, None, "=SUM(G2:G2)"]))
    assert (udbytte.klar, udbytte.report.problems) == (1, [])


def test_notes_below_the_table_are_told_and_left_out(read):
    udbytte = read(long_list(activity(), [], ["Kilde: visitationssystemet"]))
    assert (udbytte.laest, udbytte.sprunget_over, udbytte.report.problems) == (1, 1, [])
    assert ("Data", "A4") in [(melding.ark, melding.celle) for melding in udbytte.fund]


@pytest.mark.parametrize("missing", ["Måned", "Indikator", "Antal"])
def test_a_missing_column_is_named(read, missing):
    c = HOVED.index(missing)
    udbytte = read(sheet([[*row[:c], *row[c + 1 :]] for row in (HOVED, activity())]))
    assert f"Kolonnen «{missing}» mangler" in said(udbytte)
    assert kept(udbytte) == []


def test_a_misspelt_heading_is_asked_about(read):
    udbytte = read(sheet([[*HOVED[:6], "Antl"], activity()]))
    assert "Er det kolonne G («Antl»)?" in said(udbytte)


def test_a_heading_that_stands_twice_is_refused(read):
    udbytte = read(sheet([[*HOVED, "Antal"], [*activity(), 9]]))
    assert places(udbytte) == [("Data", "H1")]


def test_a_column_without_use_is_told(read):
    udbytte = read(sheet([[*HOVED, "Kommentar", None], [*activity(), "hej", 3]]))
    assert udbytte.report.problems == []
    assert "Kolonne H («Kommentar») kendes ikke" in said(udbytte, Grad.INFO)
    assert "Kolonne I har ingen overskrift" in said(udbytte, Grad.INFO)


def test_headings_alone_are_refused(read):
    assert "ingen rækker" in said(read(sheet([HOVED])))


def test_two_sheets_that_fit_are_refused_and_named(read):
    def copy(ark):
        ark.parent.copy_worksheet(ark)

    assert "«Data» og «Data Copy»" in said(read(changed(L01, copy)))


def test_the_list_may_stand_on_the_second_sheet_and_a_hidden_one_is_told(read):
    def add(ark):
        ark.parent.create_sheet("Forside", 0)["A1"] = "Velkommen"
        hidden = ark.parent.create_sheet("gammel")
        hidden["A1"] = 1
        hidden.sheet_state = "hidden"

    udbytte = read(changed(L01, add))
    assert (udbytte.klar, udbytte.report.problems) == (360, [])
    assert "skjult" in said(udbytte, Grad.INFO)


def test_hidden_rows_are_read_and_told(read):
    def hide(ark):
        ark.row_dimensions[5].hidden = True

    udbytte = read(changed(L01, hide))
    assert udbytte.klar == 360
    assert "1 skjulte eller filtrerede rækker" in said(udbytte, Grad.INFO)


def test_thirty_errors_are_told_at_once(read):
    bad = [activity(Måned=1 + nr % 9, Antal=-1) for nr in range(10)]
    bad += [activity(Måned=99) for _ in range(10)]
    bad += [activity(Indikator="xyz") for _ in range(10)]
    udbytte = read(long_list(*bad))
    assert places(udbytte) == [("Data", f"{'GEF'[nr // 10]}{nr + 2}") for nr in range(30)]
    assert (udbytte.laest, udbytte.klar) == (30, 0)


def test_a_row_tells_all_its_errors(read):
    assert places(read(long_list(activity(Måned=99, Indikator="xyz", Antal=-1)))) == [
        ("Data", "E2"), ("Data", "F2"), ("Data", "G2"),
    ]  # fmt: skip


def test_more_findings_than_anyone_reads_are_counted(read):
    udbytte = read(long_list(*([activity(Antal=-1)] * 600)))
    assert len(udbytte.fund) == 501
    assert "100 mere" in udbytte.fund[-1].besked
    assert len(udbytte.fejlraekker) == 600


def test_a_formatted_but_empty_row_is_nothing(read):
    def blank(ark):
        for r in range(400, 420):
            ark.cell(r, 1).number_format = "@"

    assert read(changed(L01, blank)).laest == 360


@pytest.mark.parametrize("word", ["Total", "Resultat", "i alt", "Antal", "Subtotal"])
def test_the_sums_that_excel_puts_between_rows_are_held_against_them_at_every_level(read, word):
    rows = [
        activity(Antal=1), activity(Måned=2, Antal=2), [None, f"Testskole Ahorn {word}", *[None] * 4, 3],
        activity(Instnr=999002, Skole=None, Område=None, Antal=4), [None, f"Testskole Birk {word}", *[None] * 4, 4],
        [None, None, f"Amager {word}", *[None] * 3, 7], [*[None] * 5, f"PPV'er {word}", 7],
        ["Hovedtotal", *[None] * 5, 7],
    ]  # fmt: skip
    udbytte = read(sheet([HOVED, *rows]))
    assert [antal for antal, _ in facts(udbytte).values()] == [1, 2, 4]
    assert udbytte.report.problems == []
    rows[5][-1] = 8
    assert places(read(sheet([HOVED, *rows]))) == [("Data", "G7")]


@pytest.mark.parametrize("value", ["2020-03-01", "2020-03-31", "2020-03-01 00:00:00"])
def test_a_day_that_opens_or_closes_a_month_in_the_international_order_is_the_month(read, value):
    assert list(facts(read(long_list(activity(Måned=value))))) == [(202003, "ppv", "999001")]


def test_a_column_of_units_beside_the_schools_is_left_alone(read):
    udbytte = read(sheet([[*HOVED, "Enhed"], [*activity(), "Antal"]]))
    assert (udbytte.report.problems, len(udbytte.report.rows)) == ([], 1)
