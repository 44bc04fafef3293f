"""Sums that a file's own totals are held against, also when some of the figures are hidden in their source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plads.ingest.regneark.grund.ark import Ark, Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import Antal, count
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.text import antal
from plads.tilstand import Tilstand

# Longer numbers of a total row count nothing: they may be somebody's.
HOEJESTE_SUM = 99_999
_UNDER = re.compile(r"(?:<|(?:under|færre end|mindre end) ) ?(\d{1,2})")
_HOEJST = re.compile(r"[01]-(\d)")
_TALTE = re.compile(r"([0-9]{1,5})(?: (?:forløb|klasser|skoler|institutioner|sager|elever|børn|rækker))?")
_SKJULES = re.compile(r"diskret|skjul|anonym|sløre|udelad|blænde")


@dataclass
class Sum:
    """What figures add up to, and the most that the hidden ones among them can add; None when nobody knows."""

    kendt: int = 0
    skjult: int | None = 0

    def add(self, figur: Antal, hoejst: int | None) -> None:
        """Count one figure in; `hoejst` is the most it can be when it is hidden."""
        self.kendt += figur.antal or 0
        if figur.tilstand is Tilstand.DISKRETIONERET:
            self.skjult = None if self.skjult is None or hoejst is None else self.skjult + hoejst

    def merge(self, other: Sum) -> None:
        """Count another sum in."""
        self.kendt += other.kendt
        self.skjult = None if self.skjult is None or other.skjult is None else self.skjult + other.skjult

    def allows(self, stated: int) -> bool:
        """Return whether a stated total can be true. A source may leave hidden figures out of its totals."""
        return self.kendt <= stated and (self.skjult is None or stated <= self.kendt + self.skjult)

    def __str__(self) -> str:
        """Return the sum: '12', or '12–16' with hidden figures."""
        if self.skjult is None:
            return f"mindst {antal(self.kendt)}"
        return f"{antal(self.kendt)}–{antal(self.kendt + self.skjult)}" if self.skjult else antal(self.kendt)


def figure(value: Celle | None) -> Antal:
    """Return the count in a cell of a matrix, where an x stands for a figure its source hides."""
    if isinstance(value, str) and noegle(value) == "x":
        return Antal(None, Tilstand.DISKRETIONERET)
    return count(value)


def most(value: Celle | None, fodnote: int | None) -> int | None:
    """Return the most a hidden figure can be: by its own text, else by the sheet's footnote."""
    said = noegle(value) if isinstance(value, str) else ""
    if found := _UNDER.match(said):
        return int(found[1]) - 1
    return int(found[1]) if (found := _HOEJST.fullmatch(said)) else fodnote


def footnote(ark: Ark) -> int | None:
    """Return the most a hidden figure can be by a note such as '<3 = diskretioneret'; None without one."""
    texts = (noegle(value) for row in ark.raekker.values() for value in row.values() if isinstance(value, str))
    said = {int(found[1]) - 1 for tekst in texts if _SKJULES.search(tekst) and (found := _UNDER.search(tekst))}
    return said.pop() if len(said) == 1 else None


def check_total(linje: Linje, columns: Mapping[str, Sequence[int]], sums: Sequence[int]) -> None:
    """Hold the numbers of a total row against what was read: of a column in `columns` its sums, else any of `sums`.

    Longer numbers are left alone: they count nothing, and they may be somebody's. So is a column with no sums.
    """
    for navn, c in linje.tabel.kolonner.items():
        stated = small(linje.celler.get(c))
        allowed = columns.get(navn, sums)
        if stated is None or not allowed:
            continue
        if stated not in allowed and not linje.udbytte.fejlraekker | linje.udbytte.udeladte:
            besked = f"Summen er {antal(stated)} i filen, men rækkerne giver {antal(allowed[0])}."
            linje.udbytte.problem(linje.ark, linje.celle(navn), f"{besked} Ret rækkerne eller summen.")


def small(value: Celle | None) -> int | None:
    """Return a number short enough to be a count, also one that stands as text: '49' in a csv file, '49 forløb'."""
    if isinstance(value, str) and (found := _TALTE.fullmatch(noegle(value))):
        value = int(found[1])
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HOEJESTE_SUM:
        return None
    return value
