"""Periods as headings and titles write them: months, quarters, half-years, years, and the day of a count.

Nothing is guessed: a text that names no period, or two that do not agree, gives None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import CellError, month_number
from plads.ingest.regneark.tabeller.datoer import day
from plads.models.indikator import Periodeart
from plads.periods import FleksDato, parse, skoleaar_of
from plads.text import MAANEDER

LAENGST = 200
FLEST_ORD = 8
AAR_FRA, AAR_TIL = 2000, 2100
_EXCEL_NUL = date(1899, 12, 30)
_SERIENUMRE = range(36526, 73051)
_ARTER = {
    "uge": Periodeart.UGE,
    "måned": Periodeart.MAANED,
    "kvartal": Periodeart.KVARTAL,
    "halvår": Periodeart.HALVAAR,
    "år": Periodeart.AAR,
    "skoleår": Periodeart.SKOLEAAR,
}
_KORTERE = (Periodeart.MAANED, Periodeart.KVARTAL, Periodeart.HALVAAR)
_ENGELSK = {"may": 5, "oct": 10, "mai": 5, "okt": 10}
_NAVNE = "|".join((*MAANEDER, "sept", *(navn[:3] for navn in MAANEDER), *_ENGELSK))
# Shorter ways of writing, and the one the calendar of plans understands.
_SKRIVEMAADER = (
    (re.compile(r"\b(20\d\d) ?[kq]([1-4])\b"), r"\2. kvartal \1"),
    (re.compile(r"\b[kq]([1-4])\b"), r"\1. kvartal"),
    (re.compile(r"\b([1-4])\.? ?(?:kvt|kv|kvart|kvartal)\b\.?"), r"\1. kvartal"),
    (re.compile(r"(?<!\. )\bkvartal ([1-4])\b(?![./]\d)"), r"\1. kvartal"),
    (re.compile(r"\bh([12])\b"), r"\1. halvår"),
    (re.compile(r"\b([12])\.? ?(?:halvår|h)\b"), r"\1. halvår"),
    (re.compile(r"(?<!\. )\bhalvår ([12])\b(?![./]\d)"), r"\1. halvår"),
    (re.compile(r"\b([12]\. halvår|[1-4]\. kvartal) (?:af|i) (?=20\d\d)"), r"\1 "),
    (re.compile(r"\b(\d\d?)-(\d\d?)-(20\d\d)\b"), r"\1.\2.\3"),
    (re.compile(rf"\b(20\d\d) ?[-:] ?(?=(?:[12]\. halvår|[1-4]\. kvartal|(?:{_NAVNE}))\b)(?!.*20\d\d)"), r"\1 "),
    (re.compile(r"\b(data|tal|tallene) fra (?!.*\btil\b)"), r"\1 "),
    (re.compile(rf"\b({_NAVNE})\.?[- ]?['-](\d\d)\b(?![\d.-])"), r"\1 20\2"),
)
# A stretch that may be no period of ours: «1.-3. kvartal», «januar til september», «01-01-2020 - 30-09-2020».
_TIL = r"(?: ?[-+&,/] ?| (?:til og med|til|og|tom|t\.?o\.?m\.?) )"
_STRAEK = re.compile(
    rf"\b[1-4]\.?(?: ?(?:kvartal|kvt|kv|halvår)\.?)?{_TIL}[1-4]\. ?(?:kvartal|kvt|kv|halvår)\b"
    rf"|\b[kq][1-4]{_TIL}[kq][1-4]\b"
    rf"|\b(?:{_NAVNE})\b\.?(?: ?20\d\d)?{_TIL}(?:{_NAVNE})\b"
    rf"|\d\d?[./-]\d\d?[./-](?:20)?\d\d{_TIL}\d\d?[./-]\d\d?[./-](?:20)?\d\d"
    rf"|\b(?:til og med|tom|t\.?o\.?m\.?|indtil|frem til) (?:udgangen af )?(?:{_NAVNE})\b"
    rf"|20\d\d (?:og frem|ff)\b|\b(?:{_NAVNE})\.? (?:20\d\d )?og frem\b"
)
_DOBBELT = (
    (re.compile(r"\b1\. ?(?:kvartal )?(?:-|til|og) ?2\. kvartal\b"), "1. halvår"),
    (re.compile(r"\b3\. ?(?:kvartal )?(?:-|til|og) ?4\. kvartal\b"), "2. halvår"),
    (re.compile(r"\b(?:1\. ?(?:kvartal )?(?:-|til) ?4\. kvartal|1\. ?(?:halvår )?(?:-|til|og) ?2\. halvår)\b"), ""),
)
_MAERKER = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079]+|(?<=[a-zæøå.\d] )\d\)|[*†‡]+")
FORELOEBIG = re.compile(r"[ ,-]*\(?\bforeløbige?t?(?: tal)?\b\.?\)?")
_AARMAANED = re.compile(r"((?:19|20)\d\d) ?[-/.m]? ?(0?[1-9]|1[0-2])")
_MAANEDAAR = re.compile(r"(0?[1-9]|1[0-2]) ?[-/.] ?((?:19|20)\d\d)")
_NAVN = re.compile(rf"({_NAVNE})\.?(?:[ ,/'-]*((?:20)?\d\d))?")
_NUMMER = re.compile(r"(?:m|md|mdr|måned)?\.? ?(0?[1-9]|1[0-2])")
_DAG = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](20\d\d)")
_ISODAG = re.compile(r"(20\d\d)-(\d\d)-(\d\d)(?:[t ].*)?")
_OPGJORT = re.compile(r"\b(?:pr|per|opgjort|opgørelsesdato|status|udtræk\w*|dannet|udskrevet|opdateret)\b")
_DATO = re.compile(rf"\d{{1,2}}[./-]\d{{1,2}}[./ -]20\d\d|20\d\d-\d\d-\d\d|\d{{1,2}}\. ?(?:{_NAVNE})\.? 20\d\d")


class Periodetid(NamedTuple):
    """A period with its first and last day."""

    periodeart: Periodeart
    fra: date
    til: date

    @property
    def maaned(self) -> int | None:
        """Return the month as ÅÅÅÅMM, or None for another kind of period."""
        return self.fra.year * 100 + self.fra.month if self.periodeart is Periodeart.MAANED else None

    @property
    def tekst(self) -> str:
        """Return the period as people write it: 'marts 2020', '1. halvår 2020', 'skoleåret 2019/20'."""
        aar, nr = self.fra.year, self.fra.month
        names = {
            Periodeart.MAANED: f"{MAANEDER[nr - 1]} {aar}",
            Periodeart.KVARTAL: f"{nr // 3 + 1}. kvartal {aar}",
            Periodeart.HALVAAR: f"{nr // 6 + 1}. halvår {aar}",
            Periodeart.AAR: str(aar),
            Periodeart.SKOLEAAR: f"skoleåret {skoleaar_of(self.fra)}",
        }
        return names.get(self.periodeart, f"uge {self.fra.isocalendar().week}, {self.fra.isocalendar().year}")


class Maanedsord(NamedTuple):
    """A month as it stands in a heading: its number, the year when it has one, and whether it is only digits."""

    nr: int
    aar: int | None
    ciffer: bool = False


def hele_maaned(maaned: int) -> Periodetid:
    """Return the period of a month given as ÅÅÅÅMM."""
    aar, nr = divmod(maaned, 100)
    return Periodetid(Periodeart.MAANED, date(aar, nr, 1), date(aar, nr, monthrange(aar, nr)[1]))


def spaend(maaneder: Sequence[int]) -> str:
    """Return the span of months (ÅÅÅÅMM): 'marts 2020', 'januar–september 2020'."""
    names = [(MAANEDER[maaned % 100 - 1], maaned // 100) for maaned in sorted(maaneder)]
    if not names:
        return ""
    (first, first_year), (last, last_year) = names[0], names[-1]
    if names[0] == names[-1]:
        return f"{first} {first_year}"
    return f"{first}–{last} {last_year}" if first_year == last_year else f"{first} {first_year}–{last} {last_year}"


def maaned(celle: Celle | None, aar: int | None) -> int | None:
    """Return the month (ÅÅÅÅMM) a heading names; `aar` is the year of one that has none."""
    said = maanedsord(celle)
    year = said and (said.aar or aar)
    return year * 100 + said.nr if said and year else None


def maanedsord(celle: Celle | None) -> Maanedsord | None:
    """Return the month a heading names, or None when it names none."""
    if isinstance(celle, float) and celle.is_integer():
        celle = int(celle)
    if isinstance(celle, int) and not isinstance(celle, bool) and celle in _SERIENUMRE:
        celle = _EXCEL_NUL + timedelta(days=celle)
    if isinstance(celle, date):
        return Maanedsord(celle.month, celle.year)
    if isinstance(celle, bool) or not isinstance(celle, str | int):
        return None
    said = FORELOEBIG.sub("", _MAERKER.sub("", noegle(str(celle))))
    return _written(said.strip(" :"))


def _written(said: str) -> Maanedsord | None:
    """Return the month of a heading in words or digits; of a whole day only when it opens or closes the month."""
    if found := _AARMAANED.fullmatch(said):
        return Maanedsord(int(found[2]), int(found[1]))
    if found := _MAANEDAAR.fullmatch(said):
        return Maanedsord(int(found[1]), int(found[2]))
    if (found := _NAVN.fullmatch(said)) and (nr := month_number(found[1]) or _ENGELSK.get(found[1])):
        return Maanedsord(nr, int(found[2][-2:]) + 2000 if found[2] else None)
    if found := _NUMMER.fullmatch(said):
        return Maanedsord(int(found[1]), None, ciffer=said.isdigit())
    if (found := _DAG.fullmatch(said)) and (said_day := _real(int(found[3]), int(found[2]), int(found[1]))):
        return _edge(said_day)
    if (found := _ISODAG.fullmatch(said)) and (said_day := _real(int(found[1]), int(found[2]), int(found[3]))):
        return _edge(said_day)
    return None


def _real(aar: int, nr: int, dag: int) -> date | None:
    return date(aar, nr, dag) if 1 <= nr <= 12 and 1 <= dag <= monthrange(aar, nr)[1] else None


def _edge(dag: date) -> Maanedsord | None:
    whole = dag.day in (1, monthrange(dag.year, dag.month)[1])
    return Maanedsord(dag.month, dag.year) if whole else None


def periode(tekst: str, aar: int | None = None) -> Periodetid | None:
    """Return the one period a text names; `aar` is the year of a text such as '2. kvt.' that has none.

    A year beside something narrower gives way to it: '2020, 1. halvår' is the half-year. Single days are no period.
    """
    if len(tekst) > LAENGST:
        return None
    said = _plain(tekst)
    if stretch := _STRAEK.search(said):
        return _whole_stretch(said, stretch[0], aar)
    ord_ = said.split()
    found = _one(_named(ord_, aar))
    if found and found.periodeart is Periodeart.AAR and aar is None:
        return _one(_named(ord_, found.fra.year))
    return found


def is_stretch(tekst: str) -> bool:
    """Return whether a text names a stretch of time that is no month, quarter, half-year or year: 'jan-sep 2020'."""
    if len(tekst) > LAENGST:
        return False
    if _STRAEK.search(_plain(tekst)) is not None:
        return periode(tekst, AAR_FRA) is None
    found = periode(tekst)
    return found is not None and found.periodeart is Periodeart.SKOLEAAR and _names_part(tekst, found)


def _names_part(tekst: str, hele: Periodetid) -> bool:
    """Return whether a text names a part of its school year too: «Skoleåret 2019/20, 1. halvår»."""
    named = _named(_plain(tekst).split(), hele.til.year)
    return any(_ARTER.get(found.praecision) in _KORTERE for found in named)


def _whole_stretch(said: str, stretch: str, aar: int | None) -> Periodetid | None:
    """Return the period that a stretch makes up, such as two quarters that are a half-year; None for any other."""
    ord_ = said.split()
    runs = (" ".join(ord_[start:end]) for start, end in _runs(len(ord_)))
    if found := next((tid for run in runs if stretch in run and (tid := _made_up(run, aar))), None):
        return found
    for pattern, instead in _DOBBELT:
        shorter = pattern.sub(instead, said)
        if shorter != said:
            return _one(_named(shorter.split(), aar))
    return None


def _made_up(run: str, aar: int | None) -> Periodetid | None:
    """Return the period a run of words is as a whole; a single day is none."""
    meant = _meant(run, aar)
    return _one([meant]) if meant else None


def opgjort(tekst: str) -> date | None:
    """Return the day a count is from, as in 'Opgjort pr. 30-09-2020'; None when the text tells none."""
    said = noegle(tekst) if len(tekst) <= LAENGST else ""
    if (start := _OPGJORT.search(said)) is None:
        return None
    days = {dag for found in _DATO.findall(said[start.end() :]) if (dag := _day(found))}
    return days.pop() if len(days) == 1 else None


def is_opgjort(tekst: str) -> bool:
    """Return whether a text announces the day of a count, which may stand in the cell beside it."""
    return len(tekst) <= LAENGST and _OPGJORT.search(noegle(tekst)) is not None


def _day(tekst: str) -> date | None:
    try:
        return day(tekst)
    except CellError:
        return parse(tekst).til


def _plain(tekst: str) -> str:
    said = noegle(tekst)
    for pattern, instead in _SKRIVEMAADER:
        said = pattern.sub(instead, said)
    return said


def _one(named: list[FleksDato]) -> Periodetid | None:
    """Return the only period among those named; a year that holds one of them does not count."""
    whole = [found for found in named if found.fra and found.til and found.praecision != "dag"]
    if any(found.praecision not in _ARTER for found in whole):
        return None
    periods = {Periodetid(_ARTER[f.praecision], f.fra, f.til) for f in whole if f.fra and f.til}
    narrow = {p for p in periods if not any(_holds(p, other) for other in periods)}
    return narrow.pop() if len(narrow) == 1 else None


def _holds(wide: Periodetid, narrow: Periodetid) -> bool:
    """Return whether a calendar year holds another period."""
    return wide.periodeart is Periodeart.AAR and wide != narrow and wide.fra <= narrow.fra and narrow.til <= wide.til


def _named(ord_: Sequence[str], aar: int | None) -> list[FleksDato]:
    """Return what a text's words name, the longest runs of words first and no word used twice."""
    free = [True] * len(ord_)
    found = []
    for start, end in _runs(len(ord_)):
        if all(free[start:end]) and (meant := _meant(" ".join(ord_[start:end]), aar)):
            free[start:end] = [False] * (end - start)
            found.append(meant)
    return found


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(min(count, FLEST_ORD), 0, -1):
        for start in range(count - length + 1):
            yield start, start + length


def _meant(tekst: str, aar: int | None) -> FleksDato | None:
    meant = parse(tekst.strip(" ,;:()[]-"), aar)
    if meant.fra and not AAR_FRA <= meant.fra.year <= AAR_TIL:
        return None
    return None if meant.praecision == "ukendt" else meant
