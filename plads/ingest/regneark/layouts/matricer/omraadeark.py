"""L03: activity for one period, one sheet per område and one column per indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, celle, kolonne
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Indikatoropslag, Katalog, nearest
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, OMRAADE
from plads.ingest.regneark.layouts.faelles.forbehold import check_divided, other_than_counts
from plads.ingest.regneark.layouts.faelles.kontrolsum import figure
from plads.ingest.regneark.layouts.faelles.skema import (
    SKOLEKOLONNER,
    Felt,
    Samlet,
    Skema,
    Sumfelt,
    countable,
    names_schools,
    notice_sheets,
)
from plads.ingest.regneark.layouts.matricer.arkdele import (
    Blok,
    Linjetekst,
    blocks,
    indicators,
    others,
    school_column,
    texts,
)
from plads.ingest.regneark.layouts.matricer.arkomraade import area_of, is_collection
from plads.ingest.regneark.layouts.matricer.arkperiode import date_of
from plads.ingest.regneark.layouts.matricer.maanedskolonner import AARSTAL
from plads.ingest.regneark.layouts.matricer.maanedskolonner import header as month_header
from plads.ingest.regneark.layouts.matricer.skemaraekker import read
from plads.ingest.regneark.layouts.matricer.skemasummer import content
from plads.ingest.regneark.layouts.pivottabel.pivothoved import is_crossed
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.perioder import Periodetid, spaend
from plads.ingest.regneark.tabeller.tabel import Tabel, as_headings, is_whole
from plads.models.proveniens import Indlaesningsart
from plads.text import opremsning

MANGLER = "skoler og indikatorer"
FLERE = 2


@dataclass(frozen=True)
class _Sted:
    """A table found: its part of the sheet, its headings, and its columns of indicators."""

    blok: Blok
    tabel: Tabel
    indikatorer: dict[int, Indikatoropslag]

    @property
    def navn(self) -> str:
        """Return the sheet's name."""
        return self.blok.ark.navn


# How many values of a column decide what it holds; a sheet of areas is short, other files are not.
PROEVE = 300
# How many rows with an indicator in them are tried as headings; the next are read as rows, and asked about.
FLEST_HOVEDER = 200


class Omraadearklaeser:
    """Reads L03."""

    layout, art, forventer_cpr, laeser_soejler = "L03", Indlaesningsart.AKTIVITET, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how sure it is that sheets have schools down, indicators across, and an område of their own."""
        return max((_certainty(ark, anmodning.katalog) for ark in anmodning.bog.ark), default=0)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Aktivitet per school and indicator for a month; one Vaerdi for a longer period."""
        udbytte = Udbytte(self.layout, self.art)
        found = [sted for ark in anmodning.bog.ark for sted in _tables(ark, anmodning.katalog)]
        # A sheet for the whole city repeats the others: what stands there a second time is held against them.
        found.sort(key=lambda sted: is_collection(sted.navn))
        notice_sheets(anmodning.bog, [sted.tabel for sted in found], udbytte, MANGLER)
        samlet, tider = Samlet(anmodning.katalog, udbytte), []
        front = others(anmodning.bog, [sted.navn for sted in found])
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
    found = [(nr, tabel) for nr in rows if (tabel := _header(ark, nr, katalog)) is not None]
    if not found or is_crossed(ark, katalog):
        return 0
    nr, tabel = found[0]
    several = len(_columns(ark, nr, katalog)) >= FLERE
    named = names_schools(ark.raekker[nr])
    above = [line.tekst for line in texts(ark) if line.nr < nr]
    if is_collection(ark.navn) or area_of(ark.navn, above, katalog).omraade is not None or tabel.has(OMRAADE):
        return 1.0 if several else 0 if tabel.has(OMRAADE) else 0.9
    return (0.9 if named else 0.7) if several else 0


def _columns(ark: Ark, nr: int, katalog: Katalog, mindst: int = 1) -> dict[int, Indikatoropslag]:
    """Return which column of a row is headed by which indicator and has more figures than words below it.

    Where fewer than `mindst` are headed so, nothing below is looked at.
    """
    named = {c: i for c, value in ark.raekker[nr].items() if (i := _indicator(value, katalog)) is not None}
    return {c: i for c, i in named.items() if _counts(ark, nr, c)} if len(named) >= mindst else {}


def _counts(ark: Ark, nr: int, c: int) -> bool:
    """Return whether a column counts: «Elev» over names and «Klage» over «J» and «N» do not."""
    below = islice((row[c] for r, row in ark.raekker.items() if r > nr and c in row), PROEVE)
    # A long list says the same few words again and again. By kind as well: 1 and True are one key.
    different = Counter((type(value), value) for value in below)
    figures = sum(antal for (_, value), antal in different.items() if _is_figure(value))
    words = sum(antal for (_, value), antal in different.items() if _is_word(value))
    return figures >= words


def _is_figure(value: Celle) -> bool:
    """Return whether a cell counts something, also one that says so as text."""
    if isinstance(value, str):
        try:
            figure(value)
        except CellError:
            return False
        return True
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_word(value: Celle) -> bool:
    if not isinstance(value, str):
        return isinstance(value, bool)
    return not _is_figure(value) and not any(map(str.isdigit, value))


def _indicator(value: Celle, katalog: Katalog) -> Indikatoropslag | None:
    if not isinstance(value, str) or other_than_counts(value):
        return None
    found, exact = indicators(value, katalog)
    return next(iter(found)) if exact and len(found) == 1 else None


