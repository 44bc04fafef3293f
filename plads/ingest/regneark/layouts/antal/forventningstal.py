"""L09: what each område is expected to reach in a year, with headings in two rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.antal.forventningskolonner import Opstilling, best, find
from plads.ingest.regneark.layouts.antal.forventningsord import PENGE, Slags, Tal
from plads.ingest.regneark.layouts.antal.forventningsraekker import build
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE, OMRAADER, area
from plads.ingest.regneark.tabeller.celler import RET, STOERSTE_ANTAL, CellError, count, decimal, share, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.ingest.regneark.tabeller.talformat import with_numbers
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.text import afrund, decimaltal, opremsning
from plads.tilstand import Tilstand

# Ten thousand million kroner for one område, in mio. kr.: the unit above the column is wrong.
USANDSYNLIGT = 10_000
# In mio. kr., with the decimals that are kept, it is a whole number as large as a count may be.
STOERSTE_BELOEB = STOERSTE_ANTAL // 1000
STOERSTE_SUM = Decimal(10) ** 18
# What a file calls all of its områder together, beside the words for a total and the municipality's own name.
_HELE = frozenset((
    "byen", "hele kommunen", "kommunen", "byen samlet", "kommunen samlet", "samlet for byen", "samlet for kommunen",
    "hele københavn", "københavn samlet", "alle bydele", "byen i alt", "områder i alt", "alle områder samlet",
))  # fmt: skip


@dataclass(frozen=True)
class Maalt:
    """A figure of the sheet in its indicator's whole units, and its state."""

    antal: int | None
    tilstand: Tilstand


