"""A frozen set as PowerPoint: native charts that can be edited, notes, alt texts, and the same words as in the room."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from plads.dias import Dias, Frosset, Noegletal
from plads.errors import ExportError
from plads.farver import BLAA, DAEMPET, TEKST
from plads.report.bredder import shares
from plads.report.diagram import Diagram, diagram
from plads.report.flade import BREDDE, HOEJDE, MARGEN, Flade, Sted, of_template, title_only
from plads.report.fodnoter import footer, source_line
from plads.report.forlaeg import opened
from plads.report.graf import LILLE, SKRIFT, add
from plads.tables import Table

_TOP, _BUND = 1_750_000, 6_050_000
_STOR, _MIDT = 28, 18


def pptx_bytes(saet: Frosset, skabelon: bytes | None = None) -> bytes:
    """Return a set as a presentation; `skabelon` is the municipality's own, whose look is used.

    Raise ExportError for a set without slides and for a template that is no presentation.
    """
    if not saet.dias:
        raise ExportError("Præsentationen er tom, så der er ingen PowerPoint at lave.")
    fremvisning, flade = _opened(skabelon)
    for nr, dias in enumerate(saet.dias, 1):
        _slide(fremvisning, flade, saet, dias, nr)
    egenskaber = fremvisning.core_properties
    egenskaber.title, egenskaber.language = saet.moede.titel, "da-DK"
    egenskaber.author, egenskaber.created = saet.moede.ejer or "Plads", saet.frosset.replace(tzinfo=None)
    egenskaber.modified = saet.frosset.replace(tzinfo=None)
    egenskaber.last_modified_by = "Plads"
    ud = BytesIO()
    fremvisning.save(ud)
    return ud.getvalue()


def _opened(skabelon: bytes | None) -> tuple[Any, Flade]:
    """Return an empty presentation and where it has its content: our own of 16:9, or the template's."""
    if skabelon is not None:
        egen = opened(skabelon)
        return egen, of_template(egen)
    from pptx import Presentation

    ny: Any = Presentation()
    ny.slide_width, ny.slide_height = BREDDE, HOEJDE
    return ny, Flade()


def _slide(fremvisning: Any, flade: Flade, saet: Frosset, dias: Dias, nr: int) -> None:
    blad = fremvisning.slides.add_slide(title_only(fremvisning))
    for plads in list(blad.placeholders):
        if plads.placeholder_format.type is not None and plads != blad.shapes.title:
            plads.element.getparent().remove(plads.element)
    _title(blad, flade, dias)
    lay = _Lay(blad, flade)
    lay.all(dias)
    lay.texts(saet, dias, nr)
    noter = [dias.noter, source_line(dias), *(f"{navn}: {tekst}" for navn, tekst in dias.beregning)]
    blad.notes_slide.notes_text_frame.text = "\n".join(linje for linje in noter if linje)


def _title(blad: Any, flade: Flade, dias: Dias) -> None:
    """Write the title: in our place on our own slide, else where and as the template has it, small enough to fit."""
    titel = blad.shapes.title
    if titel is None:
        _Lay(blad, flade).box(dias.titel, (MARGEN, 300_000, BREDDE - 2 * MARGEN, 900_000), 28, fed=True)
        return
    titel.text_frame.word_wrap = True
    titel.text_frame.text = dias.titel
    if flade.egen:
        titel.left, titel.top, titel.width, titel.height = (MARGEN, 250_000, BREDDE - 2 * MARGEN, 900_000)
        _dress(titel.text_frame, flade, 28, BLAA, fed=True)
    else:
        for afsnit in titel.text_frame.paragraphs:
            _sized(afsnit.runs, 28 * flade.skala)


def _sized(dele: Any, punkt: float) -> None:
    from pptx.util import Pt

    for del_ in dele:
        del_.font.size = Pt(round(punkt))
        del_.font._element.set("lang", "da-DK")


