"""A diagram as a chart of PowerPoint's own: the numbers in its sheet, the house's colours, names a room can read."""

from __future__ import annotations

from typing import Any

from plads.farver import GITTER, TEKST
from plads.report.diagram import Diagram, Slags
from plads.report.flade import Flade, Sted
from plads.tables import Kind

SKRIFT = "IBM Plex Sans"
# A point is a third more than a pixel: 14 points are the 18 pixels a room can read.
LILLE = 14
_AKSE_NAVNE = 9
_FORMATER = {
    Kind.KR: "#,##0",
    Kind.MIO_KR: "#,##0.0",
    Kind.DECIMAL: "#,##0.0",
    Kind.PROCENT: "0.0%",
    Kind.ANTAL: "#,##0",
}
_MIO = '#,##0.0,," mio."'


def add(blad: Any, d: Diagram, sted: Sted, flade: Flade) -> Any:
    """Lay a diagram on a slide as a chart that can be edited; return its frame."""
    from pptx.util import Emu

    ramme = blad.shapes.add_chart(_type(d), *(Emu(v) for v in sted), _data(d))
    _style(ramme.chart, d)
    _letters(ramme.chart, flade)
    return ramme


def _type(d: Diagram) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE as T

    return {
        Slags.LINJE: T.LINE,
        Slags.SOEJLE: T.COLUMN_STACKED if d.stablet else T.COLUMN_CLUSTERED,
        Slags.LIGGENDE: T.BAR_STACKED if d.stablet else T.BAR_CLUSTERED,
        Slags.PUNKTER: T.XY_SCATTER,
    }[d.slags]


def _data(d: Diagram) -> Any:
    from pptx.chart.data import CategoryChartData, XyChartData

    if d.slags is Slags.PUNKTER:
        punkter = XyChartData(number_format=number_format(d))
        for raekke in d.raekker:
            serie = punkter.add_series(raekke.navn)
            for x, y in zip(raekke.x, raekke.vaerdier, strict=True):
                serie.add_data_point(x, y)
        return punkter
    data = CategoryChartData(number_format=number_format(d))
    data.categories = d.kategorier
    for raekke in d.raekker:
        data.add_series(raekke.navn, raekke.vaerdier)
    return data


def number_format(d: Diagram) -> str:
    """Return how Office writes the numbers: millions as millions, everything else whole or with a decimal."""
    stoerst = max((abs(v) for raekke in d.raekker for v in raekke.vaerdier if v is not None), default=0)
    return _MIO if d.kind is Kind.KR and stoerst >= 1_000_000 else _FORMATER.get(d.kind, "General")


def _style(graf: Any, d: Diagram) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION

    graf.has_title = False
    graf.has_legend = len(d.raekker) > 1 and d.slags is not Slags.PUNKTER
    if graf.has_legend:
        graf.legend.position, graf.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    graf.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(GITTER[1:])
    graf.value_axis.format.line.fill.background()
    graf.value_axis.tick_labels.number_format = number_format(d)
    graf.value_axis.tick_labels.number_format_is_linked = False
    if d.kind is not Kind.PROCENT:
        graf.value_axis.minimum_scale = 0
    graf.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if d.slags is not Slags.PUNKTER:
        _every(graf.category_axis, -(-len(d.kategorier) // _AKSE_NAVNE) if d.slags is Slags.LINJE else 1)
    if d.slags is Slags.LIGGENDE:
        graf.category_axis.reverse_order = True
    for serie, raekke in zip(graf.plots[0].series, d.raekker, strict=True):
        _series(serie, raekke.farve, d, svag=raekke.svag)
    if d.slags in (Slags.SOEJLE, Slags.LIGGENDE):
        graf.plots[0].gap_width = 60
        if d.stablet:
            graf.plots[0].overlap = 100


def _letters(graf: Any, flade: Flade) -> None:
    """Give a chart's letters their size; in somebody else's template on a white plate, for its ground may be dark."""
    from pptx.dml.color import RGBColor
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    graf.font.size = Pt(round(LILLE * flade.skala))
    if flade.egen:
        graf.font.name = SKRIFT
        return
    graf.font.color.rgb = RGBColor.from_string(TEKST[1:])
    hvid = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    plade = parse_xml(f'<c:spPr {nsdecls("c", "a")}>{hvid}</c:spPr>')
    graf._chartSpace.xpath("./c:txPr")[0].addprevious(plade)


def _every(akse: Any, trin: int) -> None:
    """Name every so manieth category on an axis; Office leaves names out by itself otherwise."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    akse._element.xpath("./c:lblOffset")[0].addnext(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="{trin}"/>'))


def _series(serie: Any, farve: str, d: Diagram, *, svag: bool) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    rgb = RGBColor.from_string(farve[1:])
    if d.slags is Slags.PUNKTER and not svag:
        serie.format.line.fill.background()
        serie.marker.style, serie.marker.size = XL_MARKER_STYLE.CIRCLE, 8
        serie.marker.format.fill.solid()
        serie.marker.format.fill.fore_color.rgb = rgb
    elif d.slags in (Slags.LINJE, Slags.PUNKTER):
        serie.smooth = False
        serie.format.line.color.rgb, serie.format.line.width = rgb, Pt(1.5 if svag else 3)
        serie.marker.style = XL_MARKER_STYLE.NONE
    else:
        serie.format.fill.solid()
        serie.format.fill.fore_color.rgb = rgb
