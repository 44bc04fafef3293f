"""Mappings of columns that users have made: remembered by the file's signature, listed, and forgotten again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from plads.indlaes.fil import Fil
from plads.indlaes.svar import Svar
from plads.ingest.regneark.grund.ark import Projektmappe
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import MED_PERSONER, Udbytte
from plads.ingest.regneark.laesere import KORTLAGTE, LAESERE, scored, with_columns
from plads.ingest.regneark.samling import is_one_list
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.proveniens import Kolonnekort


class Huskes(NamedTuple):
    """What is remembered of a mapping once its file is stored; nothing where it says what is `kendt` already."""

    signatur: str
    layout: str
    kolonner: Mapping[str, str]
    kendt: bool = False


def known_columns(session: Session) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return what is remembered: by signature the layout and its names by heading."""
    return {row.signatur: (row.layout, row.kolonner) for row in session.exec(select(Kolonnekort))}


def chosen(session: Session, bog: Projektmappe, svar: Svar) -> list[Kort]:
    """Return how columns are mapped: as the user says now, else as is remembered of each sheet with such headings."""
    return [svar.kort] if svar.kort else kort.remembered(bog, known_columns(session))


def mapped_by(bog: Projektmappe, kort_: Sequence[Kort], katalog: Katalog) -> Projektmappe | None:
    """Return a workbook as its mapping reads it: the sheet of it, with others of the same headings that are parts.

    A user who only chose the sheet gets that one. None where several sheets are remembered and are no parts.
    """
    first, alone = kort_[0], len(kort_) == 1
    if not kort.says_nothing_new(bog, first, KORTLAGTE.get(first.layout, ())):
        all_ = with_columns(bog, first, alle=True)
        laeser = next(laeser for laeser in LAESERE if laeser.layout == first.layout)
        whole = alone or {ark.navn for ark in all_.ark if ark.raekker} >= {held.ark for held in kort_}
        if whole and is_one_list(laeser, Anmodning(all_, katalog)):
            return all_
    return with_columns(bog, first) if alone else None


def same_columns(fil: Fil, huskes: Huskes | None) -> Kort | None:
    """Return how the columns of a mended file are mapped, when one sheet has the headings of the file before."""
    if fil.bog is None or huskes is None:
        return None
    found = kort.remembered(fil.bog, {huskes.signatur: (huskes.layout, huskes.kolonner)})
    return found[0] if len(found) == 1 else None


def tell_left_out(bog: Projektmappe, anmodning: Anmodning, udbytte: Udbytte, *, husket: bool) -> None:
    """Say which sheets are not read beside the one of a mapping; warn when one is as good as what is read."""
    for nr, ark in kort.left_out(bog, anmodning.bog):
        navn = spoken(ark.navn, nr) if udbytte.art in MED_PERSONER else ark.navn
        alone = replace(anmodning, bog=Projektmappe((ark,)))
        if husket and any(score == 1 for score, _ in scored(alone)):
            udbytte.warn(navn, "", "Arket er ikke læst, men er også en tabel, vi kender. Læser vi det rigtige ark?")
        else:
            udbytte.inform(navn, "", "Arket er ikke læst. Kolonnerne er valgt i et andet ark.")


def listed(session: Session) -> list[Kolonnekort]:
    """Return every mapping, the newest first."""
    return list(session.exec(select(Kolonnekort).order_by(col(Kolonnekort.tidspunkt).desc())))


def to_remember(bog: Projektmappe, mapped: Kort) -> Huskes:
    """Return what is kept of a mapping: the signature of its headings, and the layout's name by heading."""
    kendt = kort.says_nothing_new(bog, mapped, KORTLAGTE.get(mapped.layout, ()))
    return Huskes(kort.signature_of(bog, mapped), mapped.layout, kort.names_by_heading(bog, mapped), kendt)


def remember(session: Session, huskes: Huskes, filnavn: str, bruger: str) -> None:
    """Keep how a file's columns were mapped, in place of what was said of such files before."""
    if huskes.kendt:
        # Only the sheet was chosen; the next file may have others.
        return
    session.merge(Kolonnekort(
        signatur=huskes.signatur, layout=huskes.layout, navn=filnavn, kolonner=dict(huskes.kolonner),
        bruger=bruger, tidspunkt=datetime.now(UTC),
    ))  # fmt: skip


def change(session: Session, signatur: str, kolonner: Mapping[str, str], bruger: str) -> None:
    """Say anew what the headings of a mapping are; one that is named "" is not used any more."""
    if row := session.get(Kolonnekort, signatur):
        row.kolonner = {heading: navn for heading, navn in kolonner.items() if navn}
        row.bruger, row.tidspunkt = bruger, datetime.now(UTC)
        session.add(row)


def forget(session: Session, signatur: str) -> None:
    """Drop a mapping; files like it are asked about again."""
    if row := session.get(Kolonnekort, signatur):
        session.delete(row)
