"""The documents of a frozen set: which there are, what they are called, and how each is made."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plads.dias import Frosset
from plads.errors import ExportError


class Dokument(NamedTuple):
    """One kind of document."""

    navn: str
    endelse: str
    mime: str
    make: Callable[[Frosset], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"


def _pptx(saet: Frosset, skabelon: bytes | None = None) -> bytes:
    from plads.report.praesentation import pptx_bytes

    return pptx_bytes(saet, skabelon)


def _docx(saet: Frosset, slags: str = "status") -> bytes:
    from plads.report.notat import docx_bytes

    return docx_bytes(saet, slags)


def _pdf(saet: Frosset, slags: str = "dias") -> bytes:
    from plads.report.pdf import pdf_bytes

    return pdf_bytes(saet, slags)


def _xlsx(saet: Frosset) -> bytes:
    from plads.report.saetbog import xlsx_bytes

    return xlsx_bytes(saet)


DOKUMENTER = {
    "pptx": Dokument("PowerPoint", "pptx", f"{_OFFICE}.presentationml.presentation", _pptx),
    "docx": Dokument("Notat i Word", "docx", f"{_OFFICE}.wordprocessingml.document", _docx),
    "oversigt": Dokument(
        "Skematisk oversigt i Word", "docx", f"{_OFFICE}.wordprocessingml.document", lambda s: _docx(s, "oversigt")
    ),
    "pdf": Dokument("Dias som pdf", "pdf", "application/pdf", _pdf),
    "notat-pdf": Dokument("Notat som pdf", "pdf", "application/pdf", lambda s: _pdf(s, "status")),
    "oversigt-pdf": Dokument("Oversigt som pdf", "pdf", "application/pdf", lambda s: _pdf(s, "oversigt")),
    "xlsx": Dokument("Tal i Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", _xlsx),
}


def make(saet: Frosset, slags: str, skabelon: bytes | None = None) -> bytes:
    """Return a document of a set; raise ExportError for a kind there is none of.

    `skabelon` is the municipality's own PowerPoint template.
    """
    if slags not in DOKUMENTER:
        raise ExportError("Et sæt kan blive til .pptx, .docx, .pdf eller .xlsx.")
    if slags == "pptx":
        return _pptx(saet, skabelon)
    return DOKUMENTER[slags].make(saet)
