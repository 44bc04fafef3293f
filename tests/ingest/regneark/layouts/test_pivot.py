"""Pivot tables: what is stored, which sums are held against it, and where it says what is wrong."""

import json
import random
from collections import defaultdict
from datetime import date
from functools import partial

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from plads.models.indikator import Aktivitet, Periodeart, Vaerdi
from plads.models.proveniens import Grad
from plads.tilstand import Tilstand
from tests.ingest.regneark.filer import saved, sheet
from tests.ingest.regneark.personfiler import SAMPLES, with_sample
from tests.ingest.regneark.skoler import NAVNE

OMRAADER = ("Amager", "Indre By-Østerbro", "Nørrebro-Bispebjerg", "Valby-Vesterbro-Kgs. Enghave", "Vanløse-Brønshøj")
INDIKATORER = {"PPV'er": "ppv", "Indstillinger": "indstilling", "Visitationer": "visitation", "Klager": "klage"}
KVARTALER = ("1. kvt.", "2. kvt.", "3. kvt.")
SKOLER = {navn: OMRAADER[nr % 5] for nr, navn in enumerate(NAVNE)}
AHORN, BIRK = NAVNE[:2]


def figures(seed=1, indikatorer=tuple(INDIKATORER), perioder=KVARTALER):
    rng = random.Random(seed)
    return {(s, i, p): rng.choice([0, 0, 1, 2, 4, 11]) for s in NAVNE for i in indikatorer for p in perioder}


def pivot(  # noqa: PLR0913 a pivot table can be arranged in many ways
    values, *, top=(("År", "2020"), ("Skoletype", "(Alle)")), label="Rækkenavne", blank="(tom)", total="Hovedtotal",
    at=6, merge=True, periods_first=False, looks=True, change=None,
) -> bytes:  # fmt: skip
    """Return a pivot table of {(school, indicator, period): count} as Excel shows it."""
    bog = Workbook()
    ark = bog.active
    ark.title = "Pivot"
    for nr, pair in enumerate(top, start=at - 1 - len(top)):
        put(ark, nr, pair, first=1)
    pairs = across(values, at, ark, merge=merge, periods_first=periods_first)
    ark.cell(at + 1, 1).value = label
    schools = list(dict.fromkeys(key[0] for key in values))
    nr = at + 2
    for omraade in OMRAADER:
        under = [s for s in schools if SKOLER[s] == omraade]
        for school in (omraade, *under) if under else ():
            ark.cell(nr, 1).value = school
            ark.cell(nr, 1).font = Font(bold=looks and school == omraade)
            ark.cell(nr, 1).alignment = Alignment(indent=int(looks and school != omraade))
            members = under if school == omraade else [school]
            put(ark, nr, [sum(values.get((s, *pair)) or 0 for s in members) for pair in pairs])
            nr += 1
    ark.cell(nr, 1).value = blank
    ark.cell(nr + 1, 1).value = total
    put(ark, nr + 1, [sum(values.get((s, *pair)) or 0 for s in schools) for pair in pairs])
    if change:
        change(ark)
    return saved(bog)


def across(values, at, ark, *, merge, periods_first):
    """Write the two rows of headings; return the (indicator, period) of each column."""
    order = (2, 1) if periods_first else (1, 2)
    outer, inner = (list(dict.fromkeys(key[nr] for key in values)) for nr in order)
    for x, above in enumerate(outer):
        c = 2 + x * len(inner)
        ark.cell(at, c).value = above
        put(ark, at + 1, inner, first=c)
        if merge:
            ark.merge_cells(start_row=at, start_column=c, end_row=at, end_column=c + len(inner) - 1)
    return [(i, o) if periods_first else (o, i) for o in outer for i in inner]


def put(ark, nr, numbers, first=2):
    for c, number in enumerate(numbers, start=first):
        ark.cell(nr, c).value = number or None


def facts(udbytte):
    return {
        (r.enhed, r.indikator, r.maaned if isinstance(r, Aktivitet) else (r.periodeart, r.fra, r.til)): r.antal
        for r in udbytte.report.rows
    }


def expected(values, period):
    number = {navn: str(999001 + nr) for nr, navn in enumerate(NAVNE)}
    return {(number[s], INDIKATORER[i], period(p)): antal for (s, i, p), antal in values.items()}


def quarter(p):
    nr = int(p[0])
    return Periodeart.KVARTAL, date(2020, 3 * nr - 2, 1), date(2020, 3 * nr, 31 if nr == 1 else 30)


