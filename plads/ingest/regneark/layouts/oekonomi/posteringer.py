"""L06: postings of a ledger. Debit is plus, credit minus; the free text of a posting is never kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from plads.ingest.regneark.grund.ark import Celle, Projektmappe, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kommune import codes, in_columns, labelled, municipality
from plads.ingest.regneark.layouts.oekonomi.debetkredit import ET_BELOEB, TO_BELOEB, amount, amounts, stated
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import Pengeenhed, units
from plads.ingest.regneark.layouts.oekonomi.sidekolonner import check_beside, with_signs
from plads.ingest.regneark.tabeller.celler import RET, CellError, code, text
from plads.ingest.regneark.tabeller.datoer import day, tell_serial_days
from plads.ingest.regneark.tabeller.kortaar import with_full_years
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, certainty, choose
from plads.ingest.regneark.tabeller.talformat import with_numbers
from plads.models.oekonomi import Postering
from plads.models.proveniens import Indlaesningsart
from plads.text import dato_kort, kroner

BILAG, BOGFOERT, PERIODE, ARTSKONTO, PROFITCENTER = (
    "Bilagsnr.", "Bogføringsdato", "Periode", "Artskonto", "Profitcenter",
)  # fmt: skip
PSP, PSP_TEKST, TEKST, VALUTA = "PSP-element", "PSP-tekst", "Tekst", "Valuta"


@dataclass(frozen=True)
class Bilagskolonne(Kolonne):
    """The column of vouchers, which some files have beside one of documents."""

    def goes_before(self, overskrift: str, anden: str) -> bool:
        """Return whether only the second of two headings is about documents."""
        return "dokument" in anden and "dokument" not in overskrift


_ANDRE = (
    Bilagskolonne(BILAG, ("Bilag", "Bilagsnummer", "Bilags nr", "Dokumentnr", "Dokumentnummer")),
    Kolonne(BOGFOERT, ("Bogf.dato", "Bogf. dato", "Bogført", "Bogføringsdag", "Posteringsdato")),
    Kolonne(PERIODE, ("Regnskabsperiode", "Per"), kraevet=False),
    Kolonne(ARTSKONTO, ("Konto", "Art", "Kontonr", "Kontonummer", "Artskontonr", "Artskontonummer")),
    Kolonne(PROFITCENTER, ("Profit center", "Omkostningssted"), kraevet=False, helst=True),
    Kolonne(PSP, ("PSP", "PSP element", "PSP-nr")),
    Kolonne(PSP_TEKST, ("PSP tekst", "PSP-navn", "PSP-betegnelse", "PSP navn"), kraevet=False),
    Kolonne(TEKST, ("Posteringstekst", "Bilagstekst"), kraevet=False, fri=True),
    Kolonne(VALUTA, ("Valutakode", "Val", "Møntfod"), kraevet=False),
)
KOLONNER = (*_ANDRE, *ET_BELOEB)
MED_TO_BELOEB = (*_ANDRE, *TO_BELOEB)
_PERIODE = re.compile(r"periode:? *(\d{1,2})[./-](20\d\d)(?: *- *(\d{1,2})[./-](20\d\d))?", re.IGNORECASE)
FORORD, EFTERORD = ("i alt ", "sum ", "subtotal", "total ", "resultat "), (" i alt", " total", " sum", " resultat")
RESULTAT = frozenset(("resultat", "samlet resultat", "hovedresultat"))
KRONER = frozenset(("dkk", "kr", "kr."))
_VALUTA = re.compile(r"\b(?:valuta(?:kode)?|beløb)\W+(?:i )?(eur|euro|usd|sek|nok|gbp|chf|pln)\b")
# An amount whose heading says kroner is in kroner, whatever the bill was in.
_I_KRONER = re.compile(r"\bkr\b|dkk|kroner|lokal|firmakode")
# Stars stand alone, or before what is added up: «* a Ressourcecentre».
_STJERNER = re.compile(r"(\*+)(?:\s+\S.*)?", re.DOTALL)
_AAR_OG_PERIODE = re.compile(r"(20\d\d)[-./]?(0?\d\d)|0?(\d?\d)[-./](20\d\d)")
_LAENGSTE_PERIODE = 10


@dataclass
class _State:
    """What has been read so far, with the sums that subtotal rows are held against."""

    kommune: str
    i_dag: date
    aar: int | None
    linjer: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    per_psp: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    siden: dict[int, int] = field(default_factory=lambda: defaultdict(int))


class Posteringslaeser:
    """Reads L06."""

    layout, art, forventer_cpr, laeser_soejler = "L06", Indlaesningsart.POSTERINGER, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, columns(anmodning.bog))

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Postering per row of the ledger."""
        udbytte = Udbytte(self.layout, self.art)
        tabel = choose(anmodning.bog, columns(anmodning.bog), udbytte)
        kommune = _municipality(tabel, anmodning, udbytte) if tabel else None
        if tabel is None or kommune is None:
            return udbytte
        _check_unit(tabel, udbytte)
        tabel = with_signs(tabel, udbytte)
        check_beside(tabel, udbytte)
        state = _State(kommune.kode, anmodning.katalog.i_dag, _year(tabel, anmodning))
        read = with_numbers(tabel, dict.fromkeys(amounts(tabel), 2), udbytte)
        read = with_full_years(read, BOGFOERT, state.i_dag, udbytte)
        days = [_read_row(linje, state) for linje in lines(read, udbytte)]
        tell_serial_days(tabel, (BOGFOERT,), udbytte)
        udbytte.summer = {psp: amount / 100 for psp, amount in state.per_psp.items()}
        udbytte.summer["net_i_alt"] = sum(state.per_psp.values()) / 100
        udbytte.periode = _span([dag for dag in days if dag])
        if tabel.has(TEKST):
            udbytte.inform(tabel.ark.navn, "", f"Kolonnen «{TEKST}» bliver ikke brugt og ikke gemt.")
        if not udbytte.laest:
            udbytte.problem(tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def columns(bog: Projektmappe) -> tuple[Kolonne, ...]:
    """Return the columns of the layout: with one column of amounts, or with one for debet and one for kredit."""
    return MED_TO_BELOEB if certainty(bog, MED_TO_BELOEB) > certainty(bog, KOLONNER) else KOLONNER


def of_one_firm(tabeller: Sequence[Tabel]) -> bool:
    """Return whether nothing above some tables, or in their sheets' names, says that they are of different ones."""
    return len(codes(line for tabel in tabeller for line in (*tabel.above(), tabel.ark.navn))) <= 1


def _municipality(tabel: Tabel, anmodning: Anmodning, udbytte: Udbytte) -> Enhedsopslag | None:
    """Return whose ledger it is: said above the table, in the sheet's name, or in a column of every row."""
    katalog = anmodning.katalog
    column = in_columns(tabel, katalog, udbytte)
    if udbytte.report.problems:
        return None
    texts = [*tabel.above(), *labelled(tabel, katalog), *column, tabel.ark.navn]
    return municipality(texts, katalog, udbytte)


def _check_unit(tabel: Tabel, udbytte: Udbytte) -> None:
    """Note as a problem amounts that are said to be in thousands: a ledger is in kroner and øre."""
    for unit in sorted(units(tabel.above()) - {Pengeenhed.KR}, key=lambda unit: unit.navn):
        besked = f"Over tabellen står {unit.navn} Posteringer læses i hele kroner. Ret beløbene eller teksten."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, 1), besked)
    for valuta in sorted({found[1] for said in tabel.above() if (found := _VALUTA.search(noegle(said)))}):
        besked = f"Over tabellen står {valuta.upper()}. Posteringer læses i kroner. Ret beløbene eller teksten."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, 1), besked)


