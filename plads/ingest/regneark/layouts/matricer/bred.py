"""L02: activity with months across, mostly one sheet per indicator."""

from __future__ import annotations

from dataclasses import replace

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, celle
from plads.ingest.regneark.grund.katalog import Indikatoropslag, nearest
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.forbehold import check_divided, other_in_name, say_other
from plads.ingest.regneark.layouts.faelles.skema import INDIKATOR, Samlet, countable, notice_sheets
from plads.ingest.regneark.layouts.matricer.arkdele import Blok, blocks, indicators, others
from plads.ingest.regneark.layouts.matricer.arkomraade import names_collection
from plads.ingest.regneark.layouts.matricer.maanedskolonner import find, header
from plads.ingest.regneark.layouts.matricer.skemaraekker import read
from plads.ingest.regneark.layouts.pivottabel.pivothoved import is_crossed
from plads.ingest.regneark.tabeller.perioder import spaend
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.indikator import Aktivitet
from plads.models.proveniens import Indlaesningsart
from plads.text import opremsning

MANGLER = "skoler og måneder"
SAMLEARK = frozenset(("i alt", "ialt", "samlet", "total", "alle", "sum", "oversigt"))


class Bredlaeser:
    """Reads L02."""

    layout, art, forventer_cpr, laeser_soejler = "L02", Indlaesningsart.AKTIVITET, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how sure it is that a sheet has schools down and months across."""
        return max((_certainty(ark, anmodning) for ark in anmodning.bog.ark), default=0)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Aktivitet per school, month and indicator."""
        udbytte = Udbytte(self.layout, self.art)
        samlet = Samlet(anmodning.katalog, udbytte)
        found = [(blok, tabel) for ark in anmodning.bog.ark for blok, tabel in _tables(ark, anmodning)]
        notice_sheets(anmodning.bog, [tabel for _, tabel in found], udbytte, MANGLER, anmodning.katalog)
        front = [line.tekst for _, line in others(anmodning.bog, [tabel.ark.navn for _, tabel in found])]
        for blok, tabel in found:
            indikator = _indicator(blok, tabel, anmodning, udbytte)
            if indikator is None and _is_collection(blok.ark.navn) and not tabel.has(INDIKATOR):
                continue
            skema = find(blok, tabel, indikator, anmodning, front, udbytte)
            if skema is None:
                continue
            check_divided(skema.tabel, {felt.tid.fra.year for felt in skema.felter}, udbytte)
            if skema.felter and (indikator or tabel.has(INDIKATOR)):
                read(skema, samlet)
        if not found:
            udbytte.problem("", "", f"Vi finder ingen tabel med {MANGLER} i noget ark.")
        elif not udbytte.laest and not udbytte.report.problems:
            udbytte.problem("", "", "Filen har ingen tal.")
        udbytte.summer = dict(samlet.summer)
        months = {row.maaned for row in udbytte.report.rows if isinstance(row, Aktivitet)}
        udbytte.periode = spaend(sorted(months))
        return udbytte


def _certainty(ark: Ark, anmodning: Anmodning) -> float:
    rows = list(ark.raekker)[:OVERSKRIFT_BLANDT] if not ark.skjult else []
    found = max((header(ark, nr, anmodning.katalog)[0] for nr in rows), default=0)
    return 0 if found and is_crossed(ark, anmodning.katalog) else found


def _tables(ark: Ark, anmodning: Anmodning) -> list[tuple[Blok, Tabel]]:
    """Return the tables of a visible sheet, each with its own rows only."""
    if ark.skjult:
        return []
    known = {nr: tabel for nr in ark.raekker if (tabel := header(ark, nr, anmodning.katalog)[1]) is not None}
    parts = blocks(ark, list(known)) if known else []
    return [(blok, _with_indicators(replace(known[blok.raekke], ark=blok.ark), anmodning)) for blok in parts]


def _with_indicators(tabel: Tabel, anmodning: Anmodning) -> Tabel:
    """Return the table with the column that names indicators, whatever it is headed."""
    if tabel.has(INDIKATOR):
        return tabel
    unused = tabel.ark.raekker[tabel.raekke].keys() - set(tabel.kolonner.values())
    for c, values in tabel.values_below(unused).items():
        if values and all(isinstance(v, str) and anmodning.katalog.indikator(v) for v in values):
            return replace(tabel, kolonner={**tabel.kolonner, INDIKATOR: c})
    return tabel


def _indicator(blok: Blok, tabel: Tabel, anmodning: Anmodning, udbytte: Udbytte) -> Indikatoropslag | None:
    """Return what a sheet counts: its name, or the title above the table; note as a problem what cannot be known."""
    if tabel.has(INDIKATOR):
        return None
    name, katalog = blok.ark.navn, anmodning.katalog
    by_name, name_is_exact = indicators(name, katalog) if blok.alene else (set[Indikatoropslag](), False)
    titles = [indicators(line.tekst, katalog) for line in blok.titel]
    exact = {found for hits, is_exact in titles if is_exact for found in hits}
    loose = {found for hits, _ in titles for found in hits}
    choices = [by_name if name_is_exact else set(), exact, by_name, loose]
    certain = [hits for hits in choices[:2] if len(hits) == 1]
    if len(certain) == 2 and certain[0] != certain[1]:
        said = opremsning([f"«{next(iter(hits)).navn}»" for hits in certain])
        udbytte.problem(name, "", f"Arkets navn og titel siger hver sit: {said}. Ret det ene.")
        return None
    found = next((next(iter(hits)) for hits in choices if len(hits) == 1), None)
    about = [(blok.raekke, name), *((line.nr, line.tekst) for line in blok.titel)]
    titled = ((nr, other) for nr, tekst in about if (other := other_in_name(tekst)))
    if found is not None and (first := next(titled, None)):
        say_other(first[1], name, celle(first[0], 1), udbytte)
        return None
    if found is None and _is_collection(name):
        udbytte.inform(name, "", "Arket samler flere indikatorer og er ikke læst.")
    elif found is None:
        _say_unknown(blok, anmodning, udbytte)
    elif not name_is_exact:
        udbytte.inform(name, celle(blok.raekke, 1), f"Tallene er læst som «{found.navn}».")
    return found


def _is_collection(navn: str) -> bool:
    return noegle(navn) in SAMLEARK or names_collection(navn)


def _say_unknown(blok: Blok, anmodning: Anmodning, udbytte: Udbytte) -> None:
    near = nearest(blok.ark.navn, [i.navn for i in countable(anmodning.katalog)])
    hint = f" Mente du «{near}»?" if near else ""
    besked = f"Vi kan ikke se, hvad arket tæller.{hint} Giv arket indikatorens navn, fx «Klager», eller skjul det."
    udbytte.problem(blok.ark.navn, celle(blok.raekke, 1), besked)