@dataclass
class _State:
    """What has been read so far: the områder seen, and exact sums per column for the total row."""

    katalog: Katalog
    opstilling: Opstilling
    seen: dict[str, int] = field(default_factory=dict)
    sums: dict[Tal, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    hidden: set[Tal] = field(default_factory=set)


class Forventningslaeser:
    """Reads L09."""

    layout, art, forventer_cpr, laeser_soejler = "L09", Indlaesningsart.FORVENTNINGSTAL, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return best(anmodning.bog)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return the rows behind every figure of every område."""
        udbytte = Udbytte(self.layout, self.art)
        opstilling = find(anmodning, udbytte)
        if opstilling is None:
            return udbytte
        state = _State(anmodning.katalog, opstilling)
        for linje in lines(_with_numbers(state, udbytte), udbytte):
            if _is_total(linje, anmodning.katalog):
                _check_total(linje, state)
            else:
                udbytte.laest += 1
                _read_line(linje, state)
        _warn_of_missing(state, udbytte)
        udbytte.summer = _control_sums(state)
        udbytte.periode = str(opstilling.aar)
        if not udbytte.laest:
            udbytte.problem(opstilling.tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def _with_numbers(state: _State, udbytte: Udbytte) -> Tabel:
    """Return the table with its counts and amounts in one spelling; shares have their own."""
    shares = {i.kode for i in state.katalog.indikatorer if i.art is Indikatorart.ANDEL}
    columns = (tal for tal in state.opstilling.kolonner if tal.indikator not in shares)
    decimals = {tal.navn: None if tal.indikator == PENGE else 0 for tal in columns}
    return with_numbers(state.opstilling.tabel, decimals, udbytte)


def _is_total(linje: Linje, katalog: Katalog) -> bool:
    """Return whether a row adds up the områder: by a word for a total, or by the name of the whole municipality."""
    said = linje.stated(OMRAADE, text) or ""
    if linje.is_total or not said or katalog.by_name(said, OMRAADER):
        return linje.is_total
    return noegle(said).rstrip(":") in _HELE or bool(katalog.by_name(said, (Enhedstype.KOMMUNE,)))


def _read_line(linje: Linje, state: _State) -> None:
    """Note one område's figures, or every problem its cells have."""
    omraade = _omraade(linje, state)
    figures = [(tal, found) for tal in state.opstilling.kolonner if (found := _figure(linje, tal, state)) is not None]
    if not linje.ok or omraade is None:
        return
    for tal, found in figures:
        row = build(tal, state.opstilling, state.katalog, omraade.kode, (found.antal, found.tilstand))
        linje.udbytte.add(row, linje.ark, linje.celle(tal.navn))


def _omraade(linje: Linje, state: _State) -> Enhedsopslag | None:
    if linje.value(OMRAADE) is None:
        linje.problem(OMRAADE, "området mangler.")
        return None
    found = area(linje, state.katalog)
    if found is None:
        return None
    if len(found) > 1:
        linje.problem(OMRAADE, f"navnet passer på flere områder: {opremsning([unit.kode for unit in found])}.")
        return None
    first = state.seen.setdefault(found[0].kode, linje.nr)
    if first != linje.nr:
        linje.problem(OMRAADE, f"området står også i række {first}. Slet den ene.")
    return found[0]


def _figure(linje: Linje, tal: Tal, state: _State) -> Maalt | None:
    """Return a figure in its indicator's whole units; None with the problem noted when it cannot be read."""
    indikator = state.katalog.indikator(tal.indikator)
    if indikator is None:
        linje.problem(tal.navn, f"indikatoren «{tal.indikator}» er ikke oprettet i Plads.")
        return None
    if indikator.art is Indikatorart.ANDEL:
        in_percent = (linje.nr, tal.kolonne) in linje.tabel.ark.procent
        andel = linje.read(tal.navn, lambda value: share(value, i_procent=in_percent))
        return _scaled(linje, tal, andel, indikator.decimaler)
    if tal.indikator == PENGE:
        beloeb = linje.read(tal.navn, lambda value: _money(value, tal.faktor))
        state.sums[tal] += beloeb or 0
        if beloeb and beloeb > USANDSYNLIGT:
            linje.warn(tal.navn, "beløbet er over 10 mia. kr. for ét område. Er enheden over kolonnen rigtig?")
        return _scaled(linje, tal, beloeb, indikator.decimaler)
    counted = linje.read(tal.navn, count)
    if counted is None:
        return None
    if counted.som_tekst:
        linje.inform(tal.navn, "tallet står som tekst. Det er brugt som tal.")
    if counted.tilstand is Tilstand.DISKRETIONERET:
        linje.warn(tal.navn, "tallet er skjult i kilden. Det bliver gemt som skjult.")
        state.hidden.add(tal)
    state.sums[tal] += counted.antal or 0
    return Maalt(counted.antal, counted.tilstand)


def _money(value: Celle | None, faktor: Decimal) -> Decimal | None:
    amount = decimal(value)
    if amount is not None and amount < 0:
        raise CellError(f"udgiften er under 0. {RET}")
    if amount is not None and amount * faktor > STOERSTE_BELOEB:
        raise CellError(f"beløbet er for stort. Er enheden over kolonnen rigtig? {RET}")
    return None if amount is None else amount * faktor


def _scaled(linje: Linje, tal: Tal, number: Decimal | None, decimaler: int) -> Maalt:
    if number is None:
        return Maalt(None, Tilstand.IKKE_RAPPORTERET)
    whole = afrund(number.scaleb(decimaler))
    if abs(number.scaleb(decimaler) - whole) > Decimal("0.001"):
        linje.warn(tal.navn, "tallet har flere decimaler, end Plads gemmer. Det er afrundet.")
    return Maalt(int(whole), Tilstand.OPLYST if whole else Tilstand.NUL)


def _check_total(linje: Linje, state: _State) -> None:
    """Leave the total row out, and note each sum that disagrees with the områder; shares do not add up."""
    linje.udbytte.sprunget_over += 1
    linje.udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), "Rækken er en sum og er ikke læst som tal.")
    for tal, expected in state.sums.items():
        stated = linje.read(tal.navn, _sum)
        if stated is None or linje.udbytte.fejlraekker or tal in state.hidden:
            continue
        if abs(stated * tal.faktor - expected) > Decimal("0.05") * (tal.indikator == PENGE):
            places = 1 if tal.indikator == PENGE else 0
            said, given = (decimaltal(number, places) for number in (stated * tal.faktor, expected))
            besked = f"Kolonnen «{tal.navn}»: summen er {said} i filen, men områderne giver {given}. Ret det ene."
            linje.udbytte.problem(linje.ark, linje.celle(tal.navn), besked)


def _sum(value: Celle | None) -> Decimal | None:
    """Return what a total row says, None for what cannot be read; a number that nothing adds up to is refused."""
    try:
        stated = decimal(value)
    except CellError:
        return None
    if stated is not None and abs(stated) > STOERSTE_SUM:
        raise CellError(f"summen er for stor. {RET}")
    return stated


def _warn_of_missing(state: _State, udbytte: Udbytte) -> None:
    kommuner = {state.katalog.enhed(kode).kommune for kode in state.seen}
    alle = [u for u in state.katalog.enheder if u.type in OMRAADER and u.kommune in kommuner and u.til is None]
    if missing := [unit.navn for unit in alle if unit.kode not in state.seen]:
        udbytte.warn(state.opstilling.tabel.ark.navn, "", f"Filen har ingen tal for {opremsning(missing)}.")


def _control_sums(state: _State) -> dict[str, int | float]:
    counts = {tal: int(total) for tal, total in state.sums.items() if tal.indikator != PENGE}
    primo: Iterable[int] = (total for tal, total in counts.items() if tal.slags is Slags.PRIMO)
    return {"primo_sum": sum(primo), **{tal.navn: total for tal, total in counts.items()}}
