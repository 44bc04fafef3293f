"""The rows of a table while they are read: each with its cells, what is wrong with them, and whether it is a total."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from plads.ingest.regneark.grund.ark import Celle, Raekke, celle
from plads.ingest.regneark.grund.soejler import Soejleraekker
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.langtabel import counts_rows, is_total_word, last_row, stated_rows
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.text import antal, antal_af, stort

T = TypeVar("T")
# How many cells say the headings again before a row is taken to repeat them.
MINDST_GENTAGET = 2
# What a title says of another table, and what is printed on every page: when, by whom, from which system.
_ANDEN = re.compile(
    r"\b(?:mål|måltal|budget|prognose|forvent|venteliste|annulle|slette|afslag|afvist|tidligere|arkiv|ventetid|firma|"
    r"beløb i|mio\b|1\.000 kr|pr\.? \d|pr\.? (?:den|ultimo|primo)|opgjort)\w*|\b20\d\d\b"
)
_TRYKT = re.compile(
    r"\d\d?[.:]\d\d\b(?!\.)|\b(?:side|udskrevet|printet|dannet|kørt|trykt|transport|fortsat|fortsættes)"
)
_SIDETAL = re.compile(r"\W*\b(?:side|s\.) ?\d+(?: ?(?:af|/) ?\d+)?\b.*")


@dataclass
class Linje:
    """One row of a table while it is read. `ok` is False once any of its cells could not be used."""

    tabel: Tabel
    nr: int
    celler: Raekke = field(repr=False)
    udbytte: Udbytte
    ok: bool = True
    refused: set[str] = field(default_factory=set)

    @property
    def ark(self) -> str:
        """Return the sheet's name."""
        return self.tabel.ark.navn

    def celle(self, navn: str) -> str:
        """Return the address of the row's cell in a column."""
        return celle(self.nr, self.tabel.kolonner[navn]) if self.tabel.has(navn) else f"række {self.nr}"

    def value(self, navn: str) -> Celle | None:
        """Return what stands in a column, or None for nothing."""
        return self.celler.get(self.tabel.kolonner.get(navn, 0))

    def read(self, navn: str, reader: Callable[[Celle | None], T]) -> T | None:
        """Return a column's value through a reader, or None with the problem noted once."""
        if navn in self.refused:
            return None
        try:
            return reader(self.value(navn))
        except CellError as error:
            self.refused.add(navn)
            self.problem(navn, str(error))
            return None

    def stated(self, navn: str, reader: Callable[[Celle | None], T]) -> T | None:
        """Return what a total row says in a column, or None when that cannot be read: nothing rests on it."""
        try:
            return reader(self.value(navn))
        except CellError:
            return None

    def problem(self, navn: str, besked: str) -> None:
        """Note what is wrong with a cell of the row."""
        said = besked if besked.endswith((".", "?")) else f"{besked}."
        if self.tabel.has(navn):
            self.udbytte.problem(self.ark, self.celle(navn), f"Kolonnen «{navn}»: {said}", self.nr)
        else:
            self.udbytte.problem(self.ark, self.celle(navn), stort(said), self.nr)
        self.ok = False

    def leave_out(self, navn: str, besked: str) -> None:
        """Leave the row out, since the user said so."""
        self.inform(navn, besked)
        self.udbytte.udeladte.add((self.ark, self.nr))
        self.ok = False

    def warn(self, navn: str, besked: str) -> None:
        """Note a warning about a cell of the row."""
        self.udbytte.warn(self.ark, self.celle(navn), f"Kolonnen «{navn}»: {besked}")

    def inform(self, navn: str, besked: str) -> None:
        """Note what was done with a cell of the row."""
        self.udbytte.inform(self.ark, self.celle(navn), f"Kolonnen «{navn}»: {besked}")

    @property
    def is_total(self) -> bool:
        """Return whether the row adds up others."""
        return says_total(self.tabel, self.celler)


def says_total(tabel: Tabel, row: Raekke) -> bool:
    """Return whether a row adds up others."""
    said = [c for c, value in row.items() if is_total_word(value)]
    if not said:
        return False
    # In a remark, or in a pivot table beside the list, such a word says nothing of a row that is whole.
    if tabel.noegler.isdisjoint(said) and tabel.fyldte <= row.keys():
        return False
    # «I alt» under «Køn» says that the row is of boys and girls alike, unless it says nothing else in words.
    alone = sum(isinstance(value, str) and any(map(str.isalpha, value)) for value in row.values()) == len(said)
    return alone or any(c not in tabel.parts for c in said)


