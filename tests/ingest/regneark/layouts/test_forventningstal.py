"""The sheet of expectations: two rows of headings, shares, money, and the city's total."""

from datetime import date

import pytest

from plads.models.indikator import Aktivitet, Forventningsart, Forventningstal, Vaerdi
from plads.models.proveniens import Grad
from plads.tilstand import Tilstand
from tests.ingest.regneark.filer import L09, changed, sheet

AMAGER = "k101-amager"


def of_amager(udbytte, model):
    return [row for row in udbytte.report.rows if isinstance(row, model) and row.enhed == AMAGER]


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def put(**cells):
    """Return the sample with some cells changed, by address."""

    def change(ark):
        for address, value in cells.items():
            ark[address].value = value

    return changed(L09, change)


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(L09.read_bytes())
    assert udbytte.report.problems == []
    assert (udbytte.laest, udbytte.klar, udbytte.sprunget_over, udbytte.periode) == (5, 5, 1, "2020")
    assert udbytte.summer["primo_sum"] == udbytte.summer["Primo 2020"] == 2180
    assert [(row.maaned, row.antal) for row in of_amager(udbytte, Aktivitet)] == [(201912, 410), (202008, 416)]
    (primo,) = of_amager(udbytte, Vaerdi)
    assert (primo.indikator, primo.til, primo.antal) == ("segregeringsgrad", date(2019, 12, 31), 5500)
    expected = {
        (row.indikator, row.art, row.version): (row.antal, row.gaelder_fra)
        for row in of_amager(udbytte, Forventningstal)
    }
    assert expected == {
        ("elever_specialtilbud", Forventningsart.FORVENTET, "pr. august 2020"): (419, date(2020, 8, 31)),
        ("segregeringsgrad", Forventningsart.FORVENTET, "pr. august 2020"): (5600, date(2020, 8, 31)),
        ("udgift_specialtilbud", Forventningsart.RAMMEMAAL, "Forventningstal"): (624, date(2020, 1, 1)),
        ("udgift_specialtilbud", Forventningsart.FORVENTET, "1. prognose"): (629, date(2020, 5, 1)),
    }


@pytest.mark.parametrize(
    ("cell", "value"), [("E5", "5,5 %"), ("E5", "5,50 pct."), ("F5", "5.6%"), ("G5", 62.4), ("C5", "419")]
)
def test_a_figure_may_be_written_in_more_ways(read, cell, value):
    good, other = read(L09.read_bytes()), read(put(**{cell: value}))
    if value == "5.6%":
        assert [place for place, _ in problems(other)] == ["F5"]
    else:
        assert [row.model_dump() for row in other.report.rows] == [row.model_dump() for row in good.report.rows]


@pytest.mark.parametrize(
    ("cell", "value", "word"),
    [
        ("B5", -1, "under 0"),
        ("B5", 4.5, "helt antal"),
        ("E5", 5.5, "procent"),
        ("F5", "5,6", "procenttegn"),
        ("F5", "560 %", "mellem 0 og 100"),
        ("G5", "ca. 62", "ikke et tal"),
        ("G5", -1, "under 0"),
        ("H5", "#REF!", "#REF!"),
        ("A5", "Amagr", "Mente du"),
        ("A6", "Amager", "står også i række 5"),
        ("B10", 2181, "summen er 2.181"),
    ],
)
def test_a_wrong_cell_is_named(read, cell, value, word):
    found = problems(read(put(**{cell: value})))
    assert [place for place, _ in found] == [cell]
    assert word in found[0][1]


@pytest.mark.parametrize(("value", "asked"), [(0.055, False), (0.2, False), (0.21, True), (0.55, True), (1, True)])
def test_a_share_that_may_be_one_or_a_hundred_times_it_is_asked_about(read, value, asked):
    def change(ark):
        ark["F5"].value, ark["F5"].number_format = value, "General"

    found = problems(read(changed(L09, change)))
    assert [(place, "procentformat" in besked) for place, besked in found] == asked * [("F5", True)]


def test_the_total_of_money_is_held_against_the_areas_and_shares_are_not(read):
    assert problems(read(put(H10=324.5, E10=0.06, F10="6,0 %"))) == []
    found = problems(read(put(H10=330)))
    assert [place for place, _ in found] == ["H10"]


