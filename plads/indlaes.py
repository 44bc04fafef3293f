"""Upload a workbook: read it, compare it with the store, and – only when asked – store it whole.

The one place where reading workbooks meets the store, for the command line and the screen alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, select

from plads.access import Rolle
from plads.errors import AccessError, FileRefusedError
from plads.ingest.regneark import personer
from plads.ingest.regneark.katalog import Enhedsopslag, Forloebsopslag, Indikatoropslag, Katalog, Tilhoer
from plads.ingest.regneark.laeser import Anmodning
from plads.ingest.regneark.laesere import LAESERE, recognise
from plads.ingest.regneark.proces import read_sheets
from plads.ingest.regneark.udbytte import Melding, Udbytte
from plads.models.base import table_of
from plads.models.proveniens import Fund, Grad, Indlaesning, Indlaesningsart
from plads.queries import register
from plads.store import Receipt, Regel, Upload, accept, compare, reading, transaction
from plads.store.rules import BrokenReferencesError, check_references
from plads.text import decimaltal, opremsning, stort

MAA_INDLAESE = frozenset((Rolle.MEDARBEJDER, Rolle.ADMINISTRATOR))
KORT_NAVN = 80
STATUSTEKST = {
    "klar": "klar til at blive indlæst. Intet er gemt endnu.",
    "afvist": "kan ikke indlæses. Intet er gemt.",
    "indlaest": "er indlæst.",
    "uaendret": "er allerede indlæst. Intet er ændret.",
}
AENDRINGSTEKST = {"nye": "nye", "aendrede": "ændrede", "uaendrede": "uændrede", "fjernes": "fjernes"}
Periode = tuple[int, int]


@dataclass(frozen=True)
class Forslag:
    """What an upload would do, or did: nothing is stored unless `kvittering` is set."""

    filnavn: str
    sha256: str
    status: str
    layout: str | None = None
    art: Indlaesningsart | None = None
    periode: str = ""
    raekker: Mapping[str, int] = field(
        default_factory=lambda: dict.fromkeys(("laest", "klar", "fejl", "advarsler", "sprunget_over"), 0)
    )
    aendringer: Mapping[str, int] = field(
        default_factory=lambda: dict.fromkeys(("nye", "aendrede", "uaendrede", "fjernes"), 0)
    )
    summer: Mapping[str, int | float] = field(default_factory=dict)
    fund: tuple[Melding, ...] = ()
    kvittering: str | None = None
    upload: Upload | None = None


def prepare(  # noqa: PLR0913 a file is read with what the user said of it
    session: Session,
    content: bytes,
    filnavn: str,
    *,
    art: Indlaesningsart | None = None,
    periode: Periode | None = None,
    stor: bool = False,
) -> Forslag:
    """Return what uploading a file would change, or why it is refused; nothing is stored."""
    navn, sha256 = _safe_name(filnavn), hashlib.sha256(content).hexdigest()
    if personer.looks_like_cpr(filnavn):
        return _refused(navn, sha256, "Filens navn ser ud til at indeholde et cpr-nummer. Omdøb filen, og prøv igen.")
    try:
        bog = read_sheets(content, stor=stor)
    except FileRefusedError as error:
        return _refused(navn, sha256, str(error))
    anmodning = Anmodning(bog, catalogue(session), periode)
    laesere = recognise(anmodning, art)
    if (found := personer.findings(bog)) and not any(laeser.forventer_cpr for laeser in laesere):
        return _refused(navn, sha256, _stop_for_cpr(found))
    if len(laesere) != 1:
        return _refused(navn, sha256, _not_recognised([laeser.layout for laeser in laesere]))
    return _compared(session, navn, sha256, laesere[0].read(anmodning))


def store(  # noqa: PLR0913 a file is stored with what the user said of it, and who that was
    engine: Engine,
    content: bytes,
    filnavn: str,
    *,
    art: Indlaesningsart | None = None,
    periode: Periode | None = None,
    stor: bool = False,
    bruger: str = "Plads",
    rolle: Rolle = Rolle.ADMINISTRATOR,
    eksempel: bool = False,
) -> Forslag:
    """Store a file whole in one transaction and return the proposal with its receipt; refused files store nothing.

    `eksempel` marks what it writes as made up.
    """
    if rolle not in MAA_INDLAESE:
        raise AccessError(f"Rollen «{rolle}» må ikke indlæse data.")
    # Reading takes seconds and must not keep other writers out; what counts is compared again inside.
    with reading(engine) as session:
        forslag = prepare(session, content, filnavn, art=art, periode=periode, stor=stor)
    if forslag.upload is None or forslag.status != "klar":
        return forslag
    with transaction(engine) as session:
        receipt = accept(session, replace(forslag.upload, bruger=bruger, rolle=str(rolle), eksempel=eksempel))
        if receipt.kvittering:
            _keep_findings(session, receipt.kvittering, forslag.fund)
    return _stored(forslag, receipt)


def as_json(forslag: Forslag) -> dict[str, Any]:
    """Return a proposal as the command line prints it."""
    return {
        "fil": forslag.filnavn,
        "sha256": forslag.sha256,
        "layout": forslag.layout,
        "art": forslag.art,
        "status": forslag.status,
        "periode": forslag.periode,
        "raekker": dict(forslag.raekker),
        "aendringer": dict(forslag.aendringer),
        "summer": dict(forslag.summer),
        "fund": [{**melding._asdict(), "grad": str(melding.grad)} for melding in forslag.fund],
        "kvittering": forslag.kvittering,
    }


def as_text(forslag: Forslag) -> str:
    """Return a proposal as people read it: what it holds, what it changes, and everything noticed."""
    lines = [f"{forslag.filnavn}: {STATUSTEKST[forslag.status]}"]
    if forslag.layout:
        raekker, aendringer = forslag.raekker, forslag.aendringer
        lines.append(f"Indhold: {forslag.art} ({forslag.layout}) {forslag.periode}".rstrip())
        lines.append(f"Rækker: {raekker['laest']} læst, {raekker['klar']} klar, {raekker['fejl']} med fejl")
        if forslag.status != "afvist":
            lines.append("Tal: " + ", ".join(f"{aendringer[key]} {said}" for key, said in AENDRINGSTEKST.items()))
        lines += [f"  {navn}: {decimaltal(tal, 0 if tal == int(tal) else 2)}" for navn, tal in forslag.summer.items()]
    lines += [f"{str(melding.grad).capitalize()}: {_placed(melding)}" for melding in forslag.fund]
    if forslag.kvittering:
        lines.append(f"Kvittering: {forslag.kvittering}")
    return "\n".join(lines)


def _placed(melding: Melding) -> str:
    """Return a finding with its place in words: 'Arket «Data», række 17 (G17): …'."""
    row = "".join(letter for letter in melding.celle if letter.isdigit())
    where = f"række {row} ({melding.celle})" if row and melding.celle[0].isupper() else melding.celle
    place = ", ".join(part for part in (f"arket «{melding.ark}»" if melding.ark else "", where) if part)
    return f"{stort(place)}: {melding.besked}" if place else melding.besked


def catalogue(session: Session, i_dag: date | None = None) -> Katalog:
    """Return what the store knows, for readers to recognise by."""
    types: dict[str, tuple[str, dict[str, set[str]]]] = {}
    for row in register.kinds(session):
        behind = types.setdefault(row.type, (row.navn, {}))[1]
        if row.kommune and row.indsats:
            behind.setdefault(row.kommune, set()).add(row.indsats)
    return Katalog(
        i_dag or date.today(),  # noqa: DTZ011 a month is in the future by the calendar on the wall
        tuple(_unit(row) for row in register.units(session)),
        tuple(
            Indikatoropslag(i.kode, i.navn, i.ental, i.art, i.decimaler, i.grundlag or "")
            for i in register.indicators(session)
        ),
        tuple(
            Forloebsopslag(kode, navn, {kommune: frozenset(maerker) for kommune, maerker in behind.items()})
            for kode, (navn, behind) in types.items()
        ),
        register.letters(session),
    )


def _unit(row: register.Registerenhed) -> Enhedsopslag:
    members = tuple(Tilhoer(*member) for member in row.omraader)
    return Enhedsopslag(row.kode, row.type, row.navne, row.institutionsnr, row.kommune, row.fra, row.til, members)


def _safe_name(filnavn: str) -> str:
    """Return a file's bare name, printable and short; one that holds a cpr number is not repeated."""
    if personer.looks_like_cpr(filnavn):
        return "fil.xlsx"
    bare = "".join(letter for letter in PurePath(filnavn.replace("\\", "/")).name if letter.isprintable())
    return bare if len(bare) <= KORT_NAVN else f"{bare[: KORT_NAVN - 6]}…{bare[-5:]}"


