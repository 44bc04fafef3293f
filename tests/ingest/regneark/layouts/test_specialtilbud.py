"""Placements in special provision: own pupils are counted once on a day, and only the counts come out."""

import json
import random
from collections import Counter
from datetime import date, timedelta

import pytest

from plads.models.indikator import Aktivitet, Trintal
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import sheet
from tests.ingest.regneark.personfiler import (
    ELEVARK,
    ELEVHOVED,
    SAMPLES,
    pupil,
    pupils,
    sample_pupils,
    with_sample,
)
from tests.ingest.regneark.skoler import NAVNE

SAMPLE = SAMPLES / "L11_elever_specialtilbud_cpr.xlsx"
MAJ = "Elever i specialtilbud pr. 1. maj 2020"
ELEVER = "Elever i specialtilbud"


def counts(udbytte) -> dict[tuple[int, str, str], int]:
    rows = [row for row in udbytte.report.rows if isinstance(row, Trintal)]
    assert {row.indikator for row in udbytte.report.rows} <= {"elever_specialtilbud"}
    return {(row.maaned, row.enhed, row.trin): row.antal for row in rows}


def places(udbytte) -> list[tuple[str, str]]:
    return [(problem.ark, problem.celle) for problem in udbytte.report.problems]


def said(udbytte, grad: Grad = Grad.FEJL) -> str:
    return "\n".join(melding.besked for melding in udbytte.fund if melding.grad is grad)


def by_hand(rows, maaned: int) -> Counter:
    return Counter(
        (maaned, str(999001 + NAVNE.index(row[3])), str(row[8 if maaned % 100 > 7 else 7]))
        for row in rows
        if row[10] == "Ja" and row[4] == "101"
    )


def test_the_sample_gives_own_pupils_by_school_and_level(read):
    udbytte = read(pupils(*sample_pupils()))
    assert counts(udbytte) == by_hand(sample_pupils(), 202011)
    assert udbytte.summer == {"indskrevne": 30, "heraf fra andre kommuner": 3, ELEVER: 27}
    assert (udbytte.laest, udbytte.klar, udbytte.report.problems) == (40, 40, [])
    assert udbytte.periode == "november 2020"
    whole = Counter()
    for (maaned, enhed, _), antal in counts(udbytte).items():
        whole[maaned, enhed] += antal
    stored = [row for row in udbytte.report.rows if isinstance(row, Aktivitet)]
    assert {(row.maaned, row.enhed): row.antal for row in stored} == whole
    assert "40 datoer står som tal" in said(udbytte, Grad.INFO)


@with_sample(SAMPLE.name)
def test_the_sample_file_itself_gives_the_same(read):
    facit = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["L11"]
    udbytte = read(SAMPLE.read_bytes())
    assert counts(udbytte) == by_hand(sample_pupils(), 202011)
    assert (udbytte.laest, udbytte.summer["indskrevne"]) == (facit["rows"], facit["indskrevne"])


