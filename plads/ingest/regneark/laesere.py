"""The layouts Plads reads, and which of them a workbook has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from plads.ingest.regneark.grund.ark import FLEST_OVERSKRIFTER, Projektmappe
from plads.ingest.regneark.grund.laeser import Anmodning, Laeser
from plads.ingest.regneark.grund.soejler import top
from plads.ingest.regneark.layouts.antal import aktivitet, forventningskolonner
from plads.ingest.regneark.layouts.antal.aktivitet import Aktivitetslaeser
from plads.ingest.regneark.layouts.antal.forventningstal import Forventningslaeser
from plads.ingest.regneark.layouts.matricer.bred import Bredlaeser
from plads.ingest.regneark.layouts.matricer.omraadeark import Omraadearklaeser
from plads.ingest.regneark.layouts.oekonomi import budgetark, posteringer
from plads.ingest.regneark.layouts.oekonomi.budgetopfoelgning import Opfoelgningslaeser
from plads.ingest.regneark.layouts.oekonomi.budgettabel import Budgetlaeser
from plads.ingest.regneark.layouts.oekonomi.posteringer import Posteringslaeser
from plads.ingest.regneark.layouts.personfiler import sagskolonner, specialtilbud
from plads.ingest.regneark.layouts.personfiler.sager import Sagslaeser
from plads.ingest.regneark.layouts.personfiler.specialtilbud import Specialtilbudslaeser
from plads.ingest.regneark.layouts.pivottabel.pivot import Pivotlaeser
from plads.ingest.regneark.layouts.planer import bilag6, forloebsliste
from plads.ingest.regneark.layouts.planer.bilag6 import Bilag6laeser
from plads.ingest.regneark.layouts.planer.forloebsliste import Forloebslaeser
from plads.ingest.regneark.tabeller.kort import Kort, applied, applied_alike
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, tables
from plads.models.proveniens import Indlaesningsart

LAESERE: tuple[Laeser, ...] = (
    Aktivitetslaeser(),
    Bredlaeser(),
    Omraadearklaeser(),
    Pivotlaeser(),
    Posteringslaeser(),
    Opfoelgningslaeser(),
    Budgetlaeser(),
    Forventningslaeser(),
    Forloebslaeser(),
    Bilag6laeser(),
    Sagslaeser(),
    Specialtilbudslaeser(),
)

# How many rows of a long sheet it is known again by.
KENDES_PAA = 500

# The layouts of one plain table each, whose columns a user may map by hand.
KORTLAGTE: dict[str, tuple[Kolonne, ...]] = {
    "L01": aktivitet.KOLONNER,
    "L05": sagskolonner.KOLONNER,
    "L06": posteringer.KOLONNER,
    "L08": budgetark.KOLONNER,
    "L09": forventningskolonner.KOLONNER,
    "L10": forloebsliste.KOLONNER,
    "L11": specialtilbud.KOLONNER,
    "L12": bilag6.KOLONNER,
}
_TABELLER: dict[str, Callable[[Projektmappe], Tabel | None]] = {
    "L08": budgetark.table,
    "L09": forventningskolonner.table,
    "L12": bilag6.table,
}


def table_of(bog: Projektmappe, layout: str) -> Tabel | None:
    """Return where the reader of a layout sees its table and columns, before a user has said anything of them."""
    if layout in _TABELLER:
        return _TABELLER[layout](bog)
    return next((tabel for _, tabel in tables(bog, KORTLAGTE[layout])), None)


def with_columns(bog: Projektmappe, mapped: Kort, *, alle: bool = False) -> Projektmappe:
    """Return a workbook whose headings say what a user has said they are: of one sheet, or of `alle` with its own."""
    return (applied_alike if alle else applied)(bog, mapped, KORTLAGTE.get(mapped.layout, ()))


def scored(anmodning: Anmodning, art: Indlaesningsart | None = None) -> list[tuple[float, Laeser]]:
    """Return the readers that know a workbook again with how certain they are, the most certain first."""
    narrow = replace(anmodning, bog=_narrowed(anmodning.bog))
    found = [(laeser.recognises(narrow), laeser) for laeser in LAESERE if art in (None, laeser.art)]
    return sorted((pair for pair in found if pair[0]), key=lambda pair: -pair[0])


def _narrowed(bog: Projektmappe) -> Projektmappe:
    """Return a workbook without what nothing is known again by: the far end of rows, the far end of long lists.

    In rows wider than any table every cell would be tried as a name; a list goes on as it began.
    """
    long = replace(bog, ark=tuple(top(ark, KENDES_PAA) for ark in bog.ark))
    return replace(long, ark=tuple(
        replace(ark, raekker={nr: dict(islice(row.items(), FLEST_OVERSKRIFTER)) for nr, row in ark.raekker.items()})
        if any(len(row) > FLEST_OVERSKRIFTER for row in ark.raekker.values()) else ark
        for ark in long.ark
    ))  # fmt: skip


def recognise(anmodning: Anmodning, art: Indlaesningsart | None = None) -> list[Laeser]:
    """Return the readers that are most certain of a workbook: none, one, or several that are equally so."""
    found = scored(anmodning, art)
    return [laeser for score, laeser in found if score == found[0][0]]
