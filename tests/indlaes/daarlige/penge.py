"""Bad amounts, plans, periods and cases, layout by layout (B91–B94 and our own)."""

from __future__ import annotations

from typing import Any

from tests.indlaes.daarlige.sag import Sag
from tests.ingest.regneark.budgetark import KODER, budget, follow_up, line
from tests.ingest.regneark.filer import L09, changed, sheet
from tests.ingest.regneark.layouts.test_budgettabel import FORKERTE as BUDGETTABEL
from tests.ingest.regneark.layouts.test_forloebsliste import forloeb, liste
from tests.ingest.regneark.matricer import sheets
from tests.ingest.regneark.personfiler import ELEVHOVED, case, cases, pupil
from tests.ingest.regneark.test_fundne_fejl import POSTHOVED, ledger, posting

SIGNEREDE = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Beløb"]


def table(nr: str, hvad: str, kind: str) -> Sag:
    return Sag(nr, hvad, BUDGETTABEL[kind][0])


def amount(nr: str, hvad: str, value: Any) -> Sag:
    """Return a ledger with one odd amount."""
    rows = [["511", "03.03.2020", "22000000", "XG-1", 100], ["512", "03.03.2020", "22000000", "XG-1", value]]
    return Sag(nr, hvad, ledger(*rows, hoved=SIGNEREDE))


def in_kroner() -> bytes:
    rows = [{1: kode, 3: tekst, 5: b * 1e6, 10: b * 1e6, 11: b * 1e6} for kode, tekst, b in KODER]
    return follow_up(rows, titel="2020 Københavns Kommune")


def areas(forside: str, navn: str = "Amager") -> bytes:
    rows = [["Skole", "PPV", "Klager"], ["Testskole Ahorn", 1, 2], ["Testskole Gran", 0, None]]
    return sheets(**{"Forside": [[forside]], navn: rows})


def months(titel: str, *heads: str) -> bytes:
    return sheet([[titel], ["Skole", *heads], ["Testskole Ahorn", *range(len(heads))]])


def share(value: Any) -> bytes:
    return changed(L09, lambda ark: ark.__setitem__("E6", value))


# Two sums of each code: the corrected budget and what is expected to be left on 31 March, 31 May and 30 September.
FOLGE = {
    f"{tekst}: {what}": tal
    for _, tekst, b in KODER
    for what, tal in (
        ("korr. inkl.", b + 0.5), ("resultat 31. marts", 0.749),
        ("resultat 31. maj", 1.55), ("resultat 30. september", -0.85),
    )
}  # fmt: skip

PENGE = [
    Sag("B91a", "beløb 1.000 gange for store til den antagne enhed", in_kroner()),
    Sag("B91b", "enheden er ikke nævnt", follow_up(titel="Budgetopfølgning 2020, Københavns Kommune"), FOLGE),
    table("B91c", "tabel uden enhed", "ingen enhed"),
    table("B92", "to prisniveauer", "to prisniveauer"),
    Sag(
        "B93",
        "dele og sum er uenige",
        budget([["Licenser", "Service", 34300, 1], ["Frikøb", "Service", 700, 1], ["I alt", None, 35075, 2]]),
    ),
    amount("B96a", "beløb som tekst uden tal", "afventer"),
    amount("B96b", "beløb mangler", None),
    amount("B96c", "tre decimaler", 1.005),
    Sag("U13", "posteringer uden kommune", sheet([POSTHOVED, posting(1, 5)]), {"XG-1": 5, "net_i_alt": 5}),
    Sag("U14", "debet og kredit i samme række", ledger(posting(1, 5, 7))),
    Sag("U15", "subtotal, der ikke passer", ledger(posting(1, 100), ["I alt XG-1", None, None, None, 90, None])),
    table("U16", "beløb som interval", "interval"),
    table("U17", "to enheder", "to enheder"),
    Sag("U18", "samme kode med andre tal", follow_up([line(*KODER[0]), line(KODER[0][0], "Specialskoler", 9.0)])),
    Sag("U19", "flere kommuner", follow_up(titel="2020: Københavns Kommune og Aalborg Kommune, mio. kr.")),
    Sag("U20", "liste uden dag", liste(forloeb(), titel="Forløbsliste")),
    Sag("U21", "forløb, der ikke kendes", liste(forloeb(Forløb="Aktionslering"))),
    Sag("U22", "skoleår, der ikke kan læses", liste(forloeb(Skoleår="2020/22"))),
    Sag("U23", "status, der ikke kendes", liste(forloeb(Status="måske"))),
    Sag("U24", "perioden står ikke i filen", areas("Rapport")),
    Sag("U25", "perioden er i fremtiden", areas("1. halvår 2099")),
    Sag("U27", "ark for et ukendt område", areas("1. halvår 2020", "Fyn")),
    Sag("U28", "måneder uden år", months("Klager", "jan", "feb")),
    Sag("U29", "måneder fra et andet år end titlen", months("Klager 2019", "jan-20", "feb-20")),
    Sag("U30", "samme måned to gange", months("Klager 2020", "jan", "feb", "januar")),
    Sag("U31", "ark, der ikke siger, hvad det tæller", months("2020", "jan", "feb")),
    Sag("U32", "andel over 100 %", share("120 %")),
    Sag("U33", "sag uden klagens dato", cases(case(Klage="J", Visitationsdato=None, Indstillingsdato=None))),
    Sag("U34", "sag to gange med forskelligt indhold", cases(case(), case(Klage="J"))),
    Sag("U35", "sag med dato i fremtiden", cases(case(Visitationsdato="01.01.2099"))),
    Sag(
        "U36",
        "elev, hvor «Indskrevet i dag» ikke siger ja eller nej",
        sheet([["Marts 2020"], ELEVHOVED, pupil(Indskrevetidag="måske")], "Specialtilbud"),
    ),
    Sag(
        "U37",
        "sager: cpr-numre og navne tælles op og slippes",
        cases(case()),
        {"ppv": 1, "indstillinger": 1, "visitationer": 1, "klager": 0},
    ),
]
