"""L01: activity as a long list, one row per school, month and indicator."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Indikatoropslag, Katalog, nearest
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.soejler import Soejleraekker
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Talsted, Udbytte
from plads.ingest.regneark.layouts.antal.langliste import Jaevne, Laesning, plain_rows
from plads.ingest.regneark.layouts.faelles.enheder import NAVNEORD, NUMMER, NUMMERORD, OMRAADE, school
from plads.ingest.regneark.layouts.faelles.forbehold import LAEG_SAMMEN, apart, check_parts, check_titles, check_words
from plads.ingest.regneark.tabeller.celler import RET, Antal, CellError, count, month, text, usable, year
from plads.ingest.regneark.tabeller.datoer import tell_serial_days
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.maanedsord import maanedsord
from plads.ingest.regneark.tabeller.perioder import spaend
from plads.ingest.regneark.tabeller.tabel import RAEKKER, Kolonne, Tabel, certainty, choose
from plads.ingest.regneark.tabeller.talformat import with_numbers
from plads.models.indikator import Aktivitet, Indikatorart
from plads.models.proveniens import Indlaesningsart
from plads.periods import parse_skoleaar, skoleaar_of
from plads.text import antal, stort
from plads.tilstand import Tilstand

SKOLE, AAR, SKOLEAAR, MAANED, INDIKATOR, ANTAL = "Skole", "År", "Skoleår", "Måned", "Indikator", "Antal"
KOLONNER = (
    Kolonne(NUMMER, NUMMERORD, kraevet=False),
    Kolonne(SKOLE, (*NAVNEORD, "Skole/institution", "Institution", "Enhed"), kraevet=False, helst=True),
    Kolonne(OMRAADE, ("Områdenavn",), kraevet=False),
    Kolonne(AAR, ("Kalenderår", "Årstal"), kraevet=False),
    Kolonne(SKOLEAAR, kraevet=False),
    Kolonne(
        MAANED,
        ("Md", "Mdr", "Måned og år", "Månedsnr", "Måned nr", "Månednr", "Månedsnummer", "Måned (1-12)", "Periode"),
        maaske=("Dato", "Månedsdato", "Periodedato", "Opgørelsesmåned", "Registreringsdato"),
    ),
    Kolonne(INDIKATOR, ("Mål", "Nøgletal", "Aktivitet", "Aktivitetstype", "Indikatornavn", "Type", "Hændelse")),
    Kolonne(ANTAL, ("Værdi", "Tal", "Antal i alt", "Antal sager", "Antal stk", "Antal i måneden")),
)
_DAG = re.compile(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d")
FLEST_SUMMER, LAENGSTE_SUM = 300, 80
# Excel calls the sums it puts between rows «Egeskolen Total» and «PPV'er Resultat».
_SUMORD = re.compile(
    r"^(?:i alt|samlet|sum|subtotal|total)\b(?: antal\b)?| (?:i alt|ialt|total|subtotal|resultat|antal)$"
)


@dataclass
class _State:
    """What has been read so far: where each key stood, and the sums that a total row is held against."""

    katalog: Katalog
    seen: dict[tuple[int, str, str], tuple[Linje, Antal]] = field(default_factory=dict)
    summer: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    # What the sums were at each total so far: one may add up everything since any of them.
    ved_sum: list[dict[str, int]] = field(default_factory=lambda: [{}])
    hidden: bool = False
    # Of a long list the plain rows, up to where they are in the sums, and the other rows that can be kept.
    jaevne: Jaevne | None = None
    talt: int = 0
    andre: list[tuple[int, int, str, str, Antal]] = field(default_factory=list)

    def count_plain(self, til: int) -> None:
        """Add the plain rows before a row to the sums."""
        if self.jaevne is not None:
            for navn, antal_ in self.jaevne.sums(self.talt, til).items():
                self.summer[navn] += antal_
            self.talt = til


class Aktivitetslaeser:
    """Reads L01."""

    layout, art, forventer_cpr, laeser_soejler = "L01", Indlaesningsart.AKTIVITET, False, True

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, KOLONNER)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Aktivitet per row of the list."""
        udbytte = Udbytte(self.layout, self.art)
        tabel = choose(anmodning.bog, KOLONNER, udbytte)
        if tabel is None or not _names_schools(tabel, udbytte):
            return udbytte
        check_titles([*tabel.above(), tabel.ark.navn], tabel.ark.navn, f"række {tabel.raekke}", udbytte)
        check_words(tabel, udbytte)
        check_parts(tabel, udbytte)
        state = _State(anmodning.katalog)
        read = with_numbers(tabel, {ANTAL: 0}, udbytte)
        if isinstance(read.ark.raekker, Soejleraekker):
            state.jaevne = plain_rows(read, state.katalog, _parts(anmodning))
            udbytte.laest = len(state.jaevne.pladser)
        for linje in lines(read, udbytte, state.jaevne.pladser.tolist() if state.jaevne else ()):
            state.count_plain(linje.nr)
            if linje.is_total or _is_sum(linje):
                _check_total(linje, state)
            else:
                udbytte.laest += 1
                _read_line(linje, state, anmodning)
        tell_serial_days(tabel, (MAANED,), udbytte)
        months = {key[0] for key in state.seen}
        if state.jaevne is not None:
            state.count_plain(RAEKKER + 1)
            months |= set(state.jaevne.maaned.tolist())
            udbytte.tal, numre = state.jaevne.with_rows(state.andre)
            udbytte.talsted = Talsted(read.ark.navn, read.kolonner[ANTAL], numre)
        udbytte.summer = dict(state.summer)
        udbytte.periode = spaend(list(months))
        if not udbytte.laest:
            udbytte.problem(tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def has_years(tabel: Tabel) -> bool:
    """Return whether the rows of a list say which year they are of, in a column of its own or with the month."""
    return tabel.has(AAR) or tabel.has(SKOLEAAR) or all(map(_says_year, tabel.below(tabel.kolonner[MAANED])))


def _says_year(cell: Celle) -> bool:
    said = maanedsord(cell)
    return isinstance(cell, date) or (said is not None and said.aar is not None)


def _is_sum(linje: Linje) -> bool:
    """Return whether a row without a month says in words that it adds up others."""
    if linje.value(MAANED) is not None:
        return False
    texts = (value for value in linje.celler.values() if isinstance(value, str) and len(value) <= LAENGSTE_SUM)
    return any(_SUMORD.search(noegle(value).rstrip(":")) for value in texts)


def _of_sum(tekst: str) -> str:
    """Return what a sum is of: 'PPV'er' of «PPV'er Resultat»."""
    return _SUMORD.sub("", noegle(tekst).rstrip(":")).strip()


def _names_schools(tabel: Tabel, udbytte: Udbytte) -> bool:
    if not tabel.has(NUMMER) and not tabel.has(SKOLE):
        udbytte.problem(tabel.ark.navn, f"række {tabel.raekke}", f"Kolonnen «{NUMMER}» eller «{SKOLE}» mangler.")
        return False
    if not tabel.has(OMRAADE):
        udbytte.inform(tabel.ark.navn, f"række {tabel.raekke}", "Kolonnen «Område» mangler. Området er skolens eget.")
    return True


def _parts(anmodning: Anmodning) -> Laesning:
    """Return how the parts of a row are read, for rows that are read by value."""
    katalog = anmodning.katalog
    return Laesning(
        partial(_month, anmodning=anmodning), (AAR, SKOLEAAR, MAANED),
        lambda linje, dag: school(linje, katalog, dag), (NUMMER, SKOLE, OMRAADE),
        partial(_indicator, katalog=katalog), INDIKATOR,
        lambda linje: linje.read(ANTAL, count), ANTAL,
    )  # fmt: skip


def _read_line(linje: Linje, state: _State, anmodning: Anmodning) -> None:
    """Note one row: its key and count, or every problem its cells have."""
    maaned = _month(linje, anmodning)
    enhed = school(linje, state.katalog, _first_day(maaned) if maaned else None)
    indikator = _indicator(linje, state.katalog)
    found = linje.read(ANTAL, count)
    if linje.ok and maaned and enhed and indikator and found:
        _keep(linje, state, (maaned, indikator, enhed), found)


def _month(linje: Linje, anmodning: Anmodning) -> int | None:
    aar = linje.read(AAR, year) if linje.tabel.has(AAR) else None
    skoleaar = linje.read(SKOLEAAR, _school_year) if linje.tabel.has(SKOLEAAR) else None
    if not linje.ok:
        return None
    maaned = linje.read(MAANED, partial(_month_within, aar=aar, skoleaar=skoleaar, givet=anmodning.aar))
    i_dag = anmodning.katalog.i_dag
    if maaned and maaned > i_dag.year * 100 + i_dag.month:
        linje.problem(MAANED, f"måneden ligger i fremtiden. {RET}")
        return None
    return maaned


def _school_year(cell: Celle | None) -> str | None:
    """Return a school year as '2019/20'; None for none, or for words that are none."""
    return parse_skoleaar(noegle(text(cell)))


def _month_within(cell: Celle | None, aar: int | None, skoleaar: str | None, givet: int | None) -> int:
    """Return a month as ÅÅÅÅMM; one without a year lies in the row's year, its school year, or the year given."""
    if skoleaar is None:
        return _written_month(cell, aar or givet)
    said = maanedsord(usable(cell))
    aar = aar or (said.aar if said else None)
    start = int(skoleaar[:4])
    found = _written_month(cell, aar or start)
    if aar is None and skoleaar_of(_first_day(found)) != skoleaar:
        found += 100
    if skoleaar_of(_first_day(found)) != skoleaar:
        raise CellError(f"måneden ligger ikke i skoleåret {skoleaar}. {RET}")
    return found


def _first_day(maaned: int) -> date:
    return date(maaned // 100, maaned % 100, 1)


def _written_month(cell: Celle | None, aar: int | None) -> int:
    """Return a month as ÅÅÅÅMM, also one written as in a heading: '03-2020', 'Mar 20', Excel's number of a day."""
    # A whole day as text is asked about: 01-02 is another month to an English system.
    said = None if cell is None or (isinstance(cell, str) and _DAG.search(cell)) else maanedsord(cell)
    if said is None:
        return month(cell, aar)
    return month(date(said.aar, said.nr, 1) if said.aar else said.nr, aar)


def _indicator(linje: Linje, katalog: Katalog) -> Indikatoropslag | None:
    ord_ = linje.read(INDIKATOR, text)
    if ord_ is None:
        return None
    found = katalog.indikator(ord_)
    counted = [i for i in katalog.indikatorer if i.art is not Indikatorart.ANDEL]
    if found in counted:
        return found
    near = nearest(ord_, [i.navn for i in counted]) if ord_ else None
    hint = f" Mente du «{near}»?" if near else ""
    linje.problem(INDIKATOR, f"indikatoren {'kendes ikke' if ord_ else 'mangler'}.{hint}")
    return None


def _keep(linje: Linje, state: _State, key: tuple[int, Indikatoropslag, Enhedsopslag], found: Antal) -> None:
    maaned, indikator, enhed = key
    before = state.seen.setdefault((maaned, indikator.kode, enhed.kode), (linje, found))
    if before[0] is not linje:
        _repeated(linje, before, found)
        return
    if found.som_tekst:
        linje.inform(ANTAL, "tallet står som tekst. Det er brugt som tal.")
    if found.tilstand is Tilstand.DISKRETIONERET:
        linje.warn(ANTAL, "tallet er skjult i kilden. Det bliver gemt som skjult og tæller ikke med.")
        state.hidden = True
    state.summer[indikator.navn] += found.antal or 0
    if state.jaevne is not None:
        state.andre.append((linje.nr, maaned, indikator.kode, enhed.kode, found))
        return
    row = Aktivitet(
        maaned=maaned, indikator=indikator.kode, enhed=enhed.kode, antal=found.antal, tilstand=found.tilstand
    )
    linje.udbytte.add(row, linje.ark, linje.celle(ANTAL))


def _repeated(linje: Linje, before: tuple[Linje, Antal], found: Antal) -> None:
    first, value = before
    if parts := apart(linje, first):
        besked = f"række {first.nr} og {linje.nr} har samme skole, måned og indikator, men ikke samme {parts[0]}."
        linje.problem(ANTAL, f"{besked} {LAEG_SAMMEN}")
    elif (value.antal, value.tilstand) == (found.antal, found.tilstand):
        linje.udbytte.sprunget_over += 1
        linje.inform(ANTAL, f"rækken er magen til række {first.nr}. Den er talt med én gang.")
    else:
        besked = f"række {first.nr} og {linje.nr} har forskellige tal for samme skole, måned og indikator."
        linje.problem(ANTAL, f"{besked} Slet den ene.")


def _check_total(linje: Linje, state: _State) -> None:
    """Leave a total row out, and note it when it says something else than the rows it adds up."""
    linje.udbytte.sprunget_over += 1
    stated = linje.stated(ANTAL, count)
    indikator = linje.value(INDIKATOR)
    found = state.katalog.indikator(_of_sum(indikator)) if isinstance(indikator, str) else None
    now = state.summer[found.navn] if found else sum(state.summer.values())
    sums = [now - (summer.get(found.navn, 0) if found else sum(summer.values())) for summer in state.ved_sum]
    state.ved_sum = [{}, *state.ved_sum[1:][-FLEST_SUMMER:], dict(state.summer)]
    if stated is None or stated.antal is None or stated.antal in sums or linje.udbytte.fejlraekker or state.hidden:
        linje.udbytte.inform(linje.ark, linje.celle(ANTAL), "Rækken er en sum og er ikke læst som tal.")
        return
    besked = f"summen er {antal(stated.antal)} i filen, men rækkerne giver {antal(sums[0])}. Ret rækkerne eller summen."
    linje.udbytte.problem(linje.ark, linje.celle(ANTAL), stort(besked))
