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
from plads.ingest.regneark.layouts.faelles.delark import Del, are_parts, check_rows, is_missing, part_of
from plads.ingest.regneark.layouts.oekonomi import posteringer
from plads.ingest.regneark.layouts.personfiler import sagskolonner, specialtilbud
from plads.ingest.regneark.layouts.planer import forloebsliste
from plads.ingest.regneark.tabeller.perioder import Periodetid
from plads.ingest.regneark.tabeller.stabel import Stabel, apart, has_data, has_totals, is_copied, share_rows, stacked
from plads.ingest.regneark.tabeller.tabel import MINDST, Kolonne, Tabel, tables
from plads.models.indikator import Periodeart


@dataclass(frozen=True)
class Samling:
    """When sheets of a layout may be parts of one list: its columns in a workbook, and which sheets fit.

    `i_tid` says whether the rows tell their own time, so that sheets may be named by it; `passer` whether nothing in
    the sheets speaks against it; `indsatser` whether a row of one indsats is another than that of the next.
    """

    kolonner: Callable[[Projektmappe], Sequence[Kolonne]]
    i_tid: Callable[[Tabel, Periodetid], bool]
    passer: Callable[[Sequence[Tabel]], bool]
    indsatser: bool = False

    def are_parts(self, tabeller: Sequence[Tabel], dele: Sequence[Del | None]) -> bool:
        """Return whether sheets, named after these parts, are parts of one list."""
        named = [(del_, tabel) for del_, tabel in zip(dele, tabeller, strict=True) if del_ is not None]
        return (
            len(named) == len(dele)
            and all(del_.tid is None or self.i_tid(tabel, del_.tid) for del_, tabel in named)
            and (self.indsatser or not any(del_.indsats for del_, _ in named))
            and are_parts([del_ for del_, _ in named])
            and self.passer(tabeller)
        )


SAMLES: dict[str, Samling] = {
    "L01": Samling(
        lambda _: aktivitet.KOLONNER, lambda tabel, _: aktivitet.has_years(tabel), lambda t: not is_copied(t)
    ),
    # Their totals are held against everything that was read.
    "L05": Samling(sagskolonner.columns, lambda *_: True, lambda t: not has_totals(t) and not is_copied(t)),
    "L11": Samling(
        lambda _: specialtilbud.KOLONNER, lambda *_: False, lambda t: not has_totals(t) and not is_copied(t)
    ),
    # Rows alike are read twice: within a sheet they may be two, in two sheets they are one of a copy.
    "L06": Samling(
        posteringer.columns,
        lambda *_: True,
        lambda t: not share_rows(t) and posteringer.of_one_firm(t),
        indsatser=True,
    ),
    "L10": Samling(
        forloebsliste.columns,
        lambda _, tid: tid.periodeart is Periodeart.SKOLEAAR,
        lambda t: not share_rows(t),
        indsatser=True,
    ),
}
# One table each, of which other sheets may hold another.
ENKELTE = frozenset((*SAMLES, "L09", "L12"))


def is_one_list(laeser: Laeser, anmodning: Anmodning) -> bool:
    """Return whether a workbook has sheets that are parts of one list."""
    return _stack(laeser, anmodning, _alike(laeser, anmodning.bog)) is not None


def read(laeser: Laeser, anmodning: Anmodning) -> Udbytte:
    """Return what a workbook holds to a reader; sheets that are parts of one list are read as one."""
    if not laeser.laeser_soejler:
        anmodning = replace(anmodning, bog=_in_rows(anmodning.bog))
    whole = anmodning
    tabeller = _alike(laeser, anmodning.bog)
    tomme = _empty(tabeller)
    anmodning = _without(anmodning, tomme)
    stabel = _stack(laeser, anmodning, [tabel for tabel in tabeller if all(tabel.ark is not ark for ark in tomme)])
    if stabel is None:
        udbytte = laeser.read(anmodning)
    else:
        udbytte = apart(laeser.read(replace(anmodning, bog=stabel.bog)), stabel)
        if not laeser.forventer_cpr:
            # Cases are counted; no count stands in a row.
            check_rows(udbytte, stabel.navne, anmodning.katalog)
    for ark in tomme:
        udbytte.inform(_called(whole.bog, ark, laeser), "", "Arket har overskrifter, men ingen rækker.")
    _tell_unread(laeser, anmodning, stabel, udbytte)
    return udbytte


