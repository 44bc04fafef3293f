"""Variants of L03: one period, a sheet per område, indicators across."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import (
    ANDRE_OMRAADENAVNE,
    INDIKATORER,
    MAANEDER,
    OMRAADE_AF,
    OMRAADENAVNE,
    OMRAADER,
    SKOLER,
    Blad,
    Facit,
    Lod,
    extra_sheets,
    heading,
    saved,
    school_name,
    school_number,
)

KORTE = {
    OMRAADER[0]: ("Amager", "AMAGER", "1 Amager"),
    OMRAADER[1]: ("Indre By-Østerbro", "Indre By-Ø.bro", "Indre By - Østerbro", "Indre By"),
    OMRAADER[2]: ("Nørrebro-Bispebjerg", "Nørrebro-Bisp.", "Nørrebro"),
    OMRAADER[3]: ("Valby-Vesterbro-Kgs.E", "Valby-Vesterbro-Kgs. Enghave", "Valby-Vesterbro", "Valby-V.bro-Kgs.E"),
    OMRAADER[4]: ("Vanløse-Brønshøj", "Vanløse-Brh.", "Brønshøj-Vanløse"),
}
SKRAA = {"Indre By-Ø.bro", "Valby-V.bro-Kgs.E", "Nørrebro-Bisp.", "Vanløse-Brh.", "Indre By"}
ORD = {
    "ppv": ("PPV", "PPV'er", "Antal PPV", "PPVer", "Antal PPV'er"),
    "indstilling": ("Indst.", "Indstillinger", "Antal indstillinger", "Indstilling"),
    "visitation": ("Visit.", "Visitationer", "Antal visitationer"),
    "klage": ("Klager", "Klage", "Antal klager"),
}
NAVNE = ("Skole", "Skolens navn", "Skolenavn", "Institution", "Skole/institution")


def _periods(lod: Lod) -> tuple[list[str], date, date]:
    """Return a period as titles write it, and its first and last day."""
    aar = lod.randint(2018, 2022)
    kvt, md = lod.randint(1, 4), lod.randint(1, 12)
    ways: tuple[tuple[list[str], date, date], ...] = (
        (
            [
                f"Data pr. område, 1. halvår {aar}",
                f"1. halvår {aar}",
                f"1. halvår {aar} ",
                f"Jan-jun {aar}",
                f"januar-juni {aar}",
                f"januar til juni {aar}",
            ],
            date(aar, 1, 1),
            date(aar, 6, 30),
        ),
        ([f"2. halvår {aar}", f"Periode: 2. halvår {aar}"], date(aar, 7, 1), date(aar, 12, 31)),
        (
            [f"{kvt}. kvartal {aar}", f"{kvt}. kvt. {aar}", f"Periode: {kvt}. kvartal {aar}"],
            date(aar, 3 * kvt - 2, 1),
            _last(aar, 3 * kvt),
        ),
        (
            [
                f"{MAANEDER[md - 1]} {aar}",
                f"{MAANEDER[md - 1].capitalize()} {aar}",
                f"Tal for {MAANEDER[md - 1]} {aar}",
                f"Opgørelse for {MAANEDER[md - 1]} {aar}",
            ],
            date(aar, md, 1),
            _last(aar, md),
        ),
        ([f"Hele {aar}", f"År {aar}", f"Kalenderåret {aar}", f"{aar}"], date(aar, 1, 1), date(aar, 12, 31)),
        (
            [
                f"Skoleåret {aar - 1}/{aar % 100:02}",
                f"skoleår {aar - 1}/{aar}",
                f"Skoleåret {aar - 1}-{aar}",
                f"{aar - 1}/{aar % 100:02}",
            ],
            date(aar - 1, 8, 1),
            date(aar, 7, 31),
        ),
    )
    return lod.choice(ways)


def _last(aar: int, md: int) -> date:
    return date.fromordinal(date(aar + md // 12, md % 12 + 1, 1).toordinal() - 1)


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one workbook with a sheet per område and what must come of it."""
    facit = Facit(laest=0)
    texts, fra, til = _periods(lod)
    periode = lod.choice(texts)
    lod.kvirker.append(f"periode {periode!r}")
    where = lod.en("periode på", "forside", "hvert ark", "ingen steder")
    if where == "ingen steder":
        facit.ask("hvilken periode")
    bog = Workbook()
    bog.remove(bog.active)
    koder = lod.sample(sorted(INDIKATORER), lod.randint(2, 4))
    areas = sorted({OMRAADE_AF[nr] for nr in lod.sample(sorted(SKOLER), 8)}, key=OMRAADER.index)
    done: list[tuple[str, dict[str, Any]]] = []
    style = {
        "omr": lod.en("område", "A1 og arknavn", "arknavn", "A1"),
        "total": lod.en("total", "ingen", "rigtig", "formel", "forkert"),
        "ialt": lod.kvirk("I alt-kolonne", 0.25),
        "nr": lod.kvirk("inst.nr.", 0.25),
        "bland": lod.kvirk("kolonner skifter", 0.6),
    }
    wrong = [style["total"] == "forkert"]
    for area in areas:
        _sheet(lod, facit, bog, area, koder, (fra, til), periode if where == "hvert ark" else "", style, wrong, done)
    if where == "forside":
        ws = bog.create_sheet("Forside", lod.choice((0, len(bog.sheetnames))))
        ws[lod.choice(("B3", "A1", "C5"))] = periode
    if lod.kvirk("samlet ark", 0.25) and where == "forside":
        _city(lod, bog, koder, done)
        facit.laest = (facit.laest or 0) + len(done)
    extra_sheets(bog, lod)
    return "omraader.xlsx", saved(bog), facit


