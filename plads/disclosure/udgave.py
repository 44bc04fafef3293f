"""The content of one release: what everybody may see of a municipality, and nothing else. As bytes, for the store."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import Ja, Koder, Smaa
from plads.serier import Periode, Trin

Store = NDArray[np.int64]
# What a release did with a cell: it was not on the menu, it was shown, it was hidden.
UDE, VIST, SKJULT = range(3)


class Flade(NamedTuple):
    """Cells that may be shown: arrays [indikator, enhed, periode].

    antal, tilstand, mangler, eksempel are as in the cube, but where nothing may be shown `antal` is 0 and `tilstand`
    DISKRETIONERET, or IKKE_RAPPORTERET. taeller ÷ naevner is the rate per pupil, for years and school years: both are
    0 where it may not be shown; `sats_tilstand` is OPLYST, DISKRETIONERET or IKKE_RAPPORTERET.
    """

    antal: Store
    tilstand: Koder
    mangler: Smaa
    eksempel: Ja
    taeller: Store
    naevner: Store
    sats_tilstand: Koder
    sats_mangler: Smaa
    sats_eksempel: Ja

    def at(self, sted: Any) -> Flade:
        """Return what numpy's indexing gives of each array."""
        felter: tuple[NDArray[Any], ...] = self
        return Flade(*(felt[sted] for felt in felter))

    def put(self, sted: Any, celler: Flade) -> None:
        """Write cells where numpy's indexing says."""
        felter: tuple[NDArray[Any], ...] = self
        kilder: tuple[NDArray[Any], ...] = celler
        for felt, kilde in zip(felter, kilder, strict=True):
            felt[sted] = kilde


def empty(indikatorer: int, enheder: int, perioder: int) -> Flade:
    """Return a surface on which nobody has reported anything."""
    form = indikatorer, enheder, perioder
    slags: tuple[type[Any], ...] = (
        np.int64, np.uint8, np.uint16, np.bool_, np.int64, np.int64, np.uint8, np.uint16, np.bool_,
    )  # fmt: skip
    return Flade(*(np.zeros(form, dtype=en) for en in slags))


class Sted(NamedTuple):
    """Where a cell stands. `sats`: it is the numerator of the rate there."""

    indikator: str
    enhed: str
    periode: Periode
    sats: bool


@dataclass(frozen=True, eq=False)
class Udgave:
    """A release: three axes, the surface, and what later releases must know.

    menu, sats_menu: [indikator, enhed, periode] UDE, VIST or SKJULT. tidligere: values shown before and not shown now.
    """

    indikatorer: tuple[str, ...]
    enheder: tuple[str, ...]
    perioder: tuple[Periode, ...]
    flade: Flade
    menu: Koder
    sats_menu: Koder
    tidligere: frozenset[tuple[Sted, int]] = frozenset()

    @cached_property
    def nr(self) -> tuple[dict[str, int], dict[str, int], dict[Periode, int]]:
        """Return the row of each indicator, unit and period."""
        return _numbers(self.indikatorer), _numbers(self.enheder), _numbers(self.perioder)

    @cached_property
    def viste(self) -> dict[Sted, int]:
        """Return every cell of the menu that is shown, and its value."""
        return {
            sted: int(antal[i, u, p])
            for sats, menu, antal in self._slags()
            for (i, u, p), sted in self._steder(menu == VIST, sats=sats)
        }

    @cached_property
    def skjulte(self) -> frozenset[Sted]:
        """Return every cell of the menu that is hidden."""
        return frozenset(sted for sats, menu, _ in self._slags() for _, sted in self._steder(menu == SKJULT, sats=sats))

    def _slags(self) -> tuple[tuple[bool, Koder, Store], ...]:
        return (False, self.menu, self.flade.antal), (True, self.sats_menu, self.flade.taeller)

    def _steder(self, hvor: Ja, *, sats: bool) -> Iterator[tuple[tuple[int, int, int], Sted]]:
        for i, u, p in np.argwhere(hvor).tolist():
            yield (i, u, p), Sted(self.indikatorer[i], self.enheder[u], self.perioder[p], sats)

    def as_bytes(self) -> bytes:
        """Return the release, compressed; the same release gives the same bytes."""
        akser = {
            "indikatorer": self.indikatorer,
            "enheder": self.enheder,
            "perioder": [(periode.foerste, periode.trin.value) for periode in self.perioder],
            "tidligere": sorted(
                (sted.indikator, sted.enhed, sted.periode.foerste, sted.periode.trin.value, sted.sats, vaerdi)
                for sted, vaerdi in self.tidligere
            ),
        }
        felter: dict[str, Any] = {
            **self.flade._asdict(),
            "menu": self.menu,
            "sats_menu": self.sats_menu,
            "akser": np.frombuffer(json.dumps(akser, ensure_ascii=False).encode(), dtype=np.uint8),
        }
        out = io.BytesIO()
        np.savez_compressed(out, **felter)
        return out.getvalue()


def from_bytes(indhold: bytes) -> Udgave:
    """Return the release that `as_bytes` wrote."""
    with np.load(io.BytesIO(indhold), allow_pickle=False) as felter:
        akser = json.loads(felter["akser"].tobytes())
        flade = Flade(*(felter[navn] for navn in Flade._fields))
        menu, sats_menu = felter["menu"], felter["sats_menu"]
    perioder = tuple(Periode(foerste, Trin(trin)) for foerste, trin in akser["perioder"])
    tidligere = frozenset(
        (Sted(indikator, enhed, Periode(foerste, Trin(trin)), sats), vaerdi)
        for indikator, enhed, foerste, trin, sats, vaerdi in akser["tidligere"]
    )
    return Udgave(tuple(akser["indikatorer"]), tuple(akser["enheder"]), perioder, flade, menu, sats_menu, tidligere)


def _numbers(noegler: Iterable[Any]) -> dict[Any, int]:
    return {noegle: nr for nr, noegle in enumerate(noegler)}
