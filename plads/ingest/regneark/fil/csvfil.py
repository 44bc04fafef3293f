"""Turn the bytes of a csv file into the cells of one sheet. Runs only in the reading process (see barn).

Every cell is text. The separator is decided by what stands in the file, never by its name; a line that
does not fit the others is refused, because its figures would end up under the wrong headings.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plads.ingest.regneark.fil.detaljer import KOLONNER, RAEKKER, SheetError
from plads.ingest.regneark.fil.tegnsaet import decode
from plads.ingest.regneark.grund.ark import Ark, Celle, Projektmappe, Raekke

ARK = "csv"
SKILLETEGN = {";": "semikolon", ",": "komma", "\t": "tabulator"}
LAENGSTE_LINJE, LAENGSTE_FELT = 1_000_000, 32_767
FLEST_BYTES = 100 * 1024 * 1024
PROEVE = 1000
NAESTEN = 0.9
GEM = "Gem filen som .xlsx i Excel, og prøv igen."
_STYRETEGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINJE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LANG_LINJE = re.compile(rf"[^\r\n]{{{LAENGSTE_LINJE + 1}}}")
_SEP = re.compile(r"(?i)\"?sep=(.)\"?\r?(?:\n|$)")
# A comma between two digits or before a space belongs to a number or a sentence.
_SKILLENDE_KOMMA = re.compile(r"(?<!\d),(?! )|,(?![ \d])")
_SOM_TEKST = re.compile(r'="([^"]*)"')


class _Linje(NamedTuple):
    """A record: the physical line it begins on, its number of fields, the last field with content, its cells."""

    linje: int
    felter: int
    sidste: int
    celler: dict[int, Celle]


def read_csv(content: bytes, most_cells: int) -> Projektmappe:
    """Return the one sheet of a csv file; raise SheetError with what is wrong in Danish."""
    if len(content) > FLEST_BYTES:
        raise SheetError(f"Csv-filen er over {FLEST_BYTES // 1024 // 1024} MB. Del den op, og prøv igen.")
    tekst = decode(content).rstrip("\x1a")
    if not tekst.strip():
        raise SheetError("Filen er tom.")
    _check_text(tekst)
    hint = _SEP.match(tekst)
    tekst = tekst[hint.end() :] if hint else tekst
    first = 1 + bool(hint)
    csv.field_size_limit(LAENGSTE_FELT)
    lines = list(_records(tekst, hint[1] if hint else separator(tekst), first, most_cells))
    _check_widths([line for line in lines if line.celler])
    rows: dict[int, Raekke] = {nr: line.celler for nr, line in enumerate(lines, start=1) if line.celler}
    return Projektmappe((Ark(ARK, rows),))


def _check_text(tekst: str) -> None:
    """Raise for what no list of figures holds: NULs, control characters, a line without an end."""
    if found := _STYRETEGN.search(tekst):
        nr = tekst.count("\n", 0, found.start()) + 1
        kind = "et nul-tegn" if found[0] == "\0" else "et styretegn"
        raise SheetError(f"Linje {nr} indeholder {kind}, som en csv-fil ikke har. Hent filen igen. {GEM}")
    if found := _LANG_LINJE.search(tekst):
        nr = tekst.count("\n", 0, found.start()) + 1
        raise SheetError(f"Linje {nr} er over en million tegn lang. Filen mangler vist linjeskift. {GEM}")


def _physical(tekst: str) -> Iterator[str]:
    # One by one: a list of all lines would take as much room again as the text.
    return (found[0] for found in _LINJE.finditer(tekst))


def separator(tekst: str) -> str:
    """Return what separates the columns: what gives the most lines the same number of fields."""
    covered = {skille: _covered(tekst, skille) for skille in SKILLETEGN}
    best = max(covered.values())
    if not best:
        raise SheetError(f"Vi kan ikke se, hvad der adskiller kolonnerne. Brug semikolon, komma eller tabulator. {GEM}")
    rivals = [skille for skille, lines in covered.items() if lines >= NAESTEN * best]
    if len(rivals) > 1:
        rivals = [skille for skille in rivals if skille != "," or _separates(tekst)] or rivals
    if len(rivals) > 1:
        rivals = [skille for skille in rivals if f'"{skille}' in tekst or f'{skille}"' in tekst] or rivals
    if len(rivals) > 1:
        names = " og ".join(SKILLETEGN[skille] for skille in rivals)
        raise SheetError(f"Både {names} kan adskille kolonnerne, og vi kan ikke se hvilket. {GEM}")
    return rivals[0]


def _covered(tekst: str, skille: str) -> int:
    """Return how many of the first lines have the number of fields that most lines have."""
    counts: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(_physical(tekst), delimiter=skille), PROEVE):
            if len(row) > 1 and any(map(str.strip, row)):
                counts[len(row)] += 1
    except csv.Error:
        pass
    return max(counts.values(), default=0)


def _separates(tekst: str) -> bool:
    """Return whether any comma can be more than part of a number or a sentence."""
    return any(_SKILLENDE_KOMMA.search(line) for line in islice(_physical(tekst), PROEVE))


def _records(tekst: str, skille: str, first: int, most_cells: int) -> Iterator[_Linje]:
    """Give the records of the file; raise SheetError for one that cannot be read or held."""
    reader = csv.reader(_physical(tekst), delimiter=skille, strict=True)
    total, records, begins = 0, 0, first
    known: dict[str, str] = {}
    try:
        for row in reader:
            records += 1
            filled = ((c, value) for c, value in enumerate(row, start=1) if value.strip())
            cells: dict[int, Celle] = {c: _plain(known.setdefault(value, value)) for c, value in filled}
            total += len(cells)
            if max(cells, default=0) > KOLONNER:
                raise SheetError(f"Linje {begins} har flere end 16.384 kolonner. Slet dem, der ikke bruges. {GEM}")
            if total > most_cells or records > RAEKKER:
                raise SheetError("Filen har for mange celler. Del den op, og prøv igen.")
            yield _Linje(begins, len(row), max(cells, default=0), cells)
            begins = first + reader.line_num
    except csv.Error as error:
        raise SheetError(_quoted(str(error), begins)) from error


def _quoted(error: str, linje: int) -> str:
    """Return what is wrong with a record, by what the csv reader says of it."""
    if "expected after" in error:
        return f"Linje {linje}: et citationstegn (\") står midt i et felt. Slet det, eller skriv det to gange. {GEM}"
    if "field limit" in error:
        return f"Linje {linje}: et felt er over 32.767 tegn. Der mangler vist et afsluttende citationstegn (\"). {GEM}"
    return f"Linje {linje}: et citationstegn (\") begynder et felt og bliver ikke lukket. Ret det. {GEM}"


def _plain(value: str) -> str:
    """Return a field without the formula that some systems wrap a number in to keep it as text."""
    return found[1] if (found := _SOM_TEKST.fullmatch(value.strip())) else value


def _check_widths(lines: list[_Linje]) -> None:
    """Raise for a line whose fields do not fit the headings, e.g. a separator inside an unquoted text."""
    counts = Counter(line.felter for line in lines if line.felter > 1)
    if not counts:
        return
    usual = max(counts, key=lambda felter: (counts[felter], felter))
    start = next(nr for nr, line in enumerate(lines) if line.felter >= usual)
    width = max(usual, lines[start].felter)
    why = "Står der et skilletegn i en tekst eller et tal uden citationstegn?"
    if start and _is_heading(before := lines[start - 1], usual):
        besked = f"Overskriften i linje {before.linje} har {before.felter} felter, men linje {lines[start].linje} har"
        raise SheetError(f"{besked} {lines[start].felter}. {why} {GEM}")
    if long := next((line for line in lines if line.sidste > width), None):
        raise SheetError(f"Linje {long.linje} har {long.sidste} felter, men tabellen har {width}. {why} {GEM}")


def _is_heading(line: _Linje, usual: int) -> bool:
    """Return whether a line shorter than the table below it reads as that table's headings."""
    texts = [str(value) for value in line.celler.values()]
    return len(texts) > usual / 2 and len(texts) > 1 and not any(text.strip()[:1].isdigit() for text in texts)
