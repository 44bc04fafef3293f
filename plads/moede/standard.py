"""The standard set for the committee, composed from any plan: only what there is something to say about."""

from __future__ import annotations

from plads.dias import Dias
from plads.moede import aktivitet, bilag, fremdrift, indsatser, penge
from plads.moede.grundlag import Grundlag


def slides(g: Grundlag) -> list[Dias]:
    """Return Status, Økonomi, Aktivitet, each indsats, Risici og temperatur, Forløb, Næste skridt and Bilag."""
    return [
        penge.status(g),
        *penge.money(g),
        *aktivitet.slides(g),
        *indsatser.slides(g),
        *fremdrift.risks(g),
        *fremdrift.forloeb(g),
        *fremdrift.next_steps(g),
        *bilag.slides(g),
    ]
