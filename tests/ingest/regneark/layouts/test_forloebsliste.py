"""The list of forløb: schools by name, school years, and dates as people write them."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.layouts.planer.forloebsliste import Forloebslaeser
from plads.models.forloeb import Forloeb, ForloebHistorik, Forloebstatus
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import L10, changed, sheet

HOVED = ["Skole/institution", "Område", "Forløb", "Indsats", "Skoleår", "Klasser", "Planlagt start", "Faktisk start",
         "Status", "Ny dato", "Bemærkning"]  # fmt: skip


def liste(*rows, titel="Forløbsliste pr. 23. april 2020"):
    return sheet([[titel], [], HOVED, *rows], navn="Forløb")


def forloeb(**changed):
    good = ["Testskole Ahorn", "Amager", "Aktionslæring", "d", "2020/21", None, None, None, "Udskudt", "uge 43", None]
    return [changed.get(name, value) for name, value in zip(HOVED, good, strict=True)]


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def said(udbytte, grad=Grad.ADVARSEL):
    return [(melding.celle, melding.besked) for melding in udbytte.fund if melding.grad is grad]


def historik(udbytte) -> list[ForloebHistorik]:
    return [row for row in udbytte.report.rows if isinstance(row, ForloebHistorik)]


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(L10.read_bytes())
    rows = list(load_workbook(L10)["Forløb"].iter_rows(min_row=4, values_only=True))
    assert udbytte.report.problems == []
    assert (udbytte.laest, udbytte.klar, udbytte.periode) == (len(rows), 49, "pr. 23. april 2020")
    assert udbytte.summer == {"forloeb": 49, "udskudt_uge43": sum(str(row[9]).startswith("uge 43") for row in rows)}
    stored = [row for row in udbytte.report.rows if isinstance(row, Forloeb)]
    assert len({(row.type, row.enhed, row.skoleaar, row.loebenr) for row in stored}) == 49
    assert sum(row.klasser or 0 for row in stored) == sum(row[5] or 0 for row in rows)
    assert {row.opgjort for row in historik(udbytte)} == {date(2020, 4, 23)}
    delayed = [row for row in historik(udbytte) if row.status is Forloebstatus.FORSINKET]
    assert len(delayed) == sum(row[8] == "Igangsat (forsinket)" for row in rows)


def test_the_same_school_again_is_the_next_number_in_the_order_of_the_file(read):
    udbytte = read(liste(forloeb(), forloeb(), forloeb(Forløb="Co-teaching", Indsats="a/b")))
    assert [(row.type, row.loebenr) for row in historik(udbytte)] == [
        ("aktionslaering", 1), ("aktionslaering", 2), ("co-teaching", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["2020/21", "20/21", "2020-21", "2020/2021"])
def test_a_school_year_has_four_spellings(read, value):
    assert historik(read(liste(forloeb(Skoleår=value))))[0].skoleaar == "2020/21"


@pytest.mark.parametrize(
    ("value", "tekst", "fra", "til"),
    [
        ("uge 43", "uge 43", date(2020, 10, 19), date(2020, 10, 25)),
        ("Uge43", "Uge43", date(2020, 10, 19), date(2020, 10, 25)),
        ("uge 4", "uge 4", date(2021, 1, 25), date(2021, 1, 31)),
        ("uge 43, 2020", "uge 43, 2020", date(2020, 10, 19), date(2020, 10, 25)),
        ("efter sommerferien", "efter sommerferien", date(2020, 8, 1), date(2020, 12, 31)),
        ("afventer styregruppen", "afventer styregruppen", None, None),
        (date(2020, 9, 1), "01.09.2020", date(2020, 9, 1), date(2020, 9, 1)),
    ],
)
def test_a_new_date_keeps_its_words_and_lies_after_the_list(read, value, tekst, fra, til):
    row = historik(read(liste(forloeb(**{"Ny dato": value}))))[0]
    assert (row.ny_dato_tekst, row.ny_dato_fra, row.ny_dato_til) == (tekst, fra, til)


@pytest.mark.parametrize(
    ("column", "value", "place", "word"),
    [
        ("Skole/institution", "Testskole Ahron", "A4", "Mente du «Testskole Ahorn»?"),
        ("Område", "Valby-Vesterbro", "B4", "hører til Amager"),
        ("Forløb", "Aktionlæring", "C4", "Mente du «Aktionslæring»?"),
        ("Skoleår", "2020/22", "E4", "skoleåret kan ikke læses"),
        ("Klasser", 2.5, "F4", "helt antal"),
        ("Planlagt start", 43910, "G4", "står som et tal"),
        ("Planlagt start", "43862", "G4", "står som et tal"),
        ("Ny dato", "afventer Frida Hemmeligs barsel", "J4", "ingen dato, vi kan læse"),
        ("Ny dato", "uge 43 (Frida)", "J4", "ingen dato, vi kan læse"),
        ("Faktisk start", "ja", "H4", "og ingen navne"),
        ("Status", "på vej", "I4", "status kendes ikke"),
        ("Ny dato", "x" * 100, "J4", "for lang"),
    ],
)
def test_a_wrong_cell_is_named(read, column, value, place, word):
    found = problems(read(liste(forloeb(**{column: value}))))
    assert [at for at, _ in found] == [place]
    assert word in found[0][1]


@pytest.mark.parametrize(
    ("value", "problem", "warning"),
    [("d", False, False), ("D", False, False), ("d)", False, False), ("a/d", False, True), ("z", True, False)],
)
def test_the_letters_of_indsatser_are_held_against_the_plan(katalog, value, problem, warning):
    kinds = tuple(replace(kind, indsatser={"k101": frozenset("d")}) for kind in katalog.forloebstyper)
    known = replace(katalog, indsatser={"k101": frozenset("abcdefgh")}, forloebstyper=kinds)
    udbytte = Forloebslaeser().read(Anmodning(read_sheets(liste(forloeb(Indsats=value))), known))
    assert (bool(udbytte.report.problems), bool(udbytte.advarsler)) == (problem, warning)


@pytest.mark.parametrize("titel", ["Forløbsliste", "Forløbsliste pr. april 2020", "Forløbsliste pr. 23. april 2030"])
def test_a_list_without_its_day_is_refused(read, titel):
    assert len(problems(read(liste(forloeb(), titel=titel)))) == 1


def test_the_user_may_say_the_period_instead(read):
    assert historik(read(liste(forloeb(), titel="Liste"), (2020, 4)))[0].opgjort == date(2020, 4, 30)


def test_the_free_text_is_never_kept(read):
    udbytte = read(liste(forloeb(Bemærkning="Frida Frandsen er syg")))
    assert "Frida" not in repr(udbytte)
    assert any("ikke gemt" in melding.besked for melding in udbytte.fund if melding.grad is Grad.INFO)


@pytest.mark.parametrize("name", ["Aktionslæring andre faggrupper", "Aktionslæring (andre faggrupper)"])
def test_aktionslaering_for_others_is_a_kind_of_its_own(read, name):
    assert historik(read(liste(forloeb(Forløb=name))))[0].type == "aktionslaering-andre"


def test_columns_in_another_order_and_place_give_the_same(read):
    def move(ark):
        ark.insert_cols(1, 2)
        ark.insert_rows(2, 3)

    first, second = read(L10.read_bytes()), read(changed(L10, move))
    assert [row.model_dump() for row in first.report.rows] == [row.model_dump() for row in second.report.rows]


def test_two_identical_rows_are_both_counted_and_asked_about(read):
    other = forloeb(**{"Skole/institution": "Testskole Birk", "Område": None})
    udbytte = read(liste(forloeb(), forloeb(), forloeb(Skoleår="20/21"), other))
    besked = "Kolonnen «Forløb»: rækken er magen til række 4. Begge er talt med. Er det samme forløb, så slet den ene."
    assert said(udbytte) == [("C5", besked), ("C6", besked)]
    assert udbytte.summer == {"forloeb": 4, "udskudt_uge43": 4}


def test_rows_of_the_same_school_kind_and_year_are_asked_about_with_what_differs(read):
    rows = [forloeb(), forloeb(Status="Stoppet", **{"Ny dato": None}), [*forloeb(), "hold B"]]
    udbytte = read(liste(*rows))
    begge = "Begge er talt med. Er det samme forløb, så slet den ene."
    hvor = "Kolonnen «Forløb»: skolen har samme forløb og skoleår i række 4, men ikke samme"
    assert said(udbytte) == [("C5", f"{hvor} «Status» og «Ny dato». {begge}"), ("C6", f"{hvor} kolonne L. {begge}")]
    assert problems(udbytte) == []


def test_what_is_another_school_kind_or_year_is_no_repetition(read):
    udbytte = read(liste(forloeb(), forloeb(Skoleår="2019/20"), forloeb(Forløb="Co-teaching", Indsats="a/b")))
    assert said(udbytte) == []


def total(**values):
    return ["I alt", *(values.get(navn) for navn in HOVED[1:])]


@pytest.mark.parametrize(
    ("values", "place", "given"),
    [
        ({"Forløb": 2}, None, 0), ({"Forløb": 3}, "C7", 2), ({"Status": "3"}, "I7", 2),
        ({"Område": "3 forløb"}, "B7", 2), ({"Område": "1 skoler"}, None, 0), ({"Klasser": 5}, None, 0),
        ({"Klasser": 7}, "F7", 5), ({"Skoleår": 2020, "Forløb": 2}, None, 0),
    ],
)  # fmt: skip
def test_a_total_is_held_against_the_rows(read, values, place, given):
    rows = [forloeb(Klasser=2), forloeb(Klasser=3, Forløb="Co-teaching", Indsats="a"), [], total(**values)]
    udbytte = read(liste(*rows))
    (navn,) = [navn for navn in values if navn != "Skoleår"]
    besked = f"Summen er {str(values[navn]).split()[0]} i filen, men rækkerne giver {given}. Ret rækkerne eller summen."
    assert problems(udbytte) == ([(place, besked)] if place else [])
    assert any("rækken er en sum" in besked for _, besked in said(udbytte, Grad.INFO))
    assert udbytte.laest == 2


def test_a_subtotal_counts_the_rows_since_the_last(read):
    rows = [forloeb(), total(Forløb=1), forloeb(Skoleår="2021/22"), forloeb(Skoleår="2022/23"), total(Forløb=2)]
    assert problems(read(liste(*rows))) == []
    assert problems(read(liste(*rows, total(Forløb=3)))) == []


@pytest.mark.parametrize(
    ("changed", "place", "word"),
    [
        ({"Status": "Igangsat", "Faktisk start": date(2020, 5, 4)}, "H4", "efter listens dag, 23. april 2020"),
        ({"Status": "Planlagt", "Faktisk start": date(2019, 9, 1)}, "I4", "planlagt, men «Faktisk start» er udfyldt"),
        ({"Status": "Afsluttet"}, "I4", "er afsluttet, men «Faktisk start» er tom"),
        ({"Ny dato": "uge 10 2020"}, "J4", "den nye dato ligger før listens dag, 23. april 2020"),
        ({"Planlagt start": date(2020, 9, 1)}, "G4", "uden for rækkens skoleår, 2019/20"),
        ({"Status": "Planlagt", "Planlagt start": "jan-19"}, "G4", "uden for rækkens skoleår, 2019/20"),
        ({"Status": "Igangsat", "Faktisk start": "uge 12 2019"}, "H4", "uden for rækkens skoleår, 2019/20"),
    ],
)  # fmt: skip
def test_what_contradicts_the_row_is_asked_about(read, changed, place, word):
    udbytte = read(liste(forloeb(Skoleår="2019/20", **{"Ny dato": None} | changed)))
    assert problems(udbytte) == []
    ((at, besked),) = said(udbytte)
    assert at == place
    assert word in besked
    assert besked.endswith("Er det rigtigt?")


@pytest.mark.parametrize(
    "changed",
    [
        {"Status": "Igangsat", "Faktisk start": date(2019, 10, 1)}, {"Planlagt start": "forår 2019"},
        {"Status": "Forsinket", "Planlagt start": date(2019, 6, 1), "Faktisk start": "april 2020"},
        {"Planlagt start": "efter maj 2019"}, {"Status": "Planlagt", "Planlagt start": "uge 43"},
        {"Status": "Afsluttet", "Faktisk start": "Q4 2019"},
    ],
)  # fmt: skip
def test_what_fits_the_row_is_not_asked_about(read, changed):
    assert said(read(liste(forloeb(Skoleår="2019/20", **changed)))) == []


@pytest.mark.parametrize(
    ("value", "fra", "til"),
    [
        ("03-11-20", date(2020, 11, 3), date(2020, 11, 3)), ("jan-21", date(2021, 1, 1), date(2021, 1, 31)),
        ("Q4 2020", date(2020, 10, 1), date(2020, 12, 31)), ("Q4", date(2020, 10, 1), date(2020, 12, 31)),
    ],
)  # fmt: skip
def test_a_date_may_be_short(read, value, fra, til):
    row = historik(read(liste(forloeb(**{"Ny dato": value}))))[0]
    assert (row.ny_dato_tekst, row.ny_dato_fra, row.ny_dato_til) == (value, fra, til)


@pytest.mark.parametrize(
    ("value", "grad", "word"),
    [
        ("uge 43 eller 45", Grad.ADVARSEL, "kan ikke læses som en dato"), ("3-4", Grad.ADVARSEL, "kan ikke læses"),
        ("afventer styregruppen", Grad.INFO, "teksten er ingen dato"), ("?", Grad.INFO, "ingen dato"),
        ("afventer covid-19", Grad.INFO, "teksten er ingen dato"), ("efter nytår", Grad.ADVARSEL, "kan ikke læses"),
        ("Endnu ikke fastlagt", Grad.INFO, "teksten er ingen dato"),
    ],
)  # fmt: skip
def test_a_text_that_is_no_date_is_kept_and_said(read, value, grad, word):
    udbytte = read(liste(forloeb(**{"Ny dato": value})))
    assert historik(udbytte)[0].ny_dato_tekst == value
    assert [(at, word in besked) for at, besked in said(udbytte, grad) if at == "J4"] == [("J4", True)]


def test_a_dash_is_no_date(read):
    assert historik(read(liste(forloeb(**{"Ny dato": "-"}))))[0].ny_dato_tekst is None


def test_no_name_that_stands_for_a_date_is_repeated(read):
    udbytte = read(liste(forloeb(**{"Ny dato": "når Frida Hemmelig er tilbage"})))
    assert "Frida" not in repr((udbytte.report, udbytte.meldinger))


def renamed(*rows, titel="Forløbsliste pr. 23. april 2020", **headings):
    """Return a list in which some headings are called something else; one of None has no column."""
    hoved = [headings.get(navn.partition("/")[0].replace(" ", "_"), navn) for navn in HOVED]
    return sheet([[titel], [], hoved, *rows], navn="Forløb")


@pytest.mark.parametrize("words", [("Kommentar",), ("Bemærkninger",), ("Kommentar", "Bemærkninger", "Note")])
def test_columns_that_are_not_used_may_stand_more_than_once(read, words):
    rows = [[*forloeb(), *("set" for _ in words)]]
    udbytte = read(sheet([["Forløbsliste pr. 23. april 2020"], [], [*HOVED, *words], *rows], navn="Forløb"))
    assert (problems(udbytte), len(historik(udbytte))) == ([], 1)
    assert ("", "Kolonnen «Bemærkning» bliver ikke brugt og ikke gemt.") in said(udbytte, Grad.INFO)


@pytest.mark.parametrize(
    "headings", [{"Skoleår": "Skoleåret"}, {"Skole": "Skole/inst."}, {"Skole": "Skole / inst."},
                 {"Forløb": "Forløbsnavn"}]
)  # fmt: skip
def test_a_column_goes_by_more_names(read, headings):
    udbytte = read(renamed(forloeb(), **headings))
    assert (problems(udbytte), len(historik(udbytte))) == ([], 1)


def test_what_a_forloeb_is_named_is_no_kind_beside_another_column(read):
    row = [*forloeb(), "Co-teaching i 5.b"]
    udbytte = read(sheet([["Pr. 23. april 2020"], [], [*HOVED, "Forløbsnavn"], row], navn="Forløb"))
    assert (problems(udbytte), [row.type for row in historik(udbytte)]) == ([], ["aktionslaering"])


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Igangsat - forsinket", Forloebstatus.FORSINKET),
        ("Igangsat/forsinket", Forloebstatus.FORSINKET),
        ("3. Udskudt", Forloebstatus.UDSKUDT),
        ("2) i gang", Forloebstatus.IGANGSAT),
    ],
)
def test_a_status_may_be_numbered_and_divided(read, value, status):
    assert [row.status for row in historik(read(liste(forloeb(Status=value))))] == [status]


@pytest.mark.parametrize("value", ["Udskudt?", "Planlagt / igangsat", "Ikke igangsat", "Udskudt 2020", "3."])
def test_any_other_status_is_asked_about(read, value):
    assert ["status kendes ikke" in besked for _, besked in problems(read(liste(forloeb(Status=value))))] == [True]


@pytest.mark.parametrize("value", ["u. 43", "u43", "U. 43 2020"])
def test_a_week_may_be_short(read, value):
    row = historik(read(liste(forloeb(**{"Ny dato": value}))))[0]
    assert (row.ny_dato_tekst, row.ny_dato_fra, row.ny_dato_til) == (value, date(2020, 10, 19), date(2020, 10, 25))


@pytest.mark.parametrize("titel", ["Forløbsliste, opdateret 23.04.2020", "Opdateret d. 23. april 2020"])
def test_the_day_a_list_was_brought_up_to_date_is_its_day(read, titel):
    udbytte = read(liste(forloeb(), titel=titel))
    assert (problems(udbytte), {row.opgjort for row in historik(udbytte)}) == ([], {date(2020, 4, 23)})


def test_the_day_a_list_says_it_is_from_goes_before_the_day_it_was_brought_up_to_date(read):
    rows = [["Forløb pr. 23. april 2020"], ["Opdateret 04.05.2020"], HOVED, forloeb()]
    assert {row.opgjort for row in historik(read(sheet(rows, navn="Forløb")))} == {date(2020, 4, 23)}
