"""Find what looks like cpr numbers and the names beside them, without ever passing one on.

Written with its hyphen, a number that begins with a real date is taken for what it looks like. Bare
digits are judged by their column: 3 of 100 random ten-digit numbers begin with a date, so one or two
among many case numbers mean nothing, and most of a column means everything. In a column that says it
holds cpr numbers, every number of that length is one.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Projektmappe, Raekke, kolonne
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.soejler import different

_USYNLIGE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_STREGER = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_]")
# Six digits in one piece or as a date, a separator, four digits or what hides them; or all of it in groups. A day
# with its year behind a number is none: «AB12 01.05.2020».
_MED_STREG = re.compile(
    r"(?<!\d)(?!\d\d \d\d(?:\.\d\d\.|/\d\d/|-\d\d-)(?:19|20)\d\d(?!\d))"
    r"(\d\d)[ ./-]?(\d\d)[ ./-]?(\d\d)(?:\)?\s{0,3}[-/.:*]\s{0,3}(?:\d\d ?\d\d(?!\d)|[x*]{4})|\) ?\d{4}(?!\d))"
    r"|(?<!\d)(\d\d) ?(\d\d) (\d\d) \d{4}(?!\d)|(?<!\d)(\d\d)(\d\d)(\d\d) \d\d \d\d(?!\d)"
    r"|(?<!\d)(\d\d)[./-]?(\d\d)[./-]?(?:19|20)(\d\d)-(?!(?:19|20)\d\d)\d{4}(?!\d)",
    re.IGNORECASE,
)
# Ten digits that are no part of a longer number, of an amount or of a code such as 'XG-3010000001-00001'.
_BAR = re.compile(r"(?<!\d)(?<!\d[,.-])(?<!\b[A-Z][A-Z]-)(\d\d)(\d\d)(\d\d)\s{0,3}\d{4}(?![\d,.-]*\d)")
# Nine or ten digits in a name, where there are no amounts.
_I_NAVN = re.compile(r"(?<!\d)(\d?\d)(\d\d)(\d\d)\d{4}(?!\d)")
# Nine digits or five and four, alone in a cell: a number whose leading zero was lost before it became text.
_TABT_NUL = re.compile(r"(\d)(\d\d)(\d\d)[- ]?\d{4}")
_CPR_KOLONNE = re.compile(r"\bcpr|\bpersonn(?:r|um)")
_PERSON = r"(?:elev|barn|person|borger|forælder|forældre|værge|mor|far)"
_NAVNE = re.compile(
    rf"navn|(?:{_PERSON}/)?{_PERSON}(?:(?:s|et|ets|en|ens)? ?navn)?|(?:for|efter)-?navne?|kontaktperson"
    rf"|fulde navn|for- og efternavn|navn på {_PERSON}(?:et|en)?|navn \({_PERSON}\)"
)
_FOEDT = re.compile(r"fødselsdato|fødselsdag|født(?: den| dato)?|fødselsår")
# Columns whose long numbers are something else; their bare digits raise no alarm.
_NUMRE = r"\bp[ .-]{0,3}(?:nr|num|enhed)|produktions(?:enhed|num|nr)|cvr|\bean|bilag|faktura|konto"
_ANDRE_NUMRE = re.compile(rf"{_NUMRE}|beløb|kr\b|budget|forbrug|saldo|debet|kredit|telefon|tlf|psp")
_TEKSTKOLONNE = re.compile(r"tekst|navn|beskriv|bemærk|kommentar|note")
# In a sentence only the word before a number tells what it is.
_NAEVNT = re.compile(rf"(?:{_NUMRE})\w*[ .:-]*(?:nr|nummer)?[ .:-]*$")
_TAERSKEL = 0.5
_LANG_OVERSKRIFT = 80
NAERMEST = 30
_DIGITS = re.compile(r"\d+")


def findings(bog: Projektmappe) -> list[str]:
    """Return one phrase per place that looks like holding cpr numbers: 'kolonne C, 46 rækker'."""
    found = [sted if antal == 1 else f"{sted}, {antal} steder" for sted, antal in bog.cpr_steder]
    for nr, ark in enumerate(bog.ark, start=1):
        if name_looks_like_cpr(ark.navn):
            found.append(f"navnet på ark nr. {nr}")
        found += [f"{_where(bog, ark, nr)}{_rows(c, hits)}" for c, hits in _columns(ark).items()]
    return found


def names(bog: Projektmappe) -> list[str]:
    """Return one phrase per column of persons' names, which are those beside cpr numbers or dates of birth."""
    return [
        f"{_where(bog, ark, nr)}{_rows(c, hits)}"
        for nr, ark in enumerate(bog.ark, start=1)
        for c, hits in _name_columns(ark).items()
    ]


def _where(bog: Projektmappe, ark: Ark, nr: int) -> str:
    if len(bog.ark) == 1:
        return ""
    said = spoken(ark.navn, nr)
    return f"arket «{said}», " if said == ark.navn else f"{said}, "


def _rows(c: int, hits: int) -> str:
    return f"kolonne {kolonne(c)}, {hits} {'række' if hits == 1 else 'rækker'}"


def looks_like_cpr(tekst: str) -> bool:
    """Return whether a text that stands alone, such as a name or a comment, holds a cpr number."""
    tekst = _plain(tekst)
    return _hyphened(tekst) or any(_is_date(*found) for found in _bare(tekst))


def name_looks_like_cpr(navn: str) -> bool:
    """Return whether the name of a file or a sheet holds a cpr number, also one without its leading zero."""
    plain = _plain(navn)
    return looks_like_cpr(navn) or any(_is_date(*m.groups()) for m in _I_NAVN.finditer(plain))


