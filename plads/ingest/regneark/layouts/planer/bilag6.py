"""L12: the annex with a temperature per indsats, where the temperature is the colour of a cell."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Celle, Projektmappe, celle
from plads.ingest.regneark.grund.katalog import Elementopslag, Katalog, Trinopslag
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.planer.indsatser import element_of, find_plan, is_known, said_of
from plads.ingest.regneark.layouts.planer.temperaturfarver import Skala, is_colourless, says_nothing, scales
from plads.ingest.regneark.tabeller.celler import RET, CellError, text
from plads.ingest.regneark.tabeller.datoer import day
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.perioder import is_opgjort, opgjort, periode
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
        linjer = list(_lines(tabel, anmodning.katalog, udbytte))
        plan = find_plan([said_of(linje, INDSATS, MAERKE) for linje in linjer], tabel, anmodning.katalog, udbytte)
        skala = _scale(plan.kode if plan else "", anmodning, tabel, udbytte)
        dag = _counted_on(tabel, anmodning, udbytte)
        if plan is None or skala is None or dag is None:
            return udbytte
        state = _State(skala, dag)
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
    return (_INDSATS, Kolonne(TEMPERATUR, (*_TEMPERATURORD, *words)), _MAERKE, *ANDRE)


def table(bog: Projektmappe) -> Tabel | None:
    """Return the table of a workbook that is known again, with the columns a user may map otherwise."""
    return next((tabel for _, tabel in tables(bog, _columns(bog))), None)


def _lines(tabel: Tabel, katalog: Katalog, udbytte: Udbytte) -> Iterator[Linje]:
    """Give the rows with an indsats or a temperature. A cell that is only coloured is none to the sheet's rows."""
    ark, temperature = tabel.ark, tabel.kolonner[TEMPERATUR]
    coloured = {nr for (nr, c), rgb in ark.fyld.items() if c == temperature and not is_colourless(rgb)}
    for nr in sorted({*ark.raekker, *coloured}):
        if nr <= tabel.raekke:
            continue
        linje = Linje(tabel, nr, ark.raekker.get(nr, {}), udbytte)
        if _is_own(linje, katalog, is_coloured=nr in coloured):
            yield linje
        elif linje.celler:
            udbytte.sprunget_over += 1
            besked = "Rækken har hverken indsats eller temperatur og er ikke læst."
            udbytte.inform(ark.navn, celle(nr, min(linje.celler)), besked)


def _is_own(linje: Linje, katalog: Katalog, *, is_coloured: bool) -> bool:
    """Return whether a row is about an indsats of its own, not a note, nor more of the row above it."""
    said = said_of(linje, INDSATS, MAERKE)
    if not said and _goes_on(linje):
        return False
    if is_coloured or linje.value(TEMPERATUR) is not None:
        return True
    known = {c for navn, c in linje.tabel.kolonner.items() if navn not in (INDSATS, MAERKE)} & linje.celler.keys()
    return bool(said) and (bool(known) or is_known(said, katalog))


def _goes_on(linje: Linje) -> bool:
    """Return whether the cell of a row's indsats is merged into one above it."""
    column = linje.tabel.kolonner[INDSATS]
    return any(r < linje.nr <= last and c <= column <= end for r, c, last, end in linje.tabel.ark.flettede)


def _scale(plan: str, anmodning: Anmodning, tabel: Tabel, udbytte: Udbytte) -> Skala | None:
    """Return the scale of a plan: the one named as it, else the only one there is."""
    found = scales(anmodning.katalog.temperaturtrin)
    own = [skala for skala in found if skala.navn == plan] or found
    if len(own) == 1:
        return own[0]
    what = "flere temperaturskalaer" if own else "ingen temperaturskala"
    udbytte.problem(tabel.ark.navn, "", f"Plads har {what}, så temperaturen kan ikke læses.")
    return None


def _counted_on(tabel: Tabel, anmodning: Anmodning, udbytte: Udbytte) -> date | None:
    """Return the day of the temperatures: said above the table or in the sheet's name, else given, else today."""
    i_dag, name = anmodning.katalog.i_dag, tabel.ark.navn
    days = set(_days_above(tabel, i_dag, announced=True)) or set(_days_above(tabel, i_dag, announced=False))
    if not days and anmodning.periode:
        days = {_last_day(date(*anmodning.periode, 1), i_dag)}
    if len(days) > 1:
        besked = f"Arket nævner flere dage ({opremsning([dato(dag) for dag in sorted(days)])}). Lad kun én stå."
        udbytte.problem(name, "", besked)
        return None
    if days:
        dag = days.pop()
        if dag <= i_dag:
            return dag
        udbytte.problem(name, "", f"Temperaturen er fra {dato(dag)}, som ligger i fremtiden. Ret datoen.")
        return None
    besked = f"Arket siger ikke, hvilken dag temperaturen er fra. Vi har brugt i dag, {dato(i_dag)}. "
    udbytte.warn(name, "", f"{besked}Skriv fx «pr. 23. april 2020» over tabellen, hvis det er en anden dag.")
    return i_dag


def _last_day(maaned: date, i_dag: date) -> date:
    """Return the last day of a month; of the month that is not over yet, today."""
    last = maaned.replace(day=monthrange(maaned.year, maaned.month)[1])
    return i_dag if maaned.replace(day=1) <= i_dag < last else last


def _days_above(tabel: Tabel, i_dag: date, *, announced: bool) -> Iterator[date]:
    """Give the days that the lines above a table say its content is from; of a month the last day.

    `announced` ones stand after a word such as «pr.» or «status».
    """
    cells = [(row, c, value) for nr, row in tabel.ark.raekker.items() if nr < tabel.raekke for c, value in row.items()]
    for row, c, value in [*cells, *(({}, 0, said) for said in (tabel.ark.navn, *(tabel.ark.sagt or ())))]:
        if not isinstance(value, str) or is_opgjort(value) != announced:
            continue
        if found := opgjort(value) or (is_opgjort(value) and _day(row.get(c + 1))):
            yield found
        elif (month := periode(value)) and month.maaned:
            yield _last_day(month.til, i_dag)


def _day(value: Celle | None) -> date | None:
    try:
        return day(value) if value is not None else None
    except CellError:
        return None


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
    fyld = linje.tabel.ark.fyld.get((linje.nr, linje.tabel.kolonner[TEMPERATUR]), "")
    fyld = "" if not fyld or is_colourless(fyld) else fyld
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


def _steps(skala: Skala) -> str:
    return " eller ".join(skala.colour_of(trin) for trin in skala.trin)


def _tell_unused(tabel: Tabel, udbytte: Udbytte) -> None:
    if unused := [f"«{known.navn}»" for known in ANDRE if tabel.has(known.navn)]:
        besked = f"Kun temperaturen bliver gemt. {opremsning(unused)} bliver ikke brugt."
        udbytte.inform(tabel.ark.navn, "", besked)
