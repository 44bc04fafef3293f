"""Where things stand on a slide: our own of 16:9, or the place somebody else's template leaves for content.

Places are written once, for our own slide, in EMU (914.400 to an inch), and moved and shrunk to the template's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

BREDDE, HOEJDE = 12_192_000, 6_858_000
MARGEN = 500_000
# Our own slide below the title.
_OVERST, _NEDERST = 1_180_000, 6_750_000
_MINDST = 0.45
_KENDTE = ("title only", "kun titel")
# The kinds of placeholder (ECMA-376 21.1, python-pptx's numbers) that take content.
_INDHOLD = (2, 7)
_TITEL = 1

Sted = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Flade:
    """The place for content: left and top edge, and how much wider and higher than ours it is."""

    x: int = MARGEN
    y: int = _OVERST
    vandret: float = 1
    lodret: float = 1
    egen: bool = True

    @property
    def skala(self) -> float:
        """Return how much larger than on our own slide a text may be."""
        return min(self.vandret, self.lodret)

    def at(self, sted: Sted) -> Sted:
        """Return a place (left, top, width, height) on our slide as the one on this."""
        x, y, bredde, hoejde = sted
        return (
            round(self.x + (x - MARGEN) * self.vandret), round(self.y + (y - _OVERST) * self.lodret),
            round(bredde * self.vandret), round(hoejde * self.lodret),
        )  # fmt: skip


def title_only(fremvisning: Any) -> Any:
    """Return the layout with a title and nothing else, the one that fits best in somebody else's template."""
    alle = list(fremvisning.slide_layouts)
    kendte = [et for et in alle if et.name.lower() in _KENDTE]
    med_titel = [et for et in alle if any(p.placeholder_format.type == _TITEL for p in et.placeholders)]
    return (kendte or sorted(med_titel, key=lambda et: len(list(et.placeholders))) or alle)[0]


def of_template(fremvisning: Any) -> Flade:
    """Return the place a template leaves for content: that of its own content, else what is ours, made to fit."""
    bredde, hoejde = fremvisning.slide_width, fremvisning.slide_height
    sted = max(_content(fremvisning), key=lambda s: s[2] * s[3], default=None)
    hel = (BREDDE - 2 * MARGEN, _NEDERST - _OVERST)
    if sted is None or sted[2] < _MINDST * bredde or sted[3] < _MINDST * hoejde:
        return Flade(
            round(MARGEN * bredde / BREDDE), round(_OVERST * hoejde / HOEJDE), bredde / BREDDE, hoejde / HOEJDE, False
        )
    return Flade(sted[0], sted[1], sted[2] / hel[0], sted[3] / hel[1], False)


def _content(fremvisning: Any) -> list[Sted]:
    """Return where the layouts and the master have their content."""
    blade = [*fremvisning.slide_layouts, fremvisning.slide_master]
    felter = [felt for blad in blade for felt in blad.placeholders if felt.placeholder_format.type in _INDHOLD]
    return [(f.left, f.top, f.width, f.height) for f in felter if None not in (f.left, f.top, f.width, f.height)]
