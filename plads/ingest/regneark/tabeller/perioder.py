"""Periods as headings and titles write them: months, quarters, half-years, years, and the day of a count.

Nothing is guessed: a text that names no period, or two that do not agree, gives None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.datoer import day
from plads.ingest.regneark.tabeller.maanedsord import LAENGST, NAVNE
from plads.models.indikator import Periodeart
from plads.periods import FleksDato, parse, skoleaar_of
from plads.text import MAANEDER

FLEST_ORD = 8
AAR_FRA, AAR_TIL = 2000, 2100
_ARTER = {
    "uge": Periodeart.UGE,
    "måned": Periodeart.MAANED,
    "kvartal": Periodeart.KVARTAL,
    "halvår": Periodeart.HALVAAR,
    "år": Periodeart.AAR,
    "skoleår": Periodeart.SKOLEAAR,
}
_KORTERE = (Periodeart.MAANED, Periodeart.KVARTAL, Periodeart.HALVAAR)
# Shorter ways of writing, and the one the calendar of plans understands.
_SKRIVEMAADER = (
    (re.compile(r"\b(20\d\d) ?[kq]([1-4])\b"), r"\2. kvartal \1"),
    (re.compile(r"\b(20\d\d) ?h([12])\b"), r"\2. halvår \1"),
    (re.compile(r"\b[kq]([1-4])\b"), r"\1. kvartal"),
    (re.compile(r"\b([1-4])\.? ?(?:kvt|kv|kvart|kvartal)\b\.?"), r"\1. kvartal"),
    (re.compile(r"(?<!\. )\bkvartal ([1-4])\b(?![./]\d)"), r"\1. kvartal"),
    (re.compile(r"\bh([12])\b"), r"\1. halvår"),
    (re.compile(r"\b([12])\.? ?(?:halvår|h)\b"), r"\1. halvår"),
    (re.compile(r"(?<!\. )\bhalvår ([12])\b(?![./]\d)"), r"\1. halvår"),
    (re.compile(r"\b([12]\. halvår|[1-4]\. kvartal) (?:af|i) (?=20\d\d)"), r"\1 "),
    (re.compile(r"\b(\d\d?)-(\d\d?)-(20\d\d)\b"), r"\1.\2.\3"),
    (re.compile(rf"\b(20\d\d) ?[-:] ?(?=(?:[12]\. halvår|[1-4]\. kvartal|(?:{NAVNE}))\b)(?!.*20\d\d)"), r"\1 "),
    (re.compile(r"\b(data|tal|tallene) fra (?!.*\btil\b)"), r"\1 "),
    (re.compile(rf"\b({NAVNE})\.?[- ]?['-](\d\d)\b(?![\d.-])"), r"\1 20\2"),
)
# A stretch that may be no period of ours: «1.-3. kvartal», «januar til september», «01-01-2020 - 30-09-2020».
_TIL = r"(?: ?[-+&,/] ?| (?:til og med|til|og|tom|t\.?o\.?m\.?) )"
_STRAEK = re.compile(
    rf"\b[1-4]\.?(?: ?(?:kvartal|kvt|kv|halvår)\.?)?{_TIL}[1-4]\. ?(?:kvartal|kvt|kv|halvår)\b"
    rf"|\b[kq][1-4]{_TIL}[kq][1-4]\b"
    rf"|\b(?:{NAVNE})\b\.?(?: ?20\d\d)?{_TIL}(?:{NAVNE})\b"
    rf"|\d\d?[./-]\d\d?[./-](?:20)?\d\d{_TIL}\d\d?[./-]\d\d?[./-](?:20)?\d\d"
    rf"|\b(?:til og med|tom|t\.?o\.?m\.?|indtil|frem til) (?:udgangen af )?(?:{NAVNE})\b"
    rf"|20\d\d (?:og frem|ff)\b|\b(?:{NAVNE})\.? (?:20\d\d )?og frem\b"
)
_DOBBELT = (
    (re.compile(r"\b1\. ?(?:kvartal )?(?:-|til|og) ?2\. kvartal\b"), "1. halvår"),
    (re.compile(r"\b3\. ?(?:kvartal )?(?:-|til|og) ?4\. kvartal\b"), "2. halvår"),
    (re.compile(r"\b(?:1\. ?(?:kvartal )?(?:-|til) ?4\. kvartal|1\. ?(?:halvår )?(?:-|til|og) ?2\. halvår)\b"), ""),
)
# What dates something else than the figures: the plan by its name, another report, a meeting, the layout.
_FREMMED = (
    re.compile(r"\b(?:næste|forrige|sidste|sammenlign|skabelon|version|godkend|behandl|udvalgsmøde|møde|udsend|"
               r"offentliggør|offentliggjort|deadline|frist|revidere|opdater|udskrevet|dannet)\w*\b[^|;]*"),
    re.compile(rf"\b\w*(?:indsats|handle|udviklings)(?:plan|strategi)\w*"
               rf"(?:(?!\b(?:{NAVNE}|status|kvartal|kvt|halvår|pr|tal)\b)[\w .,])*?\b20\d\d(?: ?[-/] ?(?:20)?\d\d\b)?"),
)  # fmt: skip
_OPGJORT = re.compile(r"\b(?:pr|per|opgjort|opgørelsesdato|status|udtræk\w*|dannet|udskrevet|opdateret)\b")
_DATO = re.compile(rf"\d{{1,2}}[./-]\d{{1,2}}[./ -](?:20)?\d\d\b|20\d\d-\d\d-\d\d|\d{{1,2}}\. ?(?:{NAVNE})\.? 20\d\d")

_MIDNAT = re.compile(r" 00[.:]00(?:[.:]00)?$")


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
    def is_year(self) -> bool:
        """Return whether it is a calendar year or a school year."""
        return self.periodeart in (Periodeart.AAR, Periodeart.SKOLEAAR)

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


def named_days(tekst: str) -> set[date | None]:
    """Return the days a text names, whatever it says of them; None for one that does not exist."""
    return {_day(found) for found in _DATO.findall(noegle(tekst))} if len(tekst) <= LAENGST else set()


def is_opgjort(tekst: str) -> bool:
    """Return whether a text announces the day of a count, which may stand in the cell beside it."""
    return len(tekst) <= LAENGST and _OPGJORT.search(noegle(tekst)) is not None


def whole_day(tekst: str) -> date | None:
    """Return the day that a text is, with nothing beside it but the midnight of a date cell."""
    said = _MIDNAT.sub("", noegle(tekst)) if len(tekst) <= LAENGST else ""
    return _day(said) if _DATO.fullmatch(said) else None


def _day(tekst: str) -> date | None:
    try:
        return day(tekst)
    except CellError:
        return parse(tekst).til


def of_figures(tekst: str) -> str:
    """Return a text as it is compared, without what dates something else: «Indsatsplan 2019», «Næste møde: maj»."""
    said = noegle(tekst)
    if len(said) > LAENGST:
        return said
    for pattern in _FREMMED:
        said = pattern.sub(" ", said)
    return said.strip()


def _plain(tekst: str) -> str:
    said = of_figures(tekst)
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
