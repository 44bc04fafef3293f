"""A chart is a picture, the sentence that says it, and the numbers behind it. Charts are shared: never change one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, wraps
from itertools import count
from typing import Any, ParamSpec, TypeAlias

from plads.tables import Table
from plads.text import MAANEDER, MAANEDER_KORT

Spec: TypeAlias = dict[str, Any]
Drawn = ParamSpec("Drawn")
# How many finished charts of a kind a process keeps: readers ask for the same views again and again.
KEPT = 512

_DANSK = {"format": {"months": list(MAANEDER), "shortMonths": list(MAANEDER_KORT)}}
# plotly.js carries English only, so the Danish locale travels with each chart.
CONFIG: Spec = {"displayModeBar": False, "locale": "da", "locales": {"da": _DANSK}}


@dataclass(frozen=True)
class Chart:
    """What a chart function returns, and all that a page needs to show it."""

    spec: Spec
    alt: str
    tabel: Table | Callable[[], Table]
    # What a kept chart is known by in its process, and no other chart ever is.
    nr: int | None = field(default=None, compare=False)

    @cached_property
    def table(self) -> Table:
        """Return the numbers as a table; made when somebody asks, since most readers look at the picture."""
        return self.tabel if isinstance(self.tabel, Table) else self.tabel()

    def figure(self) -> Any:
        """Return the figure for st.plotly_chart(theme=None); the spec goes along uncopied and unchecked."""
        return _faerdig_figur()(self.spec)


def kept(make: Callable[Drawn, Chart]) -> Callable[Drawn, Chart]:
    """Decorate a chart function of hashable arguments: what it made is handed over again, under the same number."""

    made: Callable[..., Chart] = lru_cache(maxsize=KEPT)(
        lambda *args, **named: replace(make(*args, **named), nr=next(_NUMRE))
    )

    @wraps(make)
    def ask(*args: Drawn.args, **named: Drawn.kwargs) -> Chart:
        return made(*args, **named)

    return ask


_NUMRE = count()


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
