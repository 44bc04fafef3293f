"""The plain rows of a long list of counts, read by value: each month, school, indicator and count is judged once.

A row is plain when nothing in it gives a word to say: known, unambiguous, once. Every other row is left to be read as
in a short list, in its place, so that the messages are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np

from plads.ingest.regneark.grund.katalog import Enhedsopslag, Indikatoropslag, Katalog
from plads.ingest.regneark.grund.soejler import TOM, Soejleraekker
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import Antal
from plads.ingest.regneark.tabeller.langtabel import total_codes
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.maanedstal import INTET, TILSTANDE, Ja, Maanedstal, Tal
from plads.models.proveniens import Indlaesningsart
from plads.tilstand import Tilstand

T = TypeVar("T")
_ART = Indlaesningsart.AKTIVITET


class Laesning(NamedTuple):
    """How the parts of a row are read, with the columns each needs; a reader returns None with the problem noted."""

    maaned: Callable[[Linje], int | None]
    maanedskolonner: Sequence[str]
    skole: Callable[[Linje, date], Enhedsopslag | None]
    skolekolonner: Sequence[str]
    indikator: Callable[[Linje], Indikatoropslag | None]
    indikatorkolonne: str
    antal: Callable[[Linje], Antal | None]
    antalkolonne: str


@dataclass(frozen=True, eq=False)
class _Del(Generic[T]):
    """One part of every row: the different values it has, which of them each row has, and which are plain."""

    vaerdier: list[T | None]
    jaevn: Ja
    af: Tal

    @property
    def has(self) -> Ja:
        """Return which rows have a value at all."""
        return np.array([value is not None for value in self.vaerdier], np.bool_)[self.af]

    @property
    def plain(self) -> Ja:
        """Return which rows have a value with nothing to say about it."""
        return self.jaevn[self.af]


@dataclass(frozen=True, eq=False)
class Jaevne:
    """The plain rows: their places among the sheet's rows, in order, and what each holds."""

    pladser: Tal
    numre: Tal
    maaned: Tal
    indikator: Tal
    enhed: Tal
    antal: Tal
    tilstand: Tal
    indikatorer: list[Indikatoropslag]
    enheder: list[Enhedsopslag]

    def sums(self, fra: int, til: int) -> dict[str, int]:
        """Return the sum of each indicator, by name, from one row's number up to another's."""
        some = slice(*np.searchsorted(self.numre, (fra, til)).tolist())
        which, first = np.unique(self.indikator[some], return_index=True)
        counts = np.maximum(self.antal[some], 0)
        return {
            self.indikatorer[nr].navn: int(counts[self.indikator[some] == nr].sum())
            for nr in which[np.argsort(first)].tolist()
        }

    def with_rows(self, rows: Iterable[tuple[int, int, str, str, Antal]]) -> tuple[Maanedstal, Tal]:
        """Return all counts in the order they stand, with others given as (row, month, indicator, unit, count)."""
        others = list(rows)
        indikatorer = {i.kode: nr for nr, i in enumerate(self.indikatorer)}
        enheder = {e.kode: nr for nr, e in enumerate(self.enheder)}
        read = [
            (nr, maaned, indikatorer.setdefault(i, len(indikatorer)), enheder.setdefault(e, len(enheder)),
             INTET if antal.antal is None else antal.antal, TILSTANDE.index(antal.tilstand))
            for nr, maaned, i, e, antal in others
        ]  # fmt: skip
        left = np.array(read, np.int64).reshape(len(read), 6)
        own = (self.numre, self.maaned, self.indikator, self.enhed, self.antal, self.tilstand)
        both = [np.concatenate((column, left[:, c])) for c, column in enumerate(own)]
        order = np.argsort(both[0], kind="stable")
        numre, *rest = (column[order] for column in both)
        return Maanedstal(tuple(indikatorer), tuple(enheder), *rest), numre


def plain_rows(tabel: Tabel, katalog: Katalog, laesning: Laesning) -> Jaevne:
    """Return the plain rows of a table that is kept in columns."""
    koder = _Koder(tabel)
    maaned = koder.part(laesning.maanedskolonner, laesning.maaned)
    afsnit = _sections(katalog, maaned)
    skole = koder.part(laesning.skolekolonner, _on_day(laesning.skole, maaned, afsnit), afsnit[maaned.af])
    indikator = koder.part((laesning.indikatorkolonne,), laesning.indikator)
    antal = koder.part((laesning.antalkolonne,), laesning.antal)
    plain = maaned.plain & skole.plain & indikator.plain & antal.plain & ~koder.totals()
    plain &= np.array([a is not None and _says_nothing(a) for a in antal.vaerdier], np.bool_)[antal.af]
    indikatorer, indikator_nr = _distinct(indikator.vaerdier, lambda i: i.kode)
    enheder, enhed_nr = _distinct(skole.vaerdier, lambda e: e.kode)
    months = np.array([m or INTET for m in maaned.vaerdier], np.int64)[maaned.af]
    key = (months * len(indikatorer) + indikator_nr[indikator.af]) * len(enheder) + enhed_nr[skole.af]
    plain &= _once(key, maaned.has & skole.has & indikator.has & antal.has & ~koder.totals())
    rows = np.flatnonzero(plain)
    states = np.array([TILSTANDE.index(a.tilstand) if a else INTET for a in antal.vaerdier], np.int64)
    counts = np.array([INTET if a is None or a.antal is None else a.antal for a in antal.vaerdier], np.int64)
    return Jaevne(
        rows + koder.start, koder.numre[rows], months[rows], indikator_nr[indikator.af][rows],
        enhed_nr[skole.af][rows], counts[antal.af][rows], states[antal.af][rows], indikatorer, enheder,
    )  # fmt: skip


