"""L03: activity for one period, one sheet per område and one column per indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, celle, kolonne
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE
from plads.ingest.regneark.layouts.faelles.forbehold import check_divided, check_titles, is_title, other_than_counts
from plads.ingest.regneark.layouts.faelles.skema import (
    SKOLEKOLONNER,
    Felt,
    Samlet,
    Skema,
    Sumfelt,
    names_schools,
    notice_sheets,
)
from plads.ingest.regneark.layouts.matricer.arkdele import (
    SKEL,
    Linjetekst,
    others,
    texts,
    with_spans,
)
from plads.ingest.regneark.layouts.matricer.arkomraade import area_of, is_collection, says_area
from plads.ingest.regneark.layouts.matricer.arkperiode import date_of
from plads.ingest.regneark.layouts.matricer.maanedskolonner import AARSTAL
from plads.ingest.regneark.layouts.matricer.omraadekolonner import (
    FLERE,
    Sted,
    ask_about_unknown,
    columns_of,
    find_tables,
    header_of,
    warn_of_missing,
)
from plads.ingest.regneark.layouts.matricer.skemaraekker import read
from plads.ingest.regneark.layouts.matricer.skemasummer import content
from plads.ingest.regneark.layouts.pivottabel.pivothoved import is_crossed
from plads.ingest.regneark.tabeller.perioder import AAR_FRA, Periodetid, periode, spaend
from plads.ingest.regneark.tabeller.tabel import Tabel, is_whole
from plads.models.proveniens import Indlaesningsart
from plads.text import opremsning

_HELE_AARET = re.compile(r"\bhele\b")
MANGLER = "skoler og indikatorer"


class Omraadearklaeser:
    """Reads L03."""

    layout, art, forventer_cpr, laeser_soejler = "L03", Indlaesningsart.AKTIVITET, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how sure it is that sheets have schools down, indicators across, and an område of their own."""
        return max((_certainty(ark, anmodning.katalog) for ark in anmodning.bog.ark), default=0)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Aktivitet per school and indicator for a month; one Vaerdi for a longer period."""
        udbytte = Udbytte(self.layout, self.art)
        found = [sted for ark in anmodning.bog.ark for sted in find_tables(ark, anmodning.katalog)]
        # A sheet for the whole city repeats the others: what stands there a second time is held against them.
        found.sort(key=lambda sted: _adds_up(sted, anmodning.katalog))
        notice_sheets(anmodning.bog, [sted.tabel for sted in found], udbytte, MANGLER, anmodning.katalog)
        samlet, tider = Samlet(anmodning.katalog, udbytte), []
        front = others(anmodning.bog, [sted.navn for sted in found], lambda ark: with_spans(texts(ark)))
        for sted in found:
            skema = _arranged(sted, found, anmodning, front, udbytte)
            if skema is not None and skema.felter:
                tider.append(skema.felter[0].tid)
                read(skema, samlet)
        if not found:
            udbytte.problem("", "", f"Vi finder ingen tabel med {MANGLER} i noget ark.")
        elif not udbytte.laest and not udbytte.report.problems:
            udbytte.problem("", "", "Filen har ingen tal.")
        udbytte.summer = dict(samlet.summer)
        udbytte.periode = _span(tider)
        return udbytte


def _span(tider: Sequence[Periodetid]) -> str:
    months = [tid.maaned for tid in tider if tid.maaned is not None]
    if len(months) == len(tider):
        return spaend(sorted(set(months)))
    return opremsning([tid.tekst for tid in sorted(set(tider), key=lambda tid: tid.fra)])


def _certainty(ark: Ark, katalog: Katalog) -> float:
    rows = list(ark.raekker)[:OVERSKRIFT_BLANDT] if not ark.skjult else []
    found = [(nr, tabel) for nr in rows if (tabel := header_of(ark, nr, katalog)) is not None]
    if not found or is_crossed(ark, katalog):
        return 0
    nr, tabel = found[0]
    several = len(columns_of(ark, nr, katalog)) >= FLERE
    named = names_schools(ark.raekker[nr])
    above = [line.tekst for line in texts(ark) if line.nr < nr]
    if is_collection(ark.navn, katalog) or area_of(ark.navn, above, katalog).omraade is not None or tabel.has(OMRAADE):
        return 1.0 if several else 0 if tabel.has(OMRAADE) else 0.9
    return (0.9 if named else 0.7) if several else 0


def _arranged(
    sted: Sted, found: Sequence[Sted], anmodning: Anmodning, front: Sequence[tuple[Ark, Linjetekst]], udbytte: Udbytte
) -> Skema | None:
    """Return a table's columns, its område and its period; note as problems which cannot be known."""
    before = len(udbytte.report.problems)
    omraade = _area(sted, anmodning.katalog, udbytte)
    first = next(other for other in found if other.navn == sted.navn)
    dated = date_of(sted.blok, sted.tabel, first.blok.titel, front, anmodning, udbytte)
    ask_about_unknown(sted, anmodning.katalog, udbytte)
    warn_of_missing(sted, found, udbytte)
    if dated is None:
        return None
    titles = [line.tekst for line in (*sted.blok.titel, *first.blok.titel) if SKEL not in line.tekst]
    named = [line.tekst for _, line in front if periode(line.tekst) in dated.rammer]
    check_titles([*titles, *named, sted.navn], sted.navn, celle(sted.tabel.raekke, 1), udbytte)
    _doubt_front(front, named, udbytte)
    felter = list(_fields(sted, dated.tid, udbytte))
    check_divided(sted.tabel, {dated.tid.fra.year, dated.tid.til.year}, udbytte)
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    sums = {str(value): c for c, value in row.items() if heading(value) in TOTALORD}
    columns = {felt.navn: felt.kolonne for felt in felter} | sums
    tabel = replace(sted.tabel, kolonner=sted.tabel.kolonner | columns)
    if not is_whole(tabel, SKOLEKOLONNER, udbytte) or len(udbytte.report.problems) > before:
        return None
    used = tuple(_filled(tabel, felter, anmodning.katalog, udbytte))
    summer = tuple(Sumfelt(c, navn, used) for navn, c in sums.items())
    return Skema(tabel, used, summer, omraade, dated.opgjort, samler=_adds_up(sted, anmodning.katalog))


