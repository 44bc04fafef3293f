"""The budget of a proposal: posts to the øre, sums checked and never counted, the unit as the table says."""

import json
import random

import pytest

from plads.models.proveniens import Grad
from tests.ingest.regneark.budgetark import TABEL, TABELHOVED, TABELTITEL, budget
from tests.ingest.regneark.filer import PROEVER, sheet

FACIT = json.loads((PROEVER / "facit.json").read_text(encoding="utf-8"))["L08"]
L08 = PROEVER / "L08_budgettabel_1000kr.xlsx"
TUSIND = 100_000
POSTER = {
    "Licenser almen": (156, 219),
    "Licenser special": (156, 219),
    "Frikøb almen": (113, 158),
    "Frikøb special": (113, 158),
    "Projektledelse": (450, 600),
}
EXPECTED = {
    (tekst, "Service", aar): kr * TUSIND
    for tekst, amounts in POSTER.items()
    for aar, kr in zip((2023, 2024), amounts, strict=True)
}
SUMMER = {"kr_2023": 988000, "kr_2024": 1354000, "poster": 5}
HOVED = TABELHOVED


def facts(udbytte):
    return {(row.tekst, row.styringsomraade, row.aar): row.oere for row in udbytte.report.rows}


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def warnings(udbytte):
    return [melding.besked for melding in udbytte.meldinger if melding.grad is Grad.ADVARSEL]


def test_the_sample_gives_what_is_expected_of_it(read):
    udbytte = read(L08.read_bytes())
    assert udbytte.summer == {key: FACIT[key] for key in SUMMER}
    assert (facts(udbytte), udbytte.laest, udbytte.report.problems) == (EXPECTED, 5, [])


def test_posts_are_read_and_sums_are_not(read):
    udbytte = read(budget())
    assert (facts(udbytte), udbytte.summer, udbytte.periode) == (EXPECTED, SUMMER, "2023–2024")
    assert (udbytte.laest, udbytte.klar, udbytte.advarsler, udbytte.report.problems) == (5, 5, 0, [])
    assert {(row.kommune, row.tabel, row.afsnit, row.prisniveau) for row in udbytte.report.rows} == {
        ("k101", TABELTITEL, "Implementeringsomkostninger", 2023)
    }


def years(*names):
    return [HOVED[0], HOVED[1], *names]


@pytest.mark.parametrize(
    "content",
    [
        budget(at=(5, 3)),
        budget(navn="Ark1"),
        budget(hoved=years("2023", "2024", "2025")),
        budget(hoved=years("B2023", "B2024", "BO 2025")),
        budget(hoved=years("2023 (p/l)", "2024 (p/l)", "2025 (p/l)")),
        budget(hoved=years("Budget 2023", "Overslagsår 2024", "Overslag 2025")),
        budget([[*row, *[None] * (8 - len(row)), "note"] if row else row for row in TABEL], [*HOVED, "Bemærkning"]),
        budget([[str(v) if isinstance(v, int) else v for v in row] for row in TABEL]),
        budget([row[:1] if row and str(row[0]).startswith("Samle") else row for row in TABEL]),
        budget([[str(row[0]).upper(), *row[1:]] if row and str(row[0]).startswith("Samle") else row for row in TABEL]),
        budget([[f"- {row[0]}" if len(row) < 2 else row[0], *row[1:]] if row else row for row in TABEL][1:]),
        budget(rows=[*TABEL[:6], ["heraf løn", "Service", 400, 500], *TABEL[6:]]),
    ],
    ids=["andet sted", "arknavn", "år som tekst", "B-år", "p/l i år", "budgetord", "ekstra kolonne", "tal som tekst",
         "tomme summer", "store bogstaver", "uden afsnit", "heraf"],
)  # fmt: skip
def test_the_same_posts_in_another_layout_are_the_same(read, content):
    udbytte = read(content)
    assert (facts(udbytte), udbytte.summer, udbytte.report.problems) == (EXPECTED, SUMMER, [])


