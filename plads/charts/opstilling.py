"""Labels and bars below one another, placed in pixels from the top, so that nothing overlaps on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plads.charts.chart import Spec
from plads.charts.template import (
    DAEMPET,
    HVID,
    INGEN_TAL,
    LINJE,
    STOERRELSE,
    TEKST,
    etiket,
    flad,
    layout,
    ombryd,
)

BANE = 18
LUFT = 14
HELE_PLANEN = "plan"


class Opstilling:
    """Grows downwards; one unit of its y axis is one pixel."""

    def __init__(self) -> None:
        self.bund = 0
        self.etiketter: list[Spec] = []

    def skriv(self, linjer: Sequence[str], farve: str = TEKST, stoerrelse: int = STOERRELSE) -> None:
        """Write lines at the left edge, above whatever comes next."""
        font = {"size": stoerrelse, "color": farve}
        linje = etiket("<br>".join(linjer), 0, self.bund, xref="paper", font=font, bgcolor=HVID)
        self.etiketter.append(linje)
        self.bund += len(linjer) * LINJE + 3

    def luft(self) -> None:
        """Leave air before the next group."""
        self.bund += LUFT

    def bane(self, hoejde: int = BANE) -> float:
        """Return the middle of a new lane for bars and leave air below it."""
        midte = self.bund + hoejde / 2
        self.bund += hoejde + LUFT
        return midte

    def bemaerk(self, tekst: str, midte: float, x: float = 0, **overrides: Any) -> None:
        """Write a muted word in a lane, where a number or a date is missing."""
        font = {"size": STOERRELSE, "color": DAEMPET}
        self.etiketter.append(etiket(tekst, x, midte, yanchor="middle", font=font, bgcolor=HVID, **overrides))

    def layout(self, top: int = 4, **overrides: Any) -> Spec:
        """Return the layout whose height is exactly what was placed."""
        if not self.etiketter:
            self.skriv([INGEN_TAL], DAEMPET)
            self.luft()
        margin = {"l": 6, "r": 6, "t": top, "b": 4}
        yaxis = {"range": [self.bund, 0], "visible": False, "automargin": False}
        noter = [*self.etiketter, *overrides.pop("annotations", ())]
        return layout(height=self.bund + top + 4, margin=margin, yaxis=yaxis, annotations=noter, **overrides)


def maerkat(maerke: str, titel: str) -> list[str]:
    """Return the wrapped title with its mark in bold in front; the whole plan has no mark of its own."""
    if maerke in ("", HELE_PLANEN):
        return ombryd(titel)
    linjer, fast = ombryd(f"{maerke} {titel}"), flad(maerke)
    return [f"<b>{fast}</b>{linjer[0].removeprefix(fast)}", *linjer[1:]]
