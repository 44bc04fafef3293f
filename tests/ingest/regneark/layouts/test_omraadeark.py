"""One sheet per område: which område, which period, and what the figures are stored as."""

import random
from datetime import date, datetime

import pytest

from plads.models.indikator import Aktivitet, Periodeart, Vaerdi
from plads.models.proveniens import Grad
from plads.tilstand import Tilstand
from tests.ingest.regneark.matricer import INDIKATORER, KODER, KORTE, NUMRE, OMRAADER, areas, half, put, school, sheets

AHORN, GRAN, BIRK = "Testskole Ahorn", "Testskole Gran", "Testskole Birk"
FORSIDE = [["1. halvår 2020"]]


def facts(udbytte) -> dict[tuple[str, str], int | None]:
    return {(row.indikator, row.enhed): row.antal for row in udbytte.report.rows}


def problems(udbytte) -> list[tuple[str, str, str]]:
    return [tuple(problem) for problem in udbytte.report.problems]


def said(udbytte, grad: Grad) -> list[tuple[str, str, str]]:
    return [(m.ark, m.celle, m.besked) for m in udbytte.fund if m.grad is grad]


def amager(*rows: list, forside: list[list] | None = None, name: str = "Amager") -> bytes:
    """Return a workbook with a front page and one sheet about Amager."""
    return sheets(**{"Forside": FORSIDE if forside is None else forside, name: list(rows)})


TABEL = (["Skole", "PPV", "Klager"], [AHORN, 1, 2], [GRAN, 0, None])


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(areas())
    assert facts(udbytte) == {(KODER[i], str(nr)): half(nr, i) for nr in NUMRE for i in INDIKATORER}
    assert all(isinstance(row, Vaerdi) for row in udbytte.report.rows)
    found = {(row.periodeart, row.fra, row.til, row.opgjort, row.grundlag, row.kilde) for row in udbytte.report.rows}
    assert found == {(Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30), date(2020, 6, 30), "", None)}
    assert sum(udbytte.summer.values()) == 843
    assert (udbytte.laest, udbytte.klar, udbytte.periode) == (10, 10, "1. halvår 2020")
    assert (udbytte.layout, udbytte.art) == ("L03", "aktivitet")
    assert said(udbytte, Grad.INFO) == [
        ("Forside", "", "Arket har ingen tabel med skoler og indikatorer og er ikke læst."),
        ("opslag", "", "Arket er skjult og er ikke læst."),
        ("Forside", "række 3", "Perioden er læst som 1. halvår 2020."),
    ]
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []


@pytest.mark.parametrize("seed", range(4))
def test_any_workbook_written_in_the_layout_is_read_as_it_was(read, seed):
    rng = random.Random(seed)
    chosen = rng.sample(INDIKATORER, rng.randint(2, 4))
    schools = rng.sample(NUMRE, rng.randint(2, 10))
    values = {(nr, i): rng.choice([None, 0, 3, 120, "<3", "7"]) for nr in schools for i in chosen}
    # A column that nobody has filled is no column of the table.
    first = {school(nr)[1]: nr for nr in schools}.values()
    values |= {(nr, i): 5 for nr in first for i in chosen}
    content = {"Forside": [["Rapport"], [], [None, "Periode", "1. kvartal 2020"]]}
    for omraade in rng.sample(OMRAADER, 5):
        members = [nr for nr in schools if school(nr)[1] == omraade]
        columns = [("Skole", lambda nr: school(nr)[0]), ("Inst.nr.", lambda nr: nr)]
        columns += [(rng.choice([i, KORTE[i], i.upper()]), lambda nr, i=i: values[nr, i]) for i in chosen]
        rng.shuffle(columns)
        rows = [[f"Område: {omraade}"], *[[]] * rng.randint(0, 3), [head for head, _ in columns]]
        if members:
            content[omraade[:25]] = rows + [[f(nr) for _, f in columns] for nr in members]
    udbytte = read(sheets(**content))
    number = {None: None, "<3": None, "7": 7}
    assert problems(udbytte) == []
    assert facts(udbytte) == {(KODER[i], str(nr)): number.get(v, v) for (nr, i), v in values.items()}
    state = {"<3": Tilstand.DISKRETIONERET, None: Tilstand.IKKE_RAPPORTERET, 0: Tilstand.NUL}
    assert {(row.indikator, int(row.enhed)): row.tilstand for row in udbytte.report.rows} == {
        (KODER[i], nr): state.get(v, Tilstand.OPLYST) for (nr, i), v in values.items()
    }