def test_columns_may_stand_in_another_order(read):
    rows = [["1.000 kr. 2023 p/l", 2024, 2023, "Styringsområde"], *[[r[0], r[3], r[2], r[1]] for r in TABEL[1:6]]]
    assert facts(read(sheet([[TABELTITEL], ["Københavns Kommune"], *rows]))) == EXPECTED


@pytest.mark.parametrize(
    ("unit", "amount", "expected"),
    [
        ("1.000 kr. 2023 p/l", "1.354", 135_400_000),
        ("1.000 kr. 2023 p/l", 1354, 135_400_000),
        ("Tkr., 2023-p/l", "1.354,5", 135_450_000),
        ("mio. kr., 2023-p/l", "1,4", 140_000_000),
        ("Mio. kr. (2023-priser)", 0.1 + 0.2, 30_000_000),
        ("kr., prisniveau 2023", "988.000", 98_800_000),
        ("Beløb i hele kroner, p/l 2023", 988000, 98_800_000),
    ],
)
def test_the_unit_stands_in_the_heading(read, unit, amount, expected):
    udbytte = read(budget([["Post", "Service", amount, 1]], [unit, *HOVED[1:4]]))
    assert facts(udbytte)["Post", "Service", 2023] == expected
    assert {row.prisniveau for row in udbytte.report.rows} == {2023}
    assert udbytte.report.problems == []


@pytest.mark.parametrize(
    ("unit", "years", "note", "expected"),
    [
        ("1.000 kr., årets priser", (2023, 2024), None, ([2023, 2024], 0)),
        ("1.000 kr., løbende priser", (2023, 2024), None, ([2023, 2024], 0)),
        ("1.000 kr.", ("2023 (p/l)", "2024 (p/l)"), None, ([2023, 2024], 0)),
        ("1.000 kr.", (2023, 2024), "Note: 2022 p/l", ([2022, 2022], 0)),
        ("1.000 kr.", (2023, 2024), None, ([None, None], 1)),
        ("1.000 kr. 2023 p/l", (2023, 2024), "Note: 2024 p/l", ([2023, 2023], 1)),
    ],
)
def test_the_price_level_is_the_one_the_table_says(read, unit, years, note, expected):
    levels, told = expected
    udbytte = read(budget([["Post", "Service", 1, 2], [], [note]], [unit, "Styringsområde", *years]))
    assert [row.prisniveau for row in udbytte.report.rows] == levels
    assert (len(warnings(udbytte)), udbytte.report.problems) == (told, [])


@pytest.mark.parametrize("value", [None, "-", "–", " "])
def test_an_empty_year_is_no_amount(read, value):
    udbytte = read(budget([["Post", "Service", value, 2]]))
    assert facts(udbytte) == {("Post", "Service", 2024): 200_000}
    assert "kr_2023" not in udbytte.summer


def test_a_post_without_any_amount_is_told(read):
    udbytte = read(budget([["Post", "Service", 1], ["Anlægspost", "Anlæg"]]))
    assert "Kolonnen «Tekst»: posten har ingen beløb. Intet er gemt for den." in [m.besked for m in udbytte.meldinger]


AFSNIT = [
    ["Drift"],
    ["Løn", "Service", 100, 200],
    ["Bygning", "Anlæg", 50],
    ["Drift i alt, service", None, 100, 200],
    ["Drift i alt, anlæg", None, 50],
    ["Drift i alt", None, 150, 200],
    ["Implementering"],
    ["Løn", "Service", 10, 20],
    ["Samlet implementering", None, 10, 20],
    ["Samlede udgifter", "Service", 110, 220],
    ["I alt", None, 160, 220],
]


