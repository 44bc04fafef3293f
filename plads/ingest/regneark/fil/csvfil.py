"""Turn the bytes of a csv file into the cells of one sheet. Runs only in the reading process (see barn).

Every cell is text. The separator is decided by what stands in the file, never by its name; a line that
does not fit the others is refused, because its figures would end up under the wrong headings.
"""

from __future__ import annotations

import csv
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice, zip_longest

from plads.ingest.regneark.fil.detaljer import KOLONNER, RAEKKER, SheetError
from plads.ingest.regneark.fil.linjebredde import GEM, check_widths
from plads.ingest.regneark.fil.tegnsaet import decode
from plads.ingest.regneark.grund.ark import Ark, Projektmappe, Raekke
from plads.ingest.regneark.grund.soejler import SOEJLER_FRA, TOM, Soejle, Soejleraekker

ARK = "csv"
SKILLETEGN = {";": "semikolon", ",": "komma", "\t": "tabulator"}
LAENGSTE_LINJE, LAENGSTE_FELT = 1_000_000, 32_767
FLEST_BYTES = 100 * 1024 * 1024
PROEVE = 1000
# How many records are read before anybody is told how far it is.
STYKKE = 5000
NAESTEN = 0.9
_STYRETEGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LANG_LINJE = re.compile(rf"[^\r\n]{{{LAENGSTE_LINJE + 1}}}")
_SEP = re.compile(r"(?i)\"?sep=(.)\"?\r?(?:\n|$)")
# A comma between two digits or before a space belongs to a number or a sentence.
_SKILLENDE_KOMMA = re.compile(r"(?<!\d),(?! )|,(?![ \d])")
_SOM_TEKST = re.compile(r'="([^"]*)"')


class _Plads(dict[str, int]):
    """The places of a column's texts: looking one up gives its place, -1 for blanks, and adds what is new."""

    def __init__(self, soejle: Soejle) -> None:
        super().__init__()
        self._vaerdier = soejle.vaerdier

    def __missing__(self, tekst: str) -> int:
        place = TOM
        if tekst.strip():
            place = len(self._vaerdier)
            self._vaerdier.append(_plain(tekst))
        self[tekst] = place
        return place


@dataclass
class _Samling:
    """The records read so far: the physical line each begins on, its number of fields, and its cells in columns."""

    linjer: list[int] = field(default_factory=list)
    felter: list[int] = field(default_factory=list)
    soejler: list[Soejle] = field(default_factory=list)
    pladser: list[_Plads] = field(default_factory=list)
    celler: int = 0

    def add(self, records: list[list[str]], linjer: list[int]) -> None:
        """Keep some more records."""
        self.felter += map(len, records)
        width = max(map(len, records), default=0)
        while len(self.soejler) < width:
            soejle = Soejle(koder=array("i", [TOM]) * len(self.linjer))
            self.soejler.append(soejle)
            self.pladser.append(_Plads(soejle))
        for soejle, plads, column in zip(
            self.soejler, self.pladser, zip_longest(*records, fillvalue=""), strict=False
        ):
            koder = array("i", map(plads.__getitem__, column))
            soejle.koder += koder
            self.celler += len(koder) - koder.count(TOM)
        self.linjer += linjer
        for soejle in self.soejler[width:]:
            soejle.koder += array("i", [TOM]) * len(records)

    def filled(self) -> list[int]:
        """Return the places of the records that hold anything."""
        empty: Sequence[int] = range(len(self.linjer))
        for soejle in reversed(self.soejler):
            empty = [place for place in empty if soejle.koder[place] == TOM]
            if not empty:
                return list(range(len(self.linjer)))
        return sorted(set(range(len(self.linjer))) - set(empty))

    def used(self) -> int:
        """Return the last column in which any record holds anything."""
        return max((c for c, soejle in enumerate(self.soejler, start=1) if soejle.vaerdier), default=0)

    def last(self, place: int) -> int:
        """Return the last column in which a record holds anything, 0 for none."""
        return next((c for c in range(len(self.soejler), 0, -1) if self.soejler[c - 1].koder[place] != TOM), 0)

    def texts(self, place: int) -> list[str]:
        """Return what a record holds."""
        return [str(s.vaerdier[kode]) for s in self.soejler if (kode := s.koder[place]) != TOM]

    def codes(self, column: int) -> array[int]:
        """Return for each record which value it has in a column, below 0 for none."""
        return self.soejler[column - 1].koder

    def rows(self, filled: list[int]) -> Mapping[int, Raekke]:
        """Return the records that hold anything, under their numbers; a record is a row, however many lines it has."""
        if len(filled) < len(self.linjer):
            for soejle in self.soejler:
                soejle.koder = array("i", map(soejle.koder.__getitem__, filled))
        used = {c: soejle for c, soejle in enumerate(self.soejler, start=1) if soejle.vaerdier}
        found = Soejleraekker(array("i", (place + 1 for place in filled)), used)
        return found if self.celler >= SOEJLER_FRA else dict(found.items())


