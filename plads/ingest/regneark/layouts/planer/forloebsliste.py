"""L10: the list of forløb on schools and institutions, with status and new dates, as of a day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from plads.ingest.regneark.grund.ark import Celle, Projektmappe, kolonne
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Forloebsopslag, Katalog, nearest
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import STATUSORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVNEORD, NUMMER, NUMMERORD, OMRAADE, school
from plads.ingest.regneark.layouts.faelles.kontrolsum import check_total
from plads.ingest.regneark.layouts.planer.forloebsdatoer import (
    FAKTISK,
    NY_DATO,
    PLANLAGT,
    STATUS,
    Datoer,
    check_dates,
    listed_on,
    read_dates,
)
from plads.ingest.regneark.tabeller.celler import RET, CellError, count, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Kolonne, certainty, choose
from plads.models.forloeb import Forloeb, ForloebHistorik, Forloebstatus
from plads.models.proveniens import Indlaesningsart
from plads.periods import FleksDato, parse_skoleaar
from plads.text import dato, opremsning

SKOLE, FORLOEB, INDSATS, SKOLEAAR = "Skole/institution", "Forløb", "Indsats", "Skoleår"
KLASSER, BEMAERKNING = "Klasser", "Bemærkning"
FORLOEBSNAVN = "Forløbsnavn"
_FORLOEB = Kolonne(FORLOEB, ("Forløbstype", "Type", "Slags forløb"))
KOLONNER = (
    Kolonne(SKOLE, (*NAVNEORD, "Skole", "Institution", "Skole/inst", "Skole eller institution", "Enhed")),
    Kolonne(NUMMER, NUMMERORD, kraevet=False),
    Kolonne(OMRAADE, kraevet=False),
    _FORLOEB,
    Kolonne(INDSATS, ("Indsatser",), kraevet=False),
    Kolonne(SKOLEAAR, ("Skoleåret", "Skole år")),
    Kolonne(KLASSER, ("Antal klasser",), kraevet=False),
    Kolonne(PLANLAGT, ("Planlagt", "Planlagt opstart"), kraevet=False),
    Kolonne(FAKTISK, ("Start", "Faktisk opstart", "Startet"), kraevet=False),
    Kolonne(STATUS),
    Kolonne(NY_DATO, ("Ny startdato", "Nyt tidspunkt"), kraevet=False),
    Kolonne(BEMAERKNING, ("Bemærkninger", "Kommentar", "Kommentarer", "Note", "Noter"), kraevet=False, bruges=False),
)
UDEN_DATO = FleksDato("")
# Which forløb a row is about; a school may have several of a kind in one school year.
_HVILKET = (SKOLE, NUMMER, OMRAADE, FORLOEB, INDSATS, SKOLEAAR)
_NUMMER = re.compile(r"^\d{1,2} ?[.):-] *(?=[a-zæøå])")
_MELLEM = re.compile(r"[ ,()/-]+")
_INDSATSER = re.compile(r"\s*(?:[/+,;&]|\bog\b)\s*")

_STATUS = {" ".join(_MELLEM.split(ord_)).strip(): status for ord_, status in STATUSORD.items()}
Noegle: TypeAlias = tuple[str, str, str]


@dataclass
class _Antal:
    """How many forløb and classes have been read, and at which schools."""

    forloeb: int = 0
    klasser: int = 0
    skoler: set[str] = field(default_factory=set)


@dataclass
class _State:
    """What has been read so far, in all and since the last total."""

    katalog: Katalog
    opgjort: date
    numre: dict[Noegle, int] = field(default_factory=lambda: defaultdict(int))
    foerste: dict[Noegle, Linje] = field(default_factory=dict)
    ens: dict[tuple[Noegle, str], int] = field(default_factory=dict)
    summer: Counter[str] = field(default_factory=Counter)
    alle: _Antal = field(default_factory=_Antal)
    siden: _Antal = field(default_factory=_Antal)


class Forloebslaeser:
    """Reads L10."""

    layout, art, forventer_cpr, laeser_soejler = "L10", Indlaesningsart.FORLOEB, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how much of the layout the workbook has."""
        return certainty(anmodning.bog, columns(anmodning.bog))

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Forloeb and one ForloebHistorik per row of the list."""
        udbytte = Udbytte(self.layout, self.art)
        tabel = choose(anmodning.bog, columns(anmodning.bog), udbytte)
        opgjort = listed_on(tabel, anmodning, udbytte) if tabel else None
        if tabel is None or opgjort is None:
            return udbytte
        state = _State(anmodning.katalog, opgjort)
        for linje in lines(tabel, udbytte):
            if linje.is_total:
                udbytte.sprunget_over += 1
                _check_total(linje, state)
            else:
                udbytte.laest += 1
                _read_line(linje, state)
        udbytte.summer = {"forloeb": udbytte.klar, **dict(sorted(state.summer.items()))}
        udbytte.periode = f"pr. {dato(opgjort)}"
        if tabel.has(BEMAERKNING):
            udbytte.inform(tabel.ark.navn, "", f"Kolonnen «{BEMAERKNING}» bliver ikke brugt og ikke gemt.")
        if not udbytte.laest:
            udbytte.problem(tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
        return udbytte


def columns(bog: Projektmappe) -> Sequence[Kolonne]:
    """Return the columns of the layout; what forløb are named says their kind where no other column does."""
    named = heading(FORLOEBSNAVN)
    rows = [set(row.values()) for ark in bog.ark if not ark.skjult for row in ark.overskrifter.values()]
    if not any(named in words and not any(word in _FORLOEB for word in words) for words in rows):
        return KOLONNER
    as_kind = Kolonne(FORLOEB, (*_FORLOEB.ord, FORLOEBSNAVN), helst=True)
    return [as_kind if known is _FORLOEB else known for known in KOLONNER]


def _read_line(linje: Linje, state: _State) -> None:
    """Note one row: its forløb and how far it is, or every problem its cells have."""
    enhed = school(linje, state.katalog, state.opgjort, SKOLE)
    kind = _kind(linje, state.katalog)
    skoleaar = linje.read(SKOLEAAR, _school_year)
    status = linje.read(STATUS, _status)
    klasser = linje.read(KLASSER, count)
    datoer = read_dates(linje, skoleaar, state.opgjort)
    if enhed and kind:
        _check_indsats(linje, state.katalog, enhed, kind)
    if linje.ok and enhed and kind and skoleaar and status:
        check_dates(linje, datoer, status, skoleaar, state.opgjort)
        _keep(linje, state, (kind.kode, enhed.kode, skoleaar), (klasser.antal if klasser else None, status, datoer))


def _kind(linje: Linje, katalog: Katalog) -> Forloebsopslag | None:
    ord_ = linje.read(FORLOEB, text)
    if ord_ is None or (found := katalog.forloebstype(ord_)):
        return found if ord_ else None
    near = nearest(ord_, [kind.navn for kind in katalog.forloebstyper]) if ord_ else None
    linje.problem(FORLOEB, f"forløbet {'kendes ikke' if ord_ else 'mangler'}.{f' Mente du «{near}»?' if near else ''}")
    return None


def _school_year(value: Celle | None) -> str:
    skoleaar = parse_skoleaar(text(value))
    if skoleaar is None:
        raise CellError(f"skoleåret kan ikke læses. Skriv fx 2019/20. {RET}")
    return skoleaar


def _plain_status(ord_: str) -> str:
    """Return the words of a status without its number in a list and the marks between them: '3. Udskudt'."""
    return " ".join(_MELLEM.split(_NUMMER.sub("", ord_))).strip()


def _status(value: Celle | None) -> Forloebstatus:
    ord_ = noegle(text(value))
    if found := _STATUS.get(_plain_status(ord_)):
        return found
    known = opremsning([f"«{status}»" for status in Forloebstatus])
    raise CellError(f"status {'kendes ikke' if ord_ else 'mangler'}. Brug {known}. {RET}")


def _check_indsats(linje: Linje, katalog: Katalog, enhed: Enhedsopslag, kind: Forloebsopslag) -> None:
    """Hold the letters of a row against the plan and against what stands behind its kind of forløb."""
    said = noegle(linje.read(INDSATS, text) or "").removeprefix("indsats ")
    letters = {part.rstrip("0123456789)") for part in _INDSATSER.split(said) if part}
    known, behind = katalog.indsatser.get(enhed.kommune or ""), kind.indsatser.get(enhed.kommune or "")
    if known and letters - known:
        linje.problem(INDSATS, f"indsatsen findes ikke i planen. Brug {opremsning(sorted(known))}. {RET}")
    elif behind and letters and letters != behind:
        linje.warn(INDSATS, f"i planen hører {kind.navn} til {opremsning(sorted(behind))}, ikke det, der står her.")


def _keep(linje: Linje, state: _State, key: Noegle, said: tuple[int | None, Forloebstatus, Datoer]) -> None:
    klasser, status, datoer = said
    _tell_repeated(linje, state, key)
    state.numre[key] += 1
    kind, enhed, skoleaar = key
    planlagt, start, ny = (found or UDEN_DATO for found in (datoer.planlagt, datoer.start, datoer.ny))
    forloeb = Forloeb(
        type=kind, enhed=enhed, skoleaar=skoleaar, loebenr=state.numre[key], klasser=klasser,
        planlagt_tekst=planlagt.tekst or None, planlagt_fra=planlagt.fra, planlagt_til=planlagt.til,
        start_tekst=start.tekst or None, start_fra=start.fra, start_til=start.til,
    )  # fmt: skip
    historik = ForloebHistorik(
        type=kind, enhed=enhed, skoleaar=skoleaar, loebenr=state.numre[key], opgjort=state.opgjort, status=status,
        ny_dato_tekst=ny.tekst or None, ny_dato_fra=ny.fra, ny_dato_til=ny.til,
    )  # fmt: skip
    linje.udbytte.add(forloeb, linje.ark, linje.celle(FORLOEB))
    linje.udbytte.add(historik, linje.ark, linje.celle(STATUS))
    for antal in (state.alle, state.siden):
        antal.forloeb += 1
        antal.klasser += klasser or 0
        antal.skoler.add(enhed)
    if ny.fra and ny.praecision == "uge":
        state.summer[f"{status}_uge{ny.fra.isocalendar().week:02}"] += 1


def _tell_repeated(linje: Linje, state: _State, key: Noegle) -> None:
    """Ask about one more forløb of a kind at a school: there may be several, or one may stand there twice."""
    own = [linje.tabel.kolonner[navn] for navn in _HVILKET if linje.tabel.has(navn)]
    said = {c: noegle(str(value)) for c, value in sorted(linje.celler.items()) if c not in own}
    same = state.ens.setdefault((key, repr(said)), linje.nr)
    first = state.foerste.setdefault(key, linje)
    if same != linje.nr:
        besked = f"rækken er magen til række {same}. Begge er talt med. Er det samme forløb, så slet den ene."
        linje.warn(FORLOEB, besked)
    elif first is not linje:
        apart = _apart(linje, first, own)
        besked = f"skolen har samme forløb og skoleår i række {first.nr}, men ikke samme {apart}. Begge er talt med."
        linje.warn(FORLOEB, f"{besked} Er det samme forløb, så slet den ene.")


def _apart(linje: Linje, first: Linje, own: list[int]) -> str:
    """Return which columns two rows differ in; one we do not know by its letter, for its heading may be a name."""
    names = {c: f"«{navn}»" for navn, c in linje.tabel.kolonner.items()}
    differ = [
        c for c in sorted({*linje.celler, *first.celler} - set(own)) if linje.celler.get(c) != first.celler.get(c)
    ]
    return opremsning([names.get(c, f"kolonne {kolonne(c)}") for c in differ])


def _check_total(linje: Linje, state: _State) -> None:
    """Leave a total row out, and hold its figures against the rows: classes, forløb or schools."""
    linje.inform(SKOLE, "rækken er en sum og er ikke læst.")
    both = (state.alle, state.siden)
    klasser = [antal.klasser for antal in both if state.alle.klasser]
    counts = [*(antal.forloeb for antal in both), *(len(antal.skoler) for antal in both)]
    # A year or a number of a school adds up nothing.
    check_total(linje, {KLASSER: klasser or counts, SKOLEAAR: (), NUMMER: ()}, counts)
    state.siden = _Antal()
