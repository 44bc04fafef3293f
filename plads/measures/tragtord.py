"""A funnel in Danish: where a place lies, what chance would do, what is left out."""

from __future__ import annotations

from plads import text
from plads.measures.tragt import Punkt, Slags, Tragt, Zone
from plads.tables import Kind, celletekst

ZONER = {
    Zone.INDEN: "Inden for det, man kan vente",
    Zone.OVER_95: "Inden for det, man kan vente, men nær den øvre grænse",
    Zone.UNDER_95: "Inden for det, man kan vente, men nær den nedre grænse",
    Zone.OVER_998: "Flere, end man kan vente",
    Zone.UNDER_998: "Færre, end man kan vente",
}


def kind(t: Tragt) -> Kind:
    """Return how values of the funnel are written."""
    return Kind.DECIMAL if t.slags is Slags.RATE else Kind.PROCENT


def place(t: Tragt, p: Punkt) -> str:
    """Return where a place lies: 'A: 38,0 pr. 1.000. Det er flere, end man kan vente af 948 elever (3,1–33,4).'"""
    enhed = " pr. 1.000" if t.slags is Slags.RATE else ""
    spand = "–".join(celletekst(tal, kind(t)) for tal in (p.lav998, p.hoej998))
    ord_ = {Zone.OVER_998: "flere, end", Zone.UNDER_998: "færre, end"}.get(p.zone, "inden for det,")
    vaerdi = celletekst(p.vaerdi, kind(t))
    return f"{p.navn}: {vaerdi}{enhed}. Det er {ord_} man kan vente af {text.antal(p.af)} elever ({spand})."


def by_chance(t: Tragt) -> str:
    """Return how many places would lie outside by chance alone, as a sentence."""
    ens = "almindeligt forskellige" if t.overspredning.tau2 else "ens"
    inde, ude = text.decimaltal(t.falske95, 1), text.decimaltal(t.falske998, 1 if t.falske998 >= 0.1 else 2)
    return (
        f"Er alle {len(t.punkter)} steder i grunden {ens}, ligger omkring {inde} alligevel uden for den inderste "
        f"grænse (95 %) og {ude} uden for den yderste (99,8 %). Derfor nævnes kun steder uden for den yderste."
    )


def left_out(t: Tragt) -> str:
    """Return how many places are not drawn, and why; empty when all are."""
    dele = [
        f"{text.antal_af(t.skjulte, 'sted', 'steder')} med skjulte tal" if t.skjulte else "",
        f"{text.antal_af(t.uden_tal, 'sted', 'steder')} uden tal" if t.uden_tal else "",
    ]
    said = text.opremsning([del_ for del_ in dele if del_])
    return f"Ikke vist: {said}." if said else ""