def problems(udbytte):
    return [tuple(problem) for problem in udbytte.report.problems]


def said(udbytte, grad):
    return "\n".join(melding.besked for melding in udbytte.fund if melding.grad is grad)


@with_sample("L04_pivot_flettet.xlsx")
def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read((SAMPLES / "L04_pivot_flettet.xlsx").read_bytes())
    assert problems(udbytte) == []
    assert udbytte.summer == json.loads((SAMPLES / "expected.json").read_text("utf-8"))["L04"]["sum"]
    assert (udbytte.laest, udbytte.klar, len(udbytte.report.rows)) == (10, 10, 120)
    assert sorted({row.til for row in udbytte.report.rows}) == [date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30)]


def test_the_layout_gives_every_quarter_of_every_school(read):
    values = figures()
    udbytte = read(pivot(values))
    assert problems(udbytte) == []
    assert udbytte.layout == "L04"
    assert facts(udbytte) == expected(values, quarter)
    assert all(isinstance(row, Vaerdi) and row.grundlag == "" and row.kilde is None for row in udbytte.report.rows)
    assert all(row.opgjort == row.til for row in udbytte.report.rows)
    sums = defaultdict(int)
    for (_, indikator, _), antal in values.items():
        sums[indikator] += antal
    assert udbytte.summer == sums
    assert (udbytte.laest, udbytte.sprunget_over) == (10, 7)
    assert udbytte.periode == "1. kvartal 2020 – 3. kvartal 2020"
    assert "tomme celler er læst som 0" in said(udbytte, Grad.INFO)


@pytest.mark.parametrize(
    "changed",
    [
        {"at": 12},
        {"merge": False},
        {"periods_first": True},
        {"periods_first": True, "merge": False},
        {"label": "Row Labels", "blank": "(blank)", "total": "Grand Total", "top": (("År", 2020), ("Type", "(All)"))},
        {"looks": False},
        {"top": (("Ledelsesinformation 2020", None),)},
        {"label": "Skole"},
    ],
)
def test_the_arrangement_does_not_matter(read, changed):
    values = figures(2)
    udbytte = read(pivot(values, **changed))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, quarter)


@pytest.mark.parametrize(
    "ord_",
    ["{}. kvt.", "{}. kvartal", "K{}", "Q{}", "Kvt{}", "kvt. {}", "Qtr{}", "{}. kvt. 2020", "2020K{}", "2020 {}. kv"],
)
def test_a_quarter_is_known_in_any_spelling(read, ord_):
    names = [ord_.format(nr) for nr in (1, 2, 3)]
    values = figures(3, perioder=names)
    udbytte = read(pivot(values))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, lambda p: quarter(KVARTALER[names.index(p)]))


@pytest.mark.parametrize(
    "names", [("jan", "feb", "mar"), ("Januar", "Februar", "Marts"), ("jan-20", "feb-20", "mar-20"),
              (date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)), (202001, 202002, 202003)]
)  # fmt: skip
def test_months_become_activity(read, names):
    values = figures(4, perioder=names)
    udbytte = read(pivot(values))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, lambda p: 202001 + names.index(p))
    assert udbytte.periode == "januar–marts 2020"


@pytest.mark.parametrize(
    ("names", "period"),
    [
        ((2018, 2019), lambda p: (Periodeart.AAR, date(p, 1, 1), date(p, 12, 31))),
        (("1. halvår",), lambda _: (Periodeart.HALVAAR, date(2020, 1, 1), date(2020, 6, 30))),
        (("2019/20", "2018/19"), lambda p: (Periodeart.SKOLEAAR, date(int(p[:4]), 8, 1), date(int(p[:4]) + 1, 7, 31))),
    ],
)
def test_longer_periods_become_values(read, names, period):
    values = figures(5, perioder=names)
    udbytte = read(pivot(values))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, period)


def test_years_may_stand_over_the_quarters(read):
    def years(ark):
        ark.insert_rows(7)
        for c in range(2, 14, 3):
            ark.cell(7, c).value, ark.cell(7, c + 2).value = 2019, 2020
        for c in range(2, 14):
            ark.cell(8, c).value = ("3. kvt.", "4. kvt.", "1. kvt.")[(c - 2) % 3]

    values = figures(6)
    udbytte = read(pivot(values, top=(), merge=False, change=years))
    said_as = {
        "1. kvt.": (Periodeart.KVARTAL, date(2019, 7, 1), date(2019, 9, 30)),
        "2. kvt.": (Periodeart.KVARTAL, date(2019, 10, 1), date(2019, 12, 31)),
        "3. kvt.": (Periodeart.KVARTAL, date(2020, 1, 1), date(2020, 3, 31)),
    }
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, said_as.get)


