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
from collections import Counter, defaultdict
from itertools import islice

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Projektmappe, Raekke, kolonne
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.soejler import different

_USYNLIGE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_STREGER = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d_]")
# Six digits in one piece or as a date, a separator, four digits.
_MED_STREG = re.compile(r"(?<!\d)(\d\d)([ ./-]?)(\d\d)\2(\d\d)\s*[-/.]\s*\d{4}(?!\d)")
_BAR = re.compile(r"(?<![\d,.-])(\d\d)(\d\d)(\d\d)\s{0,3}\d{4}(?![\d,.]*\d)")
# Nine digits or five and four, alone in a cell: a number whose leading zero was lost before it became text.
_TABT_NUL = re.compile(r"(\d)(\d\d)(\d\d)[- ]?\d{4}")
_CPR_KOLONNE = re.compile(r"\bcpr|\bpersonn(?:r|um)")
_NAVNE = re.compile(
    r"navn|(?:elev|barn|person|forælder|værge|mor|far)(?:(?:s|et|ets|en|ens)? ?navn)?|(?:for|efter)-?navne?"
    r"|fulde navn|for- og efternavn"
)
_FOEDT = re.compile(r"fødselsdato|fødselsdag|født(?: den| dato)?|fødselsår")
# Columns whose long numbers are something else; their bare digits raise no alarm.
_ANDRE_NUMRE = re.compile(
    r"p-?nr|p-?num|produktionsenhed|cvr|\bean|bilag|konto|beløb|kr\b|budget|forbrug|saldo|debet|kredit|telefon|tlf|psp"
)
_TAERSKEL = 0.5
_LANG_OVERSKRIFT = 80
_DIGITS = re.compile(r"\d+")


def findings(bog: Projektmappe) -> list[str]:
    """Return one phrase per place that looks like holding cpr numbers: 'kolonne C, 46 rækker'."""
    found = [sted if antal == 1 else f"{sted}, {antal} steder" for sted, antal in bog.cpr_steder]
    for nr, ark in enumerate(bog.ark, start=1):
        if looks_like_cpr(ark.navn):
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
    """Return whether a text that stands alone, such as a file name or a comment, holds a cpr number."""
    tekst = _plain(tekst)
    return bool(_hyphened(tekst)) or any(_is_date(*m.groups()) for m in _BAR.finditer(tekst))


def _columns(ark: Ark) -> dict[int, int]:
    """Return the columns that hold cpr numbers, and in how many rows."""
    hyphened: Counter[int] = Counter()
    bare: Counter[int] = Counter()
    numbers: Counter[int] = Counter()
    headings: dict[int, set[str]] = defaultdict(set)
    # A sheet says the same in many cells; what is judged once need not be judged again.
    for c, values in different(ark.raekker).items():
        for value, antal in values.items():
            found, dates, candidates = _counts(value)
            # A heading may have a year or a day in it: «Forv. forbrug 31.03».
            headings[c].add(_word(value) or ("" if numbers[c] or candidates else _undated(value)))
            hyphened[c] += found * antal
            bare[c] += dates * antal
            numbers[c] += candidates * antal
    found_in = {}
    for c in sorted(numbers):
        hits = hyphened[c]
        heading = "".join(headings[c])
        if _CPR_KOLONNE.search(heading):
            hits += numbers[c]
        elif bare[c] and bare[c] >= _TAERSKEL * numbers[c] and not _ANDRE_NUMRE.search(heading):
            hits += bare[c]
        if hits:
            found_in[c] = hits
    return found_in


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
        dates = [m.groups() for m in _BAR.finditer(tekst)]
        if lost := _TABT_NUL.fullmatch(tekst.strip()):
            dates.append((f"0{lost[1]}", lost[2], lost[3]))
        return _hyphened(tekst), any(_is_date(*found) for found in dates), bool(dates)
    if isinstance(value, bool) or not isinstance(value, int) or not 10**8 <= value < 10**10:
        return False, False, False
    digits = f"{value:010}"
    return False, _is_date(digits[:2], digits[2:4], digits[4:6]), True


def _plain(tekst: str) -> str:
    """Return a text with one kind of digit, hyphen and space, and nothing invisible."""
    return _STREGER.sub("-", _USYNLIGE.sub("", unicodedata.normalize("NFKC", tekst)))


def _hyphened(tekst: str) -> bool:
    return any(_is_date(m[1], m[3], m[4]) for m in _MED_STREG.finditer(tekst))


def _is_date(day: str, month: str, year: str) -> bool:
    """Return whether six digits are a day that exists in some century; replacement numbers add 60 to the day."""
    if not 1 <= int(month) <= 12:
        return False
    dag = int(day) - 60 if int(day) > 60 else int(day)
    # The century is in the digits we do not look at: 29 February counts when one of them had it.
    longest = max(monthrange(century + int(year), int(month))[1] for century in (1800, 1900, 2000))
    return 1 <= dag <= longest
