"""Sheets that are parts of one list are read as that list; what they say stands where it stands in the file."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.laesere import recognise
from plads.ingest.regneark.samling import read as read_parts
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import HOVED, L01, L06, L10, PROEVER, activity, saved

VALBY = "Valby-Vesterbro-Kgs. Enghave"
L05, L11 = PROEVER / "L05_sager_cpr.xlsx", PROEVER / "L11_elever_specialtilbud_cpr.xlsx"
# Of each sample: its row of headings, how many columns a row of the list has at least, and the columns it is split by.
PROEVER_AF = {
    "L01": (L01, 1, 7, "Område"),
    "L05": (L05, 3, 6, "Skole"),
    "L06": (L06, 8, 8, "PSP-tekst"),
    "L10": (L10, 3, 5, "Område"),
    "L11": (L11, 1, 6, "Betalingsskole"),
}


def book(parts) -> bytes:
    """Return a workbook with a sheet of rows for each name."""
    bog = Workbook()
    bog.remove(bog.active)
    for navn, rows in parts.items():
        ark = bog.create_sheet(navn)
        for row in rows:
            ark.append(row)
    return saved(bog)


def sheets(parts, top=(), headings=HOVED) -> bytes:
    """Return a workbook with a sheet for each name, all with the same lines on top."""
    return book({navn: [*top, headings, *rows] for navn, rows in parts.items()})


def lines_of(path):
    """Return the rows of a sample's first sheet."""
    return [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]


def split(layout):
    """Return a sample as one sheet, and with its rows split over sheets by what a column says."""
    path, nr, least, column = PROEVER_AF[layout]
    top = lines_of(path)
    headings, rows = top[nr - 1], [row for row in top[nr:] if sum(v is not None for v in row) >= least]
    parts = defaultdict(list)
    for row in rows:
        parts[str(row[headings.index(column)]).replace("/", "-")[:31]].append(row)
    return sheets({"Data": rows}, top[: nr - 1], headings), sheets(parts, top[: nr - 1], headings), list(parts)


def stored(udbytte):
    numbered = {"linjenr", "loebenr"}
    counts = [] if udbytte.tal is None else [udbytte.tal.row(nr) for nr in range(len(udbytte.tal))]
    return Counter(repr(row.model_dump(exclude=numbered)) for row in (*udbytte.report.rows, *counts))


def said(udbytte, grad=Grad.FEJL):
    return [(m.ark, m.celle, m.besked) for m in udbytte.fund if m.grad is grad]


@pytest.fixture(scope="module")
def read(katalog):
    """Return a function from a workbook to what is found in it, where the city has a plan with eight indsatser."""
    with_plan = replace(katalog, indsatser={"k101": frozenset("abcdefgh")})

    def read(content, periode=None):
        anmodning = Anmodning(read_sheets(content), with_plan, periode)
        (laeser,) = recognise(anmodning)
        return read_parts(laeser, anmodning)

    return read


@pytest.mark.parametrize("layout", PROEVER_AF)
def test_a_list_split_over_sheets_is_the_same_list(read, layout):
    whole, parts, navne = split(layout)
    one, many = read(whole), read(parts)
    assert len(navne) > 1
    assert (one.layout, one.report.problems, many.report.problems) == (layout, [], [])
    assert stored(one) == stored(many) != Counter()
    assert (one.summer, one.laest, one.klar, one.periode) == (many.summer, many.laest, many.klar, many.periode)
    assert any("er læst som én liste" in besked for _, _, besked in said(many, Grad.INFO))


def two(first, second, navne=("Amager", VALBY), **more):
    return sheets(dict(zip(navne, (first, second), strict=True)), **more)


EGE = {"Instnr": 999004, "Skole": "Testskole Ege", "Område": None}


@pytest.mark.parametrize(
    "navne",
    [
        ("Amager", "Valby_Vesterbro_Kgs. Enghave"), ("01 Amager", "2 Indre By og Østerbro"),
        ("2019", "2020"), ("Data 2019-20", "Data 2020-21"), ("Januar", "Februar"), ("1. kvt. 2020", "2. kvt. 2020"),
        ("Testskole Ahorn", "Testskole Ege"), ("Amager 2019", "Amager 2020"),
    ],
)  # fmt: skip
def test_sheets_named_after_parts_are_one_list(read, navne):
    udbytte = read(two([activity(Antal=4)], [activity(**EGE, Antal=9)], navne))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 13})


