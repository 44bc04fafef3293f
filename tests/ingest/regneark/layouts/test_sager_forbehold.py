"""What looks like a case, its column or its day and is another thing: it is asked about, and nothing is hidden."""

import time
from datetime import date

import pytest

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.laesere import recognise
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import sheet
from tests.ingest.regneark.layouts.test_sager import counts, levels, places, said
from tests.ingest.regneark.personfiler import SAGSARK, SAGSHOVED, case, cases, numbered


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Visitationsdato", "Visitationsdato (forventet)"),
        ("Visitationsdato", "Visitationsdato (planlagt møde)"),
        ("Visitationsdato", "Visitationsdato 2019"),
        ("Visitationsdato", "Forventet visitationsdato"),
        ("Indstillingsdato", "Indstillingsdato (kladde oprettet)"),
        ("PPV dato", "PPV dato (bestilt)"),
        ("Klage", "Klage (frist udløber)"),
    ],
)
def test_a_heading_of_something_else_is_not_the_column_but_asked_about(read, heading, other):
    c = SAGSHOVED.index(heading)
    udbytte = read(cases(case(), head=[*SAGSHOVED[:c], other, *SAGSHOVED[c + 1 :]]))
    assert f"bliver stående. Er det kolonne {'ABCDEFGHIJKL'[c]}?" in said(udbytte, Grad.ADVARSEL)
    assert len(udbytte.summer) == 3
    beside = read(cases([*case(), date(2020, 7, 1)], head=[*SAGSHOVED, other]))
    assert (levels(beside), beside.advarsler) == (levels(read(cases(case()))), 0)


@pytest.mark.parametrize("heading", ["Skole", "Inst.nr."])
def test_the_school_that_receives_a_child_is_not_the_one_that_counts(read, heading):
    udbytte = read(cases([*case(), "Testskole Birk"], head=[*SAGSHOVED, f"{heading} (modtagende)"]))
    assert (levels(udbytte), udbytte.report.problems) == (levels(read(cases(case()))), [])


def test_a_school_that_may_be_under_another_heading_is_asked_about(read):
    head = ["A" if name == "Inst.nr." else "Skole (modtagende)" if name == "Skole" else name for name in SAGSHOVED]
    assert said(read(cases(case(), head=head))) == "Kolonnen «Inst.nr.» eller «Skole» mangler. Er det kolonne E?"


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Visitationsdato", "Visitationsdato (dd-mm-åååå)"),
        ("Visitationsdato", "Visitationsdato (dd.mm.åå)"),
        ("Indstillingsdato", "Indstillingsdato\n(dato)"),
        ("Klage", "Klage (ja/nej)"),
        ("Klassetrin", "Klassetrin (0-10)"),
        ("Klassetrin", "Klasse 2019/20"),
    ],
)
def test_brackets_that_say_how_cells_are_written_change_no_heading(read, heading, other):
    head = [other if name == heading else name for name in SAGSHOVED]
    assert levels(read(cases(case(), head=head))) == levels(read(cases(case())))


@pytest.mark.parametrize("value", ["3" + "." * 32_000 + "!!", "3" + "." * 2000 + "!!", "." * 32_000, "3 a" * 10_000])
def test_a_long_class_level_takes_no_time(read, value):
    start = time.process_time()
    assert places(read(cases(case(Klassetrin=value)))) == [(SAGSARK, "F4")]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "value",
    ["Annulleret", "trukket tilbage", "Trukket tilbage af forældrene", "Fejloprettet", "Kladde", "Aflyst", "Slettet",
     "Test", "Testsag", "Dublet", "oprettet ved en fejl"],
)  # fmt: skip
@pytest.mark.parametrize("column", ["Afgørelse", "Status", "Sagsstatus", "Tilstand", "Sagstype"])
def test_a_case_that_is_none_can_be_left_out(read, value, column):
    if column == "Afgørelse":
        udbytte = read(cases(case(Afgørelse=value), case(Sagsnr="2")))
    else:
        rows = ([*case(), value], [*case(Sagsnr="2"), "Åben"])
        udbytte = read(cases(*rows, head=[*SAGSHOVED, column]))
    assert places(udbytte) == [(SAGSARK, "J4" if column == "Afgørelse" else "N4")]
    assert said(udbytte) == (
        f"Kolonnen «{column}»: sagen er annulleret, trukket tilbage eller oprettet ved en fejl. Slet rækken, eller "
        "spring den over, hvis den ikke skal tælle med. Er den en rigtig sag? Ret cellen, og indlæs filen igen."
    )
    assert (udbytte.klar, udbytte.summer["indstillinger"]) == (1, 1)


