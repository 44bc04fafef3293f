"""Judge what Plads made of a variant: read right, or asked about – never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session

from plads.indlaes import Forslag, propose, read_file
from plads.indlaes.opslag import catalogue
from plads.indlaes.svar import Svar
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.laesere import scored
from plads.models.forloeb import Forloeb, ForloebHistorik
from plads.models.indikator import Aktivitet, Forventningstal, Trintal, Vaerdi
from plads.models.oekonomi import Budgetpost, Opfoelgningstal, Postering
from plads.models.proveniens import Grad
from plads.models.styring import Temperatur
from plads.tilstand import Tilstand
from tests.varianter.grund import LAES, SPOERG, Facit, Variant

MINDSTE_AFSTAND = 0.1


def plain(row: Any) -> tuple[tuple[Any, ...], Any] | None:
    """Return a row to be stored as key and value; None for a figure that was not reported, which is no figure."""
    if getattr(row, "tilstand", None) is Tilstand.IKKE_RAPPORTERET:
        return None
    figure = getattr(row, "antal", None)
    figure = "skjult" if getattr(row, "tilstand", None) is Tilstand.DISKRETIONERET else figure
    match row:
        case Aktivitet():
            return ("akt", row.maaned, row.indikator, row.enhed), figure
        case Vaerdi():
            return ("værdi", str(row.fra), str(row.til), row.indikator, row.enhed), figure
        case Trintal():
            return ("trin", row.maaned, row.indikator, row.enhed, row.trin), row.antal
        case Postering():
            return ("post", row.aar, row.bilagsnr, row.linjenr), (str(row.bogfoert), row.artskonto, row.psp, row.oere)
        case Opfoelgningstal():
            return ("opf", row.aar, row.kode, str(row.kolonne)), row.oere
        case Budgetpost():
            return ("budget", row.tekst, row.aar), (row.oere, row.prisniveau)
        case Forventningstal():
            return ("forv", row.indikator, row.enhed, row.aar, str(row.art), row.version), figure
        case Forloeb():
            return ("forløb", row.type, row.enhed, row.skoleaar, row.loebenr), (
                row.klasser,
                *_days(row.planlagt_fra, row.planlagt_til, row.start_fra, row.start_til),
            )
        case ForloebHistorik():
            return ("status", row.type, row.enhed, row.skoleaar, row.loebenr), (
                str(row.status),
                *_days(row.opgjort, row.ny_dato_fra, row.ny_dato_til),
            )
        case Temperatur():
            return ("temp", row.element, str(row.opgjort)), row.trin or str(row.tilstand)
    return (type(row).__name__,), "uventet række"


def _days(*days: Any) -> tuple[str | None, ...]:
    return tuple(str(day) if day else None for day in days)


def judge(session: Session, variant: Variant) -> list[str]:
    """Return what is wrong with Plads' answer to a file; nothing when it was read right or asked as it should."""
    fil = read_file(variant.indhold, variant.filnavn)
    forslag = propose(session, fil, Svar(periode=variant.periode))
    wrong = list(_leaks(forslag, variant))
    if fil.bog is not None:
        found = scored(Anmodning(fil.bog, catalogue(session), variant.periode))
        wrong += _recognition(found, variant)
    facit = variant.facit
    if forslag.status == "afvist":
        if facit.udfald == LAES:
            return [*wrong, *(f"AFVIST {place}" for place in problems(forslag)[:4])]
        if facit.udfald == SPOERG and not facit.maaske and not _asked(forslag, facit):
            wrong.append(f"SPURGT UDEN {facit.spoergsmaal}: {problems(forslag)[:3]}")
        return wrong
    if facit.udfald == SPOERG:
        return [*wrong, f"LÆST, men skulle spørge: {facit.spoergsmaal}"]
    return [*wrong, *_read_wrong(forslag, variant)]


def problems(forslag: Forslag) -> list[str]:
    """Return what stopped a file, by sheet and cell."""
    return [f"{m.ark}!{m.celle} {m.besked}" for m in forslag.fund if m.grad is Grad.FEJL]


def warnings(forslag: Forslag) -> list[str]:
    """Return what the file's reader should know."""
    return [f"{m.ark}!{m.celle} {m.besked}" for m in forslag.fund if m.grad is Grad.ADVARSEL]


def _asked(forslag: Forslag, facit: Facit) -> bool:
    """Return whether one of the expected questions was asked, with all its parts in one message."""
    said = [melding.besked for melding in forslag.fund if melding.grad is Grad.FEJL]
    return any(all(part in besked for part in dele) for dele in facit.spoergsmaal for besked in said)


def _leaks(forslag: Forslag, variant: Variant) -> Iterator[str]:
    everything = repr((forslag.fund, forslag.summer, forslag.periode, forslag.ukendte, forslag.linjer, forslag.grupper))
    everything += repr([row.model_dump() for row in _stored(forslag)])
    yield from (f"LÆKAGE af {said!r}" for said in variant.facit.aldrig if said in everything)


def _recognition(found: list[tuple[float, Any]], variant: Variant) -> Iterator[str]:
    if not found:
        if variant.facit.udfald == LAES:
            yield "IKKE GENKENDT"
        return
    (best, laeser), others = found[0], found[1:]
    if laeser.layout != variant.layout and variant.facit.udfald == LAES:
        yield f"GENKENDT SOM {laeser.layout} ({best:.2f})"
    if others and best - others[0][0] < MINDSTE_AFSTAND:
        yield f"NÆR VED: {laeser.layout} {best:.2f}, {others[0][1].layout} {others[0][0]:.2f}"


def _stored(forslag: Forslag) -> list[Any]:
    """Return every row an upload would store, also those a long list holds in columns."""
    if forslag.upload is None:
        return []
    tal = forslag.upload.tal
    return [*forslag.upload.rows, *(map(tal.row, range(len(tal))) if tal is not None else ())]


def _read_wrong(forslag: Forslag, variant: Variant) -> Iterator[str]:
    facit = variant.facit
    if forslag.layout != variant.layout:
        yield f"LÆST SOM {forslag.layout}"
    if facit.laest is not None and forslag.raekker["laest"] != facit.laest:
        yield f"LÆST {forslag.raekker['laest']} rækker, ikke {facit.laest}"
    read = dict(filter(None, map(plain, _stored(forslag))))
    if facit.raekker:
        differs = sorted(
            (str(key), read.get(key, "mangler"), facit.raekker.get(key, "skulle ikke være der"))
            for key in read.keys() | facit.raekker.keys()
            if read.get(key, "mangler") != facit.raekker.get(key, "skulle ikke være der")
        )
        if differs:
            first = "; ".join(f"{key}: {got} ≠ {wanted}" for key, got, wanted in differs[:3])
            yield f"FORKERT {len(differs)} af {len(facit.raekker)}: {first}"
    for navn, value in facit.summer.items():
        if abs(forslag.summer.get(navn, float("nan")) - value) > 0.0051 or navn not in forslag.summer:
            yield f"SUM {navn}: {forslag.summer.get(navn)} ≠ {value}"
    yield from (
        f"UDEN BESKED {said!r}"
        for said in facit.beskeder
        if facit.udfald == LAES and not any(said in melding.besked for melding in forslag.fund)
    )
