"""Variants of L10: the list of forløb, with school years, dates and letters as people write them."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import (
    OMRAADE_AF,
    SKOLER,
    Blad,
    Facit,
    Lod,
    area_name,
    extra_sheets,
    heading,
    old_calendar,
    saved,
    school_name,
    school_number,
    school_year,
)

ORD = {
    "skole": ("Skole/institution", "Skole", "Skolens navn", "Skole / institution", "Institution"),
    "nr": ("Inst.nr.", "Institutionsnummer"),
    "omr": ("Område",),
    "type": ("Forløb", "Forløbstype", "Type"),
    "ind": ("Indsats", "Indsatser"),
    "aar": ("Skoleår", "SKOLEÅR", "Skole-år"),
    "klasser": ("Klasser", "Antal klasser"),
    "plan": ("Planlagt start", "Planlagt opstart", "Planlagt"),
    "start": ("Faktisk start", "Faktisk opstart", "Startet"),
    "status": ("Status",),
    "ny": ("Ny dato", "Ny startdato", "Nyt tidspunkt"),
    "note": ("Bemærkning", "Bemærkninger", "Kommentar"),
}
TYPER = {
    "aktionslaering": ("Aktionslæring", "aktionslæring", "Aktionslæring "),
    "co-teaching": ("Co-teaching", "Coteaching", "CO-TEACHING"),
    "konflikthaandtering": ("Konflikthåndtering (pilot)", "Konflikthåndtering"),
    "aktionslaering-andre": ("Aktionslæring andre faggrupper", "Aktionslæring (andre faggrupper)"),
}
STATUS = {
    "igangsat": ("Igangsat", "I gang"),
    "forsinket": ("Igangsat (forsinket)", "Forsinket"),
    "udskudt": ("Udskudt",),
    "planlagt": ("Planlagt",),
    "afsluttet": ("Afsluttet", "Gennemført"),
}
BOGSTAVER = {
    "aktionslaering": ("d", "D", "d)", "Indsats d"),
    "co-teaching": ("a/b", "a+b", "a og b", "A, B", "a3/b2"),
    "konflikthaandtering": ("h", "H"),
    "aktionslaering-andre": ("d",),
}


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one list of forløb and what must come of it."""
    facit = Facit()
    aar = lod.randint(2018, 2021)
    dag = date(aar + 1, lod.randint(1, 6), lod.randint(1, 28))
    rows = [_row(lod, facit, aar, dag) for _ in range(lod.randint(1, 40))]
    facit.laest = len(rows)
    bog = Workbook()
    said = lod.choice(
        (
            f"Forløbsliste pr. {dag.day}. {_md(dag)} {dag.year}",
            f"Status pr. {dag:%d.%m.%Y}",
            f"Opgjort pr. {dag:%d-%m-%Y}",
            f"Forløb pr. {dag:%d/%m/%Y}",
        )
    )
    where = lod.en("dato i", "titel", "ved siden af", "ingen steder")
    titler: tuple[str, ...] = (said,)
    if where != "titel":
        titler = ("Forløb på skoler",)
    if where == "ingen steder":
        facit.ask("hvilken dag")
    ws = bog.active
    ws.title = lod.choice(("Forløb", "Ark1", "Liste"))
    blad = Blad.start(ws, lod, titler, mindst=3)
    if where == "ved siden af":
        free = next(r for r in range(1, blad.raekke) if ws.cell(r, 1).value is None)
        ws.cell(free, 1).value, ws.cell(free, 2).value = "Opgjort pr.", dag
    keys = [key for key in ORD if key in ("skole", "type", "aar", "status") or lod.random() < 0.85]
    if "ny" not in keys:
        keys.append("ny")
    if "start" not in keys or "plan" not in keys or "klasser" not in keys:
        keys = [*[key for key in keys if key not in ("start", "plan", "klasser")], "klasser", "plan", "start"]
    if lod.kvirk("kolonner byttet", 0.4):
        lod.shuffle(keys)
    hoved = [heading(lod, lod.choice(ORD[key]) if lod.random() < 0.4 else ORD[key][0]) for key in keys]
    if any("Skole-år" in " ".join(text.split()) or "skole-år" in text.lower() for text in hoved):
        facit.may_ask()
    blad.table(hoved, [[row[key] for key in keys] for row in rows])
    if lod.kvirk("antal nederst", 0.2):
        blad.add(["I alt" if key == "skole" else None for key in keys])
    blad.noise(len(keys))
    extra_sheets(bog, lod)
    old_calendar(bog, lod, facit)
    facit.summer["forloeb"] = len(rows)
    return "forloeb.xlsx", saved(bog), facit