def _refused(navn: str, sha256: str, besked: str) -> Forslag:
    return Forslag(navn, sha256, "afvist", fund=(Melding(Grad.FEJL, "", "", besked),))


def _stop_for_cpr(found: list[str]) -> str:
    return (
        f"Filen ser ud til at indeholde cpr-numre ({opremsning(found)}). Vi har ikke gemt noget. "
        "Fjern dem, og indlæs filen igen."
    )


def _not_recognised(layouts: list[str]) -> str:
    if layouts:
        return f"Filen passer på flere slags ({opremsning(layouts)}). Vælg selv, hvad den indeholder."
    known = opremsning(sorted({str(laeser.art) for laeser in LAESERE}))
    return f"Vi kan ikke kende filens indhold på dens overskrifter. Vi kan læse: {known}."


def _compared(session: Session, navn: str, sha256: str, udbytte: Udbytte) -> Forslag:
    """Return what a read file would change; with problems it is refused and compared with nothing."""
    omfang = f"{udbytte.layout} {udbytte.periode}".strip()[:KORT_NAVN]
    upload = Upload(udbytte.art, omfang, navn, sha256, tuple(udbytte.report.rows), regel=Regel.AFLOES)
    _check_known(session, udbytte)
    forslag = Forslag(
        navn,
        sha256,
        "afvist" if udbytte.report.problems else "klar",
        udbytte.layout,
        udbytte.art,
        udbytte.periode,
        {
            "laest": udbytte.laest,
            "klar": udbytte.klar,
            "fejl": len(udbytte.fejlraekker),
            "advarsler": udbytte.advarsler,
            "sprunget_over": udbytte.sprunget_over,
        },
        summer=udbytte.summer,
        fund=tuple(udbytte.fund),
    )
    return forslag if udbytte.report.problems else _with_changes(session, forslag, upload)


