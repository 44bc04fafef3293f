"""The error list: an uploaded workbook built again from its cells, with what was found written beside each row.

The file itself is never opened again. Texts are written as texts, so that no cell can become a formula.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple, Protocol

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.report.arknavne import arknavne
from plads.report.fejlark import FEJL, Arkskriver, Blad, Fremdrift, Fund, Taeller
from plads.report.fejlceller import Celleskriver, Maerke
from plads.report.side import height_of, print_setup
from plads.text import stort

FEJLLISTE = "Fejlliste"
HOVED = ("Grad", "Ark", "Celle", "Besked")
BREDDER = (11, 24, 11, 100)
VEJLEDNING = (
    "Ret cellerne i arkene, gem filen, og indlæs den igen. Felter med fejl er røde, felter med advarsler er gule; "
    "et felt, der selv har en farve, beholder den og får kun en ramme.",
    f"Arket «{FEJLLISTE}» og kolonnen «{FEJL}» bliver ikke læst. De må gerne blive stående.",
)
_ADRESSE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RAEKKE = re.compile(r"række ([1-9]\d{0,6})")
_ARKNUMMER = re.compile(r"ark nr\. ([1-9]\d{0,3})")


class Mappe(Protocol):
    """A workbook."""

    @property
    def ark(self) -> Sequence[Blad]: ...


class Melding(Protocol):
    """Something found: how serious, in which sheet and cell, and what. Sheet and cell may be ''."""

    @property
    def grad(self) -> str: ...
    @property
    def ark(self) -> str: ...
    @property
    def celle(self) -> str: ...
    @property
    def besked(self) -> str: ...


class _Linje(NamedTuple):
    """A line of the first sheet: what was found, and where; the sheet's number is None for the whole file."""

    melding: Melding
    ark: int | None
    raekke: int | None
    kolonne: int | None


def error_list(bog: Mappe, fund: Sequence[Melding], fremdrift: Fremdrift | None = None) -> bytes:
    """Return the workbook with a first sheet that lists what was found, and a column «Fejl» in each sheet.

    `fremdrift` is told how many rows are written, of how many.
    """
    blade = [blad for blad in bog.ark if not _is_own(blad)]
    igen = len(blade) < len(bog.ark)
    linjer = [_placed(melding, blade) for melding in fund]
    navne = arknavne([blad.navn for blad in blade], (FEJLLISTE,), "Ark")
    found = _by_sheet(linjer)
    tael = Taeller(sum(len(blad.raekker) for blad in blade), fremdrift)
    fil = BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True}) as ny:
        skriver = Celleskriver(ny)
        _write_list(ny, linjer, navne)
        for nr, (blad, navn) in enumerate(zip(blade, navne, strict=True)):
            Arkskriver(ny.add_worksheet(navn), skriver, blad, found[nr]).write(tael, igen=igen)
    return fil.getvalue()


def _is_own(blad: Blad) -> bool:
    """Return whether a sheet is the first sheet of an error list that was uploaded again."""
    return blad.navn.startswith(FEJLLISTE) and blad.raekker.get(1, {}).get(1) == FEJLLISTE


def _placed(melding: Melding, blade: Sequence[Blad]) -> _Linje:
    nr = next((nr for nr, blad in enumerate(blade) if blad.navn == melding.ark), None)
    # A sheet whose name may be a person's is «ark nr. 2» in messages.
    if nr is None and (said := _ARKNUMMER.fullmatch(melding.ark)) and int(said[1]) <= len(blade):
        nr = int(said[1]) - 1
    if nr is not None and (found := _ADRESSE.fullmatch(melding.celle)):
        return _Linje(melding, nr, int(found[2]), _number(found[1]))
    if nr is not None and (found := _RAEKKE.fullmatch(melding.celle)):
        return _Linje(melding, nr, int(found[1]), None)
    return _Linje(melding, nr, None, None)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _by_sheet(linjer: Sequence[_Linje]) -> Mapping[int, Fund]:
    found: dict[int, Fund] = defaultdict(Fund)
    for melding, ark, raekke, kolonne in linjer:
        if ark is None or raekke is None:
            continue
        found[ark].beskeder[raekke].append((str(melding.grad), melding.besked))
        if kolonne is not None and (maerke := Maerke.of(str(melding.grad))):
            place = (raekke, kolonne)
            found[ark].maerker[place] = min(maerke, found[ark].maerker.get(place, maerke))
    return found


class _Former(NamedTuple):
    """The formats of the first sheet."""

    titel: Format
    hoved: Format
    tekst: Format
    link: Format


def _write_list(ny: Workbook, linjer: Sequence[_Linje], navne: Sequence[str]) -> None:
    """Write the first sheet: everything found, with a link to its cell."""
    ark = ny.add_worksheet(FEJLLISTE)
    former = _Former(
        ny.add_format({"bold": True, "font_size": 14}),
        ny.add_format({"bold": True, "bottom": 1}),
        ny.add_format({"text_wrap": True, "valign": "top"}),
        ny.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"}),
    )
    ark.write_string(0, 0, FEJLLISTE, former.titel)
    for nr, said in enumerate(VEJLEDNING, start=1):
        ark.write_string(nr, 0, said)
    first = len(VEJLEDNING) + 2
    for c, said in enumerate(HOVED):
        ark.write_string(first, c, said, former.hoved)
    for nr, linje in enumerate(linjer, start=first + 1):
        _write_line(ark, nr, linje, navne, former)
    for c, width in enumerate(BREDDER):
        ark.set_column(c, c, width)
    ark.freeze_panes(first + 1, 0)
    ark.autofilter(first, 0, first + max(len(linjer), 1), len(HOVED) - 1)
    print_setup(ark, first)


def _write_line(ark: Worksheet, nr: int, linje: _Linje, navne: Sequence[str], former: _Former) -> None:
    melding = linje.melding
    navn = melding.ark if linje.ark is None else navne[linje.ark]
    ark.set_row(nr, height_of(melding.besked, BREDDER[3]))
    for c, said in ((0, stort(str(melding.grad))), (1, navn), (2, melding.celle), (3, melding.besked)):
        if said:
            ark.write_string(nr, c, said, former.tekst)
    if linje.ark is None or linje.raekke is None:
        return
    address = melding.celle if linje.kolonne is not None else f"A{linje.raekke}"
    quoted = navn.replace("'", "''")
    ark.write_url(nr, 2, f"internal:'{quoted}'!{address}", former.link, melding.celle)
