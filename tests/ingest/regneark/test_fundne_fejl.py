"""Faults that files nobody had seen brought to light (tests/varianter), each held by the smallest file for it."""

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.personer import findings
from plads.ingest.regneark.laesere import scored
from plads.ingest.regneark.tabeller.celler import oere
from tests.ingest.regneark.budgetark import TABELTITEL, follow_up, line
from tests.ingest.regneark.filer import HOVED, L09, activity, changed, saved, sheet
from tests.ingest.regneark.personfiler import SAGSHOVED, case

POSTHOVED = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Debet", "Kredit"]
FIRMA = ["Firmakode: 0101"]


def ledger(*rows, hoved=POSTHOVED):
    return sheet([FIRMA, [], hoved, *rows])


def posting(nr, debet=None, kredit=None, dato="03.03.2020"):
    return [f"51{nr}", dato, "22000000", "XG-1", debet, kredit]


def amounts(udbytte):
    return [row.oere for row in udbytte.report.rows]


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def best(content, katalog):
    return [(score, laeser.layout) for score, laeser in scored(Anmodning(read_sheets(content), katalog))]


def pivot(perioder, indikatorer, rows):
    """Return a pivot table whose levels have a column each, under the headings Område and Skole."""
    above = [None, None, *(perioder[0], *[None] * (len(indikatorer) - 1)), perioder[1]]
    return sheet([["År", "2020"], [], above, ["Område", "Skole", *indikatorer * 2], *rows], "Pivot")


def test_a_pivot_table_without_row_labels_is_no_sheet_of_areas(read, katalog):
    rows = [["Amager", None, 5, 3, 2, 9], [None, "Testskole Ahorn", 5, 3, 2, 9]]
    content = pivot(["1. kvt.", "2. kvt."], ["PPV'er", "Klager"], rows)
    assert best(content, katalog)[0][1] == "L04"
    assert [row.antal for row in read(content).report.rows] == [5, 3, 2, 9]


def test_small_figures_under_indicators_are_no_months(katalog):
    # «1, 2, 3, 4» of a school below a row of indicators was read as January to April.
    rows = [["Skole", "PPV'er", "Klager", "Visitationer"], ["Testskole Ahorn", 1, 2, 3], ["Testskole Birk", 4, 5, 6]]
    assert best(sheet([["Marts 2020"], *rows]), katalog)[0][1] == "L03"


def test_a_post_whose_amounts_look_like_years_is_a_post(read):
    hoved = ["1.000 kr. 2023 p/l", "Styringsområde", 2023, 2024]
    rows = [["Kurser", "Service", 2020, 2090], ["Løn", "Service", 2, 3]]
    udbytte = read(sheet([[TABELTITEL], ["Københavns Kommune"], hoved, *rows]))
    assert {(row.tekst, row.aar): row.oere for row in udbytte.report.rows} == {
        ("Kurser", 2023): 202_000_000,
        ("Kurser", 2024): 209_000_000,
        ("Løn", 2023): 200_000,
        ("Løn", 2024): 300_000,
    }


def test_a_post_alone_with_such_an_amount_is_a_post_after_one_without(read):
    rows = [["1.000 kr. 2023 p/l", "Styringsområde", 2023, 2024], ["Løn", "Service"], ["Kurser", "Service", 2080]]
    udbytte = read(sheet([[TABELTITEL], ["Københavns Kommune"], *rows]))
    assert {(row.tekst, row.aar): row.oere for row in udbytte.report.rows} == {("Kurser", 2023): 208_000_000}


def test_an_amount_as_text_that_looks_like_a_year_is_no_heading(read):
    rows = [["1.000 kr. 2023 p/l", 2023, 2024], ["Drift"], ["Kurser", "2.238", "2.076"]]
    udbytte = read(sheet([[TABELTITEL], ["Københavns Kommune"], *rows]))
    assert [row.oere for row in udbytte.report.rows] == [223_800_000, 207_600_000]


def test_columns_of_one_name_in_two_spellings_stay_apart(read):
    def spell(ark):
        ark["B4"].value, ark["E4"].value = "Primo", " PRIMO "

    udbytte = read(changed(L09, spell))
    assert problems(udbytte) == []
    assert udbytte.summer["primo_sum"] == 2180


