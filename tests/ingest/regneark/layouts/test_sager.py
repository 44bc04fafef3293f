"""Case rows: only counts per school, month and class level come out, and every cell that is unclear is named."""

import json
import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from plads.ingest.regneark.grund.arknavne import is_plain
from plads.models.indikator import Aktivitet, Trintal
from plads.models.proveniens import Grad
from plads.text import stort
from tests.ingest.regneark.filer import sheet
from tests.ingest.regneark.personfiler import (
    SAGSARK,
    SAGSHOVED,
    SAMPLES,
    case,
    cases,
    numbered,
    sample_cases,
    with_sample,
)
from tests.ingest.regneark.skoler import NAVNE

KODER = ("ppv", "indstilling", "visitation")
SAMPLE = SAMPLES / "L05_sager_cpr.xlsx"


def counts(udbytte) -> dict[tuple[int, str, str], int]:
    rows = [row for row in udbytte.report.rows if isinstance(row, Aktivitet)]
    return {(row.maaned, row.indikator, row.enhed): row.antal for row in rows}


def levels(udbytte) -> dict[tuple[int, str, str, str], int]:
    rows = [row for row in udbytte.report.rows if isinstance(row, Trintal)]
    return {(row.maaned, row.indikator, row.enhed, row.trin): row.antal for row in rows}


def places(udbytte) -> list[tuple[str, str]]:
    return [(problem.ark, problem.celle) for problem in udbytte.report.problems]


def said(udbytte, grad: Grad = Grad.FEJL) -> str:
    return "\n".join(melding.besked for melding in udbytte.fund if melding.grad is grad)


def by_hand(rows) -> Counter:
    """Count cases the slow way: months by PPV, indstilling and visitation; complaints by the visitation."""
    found = Counter()
    for _, _, _, number, _, level, *days, _, _, complaint, _ in rows:
        days = [datetime.strptime(dag, "%d-%m-%Y") if isinstance(dag, str) else dag for dag in days]  # noqa: DTZ007
        dated = [*zip(KODER, days, strict=True), ("klage", days[2] if complaint == "J" else None)]
        for kode, dag in dated:
            if dag:
                found[dag.year * 100 + dag.month, kode, str(number), level.split(".")[0]] += 1
    return found


def test_the_sample_gives_its_counts_and_nothing_else(read):
    udbytte = read(cases(*sample_cases()))
    assert levels(udbytte) == by_hand(sample_cases())
    assert udbytte.summer == {"ppv": 45, "indstillinger": 60, "visitationer": 30, "klager": 6}
    assert (udbytte.laest, udbytte.klar, udbytte.report.problems, udbytte.advarsler) == (60, 60, [], 0)
    assert udbytte.periode == "november 2019–oktober 2020"
    assert {type(row) for row in udbytte.report.rows} == {Aktivitet, Trintal}


@with_sample(SAMPLE.name)
def test_the_sample_file_itself_gives_the_same(read):
    facit = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["L05"]
    udbytte = read(SAMPLE.read_bytes())
    assert levels(udbytte) == by_hand(sample_cases())
    assert udbytte.summer | {"rows": udbytte.laest} == {
        key: facit[key] for key in ("rows", "ppv", "indstillinger", "visitationer", "klager")
    }


def test_a_schools_count_is_the_sum_over_its_levels_and_never_zero(read):
    udbytte = read(cases(*sample_cases()))
    summed = Counter()
    for (maaned, kode, enhed, _), antal in levels(udbytte).items():
        summed[maaned, kode, enhed] += antal
    assert counts(udbytte) == summed
    assert min(summed.values()) > 0
    assert "intet tal. Filen siger ikke, at tallet er 0." in said(udbytte, Grad.INFO)


