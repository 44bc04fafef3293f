"""L07: a municipality's own budget follow-up.

The result is what is expected less the corrected budget: plus is overspending.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kommune import labelled, municipality
from plads.ingest.regneark.layouts.oekonomi.opfoelgningskolonner import (
    FORVENTET,
    KODE,
    NAVNE,
    TEKST,
    Opfoelgning,
    certainty,
    find,
    is_code,
)
from plads.ingest.regneark.layouts.oekonomi.opfoelgningssummer import Figurer, Regnet, doubt_summaries
from plads.ingest.regneark.layouts.oekonomi.opfoelgningstitler import refuse_new_tables
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import Pengeenhed, amount, in_unit
from plads.ingest.regneark.tabeller.celler import RET, CellError, code, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.models.oekonomi import Opfoelgningskolonne as Tal
from plads.models.oekonomi import Opfoelgningstal
from plads.models.proveniens import Indlaesningsart
from plads.text import MAANEDER, decimaltal, kr, opremsning

LAENGSTE_KODE, LAENGSTE_TEKST = 60, 200
# No municipality spends so much on one line: then the amounts are not in mio. kr.
FOR_STORT = 10**13
_SUM = re.compile(r"(?:i alt|sum|samle[td]e?|total)\b.*|.*\bi alt")
Eksempel = tuple[Linje, Tal, int]


@dataclass
class _State:
    """What has been read so far: each code's figures and place, and what a total row of the sheet is held against."""

    kommune: str
    seen: dict[tuple[int, str], tuple[str, Figurer]] = field(default_factory=dict)
    tekster: dict[tuple[int, str], str] = field(default_factory=dict)
    alle: list[Regnet] = field(default_factory=list)
    arket: list[Figurer] = field(default_factory=list)
    siden: list[Figurer] = field(default_factory=list)
    skaeve: list[str] = field(default_factory=list)
    eksempel: Eksempel | None = None


