"""A chart is a picture, the sentence that says it, and the numbers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from plads.tables import Table
from plads.text import MAANEDER, MAANEDER_KORT

Spec: TypeAlias = dict[str, Any]

_UGEDAGE = ("søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag")
_DANSK = {
    "dictionary": {},
    "format": {
        "days": list(_UGEDAGE),
        "shortDays": [dag[:3] for dag in _UGEDAGE],
        "months": list(MAANEDER),
        "shortMonths": list(MAANEDER_KORT),
        "date": "%d.%m.%Y",
        "decimal": ",",
        "thousands": ".",
    },
}
# plotly.js carries English only, so the Danish locale travels with each chart.
CONFIG: Spec = {"displayModeBar": False, "locale": "da", "locales": {"da": _DANSK}}


@dataclass(frozen=True)
class Chart:
    """What a chart function returns, and all that a page needs to show it."""

    spec: Spec
    alt: str
    table: Table

    def figure(self) -> Any:
        """Return the figure for st.plotly_chart(theme=None); the spec goes along uncopied and unchecked."""
        return _faerdig_figur()(self.spec)


@cache
def _faerdig_figur() -> type[Any]:
    """Return the figure class; made on first use, so that importing a chart does not load plotly."""
    import plotly.graph_objects as go

    class FaerdigFigur(go.Figure):  # type: ignore[misc, unused-ignore]
        """A figure that hands its finished spec over."""

        def __init__(self, spec: Spec) -> None:
            object.__setattr__(self, "_spec", spec)

        def to_dict(self) -> Spec:
            """Return the spec itself."""
            return object.__getattribute__(self, "_spec")  # type: ignore[no-any-return]

    return FaerdigFigur
