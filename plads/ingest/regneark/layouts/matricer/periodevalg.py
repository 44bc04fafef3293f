"""Which period is a sheet's own, where its name or title says one without a year, or another than the front page's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.forbehold import is_title
from plads.ingest.regneark.tabeller.maanedsord import NAVNE
from plads.ingest.regneark.tabeller.perioder import Periodetid, periode
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.indikator import Periodeart
from plads.text import opremsning

# A month in such a title is when something was done, or what the figures are not.
_OMTALER = re.compile(
    r"\b(?:opgjort|opgørelsesdato|udtræk|udtrukket|status|mangl|rettet|rettelse|ændr|undta|ekskl|inkl|luk|flyt|"
    rf"startet|oprettet)\w*|\bpr\.? (?:[\d.]+ ?)?(?:{NAVNE})\b"
)


_KUN_TID = re.compile(
    rf"(?:[\W\d_]|\b(?:{NAVNE}|kvartal|kvt|kv|halvår|år|skoleår|skoleåret|uge|til|og|med|for|fra|i|af|den|perioden?|"
    r"måneden?|tal|tallene|data|aktivitet|antal|opgørelse)\b|\b[kqh](?=\d))+"
)


class Uenige(NamedTuple):
    """A sheet's own period and the front page's, which is another. `sikker` when the sheet's can be read as it is."""

    egen: Collection[Periodetid]
    forside: Collection[Periodetid]
    sikker: bool

    def tell(self, tabel: Tabel, udbytte: Udbytte) -> bool:
        """Note the two periods; return whether the sheet's own may be read."""
        egen, forside = (opremsning(sorted(tid.tekst for tid in tider)) for tider in (self.egen, self.forside))
        where = (tabel.ark.navn, celle(tabel.raekke, 1))
        if self.sikker:
            udbytte.warn(*where, f"Arket siger {egen}, men forsiden siger {forside}. Tallene er læst som {egen}.")
        else:
            udbytte.problem(*where, f"Arket siger {egen}, men forsiden siger {forside}. Ret det ene.")
        return self.sikker


def part_of_year(
    navn: str, titler: Iterable[str], rammer: Collection[Periodetid], anmodning: Anmodning
) -> set[Periodetid]:
    """Return the periods that a sheet's name and titles say without a year, in the years of the frame around them.

    Where nothing has a year, it is the one the user said.
    """
    given = {anmodning.periode[0]} if anmodning.periode else set[int]()
    years = {aar for tid in rammer for aar in (tid.fra.year, tid.til.year)} or given
    found = {tid for line in (navn, *_only_times(titler, navn)) for tid in _in_years(line, years)}
    # In a school year, a month lies in one of its two years.
    inside = {tid for tid in found if any(holds(ramme, tid) for ramme in rammer)}
    return _narrowest(inside or found)


def labels(lines: Iterable[str]) -> list[str]:
    """Return the lines that say what the figures are; the others are sentences, or say when something was done."""
    return [line for line in lines if is_title(line) and not _OMTALER.search(noegle(line))]


def _only_times(lines: Iterable[str], navn: str) -> list[str]:
    """Return the lines that hold little but a time and the sheet's name: «Jan» and «Maj» may be somebody's, too."""
    own = noegle(navn)
    return [line for line in labels(lines) if _KUN_TID.fullmatch(noegle(line).replace(own, " ") or " ")]


def _in_years(tekst: str, years: Iterable[int]) -> Iterator[Periodetid]:
    if periode(tekst) is None:
        yield from (tid for aar in years if (tid := periode(tekst, aar)) is not None and not tid.is_year)


def _narrowest(tider: Collection[Periodetid]) -> set[Periodetid]:
    return {tid for tid in tider if not any(other != tid and holds(tid, other) for other in tider)}


def holds(wide: Periodetid, narrow: Periodetid) -> bool:
    """Return whether a period is another or holds it."""
    return wide.fra <= narrow.fra and narrow.til <= wide.til


def choose_part(dele: set[Periodetid], forside: set[Periodetid]) -> tuple[set[Periodetid], Uenige | None]:
    """Return the parts of a year a sheet names, or the front page's period where they hold it, and what is at odds."""
    if not forside or dele <= forside:
        return dele, None
    if any(holds(del_, tid) for del_ in dele for tid in forside):
        return forside, None
    within = all(any(tid.is_year and holds(tid, del_) for tid in forside) for del_ in dele)
    return dele, None if within else Uenige(dele, forside, sikker=False)


def at_odds(egen: Collection[Periodetid], forside: Collection[Periodetid]) -> Uenige | None:
    """Return the two periods where a sheet's own, with its year, has no day in common with the front page's.

    Beside a part of another year, a year alone may be that part of it.
    """
    if not egen or not forside or any(a.fra <= b.til and b.fra <= a.til for a in egen for b in forside):
        return None
    only_year = all(tid.periodeart is Periodeart.AAR for tid in egen)
    if not only_year and all(tid.periodeart in (Periodeart.MAANED, Periodeart.AAR) for tid in forside):
        # The front page says when it was printed, when a committee meets, or which budget comes.
        return None
    return Uenige(egen, forside, sikker=not only_year or any(tid.is_year for tid in forside))
