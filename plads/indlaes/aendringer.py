"""What an upload would change, in words and figures: by month and område, and row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from plads.ingest.regneark.grund.katalog import Katalog
from plads.serier import Periode, Trin
from plads.store.blokke import Blok
from plads.store.diff import Diff
from plads.store.maanedstal import Taldiff
from plads.store.rows import Values
from plads.tables import Celle
from plads.text import stort
from plads.tilstand import Tilstand

VIST = 500
MAANEDLIGE = ("aktivitet",)


class Slags(StrEnum):
    """What happens to a row."""

    NY = "ny"
    AENDRET = "ændret"
    FJERNES = "fjernes"


class Linje(NamedTuple):
    """One row that changes: what it is about, where and when, and the figure before and after."""

    slags: Slags
    hvad: str
    hvor: str
    naar: str
    foer: Celle
    efter: Celle


class Gruppe(NamedTuple):
    """A month, an indicator and an område: how many rows change, and the sums before and after.

    A sum of nothing but missing or hidden figures is None, never 0.
    """

    naar: str
    hvad: str
    omraade: str
    nye: int
    aendrede: int
    fjernes: int
    foer: int | None
    efter: int | None


def lines(diffs: Sequence[Diff | Taldiff], katalog: Katalog) -> list[Linje]:
    """Return the rows that change, changed and removed ones first, at most 500 of them."""
    names = {i.kode: i.navn for i in katalog.indikatorer}
    rows = (diff.first(VIST) if isinstance(diff, Taldiff) else diff for diff in diffs)
    found = [line for diff in rows for line in _lines(diff, katalog, names)]
    order = (Slags.AENDRET, Slags.FJERNES, Slags.NY)
    return sorted(found, key=lambda line: order.index(line.slags))[:VIST]


def _lines(diff: Diff, katalog: Katalog, names: Mapping[str, str]) -> Iterator[Linje]:
    for before, after in _changes(diff):
        values: Values = after or before or {}
        slags = Slags.NY if before is None else Slags.FJERNES if after is None else Slags.AENDRET
        yield Linje(
            slags,
            names.get(str(values.get("indikator")), _what(diff.table.name, values)),
            _where(katalog, values),
            _when(values),
            _figure(before),
            _figure(after),
        )


def _changes(diff: Diff) -> Iterator[tuple[Values | None, Values | None]]:
    yield from diff.aendrede.values()
    yield from ((before, None) for before in diff.fjernede.values())
    yield from ((None, after) for after in diff.nye.values())


# What a table's rows are called, and the columns that say which one it is.
_ORD = {
    "aktivitet": ("Tal", ()),
    "vaerdi": ("Tal", ()),
    "trintal": ("Tal pr. klassetrin", ("trin",)),
    "postering": ("Postering", ("psp", "bilagsnr")),
    "forventningstal": ("Forventningstal", ("version",)),
    "forloeb": ("Forløb", ("type", "skoleaar")),
    "forloeb_historik": ("Status på forløb", ("type", "skoleaar")),
    "temperatur": ("Temperatur", ("element", "trin")),
    "opfoelgningstal": ("Budgetopfølgning", ("tekst", "kolonne")),
    "budgetpost": ("Budgetpost", ("tekst", "aar")),
    "enhed": ("Skole eller institution", ("kode",)),
    "enhed_navn": ("Navn", ("navn",)),
    "tilknytning": ("Tilknytning", ("foraelder",)),
}


def _what(table: str, values: Values) -> str:
    ord_, columns = _ORD.get(table, (stort(table), ()))
    said = ", ".join(str(getattr(values[column], "value", values[column])) for column in columns if values.get(column))
    return f"{ord_}: {said}" if said else ord_


def _where(katalog: Katalog, values: Values) -> str:
    kode = values.get("enhed") or values.get("barn") or values.get("kommune")
    if not kode:
        return ""
    try:
        return katalog.enhed(str(kode)).navn
    except KeyError:
        return str(kode)


def _when(values: Values) -> str:
    if maaned := values.get("maaned"):
        return _month(int(maaned)).navn
    for column in ("fra", "bogfoert", "opgjort", "aar", "skoleaar"):
        if value := values.get(column):
            return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
    return ""


def _figure(values: Values | None) -> Celle:
    """Return a row's figure, or the reason it has none; None where the row is not there at all."""
    if values is None:
        return None
    for column in ("antal", "vaerdi", "oere"):
        value = values.get(column)
        if isinstance(value, int):
            return value / 100 if column == "oere" else value
    tilstand = values.get("tilstand")
    return tilstand if isinstance(tilstand, Tilstand) else None