def test_a_total_in_a_column_we_do_not_know_is_held_against_the_rows(read):
    hoved = [*HOVED[:2], "Distrikt", *HOVED[3:]]
    udbytte = read(sheet([hoved, activity(), [None, None, "I alt", None, None, None, 9]]))
    ((place, besked),) = problems(udbytte)
    assert (place, "9" in besked, "4" in besked) == ("G3", True, True)


def test_amounts_of_a_follow_up_in_kroner_are_no_cpr_numbers():
    rows = [{**line("7300020AIR35.0023", "PPR", 1.0), 11: 101062000, 10: 110362000}]
    assert findings(read_sheets(follow_up(rows, titel="Budgetopfølgning 2020, kr."))) == []
    assert findings(read_sheets(sheet([["Barn 1"], [101062000]]))) == ["kolonne A, 1 række"]


def test_a_follow_up_of_one_line_and_a_total_has_its_codes(read):
    hoved = {3: "Tekst", 5: "Korr. budget ekskl. overf.", 10: "Korr. budget inkl. bev.", 11: "Forv. forbrug 31.03"}
    rows = [{1: "7300020AIR35.0023", 3: "PPR", 5: 1, 10: 1, 11: 2}, {3: "I alt", 5: 1, 10: 1, 11: 2}]
    udbytte = read(follow_up(rows, hoved=hoved))
    assert problems(udbytte) == []
    assert {row.kode for row in udbytte.report.rows} == {"7300020AIR35.0023"}


def test_case_rows_are_not_taken_for_counts(katalog):
    hoved = [name if name != "Navn" else "Elev" for name in SAGSHOVED]
    found = best(sheet([hoved, case(), case(Klage="J")]), katalog)
    assert found[0] == (1.0, "L05")
    assert not {"L02", "L03"} & {layout for _, layout in found}


def test_a_csv_files_own_number_of_cases_is_held_against_them(read):
    rows = [SAGSHOVED, case(), ["I alt", *[None] * 6, 7]]
    text = "\n".join(";".join("" if value is None else str(value) for value in row) for row in rows)
    ((_, besked),) = problems(read(text.encode()))
    assert "Summen er 7 i filen, men rækkerne giver 1" in besked


def test_debet_and_kredit_may_have_a_column_each(read):
    udbytte = read(ledger(posting(1, 100.5), posting(2, None, 40), ["I alt", None, None, None, 100.5, 40]))
    assert (problems(udbytte), amounts(udbytte)) == ([], [10050, -4000])
    assert udbytte.summer == {"XG-1": 60.5, "net_i_alt": 60.5}


@pytest.mark.parametrize(
    ("row", "place", "word"),
    [
        (posting(1, 5, 7), "F4", "i både «Debet» og «Kredit»"),
        (posting(1, -5), "E4", "to måder"),
        (posting(1, None, -5), "F4", "to måder"),
        (posting(1), "E4", "beløbet mangler"),
    ],
)
def test_two_columns_of_amounts_that_say_two_things_are_asked_about(read, row, place, word):
    ((at, besked),) = problems(read(ledger(row)))
    assert (at, word in besked) == (place, True)


def test_a_wrong_sum_of_two_columns_is_refused_with_both_figures(read):
    ((_, besked),) = problems(read(ledger(posting(1, 100), ["I alt XG-1", None, None, None, 90, None])))
    assert "90 kr." in besked
    assert "100 kr." in besked


def test_each_subtotal_in_words_adds_up_what_came_since_the_last(read):
    rows = [posting(1, 100), [*[None] * 3, "I alt XG-1", 100], posting(2, 30), [*[None] * 3, "XG-2 i alt", 30]]
    assert problems(read(ledger(*rows, [*[None] * 3, "Total", 130]))) == []


def test_a_cost_centre_beside_a_profit_centre_is_left_alone(read):
    hoved = [*POSTHOVED[:4], "Omkostningssted", "Profitcenter", "Beløb"]
    udbytte = read(ledger(["511", "03.03.2020", "22000000", "XG-1", "77", "1234", 5], hoved=hoved))
    assert [row.profitcenter for row in udbytte.report.rows] == ["1234"]
    assert any("Omkostningssted" in melding.besked for melding in udbytte.meldinger)


@pytest.mark.parametrize("said", ["-kr. 500", "- kr. 500", "kr. 500-", "kr. -500"])
def test_a_minus_may_stand_on_either_side_of_kr(said):
    assert oere(said) == -50000