def lines(tabel: Tabel, udbytte: Udbytte, uden: Collection[int] = ()) -> Iterator[Linje]:
    """Give the rows under the headings that hold anything; notes below the table are left out and noted.

    `uden` are rows of a sheet in columns that have been read already, by their place among its rows.
    """
    last = last_of(tabel)
    between: list[Celle] = []
    for nr, row in _below(tabel, uden):
        if nr > last:
            _leave_note(tabel, nr, row, udbytte)
        elif repeats_headings(tabel, row):
            _check_begins(tabel, nr, between, udbytte)
            udbytte.sprunget_over += 1
            udbytte.inform(tabel.ark.navn, celle(nr, min(row)), "Rækken gentager overskrifterne og er ikke læst.")
        elif _known(tabel, row):
            between.clear()
            yield Linje(tabel, nr, row, udbytte)
        else:
            between += row.values()
            udbytte.sprunget_over += 1
            udbytte.inform(tabel.ark.navn, celle(nr, min(row)), "Rækken står uden for tabellen og er ikke læst.")


def _check_begins(tabel: Tabel, nr: int, between: Sequence[Celle], udbytte: Udbytte) -> None:
    """Note as a problem headings that stand again under a title of their own; one that stood above is of a new page."""
    above = {_title(line) for line in tabel.above()}
    titles = {_title(value): noegle(value) for value in between if isinstance(value, str)}
    if any(_ANDEN.search(said) and not _TRYKT.search(said) for title, said in titles.items() if title not in above):
        besked = "Her begynder en ny tabel med sin egen overskrift. Lav ét ark til hver tabel."
        udbytte.problem(tabel.ark.navn, celle(nr, min(tabel.kolonner.values())), besked)


def _title(value: str) -> str:
    return _SIDETAL.sub("", noegle(value)).strip()


def last_of(tabel: Tabel) -> int:
    """Return the last row of a table, 0 for none; below it stand notes."""
    rows = tabel.ark.raekker
    # A total may have its word in a column we do not know; its figure must still be held against the rows.
    if isinstance(rows, Soejleraekker):
        return last_row(rows, tabel.raekke, tabel.kolonner.values())
    return max((nr for nr, row in _below(tabel) if _belongs(tabel, row)), default=0)


def _leave_note(tabel: Tabel, nr: int, row: Raekke, udbytte: Udbytte) -> None:
    udbytte.sprunget_over += 1
    where = celle(nr, min(row))
    udbytte.inform(tabel.ark.navn, where, "Teksten under tabellen er ikke læst.")
    # Only a list has a row for each of what it counts, and what stands above has been read by now.
    if (said := stated_rows(list(row.values()))) is not None and udbytte.laest and said != udbytte.laest:
        besked = f"Filen siger {antal_af(said, 'række', 'rækker')}, men tabellen har {antal(udbytte.laest)}."
        udbytte.warn(tabel.ark.navn, where, f"{besked} Mangler der nogle?")


def repeats_headings(tabel: Tabel, row: Raekke) -> bool:
    """Return whether a row only says the headings again, as at the top of a new page."""
    above = tabel.ark.raekker[tabel.raekke]
    return len(row) >= MINDST_GENTAGET and all(above.get(c) == value for c, value in row.items())


def _belongs(tabel: Tabel, row: Raekke) -> bool:
    """Return whether a row is part of the table, and not a note below it."""
    return len(_known(tabel, row)) > (0 if says_total(tabel, row) else 1) and not counts_rows(list(row.values()))


def _below(tabel: Tabel, uden: Collection[int] = ()) -> Iterator[tuple[int, Raekke]]:
    rows = tabel.ark.raekker
    if not isinstance(rows, Soejleraekker) or not uden:
        return ((nr, row) for nr, row in rows.items() if nr > tabel.raekke)
    read = set(uden)
    left = (place for place in range(rows.place(tabel.raekke + 1), len(rows)) if place not in read)
    return ((rows.numre[place], rows.at(place)) for place in left)


def _known(tabel: Tabel, row: Raekke) -> set[int]:
    return set(tabel.kolonner.values()) & row.keys()
