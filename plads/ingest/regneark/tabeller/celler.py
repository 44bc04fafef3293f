"""What one cell says: counts, amounts, shares, months and texts. Nothing is guessed; what is unclear is refused.

Each reader returns the value or raises CellError with a Danish sentence that quotes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from plads.ingest.regneark.grund.ark import UDEN_VAERDI, Celle, Fejlvaerdi
from plads.ingest.regneark.grund.stavning import noegle
from plads.text import MAANEDER, afrund
from plads.tilstand import Tilstand

RET = "Ret cellen, og indlæs filen igen."
# A share without a sign for per cent: 0,055 is 5,5 %, but 0,55 may be 55 % and may be 0,55 %.
STOERSTE_BROEK = Decimal("0.2")
STOERSTE_ANTAL = 2_000_000_000
# In øre: what a store can hold, and can add up many of.
STOERSTE_BELOEB = 10**17
_HELTAL = re.compile(r"[+-]?\d{1,12}")
_TUSINDER = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_TAL = re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:[. ]\d{3})+|\d+)(?:,\d+)?")
_KLAMMER = re.compile(r"\( ?(\d[\d., ]*) ?\)")
_SKJULT = re.compile(r"(?:<|under|færre end) ?\d{1,2}|[*•]|1-[2-9]|0-[1-9]")
_FAA_CIFRE = re.compile(r"[0-9]{1,6}")
_AARMAANED = re.compile(r"((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])")
_MAANEDAAR = re.compile(r"([a-zæøå]{3,9})\.?(?:[ -]((?:19|20)?\d\d))?")


Brugbar: TypeAlias = str | int | float | bool | date | datetime


class CellError(ValueError):
    """What is wrong with a cell, in Danish and without its content."""


@dataclass(frozen=True)
class Antal:
    """A count and its state. `som_tekst` says that the number stood as text."""

    antal: int | None
    tilstand: Tilstand
    som_tekst: bool = False


def usable(value: Celle | None) -> Brugbar | None:
    """Return a cell's value; raise for one that Excel itself could not work out."""
    if value == UDEN_VAERDI:
        raise CellError("cellen er en formel uden gemt værdi. Åbn filen i Excel, gem den, og indlæs den igen")
    if isinstance(value, Fejlvaerdi):
        raise CellError(f"cellen viser fejlen {value.tekst}. {RET}")
    return value


def text(cell: Celle | None) -> str:
    """Return a cell as text without spaces at its ends; '' for an empty one."""
    value = usable(cell)
    if value is None:
        return ""
    if isinstance(value, bool | date):
        raise CellError(f"cellen skal være en tekst, men er {_kind(value)}. {RET}")
    return " ".join(str(value).split())


def code(cell: Celle | None, most: int) -> str:
    """Return a number that is a name, such as an account or a voucher."""
    said = text(cell)
    if not said:
        raise CellError(f"cellen er tom. {RET}")
    if isinstance(cell, float) or len(said) > most:
        raise CellError(f"nummeret kan ikke læses. Gem kolonnen som tekst. {RET}")
    return said


def count(cell: Celle | None) -> Antal:
    """Return a count: 0 is nul, empty is ikke_rapporteret, a figure its source hides is diskretioneret."""
    value = usable(cell)
    if value is None:
        return Antal(None, Tilstand.IKKE_RAPPORTERET)
    if isinstance(value, str):
        return _count_text(noegle(value))
    if isinstance(value, bool | date):
        raise CellError(f"værdien er {_kind(value)}, ikke et antal. {RET}")
    if isinstance(value, float):
        raise CellError(f"værdien er ikke et helt antal. {RET}")
    return _counted(value)


def _count_text(tekst: str) -> Antal:
    if not tekst.strip("-"):
        raise CellError(f"cellen har en streg. Skriv 0, hvis der ingen var, og ellers intet. {RET}")
    if _SKJULT.fullmatch(tekst):
        return Antal(None, Tilstand.DISKRETIONERET)
    if _TUSINDER.fullmatch(tekst):
        raise CellError(f"tallet er tekst med punktum eller komma og kan læses på to måder. Skriv det som tal. {RET}")
    if not _HELTAL.fullmatch(tekst):
        raise CellError(f"værdien er ikke et helt antal. {RET}")
    return _counted(int(tekst), som_tekst=True)


def _counted(antal: int, *, som_tekst: bool = False) -> Antal:
    if antal < 0:
        raise CellError(f"antallet er under 0. {RET}")
    if antal > STOERSTE_ANTAL:
        raise CellError(f"antallet er for stort. {RET}")
    return Antal(antal, Tilstand.OPLYST if antal else Tilstand.NUL, som_tekst)


def decimal(cell: Celle | None) -> Decimal | None:
    """Return a number with decimals, also from text such as '62,4', '12.345,67', '1.234,56-' and 'kr. 500'."""
    value = usable(cell)
    if value is None:
        return None
    if isinstance(value, bool | date):
        raise CellError(f"værdien er {_kind(value)}, ikke et tal. {RET}")
    if isinstance(value, str):
        return _decimal_text(noegle(value))
    return Decimal(str(value))


