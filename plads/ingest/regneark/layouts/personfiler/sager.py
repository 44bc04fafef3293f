"""L05: one row per case with the child's cpr number. Counted in memory; only the counts leave it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.personer import looks_like_cpr
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import school
from plads.ingest.regneark.layouts.faelles.kontrolsum import check_total
from plads.ingest.regneark.layouts.personfiler.annulleret import check_valid
from plads.ingest.regneark.layouts.personfiler.dage import Dagkolonner, day, far_off, tell_serials
from plads.ingest.regneark.layouts.personfiler.optaelling import Optaelling, trin
from plads.ingest.regneark.layouts.personfiler.personfil import (
    find_table,
    is_sum,
    number,
    skip_sum,
    yes,
)
from plads.ingest.regneark.layouts.personfiler.sagskolonner import (
    AFGOERELSE,
    CPR,
    DAGE,
    INDSTILLET,
    KLAGE,
    KLAGEDATO,
    NOTE,
    SAG,
    TAELLES,
    TRIN,
    VISITERET,
    columns,
    counted,
    is_whole,
)
from plads.ingest.regneark.tabeller.celler import RET, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Tabel, certainty
from plads.models.proveniens import Indlaesningsart

_JA_TIL_TILBUD = ("visiteret", "bevilget", "bevilliget", "godkendt")
_DATOCIFRE = 5
_INTET_NUMMER = frozenset(("0", "ukendt", "uoplyst", "ikke oplyst", "ingen", "intet", "mangler", "n/a", "x", "xx"))


class _Sag(NamedTuple):
    """What is counted of a case. Two rows of one number must agree in it."""

    enhed: str
    trin: str
    dage: tuple[tuple[str, date], ...]


@dataclass
class _State:
    """What has been read so far. What was read of a case is compared with a later row, and never shown."""

    katalog: Katalog
    dagkolonner: Dagkolonner
    taelling: Optaelling = field(default_factory=Optaelling)
    sager: dict[str, tuple[int, _Sag, str]] = field(default_factory=dict, repr=False)
    klager: Counter[str] = field(default_factory=Counter)
    siden_sum: int = 0
    gentagne: int = 0
    serienumre: int = 0
    uden_nummer: int = 0


class Sagslaeser:
    """Reads L05."""

    layout, art, forventer_cpr, laeser_soejler = "L05", Indlaesningsart.SAGER, True, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, columns(anmodning.bog))

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return the counts per school, month and class level."""
        udbytte = Udbytte(self.layout, self.art)
        found = find_table(anmodning, columns(anmodning.bog), udbytte)
        if found is None or not is_whole(found.tabel, udbytte):
            return udbytte
        state = _State(anmodning.katalog, Dagkolonner.of(found.tabel, DAGE))
        for linje in lines(found.tabel, udbytte):
            if _is_total(linje):
                _check_total(linje, state)
            else:
                udbytte.laest += 1
                state.siden_sum += 1
                _read_line(linje, state)
        _finish(found.tabel, state, udbytte)
        return udbytte


def _is_total(linje: Linje) -> bool:
    """Return whether a row adds up others; the words may also stand in the remarks of a case."""
    if is_sum(linje, NOTE):
        return True
    if not linje.is_total or isinstance(linje.value(CPR), int) or looks_like_cpr(str(linje.value(CPR))):
        return False
    return not any(linje.stated(column, day) for _, column in TAELLES.values())


def _check_total(linje: Linje, state: _State) -> None:
    """Leave a total row out, and note it when it says another number of cases than was read."""
    if not linje.is_total:
        skip_sum(linje, "sag")
        return
    linje.udbytte.sprunget_over += 1
    laest = linje.udbytte.laest
    columns = {column: [state.taelling.total(kode)] for kode, (_, column) in TAELLES.items()}
    columns[KLAGE] = [state.taelling.total("klage")]
    check_total(linje, columns, [laest, laest - state.gentagne, state.siden_sum])
    state.siden_sum = 0