@pytest.mark.parametrize("seed", range(6))
def test_any_placements_in_any_arrangement_give_their_counts(read, seed):
    rng = random.Random(seed)
    rows = []
    for nr in range(rng.randint(1, 80)):
        here, tilgang = rng.random() < 0.7, date(2019, 8, 1) + timedelta(rng.randrange(200))
        dag = date(1, 1, 1) + timedelta(nr)
        rows.append(
            pupil(
                Cprnr=f"{dag:%d%m}100000", Betalingsskole=rng.choice(NAVNE),
                Betalingskommune="101" if nr == 0 or rng.random() < 0.8 else "185",
                Trinførstehalvår=rng.randrange(11), Trinsidstehalvår=rng.randrange(11),
                Indskrevetidag="Ja" if here else "Nej", Tilgangdato=tilgang,
                Afgangdato=None if here else tilgang + timedelta(30),
            )
        )  # fmt: skip
    maaned = rng.choice([202005, 202009])
    expected = by_hand(rows, maaned)
    order = rng.sample(range(16), 16)
    table = [[row[c] for c in order] for row in [ELEVHOVED, *rng.sample(rows, len(rows))]]
    title = [[f"Opgjort pr. 30-{maaned % 100:02}-2020"], []]
    udbytte = read(sheet([*title, *table], "Elever", at=(rng.randint(1, 9), rng.randint(1, 5))))
    assert (counts(udbytte), udbytte.report.problems) == (expected, [])


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Betalings-kommune", "Betalingskommune"),
        ("Betalings-kommune", "Betalings-\nkommune"),
        ("Betalingsskole", "Betalings-skole"),
        ("Indskrevet i dag", "Indskrevet\ni dag"),
        ("Indskrevet i dag", "Indskrevet pr. 1. maj 2020"),
        ("Trin første halvår", "Trin første halvår 2020"),
        ("Cpr.nr.", "Personnummer formateret"),
        ("Indskoling, mellem, udskoling skoleår 2020/21", "Indskoling, mellem, udskoling skoleår 2024/25"),
        ("Antal dage", "Indskoling, mellem, udskoling skoleår 2021/22"),
    ],
)
def test_a_heading_is_known_in_other_spellings(read, heading, other):
    head = [other if name == heading else name for name in ELEVHOVED]
    udbytte = read(pupils(pupil(), head=head, title=MAJ))
    assert (counts(udbytte), udbytte.report.problems) == ({(202005, "999001", "3"): 1}, [])


@pytest.mark.parametrize(("value", "antal"), [("Ja", 1), ("J", 1), (True, 1), (1, 1), ("Nej", 0), ("n", 0), (False, 0)])
def test_indskrevet_i_dag_decides(read, value, antal):
    udbytte = read(pupils(pupil(Indskrevetidag=value), title=MAJ))
    assert (udbytte.summer["indskrevne"], udbytte.report.problems) == (antal, [])


@pytest.mark.parametrize("value", [None, "måske", "010112-0000", date(2020, 5, 1), 101120000])
def test_what_does_not_say_yes_or_no_is_refused_at_its_cell(read, value):
    udbytte = read(pupils(pupil(Indskrevetidag=value), title=MAJ))
    assert places(udbytte) == [(ELEVARK, "K4")]
    assert "kriv Ja eller Nej. Ret cellen, og indlæs filen igen." in said(udbytte)
    assert "0000" not in said(udbytte)


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"Afgangdato": date(2020, 3, 1)}, "Kolonnen «Afgang dato»: datoen er passeret, men «Indskrevet i dag» er Ja."),
        ({"Tilgangdato": date(2020, 8, 1)}, "datoen er ikke nået, men «Indskrevet i dag» er Ja. Eleven tæller med."),
        ({"Indskrevetidag": "Nej"}, "datoen mangler, men «Indskrevet i dag» er Nej. Eleven tæller ikke med."),
    ],
)
def test_dates_that_say_otherwise_are_warnings(read, cells, word):
    udbytte = read(pupils(pupil(**cells), title=MAJ))
    assert word in said(udbytte, Grad.ADVARSEL)
    assert udbytte.summer["indskrevne"] == (0 if "Indskrevetidag" in cells else 1)


@pytest.mark.parametrize("column", ["Startdatotilvisitation", "Tilgangdato", "Afgangdato"])
def test_a_day_that_is_unclear_is_refused_at_its_cell(read, column):
    udbytte = read(pupils(pupil(**{column: "31-02-2020"}), title=MAJ))
    assert len(places(udbytte)) == 1
    assert "datoen kan ikke læses" in said(udbytte)


@pytest.mark.parametrize("value", ["101", 101, "0101", "101 København", "København", "Københavns Kommune"])
def test_the_own_municipality_is_known_by_number_and_name(read, value):
    assert read(pupils(pupil(Betalingskommune=value), title=MAJ)).summer[ELEVER] == 1


def test_pupils_of_another_municipality_are_kept_out_whatever_their_school(read):
    udbytte = read(pupils(pupil(), pupil(Betalingskommune=185, Betalingsskole="Skole langt væk"), title=MAJ))
    assert udbytte.summer == {"indskrevne": 2, "heraf fra andre kommuner": 1, ELEVER: 1}
    assert udbytte.report.problems == []
    assert "1 indskrevne elever betales af andre kommuner og er holdt ude af tallene." in said(udbytte, Grad.INFO)