def _dress(ramme: Any, flade: Flade, punkt: int, farve: str, *, fed: bool = False) -> None:
    """Give a text its size, face and colour; in somebody else's template the face and colour are the template's."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.text import PP_ALIGN

    for afsnit in ramme.paragraphs:
        afsnit.alignment = PP_ALIGN.LEFT
        _sized(afsnit.runs, punkt * flade.skala)
        for del_ in afsnit.runs:
            del_.font.bold = fed
            if flade.egen:
                del_.font.name, del_.font.color.rgb = SKRIFT, RGBColor.from_string(farve[1:])
            else:
                del_.font.color.theme_color = MSO_THEME_COLOR.TEXT_1


class _Lay:
    """Lays out a slide: places are those of our own slide, moved to where this one has its content."""

    def __init__(self, blad: Any, flade: Flade) -> None:
        self.blad, self.flade = blad, flade
        self.bredde = BREDDE - 2 * MARGEN

    def box(self, ord_: str, sted: Sted, punkt: int, farve: str = TEKST, *, fed: bool = False) -> None:
        from pptx.util import Emu

        felt = self.blad.shapes.add_textbox(*(Emu(v) for v in self.flade.at(sted)))
        felt.text_frame.word_wrap = True
        felt.text_frame.text = ord_
        _dress(felt.text_frame, self.flade, punkt, farve, fed=fed)

    def texts(self, saet: Frosset, dias: Dias, nr: int) -> None:
        """Write what stands on every slide: measure under the title, the point, and the footer."""
        if dias.undertitel:
            self.box(dias.undertitel, (MARGEN, 1_180_000, self.bredde, 420_000), 18, DAEMPET)
        if dias.pointe:
            self.box(dias.pointe, (MARGEN, 5_420_000, self.bredde, 560_000), 20, fed=True)
        self.box(footer(saet, dias, nr), (MARGEN, _BUND + 60_000, self.bredde, 640_000), LILLE, DAEMPET)

    def all(self, dias: Dias) -> None:
        top = _TOP
        if dias.noegletal:
            self.figures(dias.noegletal, alene=not dias.punkter)
            top += 1_350_000
        if dias.punkter:
            self.points(dias.punkter, top)
        plot = diagram(dias.figur) if dias.figur else None
        if plot is not None and dias.figur is not None:
            self.chart(plot, dias.figur.alt, dias.titel)
        elif dias.figur is not None:
            self.table(_cut(dias.figur.tabel), dias.figur.alt)
        elif dias.tabel is not None:
            self.table(dias.tabel, dias.titel)

    def figures(self, tal: tuple[Noegletal, ...], *, alene: bool) -> None:
        """Lay headline figures side by side; four that have the slide to themselves in two rows."""
        kolonner = 2 if alene and len(tal) > 3 else len(tal)
        bredde = self.bredde // kolonner
        for nr, et in enumerate(tal):
            x, y = MARGEN + nr % kolonner * bredde, _TOP + nr // kolonner * 1_800_000
            stor = _STOR if len(et.tal) < 14 or kolonner < 4 else 22
            self.box(et.navn, (x, y, bredde - 60_000, 380_000), _MIDT, DAEMPET)
            self.box(et.tal, (x, y + 340_000, bredde - 60_000, 520_000), stor, BLAA, fed=True)
            self.box(et.note, (x, y + 860_000, bredde - 60_000, 420_000), LILLE, DAEMPET)

    def points(self, punkter: tuple[str, ...], top: int) -> None:
        self.box("\n".join(f"• {punkt}" for punkt in punkter), (MARGEN, top, self.bredde, 5_350_000 - top), 18)

    def chart(self, d: Diagram, alt: str, titel: str) -> None:
        ramme = add(self.blad, d, self.flade.at((MARGEN, _TOP - 80_000, self.bredde, 3_700_000)), self.flade)
        describe(ramme, titel, f"{alt} {d.mangler}".strip())

    def table(self, tabel: Table, alt: str) -> None:
        from pptx.util import Emu

        hele = self.flade.at((MARGEN, _TOP, self.bredde, 400_000 * (len(tabel.rows) + 1)))
        sted = (Emu(v) for v in hele)
        ramme = self.blad.shapes.add_table(len(tabel.rows) + 1, len(tabel.columns), *sted)
        describe(ramme, alt, alt)
        for nr, andel in enumerate(shares(tabel)):
            ramme.table.columns[nr].width = Emu(int(hele[2] * andel))
        for nr, column in enumerate(tabel.columns):
            self._cell(ramme.table.cell(0, nr), column.titel, hoejre=column.kind.er_tal, fed=True)
        for r, row in enumerate(tabel.texts(), 1):
            for nr, ord_ in enumerate(row):
                self._cell(ramme.table.cell(r, nr), ord_, hoejre=tabel.columns[nr].kind.er_tal)

    def _cell(self, celle: Any, ord_: str, *, hoejre: bool, fed: bool = False) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import PP_ALIGN

        celle.text_frame.text = ord_
        celle.fill.solid()
        celle.fill.fore_color.rgb = RGBColor.from_string("F5F5F5" if fed else "FFFFFF")
        _dress(celle.text_frame, self.flade, 18, TEKST, fed=fed)
        # On a ground of our own, also where the template's is dark.
        for del_ in (del_ for afsnit in celle.text_frame.paragraphs for del_ in afsnit.runs):
            del_.font.color.rgb = RGBColor.from_string(TEKST[1:])
        if hoejre:
            for afsnit in celle.text_frame.paragraphs:
                afsnit.alignment = PP_ALIGN.RIGHT


def _cut(tabel: Table) -> Table:
    """Return as much of a long table as a slide can carry; the whole is in the notes' source and in Excel."""
    return Table(tabel.columns[:5], tuple(row[:5] for row in tabel.rows[:6]))


def describe(ramme: Any, titel: str, alt: str) -> None:
    """Give a shape its name and the sentence that says it to those who cannot see it."""
    egenskaber = ramme._element.xpath(".//p:cNvPr")[0]
    egenskaber.set("descr", alt)
    egenskaber.set("title", titel)