def groups(diffs: Sequence[Diff | Taldiff], katalog: Katalog) -> list[Gruppe]:
    """Return monthly counts by month, indicator and område; in order of time."""
    names = {i.kode: i.navn for i in katalog.indikatorer}
    # New, changed and removed rows, the sums before and after, and how many figures are in each sum.
    found: dict[tuple[int, str, str], list[int]] = defaultdict(lambda: [0] * 7)
    for diff in diffs:
        if diff.name not in MAANEDLIGE:
            continue
        if isinstance(diff, Taldiff):
            _add_groups(found, diff.blok, katalog, names)
            continue
        for before, after in _changes(diff):
            values: Values = after or before or {}
            kode = str(values["indikator"])
            maaned = int(values["maaned"])
            cell = found[maaned, names.get(kode, kode), _area(katalog, values["enhed"], _month(maaned).fra)]
            cell[0 if before is None else 2 if after is None else 1] += 1
            for side, row in enumerate((before, after)):
                antal = (row or {}).get("antal")
                cell[3 + side] += antal or 0
                cell[5 + side] += antal is not None
    return [_group(place, cell) for place, cell in sorted(found.items())]


def _group(place: tuple[int, str, str], cell: Sequence[int]) -> Gruppe:
    (maaned, hvad, omraade), (nye, aendrede, fjernes, foer, efter, af_foer, af_efter) = place, cell
    sums = (foer if af_foer else None, efter if af_efter else None)
    return Gruppe(_month(maaned).navn, hvad, omraade, nye, aendrede, fjernes, *sums)


def _add_groups(
    found: dict[tuple[int, str, str], list[int]], blok: Blok, katalog: Katalog, names: Mapping[str, str]
) -> None:
    """Add counts in columns to the groups they are in."""
    rows = blok.efter
    pairs, which = rows.pairs()
    days = {maaned: _month(maaned).fra for maaned in {maaned for _, maaned in pairs}}
    places = [(maaned, _area(katalog, enhed, days[maaned])) for enhed, maaned in pairs]
    groups_ = {place: nr for nr, place in enumerate(dict.fromkeys(places))}
    group = np.array([groups_[place] for place in places], np.int64)[which] if places else which
    keys, of = np.unique(group * len(rows.indikatorer) + rows.indikator, return_inverse=True)
    sides = (blok.foer.antal, rows.antal)
    columns = [blok.nye, blok.aendrede, blok.fjernede, *(np.maximum(side, 0) for side in sides)]
    columns += [side >= 0 for side in sides]
    sums = [np.bincount(of, weights=column, minlength=len(keys)).astype(np.int64).tolist() for column in columns]
    in_order = list(groups_)
    for key, *cells in zip(keys.tolist(), *sums, strict=True):
        place, indikator = divmod(key, len(rows.indikatorer))
        kode = rows.indikatorer[indikator]
        maaned, omraade = in_order[place]
        cell = found[maaned, names.get(kode, kode), omraade]
        cell[:] = map(sum, zip(cell, cells, strict=True))


def _area(katalog: Katalog, kode: str, dag: date) -> str:
    omraade = katalog.enhed(kode).omraade(dag)
    return katalog.enhed(omraade).navn if omraade else ""


def _month(maaned: int) -> Periode:
    return Periode(maaned // 100 * 12 + maaned % 100 - 1, Trin.MAANED)
