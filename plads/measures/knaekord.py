"""The verdict on the curve in Danish: what stands, by how much, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.measures.knaek import GRUNDAAR, OMKRING, Knaek, Kurve, Vaekst
from plads.serier import Serie
from plads.tilstand import Tilstand


def sentence(kurve: Kurve, maal: str) -> str:
    """Return the newest year against the base year, and how growth has changed."""
    p = kurve.nyeste
    if not kurve.punkter:
        return f"Antallet i {GRUNDAAR} er {kurve.mangler}, så der er intet at måle mod."
    if p is None:
        return f"Der er ingen hele år efter {GRUNDAAR} endnu."
    tal = text.decimaltal
    said = (
        f"I {p.periode.navn} var der {text.antal(p.antal)} {maal}. Pr. elev er det indeks {tal(p.indeks, 1)} mod "
        f"{GRUNDAAR} (95 %: {tal(p.lav, 1)}–{tal(p.hoej, 1)})."
    )
    return f"{said} {_growth(kurve.vaekst)}" if kurve.vaekst else said


def _growth(v: Vaekst) -> str:
    foer, efter = (_a_year(tal[0]) for tal in (v.foer, v.efter))
    return f"Til og med {GRUNDAAR} {foer}, siden {efter}."


def _a_year(forhold: float) -> str:
    pct = text.decimaltal(abs(100 * (forhold - 1)), 1)
    if pct == "0,0":
        return "stod det stille"
    return f"{'voksede' if forhold > 1 else 'faldt'} det {pct} pct. om året"


def what_would_change(kurve: Kurve) -> str:
    """Return which count would make the verdict another one, with the pupils there are now."""
    p = kurve.nyeste
    if p is None or kurve.ned_til is None or kurve.op_til is None:
        return f"Der skal et helt år med tal for {GRUNDAAR} og mindst ét år efter til."
    ned, op = text.antal(kurve.ned_til), text.antal(kurve.op_til)
    naeste = "Med lige så mange elever"
    if kurve.dom is Knaek.KNAEKKET:
        return f"{naeste} ville over {op} (nu {text.antal(p.antal)}) betyde, at kurven ikke er knækket."
    if kurve.dom is Knaek.IKKE_KNAEKKET:
        return f"{naeste} skal antallet ned på {ned} (nu {text.antal(p.antal)}), før kurven er knækket."
    return (
        f"{naeste} er kurven knækket ved {ned} eller færre og ikke knækket ved flere end {op} "
        f"(nu {text.antal(p.antal)}). "
        "Flere år med tal gør spændet mindre."
    )


def places(kurver: Sequence[Kurve]) -> str:
    """Return how many places have each verdict."""
    said = [
        (sum(k.dom is dom for k in kurver), ord_)
        for dom, ord_ in (
            (Knaek.KNAEKKET, "knækket"),
            (Knaek.IKKE_KNAEKKET, "ikke knækket"),
            (Knaek.UAFGJORT, "kan ikke afgøres endnu"),
        )
    ]
    return f"{text.stort(text.opremsning([f'{antal} {ord_}' for antal, ord_ in said if antal]))}." if kurver else ""


def public_verdict(serie: Serie) -> str:
    """Return what the public statistic says of a municipality: which years there are, and whether that is enough."""
    aar = [periode for periode, v in serie if isinstance(v, float) and not isinstance(v, Tilstand)]
    efter = [p for p in aar if p.fra.year > GRUNDAAR]
    if any(p.fra.year == GRUNDAAR for p in aar) and efter:
        tal = {p.fra.year: float(v) for p, v in serie if isinstance(v, float)}
        indeks = 100 * tal[efter[-1].fra.year] / tal[GRUNDAAR]
        ord_ = "højst" if indeks <= 100 + OMKRING else "over"
        niveau = f"{ord_} {text.decimaltal(100 + OMKRING)}"
        return f"{serie.navn}: segregeringsgraden er indeks {text.decimaltal(indeks, 1)} mod {GRUNDAAR} ({niveau})"
    navne = text.opremsning([p.navn for p in aar]) or "intet skoleår"
    return f"{serie.navn}: det kan ikke afgøres endnu, for statistikken har kun {navne}"
