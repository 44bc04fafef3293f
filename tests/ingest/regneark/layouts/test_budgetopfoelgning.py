"""The municipality's budget follow-up: exact øre, the year and unit as the file says, sums held against the rows."""

import json
import random
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from plads.ingest.regneark.grund.ark import UDEN_VAERDI
from plads.models.oekonomi import Opfoelgningskolonne as Tal
from plads.models.proveniens import Grad
from tests.ingest.regneark.budgetark import KODER, OPFOELGNINGSHOVED, TITEL, follow_up, line
from tests.ingest.regneark.filer import PROEVER, saved

FACIT = json.loads((PROEVER / "facit.json").read_text(encoding="utf-8"))["L07"]
L07 = PROEVER / "L07_budgetopfoelgning.xlsx"


def oere(mio) -> int:
    return int((Decimal(str(mio)) * 100_000_000).to_integral_value())


EXPECTED = {
    (kode, kolonne): oere(Decimal(str(b)) + Decimal(more))
    for kode, _, b in KODER
    for kolonne, more in {
        Tal.KORRIGERET_EKSKL: "0", Tal.OPRINDELIGT: "-1", Tal.KORRIGERET_INKL: "0.5", Tal.FORVENTET_31_03: "1.249",
        Tal.FORVENTET_31_05: "2.05", Tal.FORVENTET_30_09: "-0.35",
    }.items()
} | {(kode, Tal.BEVILLING): 50_000_000 for kode, _, _ in KODER} | {
    (kode, Tal.OVERFOERSEL): -40_000_000 for kode, _, _ in KODER
}  # fmt: skip


def facts(udbytte):
    return {(row.kode, row.kolonne): row.oere for row in udbytte.report.rows}


def problems(udbytte):
    return [(problem.ark, problem.celle, problem.besked) for problem in udbytte.report.problems]


def warnings(udbytte):
    return [(melding.celle, melding.besked) for melding in udbytte.meldinger if melding.grad is Grad.ADVARSEL]


def test_the_sample_gives_what_is_expected_of_it(read):
    udbytte = read(L07.read_bytes(), (2020, 3))
    for tekst, inkl, resultat in FACIT["korr_inkl_og_resultat_31_marts"]:
        assert udbytte.summer[f"{tekst}: korr. inkl."] == inkl
        assert udbytte.summer[f"{tekst}: resultat 31. marts"] == resultat
    assert (udbytte.laest, udbytte.klar, udbytte.report.problems) == (3, 3, [])


def test_every_figure_is_exact_to_the_oere(read):
    udbytte = read(follow_up())
    assert facts(udbytte) == EXPECTED
    assert (udbytte.laest, udbytte.klar, udbytte.periode) == (3, 3, "2020")
    assert {(row.kommune, row.aar) for row in udbytte.report.rows} == {("k101", 2020)}
    assert {row.kode: row.tekst for row in udbytte.report.rows} == {kode: tekst for kode, tekst, _ in KODER}
    assert (udbytte.advarsler, udbytte.report.problems) == (0, [])
    assert udbytte.summer["Folkeskoler: korr. inkl."] == 812.8333
    assert udbytte.summer["Folkeskoler: resultat 30. september"] == -0.85


ANDRE_ORD = {
    1: "PSP-element", 3: "Service (mio. kr.)", 5: "Korrigeret budget ekskl.\noverførsler", 6: "Opr. budget",
    9: "Bevillings-ansøgninger", 10: "Korrigeret budget ekskl. overførsler inkl. bevillingsans.",
    11: "Forventet forbrug 31. marts", 12: "Prognose pr. 31/5 2020", 13: "Forventet regnskab 30. september",
    15: "Forventede overførsler",
}  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        follow_up(at=9),
        follow_up(hoved=ANDRE_ORD),
        follow_up(hoved=OPFOELGNINGSHOVED | {11: "Skøn 31.03.2020", 12: "FORV. FORBRUG 31.5", 13: "Progn. 30-09-20"}),
        follow_up(hoved=OPFOELGNINGSHOVED | {20: "Note", 21: "Årets forventede resultat 31.03"}),
        follow_up(ark="Input - BF"),
        follow_up(hoved={c: v for c, v in OPFOELGNINGSHOVED.items() if c != 1}),
        follow_up([line(*kode) | {2: "note", 17: "x"} for kode in KODER]),
        follow_up([*(line(*kode) for kode in KODER), {}, {3: "Kilde: økonomisystemet"}]),
        follow_up([{3: "Skoler"}, *(line(*kode) for kode in KODER)]),
        follow_up([{c: str(v).replace(".", ",") if isinstance(v, float) else v for c, v in line(*kode).items()}
                   for kode in KODER]),
    ],
    ids=["række 9", "andre ord", "andre datoer", "flere kolonner", "arknavn", "kode uden overskrift", "noter",
         "fodnote",
         "afsnit", "tal som tekst"],
)  # fmt: skip
def test_the_same_figures_in_another_layout_are_the_same(read, content):
    udbytte = read(content)
    assert (facts(udbytte), udbytte.report.problems) == (EXPECTED, [])