def test_sums_of_sections_of_control_areas_and_of_all_are_checked(read):
    udbytte = read(budget(AFSNIT))
    assert (udbytte.report.problems, udbytte.sprunget_over) == ([], 8)
    assert facts(udbytte) == {
        ("Drift: Løn", "Service", 2023): 10_000_000, ("Drift: Løn", "Service", 2024): 20_000_000,
        ("Bygning", "Anlæg", 2023): 5_000_000,
        ("Implementering: Løn", "Service", 2023): 1_000_000, ("Implementering: Løn", "Service", 2024): 2_000_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "figures"),
    [((3, 2), 101, ("101.000", "100.000")), ((4, 2), 51, ("51.000", "50.000")), ((5, 3), 201, ("201.000", "200.000")),
     ((8, 2), 11, ("11.000", "10.000")), ((9, 2), 99, ("99.000", "110.000")), ((10, 3), 1, ("1.000", "220.000"))],
)  # fmt: skip
def test_a_sum_that_says_something_else_is_refused_with_both_figures(read, place, value, figures):
    (row, column), (said, given) = place, figures
    rows = [list(r) for r in AFSNIT]
    rows[row][column] = value
    found = problems(read(budget(rows)))
    navn = TABELHOVED[column]
    besked = f"Kolonnen «{navn}»: summen er {said} kr. i filen, men posterne giver {given} kr. Ret det ene."
    assert found == [(f"{'ABCD'[column]}{row + 4}", besked)]


def test_a_column_that_adds_up_the_years_is_checked(read):
    hoved = [*HOVED[:4], "I alt"]
    assert read(budget([["Post", "Service", 1, 2, 3]], hoved)).report.problems == []
    besked = "Kolonnen «I alt»: summen er 4.000 kr. i filen, men årene giver 3.000 kr. Ret det ene."
    assert problems(read(budget([["Post", "Service", 1, 2, 4]], hoved))) == [("E4", besked)]


def test_the_total_of_a_table_to_the_right_does_not_add_up_the_years(read):
    beside = [*HOVED[:4], None, "Rækkenavne", "Hovedtotal"]
    udbytte = read(budget([["Post", "Service", 1, 2, None, "Amager", 9]], beside))
    assert (facts(udbytte)["Post", "Service", 2023], udbytte.report.problems) == (100_000, [])
    besked = "Kolonnen «I alt»: summen er 9.000 kr. i filen, men årene giver 3.000 kr. Ret det ene."
    for hoved in ([*HOVED[:4], None, "I alt"], [*HOVED[:4], "Note", "I alt"]):
        udbytte = read(budget([["Post", "Service", 1, 2, None if hoved[4] is None else "x", 9]], hoved))
        assert problems(udbytte) == [("F4", besked)]


def test_two_tables_on_one_sheet_and_on_two_are_all_read(read):
    first = [["Tabel 1. Drift"], ["Københavns Kommune"], HOVED[:4], ["Løn", "Service", 1, 2], ["I alt", None, 1, 2], []]
    second = [["Tabel 2. Anlæg"], ["mio. kr. 2023 p/l", "Styringsområde", 2024, 2025], ["Hus", "Anlæg", 3, 4]]
    udbytte = read(sheet([*first, *second]))
    assert {(row.tabel, row.tekst, row.aar, row.oere) for row in udbytte.report.rows} == {
        ("Tabel 1. Drift", "Løn", 2023, 100_000), ("Tabel 1. Drift", "Løn", 2024, 200_000),
        ("Tabel 2. Anlæg", "Hus", 2024, 300_000_000), ("Tabel 2. Anlæg", "Hus", 2025, 400_000_000),
    }  # fmt: skip
    assert udbytte.report.problems == []


TABEL_1 = [["Tabel 1. Drift"], ["Københavns Kommune"], HOVED[:4], ["Løn", "Service", 1, 2], ["I alt", None, 1, 2]]


def tables_of(udbytte):
    return {(row.tabel, row.tekst, row.aar, row.oere, row.prisniveau) for row in udbytte.report.rows}


