"""The guard at the door: what a file is, judged from its bytes before anything in it is opened.

It trusts no header. Every part is unpacked piece by piece and counted, and nothing of it is kept.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from plads.ingest.regneark.fil.formater import GEM_SOM, KODE, is_zip, refused_text, refused_zip

MB = 1024 * 1024
ULAESELIG = f"Vi kunne ikke læse filen. {GEM_SOM}"
OEDELAGT = f"Filen er beskadiget eller kun hentet halvt. Hent den igen, eller åbn den i Excel. {GEM_SOM}"
UFARLIGE_METODER = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
NOEDVENDIGE = {"[Content_Types].xml", "xl/workbook.xml"}
LOKALT_HOVED = 30
STYKKE = 65536
# How the reading process says that it ran out of memory.
FOR_TUNG = 3
# Drawings may be SVG with a document type, and a Mac's printer settings have one; nothing here opens them.
UAABNET = tuple(f"{mappe}/{navn}/" for mappe in ("xl", "ppt") for navn in ("media", "printerSettings"))


@dataclass(frozen=True)
class Graenser:
    """How large a workbook may be."""

    bytes: int = 10 * MB
    udpakket: int = 60 * MB
    forhold: int = 100
    dele: int = 500


STANDARD = Graenser()
# What an operator may load from the command line.
STORE = Graenser(200 * MB, 2000 * MB, 200, 3000)


class _UnsafeError(Exception):
    """What is wrong with the file, in Danish."""


def objection(content: bytes, graenser: Graenser = STANDARD) -> str | None:
    """Return why a file cannot be read, in Danish, or None when it can be tried."""
    if not content:
        return "Filen er tom."
    if len(content) > graenser.bytes:
        return f"Filen er større end {graenser.bytes // MB} MB. Del den op, og prøv igen."
    if not is_zip(content):
        return refused_text(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return OEDELAGT
    try:
        _check_directory(content, parts, graenser)
        _check_content(content, parts, graenser)
    except _UnsafeError as error:
        return str(error)
    return None


def unpacks_safely(content: bytes, graenser: Graenser) -> bool:
    """Return whether a zip of any kind can be unpacked within bounds and is what it says it is."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
        _check_parts(content, parts, graenser)
        _check_content(content, parts, graenser)
    except (_UnsafeError, zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    return True


def _check_directory(content: bytes, parts: list[zipfile.ZipInfo], graenser: Graenser) -> None:
    """Raise for a directory that no honest workbook has."""
    _check_kind(content, {part.filename for part in parts})
    _check_parts(content, parts, graenser)


def _check_parts(content: bytes, parts: list[zipfile.ZipInfo], graenser: Graenser) -> None:
    """Raise for parts that are too many, that can be read in two ways, or that lead out of the file."""
    names = [part.filename for part in parts]
    if len(parts) > graenser.dele:
        raise _UnsafeError(f"Filen består af flere end {graenser.dele} dele. {GEM_SOM}")
    if len({name.casefold() for name in names}) < len(names):
        raise _UnsafeError(f"Filen har to dele med samme navn og kan læses på to måder. {GEM_SOM}")
    if any(_leads_out(part) for part in parts):
        raise _UnsafeError(f"Filen indeholder stier, der peger ud af filen. {GEM_SOM}")
    if any(part.flag_bits & 1 for part in parts):
        raise _UnsafeError(KODE)
    if any(part.compress_type not in UFARLIGE_METODER for part in parts):
        raise _UnsafeError(f"Filen er pakket på en måde, som Excel ikke bruger. {GEM_SOM}")
    if sum(part.compress_size for part in parts) > len(content):
        raise _UnsafeError(OEDELAGT)


def _check_kind(content: bytes, names: set[str]) -> None:
    if said := refused_zip(content, names):
        raise _UnsafeError(said)
    if not names:
        raise _UnsafeError("Filen er en tom zip-fil. Vælg Excel-filen (.xlsx).")
    if not names >= NOEDVENDIGE or not any(name.startswith("xl/worksheets/") for name in names):
        raise _UnsafeError(f"Filen er en zip-fil, men ikke et helt regneark. {GEM_SOM}")


def _leads_out(part: zipfile.ZipInfo) -> bool:
    # The name as the file has it: zipfile itself cuts at a NUL and turns the slashes of the system.
    name = part.orig_filename.replace("\\", "/")
    return ".." in name.split("/") or name.startswith("/") or ":" in name or "\0" in name


def _check_content(content: bytes, parts: list[zipfile.ZipInfo], graenser: Graenser) -> None:
    """Raise for parts that grow beyond all measure, lie about their size, or declare a document type."""
    most = min(graenser.udpakket, max(len(content) * graenser.forhold, MB))
    total = 0
    for part in parts:
        check, size, tail = 0, 0, b""
        for piece in _unpacked(content, part):
            size += len(piece)
            check = zlib.crc32(piece, check)
            if total + size > most:
                raise _UnsafeError(f"Filen fylder for meget, når den pakkes ud. Del den op. {GEM_SOM}")
            if _declares(tail + piece) and not part.filename.startswith(UAABNET):
                raise _UnsafeError(f"Filen indeholder en DOCTYPE, som regneark ikke har. {GEM_SOM}")
            tail = piece[-32:]
        if size != part.file_size or check != part.CRC:
            raise _UnsafeError(OEDELAGT)
        total += size


def _declares(piece: bytes) -> bool:
    # Without the NULs, for a part in UTF-16.
    text = piece.replace(b"\0", b"")
    return b"<!DOCTYPE" in text or b"<!ENTITY" in text


def _unpacked(content: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Give a part's real content in pieces; raise for one whose place or packing is wrong."""
    head = content[part.header_offset : part.header_offset + LOKALT_HOVED]
    if head[:4] != b"PK\x03\x04" or len(head) < LOKALT_HOVED:
        raise _UnsafeError(OEDELAGT)
    name, extra = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    start = part.header_offset + LOKALT_HOVED + name + extra
    packed = content[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        for offset in range(0, len(packed), STYKKE):
            yield packed[offset : offset + STYKKE]
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # Handed over in pieces as well: what is left of a whole part would be copied for each piece it gives.
        for offset in range(0, len(packed), STYKKE):
            some = packed[offset : offset + STYKKE]
            while some and not inflate.eof:
                yield inflate.decompress(some, STYKKE)
                some = inflate.unconsumed_tail
        yield inflate.flush()
    except zlib.error as error:
        raise _UnsafeError(OEDELAGT) from error