@pytest.mark.parametrize("seed", range(6))
def test_any_cases_in_any_arrangement_give_their_counts(read, seed):
    rng = random.Random(seed)
    rows = []
    for nr in range(rng.randint(1, 80)):
        k, dag = rng.randrange(10), date(2018, 1, 1) + timedelta(rng.randrange(900))
        days = [dag - timedelta(rng.randrange(60)), dag, dag + timedelta(rng.randrange(60))]
        days = [written if rng.random() < 0.8 else None for written in days]
        complaint = "J" if days[2] and rng.random() < 0.3 else "N"
        row = case(Sagsnr=f"{nr}", Instnr=999001 + k, Skole=NAVNE[k], Klassetrin=f"{rng.randrange(11)}. kl.")
        rows.append([*row[:6], *days, *row[9:11], complaint, None])
    expected = by_hand(rows)
    written = [[_spelt(rng, cell) for cell in row] for row in rows]
    order = rng.sample(range(13), 13)
    table = [[row[c] for c in order] for row in [SAGSHOVED, *rng.sample(written, len(written))]]
    udbytte = read(sheet([["Titel"], *table], "Sager 2020", at=(rng.randint(1, 9), rng.randint(1, 5))))
    assert (levels(udbytte), udbytte.report.problems) == (expected, [])


def _spelt(rng: random.Random, cell):
    """Return a cell as it is, or as another system would write it."""
    if isinstance(cell, date):
        serial = (cell - date(1899, 12, 30)).days
        return rng.choice([cell, f"{cell:%d-%m-%Y}", f"{cell:%d.%m.%Y}", f"{cell:%d.%m.%Y} 08:14", serial, str(serial)])
    return rng.choice([cell, str(cell)]) if isinstance(cell, int) else cell


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("CPR-nr.", "Personnummer"),
        ("Inst.nr.", "Institutions-\nnummer"),
        ("Skole", "Skolenavn"),
        ("Klassetrin", "Klasse-trin"),
        ("PPV dato", "PPV-dato"),
        ("PPV dato", "Dato for PPV (dd-mm-åååå)"),
        ("Indstillingsdato", "Indstillings-\ndato"),
        ("Visitationsdato", "Dato for visitation"),
        ("Klage", "KLAGE:"),
        ("Sagsnr.", "Sagsnummer"),
    ],
)
def test_a_heading_is_known_in_other_spellings(read, heading, other):
    head = [other if name == heading else name for name in SAGSHOVED]
    udbytte = read(cases(case(), head=head))
    assert (udbytte.summer["visitationer"], udbytte.report.problems) == (1, [])


@pytest.mark.parametrize(
    ("value", "level"),
    [
        ("3. kl.", "3"), ("3", "3"), (3, "3"), ("3.kl", "3"), ("3.b", "3"), ("3A", "3"), ("03", "3"),
        ("bhkl A", "0"), ("børnehaveklasse A", "0"), ("Børneh.kl.", "0"), ("3.årg", "3"), ("3. årg.", "3"),
        ("klasse 3", "3"), ("3. årgang", "3"), ("10. klasse", "10"), ("0. klasse", "0"), (0, "0"), ("bh.kl.", "0"),
        ("Børnehaveklasse", "0"), ("dagtilbud", "dagtilbud"), ("Børnehave", "dagtilbud"), (None, "ukendt"),
        ("  ", "ukendt"), ("Ukendt", "ukendt"), ("-", "ukendt"),
    ],
)  # fmt: skip
def test_a_class_level_is_understood(read, value, level):
    udbytte = read(cases(case(Klassetrin=value)))
    assert {key[3] for key in levels(udbytte)} == {level}
    assert udbytte.report.problems == []


@pytest.mark.parametrize(
    "value",
    ["11", "3-4", "Frida Frandsen", date(2020, 4, 3), True, "010112-0000", 101120000, -1, "3 kl 4", "3+4", "A", "kl."],
)
def test_a_class_level_that_is_unclear_is_refused_at_its_cell(read, value):
    udbytte = read(cases(case(Klassetrin=value)))
    assert places(udbytte) == [(SAGSARK, "F4")]
    assert udbytte.report.rows == []


@pytest.mark.parametrize(
    "value",
    [
        date(2020, 3, 4),
        datetime.fromisoformat("2020-03-04T10:30"),
        "04-03-2020",
        "4.3.2020",
        "04/03/2020",
        "04-03-2020 10:30:00",
        "2020-03-04",
        "20200304",
        "4. marts 2020",
        43894,
        "43894",
        43894.5,
    ],
)
def test_a_day_is_understood(read, value):
    udbytte = read(cases(case(Indstillingsdato=value)))
    assert (202003, "indstilling", "999001") in counts(udbytte)
    assert udbytte.report.problems == []