def _decimal_text(tekst: str) -> Decimal:
    minus = tekst.startswith(("-kr", "- kr"))
    tekst = tekst[1:].strip() if minus else tekst
    tekst = tekst.removeprefix("kr.").removesuffix("kr.").removesuffix("kr").strip()
    if minus and tekst[:1].isdigit():
        tekst = f"-{tekst}"
    tekst = without_brackets(tekst)
    if tekst.endswith("-"):
        tekst = f"-{tekst[:-1].strip()}"
    if not _TAL.fullmatch(tekst):
        raise CellError(f"værdien er ikke et tal, som vi kan læse (fx 12.345,67). {RET}")
    return Decimal(tekst.replace(".", "").replace(" ", "").replace(",", "."))


def without_brackets(tekst: str) -> str:
    """Return an amount in brackets as accounts write one below 0, with a minus: '(40,00)' is '-40,00'."""
    found = _KLAMMER.fullmatch(tekst)
    return f"-{found[1]}" if found else tekst


def oere(cell: Celle | None) -> int | None:
    """Return an amount in kr. as whole øre; what a computer's fractions added is taken away."""
    kroner = decimal(cell)
    if kroner is None:
        return None
    if not kroner.is_finite() or abs(kroner) * 100 > STOERSTE_BELOEB:
        raise CellError(f"beløbet er for stort. {RET}")
    amount = afrund(kroner * 100)
    if abs(kroner * 100 - amount) > Decimal("0.001"):
        raise CellError(f"beløbet har mere end to decimaler. {RET}")
    return int(amount)


def share(cell: Celle | None, *, i_procent: bool) -> Decimal | None:
    """Return a share between 0 and 1 from a cell shown in per cent, or from text such as '5,6 %'."""
    value = usable(cell)
    if isinstance(value, str):
        tekst = noegle(value).removesuffix("pct.").removesuffix("pct").removesuffix("%")
        if tekst == noegle(value):
            raise CellError(f"andelen mangler procenttegn. Skriv fx 5,6 %. {RET}")
        number = _decimal_text(tekst.strip()) / 100
    elif (found := decimal(value)) is None:
        return None
    elif i_procent or found <= STOERSTE_BROEK:
        number = found
    else:
        raise CellError(f"andelen skal vises med procentformat eller skrives som fx 5,6 %. {RET}")
    if not 0 <= number <= 1:
        raise CellError(f"andelen skal ligge mellem 0 og 100 procent. {RET}")
    return number


def whole(tekst: str) -> int | None:
    """Return the number that a text of at most six digits is; Python itself refuses to read very long ones."""
    return int(tekst) if _FAA_CIFRE.fullmatch(tekst) else None


def year(cell: Celle | None) -> int:
    """Return a calendar year."""
    found = whole(text(cell))
    if found is None or not 2000 <= found <= 2100:
        raise CellError(f"året kan ikke læses. Skriv det med fire cifre, fx 2020. {RET}")
    return found


def month(cell: Celle | None, aar: int | None) -> int:
    """Return a month as ÅÅÅÅMM from 3, 'mar', 'marts 2020', 202003, '2020-03' or a date; `aar` is the row's year."""
    value = usable(cell)
    if isinstance(value, date | datetime):
        return _joined(value.year, value.month, aar)
    tekst = noegle(text(value))
    if found := _AARMAANED.fullmatch(tekst):
        return _joined(int(found[1]), int(found[2]), aar)
    if (nr := whole(tekst)) and nr <= 12:
        return _joined(None, nr, aar)
    if (found := _MAANEDAAR.fullmatch(tekst)) and (nr := month_number(found[1])):
        return _joined(int(found[2][-2:]) + 2000 if found[2] else None, nr, aar)
    raise CellError(f"måneden kan ikke læses. Skriv den som 1–12 eller fx 2020-03. {RET}")


def month_number(ord_: str) -> int | None:
    """Return the number of a month from its name or the first three letters of it."""
    ord_ = noegle(ord_).rstrip(".")
    hits = [nr for nr, navn in enumerate(MAANEDER, start=1) if ord_ in (navn, navn[:3]) or (ord_, nr) == ("sept", 9)]
    return hits[0] if hits else None


def _joined(skrevet: int | None, nr: int, aar: int | None) -> int:
    if skrevet is None and aar is None:
        raise CellError(f"måneden har intet år. Tilføj kolonnen «År», eller skriv fx 2020-03. {RET}")
    if skrevet is not None and aar is not None and skrevet != aar:
        raise CellError(f"måneden ligger i et andet år end kolonnen «År». {RET}")
    return (skrevet or aar or 0) * 100 + nr


def _kind(value: bool | date) -> str:
    return "sand/falsk" if isinstance(value, bool) else "en dato"
