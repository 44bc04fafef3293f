"""The layouts Plads reads, and which of them a workbook has."""

from __future__ import annotations

from plads.ingest.regneark.aktivitet import Aktivitetslaeser
from plads.ingest.regneark.forloebsliste import Forloebslaeser
from plads.ingest.regneark.forventningstal import Forventningslaeser
from plads.ingest.regneark.laeser import Anmodning, Laeser
from plads.ingest.regneark.posteringer import Posteringslaeser
from plads.models.proveniens import Indlaesningsart

LAESERE: tuple[Laeser, ...] = (
    Aktivitetslaeser(),
    Posteringslaeser(),
    Forventningslaeser(),
    Forloebslaeser(),
)


def recognise(anmodning: Anmodning, art: Indlaesningsart | None = None) -> list[Laeser]:
    """Return the readers that are most certain of a workbook: none, one, or several that are equally so."""
    scored = [(laeser.recognises(anmodning), laeser) for laeser in LAESERE if art in (None, laeser.art)]
    best = max((score for score, _ in scored), default=0)
    return [laeser for score, laeser in scored if score == best] if best else []