def _in_rows(bog: Projektmappe) -> Projektmappe:
    """Return a workbook for a reader that goes through the rows again and again."""
    return replace(bog, ark=tuple(map(in_rows, bog.ark)))


def _alike(laeser: Laeser, bog: Projektmappe) -> list[Tabel]:
    """Return the tables of a workbook that are equally good, in the order of their sheets."""
    samling = SAMLES.get(laeser.layout)
    if samling is None or sum(not ark.skjult for ark in bog.ark) < 2:
        return []
    found = tables(bog, samling.kolonner(bog))
    return [tabel for score, tabel in found if score == found[0][0]]


def _empty(tabeller: Sequence[Tabel]) -> list[Ark]:
    """Return the sheets that only have the headings of those with rows."""
    empty = [tabel.ark for tabel in tabeller if not has_data(tabel)]
    return empty if len(empty) < len(tabeller) else []


def _without(anmodning: Anmodning, tomme: Sequence[Ark]) -> Anmodning:
    """Return a workbook in which some sheets hold nothing."""
    if not tomme:
        return anmodning
    gone = {id(ark) for ark in tomme}
    arke = tuple(replace(ark, raekker={}) if id(ark) in gone else ark for ark in anmodning.bog.ark)
    return replace(anmodning, bog=replace(anmodning.bog, ark=arke))


def _stack(laeser: Laeser, anmodning: Anmodning, tabeller: Sequence[Tabel]) -> Stabel | None:
    """Return the workbook with the tables that are parts of one list as one; None where they are none."""
    if len(tabeller) < 2:
        return None
    dele = [part_of(tabel.ark.navn, anmodning.katalog) for tabel in tabeller]
    if not SAMLES[laeser.layout].are_parts(tabeller, dele):
        return None
    navne = [_called(anmodning.bog, tabel.ark, laeser) for tabel in tabeller]
    return stacked(anmodning.bog, tabeller, navne, hemmelige=laeser.forventer_cpr)


def _tell_unread(laeser: Laeser, anmodning: Anmodning, stabel: Stabel | None, udbytte: Udbytte) -> None:
    """Say which sheets in sight look like what was read, and were not; of parts of one list none may be missing."""
    if laeser.layout not in ENKELTE or not udbytte.laest or udbytte.lige:
        return
    seen = [ark for ark in (stabel or anmodning).bog.ark if not ark.skjult and ark.raekker]
    if len(seen) < 2:
        return
    scored = [(_certainty(laeser, anmodning, ark), ark) for ark in seen]
    read = max(scored, key=lambda pair: pair[0])[1]
    for score, ark in scored:
        part = stabel is not None and is_missing(ark, stabel.egne, anmodning.katalog)
        if ark is not read and (part or score >= MINDST):
            besked = "Arket ligner det, der er læst, men har ikke de samme overskrifter. Ret dem, eller skjul arket."
            note = udbytte.problem if part else udbytte.warn
            note(_called(anmodning.bog, ark, laeser), "", besked)


def _certainty(laeser: Laeser, anmodning: Anmodning, ark: Ark) -> float:
    return laeser.recognises(replace(anmodning, bog=Projektmappe((ark,))))


def _called(bog: Projektmappe, ark: Ark, laeser: Laeser) -> str:
    """Return what a sheet is called in messages: in a file with personal data it may bear a name."""
    nr = next(nr for nr, other in enumerate(bog.ark, start=1) if other.navn == ark.navn)
    return spoken(ark.navn, nr) if laeser.forventer_cpr else ark.navn
