"""Mappings of columns that users have made: remembered by the file's signature, listed, and forgotten again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from plads.indlaes.fil import Fil
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.proveniens import Kolonnekort


def known_columns(session: Session) -> dict[str, tuple[str, Mapping[str, str]]]:
    """Return what is remembered: by signature the layout and its names by heading."""
    return {row.signatur: (row.layout, row.kolonner) for row in session.exec(select(Kolonnekort))}


def listed(session: Session) -> list[Kolonnekort]:
    """Return every mapping, the newest first."""
    return list(session.exec(select(Kolonnekort).order_by(col(Kolonnekort.tidspunkt).desc())))


def remember(session: Session, fil: Fil, mapped: Kort, bruger: str) -> None:
    """Keep how a file's columns were mapped, in place of what was said of such files before."""
    if fil.bog is None:
        return
    ark = next(ark for ark in fil.bog.ark if ark.navn == mapped.ark)
    names = kort.names_by_heading(fil.bog, mapped)
    session.merge(Kolonnekort(
        signatur=kort.signature(ark, mapped.raekke), layout=mapped.layout, navn=fil.navn, kolonner=names,
        bruger=bruger, tidspunkt=datetime.now(UTC),
    ))  # fmt: skip


def forget(session: Session, signatur: str) -> None:
    """Drop a mapping; files like it are asked about again."""
    if row := session.get(Kolonnekort, signatur):
        session.delete(row)
