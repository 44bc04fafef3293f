"""What the filters above a pivot table leave out, and what it works out: a part of the figures is not the whole."""

from __future__ import annotations

import re

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.forbehold import IKKE_ANTAL, INDDELINGER, other_than_counts
from plads.ingest.regneark.layouts.pivottabel.pivothoved import LAENGST, Blok
from plads.ingest.regneark.layouts.pivottabel.pivottid import (
    AARORD,
    ALLE,
    FLERE_VALGT,
    KOLONNENAVNE,
    PERIODEORD,
    filters,
)
from plads.models.indikator import Periodeart

INDIKATORORD = frozenset(("indikator", "mål", "nøgletal", "aktivitet"))
_DELE_AF_AARET = PERIODEORD - AARORD - {"skoleår", "periode"}
# Filters that choose among cases by how they stand.
_TILSTANDE = frozenset(("status", "sagsstatus", "tilstand", "sagstype", "type", "datatype", "version", "versionstype"))
_BEREGNING = re.compile(
    r"(?:maks|maksimum|max|min|minimum|gennemsnit|middel|produkt|stdafv|varians|andel|rang|forskel) (?:af|of) .+"
    r"|løbende total.*|(?:sum|antal|sum of) (?:af |of )?(?:beløb|udgift|kr\b|timer|dage|budget|pris).*"
)


def check_filters(blok: Blok, udbytte: Udbytte) -> None:
    """Say that the figures are of a part only, where a filter chooses one; a part of each school is a problem."""
    for nr, c, name, value in filters(blok):
        where = (blok.ark.navn, celle(nr, c))
        if noegle(str(value)) in ALLE | KOLONNENAVNE:
            continue
        if besked := _left_out(blok, name, value):
            udbytte.problem(*where, besked)
        elif noegle(name) in PERIODEORD | INDIKATORORD:
            continue
        elif noegle(str(value)) in FLERE_VALGT:
            besked = "Pivottabellen er filtreret til flere elementer. Tallene dækker kun dem, der er valgt i filteret."
            udbytte.warn(*where, besked)
        else:
            tell = udbytte.warn if heading(name) in _TILSTANDE else udbytte.inform
            tell(*where, "Er det et filter, dækker tallene kun det, der er valgt i det.")


def _left_out(blok: Blok, name: str, value: Celle) -> str:
    """Return why a filter makes the figures another thing than all of a school's in the period, or ''."""
    if noegle(name) in PERIODEORD:
        of_a_part = noegle(str(value)) in FLERE_VALGT and noegle(name) not in AARORD
        if of_a_part or (noegle(name) in _DELE_AF_AARET and _names_periods(blok)):
            return f"Filteret «{name}» er ikke sat til alle, så tallene er kun en del af periodens. Sæt det til (Alle)."
    elif heading(name) in INDDELINGER:
        return f"Filteret «{name}» er ikke sat til alle, så tallene er kun en del af skolens. Sæt det til (Alle)."
    if heading(value) in IKKE_ANTAL or other_than_counts(str(value)):
        return f"Filteret «{name}» er sat til noget, der ikke er antal. Vælg antallene i filteret."
    return ""


def _names_periods(blok: Blok) -> bool:
    """Return whether headings name a part of a year themselves."""
    return any(part.art is not Periodeart.AAR for head in blok.hoveder for part in head.dele)


def check_measure(blok: Blok, udbytte: Udbytte) -> None:
    """Note as a problem what a pivot table works out when that is no number of cases: «Maks. af Antal»."""
    for nr, row in blok.ark.raekker.items():
        for c, value in row.items() if nr <= blok.sidste else ():
            said = heading(value) if isinstance(value, str) and len(value) <= LAENGST else ""
            if _BEREGNING.fullmatch(said):
                besked = f"Pivottabellen viser «{' '.join(str(value).split())}». Det er ikke et antal."
                udbytte.problem(blok.ark.navn, celle(nr, c), f"{besked} Vis summen af antallet i stedet.")