@pytest.mark.parametrize(
    ("tekst", "art", "fra", "til"),
    [
        ("2. kvartal 2020", Periodeart.KVARTAL, date(2020, 4, 1), date(2020, 6, 30)),
        ("Tal for 1. halvår 2020", Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30)),
        ("2019", Periodeart.AAR, date(2019, 1, 1), date(2019, 12, 31)),
        ("skoleåret 2019/20", Periodeart.SKOLEAAR, date(2019, 8, 1), date(2020, 7, 31)),
        ("januar-juni 2020", Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30)),
    ],
)
def test_a_period_longer_than_a_month_is_a_value_of_its_own(read, tekst, art, fra, til):
    udbytte = read(amager(*TABEL, forside=[[tekst]]))
    assert {(row.periodeart, row.fra, row.til, row.opgjort) for row in udbytte.report.rows} == {(art, fra, til, til)}


def test_a_month_is_activity(read):
    udbytte = read(amager(*TABEL, forside=[["marts 2020"]]))
    assert all(isinstance(row, Aktivitet) and row.maaned == 202003 for row in udbytte.report.rows)
    assert facts(udbytte) == {
        ("ppv", "999001"): 1, ("klage", "999001"): 2, ("ppv", "999006"): 0, ("klage", "999006"): None,
    }  # fmt: skip
    assert udbytte.periode == "marts 2020"


def test_the_period_may_stand_over_the_table_or_be_given(read):
    title = read(amager(["Amager, marts 2020"], *TABEL, forside=[["Rapport"]]))
    given = read(amager(*TABEL, forside=[["Rapport"]]), (2020, 3))
    apart = read(amager(*TABEL, forside=[["Periode", "1. halvår"], ["År", 2020]]))
    assert {row.maaned for row in (*title.report.rows, *given.report.rows)} == {202003}
    assert {row.periodeart for row in apart.report.rows} == {Periodeart.HALVAAR}


def day(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst)


FRA_TIL = [
    [["Periode fra", "01-01-2020", "Periode til", "30-06-2020"]],
    [["Periode fra", "01-01-2020"], ["Periode til", "30-06-2020"]],
    [["Fra dato: 01.01.2020"], ["Til dato: 30.06.2020"]],
    [["Periode fra:", day("2020-01-01"), "Periode til:", day("2020-06-30")]],
    [["Ledelsesinformation 2020"], ["Fra", day("2020-01-01")], ["Til", day("2020-06-30")]],
    [["Periode fra: 01-01-2020 til: 30-06-2020"]],
    [["Periodestart", "1. januar 2020"], ["Periodeslut", "30. juni 2020"]],
]
# Under «Periode fra» and «Periode til» in one row, four indicators look like the months of a pivot table.
FIRE = (["Skole", "PPV", "Indst.", "Visit.", "Klager"], [AHORN, 1, 2, 3, 4], [GRAN, 0, 5, 6, 7])


@pytest.mark.parametrize("lines", FRA_TIL)
def test_a_period_may_be_said_by_its_first_and_last_day(read, lines):
    for udbytte in (read(amager(*FIRE, forside=lines)), read(sheets(Amager=[*lines, *FIRE]))):
        assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []
        assert {(row.periodeart, row.fra, row.til) for row in udbytte.report.rows} == {
            (Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30))
        }
        assert len(udbytte.report.rows) == 8
        assert "Perioden er læst som 1. halvår 2020." in [besked for _, _, besked in said(udbytte, Grad.INFO)]


@pytest.mark.parametrize(
    ("fra", "til", "tekst"),
    [
        ("01-03-2020", "31-03-2020", "marts 2020"),
        ("01-02-2020", "29-02-2020", "februar 2020"),
        ("01-04-2020", "30-06-2020", "2. kvartal 2020"),
        ("01.07.19", "31.12.19", "2. halvår 2019"),
        ("2019-01-01 00:00:00", "2019-12-31 00:00:00", "2019"),
        ("01-08-2018", "31-07-2019", "skoleåret 2018/19"),
    ],
)
def test_the_days_of_any_whole_period_are_that_period(read, fra, til, tekst):
    assert read(amager(*TABEL, forside=[["Periode fra", fra, "Periode til", til]])).periode == tekst


