"""L04: a pivot table of counts – områder with their schools under them, indicators and periods across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from plads.ingest.regneark.grund.ark import celle, kolonne
from plads.ingest.regneark.grund.katalog import Indikatoropslag, nearest
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.forbehold import check_titles, other_than_counts
from plads.ingest.regneark.layouts.faelles.skema import Felt, Samlet, Sumfelt, notice_sheets
from plads.ingest.regneark.layouts.faelles.skema import countable as all_countable
from plads.ingest.regneark.layouts.pivottabel.pivotfiltre import INDIKATORORD, check_filters, check_measure
from plads.ingest.regneark.layouts.pivottabel.pivothoved import RAEKKENAVNE, Blok, Hoved, blocks, countable, noegle_of
from plads.ingest.regneark.layouts.pivottabel.pivotlinjer import Pivot
from plads.ingest.regneark.layouts.pivottabel.pivotraekker import read_rows
from plads.ingest.regneark.layouts.pivottabel.pivottid import counted_on, filters, resolve
from plads.ingest.regneark.tabeller.perioder import Periodetid, spaend
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.proveniens import Indlaesningsart

_SPAENDER = re.compile(r"\d|\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\.? ?(?:-|til) ?")


class Pivotlaeser:
    """Reads L04."""

    layout, art, forventer_cpr, laeser_soejler = "L04", Indlaesningsart.AKTIVITET, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return max((blok.sikkerhed for blok in _found(anmodning)), default=0)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return the figures of every school: a month is activity, a longer period a value."""
        udbytte = Udbytte(self.layout, self.art)
        found = list(_found(anmodning))
        best = [blok for blok in found if blok.sikkerhed == max(other.sikkerhed for other in found)]
        if not best:
            udbytte.problem("", "", "Vi finder ingen pivottabel i filen. Den skal have indikatorer og perioder øverst.")
        read = [Tabel(blok.ark, blok.sidste, {}) for blok in best]
        notice_sheets(anmodning.bog, read, udbytte, "pivotoverskrifter", anmodning.katalog)
        samlet = Samlet(anmodning.katalog, udbytte)
        perioder: set[Periodetid] = set()
        for blok in best:
            pivot = _arranged(blok, anmodning, udbytte)
            if pivot is not None:
                read_rows(pivot, samlet)
                perioder |= {felt.tid for felt in pivot.felter}
        udbytte.summer = dict(samlet.summer)
        udbytte.periode = _covered(perioder)
        return udbytte


def _found(anmodning: Anmodning) -> Iterator[Blok]:
    for ark in anmodning.bog.ark:
        if not ark.skjult:
            yield from blocks(ark, anmodning.katalog)


def _covered(perioder: set[Periodetid]) -> str:
    """Return the periods a file covers: '1. kvartal 2020 – 3. kvartal 2020'."""
    months = [periode.maaned for periode in perioder]
    if all(months):
        return spaend([month for month in months if month])
    ordered = sorted(perioder, key=lambda periode: (periode.fra, periode.til))
    first, last = ordered[0].tekst, ordered[-1].tekst
    return first if first == last else f"{first} – {last}"


def _arranged(blok: Blok, anmodning: Anmodning, udbytte: Udbytte) -> Pivot | None:
    """Return the columns to read; None with what is unclear about the headings noted."""
    before = len(udbytte.report.problems)
    _check_only_one(blok, udbytte)
    perioder = resolve(blok, anmodning, udbytte)
    fallback = _indicator_above(blok, anmodning)
    felter = [felt for head in blok.hoveder if (felt := _column(blok, head, perioder, fallback, anmodning, udbytte))]
    _check_twice(blok, felter, udbytte)
    opgjort = counted_on(blok, anmodning, udbytte)
    if not felter and len(udbytte.report.problems) == before:
        place = celle(blok.sidste, blok.navnekolonne)
        udbytte.problem(blok.ark.navn, place, "Pivottabellen har ingen kolonner med tal.")
    if len(udbytte.report.problems) == before:
        check_measure(blok, udbytte)
    check_filters(blok, udbytte)
    alone = [row for nr, row in blok.ark.raekker.items() if nr < blok.foerste and len(row) == 1]
    titles = [str(value) for row in alone for value in row.values()]
    check_titles(titles, blok.ark.navn, celle(blok.sidste, blok.navnekolonne), udbytte)
    if len(udbytte.report.problems) > before:
        return None
    names = _names(blok, felter)
    return Pivot(blok, tuple(felter), tuple(_sums(blok, felter, perioder)), names, opgjort, anmodning.katalog.i_dag)


def _names(blok: Blok, felter: list[Felt]) -> tuple[int, ...]:
    """Return the columns in which rows have names: more than one when each level has its own."""
    first = min(felt.kolonne for felt in felter)
    below = [row for nr, row in blok.ark.raekker.items() if nr > blok.sidste]
    named = tuple(c for c in range(blok.navnekolonne, first) if any(isinstance(row.get(c), str) for row in below))
    return named or (blok.navnekolonne,)


def _check_only_one(blok: Blok, udbytte: Udbytte) -> None:
    for nr, row in blok.ark.raekker.items():
        if nr > blok.sidste and any(noegle_of(value) in RAEKKENAVNE for value in row.values()):
            besked = "Arket har en pivottabel til. Flyt den til sit eget ark, eller slet den, og indlæs filen igen."
            udbytte.problem(blok.ark.navn, celle(nr, min(row)), besked)


def _indicator_above(blok: Blok, anmodning: Anmodning) -> Indikatoropslag | None:
    """Return the one indicator of a table whose columns name none: a filter, or 'Sum af Klager' in its corner."""
    katalog = anmodning.katalog
    said = [str(value) for _, _, name, value in filters(blok) if noegle(name) in INDIKATORORD]
    said += _corner(blok)
    known = {indikator for tekst in said if (indikator := countable(katalog, tekst))}
    return known.pop() if len(known) == 1 else None