@dataclass
class _Kolonne:
    """What the cells of one column hold: how many of each kind, and the texts that may be its headings."""

    hyphened: int = 0
    bare: int = 0
    numbers: int = 0
    # What stands in a sentence is judged by itself, whatever the heading says.
    in_text: int = 0
    said: set[str] = field(default_factory=set)
    above: set[str] = field(default_factory=set)

    def add(self, value: Celle, antal: int) -> None:
        """Count the cells that hold a value."""
        found, dates, candidates = _counts(value)
        self.said.add(_word(value))
        if not self.numbers and not candidates:
            # A heading may have a year or a day in it: «Forv. forbrug 31.03».
            self.above.add(_undated(value))
        self.hyphened += found * antal
        self.bare += dates * antal
        self.numbers += candidates * antal
        self.in_text += (dates and _is_sentence(value)) * antal

    @property
    def hits(self) -> int:
        """Return how many cells look like holding a cpr number."""
        if not self.hyphened + self.numbers:
            return 0
        above = "".join(self.above)
        if _CPR_KOLONNE.search("".join(self.said) + above):
            return self.hyphened + self.numbers
        other = _ANDRE_NUMRE.search(above) and not _TEKSTKOLONNE.search(above)
        likely = self.in_text if other else self.bare
        return self.hyphened + (likely if self.bare >= _TAERSKEL * self.numbers else 0)


def _columns(ark: Ark) -> dict[int, int]:
    """Return the columns that hold cpr numbers, and in how many rows."""
    found: dict[int, int] = {}
    # A sheet says the same in many cells; what is judged once need not be judged again.
    for c, values in sorted(different(ark.raekker).items()):
        of_column = _Kolonne()
        for value, antal in values.items():
            of_column.add(value, antal)
        if of_column.hits:
            found[c] = of_column.hits
    return found


def _name_columns(ark: Ark) -> dict[int, int]:
    """Return the columns headed as names of persons, in a sheet that also tells who was born when."""
    rows = list(islice(ark.raekker.items(), OVERSKRIFT_BLANDT))
    headings = [(nr, *found) for nr, row in rows if (found := _headed(row))[0]]
    numbers = _columns(ark) if headings else {}
    first: dict[int, int] = {}
    for nr, headed, born in headings:
        first |= {c: nr for c in headed if (numbers or born) and c not in first and c not in numbers}
    if not first:
        return {}
    # One pass over the cells: a sheet can have both many columns and many rows.
    texts = Counter(
        c for r, row in ark.raekker.items() for c in row if c in first and r > first[c] and _word(row[c])
    )
    return dict(sorted(texts.items()))


def _headed(row: Raekke) -> tuple[set[int], bool]:
    """Return the columns a row names as names of persons, and whether it has one for when they were born."""
    said = {c: _word(value).strip(" .:*") for c, value in row.items()}
    return {c for c, word in said.items() if _NAVNE.fullmatch(word)}, any(map(_FOEDT.fullmatch, said.values()))


def _word(value: Celle) -> str:
    """Return a short text that may be a heading, in small letters."""
    if not isinstance(value, str) or len(value) > 40 or any(map(str.isdigit, value)):
        return ""
    return f" {value.casefold()}"


def _undated(value: Celle) -> str:
    """Return a text that may be a heading without the digits in it, in small letters."""
    short = isinstance(value, str) and len(value) <= _LANG_OVERSKRIFT
    return f" {_DIGITS.sub('', str(value)).casefold()}" if short else ""


def _counts(value: Celle) -> tuple[bool, bool, bool]:
    """Return whether a cell holds the hyphened form, a bare number that begins with a date, any long number."""
    if isinstance(value, str):
        tekst = _plain(value)
        dates = _bare(tekst)
        if lost := _TABT_NUL.fullmatch(tekst.strip()):
            dates.append((f"0{lost[1]}", lost[2], lost[3]))
        return _hyphened(tekst), any(_is_date(*found) for found in dates), bool(dates)
    if isinstance(value, bool) or not isinstance(value, int) or not 10**8 <= value < 10**10:
        return False, False, False
    digits = f"{value:010}"
    return False, _is_date(digits[:2], digits[2:4], digits[4:6]), True


def _bare(tekst: str) -> list[tuple[str, str, str]]:
    """Return the first six digits, in pairs, of each number of ten that is not said to be something else."""
    return [(m[1], m[2], m[3]) for m in _BAR.finditer(tekst) if not _named(tekst, m.start())]


def _named(tekst: str, at: int) -> bool:
    """Return whether the words before a place say that the number there is something else."""
    return _NAEVNT.search(tekst[max(at - NAERMEST, 0) : at].casefold()) is not None


def _is_sentence(value: Celle) -> bool:
    """Return whether a cell has words beside its number, as 'Barn 0101120000'; a code has none."""
    return isinstance(value, str) and " " in value.strip() and any(map(str.isalpha, value))


def _plain(tekst: str) -> str:
    """Return a text with one kind of digit, hyphen and space, and nothing invisible."""
    return _STREGER.sub("-", _USYNLIGE.sub("", unicodedata.normalize("NFKC", tekst)))


def _hyphened(tekst: str) -> bool:
    found = (tuple(part for part in m.groups() if part) for m in _MED_STREG.finditer(tekst))
    return any(_is_date(day, month, year) for day, month, year in found)


def _is_date(day: str, month: str, year: str) -> bool:
    """Return whether six digits are a day that exists in some century; replacement numbers add 60 to the day."""
    if not 1 <= int(month) <= 12:
        return False
    dag = int(day) - 60 if int(day) > 60 else int(day)
    # The century is in the digits we do not look at: 29 February counts when one of them had it.
    longest = max(monthrange(century + int(year), int(month))[1] for century in (1800, 1900, 2000))
    return 1 <= dag <= longest