def test_columns_and_codes_may_stand_anywhere(read):
    places = dict(zip(OPFOELGNINGSHOVED, random.Random(3).sample(range(1, 30), len(OPFOELGNINGSHOVED)), strict=True))

    def moved(row):
        return {places[c]: value for c, value in row.items()}

    content = follow_up([moved(line(*kode)) for kode in KODER], hoved=moved(OPFOELGNINGSHOVED))
    assert facts(read(content)) == EXPECTED


@pytest.mark.parametrize(
    ("titel", "faktor"),
    [("2020, 1.000 kr., Københavns Kommune", 1000), ("2020, beløb i kr., Københavns Kommune", 1_000_000),
     ("2020 (tkr.) Københavns Kommune", 1000), ("2020, i mio. kr., Københavns Kommune", 1)],
)  # fmt: skip
def test_the_unit_is_the_one_the_file_names(read, titel, faktor):
    rows = [{1: kode, 3: tekst, 5: b * faktor, 10: b * faktor, 11: b * faktor} for kode, tekst, b in KODER]
    udbytte = read(follow_up(rows, titel=titel))
    assert facts(udbytte)["7300020AIR35.0023", Tal.KORRIGERET_INKL] == 12_044_900_000
    assert (udbytte.advarsler, udbytte.report.problems) == (0, [])


def test_a_unit_that_is_not_named_is_told_with_an_example(read):
    udbytte = read(follow_up(titel="Budgetopfølgning 2020, Københavns Kommune"))
    assert warnings(udbytte) == [
        (
            "J5",
            "Kolonnen «Korr. budget inkl. bevillingsans.»: filen siger ikke, hvilken enhed beløbene har. 120,949 er "
            "læst som mio. kr., altså 120.949.000 kr. Er det rigtigt?",
        )
    ]


def test_figures_far_too_large_for_mio_are_asked_about(read):
    rows = [{1: kode, 3: tekst, 5: b * 1e6, 10: b * 1e6, 11: b * 1e6} for kode, tekst, b in KODER]
    udbytte = read(follow_up(rows, titel="2020 Københavns Kommune"))
    assert [besked for _, _, besked in problems(udbytte)] == [
        "Kolonnen «Korr. budget inkl. bevillingsans.»: enheden mangler. Skriv fx «1.000 kr.» eller «kr.» over tabellen."
    ]


@pytest.mark.parametrize(
    ("titel", "periode", "aar", "told"),
    [
        ("Opfølgning 2021, Københavns Kommune, mio. kr.", None, 2021, 0),
        ("Opfølgning 2021, Københavns Kommune, mio. kr.", (2020, 1), 2021, 0),
        ("Opfølgning, Københavns Kommune, mio. kr.", (2019, 3), 2019, 0),
        ("2020 mod 2019, Københavns Kommune, mio. kr.", (2020, 3), 2020, 0),
        ("Opfølgning, Københavns Kommune, mio. kr.", None, 2020, 1),
    ],
)
def test_the_year_is_said_given_or_told(read, titel, periode, aar, told):
    udbytte = read(follow_up(titel=titel), periode)
    assert {row.aar for row in udbytte.report.rows} == {aar}
    assert [b for _, b in warnings(udbytte)] == told * [
        "Arket siger ikke, hvilket år tallene er fra. De er læst som 2020."
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.1 + 0.2, 30_000_000), (812.3333, 81_233_330_000), (1 / 3, 33_333_333), ("12,5", 1_250_000_000), (0, 0)],
)
def test_the_noise_of_a_computer_is_rounded_away(read, value, expected):
    rows = [line(*KODER[0]) | {15: value}]
    assert facts(read(follow_up(rows)))[KODER[0][0], Tal.OVERFOERSEL] == expected