@pytest.mark.parametrize(
    ("fra", "til"),
    [
        ("01-01-2020", "30-09-2020"),
        ("02-01-2020", "30-06-2020"),
        ("01-01-2020", "29-06-2020"),
        ("01-02-2020", "30-04-2020"),
        ("01-04-2020", "30-09-2020"),
        ("30-06-2020", "01-01-2020"),
    ],
)
@pytest.mark.parametrize("titel", [[], [["Ledelsesinformation 2020"]], [["1. halvår 2020"]]])
def test_days_that_are_no_whole_period_are_asked_about(read, fra, til, titel):
    lines = [*titel, ["Periode fra", fra, "Periode til", til]]
    besked = f"Filen siger «{fra} - {til}». Det er hverken en måned, et kvartal, et halvår eller et år. "
    besked += "Skriv tallenes periode som ét af dem."
    assert problems(read(amager(*TABEL, forside=lines))) == [("Amager", "A1", besked)]
    assert problems(read(sheets(Amager=[*lines, *TABEL]))) == [("Amager", f"A{len(lines) + 1}", besked)]


@pytest.mark.parametrize(
    "lines",
    [
        [["Periode fra", "01-01-2020"]],
        [["Periode fra", "01-01-2020"], ["Periode til", "31-06-2020"]],
        [["Fra", "01/01/2020", "Til", "06/30/2020"]],
        [["Oprettet fra", "01-01-2020", "Oprettet til", "30-06-2020"]],
        [["Fra dato", "Til dato"], ["01-01-2020", "30-06-2020"]],
        [["Startdato", "Slutdato"], [day("2020-01-01"), day("2020-06-30")]],
        [["Periode til", "30-06-2020"], ["Periode fra", "01-01-2020"]],
    ],
)
def test_days_that_may_be_something_else_are_no_period(read, lines):
    for content in (amager(*FIRE, forside=lines), sheets(Amager=[*lines, *FIRE])):
        ((_, _, besked),) = problems(read(content))
        assert besked.startswith("Vi kan ikke se, hvilken periode tallene er fra.")


def test_days_beside_another_period_are_asked_about(read):
    lines = [["Marts 2020"], ["Periode fra", "01-01-2020", "Periode til", "30-06-2020"]]
    besked = "Filen nævner flere perioder: 1. halvår 2020 og marts 2020. Lad kun tallenes egen periode stå."
    assert problems(read(amager(*TABEL, forside=lines))) == [("Amager", "A1", besked)]


def test_sheets_of_months_may_lie_within_the_days_of_the_front_page(read):
    front = [["Periode fra", "01-01-2020", "Periode til", "30-09-2020"]]
    udbytte = read(sheets(**{"Forside": front, "Januar 2020": [*TABEL], "Februar 2020": [*TABEL]}))
    assert problems(udbytte) == []
    assert udbytte.periode == "januar–februar 2020"


def test_a_front_page_known_by_its_days_is_doubted_as_any_other(read):
    front = [["Periode fra", "01-01-2020", "Periode til", "30-06-2020"], [], [None, "Andel i procent"]]
    assert [place for _, place, _ in said(read(amager(*TABEL, forside=front)), Grad.ADVARSEL)] == ["A3"]


def test_the_day_of_the_count_is_the_one_stated(read):
    udbytte = read(amager(*TABEL, forside=[["1. halvår 2020"], ["Opgjort pr.", datetime.fromisoformat("2020-08-15")]]))
    assert {row.opgjort for row in udbytte.report.rows} == {date(2020, 8, 15)}
    open_year = read(amager(*TABEL, forside=[["2020"], ["Opgjort pr. 30.09.2020"]]))
    assert {row.opgjort for row in open_year.report.rows} == {date(2020, 9, 30)}