@pytest.mark.parametrize(
    ("titler", "hoved"),
    [
        ([[], ["Tabel 2. Anlæg, mio. kr."]], ["2023 p/l", "Styringsområde", 2023, 2024]),
        ([[], ["Tabel 2. Anlæg, mio. kr."]], ["2023-priser", "Styringsområde", "2023", "2024"]),
        ([[], ["Tabel 2. Anlæg, mio. kr."]], ["Budget 2023 p/l", "Styringsområde", 2023, 2024]),
        ([["Tabel 2. Anlæg, mio. kr."]], ["2023 p/l", "Styringsområde", 2023, 2024]),
        ([[], ["Tabel 2. Anlæg"]], ["mio. kr. 2023 p/l", "Styringsområde", 2023, 2024]),
    ],
)
def test_a_second_table_may_have_its_price_level_as_its_heading(read, titler, hoved):
    udbytte = read(sheet([*TABEL_1, *titler, hoved, ["Hus", "Anlæg", 5, 6]]))
    assert udbytte.report.problems == []
    assert {row[:4] for row in tables_of(udbytte)} == {
        ("Tabel 1. Drift", "Løn", 2023, 100_000), ("Tabel 1. Drift", "Løn", 2024, 200_000),
        (titler[-1][0], "Hus", 2023, 500_000_000), (titler[-1][0], "Hus", 2024, 600_000_000),
    }  # fmt: skip
    assert {row[4] for row in tables_of(udbytte)} == {2023}


def test_a_price_level_of_another_year_is_no_years_column(read):
    hoved = ["2022 p/l", "Styringsområde", 2023, 2024]
    udbytte = read(sheet([*TABEL_1, [], ["Tabel 2. Anlæg, mio. kr."], hoved, ["Hus", "Anlæg", 5, 6]]))
    assert {("Tabel 2. Anlæg, mio. kr.", "Hus", 2023, 500_000_000, 2022)} < tables_of(udbytte)
    alone = read(sheet([["Anlæg, mio. kr."], hoved, ["Hus", "Anlæg", 5, 6]]))
    assert {(row.oere, row.prisniveau) for row in alone.report.rows} == {(500_000_000, 2022), (600_000_000, 2022)}


def test_headings_of_another_unit_right_under_amounts_begin_another_table(read):
    hoved = ["mio. kr. 2023 p/l", "Styringsområde", 2023, 2024]
    udbytte = read(sheet([*TABEL_1, hoved, ["Hus", "Anlæg", 5, 6]]))
    assert {row.oere for row in udbytte.report.rows} == {100_000, 200_000, 500_000_000, 600_000_000}
    again = read(sheet([*TABEL_1[:4], TABEL_1[2], ["Hus", "Anlæg", 5, 6], ["I alt", None, 6, 8]]))
    assert [(row.tabel, row.oere) for row in again.report.rows if row.tekst == "Hus"] == [
        ("Tabel 1. Drift", 500_000), ("Tabel 1. Drift", 600_000),
    ]  # fmt: skip


def test_rows_before_the_title_of_the_next_table_belong_to_the_first(read):
    rows = [[], ["Kurser", "Service", 3, 4], ["Anlæg i mio. kr."], ["2023 p/l", "Styringsområde", 2023, 2024]]
    udbytte = read(sheet([*TABEL_1[:4], *rows, ["Hus", "Anlæg", 5, 6]]))
    assert {(row.tekst, row.oere) for row in udbytte.report.rows if row.aar == 2023} == {
        ("Løn", 100_000), ("Kurser", 300_000), ("Hus", 500_000_000),
    }  # fmt: skip


def test_a_table_that_may_not_be_money_is_not_read_and_told(read):
    udbytte = read(sheet([*TABEL_1, [], ["Tabel 2. Bygninger"], ["Sted", 2023, 2024], ["Hus", 5, 6]]))
    assert {row.tekst for row in udbytte.report.rows} == {"Løn"}
    assert any(besked.startswith("Tabellen er ikke læst, for den siger ikke") for besked in warnings(udbytte))
    told = read(sheet([*TABEL_1, [], ["Tabel 2. Bygninger, kr."], ["Sted", 2023, 2024], ["Hus", 5, 6]]))
    assert {row.tekst for row in told.report.rows} == {"Løn", "Hus"}