def _check_known(session: Session, udbytte: Udbytte) -> None:
    """Note as problems what rows refer to and the store does not hold, such as an indicator not yet defined."""
    try:
        check_references(session, udbytte.report.rows)
    except BrokenReferencesError as error:
        for name, value in sorted({(ref.column, ref.value) for ref in error.broken}):
            udbytte.problem("", "", f"«{value}» ({name}) findes ikke i Plads endnu.")


def _with_changes(session: Session, forslag: Forslag, upload: Upload) -> Forslag:
    diffs = compare(session, upload)
    changes = {
        "nye": sum(len(diff.nye) for diff in diffs),
        "aendrede": sum(len(diff.aendrede) for diff in diffs),
        "uaendrede": sum(diff.uaendrede for diff in diffs),
        "fjernes": sum(len(diff.fjernede) for diff in diffs),
    }
    nothing_new = not (changes["nye"] + changes["aendrede"] + changes["fjernes"])
    return replace(forslag, aendringer=changes, upload=upload, status="uaendret" if nothing_new else forslag.status)


def _stored(forslag: Forslag, receipt: Receipt) -> Forslag:
    changes = {
        "nye": receipt.nye,
        "aendrede": receipt.aendrede,
        "uaendrede": receipt.uaendrede,
        "fjernes": receipt.fjernede,
    }
    return replace(forslag, aendringer=changes, status=receipt.status, kvittering=receipt.kvittering)


def _keep_findings(session: Session, kvittering: str, fund: tuple[Melding, ...]) -> None:
    query = select(Indlaesning.nummer).where(Indlaesning.kvittering == kvittering)
    nummer = session.exec(query).one()
    rows = [{"indlaesning": nummer, "nr": nr, **melding._asdict()} for nr, melding in enumerate(fund, start=1)]
    if rows:
        session.execute(sa.insert(table_of(Fund)), rows)
