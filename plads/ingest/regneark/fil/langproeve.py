"""A long sheet read through its sample (see langeark): what the readers say of that is spread over the sheet."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from python_calamine import CalamineSheet

from plads.ingest.regneark.fil.detaljer import FLEST_UDSEENDER, FOR_STORT, Detaljer, SheetError, read_details
from plads.ingest.regneark.fil.vaerdier import Tekstmaal, cells, looks
from plads.ingest.regneark.grund.ark import UDEN_VAERDI, Ark, Celle, Fejlvaerdi

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plads.ingest.regneark.fil.langeark import Langtark
    from plads.ingest.regneark.fil.udseende import Udseende


class Stile(Protocol):
    """The cell styles that tell something: those in per cent, and those with a look."""

    @property
    def procent(self) -> frozenset[int]: ...

    @property
    def udseender(self) -> Mapping[str, Udseende]: ...


def is_readable(lang: Langtark, stile: Stile) -> bool:
    """Return whether the sample is a sheet with one cell for each kind; what is wrong is said of the sheet itself."""
    try:
        return _of_sample(lang, stile).celler == lang.prover
    except SheetError:
        return False


def _of_sample(lang: Langtark, stile: Stile) -> Detaljer:
    return read_details(BytesIO(lang.sample()), stile.procent, stile.udseender, lang.prover, lang.prover)


def sample_details(lang: Langtark, stile: Stile, most_cells: int) -> Detaljer:
    """Return the details of a sample, with the count of the sheet's own cells; raise SheetError for too many."""
    if lang.filled() > most_cells or lang.extent() > 8 * most_cells:
        raise SheetError(FOR_STORT)
    return replace(_of_sample(lang, stile), antal=lang.filled())


def long_sheet(  # noqa: PLR0913 a sheet, and all that was found of it
    sheet: CalamineSheet, navn: str, skjult: bool, found: Detaljer, lang: Langtark, tekst: Tekstmaal
) -> Ark:
    """Return a long sheet from what was read of its sample."""
    read = sheet.to_python(skip_empty_area=False)
    kinds = len(lang.celler)
    if len(read) != lang.prover:
        raise ValueError(len(read))
    vaerdier: list[Celle | None] = [dict(cells(row[:1])).get(1) for row in read[:kinds]]
    unusual = {nr: Fejlvaerdi(said) for (nr, _), said in found.fejl.items()}
    for nr, value in {**unusual, **dict.fromkeys((nr for nr, _ in found.uden_vaerdi), UDEN_VAERDI)}.items():
        vaerdier[nr - 1] = value
    tekst.add(lang.count([len(value) if isinstance(value, str) else 0 for value in vaerdier]))
    looked = {nr - 1: look for (nr, _), look in found.udseender.items()}
    seen = [((r, c), looked[kind]) for r, c, kind in lang.where(looked.keys())[:FLEST_UDSEENDER]]
    percent = lang.where({nr - 1 for nr, _ in found.procent})
    rows = lang.rows(vaerdier)
    hidden = lang.rows_of({nr - 1 - kinds for nr in found.skjulte_raekker if nr > kinds})
    return Ark(
        navn, rows, skjult, frozenset(hidden & set(rows.numre) if hidden else ()),
        frozenset((r, c) for r, c, _ in percent), tuple(found.flettede), *looks(seen),
        skjulte_kolonner=frozenset(found.skjulte_kolonner),
    )  # fmt: skip