def _doubt_front(front: Sequence[tuple[Ark, Linjetekst]], named: Sequence[str], udbytte: Udbytte) -> None:
    """Warn of a line on the front page, beside the period, that says the figures are something else than counts."""
    pages = {ark.navn for ark, line in front if line.tekst in named}
    for ark, line in front:
        other = other_than_counts(line.tekst) if ark.navn in pages and is_title(line.tekst) else None
        if other and line.tekst not in named:
            besked = f"Siden siger «{other}». Gælder det tallene i de andre ark? Så er de ikke antal."
            where = celle(line.nr, 1)
            if (ark.navn, where) not in {(melding.ark, melding.celle) for melding in udbytte.meldinger}:
                udbytte.warn(ark.navn, where, besked)


def _filled(tabel: Tabel, felter: Sequence[Felt], katalog: Katalog, udbytte: Udbytte) -> Iterator[Felt]:
    """Give the columns that hold anything; the others say nothing, not even that nothing was reported."""
    found = content(tabel, [felt.navn for felt in felter], katalog)
    if not any(map(any, found.values())):
        udbytte.warn(tabel.ark.navn, celle(tabel.raekke, 1), "Arket har ingen tal og er ikke læst.")
        return
    for felt in felter:
        if found[felt.navn] == (0, 0):
            besked = f"Kolonnen «{felt.navn}» er tom og er ikke læst."
            udbytte.warn(tabel.ark.navn, celle(tabel.raekke, felt.kolonne), besked)
        else:
            yield felt


def _area(sted: Sted, katalog: Katalog, udbytte: Udbytte) -> Enhedsopslag | None:
    """Return the område all rows are about; none for a sheet of the whole city, of a month, or with a column for it."""
    titles = [line.tekst for line in sted.blok.titel]
    if _adds_up(sted, katalog):
        return None
    found = area_of(sted.navn if sted.blok.alene else "", titles, katalog)
    of_period = periode(sted.navn, AAR_FRA) is not None and not says_area(titles, katalog)
    if found.omraade is None and not sted.tabel.has(OMRAADE) and not of_period:
        udbytte.problem(sted.navn, celle(sted.tabel.raekke, 1), found.problem)
    elif found.omraade is not None and not found.skrevet:
        udbytte.inform(sted.navn, "", f"Arkets navn er læst som området {found.omraade.navn}.")
    return found.omraade


def _adds_up(sted: Sted, katalog: Katalog) -> bool:
    """Return whether a table is of the whole city: its sheet is named so, and its titles name no område."""
    return is_collection(sted.navn, katalog, [line.tekst for line in sted.blok.titel])


def _other_period(tekst: str, tid: Periodetid) -> str:
    """Return the period a heading names when it is another than its sheet's, or ''; the year alone may be left in."""
    years = set(map(int, AARSTAL.findall(tekst)))
    if years and not years & {tid.fra.year, tid.til.year}:
        return str(max(years))
    named = periode(tekst, tid.fra.year)
    if named is None or named == tid or (named.is_year and not _HELE_AARET.search(noegle(tekst))):
        return ""
    return named.tekst


def _fields(sted: Sted, tid: Periodetid, udbytte: Udbytte) -> Iterator[Felt]:
    """Give the columns of indicators; one that stands twice is noted."""
    first: dict[str, int] = {}
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    for c, indikator in sted.indikatorer.items():
        if said := _other_period(str(row[c]), tid):
            besked = f"Overskriften siger {said}, men arkets tal er fra {tid.tekst}. Ret det ene."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)
        if first.setdefault(indikator.kode, c) == c:
            yield Felt(c, indikator.navn, indikator, tid)
        else:
            also = kolonne(first[indikator.kode])
            besked = f"Kolonnen «{indikator.navn}» står to gange (også i kolonne {also}). Slet eller omdøb den ene."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)