class Opfoelgningslaeser:
    """Reads L07."""

    layout, art, forventer_cpr, laeser_soejler = "L07", Indlaesningsart.BUDGETOPFOELGNING, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Opfoelgningstal per code and column that has a figure."""
        udbytte = Udbytte(self.layout, self.art)
        sheets = find(anmodning, udbytte)
        texts = [text for sheet in sheets for text in (*sheet.tabel.above(), sheet.tabel.ark.navn)]
        texts += [text for sheet in sheets for text in labelled(sheet.tabel, anmodning.katalog)]
        kommune = municipality(texts, anmodning.katalog, udbytte) if sheets else None
        if kommune is None:
            return udbytte
        for sheet in sheets:
            refuse_new_tables(sheet, kommune.kode, anmodning.katalog, udbytte)
        # What stands below such a title is no row of the sheet's: more problems of it would only hide the first.
        if udbytte.report.problems:
            return udbytte
        state = _State(kommune.kode)
        for sheet in sheets:
            _read_sheet(sheet, state, udbytte)
        doubt_summaries(state.alle)
        udbytte.summer = _control_sums(state)
        udbytte.periode = opremsning([str(aar) for aar in sorted({aar for aar, _ in state.seen})])
        if not udbytte.laest:
            udbytte.problem(sheets[0].tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def _read_sheet(sheet: Opfoelgning, state: _State, udbytte: Udbytte) -> None:
    """Note every row of a sheet, and what had to be assumed of it."""
    state.arket, state.siden, state.skaeve, state.eksempel = [], [], [], None
    for linje in lines(sheet.tabel, udbytte):
        _read_row(linje, sheet, state)
    if state.skaeve:
        besked = "korr. budget inkl. bevillingsans. er ikke summen af korr. budget ekskl. og bevillingsans."
        more = f" Det gælder {len(state.skaeve)} rækker." if len(state.skaeve) > 1 else ""
        udbytte.warn(sheet.tabel.ark.navn, state.skaeve[0], f"Rækkens {besked}{more}")
    if sheet.antaget and state.eksempel:
        _tell_unit(*state.eksempel)


def _tell_unit(linje: Linje, tal: Tal, oere: int) -> None:
    """Say which unit was assumed, with an amount that a person can judge."""
    if abs(oere) >= FOR_STORT:
        linje.problem(NAVNE[tal], "enheden mangler. Skriv fx «1.000 kr.» eller «kr.» over tabellen.")
        return
    given = decimaltal(in_unit(oere, Pengeenhed.MIO), 3)
    besked = f"filen siger ikke, hvilken enhed beløbene har. {given} er læst som mio. kr., altså {kr(oere)}"
    linje.warn(NAVNE[tal], f"{besked} Er det rigtigt?")


def _read_row(linje: Linje, sheet: Opfoelgning, state: _State) -> None:
    """Note one row: its figures, or that it is a sum, or a heading, or what is wrong with it."""
    has_code = linje.value(KODE) is not None
    if linje.is_total or (not has_code and _is_sum(linje.value(TEKST))):
        _check_total(linje, sheet, state)
    elif not has_code and not any(linje.value(NAVNE[tal]) is not None for tal in sheet.tal):
        linje.udbytte.sprunget_over += 1
        linje.inform(TEKST, "rækken er en overskrift og har ingen tal.")
    else:
        linje.udbytte.laest += 1
        _read_line(linje, sheet, state)


def _is_sum(value: Celle | None) -> bool:
    return isinstance(value, str) and _SUM.fullmatch(noegle(value).rstrip(":")) is not None


def _read_line(linje: Linje, sheet: Opfoelgning, state: _State) -> None:
    kode = linje.read(KODE, partial(code, most=LAENGSTE_KODE))
    tekst = linje.read(TEKST, _short) if linje.tabel.has(TEKST) else None
    amounts = {tal: linje.read(NAVNE[tal], partial(amount, enhed=sheet.enhed)) for tal in sheet.tal}
    figurer = {tal: oere for tal, oere in amounts.items() if oere is not None}
    if linje.ok and is_code(linje.value(TEKST)) and not is_code(linje.value(KODE)):
        linje.problem(KODE, f"koden og teksten er vist byttet om. {RET}")
    if not linje.ok or kode is None:
        return
    if not figurer:
        linje.inform(KODE, "rækken har ingen tal. Intet er gemt for den.")
    if (key := (sheet.aar, kode)) in state.seen:
        _repeated(linje, state.seen[key], figurer)
        return
    state.seen[key] = (f"arket «{linje.ark}» række {linje.nr}", figurer)
    state.tekster[key] = tekst or kode
    _keep(linje, sheet, state, kode, figurer)


def _short(value: Celle | None) -> str:
    said = text(value)
    if len(said) > LAENGSTE_TEKST:
        raise CellError(f"teksten er for lang (højst {LAENGSTE_TEKST} tegn).")
    return said


def _repeated(linje: Linje, before: tuple[str, Figurer], figurer: Figurer) -> None:
    where, first = before
    if first == figurer:
        linje.udbytte.sprunget_over += 1
        linje.inform(KODE, f"koden og tallene står også i {where}. De er talt med én gang.")
    else:
        linje.problem(KODE, f"koden står også i {where} med andre tal. Slet den ene række.")


def _keep(linje: Linje, sheet: Opfoelgning, state: _State, kode: str, figurer: Figurer) -> None:
    state.alle.append(Regnet(linje, sheet.aar, figurer))
    state.arket.append(figurer)
    state.siden.append(figurer)
    parts = [figurer.get(tal) for tal in (Tal.KORRIGERET_EKSKL, Tal.BEVILLING, Tal.KORRIGERET_INKL)]
    ekskl, bevilling, inkl = parts
    if ekskl is not None and bevilling is not None and inkl is not None and abs(ekskl + bevilling - inkl) > 1:
        state.skaeve.append(linje.celle(NAVNE[Tal.KORRIGERET_INKL]))
    state.eksempel = _example(state.eksempel, linje, figurer)
    for tal, oere in figurer.items():
        row = Opfoelgningstal(
            kommune=state.kommune, aar=sheet.aar, kode=kode, kolonne=tal, oere=oere,
            tekst=state.tekster[sheet.aar, kode],
        )  # fmt: skip
        linje.udbytte.add(row, linje.ark, linje.celle(NAVNE[tal]))


def _example(before: Eksempel | None, linje: Linje, figurer: Figurer) -> Eksempel | None:
    """Return the amount that best shows which unit was meant: the first too large, else a budget, else any at all."""
    if before and abs(before[2]) >= FOR_STORT:
        return before
    said: list[Eksempel] = [(linje, tal, oere) for tal, oere in figurer.items() if oere]
    large = [example for example in said if abs(example[2]) >= FOR_STORT]
    budgets = [example for example in [before, *said] if example and example[1] is Tal.KORRIGERET_INKL]
    return next(iter([*large, *budgets, *([before] if before else []), *said]), None)


def _check_total(linje: Linje, sheet: Opfoelgning, state: _State) -> None:
    """Leave a total row out, and note each sum that says something else than the rows it adds up."""
    udbytte = linje.udbytte
    udbytte.sprunget_over += 1
    # A sheet of nothing but totals adds up the sheets before it.
    others = [row.figurer for row in state.alle if row.aar == sheet.aar]
    added_up = (state.siden, state.arket) if state.arket else (others,)
    for tal in sheet.tal:
        stated = linje.stated(NAVNE[tal], partial(amount, enhed=sheet.enhed))
        sums = [sum(figurer.get(tal, 0) for figurer in rows) for rows in added_up]
        # Each figure was rounded to øre, so a total may be an øre off for each.
        if stated is None or udbytte.fejlraekker or min(abs(stated - given) for given in sums) <= len(added_up[-1]):
            continue
        said = f"Kolonnen «{NAVNE[tal]}»: summen er {kr(stated)} i filen, men rækkerne giver {kr(sums[-1])}"
        udbytte.problem(linje.ark, linje.celle(NAVNE[tal]), f"{said} Ret rækkerne eller summen.")
    state.siden = []
    udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), "Rækken er en sum og er ikke læst som tal.")


def _control_sums(state: _State) -> dict[str, int | float]:
    """Return the corrected budget and each result in mio. kr., by text; a text of several codes is told apart."""
    times = Counter((aar, tekst) for (aar, _), tekst in state.tekster.items())
    years = {aar for aar, _ in state.seen}
    sums: dict[str, int | float] = defaultdict(float)
    for (aar, kode), (_, figurer) in state.seen.items():
        tekst = state.tekster[aar, kode]
        navn = tekst if times[aar, tekst] == 1 else f"{tekst} ({kode})"
        navn = navn if len(years) == 1 else f"{navn} {aar}"
        inkl = figurer.get(Tal.KORRIGERET_INKL)
        if inkl is None:
            continue
        sums[f"{navn}: korr. inkl."] = float(in_unit(inkl, Pengeenhed.MIO))
        for tal in FORVENTET:
            if tal in figurer:
                sums[f"{navn}: resultat {date_of(tal)}"] = float(in_unit(figurer[tal] - inkl, Pengeenhed.MIO))
    return dict(sums)


def date_of(tal: Tal) -> str:
    """Return the date of a forecast: '31. marts'."""
    _, dag, maaned = tal.value.split("_")
    return f"{dag}. {MAANEDER[int(maaned) - 1]}"