def _sheet(
    lod: Lod,
    facit: Facit,
    bog: Workbook,
    area: str,
    koder: list[str],
    tid: tuple[date, date],
    periode: str,
    style: dict[str, Any],
    wrong: list[bool],
    done: list[tuple[str, dict[str, Any]]],
) -> None:
    named = lod.choice(KORTE[area]) if style["omr"] != "A1" else f"Ark {OMRAADER.index(area) + 1}"
    if style["omr"] == "arknavn" and named in SKRAA:
        facit.may_ask()
    ws = bog.create_sheet(named[:31])
    titler = []
    if style["omr"] != "arknavn":
        full = lod.choice((OMRAADENAVNE[area], *ANDRE_OMRAADENAVNE[area])).removeprefix("Område ")
        titler.append(lod.choice((f"Område: {full}", f"Område {full}", full)))
    if periode:
        titler.append(periode)
    blad = Blad.start(ws, lod, tuple(titler), mindst=1)
    keys = ["navn", *koder]
    if style["nr"]:
        keys.insert(0, "nr")
    if style["bland"]:
        lod.shuffle(keys)
    words = {"navn": lod.choice(NAVNE), "nr": "Inst.nr.", **{kode: lod.choice(ORD[kode]) for kode in koder}}
    hoved = [heading(lod, words[key]) for key in keys] + (["I alt"] if style["ialt"] else [])
    blad.table(hoved, [])
    sums, first = dict.fromkeys(koder, 0), len(done)
    for nr in (nr for nr in SKOLER if OMRAADE_AF[nr] == area):
        row: dict[str, Any] = {
            "nr": school_number(lod, nr, facit, lod.choice(("tal", "tekst"))),
            "navn": school_name(lod, nr),
        }
        for kode in koder:
            row[kode] = _figure(lod, facit, nr, kode, tid)
            sums[kode] += row[kode] if isinstance(row[kode], int) else 0
        done.append((nr, row))
        numbers = [row[kode] for kode in koder]
        total = sum(n for n in numbers if isinstance(n, int))
        blad.add([row[key] for key in keys] + ([total] if style["ialt"] else []))
    if any(row[kode] is not None for _, row in done[first:] for kode in koder):
        # A sheet without any figure is told and left out.
        facit.laest = (facit.laest or 0) + len(done) - first
    for kode in koder:
        navn = INDIKATORER[kode]
        facit.summer[navn] = facit.summer.get(navn, 0) + sums[kode]
    _total(facit, blad, keys, koder, sums, style, wrong)
    blad.noise(len(hoved))


def _figure(lod: Lod, facit: Facit, nr: str, kode: str, tid: tuple[date, date]) -> Any:
    fra, til = tid
    month = fra.month == til.month and fra.year == til.year
    key = ("akt", fra.year * 100 + fra.month, kode, nr) if month else ("værdi", str(fra), str(til), kode, nr)
    if lod.random() < 0.04:
        return None
    if lod.random() < 0.03:
        facit.raekker[key] = "skjult"
        return "<3"
    facit.raekker[key] = antal = lod.choice((0, 1, 3, 5, 8, 13, 21))
    return antal


def _total(
    facit: Facit,
    blad: Blad,
    keys: list[str],
    koder: list[str],
    sums: dict[str, int],
    style: dict[str, Any],
    wrong: list[bool],
) -> None:
    if style["total"] == "ingen":
        return
    row: dict[str, Any] = {"navn": "I alt", **sums}
    if style["total"] == "formel":
        row |= dict.fromkeys(koder, "=SUM(B5:B6)")
    elif wrong[0]:
        wrong[0] = False
        row[koder[0]] = sums[koder[0]] + 50
        facit.ask(str(row[koder[0]]), str(sums[koder[0]]))
    total = "=SUM(A1:B1)" if style["total"] == "formel" else sum(v for k, v in row.items() if k in koder)
    blad.add([row.get(key) for key in keys] + ([total] if style["ialt"] else []), bold=True)


def _city(lod: Lod, bog: Workbook, koder: list[str], done: list[tuple[str, dict[str, Any]]]) -> None:
    """Add a sheet that repeats every school."""
    ws = bog.create_sheet(lod.choice(("Hele byen", "I alt", "Samlet")))
    ws["A1"] = "Alle områder"
    ws.append([])
    ws.append(["Skole", *(INDIKATORER[kode] for kode in koder)])
    for _, row in done:
        ws.append([row["navn"], *(row[kode] for kode in koder)])
