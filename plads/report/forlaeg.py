"""The municipality's own PowerPoint template: emptied of slides and of what it says of people, and opened."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from plads.errors import ExportError

UBRUGELIG = "Skabelonen er ikke en PowerPoint-fil. Gem den som .pptx, og prøv igen."
_INDHOLDSTYPER = "[Content_Types].xml"
# A template (.potx) differs from a presentation in nothing but this.
_SKABELON = b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_FREMVISNING = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_OM_FILEN = ("/thumbnail", "/extended-properties", "/custom-properties")
_UDE = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")


def emptied(content: bytes) -> bytes:
    """Return a .pptx or .potx as a template: its looks, without slides, names of people or links out of the file.

    Raise ExportError, whose text says what to do, for a file that is none or that fetches things from the net.
    """
    fremvisning = opened(_as_presentation(content))
    egenskaber = fremvisning.core_properties
    for felt in ("author", "last_modified_by", "title", "subject", "comments", "keywords", "category"):
        setattr(egenskaber, felt, "")
    egenskaber.created = egenskaber.modified = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    _without_picture_and_titles(fremvisning.part.package)
    ud = BytesIO()
    fremvisning.save(ud)
    if _reaches_out(ud.getvalue()):
        raise ExportError("Skabelonen henter noget fra nettet. Indsæt det i filen i stedet, og prøv igen.")
    return ud.getvalue()


def opened(skabelon: bytes) -> Any:
    """Return a template as an empty presentation; raise ExportError for what is none."""
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        fremvisning = Presentation(BytesIO(skabelon))
        if not len(fremvisning.slide_layouts):
            raise ExportError("Skabelonen har ingen layout. Gem den igen i PowerPoint, og prøv igen.")
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise ExportError(UBRUGELIG) from error
    _without_slides(fremvisning)
    return fremvisning


def _without_slides(fremvisning: Any) -> None:
    liste = fremvisning.slides._sldIdLst
    for et in list(liste):
        fremvisning.part.drop_rel(et.rId)
        liste.remove(et)
    # Sections and shows that name slides: PowerPoint calls a file with one of a slide that is gone damaged.
    for et in fremvisning.part._element.xpath("./p:extLst | ./p:custShowLst"):
        et.getparent().remove(et)


def _without_picture_and_titles(pakke: Any) -> None:
    """Take away the small picture of the first slide, the list of all titles, and what a house adds of its own."""
    for navn in [r_id for r_id, rel in pakke._rels.items() if rel.reltype.endswith(_OM_FILEN)]:
        pakke.drop_rel(navn)


def _as_presentation(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as fra:
            dele = {navn: fra.read(navn) for navn in fra.namelist()}
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError) as error:
        raise ExportError(UBRUGELIG) from error
    if any(navn.lower().endswith("vbaproject.bin") for navn in dele):
        raise ExportError("Skabelonen indeholder makroer. Gem den som .pptx uden makroer, og prøv igen.")
    if _SKABELON not in dele.get(_INDHOLDSTYPER, b""):
        return content
    dele[_INDHOLDSTYPER] = dele[_INDHOLDSTYPER].replace(_SKABELON, _FREMVISNING)
    ud = BytesIO()
    with ZipFile(ud, "w", ZIP_DEFLATED) as til:
        for navn, indhold in dele.items():
            til.writestr(navn, indhold)
    return ud.getvalue()


def _reaches_out(content: bytes) -> bool:
    """Return whether a part points out of the file to anything but what a reader may click on."""
    with ZipFile(BytesIO(content)) as fil:
        links = [hit for navn in fil.namelist() if navn.endswith(".rels") for hit in _UDE.findall(fil.read(navn))]
    return any(b'/hyperlink"' not in link for link in links)