@pytest.mark.parametrize("value", [None, "-", "–", "  "])
def test_a_figure_that_is_not_there_is_not_zero(read, value):
    udbytte = read(follow_up([line(*KODER[0]) | {12: value}]))
    assert (KODER[0][0], Tal.FORVENTET_31_05) not in facts(udbytte)
    assert len(facts(udbytte)) == 7


def test_what_was_spent_is_not_taken_for_the_forecast_unasked(read):
    udbytte = read(follow_up(hoved=OPFOELGNINGSHOVED | {11: "Forbrug pr. 31.03"}))
    (found,) = warnings(udbytte)
    assert found == (
        "K4",
        "Kolonnen er læst som «Forv. forbrug 31.03», men siger ikke, at det er forventet. "
        "Er det forbrug til dato, så slet kolonnen.",
    )


@pytest.mark.parametrize("spent", ["Forbrug pr. 31.03", "Forv. forbrug 31.03 i pct.", "Regnskab 31.03"])
@pytest.mark.parametrize("c", [2, 17])
def test_what_is_forecast_goes_before_what_was_spent(read, spent, c):
    rows = [line(*kode) | {c: 7} for kode in KODER]
    udbytte = read(follow_up(rows, hoved=OPFOELGNINGSHOVED | {c: spent}))
    assert facts(udbytte) == EXPECTED
    assert problems(udbytte) == []


def several(*sheets):
    bog = Workbook()
    bog.remove(bog.active)
    content = b""
    for navn, rows in sheets:
        content = follow_up([line(*row) for row in rows], ark=navn, bog=bog)
    return content


def test_every_sheet_of_the_kind_is_read(read):
    udbytte = read(several(("Input", KODER[:1]), ("Input - BF", KODER[1:2]), ("Input - SU", KODER[2:])))
    assert (facts(udbytte), udbytte.laest) == (EXPECTED, 3)


def test_one_code_twice_with_the_same_figures_counts_once(read):
    udbytte = read(several(("Input", KODER), ("Input - BF", KODER[:1])))
    assert (facts(udbytte), udbytte.klar, udbytte.sprunget_over) == (EXPECTED, 4, 1)
    assert "koden og tallene står også i arket «Input» række 5" in udbytte.meldinger[-1].besked


def test_one_code_twice_with_other_figures_is_refused(read):
    kode, tekst, b = KODER[0]
    udbytte = read(several(("Input", KODER), ("Input - BF", [(kode, tekst, b + 1)])))
    besked = "Kolonnen «Kode»: koden står også i arket «Input» række 5 med andre tal. Slet den ene række."
    assert problems(udbytte) == [("Input - BF", "A5", besked)]


def total(tekst="I alt", **more):
    figures = {c: sum(line(*kode)[c] for kode in KODER) for c in (5, 6, 9, 10, 11, 12, 13, 15)}
    return {3: tekst} | figures | {int(c[1:]): value for c, value in more.items()}


@pytest.mark.parametrize("tekst", ["I alt", "Samlede udgifter", "Skoler i alt", "Sum:"])
def test_a_total_that_agrees_is_left_out(read, tekst):
    udbytte = read(follow_up([*(line(*kode) for kode in KODER), total(tekst)]))
    assert (facts(udbytte), udbytte.sprunget_over, udbytte.report.problems) == (EXPECTED, 1, [])


def test_totals_of_parts_and_of_all_are_both_checked(read):
    rows = [line(*KODER[0]), line(*KODER[1]), {3: "Delsum i alt", 5: 151.5}, line(*KODER[2]), total()]
    assert read(follow_up(rows)).report.problems == []


def test_a_total_that_says_something_else_is_refused_with_both_figures(read):
    udbytte = read(follow_up([*(line(*kode) for kode in KODER), total(c11=1000)]))
    besked = (
        "Kolonnen «Forv. forbrug 31.03»: summen er 1.000.000.000 kr. i filen, men rækkerne giver 967.580.300 kr. "
        "Ret rækkerne eller summen."
    )
    assert problems(udbytte) == [("Input", "K8", besked)]


