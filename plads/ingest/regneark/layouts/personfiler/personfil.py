"""What readers of files with personal data share. No cell's content is ever in a message here, nor in an exception."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.arknavne import without_names
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import RET, CellError, text, usable
from plads.ingest.regneark.tabeller.datoer import TO_DAGE
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, choose
from plads.periods import parse

INTET_GEMT = "Filen indeholder personoplysninger. De er kun brugt til at tælle med. Kun antallene kan gemmes."
AAR_FRA, AAR_TIL = 2000, 2100
_EXCEL_NUL = date(1899, 12, 30)
_SERIENUMRE = range(36526, 73051)
_LAENGST = 40
_KLOKKEN = re.compile(r"[ t]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?z?$")
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISODAG = re.compile(r"(\d{4})[./-]?(\d\d)[./-]?(\d\d)")
_SKOLEAAR = re.compile(r"\(.*?\)|\d+(?:[/-]\d+)*")
_JA = frozenset(("j", "ja", "x", "1", "sand", "true", "yes", "y", "✓", "✔"))
_NEJ = frozenset(("n", "nej", "0", "-", "falsk", "false", "no"))
_DATO_UKENDT = f"datoen kan ikke læses. Skriv fx 23.04.2020, eller lad cellen være tom. {RET}"


@dataclass(frozen=True)
class Felt(Kolonne):
    """A column whose heading may hold hyphens, line breaks, brackets and a school year, or just begin as `start`."""

    start: str = ""

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this column."""
        said = _bare(overskrift)
        return said in self.spellings or bool(self.start and said.startswith(self.start))

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Return the headings it goes by, as they are compared."""
        return frozenset(_bare(heading(word)) for word in (self.navn, *self.ord))


def _bare(overskrift: str) -> str:
    return re.sub(r"[^a-zæøå]", "", _SKOLEAAR.sub("", overskrift))


@dataclass(frozen=True)
class Fundet:
    """The table of a workbook, whose sheet bears the name it has in messages; `arknavn` is its own."""

    tabel: Tabel
    arknavn: str = field(repr=False)


def find_table(anmodning: Anmodning, kolonner: Sequence[Kolonne], udbytte: Udbytte) -> Fundet | None:
    """Return the one table of a workbook with personal data, or None with the problems noted."""
    bog = without_names(anmodning.bog)
    tabel = choose(bog, kolonner, udbytte, diskret=True)
    if tabel is None:
        return None
    udbytte.inform(tabel.ark.navn, "", INTET_GEMT)
    own = next(own for own, spoken in zip(anmodning.bog.ark, bog.ark, strict=True) if spoken is tabel.ark)
    return Fundet(tabel, own.navn)


class Dag(NamedTuple):
    """A day, and whether it stood as one of Excel's serial numbers."""

    dato: date
    som_tal: bool = False


def day(cell: Celle | None) -> Dag | None:
    """Return the day a cell holds: a date, '23-04-2020', '23.04.2020 08:14', '2020-04-23', 43944; None for nothing."""
    value = usable(cell)
    if value is None:
        return None
    if isinstance(value, bool):
        raise CellError(_DATO_UKENDT)
    if isinstance(value, date):
        found: Dag | None = Dag(value.date() if isinstance(value, datetime) else value)
    else:
        found = _serial(value) or _written(noegle(text(value)))
    if found is None:
        raise CellError(_DATO_UKENDT)
    if not AAR_FRA <= found.dato.year <= AAR_TIL:
        raise CellError(f"datoen ligger ikke mellem {AAR_FRA} og {AAR_TIL}. {RET}")
    return found


def _serial(value: str | int | float) -> Dag | None:
    if isinstance(value, str):
        value = int(value) if value.strip().isascii() and value.strip().isdigit() and len(value.strip()) == 5 else 0
    return Dag(_EXCEL_NUL + timedelta(days=int(value)), som_tal=True) if int(value) in _SERIENUMRE else None


def _written(said: str) -> Dag | None:
    said = _KLOKKEN.sub("", said)
    if found := _DAG.fullmatch(said):
        return _real(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISODAG.fullmatch(said):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    meant = parse(said) if len(said) <= _LAENGST else None
    return Dag(meant.fra) if meant and meant.fra and meant.praecision == "dag" else None


def _real(aar: int, maaned: int, dag: int) -> Dag | None:
    try:
        return Dag(date(aar, maaned, dag))
    except ValueError:
        return None


def yes(cell: Celle | None) -> bool | None:
    """Return whether a cell says yes or no; None for nothing."""
    value = usable(cell)
    if value is None or isinstance(value, bool):
        return value
    said = noegle(text(value)).rstrip(".") if not isinstance(value, date) else ""
    if said not in _JA | _NEJ:
        raise CellError(f"skriv Ja eller Nej. {RET}")
    return said in _JA


def read_day(linje: Linje, navn: str, i_dag: date, *, fremtid: bool = False) -> Dag | None:
    """Return a column's day; one that lies in the future is a problem unless `fremtid` allows it."""
    found = linje.read(navn, day)
    if found and found.dato > i_dag and not fremtid:
        linje.problem(navn, f"datoen ligger i fremtiden. {RET}")
        return None
    return found


def tell_serials(tabel: Tabel, udbytte: Udbytte, antal: int, *, talt: int) -> None:
    """Note how many dates were read from Excel's serial numbers; those that count must be certain."""
    if talt and tabel.ark.fra_1904:
        udbytte.problem(tabel.ark.navn, "", TO_DAGE)
    if antal:
        besked = f"{antal} datoer står som tal (Excels løbenumre for dage). De er læst som datoer."
        udbytte.inform(tabel.ark.navn, "", besked)