def test_a_table_that_stands_twice_is_asked_about(read):
    top = [["Københavns Kommune"], HOVED[:4]]
    rows = [["Løn", "Service", 1, 2], ["Kurser", "Service", 3, 4]]
    heraf = read(sheet([["Tabel 1. Alt"], *top, *rows, [], ["Tabel 2. Heraf løn"], *top, rows[0]]))
    besked = "Kolonnen «Tekst»: posten står også i arket «Data» række 4 med de samme beløb."
    assert problems(heraf) == [("A10", f"{besked} Slet eller skjul den ene tabel.")]
    other = read(sheet([["Tabel 1. A"], *top, *rows, [], ["Tabel 2. B"], *top, rows[0], ["Hus", "Service", 5, 6]]))
    assert problems(other) == []
    warned = [m.besked for m in other.meldinger if m.grad is Grad.ADVARSEL]
    assert f"{besked} Begge er talt med. Er det den samme post, så slet den ene." in warned
    different = read(sheet([["Tabel 1. A"], *top, *rows, [], ["Tabel 2. B"], *top, ["Løn", "Service", 1, 3]]))
    assert not any("også i arket" in m.besked for m in different.fund)


FORKERTE = {
    "ingen enhed": (
        budget(hoved=["Udgifter 2023 p/l", *HOVED[1:]]),
        "A3",
        "Tabellen siger ikke enheden. Skriv fx «1.000 kr.» eller «mio. kr.» i overskriften.",
    ),
    "to enheder": (
        budget(titel=f"{TABELTITEL}, mio. kr."),
        "A3",
        "Tabellen nævner flere enheder (1.000 kr. og mio. kr.). Skriv fx «1.000 kr.» eller «mio. kr.» i overskriften.",
    ),
    "to prisniveauer": (
        budget(titel=f"{TABELTITEL}, 2022-p/l"),
        "A3",
        "Tabellen nævner flere prisniveauer (2022 og 2023). Skriv kun ét.",
    ),
    "interval": (
        budget([["Post", "Service", "2-8 mio. kr.", 1]]),
        "C4",
        "Kolonnen «2023»: cellen viser et interval. Skriv ét beløb, eller lad cellen være tom. "
        "Ret cellen, og indlæs filen igen.",
    ),
    "tekst": (
        budget([["Post", "Service", "afventer", 1]]),
        "C4",
        "Kolonnen «2023»: værdien er ikke et tal, som vi kan læse (fx 12.345,67). Ret cellen, og indlæs filen igen.",
    ),
    "fejlcelle": (
        budget([["Post", "Service", "#REF!", 1]]),
        "C4",
        "Kolonnen «2023»: cellen viser fejlen #REF!. Ret cellen, og indlæs filen igen.",
    ),
    "uden tekst": (
        budget([["Post", "Service", 1, 1], [None, "Service", 1, 1]]),
        "A5",
        "Kolonnen «Tekst»: teksten mangler ved rækkens beløb. Ret cellen, og indlæs filen igen.",
    ),
    "samme post": (
        budget([["Post", "Service", 1, 1], ["Post", "Service", 2, 2]]),
        "A5",
        "Kolonnen «Tekst»: posten har samme tekst som række 4. Giv dem hver sin tekst.",
    ),
    "lang tekst": (
        budget([["x" * 201, "Service", 1, 1]]),
        "A4",
        "Kolonnen «Tekst»: teksten er for lang (højst 200 tegn). Ret cellen, og indlæs filen igen.",
    ),
    "mio. med punktum": (
        budget([["Post", "Service", "1.354", 1]], ["mio. kr. 2023 p/l", *HOVED[1:]]),
        "C4",
        "Kolonnen «2023»: tallet kan læses på to måder: med punktum som tusindtegn eller som decimaltegn. "
        "Skriv tallene uden tusindtegn, eller gør dem til tal i Excel og gem som .xlsx. Indlæs så filen igen.",
    ),
    "ingen poster": (budget([["Afsnit"], ["I alt", None, 0, 0]]), "", "Tabellen har overskrifter, men ingen poster."),
}