@pytest.mark.parametrize(
    "navne",
    [
        ("Data", "Kopi"), ("Amager", "Amager (2)"), ("Amager", "Amager ny"), ("2020", "Januar 2020"),
        ("2020", "Amager"), ("Alle", "Amager"), ("Ark1", "Ark2"), ("Amager", "Område Amager"),
        ("Udkast 2019", "Udkast 2020"), ("a", "z"),
    ],
)  # fmt: skip
def test_sheets_that_may_be_copies_are_asked_about(read, navne):
    udbytte = read(two([activity()], [activity(**EGE)], navne))
    assert [besked.partition("passer begge")[1] for _, _, besked in said(udbytte)] == ["passer begge"]
    assert not udbytte.report.rows


def test_problems_stand_in_their_own_sheets(read):
    unknown = [None, "Ukendt", *activity()[2:]]
    first, second = [activity(), activity(Antal="mange")], [activity(**EGE), activity(Antal=7), unknown]
    udbytte = read(two(first, second, top=(["Udtræk"], [])))
    assert [(ark, celle) for ark, celle, _ in said(udbytte)] == [
        ("Amager", "G5"), (VALBY, "G5"), (VALBY, "B6"),
    ]  # fmt: skip
    assert "række 4 i arket «Amager» og 5 har forskellige tal" in said(udbytte)[1][2]
    assert udbytte.fejlraekker == {("Amager", 5), (VALBY, 5), (VALBY, 6)}
    assert udbytte.report.places == ["Amager G4", f"{VALBY} G4"]


def test_each_sheet_may_have_its_own_total_and_notes(read):
    note = ["Kilde: skolesystemet"]
    first = [activity(), activity(Måned=4, Antal=3), [None, "I alt", None, None, None, None, 7], [], note]
    second = [activity(**EGE, Antal=5), [None, "I alt", None, None, None, None, 5], note]
    udbytte = read(two(first, second))
    assert (said(udbytte), udbytte.summer, udbytte.laest, udbytte.sprunget_over) == ([], {"PPV'er": 12}, 3, 4)
    notes = [(ark, celle) for ark, celle, besked in said(udbytte, Grad.INFO) if "under tabellen" in besked]
    assert notes == [("Amager", "A6"), (VALBY, "A4")]
    second[1][6] = 6
    udbytte = read(two(first, second))
    assert [(ark, celle) for ark, celle, _ in said(udbytte)] == [(VALBY, "G3")]


def test_months_that_say_their_year_need_no_column_of_years(read):
    headings = [navn for navn in HOVED if navn != "År"]
    rows = [[value for navn, value in zip(HOVED, activity(Måned=dag), strict=True) if navn != "År"]
            for dag in (date(2019, 3, 1), date(2020, 3, 1))]  # fmt: skip
    udbytte = read(two(rows[:1], rows[1:], ("2019", "2020"), headings=headings))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 8})


def test_one_sheet_may_have_a_column_more_that_is_not_used(read):
    parts = {"Amager": [HOVED, activity()], VALBY: [[*HOVED, "Journal"], [*activity(**EGE), "J-12"]]}
    udbytte = read(book(parts))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 8})
    assert any("(«Journal») kendes ikke" in besked for _, _, besked in said(udbytte, Grad.INFO))
    parts[VALBY] = [[*HOVED, "Køn"], [*activity(**EGE), "Dreng"]]
    assert ["del af skolens" in besked for _, _, besked in said(read(book(parts)))] == [True]


def test_other_columns_in_one_sheet_are_asked_about(read):
    top = lines_of(L01)[:4]
    parts = {"Amager": top, "Nørrebro-Bispebjerg": [row[::-1] for row in top]}
    assert "passer begge" in said(read(book(parts)))[0][2]