def _year(tabel: Tabel, anmodning: Anmodning) -> int | None:
    """Return the accounting year said above the table; None when it says none, or spans two."""
    found = [match for line in tabel.above() if (match := _PERIODE.search(line))]
    years = {int(year) for match in found for year in (match[2], match[4]) if year}
    return years.pop() if len(years) == 1 else anmodning.aar


def _read_row(linje: Linje, state: _State) -> date | None:
    if _is_heading(linje):
        linje.udbytte.sprunget_over += 1
        where = celle(linje.nr, min(linje.celler))
        linje.udbytte.inform(linje.ark, where, "Rækken gentager overskrifterne og er ikke læst.")
        return None
    if (stars := _stars(linje)) or linje.is_total or _sums_up(linje):
        _check_subtotal(linje, state, stars)
        return None
    linje.udbytte.laest += 1
    return _read_line(linje, state)


def _is_heading(linje: Linje) -> bool:
    """Return whether a row says the headings again, as a printed list does on each page."""
    if heading(linje.value(BOGFOERT)) == "" or not isinstance(linje.value(BOGFOERT), str):
        return False
    above, kolonner = linje.tabel.ark.raekker[linje.tabel.raekke], linje.tabel.kolonner.values()
    return all(heading(linje.celler.get(c)) == heading(above.get(c)) for c in kolonner)


def _sums_up(linje: Linje) -> bool:
    """Return whether a row without a date names what it adds up: «I alt XG-101-A»."""
    if linje.value(BOGFOERT) is not None:
        return False
    said = [noegle(value) for value in linje.celler.values() if isinstance(value, str)]
    return any(tekst.startswith(FORORD) or tekst.endswith(EFTERORD) or tekst in RESULTAT for tekst in said)