@pytest.mark.parametrize("value", ["Afslag", "Bevilget", "Afventer", "Test bevilget", "Ikke annulleret", None])
def test_a_case_that_was_decided_or_waits_counts(read, value):
    udbytte = read(cases(case(Afgørelse=value)))
    assert (udbytte.summer["indstillinger"], udbytte.report.problems) == (1, [])


def listed(column: str, *days: str) -> bytes:
    """Return a csv file of cases with these days in a column."""
    rows = [case(**{column: day, "Sagsnr": str(nr)}) for nr, day in enumerate(days)]
    return "\n".join(";".join(map(str, row)) for row in (SAGSHOVED, *rows)).encode()


@pytest.mark.parametrize("days", [("2/3/2020", "2/13/2020", "4/4/2020"), ("2/3/20", "4/25/20", "4/4/20")])
def test_days_with_the_month_first_are_asked_about_in_all_of_their_column(read, days):
    udbytte = read(listed("Indstillingsdato", *days))
    assert [celle for _, celle in places(udbytte)] == ["H2", "H3"]
    assert set(said(udbytte).splitlines()) == {
        "Kolonnen «Indstillingsdato»: datoerne i kolonnen ser ud til at være skrevet måned/dag. Skriv dem som "
        "dag.måned.år, fx 23.04.2020, eller lav kolonnen til datoer i Excel. Ret cellen, og indlæs filen igen."
    }
    assert counts(udbytte)[202004, "indstilling", "999001"] == 1


def test_a_column_of_unsure_days_is_as_unsure_as_one_beside_it(read):
    rows = [case(Sagsnr=str(nr), PPVdato="2/3/2020", Indstillingsdato=f"3/{14 + nr}/2020") for nr in range(2)]
    udbytte = read(cases(*rows))
    assert {celle for _, celle in places(udbytte)} == {"G4", "G5", "H4", "H5"}
    against = read(cases(*rows, case(Sagsnr="9", PPVdato="25/3/2020", Indstillingsdato=None)))
    assert {celle for _, celle in places(against)} == {"H4", "H5"}


def test_days_that_excel_read_the_danish_way_are_asked_about_when_the_rest_stand_with_the_month_first(read):
    udbytte = read(numbered(case(Indstillingsdato=date(2020, 2, 3)), case(Indstillingsdato="2/13/2020")))
    assert [celle for _, celle in places(udbytte)] == ["H4", "H5"]
    rows = [case(Indstillingsdato=value) for value in (date(2020, 2, 3), "2/13/2020", date(2020, 2, 23))]
    assert [celle for _, celle in places(read(numbered(*rows)))] == ["H5"]


def test_days_with_the_day_first_are_read_as_before(read):
    udbytte = read(listed("Indstillingsdato", "2/3/2020", "25/3/2020", "3/3/20"))
    assert (counts(udbytte)[202003, "indstilling", "999001"], udbytte.report.problems) == (3, [])


@pytest.mark.parametrize("value", ["03-04-20", "3/4/20", "03.04.20", "03-apr-2020", "3-apr-20", "fre 03-04-2020",
                                   "Fredag den 3. april 2020", "fredag d. 03.04.2020"])  # fmt: skip
def test_a_day_is_read_in_more_ways(read, value):
    udbytte = read(cases(case(Indstillingsdato=value)))
    assert (202004, "indstilling", "999001") in counts(udbytte)
    assert udbytte.report.problems == []


@pytest.mark.parametrize(
    ("cells", "place", "aar"),
    [
        ({"PPVdato": date(2002, 2, 3)}, "G4", 18),
        ({"Visitationsdato": "05-04-2002"}, "I4", 18),
        ({"PPVdato": None, "Indstillingsdato": date(2017, 3, 4)}, "H4", 3),
        ({"Klage": date(2002, 4, 6)}, "L4", 18),
        ({"Visitationsdato": date(2002, 3, 9), "Klage": "J"}, "I4", 18),
    ],
)
def test_a_day_years_from_the_others_of_its_case_is_a_warning(read, cells, place, aar):
    udbytte = read(cases(case(**cells)))
    found = [(m.celle, m.besked) for m in udbytte.fund if "fra sagens andre datoer" in m.besked]
    assert [celle for celle, _ in found] == [place]
    assert found[0][1].endswith(f"datoen ligger {aar} år fra sagens andre datoer. Er den rigtig?")
    assert udbytte.report.problems == []


def test_days_within_two_years_are_no_warning(read):
    assert read(cases(case(PPVdato=date(2018, 4, 6)))).advarsler == 0