def _header(ark: Ark, nr: int, katalog: Katalog) -> Tabel | None:
    """Return the table a row would head: with a column of schools, and indicators that are no words of a title."""
    named, row = names_schools(ark.raekker[nr]), ark.raekker[nr]
    if not named and sum(isinstance(value, str) for value in row.values()) < FLERE:
        return None
    # A row that names no column of schools must name several indicators.
    columns = _columns(ark, nr, katalog, 1 if named else FLERE)
    if not columns or month_header(ark, nr, katalog)[0]:
        return None
    tabel = as_headings(ark, nr, {c: value for c, value in row.items() if c not in columns}, SKOLEKOLONNER)
    if not named:
        c = school_column(ark, nr, (*columns, *tabel.kolonner.values()), katalog) if len(columns) >= FLERE else None
        if c is None:
            return None
        tabel.kolonner[NAVN] = c
    return tabel


def _tables(ark: Ark, katalog: Katalog) -> list[_Sted]:
    """Return the tables of a visible sheet, each with its own rows only."""
    if ark.skjult:
        return []
    likely = (nr for nr, row in ark.raekker.items() if any(_indicator(value, katalog) for value in row.values()))
    rows = islice(likely, FLEST_HOVEDER)
    known = {nr: tabel for nr in rows if (tabel := _header(ark, nr, katalog)) is not None}
    return [
        _Sted(blok, replace(known[blok.raekke], ark=blok.ark), _columns(ark, blok.raekke, katalog))
        for blok in (blocks(ark, list(known)) if known else [])
    ]


def _arranged(
    sted: _Sted, found: Sequence[_Sted], anmodning: Anmodning, front: Sequence[tuple[Ark, Linjetekst]], udbytte: Udbytte
) -> Skema | None:
    """Return a table's columns, its område and its period; note as problems which cannot be known."""
    before = len(udbytte.report.problems)
    omraade = _area(sted, anmodning.katalog, udbytte)
    first = next(other for other in found if other.navn == sted.navn)
    dated = date_of(sted.blok, sted.tabel, first.blok.titel, front, anmodning, udbytte)
    _ask_about_unknown(sted, anmodning.katalog, udbytte)
    _warn_of_missing(sted, found, udbytte)
    if dated is None:
        return None
    felter = list(_fields(sted, dated.tid, udbytte))
    check_divided(sted.tabel, {dated.tid.fra.year, dated.tid.til.year}, udbytte)
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    sums = {str(value): c for c, value in row.items() if heading(value) in TOTALORD}
    columns = {felt.navn: felt.kolonne for felt in felter} | sums
    tabel = replace(sted.tabel, kolonner=sted.tabel.kolonner | columns)
    if not is_whole(tabel, SKOLEKOLONNER, udbytte) or len(udbytte.report.problems) > before:
        return None
    used = tuple(_filled(tabel, felter, anmodning.katalog, udbytte))
    return Skema(tabel, used, tuple(Sumfelt(c, navn, used) for navn, c in sums.items()), omraade, dated.opgjort)


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


def _area(sted: _Sted, katalog: Katalog, udbytte: Udbytte) -> Enhedsopslag | None:
    """Return the område all rows are about; none for a sheet of the whole city or with a column that says it."""
    if is_collection(sted.navn):
        return None
    found = area_of(sted.navn if sted.blok.alene else "", [line.tekst for line in sted.blok.titel], katalog)
    if found.omraade is None and not sted.tabel.has(OMRAADE):
        udbytte.problem(sted.navn, celle(sted.tabel.raekke, 1), found.problem)
    elif found.omraade is not None and not found.skrevet:
        udbytte.inform(sted.navn, "", f"Arkets navn er læst som området {found.omraade.navn}.")
    return found.omraade


def _fields(sted: _Sted, tid: Periodetid, udbytte: Udbytte) -> Iterator[Felt]:
    """Give the columns of indicators; one that stands twice is noted."""
    first: dict[str, int] = {}
    row = sted.blok.ark.raekker[sted.tabel.raekke]
    for c, indikator in sted.indikatorer.items():
        years = set(map(int, AARSTAL.findall(str(row[c]))))
        if years and not years & {tid.fra.year, tid.til.year}:
            besked = f"Overskriften siger {max(years)}, men arkets tal er fra {tid.tekst}. Ret det ene."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)
        if first.setdefault(indikator.kode, c) == c:
            yield Felt(c, indikator.navn, indikator, tid)
        else:
            also = kolonne(first[indikator.kode])
            besked = f"Kolonnen «{indikator.navn}» står to gange (også i kolonne {also}). Slet eller omdøb den ene."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)


def _ask_about_unknown(sted: _Sted, katalog: Katalog, udbytte: Udbytte) -> None:
    """Note as problems the headings that look like an indicator written wrong: their figures must not get lost."""
    row, used = sted.blok.ark.raekker[sted.tabel.raekke], {*sted.indikatorer, *sted.tabel.kolonner.values()}
    for c, value in row.items():
        if c in used or not isinstance(value, str):
            continue
        near = nearest(value, [word for i in countable(katalog) for word in (i.navn, i.ental)])
        if near and abs(len(near) - len(value)) <= FLERE:
            besked = f"Kolonnen i {kolonne(c)} kendes ikke. Mente du «{near}»? Ret overskriften, eller slet kolonnen."
            udbytte.problem(sted.navn, celle(sted.tabel.raekke, c), besked)


def _warn_of_missing(sted: _Sted, found: Sequence[_Sted], udbytte: Udbytte) -> None:
    alle = {i.navn: i for other in found for i in other.indikatorer.values()}
    if missing := sorted(navn for navn, i in alle.items() if i not in sted.indikatorer.values()):
        besked = f"Arket har ingen kolonne for {opremsning(missing)}, som andre ark har."
        udbytte.warn(sted.navn, celle(sted.tabel.raekke, 1), besked)
