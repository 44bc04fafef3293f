"""What the kinds of files are called, as staff say it."""

from __future__ import annotations

from plads.models.proveniens import Indlaesningsart

TITLER = {
    "L01": "Aktivitet, én række pr. tal",
    "L02": "Aktivitet, måneder som kolonner",
    "L03": "Aktivitet, ét ark pr. område",
    "L04": "Aktivitet, pivottabel",
    "L05": "Sager (tælles op)",
    "L06": "Posteringer fra økonomisystemet",
    "L07": "Budgetopfølgning",
    "L08": "Budgettabel",
    "L09": "Forventningstal",
    "L10": "Forløbsliste",
    "L11": "Elever i specialtilbud (tælles op)",
    "L12": "Bilag 6 med temperatur",
}


def titel(layout: str) -> str:
    """Return the name of a kind of file."""
    return TITLER.get(layout, layout)


def content(art: Indlaesningsart) -> str:
    """Return what files of a kind hold, to stand inside a sentence."""
    return _INDHOLD.get(art, str(art))


_INDHOLD = {Indlaesningsart.BUDGETOPFOELGNING: "budgetopfølgning", Indlaesningsart.FORLOEB: "forløb"}