def test_months_of_sheets_without_a_year_are_asked_about(read):
    headings = [navn for navn in HOVED if navn != "År"]
    row = [value for navn, value in zip(HOVED, activity(), strict=True) if navn != "År"]
    udbytte = read(two([row], [row], ("2019", "2020"), headings=headings), (2020, 3))
    assert "passer begge" in said(udbytte)[0][2]


def test_a_posting_in_two_sheets_is_asked_about(read):
    top = lines_of(L06)
    rows = [row for row in top[8:] if sum(value is not None for value in row) >= 8]
    parts = {"Indsats a": rows[:3], "Indsats b": rows[2:4]}
    assert "passer begge" in said(read(sheets(parts, top[:7], top[7])))[0][2]


def test_a_ledger_of_each_indsats_has_its_own_totals(read):
    top = lines_of(L06)
    rows = [[*row[:8], 100 * nr, *row[9:]] for nr, row in enumerate(top[8:12], start=1)]
    total = [None] * 6
    parts = {
        "a": [*rows[:1], ["*", *total, None, 100], *rows[1:2], ["*", *total, None, 200], ["I alt", *total, None, 300]],
        "b": [*rows[2:], ["I alt", *total, None, 700]],
    }
    udbytte = read(sheets(parts, top[:7], top[7]))
    assert (said(udbytte), udbytte.summer["net_i_alt"]) == ([], 1000)
    parts["b"][-1][-1] = 1000
    assert said(read(sheets(parts, top[:7], top[7]))) == []
    parts["b"][-1][-1] = 900
    assert [(ark, celle) for ark, celle, _ in said(read(sheets(parts, top[:7], top[7])))] == [("b", "I11")]


def test_a_ledger_of_several_sheets_shows_in_each_how_its_days_are_written(read):
    top = lines_of(L06)

    def ledger(*days):
        rows = [[*row[:1], day, *row[2:8], 100, *row[9:]] for row, day in zip(top[8:12], days, strict=True)]
        return read(sheets({"a": rows[:2], "b": rows[2:]}, top[:7], top[7]))

    both = ledger("05.04.20", "31.01.20", "28.02.20", "02.03.20")
    assert [row.bogfoert.month for row in both.report.rows] == [4, 1, 2, 3]
    shown = [(ark, celle) for ark, celle, besked in said(both, Grad.INFO) if "cifre" in besked]
    assert shown == [("a", "B10"), ("b", "B9")]
    one = ledger("05.04.20", "31.01.20", "02.03.20", "04.03.20")
    assert [(ark, celle) for ark, celle, _ in said(one)] == [("b", "B9"), ("b", "B10")]


def test_a_ledger_of_two_municipalities_is_asked_about(read):
    top = lines_of(L06)
    parts = {navn: [["Posteringsliste"], [f"Firmakode: {kode}"], top[7], row]
             for navn, kode, row in (("2019", "0101", top[8]), ("2020", "0147", top[9]))}  # fmt: skip
    assert "passer begge" in said(read(book(parts)))[0][2]


def test_a_case_in_two_years_is_counted_once(read):
    top = lines_of(L05)
    parts = {"2019": top[3:5], "2020": top[4:6]}
    udbytte = read(sheets(parts, top[:2], top[2]))
    assert (said(udbytte), udbytte.laest) == ([], 4)
    again = [besked for _, _, besked in said(udbytte, Grad.INFO) if "sagen står også" in besked]
    first = "Kolonnen «Sagsnr.»: sagen står også i række 5 i arket «2019» med det samme."
    assert again == [f"{first} Den er talt med én gang."]


def test_a_sheet_with_children_is_never_named_after_one(read):
    top = lines_of(L05)
    bad = [*top[4][:7], "snart", *top[4][8:]]
    udbytte = read(sheets({"Ida Amager": [top[3]], "Bo Nørrebro-Bispebjerg": [bad]}, top[:2], top[2]))
    assert not any(word in repr(udbytte.fund) for word in ("Ida", "Bo "))
    assert [(ark, celle) for ark, celle, _ in said(udbytte)] == [("ark nr. 2", "H4")]