@pytest.mark.parametrize(
    ("forside", "besked"),
    [
        (
            [["Rapport"]],
            "Vi kan ikke se, hvilken periode tallene er fra. Skriv fx «1. halvår 2020» på forsiden "
            "eller over tabellen, eller angiv måneden.",
        ),
        (
            [["januar–september 2020"]],
            "Filen siger «januar–september 2020». Det er hverken en måned, et kvartal, et halvår eller et år. "
            "Skriv tallenes periode som ét af dem.",
        ),
        (
            [["1. halvår 2020"], ["2. halvår 2019"]],
            "Filen nævner flere perioder: 1. halvår 2020 og 2. halvår 2019. Lad kun tallenes egen periode stå.",
        ),
        ([["1. halvår 2021"]], "Perioden 1. halvår 2021 ligger i fremtiden. Ret den, og indlæs filen igen."),
        (
            [["2020"]],
            "Perioden 2020 er ikke slut. Skriv, hvornår tallene er opgjort, fx «Opgjort pr. 30.09.2020».",
        ),
        (
            [["1. halvår 2020"], ["Opgjort pr. 01.05.2019"]],
            "Opgørelsesdagen 1. maj 2019 passer ikke med perioden 1. halvår 2020. Ret det ene.",
        ),
    ],
)
def test_a_period_that_cannot_be_known_is_asked_about(read, forside, besked):
    assert problems(read(amager(*TABEL, forside=forside))) == [("Amager", "A1", besked)]


def test_the_period_given_may_not_contradict_the_file(read):
    found = problems(read(amager(*TABEL), (2020, 3)))
    besked = "Filen er fra 1. halvår 2020, men den angivne periode er marts 2020. Ret det ene."
    assert found == [("Amager", "A1", besked)]
    udbytte = read(amager(*TABEL, forside=[["Ledelsesinformation 2020"]]), (2020, 3))
    assert said(udbytte, Grad.ADVARSEL) == [
        ("Amager", "A1", "Filen siger kun 2020. Tallene er læst som marts 2020, som du har angivet.")
    ]
    assert {row.maaned for row in udbytte.report.rows} == {202003}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Amager", False),
        ("Område Amager", False),
        ("1. Amager", False),
        ("Ama.", True),
        ("Amag 2020", True),
    ],
)
def test_the_name_of_the_sheet_is_the_area(read, name, told):
    udbytte = read(amager(*TABEL, name=name))
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []
    besked = "Arkets navn er læst som området Amager."
    assert ((name, "", besked) in said(udbytte, Grad.INFO)) == told


@pytest.mark.parametrize("name", ["Valby-Vesterbro-Kgs.E", "Valby-Vest-Kgs", "Valby", "Valby Vesterbro Kgs. Engh"])
def test_a_shortened_name_is_completed_when_only_one_area_fits(read, name):
    udbytte = read(sheets(**{"Forside": FORSIDE, name: [["Skole", "PPV", "Klager"], ["Testskole Ege", 1, 2]]}))
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []


@pytest.mark.parametrize(
    ("name", "title", "besked"),
    [
        ("V", [], "Vi kan ikke se, hvilket område arket handler om. Skriv fx «Område: Amager» over tabellen."),
        (
            "Amagr",
            [],
            "Vi kan ikke se, hvilket område arket handler om. Mente du «Amager»? Skriv fx «Område: Amager» over "
            "tabellen.",
        ),
        ("Amager", [["Område: Amagr"]], "Området over tabellen kendes ikke. Mente du «Amager»?"),
        (
            "Amager",
            [["Område: Nørrebro-Bispebjerg"]],
            "Arket nævner flere områder: «Amager» og «Nørrebro-Bispebjerg». Ret arkets navn eller teksten over "
            "tabellen.",
        ),
    ],
)
def test_an_area_that_is_not_known_is_asked_about(read, name, title, besked):
    found = problems(read(sheets(Forside=FORSIDE, **{name: [*title, *TABEL]})))
    assert found == [(name, f"A{1 + len(title)}", besked)]


def test_what_stands_over_the_table_goes_before_a_name_that_says_nothing(read):
    udbytte = read(amager(["Område: Amager"], *TABEL, name="Ark2"))
    assert problems(udbytte) == []


def test_a_school_in_another_areas_sheet_is_a_warning(read):
    udbytte = read(amager(["Skole", "PPV", "Klager"], [AHORN, 1, 2], [BIRK, 3, 4]))
    besked = "Skole nr. 2 hører til Indre By-Østerbro 30. juni 2020, men står under Amager."
    assert said(udbytte, Grad.ADVARSEL) == [("Amager", "A3", f"Kolonnen «Skole»: {besked}")]
    # It lay in Amager until March.
    moved = read(amager(["Skole", "PPV", "Klager"], ["Flytteskolen", 1, 2]))
    assert said(moved, Grad.ADVARSEL) == []