def _stars(linje: Linje) -> int:
    """Return how many stars mark a subtotal row: 1 for the innermost. Beside a date, a text may begin with one.

    A posting that is whole may have a star beside it.
    """
    if all(linje.value(navn) is not None for navn in (BILAG, BOGFOERT, ARTSKONTO, PSP)):
        return 0
    marks = [found for v in linje.celler.values() if isinstance(v, str) and (found := _STJERNER.fullmatch(v.strip()))]
    dated = linje.value(BOGFOERT) is not None
    return max((len(found[1]) for found in marks if found[1] == found[0] or not dated), default=0)


def _read_line(linje: Linje, state: _State) -> date | None:
    """Note one posting, or every problem its cells have."""
    bilagsnr, artskonto = (linje.read(navn, partial(code, most=20)) for navn in (BILAG, ARTSKONTO))
    psp = linje.read(PSP, partial(code, most=40))
    bogfoert = linje.read(BOGFOERT, day)
    if bogfoert and bogfoert > state.i_dag:
        linje.problem(BOGFOERT, f"datoen ligger i fremtiden. {RET}")
    periode = linje.read(PERIODE, _period) if linje.tabel.has(PERIODE) else bogfoert and bogfoert.month
    found = amount(linje)
    _check_currency(linje)
    profitcenter, psp_tekst = linje.read(PROFITCENTER, text), linje.read(PSP_TEKST, text)
    if not linje.ok or bogfoert is None or found is None or not (bilagsnr and artskonto and psp and periode):
        return None
    key = (state.aar or bogfoert.year, bilagsnr)
    state.linjer[key] += 1
    row = Postering(
        kommune=state.kommune, aar=key[0], bilagsnr=bilagsnr, linjenr=state.linjer[key], bogfoert=bogfoert,
        periode=periode, artskonto=artskonto, psp=psp, psp_tekst=psp_tekst or None,
        profitcenter=profitcenter or None, oere=found,
    )  # fmt: skip
    _keep(linje, state, row)
    return bogfoert


def _check_currency(linje: Linje) -> None:
    """Note as a problem an amount in another currency."""
    said = linje.value(VALUTA)
    if not isinstance(said, str) or noegle(said) in KRONER:
        return
    headings = linje.tabel.ark.raekker[linje.tabel.raekke]
    if not all(_I_KRONER.search(heading(headings[linje.tabel.kolonner[navn]])) for navn in amounts(linje.tabel)):
        linje.problem(VALUTA, f"beløbet er ikke i kroner. {RET}")


def _period(value: Celle | None) -> int:
    """Return the accounting period 1–13 from 4, '04.2020', '202004', '2020-04' or '2020004'."""
    said = text(value)
    found = _AAR_OG_PERIODE.fullmatch(said)
    number = (found[2] or found[3]) if found else said.split(".")[0]
    if len(said) > _LAENGSTE_PERIODE or not number.isdecimal() or not 1 <= int(number) <= 13:
        raise CellError(f"perioden skal være 1–13. {RET}")
    return int(number)


def _keep(linje: Linje, state: _State, row: Postering) -> None:
    same = tuple(value for name, value in row.model_dump().items() if name != "linjenr")
    first = state.seen.setdefault(same, linje.nr)
    if first != linje.nr:
        linje.warn(amounts(linje.tabel)[0], f"rækken er magen til række {first}. Begge er talt med.")
    state.per_psp[row.psp] += row.oere
    for level in (1, 2, 3):
        state.siden[level] += row.oere
    linje.udbytte.add(row, linje.ark, linje.celle(amounts(linje.tabel)[0]))


def _check_subtotal(linje: Linje, state: _State, stars: int) -> None:
    """Leave a subtotal row out, and note it when it says something else than the rows it adds up."""
    udbytte = linje.udbytte
    udbytte.sprunget_over += 1
    said = stated(linje)
    sums = {level: state.siden[level] for level in ((stars,) if stars else (1, 2, 3))}
    # A sum without stars says nothing of its level: it closes the innermost that it adds up.
    closed = stars or min((level for level, amount in sums.items() if amount == said), default=1)
    for level in range(1, closed + 1):
        state.siden[level] = 0
    where = linje.celle(amounts(linje.tabel)[0])
    if said is None or udbytte.fejlraekker or said in (*sums.values(), sum(state.per_psp.values())):
        udbytte.inform(linje.ark, where, "Rækken er en sum og er ikke læst som postering.")
        return
    given = kroner(next(iter(sums.values())))
    besked = f"Summen er {kroner(said)} kr. i filen, men posteringerne giver {given} kr. Ret det ene."
    udbytte.problem(linje.ark, where, besked)


def _span(days: list[date]) -> str:
    return f"{dato_kort(min(days))}–{dato_kort(max(days))}" if days else ""
