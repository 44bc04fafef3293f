"""L11: one row per placement in special provision, with the pupil's cpr number. Only counts per school leave memory."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NUMMER, SKOLER, school
from plads.ingest.regneark.layouts.faelles.kontrolsum import check_total
from plads.ingest.regneark.layouts.personfiler.dage import Dag, Dagkolonner, tell_serials
from plads.ingest.regneark.layouts.personfiler.felt import Felt
from plads.ingest.regneark.layouts.personfiler.optaelling import UKENDT, Optaelling, trin
from plads.ingest.regneark.layouts.personfiler.personfil import (
    find_table,
    is_sum,
    is_ticked,
    own_number,
    skip_sum,
    yes,
)
from plads.ingest.regneark.layouts.personfiler.udtraeksdag import Udtraeksdag, find_day
from plads.ingest.regneark.tabeller.celler import RET, CellError, text, usable
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Tabel, certainty
from plads.models.organisation import Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.text import opremsning

INDIKATOR = "elever_specialtilbud"
CPR, SKOLE, KOMMUNE, INDSKREVET = "Cpr.nr.", "Betalingsskole", "Betalings-kommune", "Indskrevet i dag"
TRIN_FOERST, TRIN_SIDST = "Trin første halvår", "Trin sidste halvår"
DATO, START, TILGANG, AFGANG = "Dato", "Startdato til visitation", "Tilgang dato", "Afgang dato"
NOTE = "Bemærkninger"
DAGE = (START, TILGANG, AFGANG)
# «Indskrevet pr. 1. maj 2020», without its dots; not «Indskrevet i SFO» and not «Indskrevet sidste skoleår».
INDSKREVET_DEN = r"indskrevet (?:pr|per|den|pr den) (?:dags dato|dd|\d[\d/-]*(?: [a-zæøå]{3,9})?(?: \d{2,4})?)"
KOLONNER = (
    Felt(SKOLE, ("Distriktsskole", "Betalende skole", "Betalingsskole navn")),
    Felt(KOMMUNE, ("Betalende kommune", "Betalingskommune nr", "Betalingskommunekode")),
    Felt(
        INDSKREVET,
        ("Indskrevet", "Indskrevet nu", "Indskrevet d.d.", "Er indskrevet", "Aktuelt indskrevet"),
        form=INDSKREVET_DEN,
    ),
    Felt(NUMMER, ("Betalingsskole nr", "Betalingsskolenummer", "Distriktsskole nr", "Institutionsnr"), kraevet=False),
    Felt(CPR, ("CPR", "CPR-nummer", "Personnummer", "Personnr", "Personnummer formateret"), kraevet=False),
    Felt(DATO, ("Udtræksdato", "Opgørelsesdato"), kraevet=False),
    Felt(START, ("Startdato visitation", "Startdato"), kraevet=False),
    Felt(TILGANG, ("Tilgang", "Tilgangsdato", "Indskrivningsdato"), kraevet=False),
    Felt(AFGANG, ("Afgang", "Afgangsdato", "Udskrivningsdato"), kraevet=False),
    Felt(TRIN_FOERST, ("Trin 1. halvår", "Klassetrin første halvår"), kraevet=False, med_aar=True),
    Felt(
        TRIN_SIDST, ("Trin andet halvår", "Trin 2. halvår", "Klassetrin sidste halvår"), kraevet=False, med_aar=True
    ),
    Felt("Skole - specialundervisning", ("Specialskole", "Skole"), kraevet=False, bruges=False),
    Felt("Forkortelse", kraevet=False, bruges=False),
    Felt("Navn", ("Elev", "Elevens navn"), kraevet=False, bruges=False),
    Felt("Grænsekrydser/anbragt", kraevet=False, bruges=False),
    Felt("Takst-gruppe", kraevet=False, bruges=False),
    Felt("Indskoling, mellem, udskoling", form=r"indskoling\W+mellem\b.*", kraevet=False, bruges=False),
    Felt("Antal dage", kraevet=False, bruges=False),
    Felt(NOTE, ("Bemærkning", "Note", "Kommentar"), kraevet=False, bruges=False),
)
_KOMMUNENR = re.compile(r"0?([1-9]\d\d)(?:\D.*)?")
_HALVAAR = 7


@dataclass
class _Plads:
    """One placement as it was read; nothing here is ever shown."""

    linje: Linje = field(repr=False)
    indskrevet: bool
    kommune: str
    tilgang: Dag | None
    afgang: Dag | None
    serienumre: int

    @property
    def nyeste(self) -> date | None:
        """Return the newest day that must lie before the extract: of arriving, or of leaving for one who has left."""
        dag = self.tilgang if self.indskrevet else self.afgang
        return dag.dato if dag else None


@dataclass
class _State:
    """What has been counted so far."""

    katalog: Katalog
    egne: set[str]
    dag: Udtraeksdag
    taelling: Optaelling = field(default_factory=Optaelling)
    elever: dict[str, list[tuple[_Plads, Enhedsopslag, str]]] = field(
        default_factory=lambda: defaultdict(list), repr=False
    )
    indskrevne: int = 0
    uden_nummer: int = 0
    fremmede: int = 0


class Specialtilbudslaeser:
    """Reads L11."""

    layout, art, forventer_cpr, laeser_soejler = "L11", Indlaesningsart.ELEVTAL, True, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, KOLONNER)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return how many pupils each school has in special provision on the extract's day, in all and per level."""
        udbytte = Udbytte(self.layout, self.art)
        found = find_table(anmodning, KOLONNER, udbytte)
        if found is None:
            return udbytte
        rows, totals = _read_lines(found.tabel, udbytte, anmodning.katalog)
        newest = max((plads.nyeste for plads in rows if plads.nyeste), default=None)
        dag = find_day(found, DATO, anmodning, udbytte, newest)
        if not udbytte.laest:
            udbytte.problem(found.tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        if dag is not None:
            state = _State(anmodning.katalog, _own(rows, anmodning.katalog), dag)
            _count(rows, state)
            _finish(found.tabel, state, udbytte)
            for total in totals:
                check_total(total, {}, [udbytte.laest, state.indskrevne, state.indskrevne - state.fremmede])
        counted = sum(dag.som_tal for plads in rows for dag in (plads.tilgang, plads.afgang) if dag)
        tell_serials(found.tabel, udbytte, sum(plads.serienumre for plads in rows), talt=counted)
        return udbytte


def _read_lines(tabel: Tabel, udbytte: Udbytte, katalog: Katalog) -> tuple[list[_Plads], list[Linje]]:
    """Return the placements that could be read, and the rows that add up others."""
    rows, totals = [], []
    kolonner = Dagkolonner.of(tabel, DAGE)
    krydset = is_ticked(tabel, INDSKREVET)
    if krydset:
        besked = f"Kolonnen «{INDSKREVET}» har kun krydser. Elever uden kryds er læst som ikke indskrevet."
        udbytte.inform(tabel.ark.navn, celle(tabel.raekke, tabel.kolonner[INDSKREVET]), besked)
    for linje in lines(tabel, udbytte):
        if linje.is_total and _is_nobodys(linje):
            udbytte.sprunget_over += 1
            totals.append(linje)
            continue
        if is_sum(linje, NOTE):
            skip_sum(linje, "elev")
            continue
        udbytte.laest += 1
        indskrevet = linje.read(INDSKREVET, partial(_indskrevet, krydset=krydset))
        kommune = linje.read(KOMMUNE, partial(_kommune, katalog=katalog))
        dage = [kolonner.read(linje, column) for column in DAGE]
        if indskrevet is not None and kommune:
            serials = sum(dag.som_tal for dag in dage if dag)
            rows.append(_Plads(linje, indskrevet, kommune, dage[1], dage[2], serials))
    return rows, totals


def _is_nobodys(linje: Linje) -> bool:
    """Return whether a row with a word for a total has nothing of a pupil; the word may stand in the remarks of one."""
    return is_sum(linje, NOTE) or (linje.value(CPR) is None and linje.stated(INDSKREVET, yes) is None)


def _indskrevet(cell: Celle | None, *, krydset: bool) -> bool:
    found = yes(cell)
    if found is None and krydset:
        return False
    if found is None:
        raise CellError(f"værdien mangler. Skriv Ja eller Nej. {RET}")
    return found


def _kommune(cell: Celle | None, katalog: Katalog) -> str:
    """Return the code of a municipality's unit: 'k101' from 101, '0101', '101 København' and 'København'."""
    said = str(usable(cell) or "").strip()
    if found := _KOMMUNENR.fullmatch(said):
        return f"k{found[1]}"
    named = katalog.by_name(said, (Enhedstype.KOMMUNE,)) if said else []
    if len(named) != 1:
        raise CellError(f"kommunen {'kendes ikke' if said else 'mangler'}. Skriv kommunens nummer, fx 101. {RET}")
    return named[0].kode


def _own(rows: list[_Plads], katalog: Katalog) -> set[str]:
    """Return the municipalities to which the schools of the file belong."""
    units = (_known_school(plads.linje, katalog) for plads in rows)
    return {unit.kommune for unit in units if unit and unit.kommune}


def _known_school(linje: Linje, katalog: Katalog) -> Enhedsopslag | None:
    """Return the school of a row when number or name says which, without a word when they do not."""
    if number := linje.stated(NUMMER, text):
        return katalog.by_number(number)
    found = katalog.by_name(linje.stated(SKOLE, text) or "", SKOLER)
    return found[0] if len(found) == 1 else None


def _count(rows: list[_Plads], state: _State) -> None:
    """Sort the placements into own and others', check each, and count every own pupil once."""
    for plads in rows:
        _check_dates(plads, state.dag)
        state.indskrevne += plads.indskrevet
        known = _known_school(plads.linje, state.katalog)
        if plads.kommune not in state.egne and state.egne:
            state.fremmede += plads.indskrevet
            _warn_unknown_number(plads, state.katalog)
        elif known and known.kommune != plads.kommune:
            plads.linje.problem(SKOLE, f"skolen ligger ikke i den kommune, der står i «{KOMMUNE}». Ret det ene.")
        elif plads.indskrevet:
            _place(plads, state)
        elif known is None:
            plads.linje.warn(SKOLE, "skolen kendes ikke. Eleven er ikke indskrevet og tæller ikke med.")
    for pupils in state.elever.values():
        _count_once(pupils, state)


def _warn_unknown_number(plads: _Plads, katalog: Katalog) -> None:
    if not any(enhed.kode == plads.kommune for enhed in katalog.enheder):
        plads.linje.warn(KOMMUNE, "kommunen kendes ikke i Plads. Rækken er holdt ude som en anden kommunes.")


def _place(plads: _Plads, state: _State) -> None:
    """Find the school and level of an own pupil, and keep them with the pupil's other placements."""
    linje = plads.linje
    enhed = school(linje, state.katalog, state.dag.dag, SKOLE)
    column = _level_column(linje.tabel, state.dag)
    level = linje.read(column, trin) if column else UKENDT
    if linje.ok and enhed and level:
        person = own_number(linje.value(CPR))
        state.uden_nummer += person is None
        state.elever[person or f"række {linje.nr}"].append((plads, enhed, level))


def _level_column(tabel: Tabel, dag: Udtraeksdag) -> str | None:
    """Return the column of levels for the extract's half of the calendar year, else the other one."""
    wanted = (TRIN_FOERST, TRIN_SIDST) if dag.dag.month <= _HALVAAR else (TRIN_SIDST, TRIN_FOERST)
    return next((column for column in wanted if tabel.has(column)), None)


def _check_dates(plads: _Plads, dag: Udtraeksdag) -> None:
    """Note where the dates of a placement and «Indskrevet i dag» do not agree."""
    linje, tilgang, afgang = plads.linje, plads.tilgang, plads.afgang
    if plads.indskrevet and afgang and afgang.dato < dag.dag:
        linje.warn(AFGANG, f"datoen er passeret, men «{INDSKREVET}» er Ja. Eleven tæller med.")
    if plads.indskrevet and tilgang and tilgang.dato > dag.dag:
        linje.warn(TILGANG, f"datoen er ikke nået, men «{INDSKREVET}» er Ja. Eleven tæller med.")
    if not plads.indskrevet and tilgang and tilgang.dato <= dag.dag and linje.tabel.has(AFGANG) and not afgang:
        linje.warn(AFGANG, f"datoen mangler, men «{INDSKREVET}» er Nej. Eleven tæller ikke med.")


def _count_once(pupils: list[tuple[_Plads, Enhedsopslag, str]], state: _State) -> None:
    """Count a pupil at the newest placement, and say so when there are several."""
    plads, enhed, level = max(pupils, key=lambda found: found[0].tilgang.dato if found[0].tilgang else date.min)
    state.taelling.count(state.dag.dag, INDIKATOR, enhed.kode, level)
    if len(pupils) > 1:
        nrs = opremsning([str(found.linje.nr) for found, _, _ in pupils])
        besked = f"samme elev er indskrevet i række {nrs}. Eleven er talt én gang, som i række {plads.linje.nr}."
        plads.linje.warn(CPR, besked)


def _finish(tabel: Tabel, state: _State, udbytte: Udbytte) -> None:
    """Hand over the counts, their sums, and how they were made."""
    ark, indikator = tabel.ark.navn, state.katalog.indikator(INDIKATOR)
    udbytte.periode = state.dag.periode
    udbytte.summer = {
        "indskrevne": state.indskrevne,
        "heraf fra andre kommuner": state.fremmede,
        indikator.navn if indikator else INDIKATOR: state.taelling.total(INDIKATOR),
    }
    for row in state.taelling.rows():
        udbytte.add(row, ark, f"række {tabel.raekke}")
    udbytte.inform(ark, "", "En skole uden elever i specialtilbud får intet tal. Filen siger ikke, at tallet er 0.")
    if state.fremmede:
        besked = f"{state.fremmede} indskrevne elever betales af andre kommuner og er holdt ude af tallene."
        udbytte.inform(ark, "", besked)
    column = _level_column(tabel, state.dag)
    if column is None:
        udbytte.warn(ark, "", f"Kolonnerne «{TRIN_FOERST}» og «{TRIN_SIDST}» mangler. Klassetrinnet er ukendt.")
    else:
        udbytte.inform(ark, "", f"Klassetrinnet er taget fra kolonnen «{column}».")
    if not tabel.has(CPR):
        udbytte.warn(ark, "", f"Kolonnen «{CPR}» mangler. Vi kan ikke se, om en elev står to gange.")
    elif state.uden_nummer:
        besked = f"{state.uden_nummer} elever har ikke et helt cpr-nummer. Vi kan ikke se, om de står to gange."
        udbytte.warn(ark, celle(tabel.raekke, tabel.kolonner[CPR]), besked)