def test_lists_of_forloeb_from_different_days_are_asked_about(read):
    top = lines_of(L10)
    parts = {navn: [[f"Forløbsliste pr. {dag}"], [], top[2], row] for navn, dag, row in (
        ("Amager", "23. april 2020", top[3]), ("Indre By-Østerbro", "1. maj 2020", top[4]),
    )}  # fmt: skip
    assert ["hvilken dag listen er fra" in besked for _, _, besked in said(read(book(parts)))] == [True]


def test_totals_between_children_are_asked_about(read):
    top = lines_of(L11)
    parts = {"Amager": [top[1], ["I alt", None, 1]], "Nørrebro-Bispebjerg": [top[2], ["I alt", None, 1]]}
    assert "passer begge" in said(read(sheets(parts, (), top[0])))[0][2]


NOER = "Nørrebro-Bispebjerg"
CYPRES = {"Instnr": 999003, "Skole": "Testskole Cypres", "Område": None}


@pytest.mark.parametrize("head", [[*HOVED[:6], "Antl"], None])
def test_a_part_that_is_not_read_stops_the_file(read, head):
    third = [*([head] if head else []), activity(**CYPRES)]
    udbytte = read(book({"Amager": [HOVED, activity()], VALBY: [HOVED, activity(**EGE)], NOER: third}))
    (found,) = said(udbytte)
    assert (found[0], "ikke de samme overskrifter" in found[2]) == (NOER, True)


@pytest.mark.parametrize(
    ("navn", "rows"),
    [
        ("København", [["Område", "I alt"], ["Amager", 4]]),
        ("Skoleliste 2020", [["Inst.nr.", "Skole"], [999001, "X"]]),
        (NOER, [["Ingen sager i perioden"]]), ("Vejledning", [["Trin", 1]]),
    ],
)  # fmt: skip
def test_a_sheet_beside_the_parts_that_is_none_is_left_alone(read, navn, rows):
    udbytte = read(book({"Amager": [HOVED, activity()], VALBY: [HOVED, activity(**EGE)], navn: rows}))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 8})


def test_a_sheet_beside_the_list_that_looks_like_it_is_a_warning(read):
    other = [[*HOVED[:6], "Antl"], activity(**CYPRES)]
    parts = {"Data": [HOVED, activity()], "Mere": other, "Noter": [["Kilde", "Skolesystemet"]]}
    udbytte = read(book(parts))
    assert [ark for ark, _, _ in said(udbytte, Grad.ADVARSEL)] == ["Mere"]
    assert said(udbytte) == []


def test_a_ledger_of_another_year_with_two_columns_of_amounts_is_not_left_out_unsaid(read):
    top = lines_of(L06)
    two = [*top[7][:7], "Debet", "Kredit"]
    parts = {"2019": [*top[:8], top[8]], "2020": [*top[:7], two, [*top[9][:7], 12.5, None]]}
    assert [besked for _, _, besked in said(read(book(parts)), Grad.ADVARSEL) if "overskrifter" in besked]


@pytest.mark.parametrize("empty", [[], [[None, "I alt", None, None, None, None, 0]], [["Ingen sager"]]])
@pytest.mark.parametrize("first", [True, False])
def test_a_part_without_rows_is_told_and_the_others_read(read, empty, first):
    parts = {"Amager": [HOVED, *empty], VALBY: [HOVED, activity(**EGE)], NOER: [HOVED, activity(**CYPRES)]}
    udbytte = read(book(parts if first else dict(reversed(parts.items()))))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 8})
    assert ("Amager", "", "Arket har overskrifter, men ingen rækker.") in said(udbytte, Grad.INFO)


def test_an_empty_template_beside_the_list_is_no_list(read):
    udbytte = read(book({"Data": [HOVED, activity()], "Skabelon": [HOVED]}))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 4})


@pytest.mark.parametrize(
    ("navn", "over", "ark"),
    [("2020 budget", [], ""), ("2020", [["Budget 2020"]], "2020"), ("2020", [["Ventetid i dage"]], "2020")],
)
def test_what_stands_over_a_later_part_is_held_against_it(read, navn, over, ark):
    parts = {"2019": [HOVED, activity(År=2019)], navn: [*over, HOVED, activity()]}
    assert [found[0] for found in said(read(book(parts)))] == [ark]


