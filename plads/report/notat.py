"""The half-yearly status and the schematic overview as Word, in the form a committee knows."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from plads.dias import Figur, Frosset
from plads.errors import ExportError
from plads.report.afsnit import Afsnit, Tabeldel, overview, status
from plads.report.bredder import shares
from plads.report.diagram import diagram
from plads.report.fodnoter import stamp
from plads.report.tegning import picture
from plads.tables import Table

SKRIFT = "IBM Plex Sans"
_CM = 360_000
_BREDDE, _LIGGENDE = int(16.0 * _CM), int(25.7 * _CM)


def docx_bytes(saet: Frosset, slags: str = "status") -> bytes:
    """Return the status note ("status") or the schematic overview ("oversigt"); raise ExportError for an empty set."""
    dele = overview(saet) if slags == "oversigt" else status(saet)
    if not dele:
        raise ExportError("Sættet har intet at skrive i notatet.")
    skriver = _Skriver(saet, liggende=slags == "oversigt")
    for del_ in dele:
        skriver.part(del_)
    return skriver.bytes()


class _Skriver:
    """Writes a note part by part, and counts its tables and figures."""

    def __init__(self, saet: Frosset, *, liggende: bool) -> None:
        from docx import Document

        self.dok: Any = Document()
        self.saet = saet
        self.bredde = _LIGGENDE if liggende else _BREDDE
        self.tabeller = self.figurer = 0
        self._page(liggende=liggende)
        self._styles()
        self._properties()
        self._head_and_foot()

    def part(self, del_: Afsnit) -> None:
        """Write one part: heading, facts, paragraphs, lists, tables and pictures."""
        self.dok.add_heading(del_.titel, level=0 if del_.er_titel else 1)
        for navn, ord_ in del_.fakta:
            afsnit = self.dok.add_paragraph()
            afsnit.add_run(f"{navn}: ").bold = True
            afsnit.add_run(ord_)
        for ord_ in del_.tekst:
            self.dok.add_paragraph(ord_)
        for titel, punkter in del_.lister:
            self.dok.add_heading(titel, level=2)
            for punkt in punkter:
                self.dok.add_paragraph(punkt, style="List Bullet")
        for tabel in del_.tabeller:
            self._table(tabel)
        for titel, figur in del_.figurer:
            self._figure(titel, figur)

    def _table(self, del_: Tabeldel) -> None:
        self.tabeller += 1
        self._caption("Tabel", self.tabeller, del_.titel)
        t = self.dok.add_table(rows=1, cols=len(del_.tabel.columns))
        t.style, t.autofit = "Table Grid", False
        bredder = [int(self.bredde * andel) for andel in shares(del_.tabel)]
        for kolonne, bredde in zip(t.columns, bredder, strict=True):
            kolonne.width = bredde
        self._row(t.rows[0], del_.tabel.titler, del_.tabel, bredder, fed=True)
        _repeat(t.rows[0])
        for row in del_.tabel.texts():
            self._row(t.add_row(), row, del_.tabel, bredder)
        if del_.note:
            self.dok.add_paragraph(del_.note, style="Caption")

    def _row(
        self, raekke: Any, ord_: Sequence[str], tabel: Table, bredder: Sequence[int], *, fed: bool = False
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Emu, Pt

        _whole(raekke)
        for celle, tekst, column, bredde in zip(raekke.cells, ord_, tabel.columns, bredder, strict=True):
            celle.width = Emu(bredde)
            afsnit = celle.paragraphs[0]
            afsnit.paragraph_format.space_after = Pt(2)
            afsnit.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column.kind.er_tal else WD_ALIGN_PARAGRAPH.LEFT
            del_ = afsnit.add_run(tekst)
            del_.bold, del_.font.size = fed, Pt(9)

    def _figure(self, titel: str, figur: Figur) -> None:
        from docx.shared import Emu

        tegnet = diagram(figur)
        if tegnet is None:
            self._table(Tabeldel(titel, figur.tabel, ""))
            return
        self.figurer += 1
        billede = self.dok.add_picture(BytesIO(picture(tegnet, form="png")), width=Emu(self.bredde))
        billede._inline.docPr.set("descr", f"{figur.alt} {tegnet.mangler}".strip())
        billede._inline.docPr.set("title", titel)
        self._caption("Figur", self.figurer, f"{titel}. {tegnet.mangler}".rstrip())

    def _caption(self, slags: str, nr: int, titel: str) -> None:
        """Write a caption that Word counts itself, so that a list of tables can be made of them."""
        afsnit = self.dok.add_paragraph(style="Caption")
        afsnit.paragraph_format.keep_with_next = slags == "Tabel"
        afsnit.add_run(f"{slags} ")
        _field(afsnit, f"SEQ {slags} \\* ARABIC", str(nr))
        afsnit.add_run(f". {titel}")

    def _page(self, *, liggende: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Cm

        side = self.dok.sections[0]
        side.page_width, side.page_height = (Cm(29.7), Cm(21)) if liggende else (Cm(21), Cm(29.7))
        side.orientation = WD_ORIENT.LANDSCAPE if liggende else WD_ORIENT.PORTRAIT
        side.left_margin = side.right_margin = Cm(2 if liggende else 2.5)

    def _styles(self) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for navn, punkt in (("Normal", 10.5), ("Title", 22), ("Heading 1", 14), ("Heading 2", 11.5), ("Caption", 9)):
            stil = self.dok.styles[navn]
            stil.font.name, stil.font.size = SKRIFT, Pt(punkt)
            sort = navn in ("Normal", "Caption")
            stil.font.color.rgb = RGBColor(0x11, 0x11, 0x11) if sort else RGBColor(0, 0x4D, 0x99)
            egne = stil.element.get_or_add_rPr()
            for skrift in egne.findall(qn("w:rFonts")):
                for navn_ in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                    skrift.attrib.pop(qn(f"w:{navn_}"), None)
        for sprog in self.dok.styles.element.iter(qn("w:lang")):
            sprog.set(qn("w:val"), "da-DK")

    def _properties(self) -> None:
        egenskaber = self.dok.core_properties
        egenskaber.title, egenskaber.language = self.saet.moede.titel, "da-DK"
        egenskaber.author, egenskaber.comments = self.saet.moede.ejer or "Plads", stamp(self.saet)
        egenskaber.created = egenskaber.modified = self.saet.frosset.replace(tzinfo=None)
        egenskaber.last_modified_by = "Plads"

    def _head_and_foot(self) -> None:
        side = self.dok.sections[0]
        side.header.paragraphs[0].text = f"{self.saet.moede.kommune} · {self.saet.moede.plannavn}"
        fod = side.footer.paragraphs[0]
        fod.add_run(f"{stamp(self.saet)} · Side ")
        _field(fod, "PAGE", "1")
        fod.add_run(" af ")
        _field(fod, "NUMPAGES", "1")

    def bytes(self) -> bytes:
        """Return the document."""
        ud = BytesIO()
        self.dok.save(ud)
        return ud.getvalue()


def _field(afsnit: Any, kode: str, vist: str) -> None:
    """Add a field with what it shows until Word counts it anew."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    felt = OxmlElement("w:fldSimple")
    felt.set(qn("w:instr"), kode)
    del_, ord_ = OxmlElement("w:r"), OxmlElement("w:t")
    ord_.text = vist
    del_.append(ord_)
    felt.append(del_)
    afsnit._p.append(felt)


def _repeat(raekke: Any) -> None:
    """Repeat a row at the top of each page."""
    _mark(raekke, "w:tblHeader")


def _whole(raekke: Any) -> None:
    """Keep a row on one page."""
    _mark(raekke, "w:cantSplit")


def _mark(raekke: Any, navn: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    maerke = OxmlElement(navn)
    maerke.set(qn("w:val"), "true")
    raekke._tr.get_or_add_trPr().append(maerke)