@pytest.mark.parametrize(
    "words",
    [
        ("PPV", "Indst.", "Visit.", "Klager"),
        ("PPV'er", "Indstillinger", "visitation", "Klage"),
        ("Antal PPV'er", "Indst", "Visit", "Klager (antal)"),
    ],
)
def test_an_indicator_is_known_by_short_and_full_words(read, words):
    udbytte = read(amager(["Skole", *words], [AHORN, 1, 2, 3, 4]))
    assert udbytte.summer == {"PPV'er": 1, "Indstillinger": 2, "Visitationer": 3, "Klager": 4}


def test_headings_that_are_no_indicator_are_asked_about_or_told(read):
    found = problems(read(amager(["Skole", "PPV", "Klager", "Visitatoner"], [AHORN, 1, 2, 3])))
    besked = "Kolonnen i D kendes ikke. Mente du «Visitationer»? Ret overskriften, eller slet kolonnen."
    assert found == [("Amager", "D1", besked)]
    udbytte = read(amager(["Skole", "PPV", "Klager", "Bemærkning"], [AHORN, 1, 2, "ring"]))
    besked = "Kolonne D («Bemærkning») kendes ikke og bliver ikke brugt."
    assert ("Amager", "D1", besked) in said(udbytte, Grad.INFO)


def test_a_column_twice_or_missing_or_empty_is_told(read):
    found = problems(read(amager(["Skole", "PPV", "Klager", "PPV'er"], [AHORN, 1, 2, 3])))
    besked = "Kolonnen «PPV'er» står to gange (også i kolonne B). Slet eller omdøb den ene."
    assert found == [("Amager", "D1", besked)]
    udbytte = read(sheets(Forside=FORSIDE, Amager=[*TABEL], Valby=[["Skole", "PPV", "Visit."], ["Testskole Ege", 1]]))
    assert said(udbytte, Grad.ADVARSEL) == [
        ("Amager", "A1", "Arket har ingen kolonne for Visitationer, som andre ark har."),
        ("Valby", "A1", "Arket har ingen kolonne for Klager, som andre ark har."),
        ("Valby", "C1", "Kolonnen «Visitationer» er tom og er ikke læst."),
    ]


def test_totals_are_held_against_what_was_read(read):
    rows = [["Skole", "PPV", "Klager", "I alt"], [AHORN, 1, 2, 3], [GRAN, 4, "<3", 5]]
    assert problems(read(amager(*rows, ["Amager i alt", 5, 3, 8]))) == []
    found = problems(read(amager(*rows, ["I alt", 6, 5, 9])))
    assert found == [
        (
            "Amager",
            "B4",
            "Kolonnen «PPV'er»: summen er 6 i filen, men rækkerne giver 5. Ret tallene eller summen.",
        ),
        (
            "Amager",
            "C4",
            "Kolonnen «Klager»: summen er 5 i filen, men rækkerne giver 2–4. Ret tallene eller summen.",
        ),
    ]


def test_a_sheet_for_the_whole_city_is_held_against_the_others(read):
    content = {"Forside": FORSIDE, "Hele byen": [*TABEL, ["I alt", 1, 2]], "Amager": [*TABEL]}
    udbytte = read(sheets(**content))
    assert problems(udbytte) == []
    assert udbytte.summer == {"PPV'er": 1, "Klager": 2}
    content["Hele byen"] = [TABEL[0], [AHORN, 9, 2]]
    besked = "tallet er et andet end i Amager B2 for samme skole, periode og indikator. Slet det ene."
    assert problems(read(sheets(**content))) == [("Hele byen", "B2", f"Kolonnen «PPV'er»: {besked}")]


BYEN = ("København", "Københavns Kommune", "KBH 2020", "Alle skoler", "Hele byen", "Alle områder", "Total 2020")
OESTERBRO = (["Skole", "PPV", "Klager"], [BIRK, 3, "<3"])