def test_a_day_that_lost_its_format_is_read_and_told(read):
    udbytte = read(ledger(posting(1, 5, dato=43893)))
    assert [row.bogfoert.isoformat() for row in udbytte.report.rows] == ["2020-03-03"]
    assert any("1 datoer står som tal" in melding.besked for melding in udbytte.meldinger)


@pytest.mark.parametrize("dato", [43893, "43893"])
def test_a_bare_number_for_a_day_is_asked_about_where_days_count_from_1904(read, dato):
    bog = Workbook()
    bog.epoch = CALENDAR_MAC_1904
    for row in [FIRMA, [], POSTHOVED, posting(1, 5, dato=dato)]:
        bog.active.append(row)
    ((_, besked),) = problems(read(saved(bog)))
    assert "filen tæller dage fra 1904" in besked


@pytest.mark.parametrize("beside", [["Opgjort pr.", "02-02-2020"], ["Opgjort pr. 02-02-2020"], ["Forløb pr. 2/2/2020"]])
def test_the_day_of_a_list_may_be_written_with_hyphens_and_strokes_and_beside_its_word(read, beside):
    hoved = ["Skole/institution", "Forløb", "Skoleår", "Status"]
    row = ["Testskole Ahorn", "Co-teaching", "2019/20", "Igangsat"]
    udbytte = read(sheet([beside, [], hoved, row]))
    assert udbytte.periode == "pr. 2. februar 2020"


def test_days_of_cases_as_numbers_are_no_months(katalog):
    # Under a school that is not known the days of a case were read as months: 44757 as July 2022.
    hoved = ["Sagsnr.", "CPR-nr.", "Indstillende skole", "Klassetrin", "PPV dato", "Indstillingsdato"]
    rows = [
        [f"S22-{nr:04}", f"0102{nr:02}-1234", skole, "3. klasse", 44600 + 7 * nr, 44650 + 6 * nr]
        for nr, skole in enumerate(["Ukendt Skole", "Testskole Ahorn", "Testskole Birk", "Testskole Ahorn"], start=3)
    ]
    assert [layout for _, layout in best(sheet([hoved, *rows]), katalog)] == ["L05"]
    # The first of each month as a number is what a heading of months becomes when its format is lost.
    months = [["Navn", 43831, 43862, 43891], ["Testskole Ahorn", 1, 2, 3], ["Testskole Birk", 4, 5, 6]]
    assert best(sheet([["Klager 2020"], *months]), katalog)[0][1] == "L02"


@pytest.mark.parametrize(
    "above",
    [
        [["Firmakode:\u00a00101"], ["Periode:\u00a001.2020\u00a0-\u00a004.2020"]],
        [["Firmakode:", "0101"], ["Periode:", "01.2020 - 04.2020"]],
        [["Firmakode", 101], [None, "Layout", "BUF-SPEC", "Periode", "01.2020"]],
    ],
    ids=["hårde mellemrum", "hver sin celle", "tal i cellen ved siden af"],
)
def test_whose_ledger_it_is_may_stand_in_two_cells(read, above):
    udbytte = read(sheet([*above, [], POSTHOVED, posting(1, 5)]))
    assert problems(udbytte) == []
    assert [(row.kommune, row.aar, row.oere) for row in udbytte.report.rows] == [("k101", 2020, 500)]
    # The year of account is that of the period above, whatever day it was booked on.
    other = [[str(cell).replace("2020", "2019") if cell else cell for cell in row] for row in above]
    assert [row.aar for row in read(sheet([*other, [], POSTHOVED, posting(1, 5)])).report.rows] == [2019]


def test_figures_as_text_count_also_in_the_first_column_with_a_note_below(read):
    # The note was one word against no figures, so that the column of indstillinger was left out.
    rows = [["Indst.", "Skole", "PPV"], ["18", "Testskole Ahorn", "19"], ["17", "Testskole Gran", "25"]]
    udbytte = read(sheet([["Område: Amager, marts 2020"], [], *rows, [], ["* foreløbige tal"]], "Amager"))
    assert problems(udbytte) == []
    assert {(row.indikator, row.enhed): row.antal for row in udbytte.report.rows} == {
        ("indstilling", "999001"): 18, ("ppv", "999001"): 19, ("indstilling", "999006"): 17, ("ppv", "999006"): 25,
    }  # fmt: skip
