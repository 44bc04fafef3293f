"""What looks like a pupil, or like the same one, and is not: it is told or asked about, and nothing is hidden."""

from datetime import date

import pytest

from plads.models.proveniens import Grad
from tests.ingest.regneark.layouts.test_specialtilbud import ELEVER, MAJ, counts, places, said
from tests.ingest.regneark.personfiler import ELEVARK, ELEVHOVED, pupil, pupils


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Indskrevet i dag", "Indskrevet sidste skoleår"),
        ("Indskrevet i dag", "Indskrevet i SFO"),
        ("Indskrevet i dag", "Indskrevet dato"),
        ("Betalingsskole", "Betalingsskole (forrige)"),
        ("Betalings-kommune", "Tidligere betalingskommune"),
    ],
)
def test_a_heading_of_something_else_is_not_the_column_but_asked_about(read, heading, other):
    c = ELEVHOVED.index(heading)
    missing = read(pupils(pupil(), head=[*ELEVHOVED[:c], other, *ELEVHOVED[c + 1 :]], title=MAJ))
    besked = f"Kolonnen «{heading}» mangler i overskrifterne i række 3. Er det kolonne {'ABCDEFGHIJKL'[c]}?"
    assert said(missing) == besked
    beside = read(pupils([*pupil(), "Nej"], head=[*ELEVHOVED, other], title=MAJ))
    assert (beside.summer[ELEVER], beside.report.problems) == (1, [])


@pytest.mark.parametrize(
    "other",
    ["Indskrevet", "Indskrevet (ja/nej)", "Indskrevet nu", "Indskrevet pr. dags dato", "Indskrevet den 1. maj 2020",
     "Indskrevet pr. 01-05-2020"],
)  # fmt: skip
def test_who_is_there_is_known_by_more_headings(read, other):
    head = [other if name == "Indskrevet i dag" else name for name in ELEVHOVED]
    assert read(pupils(pupil(), head=head, title=MAJ)).summer[ELEVER] == 1


def test_the_second_half_of_the_year_is_not_taken_for_the_first(read):
    head = ["Trin 2. halvår" if name == "Trin sidste halvår" else name for name in ELEVHOVED]
    assert set(counts(read(pupils(pupil(), head=head, title=MAJ)))) == {(202005, "999001", "3")}


def test_numbers_with_letters_are_compared_as_they_stand(read):
    numbers = ("0102119E01", "0102119F01", "010211-9e01", "020211-0000", "202110000")
    udbytte = read(pupils(*(pupil(Cprnr=number) for number in numbers), title=MAJ))
    assert (udbytte.summer["indskrevne"], udbytte.summer[ELEVER]) == (5, 3)
    assert said(udbytte, Grad.ADVARSEL).count("samme elev er indskrevet") == 2
    assert "cpr-nummer" not in said(udbytte, Grad.ADVARSEL)


@pytest.mark.parametrize(
    "number", ["010211-xxxx", "010211****", "ukendt", "-", None, "010211", 10211, "01-02-2011", date(2011, 2, 1), "0"]
)
def test_numbers_that_tell_nobody_apart_are_not_called_the_same(read, number):
    udbytte = read(pupils(pupil(Cprnr=number), pupil(Cprnr=number), title=MAJ))
    assert (udbytte.summer[ELEVER], udbytte.report.problems) == (2, [])
    assert said(udbytte, Grad.ADVARSEL) == (
        "2 elever har ikke et helt cpr-nummer. Vi kan ikke se, om de står to gange."
    )


def row(**filled):
    """Return a row with nothing but some cells, by heading without punctuation and spaces."""
    return pupil(**(dict.fromkeys("".join(filter(str.isalpha, name)) for name in ELEVHOVED) | filled))


@pytest.mark.parametrize(
    "added",
    [row(Betalingsskole="Testskole Ahorn Antal", Indskrevetidag=1), row(Betalingsskole="Antal elever", Cprnr=2),
     row(Betalingsskole="Hovedtotal", Cprnr=2), row(Forkortelse="TS1 Total", Indskrevetidag=2)],
)  # fmt: skip
def test_sums_of_excel_are_no_pupils(read, added):
    rows = [pupil(), pupil(Cprnr="030311-0000")]
    for listed in ([*rows, added], [rows[0], added, rows[1]]):
        udbytte = read(pupils(*listed, title=MAJ))
        assert (udbytte.laest, udbytte.sprunget_over, udbytte.report.problems) == (2, 1, [])


@pytest.mark.parametrize(
    "added", [pupil(Cprnr=None, Betalingsskole="Testskole Ahorn Antal"), row(Indskrevetidag=1, Bemærkninger="i alt")]
)
def test_no_pupil_is_taken_for_a_sum(read, added):
    assert read(pupils(pupil(), added, title=MAJ)).laest == 2


def test_headings_in_the_middle_are_no_pupil(read):
    udbytte = read(pupils(pupil(), ELEVHOVED, pupil(Cprnr="030311-0000"), title=MAJ))
    assert (udbytte.laest, udbytte.report.problems) == (2, [])
    assert "Rækken gentager overskrifterne og er ikke læst." in said(udbytte, Grad.INFO)


def test_days_with_the_month_first_are_asked_about(read):
    rows = [pupil(Tilgangdato="8/12/2019"), pupil(Cprnr="030311-0000", Tilgangdato="8/13/2019")]
    udbytte = read(pupils(*rows, title=MAJ))
    assert places(udbytte) == [(ELEVARK, "M4"), (ELEVARK, "M5")]
    assert "ser ud til at være skrevet måned/dag" in said(udbytte)
