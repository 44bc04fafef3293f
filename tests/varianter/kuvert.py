"""All layouts' generators, and variants by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.varianter import l01, l02, l03, l04, l05, l06, l07, l08, l09, l10, l11, l12
from tests.varianter.grund import Facit, Lod, Variant
from tests.varianter.kommafil import LAYOUTS, as_csv

MAGERE: dict[str, Callable[[Lod], tuple[str, bytes, Facit]]] = {
    f"L{nr:02}": module.make
    for nr, module in enumerate((l01, l02, l03, l04, l05, l06, l07, l08, l09, l10, l11, l12), start=1)
}
SLAGS = (*MAGERE, "csv")


def variant(slags: str, nr: int) -> Variant:
    """Return one variant of a layout, or of any as csv; the same number always gives the same file."""
    lod = Lod(f"{slags}-{nr}")
    layout = lod.choice(LAYOUTS) if slags == "csv" else slags
    filnavn, indhold, facit = MAGERE[layout](lod)
    if slags == "csv":
        filnavn, indhold = f"{layout}.csv", as_csv(lod, layout, indhold, facit)
    return Variant(layout, nr, filnavn, indhold, facit, tuple(lod.kvirker))


def variants(slags: Sequence[str], count: int, start: int = 0) -> Iterator[Variant]:
    """Give the first variants of each kind."""
    for nr in range(start, start + count):
        for navn in slags:
            yield variant(navn, nr)
