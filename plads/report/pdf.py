"""A frozen set as pdf: slides, the note or the overview. Tagged (PDF/UA-1), fonts inside, made without a browser.

The words go to typst as data, so that nothing anybody wrote is ever taken for markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plads.dias import Dias, Figur, Frosset
from plads.errors import ExportError
from plads.report.afsnit import Afsnit, Tabeldel, overview, status
from plads.report.bredder import shares
from plads.report.diagram import diagram
from plads.report.fodnoter import footer, stamp
from plads.report.tegning import SKRIFTER, picture
from plads.tables import Table

# How many different signs without a type are let pass before a text is refused.
UKENDTE, KASSE = 60, "\N{WHITE SQUARE}"
_UDEN_SKRIFT = re.compile(r'the text `"(.+?)"` could not be displayed')
SKABELONER = Path(__file__).with_name("skabeloner")


def pdf_bytes(saet: Frosset, slags: str = "dias") -> bytes:
    """Return the slides ("dias"), the status note ("status") or the overview ("oversigt") of a set.

    Raise ExportError for a set that has none.
    """
    if slags == "dias":
        if not saet.dias:
            raise ExportError("Præsentationen er tom, så der er ingen pdf at lave.")
        data: dict[str, Any] = {"dias": [_slide(saet, dias, nr) for nr, dias in enumerate(saet.dias, 1)]}
        return made("dias", data | document(saet.moede.titel, saet.moede.ejer, saet.frosset))
    dele = overview(saet) if slags == "oversigt" else status(saet)
    if not dele:
        raise ExportError("Sættet har intet at skrive i notatet.")
    data = {
        "dele": [part(del_) for del_ in dele],
        "liggende": slags == "oversigt",
        "hoved": f"{saet.moede.kommune} · {saet.moede.plannavn}",
        "fod": stamp(saet),
    }
    return made("notat", data | document(dele[0].titel, saet.moede.ejer, saet.frosset))


def made(skabelon: str, data: dict[str, Any]) -> bytes:
    """Return a pdf from a template and its data. Signs that no type of ours has are shown as boxes."""
    import typst

    ord_ = json.dumps(data, ensure_ascii=False)
    for _ in range(UKENDTE):
        try:
            return _compiled(skabelon, ord_)
        except typst.TypstError as error:
            ukendt = _UDEN_SKRIFT.search(str(error))
            if ukendt is None:
                raise ExportError("Pdf'en kunne ikke laves. Dine valg er uændrede.") from error
            ord_ = ord_.replace(ukendt[1], KASSE)
    raise ExportError("Pdf'en har for mange tegn, vi ikke har skrift til. Skriv teksten med danske bogstaver.")


def _compiled(skabelon: str, data: str) -> bytes:
    import typst

    found: bytes = typst.compile(
        str(SKABELONER / f"{skabelon}.typ"),
        root=str(SKABELONER),
        font_paths=[str(SKRIFTER)],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    return found


def document(titel: str, ejer: str, dag: datetime | date) -> dict[str, Any]:
    """Return what a document says of itself."""
    return {"titel": titel, "ejer": ejer or "Plads", "dag": [dag.year, dag.month, dag.day]}


def _slide(saet: Frosset, dias: Dias, nr: int) -> dict[str, Any]:
    figur = drawn(dias.figur, bredde=12.2, hoejde=3.7, punkt=14) if dias.figur else None
    tabel = dias.tabel or (short(dias.figur.tabel) if dias.figur and figur is None else None)
    return {
        "titel": dias.titel,
        "undertitel": dias.undertitel,
        "tal": [[et.navn, et.tal, et.note] for et in dias.noegletal],
        "punkter": list(dias.punkter),
        "figur": figur,
        "tabel": table(tabel) if tabel else None,
        "pointe": dias.pointe,
        "fod": footer(saet, dias, nr),
    }


def short(tabel: Table) -> Table:
    """Return as much of a table as a slide can carry."""
    return Table(tabel.columns[:5], tuple(row[:5] for row in tabel.rows[:6]))


def drawn(figur: Figur, *, bredde: float = 6.6, hoejde: float = 3.0, punkt: float = 9) -> dict[str, str] | None:
    """Return a figure as a picture with the sentence that says it; None where its table stands in its place."""
    d = diagram(figur)
    if d is None:
        return None
    svg = picture(d, bredde=bredde, hoejde=hoejde, punkt=punkt).decode()
    return {"svg": svg, "alt": f"{figur.alt} {d.mangler}".strip()}


def table(tabel: Table) -> dict[str, Any]:
    """Return a table as typst draws it: words only, and how wide each column is."""
    return {
        "titler": list(tabel.titler),
        "raekker": [list(row) for row in tabel.texts()],
        "hoejre": [column.kind.er_tal for column in tabel.columns],
        "bredder": shares(tabel),
    }


def part(del_: Afsnit) -> dict[str, Any]:
    """Return a part of a note as typst draws it."""
    figurer, tabeller = [], list(del_.tabeller)
    for titel, figur in del_.figurer:
        billede = drawn(figur)
        if billede is None:
            tabeller.append(Tabeldel(titel, figur.tabel, ""))
        else:
            figurer.append(billede | {"titel": titel})
    return {
        "titel": del_.titel,
        "er_titel": del_.er_titel,
        "fakta": _pairs(del_.fakta),
        "tekst": list(del_.tekst),
        "lister": [[titel, list(punkter)] for titel, punkter in del_.lister],
        "tabeller": [table(t.tabel) | {"titel": t.titel, "note": t.note} for t in tabeller],
        "figurer": figurer,
    }


def _pairs(par: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [list(et) for et in par]