@pytest.mark.parametrize(
    ("value", "word"), [(None, "mangler"), ("Frida", "kendes ikke"), ("010112-0000", "kendes ikke")]
)
def test_a_municipality_that_is_unclear_is_refused_at_its_cell(read, value, word):
    udbytte = read(pupils(pupil(), pupil(Betalingskommune=value), title=MAJ))
    assert (places(udbytte), said(udbytte)) == (
        [(ELEVARK, "E5")],
        f"Kolonnen «Betalings-kommune»: kommunen {word}. Skriv kommunens nummer, fx 101. Ret cellen, "
        "og indlæs filen igen.",
    )


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("Testskole Ahron", "Mente du «Testskole Ahorn»?"),
        (None, "skolen mangler"),
        ("010112-0000", "skolen kendes ikke"),
    ],
)
def test_a_school_that_is_unclear_is_refused_only_where_it_counts(read, value, word):
    udbytte = read(pupils(pupil(), pupil(Betalingsskole=value), title=MAJ))
    assert places(udbytte) == [(ELEVARK, "D5")]
    assert word in said(udbytte)
    gone = read(pupils(pupil(), pupil(Betalingsskole=value, Indskrevetidag="Nej"), title=MAJ))
    assert gone.report.problems == []
    assert "skolen kendes ikke. Eleven er ikke indskrevet og tæller ikke med." in said(gone, Grad.ADVARSEL)


def test_a_pupil_who_stands_twice_counts_once_at_the_newest_placement(read):
    second = pupil(Cprnr=202110000, Betalingsskole="Testskole Birk", Tilgangdato=date(2020, 1, 6))
    udbytte = read(pupils(pupil(), second, pupil(Cprnr="030311-0000"), title=MAJ))
    assert counts(udbytte) == {(202005, "999002", "3"): 1, (202005, "999001", "3"): 1}
    assert udbytte.summer == {"indskrevne": 3, "heraf fra andre kommuner": 0, ELEVER: 2}
    assert "samme elev er indskrevet i række 4 og 5. Eleven er talt én gang, som i række 5." in said(
        udbytte, Grad.ADVARSEL
    )


@pytest.mark.parametrize(
    ("title", "navn", "periode", "expected"),
    [
        (MAJ, ELEVARK, None, "maj 2020"),
        ("Udtræk 01-05-2020 08:14", ELEVARK, None, "maj 2020"),
        ("", "Elever pr. 1. maj 2020", None, "maj 2020"),
        ("", "Maj 2020", None, "maj 2020"),
        ("Elever i specialtilbud, skoleåret 2020/21", ELEVARK, (2020, 9), "september 2020"),
        ("", ELEVARK, (2020, 5), "maj 2020"),
        (MAJ, ELEVARK, (2020, 9), "maj 2020"),
        ("", ELEVARK, None, "august 2019"),
    ],
)
def test_the_month_is_what_the_file_says_then_what_the_user_says(read, title, navn, periode, expected):
    assert read(pupils(pupil(), title=title, navn=navn), periode).periode == expected


def test_a_month_that_was_assumed_is_a_warning_that_says_how_to_change_it(read):
    warned = said(read(pupils(pupil())), Grad.ADVARSEL)
    assert warned == (
        "Filen siger ikke, hvilken måned den er fra. Vi har brugt august 2019, hvor den nyeste dato ligger. "
        "Er det forkert? Skriv fx «pr. 1. maj 2020» over tabellen, eller angiv måneden, når filen indlæses."
    )
    other = read(pupils(pupil(), title=MAJ), (2020, 9))
    assert "Filen siger selv, at den er fra maj 2020. Den angivne måned er ikke brugt." in said(other, Grad.ADVARSEL)
    gone = pupil(Indskrevetidag="Nej", Afgangdato=date(2020, 6, 1))
    assert "men har datoer efter 1. maj 2020" in said(read(pupils(pupil(), gone, title=MAJ)), Grad.ADVARSEL)


