"""Temperatures per indsats: the colour of a cell, what is written in it, and what is asked about."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import Color

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.katalog import Elementopslag, Planopslag, Trinopslag
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.laesere import recognise
from plads.models.proveniens import Grad
from plads.models.styring import Dimension
from plads.tilstand import Tilstand
from tests.ingest.regneark.conftest import I_DAG
from tests.ingest.regneark.filer import saved
from tests.ingest.regneark.personfiler import SAMPLES, with_sample

HOVED = ["Indsats", "Projekttemperatur", "Hovedleverancer", "Forventet effekt", "Antal skoler/inst.", "Risici"]
FARVER = {"grøn": "92D050", "gul": "FFC000", "rød": "FF0000"}
TRIN = {"grøn": "planmaessig", "gul": "opmaerksomhed", "rød": "kritisk"}
PROEVE = dict(zip("abcdefgh", ("grøn", "gul", "gul", "rød", "gul", "grøn", "grøn", "gul"), strict=True))
TITLER = ("Ressourcecentre", "Kompetencecentre", "Tidlig indsats", "PPR", "Fleksible indsatser", "Opfølgning",
          "Visitation", "Vold og trusler")  # fmt: skip
SKALA = (
    Trinopslag("kbh", "planmaessig", "Planmæssig", "#358000"),
    Trinopslag("kbh", "opmaerksomhed", "Opmærksomhed", "#FEBB30"),
    Trinopslag("kbh", "kritisk", "Kritisk", "#8E0024"),
    Trinopslag("kbh", "ikke_vurderet", "Ikke vurderet", "#6B6B6B"),
)


def plan(kode, navn, titler, maerker="abcdefgh"):
    below = [Elementopslag(f"{kode}/{m}", m, titel) for m, titel in zip(maerker, titler, strict=False)]
    return Planopslag(kode, (navn,), (Elementopslag(kode, "plan", navn, 0), *below))


KBH = plan("kbh", "Indsatsplanen", TITLER)
AALBORG = plan("aalborg", "Strategien", ("Tilfør kompetencer", "Styrk samarbejdet"), ("H1", "H2"))
ANDEN = plan("anden", "En anden plan", tuple(f"Noget andet {nr}" for nr in range(8)))


@pytest.fixture(scope="session")
def reader(katalog):
    """Return a function from the bytes of a workbook to what its one reader finds, with some plans known."""

    def read(content, periode=None, planer=(KBH, AALBORG), trin=SKALA):
        known = replace(katalog, planer=planer, temperaturtrin=trin)
        anmodning = Anmodning(read_sheets(content), known, periode)
        (laeser,) = recognise(anmodning)
        assert laeser.layout == "L12"
        return laeser.read(anmodning)

    return read


def annex(rows, *, top=("Skematisk oversigt pr. 23. april 2020",), hoved=HOVED, at=3, change=None) -> bytes:
    """Return an annex of (indsats, fill, text) rows; the last columns are as in the real one."""
    bog = Workbook()
    ark = bog.active
    ark.title = "Bilag 6"
    for nr, tekst in enumerate(top, start=1):
        ark.cell(nr, 1).value = tekst
    for c, tekst in enumerate(hoved, start=1):
        ark.cell(at, c).value = tekst
        ark.cell(at, c).fill = PatternFill("solid", fgColor="DDDDDD")
    where = {tekst: c for c, tekst in enumerate(hoved, start=1)}
    for nr, (indsats, fill, tekst) in enumerate(rows, start=at + 1):
        temperature = ark.cell(nr, where["Projekttemperatur"])
        ark.cell(nr, where["Indsats"]).value, temperature.value = indsats, tekst
        if fill:
            temperature.fill = PatternFill("solid", fgColor=fill)
        if "Hovedleverancer" in where:
            ark.cell(nr, where["Hovedleverancer"]).value = "• Leverance 1\n• Leverance 2 (uge 43)"
    if change:
        change(ark)
    return saved(bog)


def sample(write="{}) Indsats {}"):
    return [
        (write.format(m, m), FARVER[farve], "●" if nr % 2 else None) for nr, (m, farve) in enumerate(PROEVE.items())
    ]


def temperatures(udbytte):
    return {row.element: row.trin or row.tilstand for row in udbytte.report.rows}


def problems(udbytte):
    return [tuple(problem) for problem in udbytte.report.problems]


def said(udbytte, grad):
    return "\n".join(melding.besked for melding in udbytte.fund if melding.grad is grad)


INGEN = "Ingen af indsatserne har en temperatur. Farv cellerne, eller skriv fx grøn. En csv-fil har ingen farver."
WHOLE = {f"kbh/{m}": TRIN[farve] for m, farve in PROEVE.items()}


@with_sample("L12_bilag6_temperatur.xlsx")
def test_the_sample_gives_what_stands_in_it(reader):
    udbytte = reader((SAMPLES / "L12_bilag6_temperatur.xlsx").read_bytes())
    stated = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["L12"]["temperatur"]
    assert problems(udbytte) == []
    assert temperatures(udbytte) == {f"kbh/{m}": TRIN[farve] for m, farve in stated.items()}
    told = [f"Indsats {m}: {farve} " in said(udbytte, Grad.INFO) for m, farve in stated.items()]
    assert (all(told), udbytte.laest) == (True, 8)


def test_the_annex_gives_a_temperature_per_indsats(reader):
    udbytte = reader(annex(sample()))
    assert problems(udbytte) == []
    assert temperatures(udbytte) == WHOLE
    row = udbytte.report.rows[0]
    assert (row.dimension, row.opgjort, row.skala, row.tilstand) == (
        Dimension.SAMLET, date(2020, 4, 23), "kbh", Tilstand.OPLYST,
    )  # fmt: skip
    assert udbytte.summer == {"grøn": 3, "gul": 4, "rød": 1}
    assert (udbytte.laest, udbytte.klar, udbytte.advarsler) == (8, 8, 0)
    assert "Indsats a: grøn (planmæssig)." in said(udbytte, Grad.INFO)
    assert "«Hovedleverancer», «Forventet effekt»" not in said(udbytte, Grad.ADVARSEL)


@pytest.mark.parametrize(
    "write", ["{}) Indsats {}", "{}. Navn", "{}", "Indsats {}", "Indsats {}: navn", "{} - navn", "{} Navn"]
)
def test_the_letter_is_read_in_any_spelling(reader, write):
    assert temperatures(reader(annex(sample(write)))) == WHOLE


def test_an_indsats_is_known_by_its_title_and_by_a_letter_of_its_own_column(reader):
    rows = [(titel, FARVER[farve], None) for titel, farve in zip(TITLER, PROEVE.values(), strict=True)]
    assert temperatures(reader(annex(rows))) == WHOLE

    def letters(ark):
        ark["G3"] = "Nr."
        for nr, m in enumerate("abcdefgh", start=4):
            ark.cell(nr, 7).value = m

    rows = [("Indsats", FARVER[farve], None) for farve in PROEVE.values()]
    assert temperatures(reader(annex(rows, change=letters))) == WHOLE


@pytest.mark.parametrize(
    "changed",
    [
        {"hoved": ["Risici", "Projekttemperatur", "Hovedleverancer", "Indsats"]},
        {"hoved": ["Indsats", "Projekttemperatur"]},
        {"at": 9, "top": ("Børne- og Ungdomsforvaltningen", None, "Status pr. 23-04-2020")},
        {"top": ("Status", "Opgjort pr. 23.04.2020")},
    ],
)
def test_the_arrangement_does_not_matter(reader, changed):
    udbytte = reader(annex(sample(), **changed))
    assert temperatures(udbytte) == WHOLE
    assert {row.opgjort for row in udbytte.report.rows} == {date(2020, 4, 23)}


def test_the_heading_may_say_temperatur_in_other_words(reader):
    def rename(ark):
        ark["B3"] = "Samlet temperatur, april"

    assert temperatures(reader(annex(sample(), change=rename))) == WHOLE


@pytest.mark.parametrize(
    ("fill", "farve"),
    [
        ("92D050", "grøn"), ("00B050", "grøn"), ("C6EFCE", "grøn"), ("358000", "grøn"), ("E2EFDA", "grøn"),
        ("70AD47", "grøn"), ("FFC000", "gul"), ("FFFF00", "gul"), ("FFEB9C", "gul"), ("FEBB30", "gul"),
        ("FFF2CC", "gul"), ("FF0000", "rød"), ("C00000", "rød"), ("FFC7CE", "rød"), ("8E0024", "rød"),
        (Color(indexed=10), "rød"), (Color(indexed=11), "grøn"),
    ],
)  # fmt: skip
def test_a_fill_is_the_step_whose_colour_it_has(reader, fill, farve):
    assert temperatures(reader(annex([("a", fill, None), ("b", "92D050", None)])))["kbh/a"] == TRIN[farve]


@pytest.mark.parametrize("fill", ["0070C0", "7030A0", "ED7D31", "F4B084"])
def test_a_colour_that_is_not_clearly_a_step_is_asked_about(reader, fill):
    udbytte = reader(annex([("a", fill, None), ("b", "92D050", None)]))
    assert problems(udbytte) == [
        ("Bilag 6", "B4", f"Kolonnen «Projekttemperatur»: farven #{fill} er ikke tydeligt et af trinnene. Brug grøn "
                          "eller gul eller rød eller ikke vurderet, eller skriv trinnet. "
                          "Ret cellen, og indlæs filen igen.")
    ]  # fmt: skip
    udbytte = reader(annex([("a", fill, "Gul"), ("b", "92D050", None)]))
    assert temperatures(udbytte)["kbh/a"] == "opmaerksomhed"
    assert udbytte.advarsler == 1


@pytest.mark.parametrize(
    ("tekst", "trin"),
    [
        ("grøn", "planmaessig"), ("Grønt", "planmaessig"), ("Følger plan", "planmaessig"), ("🟢", "planmaessig"),
        ("Planmæssig", "planmaessig"), ("● Planmæssig", "planmaessig"), ("GUL", "opmaerksomhed"),
        ("Opmærksomhed", "opmaerksomhed"), ("Gul – afventer", "opmaerksomhed"), ("Rød", "kritisk"),
        ("kritisk", "kritisk"), ("Ikke vurderet", "ikke_vurderet"), ("ikke oplyst", Tilstand.IKKE_OPLYST),
        ("-", Tilstand.IKKE_OPLYST),
    ],
)  # fmt: skip
def test_a_temperature_may_be_written(reader, tekst, trin):
    assert temperatures(reader(annex([("a", None, tekst), ("b", "92D050", None)])))["kbh/a"] == trin


def test_fill_and_text_that_disagree_are_asked_about_with_both(reader):
    udbytte = reader(annex([("a", "92D050", "Rød"), ("b", "FFC000", "gul"), ("c", "FF0000", "ikke oplyst")]))
    assert [(p[1], p[2]) for p in problems(udbytte)] == [
        ("B4", "Kolonnen «Projekttemperatur»: farven er grøn, men teksten siger rød. Ret det ene."),
        ("B6", "Kolonnen «Projekttemperatur»: farven er rød, men teksten siger ikke vurderet. Ret det ene."),
    ]


@pytest.mark.parametrize("fill", [None, "FFFFFF", "DDDDDD"])
def test_no_colour_and_no_text_is_not_assessed_and_said(reader, fill):
    udbytte = reader(annex([("a", fill, None), ("b", "92D050", None)]))
    assert problems(udbytte) == []
    assert temperatures(udbytte) == {"kbh/a": Tilstand.IKKE_OPLYST, "kbh/b": "planmaessig"}
    assert said(udbytte, Grad.ADVARSEL) == "Indsats a: temperaturen mangler. Den bliver gemt som ikke vurderet."
    assert udbytte.summer == {"ikke vurderet": 1, "grøn": 1}


@pytest.mark.parametrize(
    ("row", "celle", "besked"),
    [
        (("a", None, "●"), "B4", "cellen har et tegn, men ingen fyldfarve"),
        (("a", None, "ved ikke"), "B4", "temperaturen kan ikke læses"),
        (("a", None, "fra grøn til gul"), "B4", "temperaturen kan ikke læses"),
        (("a", None, "Tidligere gul"), "B4", "temperaturen kan ikke læses"),
        (("a", None, "Forventes grøn i maj"), "B4", "temperaturen kan ikke læses"),
        (("a", None, "grøn?"), "B4", "temperaturen kan ikke læses"),
        (("a og d", "92D050", None), "A4", "rækken nævner flere indsatser"),
        (("a + d Centre", "92D050", None), "A4", "rækken nævner flere indsatser"),
        (("e-læring", "92D050", None), "A4", "indsatsen findes ikke i planen"),
        (("a.1 Pilot", "92D050", None), "A4", "indsatsen findes ikke i planen"),
        (("a", None, True), "B4", "sand/falsk"),
        (("z) Nyt", "92D050", None), "A4", "indsatsen findes ikke i planen. Brug a, b, c, d, e, f, g og h."),
        (("Resourcecentre", "92D050", None), "A4", "Mente du «Ressourcecentre»?"),
        ((None, "92D050", None), "A4", "indsatsen mangler"),
        (("a) Kompetencecentre", "92D050", None), "A4", "bogstavet er a, navnet er indsats b"),
        (("b", "92D050", None), "A5", "indsatsen står også i række 4"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_cell(reader, row, celle, besked):
    udbytte = reader(annex([row, ("b", "92D050", None), ("c", "FFC000", None)]))
    assert [p[1] for p in problems(udbytte)] == [celle]
    assert besked in problems(udbytte)[0][2]
    assert "Nyt" not in said(udbytte, Grad.FEJL)


def test_everything_wrong_is_told_at_once(reader):
    udbytte = reader(annex([("a", "0070C0", None), ("b", None, "●"), ("q", "92D050", None), ("c", "92D050", None)]))
    assert [p[1] for p in problems(udbytte)] == ["B4", "B5", "A6"]


@pytest.mark.parametrize(
    ("top", "periode", "dag"),
    [
        (("Status april 2020",), None, date(2020, 4, 30)),
        (("Bilag 6, marts 2020",), None, date(2020, 3, 31)),
        (("Bilag 6 - status pr. indsats",), (2020, 5), date(2020, 5, 31)),
        (("Status november 2020",), None, I_DAG),
        (("Bilag 6",), None, I_DAG),
    ],
)
def test_the_day_is_the_one_the_sheet_says_else_the_period_else_today_with_a_warning(reader, top, periode, dag):
    udbytte = reader(annex(sample(), top=top), periode)
    assert {row.opgjort for row in udbytte.report.rows} == {dag}
    assert ("Vi har brugt i dag" in said(udbytte, Grad.ADVARSEL)) == (top == ("Bilag 6",))


@pytest.mark.parametrize(
    "tekst",
    ["pr. 23-04-20", "Pr. 23.4.20", "Status pr. 23. april 2020", "Møde 20. maj 2020. Status pr. 23. april 2020"],
)
def test_a_day_may_be_written_short(reader, tekst):
    assert {row.opgjort for row in reader(annex(sample(), top=(tekst,))).report.rows} == {date(2020, 4, 23)}


def test_the_day_may_stand_in_the_heading(reader):
    def rename(ark):
        ark["B3"] = "Projekttemperatur pr. 23. april 2020"

    udbytte = reader(annex(sample(), top=("Bilag 6",), change=rename))
    assert {row.opgjort for row in udbytte.report.rows} == {date(2020, 4, 23)}
    assert said(udbytte, Grad.ADVARSEL) == ""


NAEVNER = "Arket nævner {}, men siger ikke, om temperaturen er fra den dag. Skriv fx «pr. {}» over tabellen."


@pytest.mark.parametrize(
    ("top", "besked"),
    [
        (("BUU 20. maj 2020",), NAEVNER.format("20. maj 2020", "20. maj 2020")),
        (("Dato: 23.04.2020",), NAEVNER.format("23. april 2020", "23. april 2020")),
        ((date(2020, 4, 23),), NAEVNER.format("23. april 2020", "23. april 2020")),
        (("Status 23.04.2020 og 01.05.2020",), NAEVNER.format("23. april 2020 og 1. maj 2020", "1. maj 2020")),
        (("pr. 31. april 2020",), "Datoen over tabellen kan ikke læses. Skriv fx «pr. 23. april 2020»."),
    ],
)
def test_a_date_that_may_be_another_days_is_asked_about(reader, top, besked):
    assert [p[2] for p in problems(reader(annex(sample(), top=top)))] == [besked]
    assert problems(reader(annex(sample(), top=("Status pr. april 2020. Godkendt 15. august 2019",)))) == []


@pytest.mark.parametrize(
    ("top", "word"),
    [(("pr. 23. april 2021",), "fremtiden"), (("pr. 1. marts 2020", "pr. 1. april 2020"), "flere dage")],
)
def test_a_day_to_come_or_several_are_refused(reader, top, word):
    assert word in said(reader(annex(sample(), top=top)), Grad.FEJL)


def test_with_several_plans_the_titles_decide_then_its_name_else_it_is_asked(reader):
    planer = (KBH, ANDEN)
    assert "Indsatserne passer på flere planer: «Indsatsplanen» og «En anden plan»." in said(
        reader(annex(sample()), planer=planer), Grad.FEJL
    )
    rows = [(f"{m}) {titel}", FARVER[PROEVE[m]], None) for m, titel in zip("abcdefgh", TITLER, strict=True)]
    assert temperatures(reader(annex(rows), planer=planer)) == WHOLE
    named = annex(sample(), top=("Indsatsplanen pr. 23. april 2020",))
    assert temperatures(reader(named, planer=planer)) == WHOLE


def test_a_plan_with_other_letters_is_found(reader):
    udbytte = reader(annex([("H1 Tilfør kompetencer", "92D050", None), ("H2", "FF0000", None)]))
    assert temperatures(udbytte) == {"aalborg/H1": "planmaessig", "aalborg/H2": "kritisk"}


def test_without_plans_or_a_scale_it_says_so(reader):
    assert "ingen plan i Plads" in said(reader(annex(sample()), planer=()), Grad.FEJL)
    assert "ingen temperaturskala" in said(reader(annex(sample()), trin=()), Grad.FEJL)


def test_the_whole_plan_may_have_a_row(reader):
    udbytte = reader(annex([*sample(), ("Hele planen", "FFC000", None)]))
    assert temperatures(udbytte) == {**WHOLE, "kbh": "opmaerksomhed"}


def test_notes_and_rows_that_go_on_are_left_out(reader):
    def more(ark):
        ark["A14"] = "Note: temperaturen er sat af styregruppen"
        ark.insert_rows(5)
        ark["C5"] = "• Leverance 3"
        ark.merge_cells("A4:A5")

    udbytte = reader(annex(sample(), change=more))
    assert problems(udbytte) == []
    assert (temperatures(udbytte), udbytte.laest, udbytte.sprunget_over) == (WHOLE, 8, 2)
    assert "Rækken hører til indsatsen over og er ikke læst for sig." in said(udbytte, Grad.INFO)


def test_a_heading_row_alone_is_refused(reader):
    assert problems(reader(annex([]))) != []


@pytest.mark.parametrize("seed", range(10))
def test_what_is_written_is_read(reader, seed):
    rng = random.Random(seed)
    chosen = {m: rng.choice([*FARVER, None]) for m in rng.sample("abcdefgh", rng.randint(1, 8))}
    words = {"grøn": "Følger planen", "gul": "Gul", "rød": "kritisk"}
    rows = []
    for m, farve in chosen.items():
        fill, word = FARVER.get(farve), words.get(farve)
        name = rng.choice(["{}", "{}) Noget", "Indsats {}"]).format(m)
        rows.append((name, *rng.choice([(fill, None), (None, word), (fill, word)])))
    hoved = rng.sample(HOVED, len(HOVED))

    def wrap(ark):
        for row in ark.iter_rows():
            row[0].alignment = Alignment(wrap_text=True)

    udbytte = reader(annex(rows, hoved=hoved, at=rng.randint(2, 15), change=wrap))
    nothing = len(chosen) > 1 and not any(chosen.values())
    assert [p[2] for p in problems(udbytte)] == ([INGEN] if nothing else [])
    assert temperatures(udbytte) == {
        f"kbh/{m}": TRIN[farve] if farve else Tilstand.IKKE_OPLYST for m, farve in chosen.items()
    }


def test_an_indsats_over_two_rows_may_not_have_two_temperatures(reader):
    def more(second):
        def change(ark):
            ark.insert_rows(5)
            ark["B5"].fill = PatternFill("solid", fgColor=FARVER[second])
            ark.merge_cells("A4:A5")

        return change

    assert problems(reader(annex(sample(), change=more("grøn")))) == []
    assert problems(reader(annex(sample(), change=more("rød")))) == [
        ("Bilag 6", "B5", "Kolonnen «Projekttemperatur»: rækken hører til indsatsen over, men har en anden temperatur. "
                          "Lad kun én stå.")
    ]  # fmt: skip


def test_a_temperature_over_two_indsatser_is_asked_about(reader):
    udbytte = reader(annex([("a", "92D050", None), ("b", None, None)], change=lambda ark: ark.merge_cells("B4:B5")))
    assert problems(udbytte) == [
        ("Bilag 6", "B5", "Kolonnen «Projekttemperatur»: cellen er flettet sammen med rækken over. Del den, og giv "
                          "hver indsats sin egen.")
    ]  # fmt: skip


def test_temperatures_that_stand_elsewhere_or_were_lost_are_asked_about(reader):
    def elsewhere(ark):
        ark["A4"].fill = ark["A5"].fill = PatternFill("solid", fgColor="FF0000")

    assert problems(reader(annex([("a", None, None), ("b", None, None)], change=elsewhere))) == [
        ("Bilag 6", "B3", INGEN)
    ]
    assert problems(reader(annex([("a", None, "-"), ("b", None, "ikke oplyst")]))) == []


def test_a_second_row_of_headings_is_no_indsats(reader):
    def second(ark):
        ark.insert_rows(4)
        ark["B4"], ark["C4"] = "April 2020", "Stikord"

    udbytte = reader(annex(sample(), change=second))
    assert (problems(udbytte), temperatures(udbytte), udbytte.laest) == ([], WHOLE, 8)
    assert "Rækken er en del af overskriften og er ikke læst." in said(udbytte, Grad.INFO)


def test_a_heading_over_several_columns_is_asked_about(reader):
    def wide(ark):
        ark.insert_cols(3)
        ark.merge_cells("B3:C3")
        ark["C4"].fill = PatternFill("solid", fgColor="FF0000")

    assert problems(reader(annex(sample(), change=wide))) == [
        ("Bilag 6", "B3", "Overskriften over temperaturen er flettet over flere kolonner. Giv hver kolonne sin egen.")
    ]


def test_a_key_to_the_colours_and_a_total_are_no_indsatser(reader):
    def key(ark):
        ark["A12"], ark["B12"] = "I alt", "3 grønne"
        for nr, (farve, fill) in enumerate(FARVER.items(), start=14):
            ark.cell(nr, 2).fill = PatternFill("solid", fgColor=fill)
            ark.cell(nr, 2).value = f"{farve} = forklaring"
            ark.cell(nr + 4, 1).value = farve.title()
            ark.cell(nr + 4, 2).fill = PatternFill("solid", fgColor=fill)

    udbytte = reader(annex(sample(), change=key))
    assert (problems(udbytte), temperatures(udbytte), udbytte.laest) == ([], WHOLE, 8)
    assert said(udbytte, Grad.INFO).count("Rækken forklarer farverne og er ikke læst.") == 6
    assert "Rækken er en sum og er ikke læst." in said(udbytte, Grad.INFO)


NUMMERTITLER = ("Fælles ledelse", "Stærke hold", "Hurtig hjælp", "Bedre overgange")
NUMMERERET = plan("aarhus", "Handleplanen", NUMMERTITLER, "1234")


def numbered(numre, rows, heading="Nr."):
    """Return an annex of these rows with a column before them that numbers them."""

    def change(ark):
        ark["G3"].value = heading
        for nr, value in enumerate(numre, start=4):
            ark.cell(nr, 7).value = value

    return annex(rows, change=change)


@pytest.mark.parametrize("numre", [range(1, 9), [f"{nr}." for nr in range(1, 9)]])
@pytest.mark.parametrize("write", ["{}) Indsats {}", "titler"])
def test_the_numbers_of_the_rows_are_no_letters_of_another_plan(reader, numre, write):
    titled = [(titel, fill, tekst) for titel, (_, fill, tekst) in zip(TITLER, sample(), strict=True)]
    rows = titled if write == "titler" else sample(write)
    udbytte = reader(numbered(numre, rows), planer=(KBH, AALBORG, NUMMERERET))
    assert (problems(udbytte), temperatures(udbytte)) == ([], WHOLE)
    assert "Kolonne G har kun numre, som planen ikke bruger. Indsatsen er læst i «Indsats»." in said(udbytte, Grad.INFO)


def test_the_numbers_of_a_plan_are_its_letters_and_must_agree_with_its_names(reader):
    rows = [(titel, FARVER["grøn"], None) for titel in NUMMERTITLER]
    known = {f"aarhus/{nr}": "planmaessig" for nr in range(1, 5)}
    assert temperatures(reader(numbered((1, 2, 3, 4), rows), planer=(KBH, NUMMERERET))) == known
    found = problems(reader(numbered((1, 2, 4, 3), rows), planer=(KBH, NUMMERERET)))
    assert ["bogstav og navn passer ikke sammen" in besked for _, _, besked in found] == [True, True]


def test_numbers_beside_names_that_are_not_the_plans_are_asked_about(reader):
    rows = [(f"Nyt tiltag {nr}", FARVER["grøn"], None) for nr in ("et", "to", "tre", "fire")]
    found = problems(reader(numbered((1, 2, 3, 4), rows), planer=(KBH, NUMMERERET)))
    assert [(celle, "kan være rækkernes egne numre" in besked) for _, celle, besked in found] == [("G3", True)]

    def change(ark):
        ark["G3"].value, ark["A2"].value = "Nr.", "Handleplanen"
        for nr in range(1, 5):
            ark.cell(nr + 3, 7).value = nr

    assert len(temperatures(reader(annex(rows, change=change), planer=(KBH, NUMMERERET)))) == 4


def test_a_letter_beside_another_letter_is_asked_about(reader):
    found = problems(reader(numbered("bacdefgh", sample(), heading="Litra")))
    assert [besked.partition(": bogstavet")[2] for _, _, besked in found] == [
        " er b, navnet er indsats a. Ret det ene.", " er a, navnet er indsats b. Ret det ene.",
    ]  # fmt: skip


def under_status(rows, hoved=("Delindsats", "Status", "Risici")):
    bog = Workbook()
    ark = bog.active
    ark.append(["Oversigt pr. 23. april 2020"])
    ark.append(list(hoved))
    for nr, (indsats, fill, tekst) in enumerate(rows, start=3):
        ark.cell(nr, 1).value, ark.cell(nr, 2).value = indsats, tekst
        if fill:
            ark.cell(nr, 2).fill = PatternFill("solid", fgColor=fill)
    return saved(bog)


def test_a_status_of_colours_is_a_temperature(reader):
    assert temperatures(reader(under_status(sample()))) == WHOLE
    written = [(f"{m}) Indsats {m}", None, farve.title()) for m, farve in PROEVE.items()]
    assert temperatures(reader(under_status(written, ("Indsats", "Status", "Risici")))) == WHOLE


def test_any_other_status_is_none(katalog):
    rows = [(f"{m}) Indsats {m}", None, "Igangsat") for m in PROEVE]
    for hoved in (("Delindsats", "Status", "Risici"), ("Forløb", "Status", "Indsats"), ("Projekt", "Status", "Risici")):
        anmodning = Anmodning(read_sheets(under_status(rows, hoved)), replace(katalog, planer=(KBH,)))
        assert recognise(anmodning) == []


def test_a_label_and_its_number_under_the_rows_are_a_note(reader):
    udbytte = reader(annex(sample(), change=lambda ark: ark.append(["Antal rækker:", 8])))
    assert (problems(udbytte), temperatures(udbytte)) == ([], WHOLE)
    assert "Teksten under tabellen er ikke læst." in said(udbytte, Grad.INFO)
    assert problems(reader(annex(sample(), change=lambda ark: ark.append(["Andet:", 8, "Leverance"])))) != []
