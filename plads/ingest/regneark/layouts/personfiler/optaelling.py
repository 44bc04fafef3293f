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
LAENGSTE_TRIN = 40
_ORD = re.compile(r"\d+|[a-zæøå]+")
_ANDET = re.compile(r"[^a-zæøå0-9. -]")
_KLASSEORD = frozenset(("kl", "klasse", "klassetrin", "trin", "årgang", "årg"))
_BOERNEHAVEKLASSE = frozenset((
    "bhkl", "bhk", "bh", "bhklasse", "børnehaveklasse", "børnehaveklassen", "børnehavekl", "børnehkl",
))  # fmt: skip
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
    found = _school_level(said)
    if found is None:
        raise CellError(f"klassetrinnet kan ikke læses. Skriv 0–10 eller «dagtilbud», eller lad cellen være tom. {RET}")
    return found


def _school_level(said: str) -> str | None:
    """Return the level that one number, or a word for the class before the first, names beside a class's letter."""
    # Words are taken one by one: a pattern of all that may stand between them takes hours on a cell of dots.
    words = [] if len(said) > LAENGSTE_TRIN or said.startswith("-") or _ANDET.search(said) else _ORD.findall(said)
    if len(words) > 1 and len(words[-1]) == 1 and words[-1].isalpha():
        words.pop()
    if "".join(words) in _BOERNEHAVEKLASSE:
        return "0"
    words = [word for word in words if word not in _KLASSEORD]
    if len(words) == 2 and len(words[1]) == 1 and words[1].isalpha():
        words.pop()
    if len(words) != 1 or not words[0].isdigit() or len(words[0]) > 2 or int(words[0]) > HOEJESTE_TRIN:
        return None
    return str(int(words[0]))


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
