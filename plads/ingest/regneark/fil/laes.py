"""Turn the bytes of a workbook into typed cells. Runs only in the reading process (see barn)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from python_calamine import CalamineSheet, CalamineWorkbook

from plads.ingest.regneark.fil.detaljer import Detaljer, SheetError, read_details
from plads.ingest.regneark.fil.langproeve import is_readable, long_sheet, sample_details
from plads.ingest.regneark.fil.udseende import Udseende, styles_with_looks
from plads.ingest.regneark.fil.vaerdier import Tekstmaal, cells, looks
from plads.ingest.regneark.grund.ark import UDEN_VAERDI, Ark, Celle, Fejlvaerdi, Projektmappe, Raekke
from plads.ingest.regneark.grund.personer import looks_like_cpr

if TYPE_CHECKING:
    from plads.ingest.regneark.fil.langeark import Langtark


PROCENTFORMATER = ("9", "10")
STILE, TEMA = "xl/styles.xml", "xl/theme/theme1.xml"
# How much text a file may hold on average, for as many cells as it may have.
TEGN_PR_CELLE = 20
# A sheet with fewer bytes is read cell by cell.
LANGT_FRA = 1024 * 1024
# Excel itself takes 31; other programs a little more.
LAENGSTE_ARKNAVN = 100
_UDSTRAEKNING = re.compile(rb"<(\w+:)?dimension\b[^>]*(?:/>|>\s*</(?:\w+:)?dimension\s*>)")

# Where else in a workbook people write, and what we call it.
STEDER = (
    ("docProps/", "filens egenskaber"),
    ("customXml/", "filens egenskaber"),
    ("xl/workbook.xml", "et navngivet område"),
    ("xl/comments", "en kommentar"),
    ("xl/threadedComments/", "en kommentar"),
    ("xl/persons/", "en kommentar"),
    ("xl/drawings/", "en tekstboks"),
    ("xl/charts/", "et diagram"),
    ("xl/tables/", "en tabel"),
    ("xl/pivotCache/", "data bag en pivottabel"),
    ("xl/externalLinks/", "en ekstern forbindelse"),
)


@dataclass(frozen=True)
class _Part:
    """A worksheet as the workbook lists it."""

    navn: str
    skjult: bool
    sti: str


@dataclass(frozen=True)
class _Styles:
    """The cell styles that tell something: those in per cent, and those with a look."""

    procent: frozenset[int]
    udseender: Mapping[str, Udseende]


def read_workbook(content: bytes, most_cells: int, meld: Callable[[int], object] = lambda _: None) -> Projektmappe:
    """Return the cells of a guarded workbook; raise SheetError with what is wrong in Danish."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        styles = _styles(archive)
        parts = _checked(list(_worksheets(archive)))
        lange = {part.navn: lang for part in parts if (lang := _long(archive, part, styles, meld))}
        details = _all_details(archive, parts, lange, styles, most_cells)
        steder = [*_elsewhere(archive), *_headers(details)]
        since_1904 = _counts_from_1904(archive)
        strange = {part.sti for part in parts if details[part.navn].forkert_udstraekning}
        samples = {part.sti: lange[part.navn].sample() for part in parts if part.navn in lange}
        content = _rewritten(content, archive, strange, samples)
    with CalamineWorkbook.from_filelike(BytesIO(content)) as bog:
        tekst = Tekstmaal(TEGN_PR_CELLE * most_cells)
        ark = []
        for part in parts:
            sheet, found = bog.get_sheet_by_name(part.navn), details[part.navn]
            if part.navn in lange:
                ark.append(long_sheet(sheet, part.navn, part.skjult, found, lange[part.navn], tekst))
            else:
                ark.append(_sheet(sheet, part, found, tekst))
    ark = [replace(sheet, fra_1904=True) for sheet in ark] if since_1904 else ark
    return Projektmappe(tuple(ark), tuple(steder))


def _worksheets(archive: zipfile.ZipFile) -> Iterator[_Part]:
    names = set(archive.namelist())
    targets = {
        str(rel.get("Id")): _path(str(rel.get("Target")))
        for rel in _xml(archive, "xl/_rels/workbook.xml.rels")
        if str(rel.get("Type")).endswith("/worksheet")
    }
    for element in _xml(archive, "xl/workbook.xml").iter():
        if _local(element.tag) != "sheet":
            continue
        ref = next((value for key, value in element.attrib.items() if _local(key) == "id"), "")
        if ref in targets and targets[ref] not in names:
            raise SheetError("Et af filens ark mangler.")
        if ref in targets:
            yield _Part(str(element.get("name")), element.get("state", "visible") != "visible", targets[ref])


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Return whether the workbook counts its days from 1904, as Excel for Mac once did."""
    elements = _xml(archive, "xl/workbook.xml").iter()
    return any(_local(e.tag) == "workbookPr" and e.get("date1904") in ("1", "true") for e in elements)


def _checked(parts: list[_Part]) -> list[_Part]:
    """Return the worksheets; raise for lists of them that no spreadsheet program writes."""
    if not parts:
        raise SheetError("Filen har ingen ark med celler.")
    if len({part.sti for part in parts}) < len(parts) or len({part.navn for part in parts}) < len(parts):
        raise SheetError("Filen har det samme ark to gange.")
    if any(len(part.navn) > LAENGSTE_ARKNAVN for part in parts):
        raise SheetError("Et ark har et navn, der er længere, end Excel tillader. Omdøb det.")
    return parts


def _xml(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))  # noqa: S314 the guard has refused every document type


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _styles(archive: zipfile.ZipFile) -> _Styles:
    if STILE not in archive.namelist():
        return _Styles(frozenset(), {})
    root = _xml(archive, STILE)
    return _Styles(_percent_styles(root), styles_with_looks(root, lambda: _theme(archive)))


def _theme(archive: zipfile.ZipFile) -> ET.Element | None:
    return _xml(archive, TEMA) if TEMA in archive.namelist() else None


def _percent_styles(root: ET.Element) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number in per cent."""
    formats = {
        element.get("numFmtId")
        for element in root.iter()
        if _local(element.tag) == "numFmt" and "%" in str(element.get("formatCode"))
    }
    styles = [style for element in root if _local(element.tag) == "cellXfs" for style in element]
    return frozenset(nr for nr, style in enumerate(styles) if style.get("numFmtId") in {*formats, *PROCENTFORMATER})