def _read_line(linje: Linje, state: _State) -> None:
    """Count one case, or note every problem its cells have."""
    i_dag = state.katalog.i_dag
    level = linje.read(TRIN, trin)
    found = {kode: state.dagkolonner.read_past(linje, column, i_dag) for kode, (_, column) in TAELLES.items()}
    dage = {kode: dag.dato for kode, dag in found.items() if dag}
    check_valid(linje)
    klage, source = _complaint(linje, state, dage)
    enhed = school(linje, state.katalog, _first_of(dage, klage))
    if not linje.ok or enhed is None or level is None:
        return
    counts = dage | ({"klage": klage} if klage else {})
    sag = _Sag(enhed.kode, level, tuple(sorted(counts.items())))
    if _is_repeated(linje, state, sag):
        return
    _warn(linje, counts)
    _warn_far_off(linje, counts if source == KLAGEDATO else dage)
    state.serienumre += sum(dag.som_tal for dag in found.values() if dag)
    state.klager[source] += 1
    for kode, dag in sag.dage:
        state.taelling.count(dag, kode, enhed.kode, level)


def _first_of(dage: Mapping[str, date], klage: date | None) -> date | None:
    """Return the day on which a case's school must exist: of the indstilling, else of whatever there is."""
    return next((dage[kode] for kode in ("indstilling", "visitation", "ppv") if kode in dage), klage)


def _complaint(linje: Linje, state: _State, dage: Mapping[str, date]) -> tuple[date | None, str]:
    """Return the day a case's complaint is counted on and where that is from; a complaint without one is a problem."""
    said = _said_complaint(linje, state)
    own = state.dagkolonner.read_past(linje, KLAGEDATO, state.katalog.i_dag)
    if said is None or not linje.ok:
        return None, ""
    # Without a column that says whether, the day of a complaint says it.
    said = said or (own is not None and not linje.tabel.has(KLAGE))
    if own and not said:
        linje.problem(KLAGEDATO, f"der står en dato, men «{KLAGE}» siger ikke ja. Ret det ene.")
    if not said:
        return None, ""
    if isinstance(said, date) or own:
        return (own.dato if own else said if isinstance(said, date) else None), KLAGEDATO
    if not linje.tabel.has(VISITERET):
        # By another day the same complaint would be counted in another month than in the list before.
        besked = f"klagen har ingen måned, for kolonnen «{VISITERET}» mangler. Skriv klagens dato i cellen, og indlæs"
        linje.problem(KLAGE, f"{besked} filen igen.")
        return None, ""
    for kode, column in (("visitation", VISITERET), ("indstilling", INDSTILLET)):
        if kode in dage:
            return dage[kode], column
    besked = "klagen har ingen måned, for sagen har hverken visitationsdato eller indstillingsdato. Skriv klagens dato"
    linje.problem(KLAGE, f"{besked} i cellen, og indlæs filen igen.")
    return None, ""


def _said_complaint(linje: Linje, state: _State) -> date | bool | None:
    """Return the day of a complaint when the cell holds one, else whether there is one; None for what is unclear."""
    value = linje.value(KLAGE)
    if isinstance(value, date) or sum(map(str.isdigit, str(value))) >= _DATOCIFRE:
        found = state.dagkolonner.read_past(linje, KLAGE, state.katalog.i_dag)
        return found.dato if found else None
    said = linje.read(KLAGE, yes)
    return bool(said) if linje.ok else None


def _is_repeated(linje: Linje, state: _State, sag: _Sag) -> bool:
    """Return whether the case stood in an earlier row; it is a problem when the two differ."""
    sagsnr = noegle(linje.read(SAG, text) or "")
    if not linje.ok:
        return True
    if sagsnr in _INTET_NUMMER or not any(map(str.isalnum, sagsnr)):
        state.uden_nummer += 1
        return False
    person = number(linje.value(CPR))
    nr, before, other = state.sager.setdefault(sagsnr, (linje.nr, sag, person))
    if nr == linje.nr:
        return False
    if (before, other) == (sag, person):
        linje.udbytte.sprunget_over += 1
        state.gentagne += 1
        linje.inform(SAG, f"sagen står også i række {nr} med det samme. Den er talt med én gang.")
    else:
        linje.problem(SAG, f"række {nr} og {linje.nr} har samme sagsnummer, men ikke det samme indhold. Ret den ene.")
    return True