@pytest.mark.parametrize("kind", FORKERTE)
def test_what_is_wrong_is_named_by_its_cell(read, kind):
    content, place, said = FORKERTE[kind]
    assert problems(read(content))[0] == (place, said)


@pytest.mark.parametrize(("value", "oere"), [("(40,00)", -4_000_000), ("(1.354)", -135_400_000), ("(7)", -700_000)])
def test_an_amount_in_brackets_is_below_nought(read, value, oere):
    udbytte = read(budget([["Post", "Service", value, 1]]))
    assert problems(udbytte) == []
    assert udbytte.report.rows[0].oere == oere


def test_a_long_title_is_cut_and_told(read):
    udbytte = read(budget(titel="Tabel 1. " + "x" * 200))
    assert all(len(row.tabel) <= 120 for row in udbytte.report.rows)
    assert "Tabellens navn er over 120 tegn. Det er forkortet." in [m.besked for m in udbytte.meldinger]


def test_whatever_is_written_is_read_again(read):
    rng = random.Random(20200423)
    for _ in range(8):
        years = sorted(rng.sample(range(2019, 2032), rng.randint(2, 6)))
        posts = {f"Post {nr}": {aar: rng.randint(-(10**6), 10**6) for aar in years if rng.random() < 0.7}
                 for nr in range(rng.randint(1, 9))}  # fmt: skip
        rows = [[tekst, "Service", *(amounts.get(aar) for aar in years)] for tekst, amounts in posts.items()]
        total = ["I alt", None, *(sum(amounts.get(aar, 0) for amounts in posts.values()) for aar in years)]
        udbytte = read(budget([*rows, total], [*HOVED[:2], *years], at=(rng.randint(1, 9), rng.randint(1, 5))))
        expected = {
            (tekst, "Service", aar): o * TUSIND for tekst, amounts in posts.items() for aar, o in amounts.items()
        }
        assert (facts(udbytte), udbytte.report.problems) == (expected, [])


UDGIFTER = [["Lønninger", "Service", 100, 110], ["Materialer", "Service", 40, 50], ["Transport", "Service", 3, 4]]


@pytest.mark.parametrize(
    "navn",
    ["Nettoudgift", "Nettoudgifter", "Netto", "Bruttoudgifter", "Resultat", "Delsum", "Mellemsum", "Udgifter samlet",
     "Balance", "Finansieringsbehov", "Merudgift", "Mer-/mindreudgift"],
)  # fmt: skip
def test_a_row_that_adds_up_the_posts_is_a_sum_under_each_of_its_names(read, navn):
    udbytte = read(budget([*UDGIFTER, [navn, None, 143, 164]], years("2023", "2024")))
    assert udbytte.summer == {"kr_2023": 143000, "kr_2024": 164000, "poster": 3}
    assert (problems(udbytte), warnings(udbytte)) == ([], [])


def test_gross_income_and_net_are_told_apart(read):
    rows = [*UDGIFTER, ["Bruttoudgift", None, 143, 164], ["Refusion", "Service", -43, -64], ["Netto", None, 100, 100]]
    udbytte = read(budget(rows, years("2023", "2024")))
    assert udbytte.summer == {"kr_2023": 100000, "kr_2024": 100000, "poster": 4}
    assert (problems(udbytte), warnings(udbytte)) == ([], [])


def test_a_likely_sum_that_is_none_is_a_post_and_asked_about(read):
    udbytte = read(budget([*UDGIFTER, ["Nettoudgift", None, 140, 164]], years("2023", "2024")))
    assert udbytte.summer["poster"] == 4
    (besked,) = warnings(udbytte)
    assert "«Nettoudgift» ligner en sum, men er ikke posterne over den." in besked


def test_a_likely_sum_over_no_posts_is_a_post(read):
    udbytte = read(budget([["Merudgift til kørsel", None, 140, 164], *UDGIFTER], years("2023", "2024")))
    assert (udbytte.summer["poster"], warnings(udbytte)) == (4, [])


