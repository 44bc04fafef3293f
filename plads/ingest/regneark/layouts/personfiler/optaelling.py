"""Count cases per school, month and class level; the cases themselves are let go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import RET, CellError, text, usable
from plads.ingest.regneark.tabeller.perioder import spaend
from plads.models.indikator import Aktivitet, Trintal

UKENDT, DAGTILBUD = "ukendt", "dagtilbud"
HOEJESTE_TRIN = 10
_KLASSE = r"(?:kl|klasse|klassetrin|trin|årgang)"
_TRIN = re.compile(rf"(?:{_KLASSE}\.? ?)?(\d{{1,2}})[. -]*(?:[a-zæøå]\b)?[. -]*(?:{_KLASSE}\b)?[. -]*[a-zæøå]?")
_BOERNEHAVEKLASSE = frozenset(("bhkl", "bhk", "bh", "bhklasse", "børnehaveklasse", "børnehaveklassen", "børnehavekl"))
_FOER_SKOLE = frozenset(("dagtilbud", "børnehave", "vuggestue", "dagpleje", "daginstitution", "førskole", "0-6 år"))
_INTET = frozenset(("", "-", "?", "ukendt", "ikke oplyst", "uoplyst"))


def trin(cell: Celle | None) -> str:
    """Return a class level: '0' to '10', 'dagtilbud', or 'ukendt' for nothing."""
    value = usable(cell)
    if value is None:
        return UKENDT
    said = noegle(text(value))
    if said in _INTET:
        return UKENDT
    if said in _FOER_SKOLE:
        return DAGTILBUD
    if re.sub(r"[. -]", "", said) in _BOERNEHAVEKLASSE:
        return "0"
    found = _TRIN.fullmatch(said)
    if found is None or int(found[1]) > HOEJESTE_TRIN:
        raise CellError(f"klassetrinnet kan ikke læses. Skriv 0–10 eller «dagtilbud», eller lad cellen være tom. {RET}")
    return str(int(found[1]))


@dataclass
class Optaelling:
    """How many cases there are by month (ÅÅÅÅMM), indicator, unit and class level."""

    antal: Counter[tuple[int, str, str, str]] = field(default_factory=Counter)

    def count(self, dag: date, indikator: str, enhed: str, trin: str) -> None:
        """Count one case in the month of a day."""
        self.antal[dag.year * 100 + dag.month, indikator, enhed, trin] += 1

    def total(self, indikator: str) -> int:
        """Return how many cases of an indicator were counted."""
        return sum(antal for (_, kode, _, _), antal in self.antal.items() if kode == indikator)

    @property
    def periode(self) -> str:
        """Return the months that hold cases: 'januar–september 2020'."""
        return spaend(sorted({maaned for maaned, *_ in self.antal}))

    def rows(self) -> Iterator[Aktivitet | Trintal]:
        """Give the unit's count for each month and indicator, then its counts per level; none is ever 0."""
        whole: Counter[tuple[int, str, str]] = Counter()
        for (maaned, indikator, enhed, _), antal in self.antal.items():
            whole[maaned, indikator, enhed] += antal
        for (maaned, indikator, enhed), antal in sorted(whole.items()):
            yield Aktivitet(maaned=maaned, indikator=indikator, enhed=enhed, antal=antal)
        for (maaned, indikator, enhed, level), antal in sorted(self.antal.items()):
            yield Trintal(maaned=maaned, indikator=indikator, enhed=enhed, trin=level, antal=antal)