def _details(archive: zipfile.ZipFile, part: _Part, styles: _Styles, most_cells: int) -> Detaljer:
    with archive.open(part.sti) as file:
        return read_details(file, styles.procent, styles.udseender, most_cells)


def _long(
    archive: zipfile.ZipFile, part: _Part, styles: _Styles, meld: Callable[[int], object]
) -> Langtark | None:
    """Return a long sheet taken apart, when its sample of cells is one that can be read."""
    if archive.getinfo(part.sti).file_size < LANGT_FRA:
        return None
    # Here, for numpy costs more than reading a short file.
    from plads.ingest.regneark.fil.langeark import take_apart

    found = take_apart(archive, part.sti, meld)
    return found if found is not None and is_readable(found, styles) else None


def _all_details(
    archive: zipfile.ZipFile, parts: list[_Part], lange: Mapping[str, Langtark], styles: _Styles, most_cells: int
) -> dict[str, Detaljer]:
    """Return the details of each sheet; of a long one those of its sample, with the count of its own cells."""
    found: dict[str, Detaljer] = {}
    for part in parts:
        if lang := lange.get(part.navn):
            found[part.navn] = sample_details(lang, styles, most_cells)
        else:
            found[part.navn] = _details(archive, part, styles, most_cells)
        if sum(details.antal for details in found.values()) > most_cells:
            raise SheetError("Filens ark har tilsammen for mange celler. Del filen op.")
    return found


def _rewritten(content: bytes, archive: zipfile.ZipFile, strange: set[str], samples: Mapping[str, bytes]) -> bytes:
    """Return a workbook in which some sheets do not say how far they extend, and others are but their sample."""
    if not strange and not samples:
        return content
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as mended:
        for name in archive.namelist():
            data = samples[name] if name in samples else archive.read(name)
            mended.writestr(name, _UDSTRAEKNING.sub(b"", data, count=1) if name in strange | samples.keys() else data)
    return out.getvalue()


def _elsewhere(archive: zipfile.ZipFile) -> Iterator[tuple[str, int]]:
    """Give the places outside cells that look like holding cpr numbers."""
    for name in archive.namelist():
        sted = next((said for start, said in STEDER if name.startswith(start)), None)
        if sted is None or not name.endswith((".xml", ".vml")):
            continue
        tekst = archive.read(name).decode("utf-8", errors="replace")
        pieces = [*re.split(r"<[^>]*>", tekst), *re.findall(r"\b(?:v|name|descr)=\"([^\"]*)\"", tekst)]
        if antal := sum(looks_like_cpr(unescape(piece)) for piece in pieces if len(piece) > 8):
            yield sted, antal


def _headers(details: dict[str, Detaljer]) -> Iterator[tuple[str, int]]:
    for nr, found in enumerate(details.values(), start=1):
        if antal := sum(map(looks_like_cpr, found.tekster)):
            yield f"sidehoved eller sidefod i ark nr. {nr}", antal


def _sheet(sheet: CalamineSheet, part: _Part, found: Detaljer, tekst: Tekstmaal) -> Ark:
    rows: dict[int, dict[int, Celle]] = {}
    for nr, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        row = dict(cells(values))
        tekst.add(sum(len(value) for value in row.values() if isinstance(value, str)))
        if row:
            rows[nr] = row
    unusual = {place: Fejlvaerdi(tekst) for place, tekst in found.fejl.items()}
    for (nr, column), value in {**unusual, **dict.fromkeys(found.uden_vaerdi, UDEN_VAERDI)}.items():
        rows.setdefault(nr, {})[column] = value
    ordered: dict[int, Raekke] = {nr: rows[nr] for nr in sorted(rows)}
    hidden = frozenset(found.skjulte_raekker & rows.keys())
    return Ark(
        part.navn, ordered, part.skjult, hidden, frozenset(found.procent), tuple(found.flettede),
        *looks(found.udseender.items()), skjulte_kolonner=frozenset(found.skjulte_kolonner),
    )  # fmt: skip
