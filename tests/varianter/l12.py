"""Variants of L12: the annex where the temperature is a cell's colour, or a word."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.styles.colors import Color

from tests.varianter.grund import Blad, Facit, Lod, extra_sheets, heading, saved

# The plan's own letters and titles, as in data/planer/koebenhavn.yaml.
TITLER = {
    "a": "Styrkelse af skolernes ressourcecentre",
    "b": "Styrkelse af kompetencecentrene",
    "c": "Styrkelse af den tidlige indsats i dagtilbuddene",
    "d": "Styrkelse af specialsupporten (PPR) til lærere og pædagoger",
    "e": "Fleksible indsatser",
    "f": None,
    "g": None,
    "h": None,
}
FARVER = {
    "grøn": ("92D050", "00B050", "C6EFCE"),
    "gul": ("FFC000", "FFFF00", "FFEB9C"),
    "rød": ("FF0000", "C00000", "FFC7CE"),
}
# Of the theme that openpyxl writes: the third and the second accent.
TEMA = {"grøn": 6, "rød": 5}
TRIN = {"grøn": "planmaessig", "gul": "opmaerksomhed", "rød": "kritisk"}
ORD = {
    "grøn": ("Grøn", "grøn", "GRØN", "Planmæssig"),
    "gul": ("Gul", "gult", "Opmærksomhed"),
    "rød": ("Rød", "rødt", "Kritisk"),
}


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one annex and what must come of it."""
    facit = Facit(laest=0)
    dag = date(lod.randint(2018, 2022), lod.randint(1, 12), lod.randint(1, 28))
    how = lod.en("temperatur", "fyld", "ord", "fyld og ord", "blandet", "temafarve", "ordløs prik")
    bog = Workbook()
    ws = bog.active
    ws.title = lod.choice(("Bilag 6", "Ark1", "Status"))
    titler = ["Skematisk oversigt - status pr. indsats"]
    if lod.kvirk("uden dato", 0.2):
        facit.beskeder.append("hvilken dag")
        dag = date(2023, 5, 17)
    else:
        titler.append(lod.choice((f"Status pr. {dag:%d-%m-%Y}", f"Pr. {dag:%d.%m.%Y}")))
    blad = Blad.start(ws, lod, tuple(titler), mindst=2)
    keys = ["ind", "temp", "lev", "eff", "antal", "ris"]
    apart = lod.kvirk("bogstav for sig", 0.2)
    if apart:
        keys.insert(0, "bogstav")
    if lod.kvirk("kolonner byttet", 0.3):
        lod.shuffle(keys)
    words = {
        "ind": ("Indsats", "Indsatser", "Indsatsens navn"),
        "temp": ("Projekttemperatur", "Temperatur", "Projekt-\ntemperatur"),
        "lev": ("Hovedleverancer",),
        "eff": ("Forventet effekt",),
        "antal": ("Antal skoler/inst.", "Antal"),
        "ris": ("Risici",),
        "bogstav": ("Nr.", "Litra"),
    }
    blad.table([heading(lod, lod.choice(words[key])) for key in keys], [])
    for c in range(blad.foerste_kolonne, blad.foerste_kolonne + len(keys)):
        ws.cell(blad.raekke, c).fill = PatternFill("solid", fgColor="DDDDDD")
    for bogstav in sorted(lod.sample(sorted(TITLER), lod.randint(3, 8))):
        _row(lod, facit, blad, keys, bogstav, how, apart=apart, dag=dag)
    if lod.kvirk("signatur under", 0.3):
        for nr, (navn, farver) in enumerate(FARVER.items()):
            cell = ws.cell(blad.naeste + 2 + nr, blad.foerste_kolonne + len(keys) + 2)
            cell.value, cell.fill = navn, PatternFill("solid", fgColor=farver[0])
    extra_sheets(bog, lod)
    return "bilag6.xlsx", saved(bog), facit


def _row(
    lod: Lod, facit: Facit, blad: Blad, keys: list[str], bogstav: str, how: str, *, apart: bool, dag: date
) -> None:
    facit.laest = (facit.laest or 0) + 1
    temperatur = lod.choice((*TRIN, None)) if lod.random() < 0.3 else lod.choice(sorted(TRIN))
    titel = TITLER[bogstav] or f"Indsats {bogstav}"
    navn = (
        titel
        if apart
        else lod.choice(
            (
                f"{bogstav}) {titel}",
                f"{bogstav}. {titel}",
                f"{bogstav.upper()}) {titel}",
                f"{bogstav}) Indsats {bogstav}",
            )
        )
    )
    cells: dict[str, Any] = {
        "ind": navn,
        "bogstav": lod.choice((bogstav, f"{bogstav})", bogstav.upper())),
        "lev": "• Leverance 1\n• Leverance 2 (uge 43)",
        "antal": lod.choice(("9 skoler", "9 + 15 skoler", "7 inst.", None)),
        "ris": "Risiko: sygdom",
        "eff": None,
    }
    row = blad.add([cells.get(key) for key in keys])
    blad.ws.cell(row, blad.foerste_kolonne + keys.index("lev")).alignment = Alignment(wrap_text=True)
    cell = blad.ws.cell(row, blad.foerste_kolonne + keys.index("temp"))
    key = ("temp", f"kbh/{bogstav}", str(dag))
    facit.raekker[key] = TRIN[temperatur] if temperatur else "ikke_oplyst"
    if temperatur is None:
        cell.value = lod.choice((None, "Ikke vurderet", "-"))
        if cell.value == "Ikke vurderet":
            facit.raekker[key] = "ikke_vurderet"
        else:
            facit.beskeder.append("temperaturen mangler")
        return
    _colour(lod, facit, cell, temperatur, lod.choice(("fyld", "ord")) if how == "blandet" else how)


def _colour(lod: Lod, facit: Facit, cell: Any, temperatur: str, how: str) -> None:
    if how in ("fyld", "fyld og ord", "temafarve"):
        if how == "temafarve" and temperatur in TEMA:
            cell.fill = PatternFill("solid", fgColor=Color(theme=TEMA[temperatur], tint=lod.choice((0.0, 0.4))))
        else:
            cell.fill = PatternFill("solid", fgColor=lod.choice(FARVER[temperatur]))
        cell.value = lod.choice((None, "●"))
    if how in ("ord", "fyld og ord"):
        cell.value = lod.choice(ORD[temperatur])
    if how == "ordløs prik":
        cell.value = "●"
        facit.ask("Farv cellen")