def test_a_total_that_was_never_worked_out_cannot_be_checked(read):
    udbytte = read(follow_up([*(line(*kode) for kode in KODER), {3: "I alt", 11: "=SUM(K5:K7)"}]))
    assert (facts(udbytte), udbytte.report.problems) == (EXPECTED, [])
    assert str(UDEN_VAERDI) not in str(udbytte.meldinger)


def test_a_corrected_budget_that_is_not_its_parts_is_told(read):
    udbytte = read(follow_up([line(*kode) | {9: 0.7} for kode in KODER]))
    assert warnings(udbytte) == [
        (
            "J5",
            "Rækkens korr. budget inkl. bevillingsans. er ikke summen af korr. budget ekskl. og bevillingsans. "
            "Det gælder 3 rækker.",
        )
    ]


KODE, TEKST, B = KODER[0]
FORKERTE = {
    "tekst i tal": (follow_up([line(*KODER[0]) | {11: "ca. 7"}]), "K5", "værdien er ikke et tal, som vi kan læse"),
    "fejlcelle": (follow_up([line(*KODER[0]) | {11: "#REF!"}]), "K5", "cellen viser fejlen #REF!"),
    "formel": (follow_up([line(*KODER[0]) | {11: "=1+1"}]), "K5", "cellen er en formel uden gemt værdi"),
    "interval": (follow_up([line(*KODER[0]) | {11: "2-8 mio. kr."}]), "K5", "cellen viser et interval. Skriv ét beløb"),
    "dato": (follow_up([line(*KODER[0]) | {11: True}]), "K5", "værdien er sand/falsk, ikke et tal"),
    "for stort": (follow_up([line(*KODER[0]) | {11: 1e15}]), "K5", "beløbet er for stort"),
    "ingen kode": (follow_up([line(*KODER[1]), line(*KODER[0]) | {1: None}]), "A6", "cellen er tom"),
    "tal som kode": (follow_up([line(*KODER[0]) | {1: 73000202.0025}]), "A5", "Gem kolonnen som tekst"),
    "lang tekst": (follow_up([line(*KODER[0]) | {3: "x" * 201}]), "C5", "teksten er for lang (højst 200 tegn)"),
    "kolonne mangler": (
        follow_up(hoved={c: v for c, v in OPFOELGNINGSHOVED.items() if c != 5}),
        "A4",
        "Kolonnen «Korr. budget ekskl. bevillingsans.» mangler i overskrifterne i række 4.",
    ),
    "ingen prognose": (
        follow_up(hoved={c: v for c, v in OPFOELGNINGSHOVED.items() if c not in (11, 12, 13)}),
        "A4",
        "Vi finder ingen kolonne med forventet forbrug. Skriv datoen i overskriften, fx «Forv. forbrug 31.03».",
    ),
    "dobbelt kolonne": (
        follow_up(hoved=OPFOELGNINGSHOVED | {16: "Forv. forbrug 31. marts"}),
        "P4",
        "Kolonnen «Forv. forbrug 31.03» står to gange (også i kolonne K). Slet eller omdøb den ene.",
    ),
    "flere år": (
        follow_up(titel="2019 og 2020, Københavns Kommune, mio. kr."),
        "A4",
        "Arket nævner flere år (2019 og 2020). Skriv kun det, tallene er fra, over tabellen.",
    ),
    "flere enheder": (
        follow_up(titel=f"{TITEL} (1.000 kr.)"),
        "A4",
        "Arket nævner flere enheder (1.000 kr. og mio. kr.). Skriv kun den, som beløbene har.",
    ),
    "anden kommune": (
        follow_up(titel="Opfølgning 2020, Testby Kommune, mio. kr."),
        "",
        "Filen nævner en kommune, som Plads ikke kender. Skriv fx «Københavns Kommune» eller «Firmakode: 0101» over",
    ),
    "to kommuner": (
        follow_up(titel="2020: Københavns Kommune og Aalborg Kommune, mio. kr."),
        "",
        "Filen nævner flere kommuner.",
    ),
    "ingen rækker": (follow_up([]), "", "Arket har overskrifter, men ingen rækker."),
    "to måder": (
        follow_up([{1: KODE, 3: TEKST, 5: "120.449", 10: "120.949", 11: "121.698"}]),
        "E5",
        "tallet kan læses på to måder: med punktum som tusindtegn eller som decimaltegn.",
    ),
}


@pytest.mark.parametrize("kind", FORKERTE)
def test_what_is_wrong_is_named_by_its_cell(read, kind):
    content, place, word = FORKERTE[kind]
    found = problems(read(content))
    assert found[0][1] == place
    assert word in found[0][2]


