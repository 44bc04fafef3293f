"""What a file is, told by its bytes and never by its name: a workbook, a csv file, or something else."""

from __future__ import annotations

import re

from plads.ingest.regneark.fil.tegnsaet import MAERKER, wide

GEM_SOM = "Gem den som .xlsx i Excel, og prøv igen."
UKENDT = f"Vi kunne ikke læse filen. Den er hverken en Excel-fil (.xlsx) eller en csv-fil. {GEM_SOM}"
VAELG = "Vælg Excel-filen (.xlsx) eller csv-filen."
BILLEDE = f"Filen er et billede, ikke et regneark. {VAELG}"
PAKKET = f"Filen er pakket sammen. Pak den ud, og prøv igen med den fil, der ligger i den. {VAELG}"
HTML = f"Filen er en webside, selv om den ligner et regneark. Åbn den i Excel. {GEM_SOM}"
XML_2003 = f"Filen er en ældre Excel-fil (XML 2003). Åbn den i Excel. {GEM_SOM}"
KODE = "Filen er beskyttet med adgangskode. Fjern koden i Excel, og prøv igen."
ODS = f"Filen er et OpenDocument-regneark (.ods). {GEM_SOM}"
HOVED = 4096
OLE = bytes.fromhex("D0CF11E0A1B11AE1")

# What a binary file begins with. The short ones also begin words; a text has no NUL beside them.
BEGYNDELSER = (
    (b"%PDF", f"Filen er en pdf, ikke et regneark. Hent tallene som Excel-fil. {GEM_SOM}"),
    (b"\x89PNG", BILLEDE),
    (b"\xff\xd8\xff", BILLEDE),
    (b"GIF8", BILLEDE),
    (b"II*\0", BILLEDE),
    (b"MM\0*", BILLEDE),
    (b"7z\xbc\xaf\x27\x1c", PAKKET),
    (b"Rar!\x1a\x07", PAKKET),
    (b"\x1f\x8b", PAKKET),
    (b"{\\rtf", f"Filen er et tekstdokument, ikke et regneark. {GEM_SOM}"),
)
KORTE = ((b"BM", BILLEDE), (b"RIFF", BILLEDE), (b"MZ", f"Filen er et program, ikke et regneark. {VAELG}"))
# What a text begins with that is no list, in small letters.
TEKSTER = (
    (rb"<svg", BILLEDE),
    (rb"(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|table|head|body|meta|style|div)\b", HTML),
    (rb"mime-version:|content-type: *(?:multipart|text/html)", HTML),
    (rb"<\?xml|<[a-z]+:?[a-z]+[ >]", f"Filen er en xml-fil, ikke et regneark. Åbn den i Excel. {GEM_SOM}"),
    (rb"[\[{]\s*[\[{\"][^;\t]*[:\]}]", f"Filen er en json-fil, ikke et regneark. {GEM_SOM}"),
)
# A document of an old kind, by a stream it holds.
GAMLE = (
    ("EncryptedPackage", KODE),
    ("WordDocument", f"Filen er et Word-dokument, ikke et regneark. {GEM_SOM}"),
    ("PowerPoint Document", f"Filen er en PowerPoint-præsentation, ikke et regneark. {GEM_SOM}"),
    ("__substg1.0", f"Filen er en mail, ikke et regneark. Gem den vedhæftede fil for sig. {VAELG}"),
)
XLS = f"Filen er en ældre Excel-fil (.xls). {GEM_SOM}"
# A zip that is some other kind of document, by a part that gives it away.
DELE = (
    (r"xl/workbook\.bin", f"Filen er en binær Excel-fil (.xlsb). {GEM_SOM}"),
    (r"xl/vbaProject\.bin", f"Filen indeholder makroer (.xlsm). {GEM_SOM}"),
    (r"word/document\.xml", f"Filen er et Word-dokument, ikke et regneark. {GEM_SOM}"),
    (r"ppt/presentation\.xml", f"Filen er en PowerPoint-præsentation, ikke et regneark. {GEM_SOM}"),
    (r"Index\.zip|Index/.*\.iwa", f"Filen er et regneark fra Numbers (.numbers). Eksportér den som Excel. {GEM_SOM}"),
)
INDRE = re.compile(r"(?i).*\.(?:xlsx|xls|csv)")


def is_zip(content: bytes) -> bool:
    """Return whether a file is packed as workbooks are."""
    return content.startswith(b"PK\x03\x04")


def refused_text(content: bytes) -> str | None:
    """Return why a file that is no zip cannot be read, or None for one that can be a csv file."""
    if content.startswith(OLE):
        return next((said for stream, said in GAMLE if stream.encode("utf-16-le") in content), XLS)
    starts = BEGYNDELSER + (KORTE if b"\0" in content[:HOVED] and not wide(content) else ())
    plain = _plain(content)
    for start, said in starts:
        if content.startswith(start) or plain.startswith(start):
            return said
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
        return XML_2003
    uncommented = re.sub(rb"(?s)<!--.*?-->\s*", b"", plain.lower())
    for pattern, said in TEKSTER:
        if re.match(pattern, uncommented):
            return said
    return None if _is_text(plain) else UKENDT


def refused_zip(content: bytes, names: set[str]) -> str | None:
    """Return what kind of document a zip is, when it gives itself away as no workbook of ours."""
    if b"application/vnd.oasis.opendocument" in content[:HOVED] and "mimetype" in names:
        is_sheet = b"opendocument.spreadsheet" in content[:HOVED]
        return ODS if is_sheet else f"Filen er et OpenDocument-dokument, ikke et regneark. {GEM_SOM}"
    for pattern, said in DELE:
        if any(re.fullmatch(pattern, name) for name in names):
            return said
    return PAKKET if not any(name.startswith("xl/") for name in names) and any(map(INDRE.fullmatch, names)) else None


def _plain(content: bytes) -> bytes:
    """Return the beginning of a file without the marks and the NULs of its encoding."""
    head = content[:HOVED]
    mark, name = next(((mark, name) for mark, name in MAERKER if head.startswith(mark)), (b"", wide(content) or ""))
    head = head[len(mark) :]
    return (head.replace(b"\0", b"") if name.startswith(("utf-16", "utf-32")) else head).lstrip(b" \t\r\n")


def _is_text(head: bytes) -> bool:
    """Return whether a file begins as lines of text do. A few strange bytes are named by line later."""
    strange = head.translate(None, bytes(range(32, 127)) + bytes(range(128, 256)) + b"\t\r\n")
    return any(sign in head for sign in (b";", b",", b"\t", b"\n")) and len(strange) <= len(head) // 20 + 1
