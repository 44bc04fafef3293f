"""How cells look, where a reader needs to know it: solid fills, bold and indent, by the number of the cell style.

Only the reading process uses this; what it finds goes into the sheet model as plain values.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar
from xml.etree import ElementTree as ET

T = TypeVar("T")
# Excel itself stops at 65.490 cell formats and an indent of 250.
FLEST_STILE = 65_536
STOERST_INDRYK = 250
# The order in which a colour's theme number counts: the file lists dark before light.
TEMAFARVER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
              "folHlink")  # fmt: skip
# The palette of old workbooks; the first eight stand twice.
_GRUND = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
PALET = tuple(
    f"{_GRUND} {_GRUND} 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333".split()
)
_RGB = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
Temaer = Callable[[], ET.Element | None]


class Udseende(NamedTuple):
    """What a cell style shows: the fill as RRGGBB or '', bold, and indent."""

    fyld: str
    fed: bool
    indryk: int


def styles_with_looks(root: ET.Element, theme: Temaer) -> dict[str, Udseende]:
    """Return the cell styles that have any look, by number; `theme` reads the theme when a fill needs it."""
    parts = {_local(part.tag): part for part in root}
    fills = _fills(parts, theme)
    bold = [_is_bold(font) for font in islice(parts.get("fonts", ()), FLEST_STILE)]
    found = {}
    for nr, style in enumerate(islice(parts.get("cellXfs", ()), FLEST_STILE)):
        look = Udseende(_at(fills, style.get("fillId"), ""), _at(bold, style.get("fontId"), False), _indent(style))
        if any(look):
            found[str(nr)] = look
    return found


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _at(values: Sequence[T], nr: str | None, missing: T) -> T:
    index = _number(nr)
    return values[index] if index is not None and index < len(values) else missing


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) <= 6 else None


def _is_bold(font: ET.Element) -> bool:
    return any(_local(part.tag) == "b" and part.get("val", "1") not in ("0", "false") for part in font)


def _indent(style: ET.Element) -> int:
    said = next((part.get("indent") for part in style if _local(part.tag) == "alignment"), None)
    return min(_number(said) or 0, STOERST_INDRYK)


def _fills(parts: Mapping[str, ET.Element], theme: Temaer) -> list[str]:
    """Return each fill's colour; '' for one that is not solid or whose colour cannot be worked out."""
    colours = [_solid(fill) for fill in islice(parts.get("fills", ()), FLEST_STILE)]
    needs_theme = any(colour is not None and colour.get("theme") for colour in colours)
    shades = _theme_colours(theme()) if needs_theme else {}
    palette = _palette(parts.get("colors"))
    return ["" if colour is None else _rgb(colour, shades, palette) for colour in colours]


def _solid(fill: ET.Element) -> ET.Element | None:
    pattern = next((part for part in fill if _local(part.tag) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    return next((part for part in pattern if _local(part.tag) == "fgColor"), None)


def _palette(colors: ET.Element | None) -> Sequence[str]:
    own = next((part for part in colors if _local(part.tag) == "indexedColors"), None) if colors is not None else None
    if own is None:
        return PALET
    return [_six(colour.get("rgb")) for colour in islice(own, len(PALET))]


def _theme_colours(root: ET.Element | None) -> dict[str, str]:
    scheme = next((part for part in root.iter() if _local(part.tag) == "clrScheme"), None) if root is not None else None
    found = {}
    for part in scheme if scheme is not None else ():
        colour = next(iter(part), None)
        if colour is not None and _local(part.tag) in TEMAFARVER:
            nr = str(TEMAFARVER.index(_local(part.tag)))
            found[nr] = _six(colour.get("lastClr") or colour.get("val"))
    return found


def _rgb(colour: ET.Element, theme: Mapping[str, str], palette: Sequence[str]) -> str:
    if said := colour.get("rgb"):
        base = _six(said)
    elif said := colour.get("theme"):
        base = theme.get(said, "")
    else:
        base = _at(palette, colour.get("indexed"), "")
    return _tinted(base, colour.get("tint")) if base else ""


def _six(said: str | None) -> str:
    found = _RGB.fullmatch(said or "")
    return found[1].upper() if found else ""


def _tinted(rgb: str, said: str | None) -> str:
    """Return a colour made lighter (towards 1) or darker (towards -1), as Excel reckons it."""
    try:
        tint = float(said or 0)
    except ValueError:
        return ""
    if tint == 0:
        return rgb
    if not -1 <= tint <= 1:
        return ""
    hue, light, strength = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, strength))
