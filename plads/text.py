"""Danish text of numbers, money and dates. Money comes in as whole øre; rounding is half up. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

MAANEDER = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
MAANEDER_KORT = (
    "jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.",
)  # fmt: skip
INTET = "–"
HARDT_MELLEMRUM = "\N{NO-BREAK SPACE}"
_ORDSAMLER = "\N{WORD JOINER}"
_MIO_KR = 1_000_000
_KOEBENHAVN = ZoneInfo("Europe/Copenhagen")
_DANSKE_TEGN = str.maketrans(",.", ".,")

Tal: TypeAlias = int | float | Decimal


def afrund(tal: Tal, decimaler: int = 0) -> Decimal:
    """Return the number rounded half up, as people expect and binary floats do not."""
    return Decimal(str(tal)).quantize(Decimal(1).scaleb(-decimaler), rounding=ROUND_HALF_UP)


def decimaltal(tal: Tal, decimaler: int = 0) -> str:
    """Return the number with Danish separators and a fixed number of decimals: '1.234,5'."""
    afrundet = afrund(tal, decimaler)
    return f"{afrundet if afrundet else abs(afrundet):,f}".translate(_DANSKE_TEGN)


def antal(n: Tal) -> str:
    """Return a count: '1.354'; a number that is not whole keeps one decimal."""
    return decimaltal(n, 0 if n == int(n) else 1)


def antal_af(n: int, ental: str, flertal: str) -> str:
    """Return the count with its noun: '1 skole', '3 skoler'."""
    return f"{antal(n)} {ental if abs(n) == 1 else flertal}"


def beloeb(oere: int) -> str:
    """Return an amount as in a headline: '34,3 mio. kr.', and '775.000 kr.' below one million."""
    kroner = afrund(_kroner(oere))
    if abs(kroner) < _MIO_KR:
        return f"{decimaltal(kroner)} kr."
    return f"{mio(oere)} mio. kr."


def kr(oere: int) -> str:
    """Return the exact amount: '28.365.000 kr.'; øre are shown only when there are any."""
    return f"{kroner(oere)} kr."


def kroner(oere: int) -> str:
    """Return the exact amount without its unit: '28.365.000'."""
    return decimaltal(_kroner(oere), 2 if oere % 100 else 0)


def mio(oere: int) -> str:
    """Return an amount in mio. kr. with one decimal and without its unit: '34,3'."""
    return decimaltal(_kroner(oere) / _MIO_KR, 1)


def tusind(oere: int) -> str:
    """Return an amount in whole 1.000 kr. and without its unit: '1.354'."""
    return decimaltal(_kroner(oere) / 1000)


def interval(mindst: int, hoejst: int) -> str:
    """Return a span between two amounts: '2–8 mio. kr.'."""
    if mindst == hoejst:
        return beloeb(mindst)
    if min(abs(_kroner(mindst)), abs(_kroner(hoejst))) < _MIO_KR:
        return f"{kroner(mindst)}–{kr(hoejst)}"
    hele = all(_kroner(oere) % _MIO_KR == 0 for oere in (mindst, hoejst))
    ender = (decimaltal(_kroner(oere) / _MIO_KR, 0 if hele else 1) for oere in (mindst, hoejst))
    return f"{'–'.join(ender)} mio. kr."


def procent(taeller: Tal, naevner: Tal) -> str:
    """Return a share for running text: '81 pct.', and '–' when there is nothing to divide by."""
    return f"{decimaltal(_andel(taeller, naevner) * 100)} pct." if naevner else INTET


def procent_tal(taeller: Tal, naevner: Tal) -> str:
    """Return a share for charts and tables: '80,9 %' with a hard space, '–' for nothing to divide by."""
    return andel_tal(_andel(taeller, naevner)) if naevner else INTET


def andel_tal(andel: Tal) -> str:
    """Return a ratio such as 0.809 as '80,9 %' with a hard space."""
    return f"{decimaltal(Decimal(str(andel)) * 100, 1)}{HARDT_MELLEMRUM}%"


def afvigelse(budget_oere: int, forbrug_oere: int) -> str:
    """Return the result in words: budget minus forbrug, so a merforbrug is negative."""
    resultat = budget_oere - forbrug_oere
    if not afrund(_kroner(resultat)):
        return "I balance"
    return f"{'Mindreforbrug' if resultat > 0 else 'Merforbrug'} {beloeb(abs(resultat))}"


def dato(d: date) -> str:
    """Return the date for running text: '23. april 2020'."""
    return f"{d.day}. {MAANEDER[d.month - 1]} {d.year}"


def dato_kort(d: date) -> str:
    """Return the date for tables: '23.04.2020'."""
    return f"{d.day:02}.{d.month:02}.{d.year:04}"


def tidspunkt(dt: datetime) -> str:
    """Return date and Danish clock: '2. april 2020 kl. 09.14'; a time without a zone is UTC."""
    lokal = (dt if dt.tzinfo else dt.replace(tzinfo=UTC)).astimezone(_KOEBENHAVN)
    return f"{dato(lokal)} kl. {lokal.hour:02}.{lokal.minute:02}"


def opremsning(items: Sequence[str]) -> str:
    """Return the items as a Danish list: 'a, b og c'."""
    return " og ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def stort(t: str) -> str:
    """Return the text with its first letter as a capital and the rest untouched."""
    return t[:1].upper() + t[1:]


def lille(t: str) -> str:
    """Return the text with a small first letter, to stand inside a sentence."""
    return t[:1].lower() + t[1:]


def sorteringsnoegle(t: str) -> str:
    """Return a key that sorts as a Danish list does: æ, ø, å last, aa as å, case ignored."""
    return t.casefold().replace("aa", "å").translate(_ALFABET)


@lru_cache(maxsize=4096)
def markdown(t: str) -> str:
    """Return the text so that Markdown and Streamlit show it as it was written, marks and all."""
    t = _PIL.sub(lambda pil: _ORDSAMLER.join(pil[0]), t)
    for moenster, erstatning in _UNDVIGELSER:
        t = moenster.sub(erstatning, t)
    return t


def _kroner(oere: int) -> Decimal:
    return Decimal(oere) / 100


def _andel(taeller: Tal, naevner: Tal) -> Decimal:
    return Decimal(str(taeller)) / Decimal(str(naevner))


# The three letters sort after z; accented letters sort with the letter they stand for.
_ALFABET = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "è": "e", "ü": "y"})

# Shortcodes, arrows and addresses are found after the parser has removed backslashes: only an
# invisible joiner keeps them apart. Everything else is told to the parser with a backslash.
_PIL = re.compile(r"(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)")
_UNDVIGELSER = (
    (re.compile(r"(?m)^[ \t]+"), ""),
    (re.compile(r"([\\`*_~$\[\]<>|#])"), r"\\\1"),
    (re.compile(r":(?=[\w+\-/\\]+:|//)"), f":{_ORDSAMLER}"),
    (re.compile(r":(?=[A-Za-z:])"), r"\:"),
    (re.compile(r"(?<=\w)@(?=\w)|\bwww(?=\.)", re.IGNORECASE), rf"\g<0>{_ORDSAMLER}"),
    (re.compile(r"&(?=#?\w+;)"), r"\&"),
    (re.compile(r"(?m)^([-+=])"), r"\\\1"),
    (re.compile(r"(?m)^(\d+)([.)])(?=\s|$)"), r"\1\\\2"),
)