@pytest.mark.parametrize(("first", "where"), [(True, "under"), (False, "over")])
def test_a_post_as_large_as_its_neighbours_together_is_asked_about(read, first, where):
    whole = [["Skoleområdet", "Service", 143, 164]]
    udbytte = read(budget([*whole, *UDGIFTER] if first else [*UDGIFTER, *whole], years("2023", "2024")))
    (besked,) = warnings(udbytte)
    assert f"beløbene er lige så store som de 3 rækker {where} tilsammen" in besked


def test_a_post_as_large_as_one_other_or_as_zeros_is_nothing_to_ask_about(read):
    rows = [["A", "Service", 5, 6], ["B", "Service", 0, 0], ["C", "Service", 5, 6], ["D", "Service", 0, 0]]
    udbytte = read(budget(rows, years("2023", "2024")))
    assert (udbytte.summer["poster"], warnings(udbytte)) == (4, [])


@pytest.mark.parametrize("heading", ["2025 og frem", "2025 ff.", "Regnskab 2022", "2025-2028"])
def test_a_column_of_amounts_that_is_not_one_years_budget_is_asked_about(read, heading):
    rows = [[*UDGIFTER[0], 120], [*UDGIFTER[1], 60]]
    udbytte = read(budget(rows, years("2023", "2024", heading)))
    assert udbytte.summer == {"kr_2023": 140000, "kr_2024": 160000, "poster": 2}
    (besked,) = warnings(udbytte)
    assert besked.startswith(f"Kolonnen «{heading}» er ikke ét års budget og er ikke læst.")


IKKE_PENGE = [
    ("Årsværk", "årsværk"), ("Antal elever", "antal"), ("Andel af budget", "andel"), ("Antal rækker:", "antal"),
    ("Udgift pr. elev (kr.)", "pr. elev"), ("Udgift per plads", "per plads"), ("Elever", "elever"),
    ("Elever (gns.)", "elever"), ("Timer pr. uge", "timer"), ("Pct. af budget", "pct"), ("Lærere (årsværk)", "årsværk"),
    ("% af budget", "%"), ("Vækst i pct.", "pct"), ("- antal børn", "antal"), ("Antal pladser i alt", "antal"),
    ("Elever i alt", "elever"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "ord_"), IKKE_PENGE)
def test_a_row_that_is_no_money_is_asked_about(read, tekst, ord_):
    ((place, besked),) = problems(read(budget([*UDGIFTER, [tekst, None, 9, 9]])))
    more = f"er vist ikke et beløb. Slet rækken. Er den et beløb, så skriv den uden «{ord_}»."
    assert (place, besked) == ("A7", f"Kolonnen «Tekst»: «{tekst}» {more}")


@pytest.mark.parametrize(
    "tekst",
    ["Flere pladser til elever", "Elever i andre kommuner", "Timer til støtte", "Børnehaver", "Andelsboliger",
     "Udgifter pr. år", "Normering af pædagoger", "Stillinger i PPR", "Indsats for børn og unge", "Pladser, anlæg"],
)  # fmt: skip
def test_a_post_about_pupils_or_places_is_a_post(read, tekst):
    udbytte = read(budget([*UDGIFTER, [tekst, "Service", 9, 9]]))
    assert (udbytte.summer["poster"], problems(udbytte)) == (4, [])


def test_a_section_may_be_called_whatever_it_likes(read):
    udbytte = read(budget([["Antal pladser"], *UDGIFTER]))
    assert (udbytte.summer["poster"], problems(udbytte)) == (3, [])


@pytest.mark.parametrize(
    "hoved", ["Område", "Type", "Bevilling", "Bevillingstype", "Styringsområde (service/anlæg)", None, "Art"]
)
def test_the_control_area_is_known_by_what_stands_under_its_heading(read, hoved):
    udbytte = read(budget(hoved=[HOVED[0], hoved, *HOVED[2:]]))
    assert (facts(udbytte), udbytte.summer, problems(udbytte)) == (EXPECTED, SUMMER, [])