def _corner(blok: Blok) -> list[str]:
    """Return the texts over the names of the rows, where a pivot table says what it works out."""
    over = [row.get(blok.navnekolonne) for nr, row in blok.ark.raekker.items() if nr <= blok.sidste]
    return [value for value in over if isinstance(value, str)]


def _column(  # noqa: PLR0913 what a column is, by all that can say it
    blok: Blok, head: Hoved, perioder: Mapping[int, Periodetid], fallback: Indikatoropslag | None,
    anmodning: Anmodning, udbytte: Udbytte,
) -> Felt | None:  # fmt: skip
    """Return what a column counts and when; a column with figures that says only one of them is a problem."""
    indikator, tid = head.indikator or fallback, perioder.get(head.kolonne)
    if head.total:
        return None
    place = (blok.ark.navn, celle(blok.sidste, head.kolonne))
    if indikator and tid and not head.dele and (span := next(filter(_like_period, head.ukendt), None)):
        besked = f"Kolonne {kolonne(head.kolonne)}: perioden «{span}» kan ikke læses. Skriv fx «1. kvt. 2020»."
        udbytte.problem(*place, besked)
        return None
    if indikator and tid:
        felt = Felt(head.kolonne, f"{indikator.navn}, {tid.tekst}", indikator, tid)
        return None if _is_to_come(blok, felt, anmodning, udbytte) else felt
    if not _has_figures(blok, head.kolonne) or not (head.indikator or head.dele):
        if head.ukendt and head.kolonne > min((h.kolonne for h in blok.hoveder if h.dele), default=0):
            besked = f"Kolonne {kolonne(head.kolonne)} er hverken en indikator eller en periode og bliver ikke brugt."
            udbytte.inform(*place, besked)
    elif indikator is None:
        udbytte.problem(*place, _no_indicator(blok, head, anmodning))
    elif not any(problem.ark == blok.ark.navn for problem in udbytte.report.problems):
        besked = f"Kolonne {kolonne(head.kolonne)}: perioden kan ikke læses. Skriv fx «1. kvt. 2020» eller «jan 2020»."
        udbytte.problem(*place, besked)
    return None


def _no_indicator(blok: Blok, head: Hoved, anmodning: Anmodning) -> str:
    """Return why a column of figures counts nothing we know."""
    if other := next(filter(other_than_counts, (*head.ukendt, *_corner(blok))), None):
        return f"Kolonne {kolonne(head.kolonne)}: «{other}» er ikke et antal. Vis summen i pivottabellen i stedet."
    known = [i.navn for i in all_countable(anmodning.katalog)]
    near = next((found for tekst in head.ukendt if (found := nearest(tekst, known))), None)
    if not head.ukendt:
        return f"Kolonne {kolonne(head.kolonne)}: indikatoren mangler. Skriv den over pivottabellen, fx «PPV'er»."
    besked = f"Kolonne {kolonne(head.kolonne)}: indikatoren kendes ikke."
    return f"{besked}{f' Mente du «{near}»?' if near else ''}"


def _like_period(tekst: str) -> bool:
    """Return whether words in a heading look like a period we do not know: 'jan-mar', 'uge 1-13'."""
    return _SPAENDER.search(noegle(tekst)) is not None


def _is_to_come(blok: Blok, felt: Felt, anmodning: Anmodning, udbytte: Udbytte) -> bool:
    """Return whether a column is about the future; figures in it are a problem."""
    if felt.tid.fra <= anmodning.katalog.i_dag:
        return False
    place = (blok.ark.navn, celle(blok.sidste, felt.kolonne))
    if _has_figures(blok, felt.kolonne):
        besked = f"Kolonnen «{felt.navn}» ligger i fremtiden og kan ikke have tal. Ret overskriften eller året."
        udbytte.problem(*place, besked)
    else:
        udbytte.inform(*place, f"Kolonnen «{felt.navn}» ligger i fremtiden og har ingen tal. Der gemmes ingen.")
    return True


def _has_figures(blok: Blok, c: int) -> bool:
    """Return whether a column has any figure but 0 under its headings."""
    values = (row.get(c) for nr, row in blok.ark.raekker.items() if nr > blok.sidste)
    return any(v != 0 if isinstance(v, int | float) else isinstance(v, str) and v.strip().isdigit() for v in values)


def _check_twice(blok: Blok, felter: list[Felt], udbytte: Udbytte) -> None:
    seen: dict[str, int] = {}
    for felt in felter:
        first = seen.setdefault(felt.navn, felt.kolonne)
        if first != felt.kolonne:
            besked = f"Kolonnen «{felt.navn}» står to gange (også i kolonne {kolonne(first)})."
            udbytte.problem(blok.ark.navn, celle(blok.sidste, felt.kolonne), f"{besked} Slet eller omdøb den ene.")


def _sums(blok: Blok, felter: list[Felt], perioder: Mapping[int, Periodetid]) -> Iterator[Sumfelt]:
    """Give the columns that add up others, with those they add up: of their indicator, within their period."""
    for head in blok.hoveder:
        tid = perioder.get(head.kolonne)
        inside = tuple(
            felt
            for felt in felter
            if (head.indikator in (None, felt.indikator)) and (tid is None or _holds(tid, felt.tid))
        )
        if head.total and inside:
            yield Sumfelt(head.kolonne, f"{head.navn} ({kolonne(head.kolonne)})", inside)


def _holds(wide: Periodetid, narrow: Periodetid) -> bool:
    return wide.fra <= narrow.fra and narrow.til <= wide.til