@pytest.mark.parametrize("value", ["-", "?", "ukendt", "Ingen", "--", 0])
def test_what_is_no_number_does_not_make_two_cases_one(read, value):
    udbytte = read(cases(case(Sagsnr=value), case(Sagsnr=value, CPRnr="030311-0000"), case(Sagsnr=value)))
    assert (udbytte.summer["indstillinger"], udbytte.report.problems) == (3, [])
    assert "3 sager mangler det" in said(udbytte, Grad.ADVARSEL)


def row(**filled):
    """Return a row with nothing but some cells, by heading without punctuation and spaces."""
    return case(**(dict.fromkeys("".join(filter(str.isalpha, name)) for name in SAGSHOVED) | filled))


@pytest.mark.parametrize(
    "added",
    [row(Skole="Testskole Ahorn Antal", Sagsnr=2), row(Sagsnr="Antal sager", CPRnr=2), row(Skole="Total", CPRnr=2),
     row(Sagsnr="Hovedtotal", CPRnr=2), row(Klassetrin="3. kl. Total", Klage=2), row(Skole="Testskole Ahorn Resultat")],
)  # fmt: skip
def test_sums_of_excel_are_no_cases(read, added):
    udbytte = read(cases(case(), case(Sagsnr="2"), added))
    assert (udbytte.laest, udbytte.report.problems) == (2, [])
    between = read(cases(case(), added, case(Sagsnr="2")))
    assert between.laest == 2


def test_a_sum_between_the_cases_is_told(read):
    udbytte = read(cases(case(), row(Skole="Testskole Ahorn Antal", Sagsnr=7), case(Sagsnr="2")))
    assert "Rækken er en sum og er ikke læst som sag." in said(udbytte, Grad.INFO)
    assert (udbytte.sprunget_over, udbytte.report.problems) == (1, [])


@pytest.mark.parametrize(
    "added",
    [case(Sagsnr="2", Skole="Testskole Ahorn Antal"), row(Sagsnr=12, Bemærkninger="i alt, samlet antal"),
     row(Skole="Testskole Ahorn Antal", CPRnr=101120000), row(Skole="Antal", PPVdato="snart")],
)  # fmt: skip
def test_no_case_is_taken_for_a_sum(read, added):
    assert read(cases(case(), added, case(Sagsnr="3"))).laest == 3


def test_headings_in_the_middle_are_no_case(read):
    udbytte = read(cases(case(), SAGSHOVED, case(Sagsnr="2")))
    assert (udbytte.laest, udbytte.sprunget_over, udbytte.report.problems) == (2, 1, [])
    assert "Rækken gentager overskrifterne og er ikke læst." in said(udbytte, Grad.INFO)


LOESE = {"PPV dato": "PPV", "Indstillingsdato": "Indstilling", "Visitationsdato": "Visiteret"}


@pytest.mark.parametrize(
    "words",
    [
        {"Visitationsdato": "Visiteret"},
        {"Visitationsdato": "Visitation"},
        {"Indstillingsdato": "Indstillet"},
        {"PPV dato": "PPV"},
        LOESE,
    ],
)
@pytest.mark.parametrize("written", [False, True])
def test_words_over_dates_are_the_columns_of_those_dates(read, words, written):
    row = [f"{value:%d-%m-%Y}" if written and isinstance(value, date) else value for value in case(Klage="J")]
    udbytte = read(cases(row, head=[words.get(navn, navn) for navn in SAGSHOVED]))
    assert (places(udbytte), said(udbytte, Grad.ADVARSEL)) == ([], "")
    assert counts(udbytte) == counts(read(cases(case(Klage="J"))))


@pytest.mark.parametrize("value", [4, "J", "Specialskole", None])
def test_such_words_over_anything_else_are_not(read, value):
    head = ["Visiteret" if navn == "Visitationsdato" else navn for navn in SAGSHOVED]
    udbytte = read(cases(case(Visitationsdato=value), head=head))
    assert (places(udbytte), "visitationer" in udbytte.summer) == ([], False)
    beside = read(cases([*case(), value], head=[*SAGSHOVED, "Visiteret"]))
    assert (places(beside), beside.summer["visitationer"]) == ([], 1)


def test_such_a_word_beside_the_column_itself_is_another_column(read):
    beside = read(cases([*case(), date(2020, 9, 9)], head=[*SAGSHOVED, "Visiteret"]))
    assert (places(beside), counts(beside)) == ([], counts(read(cases(case()))))


def test_counts_under_such_words_are_no_list_of_cases(katalog):
    rows = [["Skole", "Klasse", *LOESE.values(), "Klager"], ["Testskole Ahorn", "3. kl.", 1, 2, 3, 0]]
    found = recognise(Anmodning(read_sheets(sheet(rows)), katalog))
    assert "L05" not in [laeser.layout for laeser in found]
