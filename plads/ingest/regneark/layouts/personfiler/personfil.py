"""What readers of files with personal data share. No cell's content is ever in a message here, nor in an exception."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.arknavne import without_names
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kontrolsum import small
from plads.ingest.regneark.tabeller.celler import RET, CellError, text, usable
from plads.ingest.regneark.tabeller.langtabel import is_total_word
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, choose

INTET_GEMT = "Filen indeholder personoplysninger. De er kun brugt til at tælle med. Kun antallene kan gemmes."
CPR_CIFRE = 10
_LAENGST = 80
_SUMORD = re.compile(r"(?:.* )?(?:antal|total|resultat|sum|i alt)|antal (?:sager|elever|børn|rækker|indstillinger)")
_SKJULT = re.compile(r"[*#?•_]|x{2,}|x$")
# Six or eight digits, filled up with zeros: the day a child was born, which others were too.
_FOEDSELSDAG = re.compile(r"0000(?:[0-2]\d|3[01])(?:0\d|1[0-2])\d\d|00(?:[0-2]\d|3[01])(?:0\d|1[0-2])(?:19|20)\d\d")
_JA = frozenset(("j", "ja", "x", "1", "sand", "true", "yes", "y", "✓", "✔"))
_KRYDSER = frozenset(("x", "✓", "✔"))
_NEJ = frozenset(("n", "nej", "0", "-", "falsk", "false", "no"))


@dataclass(frozen=True)
class Fundet:
    """The table of a workbook, whose sheet bears the name it has in messages; `arknavn` is its own."""

    tabel: Tabel
    arknavn: str = field(repr=False)


def find_table(anmodning: Anmodning, kolonner: Sequence[Kolonne], udbytte: Udbytte) -> Fundet | None:
    """Return the one table of a workbook with personal data, or None with the problems noted."""
    bog = without_names(anmodning.bog)
    tabel = choose(bog, kolonner, udbytte, diskret=True)
    if tabel is None:
        return None
    udbytte.inform(tabel.ark.navn, "", INTET_GEMT)
    own = next(own for own, spoken in zip(anmodning.bog.ark, bog.ark, strict=True) if spoken is tabel.ark)
    return Fundet(tabel, own.navn)


def yes(cell: Celle | None) -> bool | None:
    """Return whether a cell says yes or no; None for nothing."""
    value = usable(cell)
    if value is None or isinstance(value, bool):
        return value
    said = noegle(text(value)).rstrip(".") if not isinstance(value, date) else ""
    if said not in _JA | _NEJ:
        raise CellError(f"skriv Ja eller Nej. {RET}")
    return said in _JA


def is_ticked(tabel: Tabel, navn: str) -> bool:
    """Return whether a column of yes and no holds ticks only, so that an empty cell of it says no."""
    cells = list(tabel.below(tabel.kolonner[navn]))
    texts = {noegle(value) for value in cells if isinstance(value, str)}
    return bool(texts) and texts <= _KRYDSER and not any(isinstance(value, bool) or value in (0, 1) for value in cells)


def is_sum(linje: Linje, noter: str) -> bool:
    """Return whether a row has a word for a sum and nothing but counts beside it, so that it can be nobody's.

    Excel calls the sums it puts between rows «Egeskolen Antal»; under remarks such a word says nothing of a row.
    """
    note = linje.tabel.kolonner.get(noter)
    words = {c for c, value in linje.celler.items() if isinstance(value, str) and c != note and _says_sum(value)}
    return bool(words) and all(c in words or small(value) is not None for c, value in linje.celler.items())


def _says_sum(value: str) -> bool:
    return is_total_word(value) or (len(value) <= _LAENGST and _SUMORD.fullmatch(noegle(value)) is not None)


def skip_sum(linje: Linje, hvad: str) -> None:
    """Leave out a row that adds up others of a part only."""
    linje.udbytte.sprunget_over += 1
    besked = f"Rækken er en sum og er ikke læst som {hvad}."
    linje.udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), besked)


def number(cell: Celle | None) -> str:
    """Return the number a child goes by in the one spelling in which it is compared."""
    said = re.sub(r"[\s./-]", "", noegle(str(cell))) if cell is not None else ""
    return said.zfill(CPR_CIFRE) if said.isascii() and said.isdigit() else said


def own_number(cell: Celle | None) -> str | None:
    """Return a number that is one child's alone; None for none, one that is masked, and a date of birth."""
    said = number(cell)
    if isinstance(cell, date) or not any(map(str.isdigit, said)) or _SKJULT.search(said):
        return None
    return None if _FOEDSELSDAG.fullmatch(said) or not said.strip("0") else said