@pytest.mark.parametrize(
    "navne", [("Firma 0101 2019", "Firma 0147 2020"), ("København 2019", "Frederiksberg 2020")]
)  # fmt: skip
def test_ledgers_whose_sheets_name_two_municipalities_are_asked_about(read, navne):
    top = lines_of(L06)
    parts = {navn: [["Posteringsliste"], top[7], row] for navn, row in zip(navne, top[8:10], strict=True)}
    assert "passer begge" in said(read(book(parts)))[0][2]


def test_sheets_of_indsatser_are_no_parts_of_a_list_that_knows_none(read):
    assert "passer begge" in said(read(two([activity()], [activity(**EGE)], ("Indsats a", "Indsats b"))))[0][2]


def test_a_part_that_only_repeats_another_is_asked_about(read):
    rows = [activity(), activity(Måned=4)]
    assert "passer begge" in said(read(two(rows, rows[:1], ("Amager", VALBY))))[0][2]
    top = lines_of(L05)
    parts = {"Amager": top[3:6], NOER: top[3:6]}
    assert "passer begge" in said(read(sheets(parts, top[:2], top[2])))[0][2]


@pytest.mark.parametrize(
    ("navn", "row"),
    [
        ("Januar", activity(Måned=1)), ("Februar", activity(Måned=1)), ("2019", activity(År=2020)),
        (NOER, activity(Måned=5)), ("Testskole Ege", activity(Måned=5)),
    ],
)  # fmt: skip
def test_rows_of_another_time_or_place_than_the_sheet_is_named_after_are_asked_about(read, navn, row):
    other = {"Januar": "Marts", "Februar": "Marts", "2019": "2020", NOER: VALBY, "Testskole Ege": "Testskole Cypres"}
    first = activity(**(CYPRES if navn == "Testskole Ege" else EGE))
    udbytte = read(book({other[navn]: [HOVED, first], navn: [HOVED, row]}))
    warned = [(ark, celle) for ark, celle, besked in said(udbytte, Grad.ADVARSEL) if "Arkets navn" in besked]
    assert (said(udbytte), warned) == ([], [] if navn == "Januar" else [(navn, "G2")])


def test_three_sheets_that_fit_are_all_named(read):
    parts = {navn: [HOVED, activity(Måned=nr)] for nr, navn in enumerate(("Data", "Kopi", "Ark3"), start=1)}
    assert "Arkene «Data», «Kopi» og «Ark3» passer alle." in said(read(book(parts)))[0][2]


def test_a_note_under_each_part_is_no_row_they_share(read):
    top = lines_of(L10)
    note = [[], ["* udskudt pga. COVID-19"]]
    parts = {"Amager": [*top[:4], *note], VALBY: [*top[:3], top[6], *note]}
    udbytte = read(book(parts))
    assert (said(udbytte), udbytte.laest) == ([], 2)


@pytest.mark.parametrize("navne", [("Amager", "Valby"), ("Amager", "Øvrige"), ("Sager Amager", "Sager Valby")])
def test_parts_may_go_by_everyday_names(read, navne):
    udbytte = read(two([activity()], [activity(**EGE)], navne))
    assert (said(udbytte), udbytte.summer) == ([], {"PPV'er": 8})
    assert not any("Arkets navn" in besked for _, _, besked in said(udbytte, Grad.ADVARSEL))


@pytest.mark.parametrize(("navn", "stops"), [("Amager figur", False), (NOER, True), (f"Sager {NOER}", True)])
def test_only_a_sheet_named_as_the_parts_are_is_missed(read, navn, stops):
    more = [["Skole", "Antal"], ["Testskole Cypres", 4]]
    parts = {"Sager Amager": [HOVED, activity()], f"Sager {VALBY}"[:31]: [HOVED, activity(**EGE)], navn: more}
    assert bool(said(read(book(parts)))) is stops


def test_days_of_cases_are_not_held_against_the_sheets_name(read):
    top = lines_of(L05)
    udbytte = read(book({"2019": [*top[:3], top[3]], "2020": [*top[:3], top[4]]}))
    assert not any("Arkets navn" in besked for _, _, besked in said(udbytte, Grad.ADVARSEL))