def test_serial_numbers_are_told(read):
    udbytte = read(numbered(case(Indstillingsdato=43894), case(PPVdato="43894")))
    assert "2 datoer står som tal (Excels løbenumre for dage). De er læst som datoer." in said(udbytte, Grad.INFO)


@pytest.mark.parametrize(
    "value",
    ["31-02-2020", "uge 43", "april 2020", "snart", 3, True, "010112-0000", 101120000, "0101120000", "Frida", "#REF!"],
)
@pytest.mark.parametrize("column", ["PPVdato", "Indstillingsdato", "Visitationsdato"])
def test_a_day_that_is_unclear_is_refused_at_its_cell(read, value, column):
    udbytte = read(cases(case(**{column: value})))
    assert places(udbytte) == [(SAGSARK, f"{'GHI'[['PPVdato', 'Indstillingsdato', 'Visitationsdato'].index(column)]}4")]
    assert str(value) == "#REF!" or str(value) not in said(udbytte) or value == 3


def test_the_messages_about_a_day_tell_what_to_do(read):
    assert said(read(cases(case(PPVdato="snart")))) == (
        "Kolonnen «PPV dato»: datoen kan ikke læses. Skriv fx 23.04.2020, eller lad cellen være tom. "
        "Ret cellen, og indlæs filen igen."
    )
    assert said(read(cases(case(PPVdato=date(1920, 4, 23))))) == (
        "Kolonnen «PPV dato»: datoen ligger ikke mellem 2000 og 2100. Ret cellen, og indlæs filen igen."
    )
    assert said(read(cases(case(PPVdato=date(2020, 12, 23))))) == (
        "Kolonnen «PPV dato»: datoen ligger i fremtiden. Ret cellen, og indlæs filen igen."
    )


@pytest.mark.parametrize("value", ["J", "ja", "X", "x", 1, "1", True, "Ja."])
def test_a_complaint_counts_in_the_month_of_the_decision(read, value):
    udbytte = read(cases(case(Klage=value)))
    assert (counts(udbytte)[202004, "klage", "999001"], udbytte.summer["klager"]) == (1, 1)
    assert "1 klager har ingen dato og er talt i måneden for «Visitationsdato»" in said(udbytte, Grad.INFO)


@pytest.mark.parametrize("value", ["N", "nej", 0, "0", False, None, "-"])
def test_no_complaint_is_none(read, value):
    udbytte = read(cases(case(Klage=value)))
    assert (udbytte.summer["klager"], udbytte.report.problems) == (0, [])


@pytest.mark.parametrize("value", ["måske", "010112-0000", 101120000, "Frida Frandsen", 2, "12"])
def test_a_complaint_that_is_unclear_is_refused_at_its_cell(read, value):
    udbytte = read(cases(case(Klage=value)))
    assert places(udbytte) == [(SAGSARK, "L4")]
    assert str(value) not in said(udbytte) or len(str(value)) < 3


@pytest.mark.parametrize("value", [date(2020, 6, 7), "07-06-2020", 43989])
def test_a_complaints_own_day_decides(read, value):
    assert (202006, "klage", "999001") in counts(read(cases(case(Klage=value))))
    head, row = [*SAGSHOVED, "Klagedato"], [*case(Klage="J"), value]
    assert (202006, "klage", "999001") in counts(read(cases(row, head=head)))
    udbytte = read(cases([*case(Klage="N"), value], head=head))
    assert (places(udbytte), said(udbytte)) == (
        [(SAGSARK, "N4")], "Kolonnen «Klagedato»: der står en dato, men «Klage» siger ikke ja. Ret det ene.",
    )  # fmt: skip


def test_a_complaint_before_any_decision_is_counted_by_the_indstilling_with_a_warning(read):
    udbytte = read(cases(case(Klage="J", Visitationsdato=None, Afgørelse="Afslag")))
    assert (202003, "klage", "999001") in counts(udbytte)
    assert "1 klager har hverken egen dato eller «Visitationsdato»" in said(udbytte, Grad.ADVARSEL)


