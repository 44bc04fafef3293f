"""Months as headings write them: in words or digits, as days that open or close one, with marks of footnotes."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import month_number
from plads.ingest.regneark.tabeller.datoer import serial_day
from plads.text import MAANEDER

LAENGST = 200
_ENGELSK = {"may": 5, "oct": 10, "mai": 5, "okt": 10}
NAVNE = "|".join((*MAANEDER, "sept", *(navn[:3] for navn in MAANEDER), *_ENGELSK))
_MAERKER = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+|(?<=[a-zæøå.\d] )\d\)|[*†‡]+")
FORELOEBIG = re.compile(r"[ ,-]*\(?\bforeløbige?t?(?: tal)?\b\.?\)?")
_AARMAANED = re.compile(r"((?:19|20)\d\d) ?[-/.m]? ?(0?[1-9]|1[0-2])")
_MAANEDAAR = re.compile(r"(0?[1-9]|1[0-2]) ?[-/.] ?((?:19|20)\d\d)")
_NAVN = re.compile(rf"({NAVNE})\.?(?:[ ,/'-]*((?:20)?\d\d))?")
_AARNAVN = re.compile(rf"(20\d\d)[ ,/-]*({NAVNE})\.?")
_NUMMER = re.compile(r"(?:m|md|mdr|måned)?\.? ?(0?[1-9]|1[0-2])")
_ORDENSTAL = re.compile(r"(0?[1-9]|1[0-2])\.")
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](20\d\d)")
_ISODAG = re.compile(r"(20\d\d)-(\d\d)-(\d\d)(?:[t ].*)?")


class Maanedsord(NamedTuple):
    """A month as it stands in a heading: its number, the year when it has one, and whether it is only digits."""

    nr: int
    aar: int | None
    ciffer: bool = False


def maaned(celle: Celle | None, aar: int | None) -> int | None:
    """Return the month (ÅÅÅÅMM) a heading names; `aar` is the year of one that has none."""
    said = maanedsord(celle)
    year = said and (said.aar or aar)
    return year * 100 + said.nr if said and year else None


def maanedsord(celle: Celle | None) -> Maanedsord | None:
    """Return the month a heading names, or None when it names none."""
    if isinstance(celle, float) and celle.is_integer():
        celle = int(celle)
    if isinstance(celle, int):
        celle = serial_day(celle) or celle
    if isinstance(celle, date):
        return Maanedsord(celle.month, celle.year)
    if isinstance(celle, bool) or not isinstance(celle, str | int):
        return None
    said = noegle(str(celle))
    if len(said) <= LAENGST:
        # Of longer cells the search would take time that grows with the square of their length.
        said = FORELOEBIG.sub("", _MAERKER.sub("", said))
    return _written(said.strip("* :"))


def ordinal(celle: Celle) -> int | None:
    """Return the number 1–12 of a heading such as «1.», which is a month only among the others."""
    found = _ORDENSTAL.fullmatch(celle.strip()) if isinstance(celle, str) else None
    return int(found[1]) if found else None


def _written(said: str) -> Maanedsord | None:
    """Return the month of a heading in words or digits; of a whole day only when it opens or closes the month."""
    if found := _AARMAANED.fullmatch(said):
        return Maanedsord(int(found[2]), int(found[1]))
    if found := _MAANEDAAR.fullmatch(said):
        return Maanedsord(int(found[1]), int(found[2]))
    if (found := _NAVN.fullmatch(said)) and (nr := _number(found[1])):
        return Maanedsord(nr, int(found[2][-2:]) + 2000 if found[2] else None)
    if (found := _AARNAVN.fullmatch(said)) and (nr := _number(found[2])):
        return Maanedsord(nr, int(found[1]))
    if found := _NUMMER.fullmatch(said):
        return Maanedsord(int(found[1]), None, ciffer=said.isdigit())
    if (found := _DAG.fullmatch(said)) and (said_day := _real(int(found[3]), int(found[2]), int(found[1]))):
        return _edge(said_day)
    if (found := _ISODAG.fullmatch(said)) and (said_day := _real(int(found[1]), int(found[2]), int(found[3]))):
        return _edge(said_day)
    return None


def _number(navn: str) -> int | None:
    return month_number(navn) or _ENGELSK.get(navn)


def _real(aar: int, nr: int, dag: int) -> date | None:
    return date(aar, nr, dag) if 1 <= nr <= 12 and 1 <= dag <= monthrange(aar, nr)[1] else None


def _edge(dag: date) -> Maanedsord | None:
    whole = dag.day in (1, monthrange(dag.year, dag.month)[1])
    return Maanedsord(dag.month, dag.year) if whole else None
