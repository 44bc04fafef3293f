"""From what schools show to a panel: what is hidden, missing or mixed with another forløb is left out and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from plads.measures.gruppetid import ALDRIG, Panel
from plads.measures.krympning import parts
from plads.measures.tal import Tal
from plads.serier import Periode, Serie
from plads.tables import Celle
from plads.tilstand import Tilstand


@dataclass(frozen=True, slots=True)
class Skoleforloeb:
    """A school's counts and pupils by school year, when it started the forløb (None: it has not), and when others."""

    kode: str
    navn: str
    antal: Serie
    elever: Serie
    start: Periode | None
    andre: tuple[Periode, ...] = ()


class Udeladt(NamedTuple):
    """Schools that started but tell nothing, by why; and how many of those compared with have another forløb."""

    skjult: int
    mangler: int
    andet_forloeb: int
    ingen_foer: int
    skjult_kontrol: int
    kontrol_med_andet: int

    @property
    def begyndte(self) -> int:
        """Return how many that started are left out."""
        return self.skjult + self.mangler + self.andet_forloeb + self.ingen_foer


def panel_of(skoler: Sequence[Skoleforloeb]) -> Panel:
    """Return the schools as arrays over the school years of the first; a year that lacks months has no number.

    A school stands for its group only until it starts another forløb.
    """
    perioder = skoler[0].antal.perioder if skoler else ()
    y = _rows([skole.antal for skole in skoler], perioder)
    n = _rows([skole.elever for skole in skoler], perioder)
    renset = np.ones((len(skoler), len(perioder), len(perioder)), dtype=bool)
    for nr, skole in enumerate(skoler):
        for periode in skole.andre:
            renset[nr, :, _place(periode, perioder) :] = False
    return Panel(y, n, np.array([_start(s, perioder) for s in skoler], dtype=np.int64), renset)


def _rows(serier: Sequence[Serie], perioder: Sequence[Periode]) -> Tal:
    return np.array([_row(serie, perioder) for serie in serier]).reshape(len(serier), len(perioder))


def _row(serie: Serie, perioder: Sequence[Periode]) -> Tal:
    kendte = {
        periode: float(v)
        for periode, v, mangler in zip(serie.perioder, serie.vaerdier, serie.mangler, strict=True)
        if _is_number(v) and not mangler and isinstance(v, int | float)
    }
    return np.array([kendte.get(periode, np.nan) for periode in perioder])


def _is_number(v: Celle) -> bool:
    return isinstance(v, int | float) and not isinstance(v, Tilstand)


def _place(periode: Periode, perioder: Sequence[Periode]) -> int:
    """Return the place of a school year on the axis; 0 for what came before it, its length for what comes after."""
    return sum(p.foerste < periode.foerste for p in perioder)


def _start(skole: Skoleforloeb, perioder: Sequence[Periode]) -> int:
    return ALDRIG if skole.start is None else _place(skole.start, perioder)


def left_out(skoler: Sequence[Skoleforloeb], panel: Panel) -> Udeladt:
    """Return which started schools the estimate does not rest on, the first reason of each."""
    dele = parts(panel)
    med = np.any([del_.behandlede for del_ in dele], axis=0) if dele else np.zeros(len(skoler), dtype=bool)
    begyndt = [nr for nr in range(len(skoler)) if panel.start[nr] < panel.y.shape[1] and not med[nr]]
    grunde = [_why(skoler[nr], panel, nr) for nr in begyndt]
    andre = [s for nr, s in enumerate(skoler) if panel.start[nr] >= panel.y.shape[1]]
    return Udeladt(
        grunde.count("skjult"),
        grunde.count("mangler"),
        grunde.count("andet"),
        grunde.count("foer"),
        sum(_is_hidden(s) for s in andre),
        sum(bool(s.andre) for s in andre),
    )


def _why(skole: Skoleforloeb, panel: Panel, nr: int) -> str:
    start = int(panel.start[nr])
    if start == 0:
        return "foer"
    if not panel.ren(start, start)[nr]:
        return "andet"
    return "skjult" if _is_hidden(skole) else "mangler"


def share_hidden(skoler: Sequence[Skoleforloeb]) -> float:
    """Return the share of the counts by school year that are hidden from the reader."""
    celler = [v for skole in skoler for v in skole.antal.vaerdier if v is not Tilstand.IKKE_RAPPORTERET]
    return celler.count(Tilstand.DISKRETIONERET) / len(celler) if celler else 0.0


def _is_hidden(skole: Skoleforloeb) -> bool:
    return Tilstand.DISKRETIONERET in skole.antal.vaerdier or Tilstand.DISKRETIONERET in skole.elever.vaerdier
