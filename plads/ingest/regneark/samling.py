"""Several sheets that are parts of one list, one for each area, year or indsats: read as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.laeser import Anmodning, Laeser
from plads.ingest.regneark.grund.soejler import in_rows
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.antal import aktivitet
from plads.ingest.regneark.layouts.faelles.delark import are_parts, part_of
from plads.ingest.regneark.layouts.oekonomi import posteringer
from plads.ingest.regneark.layouts.personfiler import sagskolonner, specialtilbud
from plads.ingest.regneark.layouts.planer import forloebsliste
from plads.ingest.regneark.tabeller.perioder import Periodetid
from plads.ingest.regneark.tabeller.stabel import Stabel, apart, has_totals, share_rows, stacked
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, tables
from plads.models.indikator import Periodeart


@dataclass(frozen=True)
class Samling:
    """When sheets of a layout may be parts of one list: its columns in a workbook, and which sheets fit.

    `i_tid` says whether the rows tell their own time, so that sheets may be named by it; `passer` whether nothing in
    the sheets speaks against it.
    """

    kolonner: Callable[[Projektmappe], Sequence[Kolonne]]
    i_tid: Callable[[Tabel, Periodetid], bool]
    passer: Callable[[Sequence[Tabel]], bool]


SAMLES: dict[str, Samling] = {
    "L01": Samling(lambda _: aktivitet.KOLONNER, lambda tabel, _: aktivitet.has_years(tabel), lambda _: True),
    # Their totals are held against everything that was read.
    "L05": Samling(sagskolonner.columns, lambda *_: True, lambda tabeller: not has_totals(tabeller)),
    "L11": Samling(lambda _: specialtilbud.KOLONNER, lambda *_: False, lambda tabeller: not has_totals(tabeller)),
    # Rows alike are read twice: within a sheet they may be two, in two sheets they are one of a copy.
    "L06": Samling(
        posteringer.columns, lambda *_: True, lambda t: not share_rows(t) and posteringer.of_one_firm(t)
    ),
    "L10": Samling(
        forloebsliste.columns, lambda _, tid: tid.periodeart is Periodeart.SKOLEAAR, lambda t: not share_rows(t)
    ),
}


def is_one_list(laeser: Laeser, anmodning: Anmodning) -> bool:
    """Return whether a workbook has sheets that are parts of one list."""
    return _stack(laeser, anmodning) is not None


def read(laeser: Laeser, anmodning: Anmodning) -> Udbytte:
    """Return what a workbook holds to a reader; sheets that are parts of one list are read as one."""
    if not laeser.laeser_soejler:
        anmodning = replace(anmodning, bog=_in_rows(anmodning.bog))
    stabel = _stack(laeser, anmodning)
    if stabel is None:
        return laeser.read(anmodning)
    return apart(laeser.read(replace(anmodning, bog=stabel.bog)), stabel)


def _in_rows(bog: Projektmappe) -> Projektmappe:
    """Return a workbook for a reader that goes through the rows again and again."""
    return replace(bog, ark=tuple(map(in_rows, bog.ark)))


def _stack(laeser: Laeser, anmodning: Anmodning) -> Stabel | None:
    """Return the workbook with the sheets that are parts of one list as one; None where there are none."""
    samling, bog = SAMLES.get(laeser.layout), anmodning.bog
    if samling is None or sum(not ark.skjult for ark in bog.ark) < 2:
        return None
    found = tables(bog, samling.kolonner(bog))
    tabeller = [tabel for score, tabel in found if score == found[0][0]]
    dele = [part_of(tabel.ark.navn, anmodning.katalog) for tabel in tabeller]
    named = [del_ for del_ in dele if del_ is not None]
    in_time = all(del_.tid is None or samling.i_tid(t, del_.tid) for del_, t in zip(named, tabeller, strict=False))
    if len(named) < max(len(dele), 2) or not are_parts(named) or not in_time or not samling.passer(tabeller):
        return None
    return stacked(bog, tabeller, [_called(bog, tabel.ark, laeser) for tabel in tabeller])


def _called(bog: Projektmappe, ark: Ark, laeser: Laeser) -> str:
    """Return what a sheet is called in messages: in a file with personal data it may bear a name."""
    nr = next(nr for nr, other in enumerate(bog.ark, start=1) if other is ark)
    return spoken(ark.navn, nr) if laeser.forventer_cpr else ark.navn