def test_a_complaint_without_any_day_names_its_cell(read):
    udbytte = read(cases(case(Klage="J", Visitationsdato=None, Indstillingsdato=None)))
    assert places(udbytte) == [(SAGSARK, "L4")]
    assert said(udbytte) == (
        "Kolonnen «Klage»: klagen har ingen måned, for sagen har hverken visitationsdato eller indstillingsdato. "
        "Skriv klagens dato i cellen, og indlæs filen igen."
    )


def test_one_child_may_have_several_cases(read):
    udbytte = read(cases(case(), case(Sagsnr="S20-0002")))
    assert (udbytte.summer["indstillinger"], udbytte.report.problems) == (2, [])


def test_the_same_case_twice_counts_once(read):
    udbytte = read(cases(case(), case(Bemærkninger="igen", CPRnr="0202110000")))
    assert (udbytte.summer["indstillinger"], udbytte.laest, udbytte.sprunget_over) == (1, 2, 1)
    assert "sagen står også i række 4 med det samme. Den er talt med én gang." in said(udbytte, Grad.INFO)


@pytest.mark.parametrize(
    "other",
    [
        {"Klassetrin": "4"},
        {"PPVdato": None},
        {"Klage": "J"},
        {"CPRnr": "030311-0000"},
        {"Instnr": 999002, "Skole": None},
    ],
)
def test_the_same_number_with_another_content_is_refused(read, other):
    udbytte = read(cases(case(), case(**other)))
    assert (places(udbytte), said(udbytte)) == (
        [(SAGSARK, "A5")],
        "Kolonnen «Sagsnr.»: række 4 og 5 har samme sagsnummer, men ikke det samme indhold. Ret den ene.",
    )


def test_cases_without_a_number_are_counted_with_a_warning(read):
    udbytte = read(cases(case(Sagsnr=None), case(Sagsnr=None)))
    assert udbytte.summer["indstillinger"] == 2
    assert "«Sagsnr.»: 2 sager mangler det. Vi kan ikke se, om en sag står to gange." in said(udbytte, Grad.ADVARSEL)


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ({"Instnr": 999999, "Skole": None}, "D4", "findes ikke i skoleregistret"),
        ({"Instnr": 999002}, "D4", "nummer og navn passer ikke sammen"),
        ({"Instnr": None, "Skole": "Testskole Ahron"}, "E4", "Mente du «Testskole Ahorn»?"),
        ({"Instnr": None, "Skole": "010112-0000"}, "E4", "skolen kendes ikke"),
        ({"Instnr": None, "Skole": None}, "E4", "skolen mangler"),
        ({"Instnr": 999011, "Skole": None}, "E4", "nedlagt 31. juli 2019"),
    ],
)
def test_a_school_that_is_unclear_is_refused_at_its_cell(read, cells, place, word):
    udbytte = read(cases(case(**cells)))
    assert places(udbytte) == [(SAGSARK, place)]
    assert word in said(udbytte)
    assert "Ahron" not in said(udbytte)


def test_a_school_is_found_by_its_name_alone(read):
    udbytte = read(cases(case(Instnr=None, Skole="testskole  ahorn ")))
    assert (udbytte.summer["indstillinger"], udbytte.report.problems) == (1, [])


def test_what_looks_wrong_is_a_warning_and_counts(read):
    udbytte = read(cases(case(Visitationsdato=date(2020, 1, 5)), case(Sagsnr="2", Visitationsdato=None)))
    warned = said(udbytte, Grad.ADVARSEL)
    assert "datoen ligger før indstillingsdatoen. Er det rigtigt?" in warned
    assert "sagen har en afgørelse, men ingen dato. Den tæller ikke som visitation." in warned
    assert udbytte.summer["visitationer"] == 1
    empty = read(cases(case(PPVdato=None, Indstillingsdato=None, Visitationsdato=None, Afgørelse=None)))
    assert "sagen har ingen datoer og tæller ikke med nogen steder." in said(empty, Grad.ADVARSEL)