def city(name: str, *rows: list) -> bytes:
    """Return a workbook with two sheets of områder after one of the whole city."""
    content = {"Forside": FORSIDE, name: [["Skole", "PPV", "Klager"], *rows]}
    return sheets(**content, **{"Amager": [*TABEL], "Indre By-Østerbro": [*OESTERBRO]})


@pytest.mark.parametrize("name", BYEN)
@pytest.mark.parametrize(
    "rows",
    [
        [[AHORN, 1, 2], [GRAN, 0, None], [BIRK, 3, "<3"], ["I alt", 4, 3]],
        [["Amager", 1, 2], ["Indre By-Østerbro", 3, "<3"], ["Hele byen", 4, 2]],
        [["Amager i alt", 1, 2], ["Indre By-Østerbro i alt", 3, 2]],
        [["Københavns Kommune", 4, 4]],
    ],
)
def test_a_sheet_of_the_whole_city_adds_up_the_others(read, name, rows):
    udbytte = read(city(name, *rows))
    assert problems(udbytte) == said(udbytte, Grad.ADVARSEL) == []
    assert facts(udbytte) == {
        ("ppv", "999001"): 1, ("klage", "999001"): 2, ("ppv", "999006"): 0, ("klage", "999006"): None,
        ("ppv", "999002"): 3, ("klage", "999002"): None,
    }  # fmt: skip
    assert udbytte.summer == {"PPV'er": 4, "Klager": 2}
    sums = sum(isinstance(row[0], str) and row[0] not in (AHORN, GRAN, BIRK) for row in rows)
    told = [ark for ark, _, besked in said(udbytte, Grad.INFO) if besked == "Rækken er en sum og er ikke læst som tal."]
    assert told == [name] * sums


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([["I alt", 5, 2]], [("B2", "PPV'er", "summen er 5 i filen, men rækkerne giver 4")]),
        ([["I alt", 4, 5]], [("C2", "Klager", "summen er 5 i filen, men rækkerne giver 2–4")]),
        ([["Amager", 3, 2], ["Indre By-Østerbro", 1, 0]], [
            ("B2", "PPV'er", "summen er 3 i filen, men rækkerne giver 1"),
            ("B3", "PPV'er", "summen er 1 i filen, men rækkerne giver 3"),
        ]),
        ([["Amager", 1, 2], ["Valby-Vesterbro-Kgs. Enghave", 3, 0]], [
            ("B3", "PPV'er", "summen er 3 i filen, men rækkerne giver 0"),
        ]),
        ([[AHORN, 1, 2], [BIRK, 3, 0], ["I alt", 9, 2]], [
            ("C3", "Klager", "tallet er et andet end i Indre By-Østerbro C2 for samme skole, periode og indikator"),
        ]),
        ([[AHORN, 1, 2], ["I alt", 4, 2]], [("B3", "PPV'er", "summen er 4 i filen, men rækkerne giver 1")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["København", "Alle skoler"])
def test_a_sheet_of_the_whole_city_that_is_not_their_sum_is_asked_about(read, name, rows, found):
    told = [(ark, place, besked.rpartition(". ")[0]) for ark, place, besked in problems(read(city(name, *rows)))]
    assert told == [(name, place, f"Kolonnen «{navn}»: {word}") for place, navn, word in found]


def test_a_sheet_named_as_the_city_may_still_be_of_one_area(read):
    udbytte = read(city("København", [AHORN, 1, 2], [BIRK, 3, "<3"]))
    assert said(udbytte, Grad.ADVARSEL) == problems(udbytte) == []
    of_one = sheets(Forside=FORSIDE, København=[["Område: Amager"], ["Skole", "PPV", "Klager"], [BIRK, 1, 2]])
    assert [place for _, place, _ in said(read(of_one), Grad.ADVARSEL)] == ["A3"]


def test_totals_of_other_sheets_prove_nothing_while_one_of_them_has_a_problem(read):
    rows = [["Skole", "PPV", "Klager"], ["I alt", 1, 2]]
    content = {"Forside": FORSIDE, "København": rows, "Amager": [["Skole", "PPV", "Klager"], [AHORN, -1, 2]]}
    assert [(ark, place) for ark, place, _ in problems(read(sheets(**content)))] == [("Amager", "B2")]


@pytest.mark.parametrize("name", ["Aalborg", "Kommune ikke oplyst", "101", "Købstaden", "Alle"])
def test_another_name_is_not_the_whole_city(read, name):
    found = problems(read(city(name, [AHORN, 1, 2], [BIRK, 3, "<3"])))
    assert [(ark, place) for ark, place, _ in found] == [(name, "A1")]
    assert found[0][2].startswith("Vi kan ikke se, hvilket område arket handler om.")


def test_each_sheet_may_be_changed_without_harm(read):
    def change(bog):
        for ark in bog.worksheets[2:]:
            ark.insert_rows(2, 2)
            ark.insert_cols(1, 1)
            ark["B1"] = ark["B1"].value.replace("Område: ", "Område ")
        put(bog.create_sheet("Noter"), 1, [["Udarbejdet af forvaltningen"]])

    assert facts(read(areas(change))) == facts(read(areas()))


def test_bad_cells_are_named_all_at_once(read):
    found = problems(read(amager(["Skole", "PPV", "Klager"], [AHORN, -1, "?"], ["Testskole Gra", 1, 2])))
    assert [(ark, cell) for ark, cell, _ in found] == [("Amager", "B2"), ("Amager", "C2"), ("Amager", "A3")]
    assert found[2][2] == "Kolonnen «Skole»: skolen kendes ikke. Mente du «Testskole Gran»?"


@pytest.mark.parametrize("months", [("Januar 2020", "Februar 2020"), ("jan 2020", "feb 2020"), ("2020-01", "2020-02")])
def test_a_sheet_of_a_month_may_hold_schools_of_every_area(read, months):
    tables = [[["Skole", "PPV", "Klager"], [AHORN, nr, 2], [BIRK, nr + 3, 0]] for nr in (1, 2)]
    udbytte = read(sheets(**dict(zip(months, tables, strict=True))))
    assert problems(udbytte) == []
    assert {(row.maaned, row.indikator, row.enhed): row.antal for row in udbytte.report.rows} == {
        (202000 + nr, indikator, enhed): antal
        for nr in (1, 2)
        for indikator, enhed, antal in (
            ("ppv", "999001", nr), ("klage", "999001", 2), ("ppv", "999002", nr + 3), ("klage", "999002", 0),
        )
    }  # fmt: skip


def test_a_sheet_of_a_month_is_held_against_the_area_its_title_names(read):
    rows = [["Område: Amager"], ["Skole", "PPV", "Klager"], [AHORN, 1, 2], ["Ibsens Allés Testskole", 3, 0]]
    assert [place for _, place, _ in said(read(sheets(**{"Januar 2020": rows})), Grad.ADVARSEL)] == ["A4"]


@pytest.mark.parametrize(("hoved", "asked"), [("PPV, hele 2020", True), ("PPV 2020", False)])
def test_a_heading_of_another_period_is_asked_about(read, hoved, asked):
    found = problems(read(amager(["Skole", hoved, "Klager"], [AHORN, 1, 2])))
    assert [place for _, place, _ in found] == ["B1"] * asked
    assert all("men arkets tal er fra 1. halvår 2020. Ret det ene." in besked for _, _, besked in found)


def test_a_front_page_that_says_something_else_than_counts_is_a_warning(read):
    content = amager(*TABEL, forside=[["1. halvår 2020"], [], [], [None, "Andel i procent"]])
    besked = "Siden siger «andel». Gælder det tallene i de andre ark? Så er de ikke antal."
    assert said(read(content), Grad.ADVARSEL) == [("Forside", "A4", besked)]


def test_a_column_of_words_is_not_taken_for_an_indicator_written_wrong(read):
    assert problems(read(amager(["Skole", "Leder", "PPV", "Klager"], [AHORN, "Ib", 1, 2]))) == []
    assert problems(read(amager(["Skole", "Klagr", "PPV", "Visitationer"], [AHORN, 3, 1, 2])))


def test_a_half_year_may_be_written_in_one_word(read):
    assert read(amager(*TABEL, forside=[["2020H1"]])).periode == "1. halvår 2020"


def test_the_areas_own_row_under_its_schools_is_their_sum(read):
    rows = [["Skole", "PPV", "Klager"], [AHORN, 1, 2], [GRAN, 3, 0]]
    assert problems(read(amager(*rows, ["Amager", 4, 2]))) == []
    assert [place for _, place, _ in problems(read(amager(*rows, ["Amager", 5, 2])))] == ["B4"]