def read_csv(content: bytes, most_cells: int, meld: Callable[[int], object] = lambda _: None) -> Projektmappe:
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
    found = _records(tekst, hint[1] if hint else separator(tekst), first, most_cells, meld)
    filled = found.filled()
    korte = check_widths(found, filled)
    return Projektmappe((Ark(ARK, found.rows(filled), korte=korte),))


def _check_text(tekst: str) -> None:
    """Raise for what no list of figures holds: NULs, control characters, a line without an end."""
    # The letters of a text are few, and found faster than where they stand.
    if any(map(_STYRETEGN.match, set(tekst))) and (found := _STYRETEGN.search(tekst)):
        nr = tekst.count("\n", 0, found.start()) + 1
        kind = "et nul-tegn" if found[0] == "\0" else "et styretegn"
        raise SheetError(f"Linje {nr} indeholder {kind}, som en csv-fil ikke har. Hent filen igen. {GEM}")
    if (begins := _endless(tekst)) is not None:
        nr = tekst.count("\n", 0, begins) + 1
        raise SheetError(f"Linje {nr} er over en million tegn lang. Filen mangler vist linjeskift. {GEM}")


def _endless(tekst: str) -> int | None:
    """Return where a line of over a million letters begins, or None. Such a line fills some half million alone."""
    half = LAENGSTE_LINJE // 2
    for start in range(0, len(tekst), half):
        if tekst.find("\n", start, start + half) < 0 and tekst.find("\r", start, start + half) < 0:
            begins = max(tekst.rfind("\n", 0, start), tekst.rfind("\r", 0, start)) + 1
            if (found := _LANG_LINJE.match(tekst, begins)) is not None:
                return found.start()
    return None


def _physical(tekst: str) -> Iterator[str]:
    # Some at a time: a list of all lines would take as much room again as the text.
    start = 0
    while start < len(tekst):
        end = tekst.find("\n", start + LAENGSTE_LINJE) + 1 or len(tekst)
        yield from StringIO(tekst[start:end], newline="")
        start = end


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


def _records(
    tekst: str, skille: str, first: int, most_cells: int, meld: Callable[[int], object]
) -> _Samling:
    """Return the records of the file; raise SheetError for one that cannot be read or held."""
    reader = csv.reader(_physical(tekst), delimiter=skille, strict=True)
    found, begins, error = _Samling(), first, None
    while error is None:
        records, linjer = [], []
        try:
            for row in islice(reader, STYKKE):
                records.append(row)
                linjer.append(begins)
                begins = first + reader.line_num
        except csv.Error as said:
            error = said
        if not records:
            break
        _check_columns(records, linjer)
        found.add(records, linjer)
        if found.celler > most_cells or len(found.linjer) > RAEKKER:
            raise SheetError("Filen har for mange celler. Del den op, og prøv igen.")
        meld(len(found.linjer))
    if error is not None:
        raise SheetError(_quoted(str(error), begins)) from error
    return found


def _check_columns(records: list[list[str]], linjer: list[int]) -> None:
    """Raise for a record with anything beyond Excel's last column."""
    for row, linje in zip(records, linjer, strict=True):
        if len(row) > KOLONNER and any(map(str.strip, row[KOLONNER:])):
            raise SheetError(f"Linje {linje} har flere end 16.384 kolonner. Slet dem, der ikke bruges. {GEM}")


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