def _says_nothing(antal: Antal) -> bool:
    return not antal.som_tekst and antal.tilstand is not Tilstand.DISKRETIONERET


def _distinct(values: Sequence[T | None], key: Callable[[T], str]) -> tuple[list[T], Tal]:
    """Return the different values, and the place among them of each; 0 stands for none, too."""
    found: dict[str, T] = {}
    places: dict[str, int] = {}
    nrs = []
    for value in values:
        if value is not None:
            found.setdefault(key(value), value)
        nrs.append(0 if value is None else places.setdefault(key(value), len(places)))
    return list(found.values()), np.array(nrs, np.int64)


def _once(key: Tal, known: Ja) -> Ja:
    """Return which rows have a key that no other known row has."""
    places = np.flatnonzero(known)
    _, which, counts = np.unique(key[places], return_inverse=True, return_counts=True)
    found = np.zeros(len(key), np.bool_)
    found[places] = counts[which] == 1
    return found


def _sections(katalog: Katalog, maaned: _Del[int]) -> Tal:
    """Return for each month which stretch of time it lies in; between two of them some unit changes."""
    days = {day for enhed in katalog.enheder for day in _changes(enhed)}
    breaks = np.array(sorted(day.toordinal() for day in days), np.int64)
    first = [_first_day(m).toordinal() if m else 0 for m in maaned.vaerdier]
    return np.searchsorted(breaks, np.array(first, np.int64), side="right").astype(np.int64)


def _changes(enhed: Enhedsopslag) -> Iterable[date]:
    spans = [(enhed.fra, enhed.til), *((t.fra, t.til) for t in enhed.omraader)]
    yield from (fra for fra, _ in spans if fra)
    yield from (til + timedelta(days=1) for _, til in spans if til and til < date.max)


def _first_day(maaned: int) -> date:
    return date(maaned // 100, maaned % 100, 1)


def _on_day(
    read: Callable[[Linje, date], Enhedsopslag | None], maaned: _Del[int], afsnit: Tal
) -> Callable[[Linje, int], Enhedsopslag | None]:
    """Return how a school is read in a stretch of time: as on the first day of any month in it."""
    days = {
        stretch: _first_day(m) for m, stretch in zip(maaned.vaerdier, afsnit.tolist(), strict=True) if m is not None
    }
    return lambda linje, stretch: read(linje, days[stretch]) if stretch in days else None


class _Koder:
    """The rows under the headings of a table, as columns of places in lists of values."""

    def __init__(self, tabel: Tabel) -> None:
        rows = tabel.ark.raekker
        if not isinstance(rows, Soejleraekker):
            raise TypeError(type(rows))
        self.tabel, self.rows = tabel, rows
        self.start = rows.place(tabel.raekke + 1)
        self.numre: Tal = np.array(rows.numre[self.start :], np.int64)

    def column(self, c: int | None) -> Tal:
        """Return one column below the headings; nothing anywhere for one that is not there."""
        if c is None or c not in self.rows.soejler:
            return np.full(len(self.numre), TOM)
        return np.frombuffer(self.rows.soejler[c].koder, np.int32)[self.start :].astype(np.int64)

    def totals(self) -> Ja:
        """Return which rows have a word for a total in any column."""
        found = np.zeros(len(self.numre), np.bool_)
        for c, koder in total_codes(self.rows).items():
            if koder:
                found |= np.isin(self.column(c), list(koder))
        return found

    def part(self, navne: Sequence[str], read: Callable[..., T | None], beside: Tal | None = None) -> _Del[T]:
        """Return a part of every row, read once for each different set of cells, and of a number `beside` them."""
        columns = {navn: self.tabel.kolonner[navn] for navn in navne if self.tabel.has(navn)}
        key = np.zeros(len(self.numre), np.int64) if beside is None else beside
        for c in columns.values():
            column = self.column(c)
            # Made small before it is multiplied again: no product may run over.
            _, key = np.unique(key, return_inverse=True)
            key = key * (int(column.max(initial=0)) + 2) + column + 1
        _, first, af = np.unique(key, return_index=True, return_inverse=True)
        values, plain = [], []
        for place in first.tolist():
            probe = Udbytte("", _ART)
            linje = Linje(self.tabel, int(self.numre[place]), self._cells(columns, place), probe)
            value = read(linje) if beside is None else read(linje, int(beside[place]))
            values.append(value)
            plain.append(value is not None and linje.ok and not probe.meldinger)
        return _Del(values, np.array(plain, np.bool_), af)

    def _cells(self, columns: Mapping[str, int], place: int) -> dict[int, Any]:
        found = {}
        for c in columns.values():
            kode = self.rows.soejler[c].koder[self.start + place] if c in self.rows.soejler else TOM
            if kode != TOM:
                found[c] = self.rows.soejler[c].vaerdier[kode]
        return found