def _warn(linje: Linje, dage: Mapping[str, date]) -> None:
    """Note what looks wrong in a case that is counted all the same."""
    if not dage:
        linje.warn(INDSTILLET, "sagen har ingen datoer og tæller ikke med nogen steder.")
    if "visitation" in dage and dage["visitation"] < dage.get("indstilling", date.min):
        linje.warn(VISITERET, "datoen ligger før indstillingsdatoen. Er det rigtigt?")
    afgjort = linje.value(AFGOERELSE) if linje.tabel.has(VISITERET) else None
    if "visitation" not in dage and isinstance(afgjort, str) and noegle(afgjort).startswith(_JA_TIL_TILBUD):
        linje.warn(VISITERET, f"sagen har en afgørelse, men ingen dato. Den tæller ikke som visitation. {RET}")


def _warn_far_off(linje: Linje, dage: Mapping[str, date]) -> None:
    """Warn of a day so far from the case's others that its year may be mistyped."""
    odd = far_off(dage)
    if odd is None:
        return
    columns = {kode: column for kode, (_, column) in TAELLES.items()}
    columns["klage"] = KLAGEDATO if linje.value(KLAGEDATO) is not None else KLAGE
    linje.warn(columns[odd[0]], f"datoen ligger {odd[1]} år fra sagens andre datoer. Er den rigtig?")


def _finish(tabel: Tabel, state: _State, udbytte: Udbytte) -> None:
    """Hand over the counts, their sums, and how they were made."""
    ark, taelling = tabel.ark.navn, state.taelling
    udbytte.summer = {navn: taelling.total(kode) for kode, navn in counted(tabel).items()}
    udbytte.periode = taelling.periode
    for row in taelling.rows():
        udbytte.add(row, ark, f"række {tabel.raekke}")
    if not udbytte.laest:
        udbytte.problem(ark, "", "Arket har overskrifter, men ingen rækker.")
        return
    udbytte.inform(ark, "", "En skole uden sager i en måned får intet tal. Filen siger ikke, at tallet er 0.")
    udbytte.inform(ark, "", "PPV'er, indstillinger og visitationer er kun talt for de sager, der står i filen.")
    tell_serials(tabel, udbytte, state.serienumre, talt=state.serienumre)
    _tell_complaints(tabel, state, udbytte)
    if not tabel.has(SAG) or state.uden_nummer:
        besked = "Kolonnen mangler" if not tabel.has(SAG) else f"{state.uden_nummer} sager mangler det"
        udbytte.warn(ark, "", f"«{SAG}»: {besked}. Vi kan ikke se, om en sag står to gange.")


def _tell_complaints(tabel: Tabel, state: _State, udbytte: Udbytte) -> None:
    """Say which month complaints were counted in; one that was counted before its decision is a warning."""
    if state.klager[VISITERET]:
        besked = f"{state.klager[VISITERET]} klager har ingen dato og er talt i måneden for «{VISITERET}»"
        besked = f"{besked}, altså da afgørelsen blev truffet."
        udbytte.inform(tabel.ark.navn, celle(tabel.raekke, tabel.kolonner[KLAGE]), besked)
    if state.klager[INDSTILLET]:
        besked = f"{state.klager[INDSTILLET]} klager har hverken egen dato eller «{VISITERET}»"
        besked = f"{besked}. De er talt i måneden for «{INDSTILLET}». Skriv klagens dato i kolonnen «{KLAGE}»."
        udbytte.warn(tabel.ark.navn, celle(tabel.raekke, tabel.kolonner[KLAGE]), besked)