def test_an_empty_figure_is_not_reported_and_never_nought(read):
    rows = of_amager(read(put(D5=None, G5=None, B10=None)), (Aktivitet, Forventningstal))
    missing = [row for row in rows if row.tilstand is Tilstand.IKKE_RAPPORTERET]
    assert [row.antal for row in missing] == [None, None]


def test_thousands_of_kroner_become_millions(read):
    udbytte = read(put(G3="Økonomi, 1.000 kr.", G5=62400, H5=62900))
    assert [row.antal for row in of_amager(udbytte, Forventningstal) if row.indikator == "udgift_specialtilbud"] == [
        624,
        629,
    ]


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"G3": "Økonomi"}, "Enheden mangler"),
        ({"A4": "Sted"}, "Kolonnen «Område» mangler"),
        ({"C4": "Forventet ultimo 2021"}, "hvilket år"),
        ({"D4": "Realiseret dec. 2020"}, "fremtiden"),
        ({"D4": "Primo 2020"}, "står to gange"),
    ],
)
def test_unclear_headings_are_refused(read, cells, word):
    assert any(word in besked for _, besked in problems(read(put(**cells))))


def test_an_area_without_figures_is_a_warning(read):
    udbytte = read(changed(L09, lambda ark: (ark.delete_rows(9), ark.delete_rows(9))))
    assert [m.besked for m in udbytte.fund if m.grad is Grad.ADVARSEL] == ["Filen har ingen tal for Vanløse-Brønshøj."]


def test_a_later_prognosis_is_a_version_of_its_own(read):
    udbytte = read(put(I3="Økonomi, mio. kr.", I4="2. prognose", I5=63))
    versions = {row.version for row in of_amager(udbytte, Forventningstal)}
    assert versions >= {"1. prognose", "2. prognose"}


def warnings(udbytte):
    return [(fund.celle, fund.besked) for fund in udbytte.fund if fund.grad is Grad.ADVARSEL]


@pytest.mark.parametrize(
    ("cell", "value", "word"),
    [
        ("H6", 1e18, "beløbet er for stort"),
        ("H6", "9" * 25, "beløbet er for stort"),
        ("H6", "9" * 40, "beløbet er for stort"),
        ("H6", 62_900_000, "beløbet er for stort"),
        ("B6", 3 * 10**9, "antallet er for stort"),
        ("H10", "9" * 40, "summen er for stor"),
        ("B10", "9" * 40, "summen er for stor"),
    ],
)
def test_a_number_too_large_to_keep_is_refused_at_its_cell(read, cell, value, word):
    found = problems(read(put(**{cell: value})))
    assert [place for place, _ in found] == [cell]
    assert word in found[0][1]


@pytest.mark.parametrize(("value", "warned"), [(62_900, True), (9_000, False)])
def test_an_amount_no_area_spends_is_a_warning(read, value, warned):
    found = warnings(read(put(H6=value)))
    assert [(place, "over 10 mia. kr." in besked) for place, besked in found] == warned * [("H6", True)]


@pytest.mark.parametrize(
    ("cell", "heading"),
    [
        ("B4", "Antal primo 2020"),
        ("B4", "Antal elever primo 2020"),
        ("C4", "Forventet antal ultimo 2020"),
        ("D4", "Realiseret antal aug. 2020"),
        ("D4", "Realiseret aug."),
        ("D4", "Realiseret 31/8"),
        ("D4", "Real. aug. 2020"),
        ("D4", "Realiseret pr. 31.08.2020"),
        ("D4", "Realiseret 31. august 2020"),
        ("G4", "Forventnings-\ntal"),
        ("A4", "Områder"),
        ("A4", "Bydel"),
    ],
)
def test_a_plain_heading_is_read_as_the_one_it_is(read, cell, heading):
    good, other = read(L09.read_bytes()), read(put(**{cell: heading}))
    assert (problems(other), warnings(other)) == ([], [])
    assert [row.model_dump() for row in other.report.rows] == [row.model_dump() for row in good.report.rows]


def test_a_month_without_a_year_is_read_in_the_sheets_and_said(read):
    told = [fund.besked for fund in read(put(D4="Realiseret aug.")).fund if fund.grad is Grad.INFO]
    assert "Måneden i «Realiseret aug.» har intet år og er læst som august 2020." in told


