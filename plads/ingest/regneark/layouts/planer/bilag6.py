"""L12: the annex with a temperature per indsats, where the temperature is the colour of a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Projektmappe, celle
from plads.ingest.regneark.grund.katalog import Elementopslag, Katalog, Trinopslag
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.planer.indsatser import (
    check_numbers,
    element_of,
    find_plan,
    is_known,
    said_of,
    without_numbers,
)
from plads.ingest.regneark.layouts.planer.temperaturdag import counted_on
from plads.ingest.regneark.layouts.planer.temperaturfarver import Skala, explains, is_colourless, says_nothing, scales
from plads.ingest.regneark.layouts.planer.temperaturstatus import STATUS, holds_temperatures
from plads.ingest.regneark.tabeller.celler import RET, text
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, certainty, choose, tables
from plads.models.proveniens import Indlaesningsart
from plads.models.styring import Dimension, Temperatur
from plads.text import dato, opremsning
from plads.tilstand import Tilstand

INDSATS, TEMPERATUR, MAERKE = "Indsats", "Projekttemperatur", "Bogstav"
LAENGST_OVERSKRIFT = 40
_INDSATS = Kolonne(INDSATS, ("Indsatser", "Indsatsnavn", "Indsatsens navn", "Indsatsområde", "Delindsats", "Projekt"))
_MAERKE = Kolonne(MAERKE, ("Nr", "Litra", "Mærke", "Indsats nr"), kraevet=False)
_TEMPERATURORD = ("Trafiklys", "Farve", "Samlet vurdering")
ANDRE = (
    Kolonne("Hovedleverancer", ("Leverancer",), kraevet=False),
    Kolonne("Forventet effekt", ("Effekt",), kraevet=False),
    Kolonne("Antal skoler/inst.", ("Antal", "Antal skoler", "Antal skoler/institutioner"), kraevet=False),
    Kolonne("Risici", ("Risiko",), kraevet=False),
)
# What a user may say that columns are.
KOLONNER = (_INDSATS, Kolonne(TEMPERATUR, ("Temperatur", "Status", *_TEMPERATURORD)), _MAERKE)
_IKKE_OPLYST = frozenset(("ikke oplyst", "ikke vurderet", "ikke relevant", "n/a", "na"))


@dataclass
class _State:
    """What is needed while rows are read, and what has been read."""

    skala: Skala
    opgjort: date
    seen: dict[str, int] = field(default_factory=dict)
    summer: Counter[str] = field(default_factory=Counter)


class Bilag6laeser:
    """Reads L12."""

    layout, art, forventer_cpr, laeser_soejler = "L12", Indlaesningsart.TEMPERATUR, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, _columns(anmodning.bog))

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one temperature per indsats."""
        udbytte = Udbytte(self.layout, self.art)
        tabel = choose(anmodning.bog, _columns(anmodning.bog), udbytte)
        if tabel is None:
            return udbytte
        tabel = without_numbers(tabel, INDSATS, MAERKE, anmodning.katalog, udbytte)
        linjer = list(_lines(tabel, anmodning.katalog, udbytte))
        plan = find_plan([said_of(linje, INDSATS, MAERKE) for linje in linjer], tabel, anmodning.katalog, udbytte)
        skala = _scale(plan.kode if plan else "", anmodning, tabel, udbytte)
        dag = counted_on(tabel, tabel.kolonner[TEMPERATUR], anmodning, udbytte)
        if plan is None or skala is None or dag is None:
            return udbytte
        state = _State(skala, dag)
        check_numbers(tabel, INDSATS, MAERKE, plan, udbytte)
        _check_column(tabel, linjer, udbytte)
        for linje in linjer:
            udbytte.laest += 1
            _read_line(linje, element_of(linje, plan, INDSATS, MAERKE), state)
        udbytte.summer = dict(state.summer)
        udbytte.periode = f"pr. {dato(dag)}"
        _tell_unused(tabel, udbytte)
        if not linjer:
            udbytte.problem(tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def _columns(bog: Projektmappe) -> tuple[Kolonne, ...]:
    """Return the columns of the layout; every heading that speaks of a temperature is one of the temperature's."""
    if any(ark.sagt is not None for ark in bog.ark):
        return (*KOLONNER, *ANDRE)
    rows = (row for ark in bog.ark if not ark.skjult for row in list(ark.raekker.values())[:OVERSKRIFT_BLANDT])
    texts = {value for row in rows for value in row.values() if isinstance(value, str)}
    words = sorted(tekst for tekst in texts if len(tekst) <= LAENGST_OVERSKRIFT and "temperatur" in tekst.lower())
    temperatur = Kolonne(TEMPERATUR, (*_TEMPERATURORD, *words))
    if holds_temperatures(bog, _INDSATS, temperatur):
        temperatur = Kolonne(TEMPERATUR, (*temperatur.ord, STATUS))
    return (_INDSATS, temperatur, _MAERKE, *ANDRE)


def table(bog: Projektmappe) -> Tabel | None:
    """Return the table of a workbook that is known again, with the columns a user may map otherwise."""
    return next((tabel for _, tabel in tables(bog, _columns(bog))), None)


def _lines(tabel: Tabel, katalog: Katalog, udbytte: Udbytte) -> Iterator[Linje]:
    """Give the rows with an indsats or a temperature, and note what the others are."""
    under = _under(tabel, udbytte)
    last = max((linje.nr for linje in under if is_known(said_of(linje, INDSATS, MAERKE), katalog)), default=0)
    for linje in under:
        if besked := _other_row(linje, katalog, last):
            udbytte.sprunget_over += 1
            udbytte.inform(tabel.ark.navn, celle(linje.nr, min(linje.celler, default=1)), besked)
        elif linje.ok:
            yield linje


def _under(tabel: Tabel, udbytte: Udbytte) -> list[Linje]:
    """Return the rows under the headings. A cell that is only coloured is none to the sheet's rows."""
    ark, temperature = tabel.ark, tabel.kolonner[TEMPERATUR]
    coloured = {nr for (nr, c) in ark.fyld if c == temperature and _fill_of(ark, nr, c)}
    numre = sorted(nr for nr in {*ark.raekker, *coloured} if nr > tabel.raekke)
    return [Linje(tabel, nr, ark.raekker.get(nr, {}), udbytte) for nr in numre]


def _other_row(linje: Linje, katalog: Katalog, last: int) -> str:
    """Return what a row is when it is no indsats of its own; '' when it is one."""
    said, where = said_of(linje, INDSATS, MAERKE), linje.tabel.kolonner[TEMPERATUR]
    is_coloured = bool(_fill_of(linje.tabel.ark, linje.nr, where))
    texts = [value for value in linje.celler.values() if isinstance(value, str)]
    above = _merged_from(linje, INDSATS)
    if not said and above:
        _check_same(linje, above)
        return "Rækken hører til indsatsen over og er ikke læst for sig." if linje.ok else ""
    if linje.nr > last and not is_coloured and _is_note(linje):
        return "Teksten under tabellen er ikke læst."
    if explains(said) or (not said and linje.nr > last + 1 and any(map(explains, texts))):
        return "Rækken forklarer farverne og er ikke læst."
    if linje.is_total and not is_coloured and not is_known(said, katalog):
        return "Rækken er en sum og er ikke læst."
    if not said and linje.nr == linje.tabel.raekke + 1 and not is_coloured and not any(map(explains, texts)):
        return "Rækken er en del af overskriften og er ikke læst."
    if is_coloured or linje.value(TEMPERATUR) is not None:
        return ""
    known = {c for navn, c in linje.tabel.kolonner.items() if navn not in (INDSATS, MAERKE)} & linje.celler.keys()
    is_own = bool(said) and (bool(known) or is_known(said, katalog))
    return "" if is_own else "Rækken har hverken indsats eller temperatur og er ikke læst."


def _is_note(linje: Linje) -> bool:
    """Return whether a row is only a label and its number: «Antal rækker:» and 8."""
    label, *others = linje.celler.values() if linje.celler else [None]
    numbers = [value for value in others if isinstance(value, int | float) and not isinstance(value, bool)]
    return isinstance(label, str) and label.rstrip().endswith(":") and len(numbers) == len(others) == 1


def _check_same(linje: Linje, above: int) -> None:
    """Note as a problem a row with another temperature than the indsats it goes on with."""
    ark, where = linje.tabel.ark, linje.tabel.kolonner[TEMPERATUR]
    own = [_fill_of(ark, linje.nr, where), linje.celler.get(where)]
    first = [_fill_of(ark, above, where), ark.raekker.get(above, {}).get(where)]
    if any(value and value != other for value, other in zip(own, first, strict=True)):
        linje.problem(TEMPERATUR, "rækken hører til indsatsen over, men har en anden temperatur. Lad kun én stå.")


def _scale(plan: str, anmodning: Anmodning, tabel: Tabel, udbytte: Udbytte) -> Skala | None:
    """Return the scale of a plan: the one named as it, else the only one there is."""
    found = scales(anmodning.katalog.temperaturtrin)
    own = [skala for skala in found if skala.navn == plan] or found
    if len(own) == 1:
        return own[0]
    what = "flere temperaturskalaer" if own else "ingen temperaturskala"
    udbytte.problem(tabel.ark.navn, "", f"Plads har {what}, så temperaturen kan ikke læses.")
    return None


def _check_column(tabel: Tabel, linjer: Sequence[Linje], udbytte: Udbytte) -> None:
    """Note as a problem a temperature whose heading reaches over other columns, or that no row has."""
    ark, where = tabel.ark, tabel.kolonner[TEMPERATUR]
    used = {c for nr, c in ark.fyld if nr > tabel.raekke} | {c for linje in linjer for c in linje.celler}
    for top, left, last, right in ark.flettede:
        beside = set(range(left, right + 1)) - {where}
        if top <= tabel.raekke <= last and left <= where <= right and beside & used:
            besked = "Overskriften over temperaturen er flettet over flere kolonner. Giv hver kolonne sin egen."
            udbytte.problem(ark.navn, celle(tabel.raekke, where), besked)
    if len(linjer) > 1 and not any(li.value(TEMPERATUR) or _fill_of(ark, li.nr, where) for li in linjer):
        besked = "Ingen af indsatserne har en temperatur. Farv cellerne, eller skriv fx grøn."
        udbytte.problem(ark.navn, celle(tabel.raekke, where), f"{besked} En csv-fil har ingen farver.")


def _read_line(linje: Linje, element: Elementopslag | None, state: _State) -> None:
    """Note one temperature, or every problem the row has."""
    trin = _step(linje, state.skala)
    if element is None or not linje.ok:
        return
    first = state.seen.setdefault(element.kode, linje.nr)
    if first != linje.nr:
        linje.problem(INDSATS, f"indsatsen står også i række {first}. Slet den ene.")
        return
    about = f"Indsats {element.maerke}" if element.niveau else "Hele planen"
    row = Temperatur(element=element.kode, dimension=Dimension.SAMLET, opgjort=state.opgjort)
    if trin is None:
        row.tilstand = Tilstand.IKKE_OPLYST
        besked = f"{about}: temperaturen mangler. Den bliver gemt som ikke vurderet."
        linje.udbytte.warn(linje.ark, linje.celle(TEMPERATUR), besked)
    else:
        row.skala, row.trin = trin.skala, trin.trin
        colour = state.skala.colour_of(trin)
        linje.udbytte.inform(linje.ark, linje.celle(TEMPERATUR), f"{about}: {colour} ({trin.navn.lower()}).")
    state.summer[state.skala.colour_of(trin) if trin else "ikke vurderet"] += 1
    linje.udbytte.add(row, linje.ark, linje.celle(TEMPERATUR))


def _step(linje: Linje, skala: Skala) -> Trinopslag | None:
    """Return the step that fill and text agree on; None where neither says anything, or with a problem noted."""
    tekst = linje.read(TEMPERATUR, text)
    if tekst is None:
        return None
    tekst = tekst if noegle(tekst).strip("-. ") else ""
    if _merged_from(linje, TEMPERATUR):
        linje.problem(TEMPERATUR, "cellen er flettet sammen med rækken over. Del den, og giv hver indsats sin egen.")
        return None
    fyld = _fill_of(linje.tabel.ark, linje.nr, linje.tabel.kolonner[TEMPERATUR])
    by_text = skala.of_text(tekst) if tekst else None
    if fyld:
        return _of_fill(linje, skala, fyld, by_text, tekst)
    if tekst and by_text is None and noegle(tekst).rstrip(".") not in _IKKE_OPLYST:
        what = "cellen har et tegn, men ingen fyldfarve" if says_nothing(tekst) else "temperaturen kan ikke læses"
        linje.problem(TEMPERATUR, f"{what}. Farv cellen, eller skriv {_steps(skala)}. {RET}")
    return by_text


def _of_fill(linje: Linje, skala: Skala, fyld: str, by_text: Trinopslag | None, tekst: str) -> Trinopslag | None:
    """Return the step of a coloured cell, held against what is written in it."""
    by_fill = skala.of_fill(fyld)
    written = skala.colour_of(by_text) if by_text else "ikke vurderet"
    denied = noegle(tekst).rstrip(".") in _IKKE_OPLYST
    if by_fill and (denied or by_text not in (None, by_fill)):
        linje.problem(TEMPERATUR, f"farven er {skala.colour_of(by_fill)}, men teksten siger {written}. Ret det ene.")
    elif not by_fill and by_text:
        linje.warn(TEMPERATUR, f"farven #{fyld} er ikke tydeligt et af trinnene. Teksten ({written}) er brugt.")
    elif not by_fill:
        besked = f"farven #{fyld} er ikke tydeligt et af trinnene. Brug {_steps(skala)}, eller skriv trinnet. {RET}"
        linje.problem(TEMPERATUR, besked)
    elif tekst and not by_text and not says_nothing(tekst):
        linje.inform(TEMPERATUR, "teksten er ikke en temperatur. Cellens farve er brugt.")
    return by_fill or by_text


def _fill_of(ark: Ark, nr: int, kolonne: int) -> str:
    """Return the fill of a cell, '' for one that is only a look."""
    fyld = ark.fyld.get((nr, kolonne), "")
    return fyld if fyld and not is_colourless(fyld) else ""


def _merged_from(linje: Linje, navn: str) -> int | None:
    """Return the row in which the cell of a row's column begins, when it is merged into one above it."""
    column = linje.tabel.kolonner[navn]
    found = (r for r, c, last, end in linje.tabel.ark.flettede if r < linje.nr <= last and c <= column <= end)
    return next(found, None)


def _steps(skala: Skala) -> str:
    return " eller ".join(skala.colour_of(trin) for trin in skala.trin)


def _tell_unused(tabel: Tabel, udbytte: Udbytte) -> None:
    if unused := [f"«{known.navn}»" for known in ANDRE if tabel.has(known.navn)]:
        besked = f"Kun temperaturen bliver gemt. {opremsning(unused)} bliver ikke brugt."
        udbytte.inform(tabel.ark.navn, "", besked)