@pytest.mark.parametrize("value", ["(Alle)", "(All)", "(Flere elementer)", "2019; 2020"])
def test_a_filter_that_chooses_no_single_year_is_asked_about(read, value):
    content = pivot(figures(), top=(("År", value),))
    assert problems(read(content)) == [
        (
            "Pivot", "B4",
            "Filteret «År» er ikke sat til ét år, så vi kan ikke se, hvilket år tallene er fra. "
            "Skriv fx «2020» i filteret, eller angiv perioden (--periode 2020-12), og indlæs filen igen.",
        )
    ]  # fmt: skip
    udbytte = read(content, (2020, 9))
    assert problems(udbytte) == []
    assert "2020, som du har angivet" in said(udbytte, Grad.ADVARSEL)
    assert facts(udbytte) == expected(figures(), quarter)


def test_without_any_year_the_user_is_asked(read):
    content = pivot(figures(), top=())
    assert [p[:2] for p in problems(read(content))] == [("Pivot", "B7")]
    assert "--periode" in problems(read(content))[0][2]
    assert facts(read(content, (2020, 12))) == expected(figures(), quarter)


def test_bare_numbers_are_months_only_when_they_cannot_be_quarters(read):
    assert "måneder eller kvartaler" in problems(read(pivot(figures(perioder=(1, 2, 3)))))[0][2]
    udbytte = read(pivot(figures(perioder=tuple(range(1, 8)))))
    assert problems(udbytte) == []
    assert {row.maaned for row in udbytte.report.rows} == set(range(202001, 202008))
    assert "læst som måneder" in said(udbytte, Grad.ADVARSEL)


def change_cell(place, value):
    def change(ark):
        ark[place].value = value

    return change