def test_without_a_municipality_the_only_one_with_schools_is_meant_and_told(read):
    udbytte = read(follow_up(titel="2020, mio. kr."))
    besked = "Filen nævner ingen kommune. Tallene er læst som tal for Københavns Kommune. Er det rigtigt?"
    assert warnings(udbytte) == [("", besked)]


@pytest.mark.parametrize("said", ["Firmakode: 0851", "Budget for Aalborg Kommune", "Aalborg kommune, skoler"])
def test_a_municipality_that_is_named_is_the_one(read, said):
    udbytte = read(follow_up(titel=f"{said}, 2020, mio. kr."))
    assert {row.kommune for row in udbytte.report.rows} == {"k851"}


def test_texts_of_several_codes_are_told_apart_in_the_control_sums(read):
    rows = [line("73000202101", "Uden for aftale", 1), line("73000202102", "Uden for aftale", 2)]
    assert {
        "Uden for aftale (73000202101): korr. inkl.": 1.5,
        "Uden for aftale (73000202102): korr. inkl.": 2.5,
    }.items() <= (read(follow_up(rows)).summer.items())


def test_whatever_is_written_is_read_again(read):
    rng = random.Random(20200423)
    for _ in range(8):
        oerer = {f"7300020{nr:04}": rng.randint(-(10**12), 10**12) for nr in range(rng.randint(1, 12))}
        rows = [{1: kode, 3: f"Post {kode}", 5: 1, 10: 1, 11: o / 10**8} for kode, o in oerer.items()]
        udbytte = read(follow_up(rows, at=rng.randint(2, 20)))
        found = {kode: o for (kode, kolonne), o in facts(udbytte).items() if kolonne is Tal.FORVENTET_31_03}
        assert (found, udbytte.report.problems) == (oerer, [])


@pytest.mark.parametrize(
    ("titel", "aar"),
    [
        ("Budgetopfølgning 2026, Indsatsplan 2024-2028", 2026),
        ("Indsatsplan 2019-2023 | Budgetopfølgning 2020", 2020),
        ("Budgetopfølgning for 2020, udtrukket januar 2021", 2020),
        ("Budgetopfølgning 2020, opgjort pr. 04.01.2021", 2020),
        ("Budgetopfølgning opgjort pr. 31.03.2019", 2019),
        ("Budgetopfølgning udtrukket i marts 2019", 2019),
        ("Budgetopfølgning opdateret marts 2019", 2019),
    ],
)
def test_the_year_is_that_of_the_figures(read, titel, aar):
    udbytte = read(follow_up(titel=f"{titel}, Københavns Kommune, mio. kr."))
    assert ({row.aar for row in udbytte.report.rows}, problems(udbytte)) == ({aar}, [])


@pytest.mark.parametrize(
    "titel", ["Indsatsplan 2019-2023", "Handleplan 2019", "Budgetopfølgning, Indsatsplan 2024-2028"]
)
def test_the_years_of_a_plan_are_not_those_of_the_figures(read, titel):
    udbytte = read(follow_up(titel=f"Københavns Kommune, mio. kr., {titel}"))
    assert ({row.aar for row in udbytte.report.rows}, problems(udbytte)) == ({2020}, [])
    assert "De er læst som 2020." in warnings(udbytte)[0][1]


def test_two_years_of_figures_are_still_asked_about(read):
    ((_, _, besked),) = problems(read(follow_up(titel="Budgetopfølgning 2019 og 2020, Københavns Kommune, mio. kr.")))
    assert besked.startswith("Arket nævner flere år (2019 og 2020).")


def test_the_day_beside_the_title_gives_way_to_the_year_in_it(read):
    bog = load_workbook(BytesIO(follow_up()))
    bog.active["A2"], bog.active["B2"] = "Dato", date(2021, 1, 5)
    udbytte = read(saved(bog))
    assert ({row.aar for row in udbytte.report.rows}, problems(udbytte)) == ({2020}, [])


def test_codes_and_texts_that_have_changed_places_are_changed_back(read):
    udbytte = read(follow_up([line(tekst, kode, b) for kode, tekst, b in KODER]))
    assert (facts(udbytte), problems(udbytte)) == (EXPECTED, [])
    assert {row.tekst for row in udbytte.report.rows} == {tekst for _, tekst, _ in KODER}
    assert "Koderne står under «Tekst» og teksterne under «Kode». De er byttet om." in [
        melding.besked for melding in udbytte.meldinger
    ]