@pytest.mark.parametrize(
    ("cells", "cell", "word"),
    [
        ({"D4": "Kapacitet"}, "D4", "Kolonnen «Kapacitet» kendes ikke, og dens tal er ikke brugt. Skriv fx"),
        ({"E4": "Antal primo"}, "E4", "Kolonnen «Antal primo» kendes ikke"),
        ({"D4": None}, "D4", "Kolonne D har tal, men ingen overskrift."),
        ({"I4": "Bemærkning", "I5": "fin"}, None, ""),
    ],
)
def test_figures_under_a_heading_nobody_knows_are_a_warning(read, cells, cell, word):
    udbytte = read(put(**cells))
    assert problems(udbytte) == []
    assert [(place, word in besked) for place, besked in warnings(udbytte)] == ([(cell, True)] if cell else [])


def test_figures_of_an_indicator_that_nobody_knows_are_refused(read):
    assert [place for place, _ in problems(read(put(B4="Antal 1", C4="Antal 2", D4="Antal 3")))] == ["B4", "C4", "D4"]


def test_figures_under_no_group_are_a_warning_that_says_what_to_write(read):
    found = warnings(read(put(B3="Børn")))
    assert [place for place, _ in found] == ["B4", "C4", "D4"]
    assert all("står der ikke, hvad tallene handler om" in besked for _, besked in found)


@pytest.mark.parametrize(
    ("cell", "group", "word"),
    [
        ("B3", "Helårselever i specialtilbud", "helårselever"),
        ("B3", "Elever i specialtilbud, pct.", "pct"),
        ("B3", "Andel elever i specialtilbud", "andel"),
        ("E3", "Segregeringsgrad, ændring", "ændring"),
        ("G3", "Udgift pr. elev, mio. kr.", "pr elev"),
    ],
)
def test_a_group_of_something_else_is_asked_about(read, cell, group, word):
    found = problems(read(put(**{cell: group})))
    assert [place for place, _ in found] == [cell.replace("3", "4")]
    assert f"Over tallene står «{word}»" in found[0][1]


@pytest.mark.parametrize("sheet", ["Ark1", "Forventningstal 2020"])
@pytest.mark.parametrize(
    ("title", "warned"),
    [
        ("Forventningstal 2021", True),
        ("Forventningstal 2020", False),
        ("Forventningstal 2019/20", False),
        ("Udsendt 12. januar 2021", False),
    ],
)
def test_a_title_of_another_year_is_a_warning(read, sheet, title, warned):
    def change(ark):
        ark.title, ark["A1"].value = sheet, title

    found = [besked for _, besked in warnings(read(changed(L09, change)))]
    assert found == warned * [
        "Over tabellen eller i arkets navn står 2021, men kolonnerne er fra 2020. Er det rigtigt?"
    ]


@pytest.mark.parametrize(
    "name", ["Københavns Kommune", "København", "Hele kommunen", "Byen samlet", "Byen", "Hele byen:"]
)
def test_the_whole_municipality_is_a_total_that_is_held_against_the_rows(read, name):
    good = read(put(A10=name))
    assert (problems(good), good.laest, good.sprunget_over) == ([], 5, 1)
    assert [place for place, _ in problems(read(put(A10=name, B10=2181)))] == ["B10"]


@pytest.mark.parametrize("over", [(), ([],), (["Forventninger"], [])])
def test_headings_of_one_row_are_read_wherever_they_stand(read, over):
    head = ["Område", "Elever i specialtilbud primo 2020", "Elever i specialtilbud, forventet ultimo 2020",
            "Segregeringsgrad (primo 2020)", "Økonomi, mio. kr. - Forventningstal"]  # fmt: skip
    udbytte = read(sheet([*over, head, ["Amager", 410, 419, "5,5 %", 62.4]]))
    assert problems(udbytte) == []
    assert sorted((row.indikator, row.antal) for row in udbytte.report.rows) == [
        ("elever_specialtilbud", 410), ("elever_specialtilbud", 419), ("segregeringsgrad", 5500),
        ("udgift_specialtilbud", 624),
    ]  # fmt: skip


def test_headings_without_what_they_are_of_are_asked_about(read):
    udbytte = read(put(B3=None, E3=None, G3=None))
    assert [place for place, _ in problems(udbytte)] == [f"{c}4" for c in "BCDEFGH"]