@pytest.mark.parametrize(
    ("change", "celle", "besked"),
    [
        (("A9", "Testskole Ahron"), "A9", "Kolonnen «Skole»: skolen kendes ikke. Mente du «Testskole Ahorn»?"),
        (("A8", "Amagre"), "A8", "Kolonnen «Skole»: området kendes ikke. Mente du «Amager»?"),
        (("B9", -1), "B9",
         "Kolonnen «PPV'er, 1. kvartal 2020»: antallet er under 0. Ret cellen, og indlæs filen igen."),
        (("B9", "mange"), "B9",
         "Kolonnen «PPV'er, 1. kvartal 2020»: værdien er ikke et helt antal. Ret cellen, og indlæs filen igen."),
        (("B6", "Klagesager xyz"), "B7", "Kolonne B: indikatoren kendes ikke. Mente du «Klager»?"),
        (("C7", "før jul"), "C7", "Kolonne C: perioden kan ikke læses. Skriv fx «1. kvt. 2020» eller «jan 2020»."),
        (("C7", "1. kvt."), "C7",
         "Kolonnen «PPV'er, 1. kvartal 2020» står to gange (også i kolonne B). Slet eller omdøb den ene."),
        (("A12", "Testskole Ahorn"), "B12",
         "Kolonnen «PPV'er, 1. kvartal 2020»: skolen har også tal for 1. kvartal 2020 i række 9. Slet den ene."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_at_its_cell(read, change, celle, besked):
    values = dict.fromkeys(figures(), 3)
    udbytte = read(pivot(values, merge=False, change=change_cell(*change)))
    assert ("Pivot", celle, besked) in problems(udbytte)


def test_an_unknown_school_is_told_apart_from_an_unknown_omraade_by_its_looks(read):
    udbytte = read(pivot(dict.fromkeys(figures(), 3), change=change_cell("A8", "Slet ikke noget")))
    assert problems(udbytte)[0][2].startswith("Kolonnen «Skole»: området kendes ikke.")
    assert "Slet" not in said(udbytte, Grad.FEJL)


def test_a_subtotal_that_differs_names_both_figures(read):
    values = {(AHORN, "Klager", "1. kvt."): 4, (NAVNE[5], "Klager", "1. kvt."): 3, (BIRK, "Klager", "1. kvt."): 2}
    udbytte = read(pivot(values, change=change_cell("B8", 8)))
    assert problems(udbytte) == [
        ("Pivot", "B8", "Klager, 1. kvartal 2020: summen er 8 i filen, men skolerne under området giver 7. "
                        "Ret tallene eller summen."),
    ]  # fmt: skip
    udbytte = read(pivot(values, change=change_cell("B14", 10)))
    assert [(p[1], "summen er 10 i filen, men skolerne giver 9" in p[2]) for p in problems(udbytte)] == [("B14", True)]


def test_a_total_that_is_a_formula_without_a_value_is_said_and_not_held(read):
    udbytte = read(pivot(figures(), change=change_cell("B24", "=SUM(B8:B22)")))
    assert problems(udbytte) == []
    assert "formler uden gemt værdi" in said(udbytte, Grad.INFO)


def totals(ark):
    """Add a total per indicator and one of all to the right, as Excel does."""
    for x, navn in enumerate(INDIKATORER):
        ark.cell(6, 14 + x).value = f"{navn} Total" if x % 2 else f"I alt {navn}"
    ark.cell(6, 18).value = "Hovedtotal"
    for row in ark.iter_rows(min_row=8):
        own = [cell.value or 0 for cell in row[1:13]]
        if row[0].value == "(tom)":
            continue
        for x in range(4):
            ark.cell(row[0].row, 14 + x).value = sum(own[3 * x : 3 * x + 3]) or None
        ark.cell(row[0].row, 18).value = sum(own) or None


def test_total_columns_are_known_and_held_against_their_row(read):
    udbytte = read(pivot(figures(), merge=False, change=totals))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(figures(), quarter)

    def wrong(ark):
        totals(ark)
        ark["P9"] = 999

    udbytte = read(pivot(figures(), merge=False, change=wrong))
    assert [(p[1], "summen er 999 i filen, men rækkens tal giver" in p[2]) for p in problems(udbytte)] == [("P9", True)]


@pytest.mark.parametrize("looks", [True, False])
@pytest.mark.parametrize("inside", [True, False])
def test_figures_without_a_school_are_told_left_out_and_counted_in_the_total(read, looks, inside):
    def lost(ark):
        ark["B23"], ark["B24"] = 5, (ark["B24"].value or 0) + 5
        if inside:
            ark["A23"].alignment = Alignment(indent=int(looks))
            ark["B20"] = (ark["B20"].value or 0) + 5

    udbytte = read(pivot(figures(), change=lost, looks=looks))
    assert problems(udbytte) == []
    assert "ikke hører til nogen skole (i alt 5)" in said(udbytte, Grad.ADVARSEL)
    assert facts(udbytte) == expected(figures(), quarter)


def test_the_whole_municipality_may_stand_over_its_omraader(read):
    def whole(ark):
        ark.insert_rows(8)
        for c in range(2, 14):
            ark.cell(8, c).value = ark.cell(25, c).value
        ark["A8"] = "København"

    udbytte = read(pivot(figures(), merge=False, change=whole))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(figures(), quarter)


def test_empty_is_nothing_in_a_period_that_is_not_over_or_has_no_figures(read):
    values = {(AHORN, "Klager", "1. kvt."): 4, (BIRK, "Klager", "1. kvt."): 0}
    values |= {(AHORN, "Klager", "4. kvt."): 2, (BIRK, "Klager", "4. kvt."): 0}
    values |= {(AHORN, "Klager", "2. kvt."): 0, (BIRK, "Klager", "2. kvt."): 0}
    udbytte = read(pivot(values))
    assert problems(udbytte) == []
    assert sorted((r.enhed, r.fra.month, r.antal, r.tilstand) for r in udbytte.report.rows) == [
        ("999001", 1, 4, Tilstand.OPLYST), ("999001", 10, 2, Tilstand.OPLYST), ("999002", 1, 0, Tilstand.NUL),
    ]  # fmt: skip
    assert "4. kvartal 2020 var ikke slut" in said(udbytte, Grad.ADVARSEL)
    assert "ingen tal for 2. kvartal 2020" in said(udbytte, Grad.INFO)


def test_the_day_of_the_count_is_kept_and_tells_what_is_over(read):
    values = {(AHORN, "Klager", "3. kvt."): 4, (BIRK, "Klager", "3. kvt."): 0}
    udbytte = read(pivot(values, top=(("Opgjort pr. 15-09-2020", None), ("År", 2020))))
    assert [(r.enhed, r.opgjort) for r in udbytte.report.rows] == [("999001", date(2020, 9, 15))]
    udbytte = read(pivot(values, top=(("Opgjort pr. 30-09-2020", None), ("År", 2020))))
    assert [(r.enhed, r.antal) for r in udbytte.report.rows] == [("999001", 4), ("999002", 0)]


def test_a_figure_in_the_future_is_refused(read):
    udbytte = read(pivot({(AHORN, "Klager", "1. kvt. 2021"): 4, (AHORN, "Klager", "1. kvt. 2020"): 1}))
    assert [(p[1], "ligger i fremtiden" in p[2]) for p in problems(udbytte)] == [("B7", True)]
    udbytte = read(pivot({(AHORN, "Klager", "1. kvt. 2021"): 0, (AHORN, "Klager", "1. kvt. 2020"): 1}))
    assert (problems(udbytte), len(udbytte.report.rows)) == ([], 1)


def test_figures_may_stand_as_text(read):
    def as_text(ark):
        for row in ark.iter_rows(min_row=8, min_col=2):
            for cell in row:
                cell.value = None if cell.value is None else str(cell.value)

    udbytte = read(pivot(figures(), change=as_text))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(figures(), quarter)
    assert "står som tekst" in said(udbytte, Grad.INFO)


def test_a_school_that_is_not_there_gets_nothing(read):
    values = {key: antal for key, antal in figures().items() if key[0] != BIRK}
    assert "999002" not in {row.enhed for row in read(pivot(values)).report.rows}


def test_a_pivot_folded_together_is_asked_to_be_unfolded(read):
    def fold(ark):
        ark.delete_rows(9, 2)

    udbytte = read(pivot(dict.fromkeys(figures(), 3), change=fold))
    assert ("Pivot", "A8") in [p[:2] for p in problems(udbytte)]
    assert "foldet sammen" in problems(udbytte)[0][2]


def test_each_level_may_have_its_own_column(read):
    values = figures(8)
    bog = Workbook()
    ark = bog.active
    ark.append(["År", 2020])
    ark.append([])
    ark.append([None, None, *[i for i in INDIKATORER for _ in KVARTALER]])
    ark.append(["Område", "Rækkenavne", *KVARTALER * 4])
    pairs = [(i, p) for i in INDIKATORER for p in KVARTALER]
    for omraade in OMRAADER:
        under = [s for s in NAVNE if SKOLER[s] == omraade]
        for nr, school in enumerate(under):
            ark.append([None if nr else omraade, school, *[values[school, *pair] or None for pair in pairs]])
        ark.append([f"{omraade} Total", None, *[sum(values[s, *pair] for s in under) for pair in pairs]])
    ark.append(["Hovedtotal", None, *[sum(values[s, *pair] for s in NAVNE) for pair in pairs]])
    ark["A4"], ark["B4"] = "Rækkenavne", "Skole"
    udbytte = read(saved(bog))
    assert problems(udbytte) == []
    assert facts(udbytte) == expected(values, quarter)


def test_one_indicator_may_stand_in_the_corner_or_in_a_filter(read):
    values = figures(9, indikatorer=("Klager",))

    def corner(ark):
        ark["B6"], ark["A6"] = "Kolonnenavne", "Sum af Klager"

    assert facts(read(pivot(values, merge=False, change=corner))) == expected(values, quarter)
    content = pivot(values, merge=False, top=(("År", 2020), ("Indikator", "Klager")), change=change_cell("B6", None))
    assert facts(read(content)) == expected(values, quarter)


def test_two_pivots_in_one_sheet_are_refused(read):
    udbytte = read(pivot(figures(), change=change_cell("A30", "Rækkenavne")))
    assert [p[:2] for p in problems(udbytte)] == [("Pivot", "A30")]


def test_a_filter_on_several_things_is_a_warning(read):
    udbytte = read(pivot(figures(), top=(("År", "2020"), ("Skoletype", "(Flere elementer)"))))
    assert "filtreret til flere elementer" in said(udbytte, Grad.ADVARSEL)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_written_is_read(read, seed):
    rng = random.Random(seed)
    perioder = rng.choice([KVARTALER, ("K1", "K2"), ("1. kvartal 2020",), ("2. kvt.", "1. kvt.")])
    indikatorer = rng.sample(list(INDIKATORER), rng.randint(1, 4))
    schools = rng.sample(NAVNE, rng.randint(1, len(NAVNE)))
    values = {(s, i, p): rng.randint(0, 3) for s in schools for i in indikatorer for p in perioder}
    yes = partial(rng.choice, [True, False])
    udbytte = read(pivot(values, at=rng.randint(4, 20), merge=yes(), looks=yes(), periods_first=yes()))
    assert problems(udbytte) == []
    filled = {p for (_, _, p), antal in values.items() if antal}
    number = {"K1": "1. kvt.", "K2": "2. kvt."}
    known = {key: antal for key, antal in values.items() if key[2] in filled}
    assert facts(udbytte) == expected(known, lambda p: quarter(number.get(p, p)))


@pytest.mark.parametrize(("over", "read_"), [("PPV'er", True), ("x", False)])
def test_a_pivot_table_of_months_that_does_not_say_what_it_counts_is_asked_about(read, over, read_):
    rows = [["Sum af Antal", "Kolonnenavne"], ["Rækkenavne", "jan", "feb", "Hovedtotal"], ["Testskole Ahorn", 1, 2, 3],
            ["Ibsens Allés Testskole", 3, 0, 3]]  # fmt: skip
    udbytte = read(sheet([["År", "2020"], [over], *rows], "Ark1"))
    besked = "Kolonne B: indikatoren mangler. Skriv den over pivottabellen, fx «PPV'er»."
    assert (besked in [problem.besked for problem in udbytte.report.problems]) != read_
    assert [row.antal for row in udbytte.report.rows] == ([1, 2, 3, 0] if read_ else [])
    assert not any("filter" in melding.besked for melding in udbytte.meldinger)


I_KVARTALER = [
    [None, "PPV'er", None], ["Rækkenavne", "1. kvt.", "2. kvt."], ["Testskole Ahorn", 1, 2], ["Testskole Birk", 3, 4],
]  # fmt: skip


@pytest.mark.parametrize(
    ("navn", "value", "said"),
    [
        ("Måned", "januar", "en del af periodens"), ("Måned", "(Flere elementer)", "en del af periodens"),
        ("Måned", 1, "en del af periodens"), ("Kvartal", "(Flere elementer)", "en del af periodens"),
        ("Skoleår", "(Flere elementer)", "en del af periodens"), ("Mål", "Budget", "ikke er antal"),
        ("Datatype", "Prognose", "ikke er antal"), ("Status", "Annulleret", "ikke er antal"),
        ("Værdier", "Gennemsnit af Antal", "ikke er antal"), ("Måned", "(Alle)", ""), ("Status", "(Alle)", ""),
    ],
)  # fmt: skip
def test_a_filter_that_leaves_out_a_part_of_the_periods_or_is_no_count_is_asked_about(read, navn, value, said):
    udbytte = read(sheet([["År", "2020"], [navn, value], [], *I_KVARTALER], "Pivot"))
    assert any(said in problem.besked for problem in udbytte.report.problems) == bool(said)


def test_a_filter_on_how_cases_stand_is_a_warning(read):
    udbytte = read(sheet([["År", "2020"], ["Status", "Afsluttet"], [], *I_KVARTALER], "Pivot"))
    assert [m.celle for m in udbytte.meldinger if m.grad is Grad.ADVARSEL] == ["B2"]


@pytest.mark.parametrize("navn", ["Årstal", "Kalenderår"])
def test_the_year_may_be_filtered_under_another_name(read, navn):
    udbytte = read(sheet([[navn, "2020"], [], *I_KVARTALER], "Pivot"))
    assert (udbytte.report.problems, {row.fra.year for row in udbytte.report.rows}) == ([], {2020})


@pytest.mark.parametrize("said", ["Sum af Beløb", "Maks. af Antal", "Andel af Antal", "Løbende total af Antal"])
def test_what_a_pivot_table_works_out_must_be_counts(read, said):
    udbytte = read(sheet([["År", "2020"], [], [said], *I_KVARTALER], "Pivot"))
    assert any("ikke et antal" in p.besked or "andet end antal" in p.besked for p in udbytte.report.problems)
    assert read(sheet([["År", "2020"], [], ["Sum af Antal"], *I_KVARTALER], "Pivot")).report.problems == []


@pytest.mark.parametrize("mark", [":", "*", " *"])
def test_a_mark_after_an_indicator_is_no_part_of_it(read, mark):
    rows = [[None, f"PPV'er{mark}", None], *I_KVARTALER[1:], [], ["Antal rækker:", 2]]
    udbytte = read(sheet([["År", "2020"], [], *rows], "Pivot"))
    assert (udbytte.report.problems, len(udbytte.report.rows)) == ([], 4)