def test_one_row_whose_code_and_text_have_changed_places_is_asked_about(read):
    kode, tekst, b = KODER[0]
    rows = [line(tekst, kode, b), *(line(*known) for known in KODER[1:])]
    besked = "Kolonnen «Kode»: koden og teksten er vist byttet om. Ret cellen, og indlæs filen igen."
    assert problems(read(follow_up(rows))) == [("Input", "A5", besked)]


def below(*titel, rows=KODER[1:2], hoved=OPFOELGNINGSHOVED):
    """Return a follow-up with titles, the headings and more rows under the first of its rows."""
    headings = [hoved] if hoved else []
    return follow_up([line(*KODER[0]), {}, *titel, *headings, *(line(*kode) for kode in rows)])


@pytest.mark.parametrize(
    ("titel", "hvad"),
    [
        ({1: "Budgetopfølgning 2019, mio. kr."}, "et andet år (2019)"),
        ({1: "Budgetopfølgning", 2: 2019}, "et andet år (2019)"),
        ({1: "Budgetopfølgning", 5: 2019}, "et andet år (2019)"),
        ({3: "2021"}, "et andet år (2021)"),
        ({1: "Budgetopfølgning 2019, 1.000 kr."}, "en anden enhed (1.000 kr.)"),
        ({1: "Budgetopfølgning 2020, København, kr."}, "en anden enhed (kr.)"),
        ({1: "Randers Kommune"}, "en anden kommune"),
        ({1: "Firmakode:", 2: "0147"}, "en anden kommune"),
    ],
)
def test_a_table_of_something_else_below_the_first_is_asked_about(read, titel, hvad):
    besked = f"Under tabellen begynder en ny tabel med {hvad}. Lav ét ark pr. tabel."
    assert problems(read(below(titel))) == [("Input", f"{'A' if 1 in titel else 'C'}7", besked)]


@pytest.mark.parametrize("tekst", ["Budgetopfølgning 2019", "Beløb i 1.000 kr.", "Randers Kommune"])
def test_a_title_without_headings_below_it_is_a_warning(read, tekst):
    udbytte = read(below({1: tekst}, hoved=None))
    warned = [m.celle for m in udbytte.meldinger if m.besked.startswith("Under tabellen begynder en ny tabel med")]
    assert (problems(udbytte), warned) == ([], ["A7"])


@pytest.mark.parametrize(
    "titel",
    [
        {1: TITEL}, {1: TITEL, 2: "Side 2 af 3"}, {1: "Budgetopfølgning 2020"}, {1: "Specialområdet, mio. kr."},
        {1: "Firmakode: 0101"}, {1: "Indsatsplan 2019-2023"}, {1: "Udtrukket 05.01.2021 08:15"},
    ],
)  # fmt: skip
def test_a_title_that_says_the_same_on_each_page_is_nothing_to_ask_about(read, titel):
    udbytte = read(below(titel, rows=KODER[1:]))
    assert (facts(udbytte), problems(udbytte)) == (EXPECTED, [])


@pytest.mark.parametrize("tekst", ["Reserve 2021", "Køb af pladser i Randers Kommune", "Overført fra 2019"])
def test_a_section_may_name_a_year_or_a_place(read, tekst):
    udbytte = read(below({3: tekst}, rows=KODER[1:], hoved=None))
    assert (facts(udbytte), problems(udbytte)) == (EXPECTED, [])


def test_a_note_below_the_table_is_no_title(read):
    udbytte = read(follow_up([*(line(*kode) for kode in KODER), {}, {1: "Budgetopfølgning 2019 var i 1.000 kr."}]))
    assert (facts(udbytte), problems(udbytte)) == (EXPECTED, [])


def test_the_day_a_list_was_made_is_its_year_in_both_tables(read):
    bog = load_workbook(BytesIO(below({1: "Budgetopfølgning, opgjort pr. 31.03.2019"})))
    bog.active["A1"] = "Budgetopfølgning, opgjort pr. 31.03.2020, Københavns Kommune, mio. kr."
    assert "et andet år (2019)" in problems(read(saved(bog)))[0][2]


