"""What the headings of L09 say: which indicator a group is about, and what a column says of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE
from plads.ingest.regneark.tabeller.celler import month_number
from plads.ingest.regneark.tabeller.maanedsord import NAVNE
from plads.ingest.regneark.tabeller.tabel import Kolonne


class Slags(Enum):
    """What a column says about its indicator."""

    PRIMO = auto()
    REALISERET = auto()
    ULTIMO = auto()
    FORVENTNINGSTAL = auto()
    PROGNOSE = auto()


@dataclass(frozen=True)
class Hoved:
    """What a heading says: the kind of figure, its year, or the month it was realised in, or its number.

    `maaned` is 1–12, `maanedsaar` its year where the heading has one. `laeselig` is False for a month nobody knows.
    `antal` says that it speaks of a count.
    """

    slags: Slags
    aar: int | None = None
    maaned: int | None = None
    maanedsaar: int | None = None
    nr: int = 0
    antal: bool = False
    laeselig: bool = True


@dataclass(frozen=True)
class Tal:
    """A column with figures. `faktor` turns money into mio. kr.; `maaned` is ÅÅÅÅMM of what is realised."""

    kolonne: int
    navn: str
    indikator: str
    hoved: Hoved
    maaned: int | None = None
    faktor: Decimal = Decimal(1)

    @property
    def slags(self) -> Slags:
        """Return what the column says about its indicator."""
        return self.hoved.slags


ELEVER, PENGE = "elever_specialtilbud", "udgift_specialtilbud"
GRUPPER = (
    ("elever i specialtilbud", ELEVER),
    ("elever i special", ELEVER),
    ("segregering", "segregeringsgrad"),
    ("økonomi", PENGE),
    ("udgift", PENGE),
)
ENHEDER = (("mio", Decimal(1)), ("1000 kr", Decimal("0.001")), ("tkr", Decimal("0.001")), ("kr", Decimal("0.000001")))
OMRAADEKOLONNE = Kolonne(OMRAADE, ("Områder", "Områdenavn", "Bydel", "Bydele", "Distrikt"))
_MD = rf"(?:\d\d? )?(?P<md>{NAVNE})(?: (?P<mdaar>20\d\d))?"
_DAG = r"\d\d?/(?P<mdnr>\d\d?)(?:[ /-](?P<dagaar>20\d\d))?"
_HOVEDER = (
    (re.compile(r"primo(?: (?P<aar>20\d\d))?"), Slags.PRIMO),
    (re.compile(r"(?:forvente(?:t|de) )?ultimo(?: (?P<aar>20\d\d))?"), Slags.ULTIMO),
    (re.compile(rf"(?:realisere(?:t|de)|real)(?: (?:(?:pr|per|ultimo|i|den) )*(?:{_MD}|{_DAG}))?"), Slags.REALISERET),
    (re.compile(r"realiseret (?:pr |ultimo )?(?P<ukendt>[a-zæøå]+) (?P<ukendtaar>20\d\d)"), Slags.REALISERET),
    (re.compile(r"forventningstal(?: (?P<aar>20\d\d))?"), Slags.FORVENTNINGSTAL),
    (re.compile(r"(?P<nr>[1-9]) prognose(?: (?P<aar>20\d\d))?"), Slags.PROGNOSE),
)
_ORDDELING = re.compile("(?<=\\w)[-\u00ad\u2010][ \t]*\r?\n\\s*(?=\\w)")
_PUNKTDATO = re.compile(r"\b(\d\d?)[.-](\d\d?)(?:[.-](?=20\d\d\b)|\.?(?=\s|$))")
_ANTAL = re.compile(r"\b(?:antal(?: elever)?|elevtal|elever) ?")
# A group of these has figures of its indicator, but not the one that Plads keeps.
_ANDET = re.compile(
    r"\b(?:ændring|udvikling|gennemsnit|afvigelse|difference|forskel|vækst)\w*|\bpr (?:elev|barn|skole|klasse|plads)\b"
)
_ANDET_END_ANTAL = re.compile(r"\bhelårs\w*|\bårs(?:elev|værk)\w*|\bpct\b|%|\bprocent\w*|\bandel\w*|\bpromille\b")


def plain(value: Celle | None) -> str:
    """Return a heading as it is compared, without hyphens at the ends of its lines; days keep their marks."""
    if not isinstance(value, str):
        return heading(value)
    # Without their dots the figures of a day would be one number.
    return heading(_PUNKTDATO.sub(r"\1/\2 ", _ORDDELING.sub("", value)))


def said_of(value: Celle | None, group: str) -> tuple[str, str]:
    """Return a heading's group and its own words; it may say both: 'Økonomi, mio. kr.: primo 2020'."""
    said = plain(value)
    before, mark, after = said.rpartition(": ")
    if mark and indicator_of(before):
        return before, after
    ord_ = said.split()
    for nr in range(1, len(ord_) if indicator_of(said) else 0):
        before, after = " ".join(ord_[:nr]).rstrip(" ,:(-"), " ".join(ord_[nr:]).strip(" ()-")
        if indicator_of(before) and matched(after):
            return before, after
    return group, said


def indicator_of(group: str) -> str | None:
    """Return the indicator that a group heading is about."""
    return next((kode for word, kode in GRUPPER if word in group), None)


def not_kept(group: str, indikator: str) -> str:
    """Return the word by which a group is about something else than what Plads keeps; '' for none."""
    found = _ANDET.search(group) or (_ANDET_END_ANTAL.search(group) if indikator == ELEVER else None)
    return found[0] if found else ""


def matched(said: str) -> Hoved | None:
    """Return what a heading says of its indicator, or None when it is none we know."""
    shorter = _ANTAL.sub("", said).strip()
    return _hoved(said, antal=False) or _hoved(shorter, antal=True)


def _hoved(said: str, *, antal: bool) -> Hoved | None:
    found, slags = next(((m, slags) for pattern, slags in _HOVEDER if (m := pattern.fullmatch(said))), (None, None))
    if found is None or slags is None:
        return None
    named = {navn: value for navn, value in found.groupdict().items() if value}
    maaned = month_number(named.get("md", "")) or int(named.get("mdnr", 0))
    aar, maanedsaar = (int(named.get(one) or named.get(other) or 0) or None
                       for one, other in (("aar", ""), ("mdaar", "dagaar")))  # fmt: skip
    laeselig = maaned in range(1, 13) if named.keys() & {"md", "mdnr", "ukendt"} else True
    return Hoved(slags, aar, maaned if laeselig and maaned else None, maanedsaar, int(named.get("nr", 0)), antal,
                 laeselig)  # fmt: skip


def same(first: str, other: str) -> bool:
    """Return whether two headings say the same of a figure, whatever year or month they name."""
    found = [(hoved.slags, hoved.nr) for said in (first, other) if (hoved := matched(said))]
    return len(found) == 2 and found[0] == found[1]