def _md(dag: date) -> str:
    return ("januar", "februar", "marts", "april", "maj", "juni")[dag.month - 1]


def _row(lod: Lod, facit: Facit, aar: int, dag: date) -> dict[str, Any]:
    nr, kind, status = lod.choice(sorted(SKOLER)), lod.choice(sorted(TYPER)), lod.choice(sorted(STATUS))
    first = lod.choice((aar, aar + 1))
    skoleaar = f"{first}/{(first + 1) % 100:02}"
    klasser = lod.choice((None, 1, 2, 3))
    plan, plan_days = _planned(lod, first)
    start, start_days = (None, (None, None))
    if status in ("igangsat", "forsinket", "afsluttet"):
        began = date(first, 10, 1)
        start, start_days = lod.choice((began, f"{began:%d-%m-%Y}", f"{began:%d.%m.%Y}")), (str(began), str(began))
    ny, ny_days = _new(lod, dag) if status == "udskudt" else (None, (None, None))
    number = 1 + max([key[4] for key in facit.raekker if key[:4] == ("forløb", kind, nr, skoleaar)], default=0)
    facit.raekker["forløb", kind, nr, skoleaar, number] = (klasser, *plan_days, *start_days)
    facit.raekker["status", kind, nr, skoleaar, number] = (status, str(dag), *ny_days)
    return {
        "skole": school_name(lod, nr),
        "nr": school_number(lod, nr, facit, lod.choice(("tal", "tekst", "mellemrum"))),
        "omr": area_name(lod, OMRAADE_AF[nr]),
        "type": lod.choice(TYPER[kind]),
        "ind": lod.choice(BOGSTAVER[kind]),
        "aar": school_year(lod, first),
        "klasser": klasser,
        "plan": plan,
        "start": start,
        "status": lod.choice(STATUS[status]),
        "ny": ny,
        "note": lod.choice((None, "Aftalt med leder")),
    }


def _planned(lod: Lod, first: int) -> tuple[Any, tuple[str | None, str | None]]:
    day = date(first + 1, 3, 16)
    return lod.choice(
        (
            (day, (str(day), str(day))),
            (f"forår {first + 1}", (f"{first + 1}-03-01", f"{first + 1}-05-31")),
            ("forår", (f"{first + 1}-03-01", f"{first + 1}-05-31")),
            (f"{day:%d.%m.%Y}", (str(day), str(day))),
            ("uge 43", _week(first, 43)),
            (None, (None, None)),
            (f"marts {first + 1}", (f"{first + 1}-03-01", f"{first + 1}-03-31")),
        )
    )


def _new(lod: Lod, dag: date) -> tuple[Any, tuple[str | None, str | None]]:
    aar = dag.year
    return lod.choice(
        (
            ("uge 43", _week(aar, 43)),
            (f"uge 43, {aar}", _week(aar, 43)),
            (f"Uge 43 {aar}", _week(aar, 43)),
            ("afventer styregruppen", (None, None)),
            ("efter sommerferien", (f"{aar}-08-01", f"{aar}-12-31")),
            (f"efterår {aar}", (f"{aar}-09-01", f"{aar}-11-30")),
            (date(aar, 11, 2), (f"{aar}-11-02", f"{aar}-11-02")),
        )
    )


def _week(aar: int, nr: int) -> tuple[str, str]:
    return str(date.fromisocalendar(aar, nr, 1)), str(date.fromisocalendar(aar, nr, 7))
