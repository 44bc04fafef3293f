"""What the value reader leaves out of a sheet: errors, formulas never worked out, per cent, hidden rows, merges, looks.

One pass over the sheet's XML that keeps only the unusual. It also counts where values really stand, so
that a sheet too large to hold is refused before anybody tries to hold it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from plads.ingest.regneark.fil.udseende import Udseende
from plads.ingest.regneark.grund.ark import FLEST_OVERSKRIFTER

RAEKKER, KOLONNER = 1_048_576, 16_384
# How many cells are kept by their looks: readers that need them read small tables.
FLEST_UDSEENDER = 20_000
FOR_STORT = "Arket er for stort. Del det op, eller slet celler langt uden for tabellen."
_ADRESSE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_OMRAADE = re.compile(r"[A-Za-z]{1,3}[1-9]\d{0,6}(?::[A-Za-z]{1,3}[1-9]\d{0,6})?")
_UDEN_TAL = ("s", "str", "inlineStr", "b", "e", "d")


class SheetError(ValueError):
    """What makes a sheet unreadable, in Danish."""


@dataclass
class Detaljer:
    """The unusual cells of one sheet by (row, column), and the extent of those with values."""

    fejl: dict[tuple[int, int], str] = field(default_factory=dict)
    uden_vaerdi: set[tuple[int, int]] = field(default_factory=set)
    procent: set[tuple[int, int]] = field(default_factory=set)
    skjulte_raekker: set[int] = field(default_factory=set)
    skjulte_kolonner: set[int] = field(default_factory=set)
    flettede: list[tuple[int, int, int, int]] = field(default_factory=list)
    udseender: dict[tuple[int, int], Udseende] = field(default_factory=dict)
    tekster: list[str] = field(default_factory=list)
    sidste_raekke: int = 0
    sidste_kolonne: int = 0
    antal: int = 0
    # All cells there are, also those without a value.
    celler: int = 0
    # The sheet says of its own extent what nobody can read; the value reader would give up on it.
    forkert_udstraekning: bool = False


def address(ref: str) -> tuple[int, int]:
    """Return (row, column) of an address such as 'C17'; raise SheetError for one that is outside a sheet."""
    fundet = _ADRESSE.fullmatch(ref)
    column = 0
    for letter in fundet[1].upper() if fundet else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    if fundet is None or int(fundet[2]) > RAEKKER or column > KOLONNER:
        raise SheetError("En celle har en adresse, der ikke findes i Excel.")
    return int(fundet[2]), column


class _Pass:
    """The handlers of one pass; the state is where in the sheet it is."""

    def __init__(
        self, percent_styles: frozenset[int], looks: Mapping[str, Udseende], most_cells: int, most_looks: int
    ) -> None:
        self.found = Detaljer()
        self._percent, self._looks, self._most, self._most_looks = percent_styles, looks, most_cells, most_looks
        self._row = self._column = 0
        self._place = (0, 0)
        self._kind = self._style = ""
        self._in, self._has_value, self._is_formula, self._hidden = "", False, False, False
        self._parts: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note what an element begins."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name == "row":
            self._begin_row(attributes)
        elif name in ("v", "t"):
            self._in = name
        elif name == "f":
            self._is_formula = True
        elif name == "dimension":
            self.found.forkert_udstraekning = not _OMRAADE.fullmatch(attributes.get("ref", ""))
        elif name in ("col", "mergeCell"):
            self._note_area(name, attributes)
        elif name.endswith(("Header", "Footer")):
            self._in = "tekst"

    def _begin_row(self, attributes: dict[str, str]) -> None:
        row = attributes.get("r", str(self._row + 1))
        if not row.isascii() or not row.isdigit() or not 1 <= int(row) <= RAEKKER:
            raise SheetError("En række har et nummer, der ikke findes i Excel.")
        if int(row) <= self._row:
            raise SheetError("Rækkerne står ikke i orden.")
        self._row, self._column = int(row), 0
        self._hidden = attributes.get("hidden") in ("1", "true")

    def _note_area(self, name: str, attributes: dict[str, str]) -> None:
        if name == "col":
            self._hide_columns(attributes)
        else:
            self._merge(attributes.get("ref", ""))

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        plain = all(said.isascii() and said.isdigit() and len(said) <= 5 for said in (first, last))
        if plain and attributes.get("hidden") in ("1", "true"):
            # A sheet may say that all its columns beyond the table are hidden.
            self.found.skjulte_kolonner.update(range(max(int(first), 1), min(int(last), FLEST_OVERSKRIFTER) + 1))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._place = address(attributes["r"]) if "r" in attributes else (self._row, self._column + 1)
        if self._place[0] != self._row or self._place[1] <= self._column:
            raise SheetError("Cellerne står ikke i orden.")
        self._column = self._place[1]
        self.found.celler += 1
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._has_value = self._is_formula = False
        if self._style in self._looks and len(self.found.udseender) < self._most_looks:
            self.found.udseender[self._place] = self._looks[self._style]

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        if last and len(self.found.flettede) < 1000:
            self.found.flettede.append((*address(first), *address(last)))

    def text(self, data: str) -> None:
        """Note the text of a value or a header."""
        if self._in == "tekst":
            self.found.tekster.append(data)
        elif self._in:
            self._has_value = True
            if self._kind == "e":
                self._parts.append(data)

    def end(self, name: str) -> None:
        """Note what an element has held."""
        name = name.rpartition(":")[2]
        if name == "c":
            self._end_cell()
        elif name in ("v", "t") or self._in == "tekst":
            self._in = ""

    def _end_cell(self) -> None:
        found, place = self.found, self._place
        if self._is_formula and not self._has_value and self._kind != "str":
            found.uden_vaerdi.add(place)
        if not (self._has_value or place in found.uden_vaerdi):
            return
        found.antal += 1
        found.sidste_raekke, found.sidste_kolonne = place[0], max(found.sidste_kolonne, place[1])
        if found.antal > self._most or found.sidste_raekke * found.sidste_kolonne > 8 * self._most:
            raise SheetError(FOR_STORT)
        if self._hidden:
            found.skjulte_raekker.add(place[0])
        if self._kind == "e":
            found.fejl[place] = "".join(self._parts)
            self._parts.clear()
        elif self._kind not in _UDEN_TAL and self._style.isdigit() and int(self._style) in self._percent:
            found.procent.add(place)


def read_details(
    file: IO[bytes],
    percent_styles: frozenset[int],
    looks: Mapping[str, Udseende],
    most_cells: int,
    most_looks: int = FLEST_UDSEENDER,
) -> Detaljer:
    """Return the unusual cells of a sheet; raise SheetError when it cannot be trusted or held."""
    parser = expat.ParserCreate()
    walk = _Pass(percent_styles, looks, most_cells, most_looks)
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.ParseFile(file)
    except expat.ExpatError as error:
        raise SheetError("Arket er beskadiget.") from error
    return walk.found