def sheets(**parts):
    """Return a follow-up of several sheets, each with its own title and rows."""
    bog = Workbook()
    bog.remove(bog.active)
    for navn, (titel, *rows) in parts.items():
        content = follow_up(rows, titel=f"{titel}, Københavns Kommune", ark=navn, bog=bog)
    return content


def times(row, factor):
    return {c: value * factor if isinstance(value, float) else value for c, value in row.items()}


def test_sheets_of_two_years_or_units_are_each_read_in_their_own(read):
    years = sheets(A=("2019, mio. kr.", line(*KODER[0])), B=("2020, mio. kr.", line(*KODER[0])))
    assert {(row.aar, row.oere) for row in read(years).report.rows if row.kolonne is Tal.KORRIGERET_EKSKL} == {
        (2019, oere(KODER[0][2])), (2020, oere(KODER[0][2])),
    }  # fmt: skip
    units = sheets(A=("2020, mio. kr.", line(*KODER[0]), line(*KODER[1])),
                   B=("2020, 1.000 kr.", times(line(*KODER[2]), 1000)))  # fmt: skip
    assert (facts(read(units)), warnings(read(units))) == (EXPECTED, [])


def test_a_year_that_only_another_sheet_says_is_told(read):
    udbytte = read(sheets(A=("2019, mio. kr.", line(*KODER[0])), B=("mio. kr.", line(*KODER[1]))))
    besked = "Arket siger ikke, hvilket år tallene er fra. De er læst som 2019, som et andet ark siger."
    assert ({row.aar for row in udbytte.report.rows}, warnings(udbytte)) == ({2019}, [("", besked)])


def test_a_unit_that_is_not_named_is_told_though_no_corrected_budget_is(read):
    row = {c: value for c, value in line(*KODER[1]).items() if c in (1, 3, 5, 11)}
    ((sted, besked),) = warnings(read(sheets(A=("2020, mio. kr.", line(*KODER[0])), B=("2020", row))))
    assert (sted, "31,051 er læst som mio. kr." in besked) == ("E5", True)
    both = [row, line(*KODER[2])]
    ((sted, besked),) = warnings(read(sheets(A=("2020, mio. kr.", line(*KODER[0])), B=("2020", *both))))
    assert (sted, "812,833 er læst som mio. kr." in besked) == ("J6", True)


def summed(kode, *rows):
    return {1: kode, 3: "Alt"} | {c: sum(row[c] for row in rows) for c in rows[0] if c > 3}


def test_a_row_that_is_the_sum_of_another_sheet_is_asked_about(read):
    detail = ("2020, mio. kr.", line(*KODER[0]), line(*KODER[1]))
    udbytte = read(sheets(Alt=("2020, mio. kr.", summed("7300020A", *detail[1:])), Dele=detail))
    besked = "Kolonnen «Kode»: tallene er lige så store som de 2 rækker i arket «Dele» tilsammen."
    assert warnings(udbytte) == [("A5", f"{besked} Er rækken en sum, så slet den.")]
    other = read(sheets(Alt=("2019, mio. kr.", summed("7300020A", *detail[1:])), Dele=detail))
    assert warnings(other) == []
    same = line("7300020AIX10", "X", KODER[0][2])
    single = read(sheets(A=("2020, mio. kr.", line(*KODER[0])), B=("2020, mio. kr.", same)))
    assert warnings(single) == []


def test_a_sheet_of_nothing_but_totals_is_held_against_the_others(read):
    parts = {navn: ("2020, mio. kr.", line(*kode)) for navn, kode in zip("ABC", KODER, strict=True)}
    udbytte = read(sheets(**parts, Alt=("2020, mio. kr.", total())))
    assert (facts(udbytte), problems(udbytte), warnings(udbytte)) == (EXPECTED, [], [])
    ((ark, sted, besked),) = problems(read(sheets(**parts, Alt=("2020, mio. kr.", total(c5=999)))))
    assert (ark, sted, "summen er 999.000.000 kr. i filen" in besked) == ("Alt", "E5", True)


def test_a_word_for_a_total_beside_the_table_does_not_hide_the_column_of_codes(read):
    hoved = {c: v for c, v in OPFOELGNINGSHOVED.items() if c != 1} | {20: "Slags"}
    udbytte = read(follow_up([line(*kode) | {20: "Hovedtotal"} for kode in KODER], hoved=hoved))
    assert not any("«Kode» mangler" in besked for *_, besked in problems(udbytte))