def test_a_total_row_must_agree(read):
    total = [None] * 13
    total[0], total[7] = "I alt", 2
    udbytte = read(cases(case(), case(Sagsnr="2"), total))
    assert (udbytte.laest, udbytte.sprunget_over, udbytte.report.problems) == (2, 1, [])
    total[7] = 3
    udbytte = read(cases(case(), case(Sagsnr="2"), total))
    assert (places(udbytte), said(udbytte)) == (
        [(SAGSARK, "H6")], "Summen er 3 i filen, men rækkerne giver 2. Ret rækkerne eller summen.",
    )  # fmt: skip


def test_a_remark_that_says_total_hides_no_case_and_shows_no_number(read):
    udbytte = read(numbered(case(Bemærkninger="i alt"), case(Bemærkninger="sum", CPRnr=101120000, PPVdato="x")))
    assert udbytte.laest == 2
    assert places(udbytte) == [(SAGSARK, "G5")]


@pytest.mark.parametrize("missing", ["PPV dato", "Indstillingsdato", "Visitationsdato", "Klage"])
def test_what_a_list_has_no_column_for_is_not_counted_and_no_heading_is_repeated(read, missing):
    c = SAGSHOVED.index(missing)
    udbytte = read(cases(case(Klage=date(2020, 6, 7)), head=[*SAGSHOVED[:c], "Frida Frandsen", *SAGSHOVED[c + 1 :]]))
    navn = {"PPV dato": "ppv", "Indstillingsdato": "indstillinger", "Visitationsdato": "visitationer"}.get(missing)
    shown = {"ppv": "PPV'er", None: "Klager"}.get(navn, stort(navn or ""))
    besked = f"Kolonnen «{missing}» mangler. {shown} er ikke talt, og tal, der er gemt, bliver stående."
    assert besked in said(udbytte, Grad.INFO)
    assert (navn or "klager") not in udbytte.summer
    assert (sum(udbytte.summer.values()), udbytte.report.problems) == (3, [])
    assert "Frida" not in said(udbytte, Grad.INFO) + said(udbytte, Grad.ADVARSEL)


def test_a_list_without_levels_is_counted_at_none(read):
    udbytte = read(cases(case(), head=["Mærke" if name == "Klassetrin" else name for name in SAGSHOVED]))
    assert {key[3] for key in levels(udbytte)} == {"ukendt"}
    assert "Kolonnen «Klassetrin» mangler. Klassetrinnet er ukendt for alle sager." in said(udbytte, Grad.ADVARSEL)


def test_a_complaint_without_a_day_is_asked_about_where_decisions_have_no_column(read):
    udbytte = read(cases(case(Klage="J"), head=["Mærke" if name == "Visitationsdato" else name for name in SAGSHOVED]))
    assert said(udbytte) == (
        "Kolonnen «Klage»: klagen har ingen måned, for kolonnen «Visitationsdato» mangler. Skriv klagens dato i "
        "cellen, og indlæs filen igen."
    )


def test_a_column_of_days_of_complaints_says_itself_that_there_are_any(read):
    head = ["Klagedato" if name == "Klage" else name for name in SAGSHOVED]
    udbytte = read(cases(case(Klage=date(2020, 6, 7)), case(Sagsnr="2", Klage=None), head=head))
    assert (counts(udbytte)[202006, "klage", "999001"], udbytte.summer["klager"]) == (1, 1)
    assert (udbytte.report.problems, udbytte.advarsler) == ([], 0)


def test_schools_need_a_column(read):
    head = ["A" if name in ("Inst.nr.", "Skole") else name for name in SAGSHOVED]
    assert said(read(cases(case(), head=head))) == "Kolonnen «Inst.nr.» eller «Skole» mangler."


def test_headings_alone_are_refused(read):
    assert "ingen rækker" in said(read(cases()))


@pytest.mark.parametrize("navn", ["Frida Frandsen", "010112-0000", "Jens 2020", "Sager Frida", "010112 0000"])
def test_a_sheet_named_after_somebody_is_called_by_its_number(read, navn):
    udbytte = read(cases(case(Klage="måske"), navn=navn))
    assert {melding.ark for melding in udbytte.fund} == {"ark nr. 1"}


@pytest.mark.parametrize("navn", ["Sager 2020", "Udtræk indstillinger", "Ark1", "Sheet1", "Marts", "Elever 01-05-2020"])
def test_a_sheet_with_a_plain_name_keeps_it(navn):
    assert is_plain(navn)
