"""Make the packets of a month, one at a time, and put them in one zip that is there whole or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from plads import udgivelse
from plads.access import Bruger, Handling, may, scope_of
from plads.cube import udsnit
from plads.cube.byg import build
from plads.cube.kommune import of_municipality
from plads.cube.terning import Terning
from plads.dias import Figur
from plads.disclosure.frigiv import release
from plads.errors import AccessError, ExportError
from plads.filters import Filter
from plads.models.organisation import Enhedstype
from plads.pakker.indhold import Grundlag, Kort, Pakke, content
from plads.pakker.modtagere import Modtager, receivers
from plads.queries import aktivitet, enheder, styring
from plads.queries.enheder import EnhedRow
from plads.queries.plan import plans
from plads.report.excel import workbook
from plads.serier import Periode
from plads.store import reading
from plads.store.engine import stamp_in
from plads.udsyn import Udsyn

UKENDT = "ukendt-omraade"


@dataclass(frozen=True, slots=True)
class Pakket:
    """One packet that is done: its path without ending, and how many of how many that makes."""

    sti: str
    nummer: int
    af: int


def write(engine: Engine, zipfil: Path, bruger: Bruger, maaned: Periode, plan: str | None = None) -> Iterator[Pakket]:
    """Write the packets of a month to a zip, telling of each as it is done: all, or those of the person's own område.

    Raise AccessError for somebody who may not, ExportError where there is nobody to make one for or the file cannot
    be written. The zip is put in its place when it is whole; until then, and if anything goes wrong, what lay there
    stays. Without `plan` it is the first plan whose municipality has activity in that month.
    """
    if not may(bruger, Handling.LAVE_DATAPAKKER):
        raise AccessError
    g, modtagere, egen = basis(engine, bruger, maaned, plan)
    flade = udgivelse.newest(engine, g.by.kode).flade(egen)
    halvt = zipfil.with_name(f".{zipfil.name}.{os.getpid()}")
    try:
        zipfil.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(halvt, "w", zipfile.ZIP_DEFLATED) as samling:
            for nummer, modtager in enumerate(modtagere, 1):
                _add(samling, modtager, content(release(egen, modtager.udsyn, flade), modtager, g))
                yield Pakket(modtager.sti, nummer, len(modtagere))
        halvt.replace(zipfil)
    except OSError as error:
        raise ExportError(f"«{zipfil}» kunne ikke skrives. Der, hvor den skulle ligge, er intet ændret.") from error
    finally:
        halvt.unlink(missing_ok=True)


def unpack(zipfil: Path, mappe: Path) -> None:
    """Lay the files of a zip of ours beside it; raise ExportError if they cannot be written."""
    try:
        with zipfile.ZipFile(zipfil) as samling:
            samling.extractall(mappe)
    except OSError as error:
        raise ExportError(f"Filerne kunne ikke lægges i «{mappe}». De er alle i {zipfil.name}.") from error


def basis(
    engine: Engine, bruger: Bruger, maaned: Periode, plan: str | None
) -> tuple[Grundlag, list[Modtager], Terning]:
    """Return what all packets rest on, who gets one, and the municipality's cube."""
    with reading(engine) as session:
        alle = build(session, stamp_in(session))
        planer = [plan] if plan else [row.kode for row in plans(session)]
        steder = [(kode, enheder.municipality(session, Filter(kode))) for kode in planer]
        fundet = [(k, by) for k, by in steder if by is not None and _has(of_municipality(alle, by.kode), maaned)]
        if not fundet:
            raise ExportError(f"Der er ingen aktivitet i {maaned.navn} at lave datapakker af.")
        kode, by = fundet[0]
        egen, units = of_municipality(alle, by.kode), enheder.units(session, Filter(kode))
        g = _shared(session, Filter(kode), by, maaned)
    modtagere = receivers(units, maaned, _members(egen, units, maaned), _own(bruger, units))
    if not modtagere:
        raise ExportError(f"Der er ingen enheder at lave datapakker til for {maaned.navn}.")
    return g, modtagere, egen


def _own(bruger: Bruger, units: Sequence[EnhedRow]) -> str | None:
    """Return the code of the område a person is held to; None for those who see it all.

    An område that is not there gives a code that nothing lies under: never a wider scope than the one meant.
    """
    navne = {row.navn: row.kode for row in units if row.type is Enhedstype.OMRAADE}
    udsyn = scope_of(bruger, navne, {})
    return None if udsyn.alt else next(iter(udsyn.omraader), UKENDT)


def _shared(session: Session, valg: Filter, by: EnhedRow, maaned: Periode) -> Grundlag:
    haendelser = tuple(row for row in styring.events(session, valg) if row.kommune is None)
    forloeb = tuple(aktivitet.named(session, valg))
    return Grundlag(maaned, tuple(aktivitet.counted(session, valg)), by, haendelser, forloeb)


def _has(t: Terning, maaned: Periode) -> bool:
    nr = t.periode_nr(maaned)
    return nr is not None and bool((t.tilstand[:, :, nr] > 0).any())


def _members(t: Terning, units: Sequence[EnhedRow], maaned: Periode) -> dict[str, tuple[str, ...]]:
    """Return the single units under each område and klynge in the month; who belongs where is no figure to hide."""
    alt = release(t, Udsyn(alt=True))
    nodes = [row.kode for row in units if row.type in (Enhedstype.OMRAADE, Enhedstype.KLYNGE)]
    return {kode: udsnit.medlemmer(alt, kode, maaned) for kode in nodes}


def _add(samling: zipfile.ZipFile, modtager: Modtager, pakke: Pakke) -> None:
    # The pdf's parts are loaded when somebody asks for one.
    from plads.report.sidepdf import Sidekort, pdf_bytes

    tabeller = [(kort.titel, kort.tabel) for kort in pakke.kort]
    samling.writestr(f"{modtager.sti}.xlsx", workbook(pakke.titel, tabeller, pakke.valg, pakke.noter))
    kort = [Sidekort(k.titel, k.undertitel, k.tabel, _figure(k)) for k in pakke.kort]
    samling.writestr(f"{modtager.sti}.pdf", pdf_bytes(pakke.titel, kort, pakke.valg, pakke.noter))


def _figure(kort: Kort) -> Figur | None:
    return Figur(kort.chart.spec, kort.chart.alt, kort.tabel) if kort.chart else None


def file_name(maaned: Periode) -> str:
    """Return the zip's name; never the name of an older one, so that two are not mixed up."""
    return f"datapakker_{maaned.fra:%Y-%m}_{datetime.now(UTC):%Y%m%d_%H%M%S}.zip"
