"""Dates as plans write them, and school years. The text is what is shown; the interval only sorts and draws.

What the fuzzy words mean here (both ends are included):

- foråret is March–May, sommeren June–August, efteråret September–November, and vinteren 2020 runs from
  December 2020 through February 2021.
- primo, medio and ultimo are the first two, the middle two and the last two months of a year; with a month
  they are its first ten days, days 11–20 and its last ten days; otherwise thirds of the period.
- starten and slutningen are the first and last three months of a year, otherwise as primo and ultimo.
- sommerferien is July: inden sommerferien 2020 is January–June, efter sommerferien 2020 is August–December.
- inden, senest and frem mod leave the beginning open; efter, fra and tidligst leave the end open.
- Two periods joined by og, til or a hyphen become the hull of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from plads.text import MAANEDER

Interval: TypeAlias = tuple[date, date]
Ender: TypeAlias = tuple[date | None, date | None]

_UKENDT: Ender = (None, None)
_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FleksDato:
    """A date as it was written, with the days it can mean; both ends are None when nobody knows."""

    tekst: str
    fra: date | None = None
    til: date | None = None

    @property
    def praecision(self) -> str:
        """Return how exact the date is, as one word from dag to skoleår, interval or ukendt."""
        if self.fra is None and self.til is None:
            return "ukendt"
        if self.fra is None or self.til is None:
            return "interval"
        return _praecision(self.fra, self.til)

    @property
    def noegle(self) -> tuple[date, date, str]:
        """Return a sort key: the earliest day first, an unknown date last."""
        return self.fra or self.til or date.max, self.til or date.max, self.tekst


def parse(tekst: str, aar: int | None = None) -> FleksDato:
    """Return the date a Danish text means; `aar` is the year of a text that has none, such as 'uge 43'."""
    return FleksDato(tekst, *_laes(_rens(tekst), aar))


def skoleaar_of(dag: date) -> str:
    """Return the school year of a day, August to July: '2019/20'."""
    return _skoleaar_navn(dag.year if dag.month >= 8 else dag.year - 1)


def skoleaar_interval(skoleaar: str) -> Interval:
    """Return first and last day of a school year; raise ValueError for a text that is not one."""
    navn = parse_skoleaar(skoleaar)
    if navn is None:
        raise ValueError(f"{skoleaar!r} er ikke et skoleår")
    start = int(navn[:4])
    return date(start, 8, 1), date(start + 1, 7, 31)


def parse_skoleaar(tekst: str) -> str | None:
    """Return '2019/20' for any usual way of writing a school year, else None."""
    fundet = _SKOLEAAR.fullmatch(_rens(tekst))
    if fundet is None:
        return None
    start, slut = (int(del_) for del_ in fundet.groups())
    start += 2000 if start < 100 else 0
    return _skoleaar_navn(start) if slut in (start + 1, (start + 1) % 100) else None


def uge(aar: int, nr: int) -> Interval:
    """Return Monday and Sunday of an ISO week; raise ValueError when the year has no such week."""
    mandag = date.fromisocalendar(aar, nr, 1)
    return mandag, mandag + 6 * _DAG


def _skoleaar_navn(start: int) -> str:
    return f"{start}/{(start + 1) % 100:02}"


def _praecision(fra: date, til: date) -> str:
    if fra == til:
        return "dag"
    if fra.isoweekday() == 1 and til - fra == 6 * _DAG:
        return "uge"
    if fra.day != 1 or (til + _DAG).day != 1:
        return "interval"
    return _HELE_MAANEDER.get((_antal_maaneder(fra, til), fra.month), "interval")


def _antal_maaneder(fra: date, til: date) -> int:
    return (til.year - fra.year) * 12 + til.month - fra.month + 1


def _rens(tekst: str) -> str:
    """Return the text in one spelling: small letters, single spaces, plain hyphens, no filler words."""
    renset = " ".join(re.sub(r"[–—−]", "-", tekst.casefold()).split()).removesuffix(".")
    return renset[indledning.end() :] if (indledning := _INDLEDNING.match(renset)) else renset


def _laes(tekst: str, aar: int | None) -> Ender:
    """Return the first meaning found: a named period, part of one, two joined, or one with an open end."""
    for laeser in (_navngivet, _del_af, _samlet, _aaben):
        if (ender := laeser(tekst, aar)) is not None:
            return ender
    return _UKENDT


def _navngivet(tekst: str, aar: int | None) -> Ender | None:
    """Return the interval of a text that names one period; a day or week that does not exist names none."""
    for fundet, byg in _fund(tekst):
        skrevet = fundet["aar"]
        if skrevet is None and aar is None:
            continue
        with suppress(ValueError):
            return byg(fundet, _aarstal(skrevet) if skrevet else aar or 0)
    return None


def _fund(tekst: str) -> Iterator[tuple[re.Match[str], _Byg]]:
    for moenster, byg in _PERIODER:
        if fundet := moenster.fullmatch(tekst):
            yield fundet, byg


def _aarstal(skrevet: str) -> int:
    return int(skrevet) + (2000 if len(skrevet) == 2 else 0)


def _del_af(tekst: str, aar: int | None) -> Ender | None:
    """Return the part of a period that a word such as primo points at."""
    fundet = _DELE.fullmatch(tekst)
    fra, til = (_navngivet(fundet["rest"], aar) if fundet else None) or _UKENDT
    return _udsnit(*_AARSDELE[fundet["ord"]], fra, til) if fundet and fra and til else None


def _udsnit(foerste: int, sidste: int, fra: date, til: date) -> Interval:
    """Return the part: months of a year, ten days of a month, a third of anything else."""
    maaneder = _antal_maaneder(fra, til)
    if maaneder == 12:
        return _maaneder(foerste, sidste, fra)
    laengde = (10 if maaneder == 1 else ((til - fra).days + 1) // 3) * _DAG
    if foerste == 0:
        return fra, fra + laengde - _DAG
    return (til - laengde + _DAG, til) if sidste == 11 else (fra + laengde, fra + 2 * laengde - _DAG)


def _samlet(tekst: str, aar: int | None) -> Ender | None:
    """Return the hull of two periods; the first borrows its year from the second."""
    for skel in (" - | til | og ", "-", "/"):
        dele = re.split(skel, tekst)
        if len(dele) == 2:
            return _hylster(_rens(dele[0].removeprefix("fra ")), _rens(dele[1]), aar)
    return None


def _hylster(foerst: str, sidst: str, aar: int | None) -> Ender | None:
    _, til = _laes(sidst, aar)
    for gaet in (til.year, til.year - 1) if til else ():
        fra, foerste_til = _laes(foerst, gaet)
        if til and fra and foerste_til and fra <= til:
            return fra, max(foerste_til, til)
    return None


def _aaben(tekst: str, aar: int | None) -> Ender | None:
    """Return an interval with one end open: 'frem mod 2023', 'efter 1. maj 2020'."""
    for moenster, aabn in _AABNE:
        if fundet := moenster.fullmatch(tekst):
            fra, til = _laes(_rens(fundet["rest"]), aar)
            return aabn(fra, til) if fra and til else None
    return None


def _maaneder(foerste: int, sidste: int, fra: date) -> Interval:
    """Return the whole months from one to another, counted from 0 at the month of `fra`."""
    return _maaned_start(fra, foerste), _maaned_start(fra, sidste + 1) - _DAG


def _maaned_start(fra: date, nr: int) -> date:
    aar, maaned = divmod(fra.year * 12 + fra.month - 1 + nr, 12)
    return date(aar, maaned + 1, 1)


def _fra_maaned(aar: int, maaned: int, antal: int = 1) -> Interval:
    return _maaneder(0, antal - 1, date(aar, maaned, 1))


def _nummer(ord_: str) -> int:
    """Return the number of a month name, an ordinal or digits."""
    if ord_.isdigit():
        return int(ord_)
    return _ORDENSTAL.get(ord_) or next(nr for nr, navn in enumerate(MAANEDER, 1) if navn[:3] == ord_[:3])


def _dage(m: re.Match[str], aar: int) -> Interval:
    maaned, slut = _nummer(m["nr"]), m.groupdict().get("slut")
    fra = date(aar, maaned, int(m["dag"]))
    return _ordnet(fra, date(aar, maaned, int(slut)) if slut else fra)


def _uger(m: re.Match[str], aar: int) -> Interval:
    return _ordnet(uge(aar, int(m["nr"]))[0], uge(aar, int(m["slut"] or m["nr"]))[1])


def _kvartal(m: re.Match[str], aar: int) -> Ender:
    return _fra_maaned(aar, 3 * _nummer(m["nr"]) - 2, 3)


def _halvaar(m: re.Match[str], aar: int) -> Ender:
    return _fra_maaned(aar, 6 * _nummer(m["nr"]) - 5, 6)


def _ordnet(fra: date, til: date) -> Interval:
    if til < fra:
        raise ValueError("perioden slutter, før den begynder")
    return fra, til


# first and last month of the part, counted from 0 at the beginning of the year
_AARSDELE = {
    "primo": (0, 1),
    "start": (0, 2),
    "starten af": (0, 2),
    "begyndelsen af": (0, 2),
    "medio": (5, 6),
    "midten af": (5, 6),
    "slutningen af": (9, 11),
    "udgangen af": (10, 11),
    "ultimo": (10, 11),
}
_DELE = re.compile(rf"(?P<ord>{'|'.join(_AARSDELE)}) (?P<rest>.+)")
_AARSTIDER = {"forår": 3, "sommer": 6, "efterår": 9, "vinter": 12}
_ORDENSTAL = {"første": 1, "andet": 2, "tredje": 3, "fjerde": 4}
_HELE_MAANEDER = (
    {(1, maaned): "måned" for maaned in range(1, 13)}
    | {(3, maaned): "kvartal" for maaned in (1, 4, 7, 10)}
    | {(3, maaned): "årstid" for maaned in _AARSTIDER.values()}
    | {(6, 1): "halvår", (6, 7): "halvår", (12, 1): "år", (12, 8): "skoleår"}
)
_INDLEDNING = re.compile(
    r"(?:(?:i løbet af|ca\.?|cirka|omkring|forvente[ts]|planlagt|i|den|d\.|\w{3,4}dag(?: den)?) )+(?=\S)"
)
_SKOLEAAR = re.compile(r"(?:skoleåret |skoleår )?((?:20|19)?\d\d) ?[/-] ?((?:20|19)?\d\d)")
_AARET = r"(?P<aar>(?:19|20)\d\d)"
_MULIGT_AAR = rf"(?:[ ,/]*(?:i )?{_AARET})?"
_MAANED = f"(?:{'|'.join(MAANEDER)}|sept|(?:{'|'.join(navn[:3] for navn in MAANEDER)}))\\.?"

_Byg: TypeAlias = Callable[[re.Match[str], int], Ender]
_REGLER: tuple[tuple[str, _Byg], ...] = (
    (rf"(?:året |kalenderåret )?{_AARET}", lambda _, aar: _fra_maaned(aar, 1, 12)),
    (rf"{_AARET}(?:/\d{{4}}|[/-]\d\d)", lambda m, _: skoleaar_interval(m[0])),
    (r"skoleår(?:et)? (?P<aar>\d\d(?:\d\d)?)[/-]\d{2,4}", lambda m, _: skoleaar_interval(m[0])),
    (rf"{_AARET}-(?P<nr>\d\d)-(?P<dag>\d\d)(?:[t ][\d:.+z]*)?", _dage),
    (rf"{_AARET}-(?P<nr>\d\d)", lambda m, aar: _fra_maaned(aar, int(m["nr"]))),
    (rf"(?P<dag>\d\d?)\.?(?:(?: ?- ?| til | og )(?P<slut>\d\d?)\.?)? ?(?P<nr>{_MAANED}){_MULIGT_AAR}", _dage),
    (r"(?P<dag>\d{1,2})[./](?P<nr>\d{1,2})(?:[./ -]+(?P<aar>(?:19|20)?\d\d))?", _dage),
    (r"(?P<dag>\d{1,2})-(?P<nr>\d{1,2})-(?P<aar>(?:19|20)?\d\d)", _dage),
    (rf"(?P<nr>\d{{1,2}})[./-]{_AARET}", lambda m, aar: _fra_maaned(aar, int(m["nr"]))),
    (rf"(?P<nr>{_MAANED}){_MULIGT_AAR}", lambda m, aar: _fra_maaned(aar, _nummer(m["nr"]))),
    (rf"(?P<nr>{_MAANED})-(?P<aar>(?:19|20)?\d\d)", lambda m, aar: _fra_maaned(aar, _nummer(m["nr"]))),
    (rf"uge(?:rne)? ?(?P<nr>\d{{1,2}})(?: ?(?:-|og|til) ?(?P<slut>\d{{1,2}}))?{_MULIGT_AAR}", _uger),
    (
        rf"(?P<tid>{'|'.join(_AARSTIDER)})(?:et|en)?{_MULIGT_AAR}(?:/\d{{2,4}})?",
        lambda m, aar: _fra_maaned(aar, _AARSTIDER[m["tid"]], 3),
    ),
    (rf"(?P<nr>[1-4]|{'|'.join(_ORDENSTAL)})\.? (?:kvartal|kvt\.?){_MULIGT_AAR}", _kvartal),
    (rf"q(?P<nr>[1-4]){_MULIGT_AAR}", _kvartal),
    (rf"(?P<nr>[12]|første|andet)\.? halvår{_MULIGT_AAR}", _halvaar),
    (rf"sommerferien{_MULIGT_AAR}", lambda _, aar: _fra_maaned(aar, 7)),
    (rf"(?:inden|før) sommer(?:ferien|en)?{_MULIGT_AAR}", lambda _, aar: _fra_maaned(aar, 1, 6)),
    (rf"efter sommer(?:ferien|en)?{_MULIGT_AAR}", lambda _, aar: _fra_maaned(aar, 8, 5)),
    # jul is short for juli in tables, but before jul means before Christmas
    (rf"(?:inden|før) jul(?:en)?{_MULIGT_AAR}", lambda _, aar: (None, date(aar, 12, 23))),
)
_PERIODER = tuple((re.compile(moenster), byg) for moenster, byg in _REGLER)

_AABNE: tuple[tuple[re.Pattern[str], Callable[[date, date], Ender]], ...] = (
    (re.compile(r"(?:inden|før) (?!udgangen|jul\b)(?P<rest>.+)"), lambda fra, _: (None, fra - _DAG)),
    (
        re.compile(r"(?:inden|senest|senest ved|frem mod|frem til|indtil|til|til og med) (?!jul\b)(?P<rest>.+)"),
        lambda _, til: (None, til),
    ),
    (re.compile(r"efter (?!jul\b)(?P<rest>.+)"), lambda _, til: (til + _DAG, None)),
    (re.compile(r"(?:fra|fra og med|tidligst|siden) (?P<rest>.+)"), lambda fra, _: (fra, None)),
)
