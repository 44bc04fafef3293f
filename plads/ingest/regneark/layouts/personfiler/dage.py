"""The days of lists of children, as cells of many systems write them. No cell's content is ever in a message here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import RET, CellError, month_number, text, usable
from plads.ingest.regneark.tabeller.datoer import EXCEL_NUL, SERIENUMRE, TO_DAGE
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.periods import parse

AAR_FRA, AAR_TIL = 2000, 2100
TO_AAR = 2 * 366
MAANEDER, FLEST_DAGE = 12, 31
_LAENGST = 40
_KLOKKEN = re.compile(r"[ t]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?z?$")
_UGEDAG = re.compile(r"^(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag)?[.,]* (?:d(?:en|\.)? )?")
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)")
_MAANEDSNAVN = re.compile(r"(\d{1,2})[./ -]{1,2}([a-zæøå]{3,9})[./ -]{1,2}(\d{4}|\d\d)")
_ISODAG = re.compile(r"(\d{4})[./-]?(\d\d)[./-]?(\d\d)")
_DATO_UKENDT = f"datoen kan ikke læses. Skriv fx 23.04.2020, eller lad cellen være tom. {RET}"
_MAANED_FOERST = "datoerne i kolonnen ser ud til at være skrevet måned/dag. Skriv dem som dag.måned.år, fx 23.04.2020"


class Dag(NamedTuple):
    """A day, and whether it stood as one of Excel's serial numbers."""

    dato: date
    som_tal: bool = False


def day(cell: Celle | None) -> Dag | None:
    """Return the day a cell holds: a date, '23-04-2020', '23.04.20 08:14', '2020-04-23', 43944; None for nothing."""
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


def is_day(cell: Celle) -> bool:
    """Return whether a cell is a day beyond doubt: a date, or a day written in full."""
    if isinstance(cell, str):
        said = _bare(noegle(cell))
        return any(pattern.fullmatch(said) for pattern in (_DAG, _MAANEDSNAVN)) or (
            not said.isdigit() and _ISODAG.fullmatch(said) is not None
        )
    return isinstance(cell, date)


def _serial(value: str | int | float) -> Dag | None:
    if isinstance(value, str):
        value = int(value) if value.strip().isascii() and value.strip().isdigit() and len(value.strip()) == 5 else 0
    return Dag(EXCEL_NUL + timedelta(days=int(value)), som_tal=True) if int(value) in SERIENUMRE else None


def _written(said: str) -> Dag | None:
    said = _bare(said)
    if found := _DAG.fullmatch(said):
        return _real(found[3], int(found[2]), int(found[1]))
    if found := _ISODAG.fullmatch(said):
        return _real(found[1], int(found[2]), int(found[3]))
    if found := _MAANEDSNAVN.fullmatch(said):
        return _real(found[3], month_number(found[2]) or 0, int(found[1]))
    meant = parse(said) if said else None
    return Dag(meant.fra) if meant and meant.fra and meant.praecision == "dag" else None


def _bare(said: str) -> str:
    """Return a day as it is written without its weekday and time of day; '' for what is too long to be one."""
    return _UGEDAG.sub("", _KLOKKEN.sub("", said)) if len(said) <= _LAENGST else ""


def _real(aar: str, maaned: int, dag: int) -> Dag | None:
    try:
        return Dag(date(int(aar) + (2000 if len(aar) == 2 else 0), maaned, dag))
    except ValueError:
        return None


@dataclass(frozen=True)
class Dagkolonner:
    """How the days in a table's columns are read: those of the columns in `maaned_foerst` stand with the month first.

    `kun_tekst` are those of them where the cells that are dates cannot have been read with the month first.
    """

    maaned_foerst: frozenset[str]
    kun_tekst: frozenset[str]

    @classmethod
    def of(cls, tabel: Tabel, navne: Sequence[str]) -> Dagkolonner:
        """Return what the cells of some columns say together of how their days are written."""
        kinds = {navn: set(map(_kind, tabel.below(tabel.kolonner[navn]))) for navn in navne if tabel.has(navn)}
        first = {navn for navn, found in kinds.items() if "måned/dag" in found}
        # A system writes all its columns alike; one without a word against it is as unsure.
        alike = {navn for navn, found in kinds.items() if "tvetydig" in found and not found & {"dag/måned", "dato"}}
        first |= alike if first else set()
        return cls(frozenset(first), frozenset(navn for navn in first if "dato" in kinds[navn]))

    def read(self, linje: Linje, navn: str) -> Dag | None:
        """Return a column's day, or None with the problem noted: where months stand first, one of them may be a day."""
        if navn in self.maaned_foerst and self._unsure(linje.value(navn), navn):
            linje.problem(navn, f"{_MAANED_FOERST}, eller lav kolonnen til datoer i Excel. {RET}")
            return None
        return linje.read(navn, day)

    def _unsure(self, cell: Celle | None, navn: str) -> bool:
        kind = _kind(cell)
        # Excel makes dates of the days it can read with the day first, and leaves the others as text.
        return kind in ("måned/dag", "tvetydig") or (kind == "tvetydig dato" and navn not in self.kun_tekst)

    def read_past(self, linje: Linje, navn: str, i_dag: date) -> Dag | None:
        """Return a column's day; one that lies in the future is a problem."""
        found = self.read(linje, navn)
        if found and found.dato > i_dag:
            linje.problem(navn, f"datoen ligger i fremtiden. {RET}")
            return None
        return found


def _kind(cell: Celle | None) -> str:
    """Return what a cell says of which of day and month its column has first."""
    if isinstance(cell, date):
        return "dato" if cell.day > MAANEDER else "tvetydig dato" if cell.day != cell.month else ""
    found = _DAG.fullmatch(_bare(noegle(cell))) if isinstance(cell, str) else None
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    if first == second or max(first, second) > FLEST_DAGE:
        return ""
    if first > MAANEDER:
        return "dag/måned"
    return "måned/dag" if second > MAANEDER else "tvetydig"


def tell_serials(tabel: Tabel, udbytte: Udbytte, antal: int, *, talt: int) -> None:
    """Note how many dates were read from Excel's serial numbers; those that count must be certain."""
    if talt and tabel.ark.fra_1904:
        udbytte.problem(tabel.ark.navn, "", TO_DAGE)
    if antal:
        besked = f"{antal} datoer står som tal (Excels løbenumre for dage). De er læst som datoer."
        udbytte.inform(tabel.ark.navn, "", besked)


def far_off(dage: Mapping[str, date]) -> tuple[str, int] | None:
    """Return which of some days lies more than two years from the others, and how many years; None for none."""
    ordered = sorted(dage.items(), key=lambda pair: pair[1])
    if len(ordered) < 2 or (span := (ordered[-1][1] - ordered[0][1]).days) <= TO_AAR:
        return None
    below, above = ordered[1][1] - ordered[0][1], ordered[-1][1] - ordered[-2][1]
    return ordered[0 if below >= above else -1][0], round(span / 365.25)