def test_posts_named_by_their_control_area_are_posts(read):
    udbytte = read(budget([["Service", 1, 2], ["Anlæg", 3, 4]], [HOVED[0], "2023", "2024"]))
    assert {(row.tekst, row.styringsomraade) for row in udbytte.report.rows} == {("Service", ""), ("Anlæg", "")}


@pytest.mark.parametrize("blank", [True, False])
def test_without_a_control_area_a_sum_is_of_all_posts(read, blank):
    def without(row):
        return [*row[:1], *([None] if blank and len(row) > 1 else []), *row[2:]]

    udbytte = read(budget([without(row) for row in TABEL], without(HOVED) if not blank else HOVED))
    assert {(tekst, aar): oere for (tekst, _, aar), oere in facts(udbytte).items()} == {
        (tekst, aar): oere for (tekst, _, aar), oere in EXPECTED.items()
    }
    assert (udbytte.summer, problems(udbytte)) == (SUMMER, [])


def test_the_sum_of_a_control_area_that_no_post_has_is_not_held_against_all(read):
    rows = [["Løn", 100, 200], ["Hus", 50, 60], ["I alt, service", 100, 200], ["I alt, anlæg", 50, 60]]
    rows = [*rows, ["I alt", 150, 260]]
    udbytte = read(budget(rows, [HOVED[0], "2023", "2024"]))
    assert (udbytte.summer, problems(udbytte)) == ({"kr_2023": 150000, "kr_2024": 260000, "poster": 2}, [])
    besked = "rækken er summen af et styringsområde, som posterne ikke nævner. Den er ikke kontrolleret."
    assert warnings(udbytte)[:2] == [f"Kolonnen «Tekst»: {besked}"] * 2
    wrong = [*rows[:-1], ["I alt", 151, 260]]
    ((_, besked),) = problems(read(budget(wrong, [HOVED[0], "2023", "2024"])))
    assert "151.000 kr. i filen, men posterne giver 150.000" in besked


ENHEDER = ["tkr.", "t.kr.", "1000 kr.", "1 000 kr.", "Tusinde kr."]


@pytest.mark.parametrize("enhed", ENHEDER)
def test_sums_that_only_add_up_in_one_reading_tell_what_a_mark_means(read, enhed):
    udbytte = read(budget(hoved=[f"{enhed} 2023 p/l", *HOVED[1:]]))
    assert (facts(udbytte), udbytte.summer, problems(udbytte)) == (EXPECTED, SUMMER, [])
    besked = (
        "Beløbene er læst med punktum som tusindtegn og komma som decimaltegn, fordi summerne kun passer sådan."
    )
    assert besked in [melding.besked for melding in udbytte.meldinger]
    english = [[v.replace(".", ",") if isinstance(v, str) and "1.3" in v else v for v in row] for row in TABEL]
    assert read(budget(english, [f"{enhed} 2023 p/l", *HOVED[1:]])).summer == SUMMER


def test_sums_may_tell_that_a_mark_is_a_decimal(read):
    rows = [["A", "Service", "1.250", 1], ["B", "Service", 3, 1], ["I alt", None, "4.250", 2]]
    udbytte = read(budget(rows, ["t.kr. 2023 p/l", *HOVED[1:]]))
    assert (udbytte.summer["kr_2023"], problems(udbytte)) == (4250, [])


@pytest.mark.parametrize(
    "rows",
    [
        [["A", "Service", "1.250", 1]],
        [["A", "Service", "1.250", 1], ["B", "Service", "3.000", 1], ["I alt", None, "4.250", 2]],
        [["A", "Service", "1.250", 1], ["B", "Service", 3, 1], ["I alt", None, "9.250", 2]],
    ],
    ids=["ingen sum", "begge passer", "ingen passer"],
)  # fmt: skip
def test_sums_that_do_not_tell_leave_the_question(read, rows):
    found = problems(read(budget(rows, ["t.kr. 2023 p/l", *HOVED[1:]])))
    assert found[0][0] == "C4"
    assert "kan læses på to måder" in found[0][1]