def test_a_month_nobody_knows_is_asked_about(read):
    udbytte = read(pupils(pupil(Tilgangdato=None)))
    assert said(udbytte) == (
        "Vi kan ikke se, hvilken måned filen er fra. Skriv fx «pr. 1. maj 2020» over tabellen, "
        "eller angiv måneden, når filen indlæses."
    )
    two = read(pupils(pupil(), title=MAJ, navn="Elever pr. 1. juni 2020"))
    assert "Filen nævner flere måneder" in said(two)
    assert "fremtiden" in said(read(pupils(pupil(), title="Opgjort pr. 1. maj 2030")))


def test_the_level_follows_the_half_year(read):
    assert set(counts(read(pupils(pupil(), title=MAJ)))) == {(202005, "999001", "3")}
    assert set(counts(read(pupils(pupil(), title="Opgjort 30-09-2020")))) == {(202009, "999001", "4")}
    assert "«Trin første halvår»" in said(read(pupils(pupil(), title=MAJ)), Grad.INFO)


def test_a_list_without_levels_or_cpr_numbers_says_what_it_cannot_tell(read):
    drop = {2, 7, 8}
    head, row = ([cell for c, cell in enumerate(cells) if c not in drop] for cells in (ELEVHOVED, pupil()))
    udbytte = read(pupils(row, row, head=head, title=MAJ))
    assert counts(udbytte) == {(202005, "999001", "ukendt"): 2}
    assert "Klassetrinnet er ukendt." in said(udbytte, Grad.ADVARSEL)
    assert "Vi kan ikke se, om en elev står to gange." in said(udbytte, Grad.ADVARSEL)


def test_a_total_row_must_agree(read):
    total = [None] * 16
    total[0], total[6] = "I alt", 2
    rows = [pupil(), pupil(Cprnr="030311-0000")]
    udbytte = read(pupils(*rows, total, title=MAJ))
    assert (udbytte.laest, udbytte.sprunget_over, udbytte.report.problems) == (2, 1, [])
    total[6] = 5
    udbytte = read(pupils(*rows, total, title=MAJ))
    assert said(udbytte) == "Summen er 5 i filen, men rækkerne giver 2. Ret rækkerne eller summen."


@pytest.mark.parametrize("missing", ["Betalingsskole", "Betalings-kommune", "Indskrevet i dag"])
def test_a_missing_column_is_named_and_no_heading_is_repeated(read, missing):
    c = ELEVHOVED.index(missing)
    udbytte = read(pupils(pupil(), head=[*ELEVHOVED[:c], "Frida Frandsen", *ELEVHOVED[c + 1 :]], title=MAJ))
    assert f"Kolonnen «{missing}» mangler i overskrifterne i række 3." in said(udbytte)
    assert "Frida" not in said(udbytte) + said(udbytte, Grad.INFO)


def test_headings_alone_are_refused(read):
    assert "ingen rækker" in said(read(pupils(title=MAJ)))


@pytest.mark.parametrize("heading", ["Indskrevet i dag", "Indskrevet pr. d.d.", "Indskrevet d.d."])
def test_a_tick_says_yes_and_nothing_says_no(read, heading):
    head = [heading if navn == "Indskrevet i dag" else navn for navn in ELEVHOVED]
    numre = [f"{1 + nr:02}02110000" for nr in range(3)]
    rows = [pupil(Cprnr=cpr, Indskrevetidag=value) for cpr, value in zip(numre, ("x", None, "X"), strict=True)]
    udbytte = read(pupils(*rows, head=head, title=MAJ))
    assert (places(udbytte), udbytte.summer[ELEVER]) == ([], 2)
    assert "«Indskrevet i dag» har kun krydser. Elever uden kryds er læst som ikke indskrevet." in said(
        udbytte, Grad.INFO
    )


@pytest.mark.parametrize("other", ["Ja", "nej", 1, True])
def test_an_empty_cell_beside_other_answers_than_ticks_is_asked_about(read, other):
    rows = [pupil(Cprnr=f"{1 + nr:02}02110000", Indskrevetidag=value) for nr, value in enumerate(("x", None, other))]
    assert places(read(pupils(*rows, title=MAJ))) == [(ELEVARK, "K5")]
