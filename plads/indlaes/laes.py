"""From a file that was read to a proposal: recognise it, read it, doubt it, compare it with the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, SQLModel

from plads.fremdrift import Fremdrift, Trin, tavs
from plads.indlaes import eget, fritekst, omfang, rimelighed
from plads.indlaes.aendringer import groups, lines
from plads.indlaes.fil import Fil
from plads.indlaes.forslag import Forslag
from plads.indlaes.kolonner import chosen, mapped_by, tell_left_out, to_remember
from plads.indlaes.navne import content as indhold
from plads.indlaes.navne import titel
from plads.indlaes.opslag import answered, catalogue, rows_of_answers
from plads.indlaes.svar import Maade, Svar
from plads.ingest.regneark.grund import personer
from plads.ingest.regneark.grund.ark import Projektmappe, celle
from plads.ingest.regneark.grund.arknavne import both_fit, spoken
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Anmodning, Laeser
from plads.ingest.regneark.grund.udbytte import Melding, Udbytte
from plads.ingest.regneark.laesere import KORTLAGTE, LAESERE, scored
from plads.ingest.regneark.samling import read
from plads.ingest.regneark.tabeller.kort import Kort
from plads.ingest.regneark.tabeller.skitse import discreet, sketches
from plads.models.proveniens import Grad
from plads.store import Regel, Upload, compare
from plads.store.accept import counted
from plads.store.maanedstal import Taldiff
from plads.store.rules import BrokenReferencesError, check_references
from plads.text import opremsning

OMFANG = 80
KENDTE = [kolonne for kolonner in KORTLAGTE.values() for kolonne in kolonner]


def propose(
    session: Session,
    fil: Fil,
    svar: Svar = Svar(),  # noqa: B008
    udbytte: Udbytte | None = None,
    meld: Fremdrift = tavs,
) -> Forslag:
    """Return what uploading a file would change, or why it is refused; nothing is stored.

    With `udbytte` the file is not read again: enough where only the way of storing it was answered anew.
    """
    katalog = answered(catalogue(session), svar)
    if udbytte is not None:
        return _compared(session, fil, svar, katalog, udbytte)
    if fil.bog is None:
        return _refused(fil, fil.fejl)
    kort_ = chosen(session, fil.bog, svar)
    bog = mapped_by(fil.bog, kort_, katalog) if kort_ else fil.bog
    if bog is None:
        return _several(fil, fil.bog, kort_)
    mapped = kort_[0] if kort_ else None
    anmodning = Anmodning(bog, katalog, svar.periode)
    sikkerhed, best = _best(anmodning, mapped.layout if mapped else svar.layout, svar)
    if stopped := _stopped(fil, fil.bog, best):
        return stopped
    meld(Trin.KONTROLLERER, 0, sum(len(ark.raekker) for ark in bog.ark))
    laest = read(best[0], anmodning)
    if mapped:
        tell_left_out(fil.bog, anmodning, laest, husket=svar.kort is None)
    meld(Trin.KONTROLLERER, laest.laest, laest.laest)
    with_children = best[0].forventer_cpr
    return replace(
        _compared(session, fil, svar, katalog, laest),
        sikkerhed=sikkerhed,
        kort=discreet(fil.bog, mapped) if mapped and with_children else mapped,
        husket=bool(mapped and not svar.kort),
        huskes=to_remember(fil.bog, svar.kort) if svar.kort else None,
        skitser=sketches(fil.bog, KENDTE) if with_children else (),
    )


def _stopped(fil: Fil, bog: Projektmappe, best: Sequence[Laeser]) -> Forslag | None:
    """Return why a file is not read: it holds persons that no reader only counts, or not one reader knows it."""
    if not any(laeser.forventer_cpr for laeser in best) and (said := _persons(bog)):
        forslag = _refused(fil, f"{said} Vi har ikke gemt noget. Fjern dem, og indlæs filen igen.")
        # A file that no reader knows may still be one whose rows are only counted.
        return forslag if best else replace(forslag, skitser=sketches(bog, KENDTE))
    if len(best) != 1:
        return replace(_refused(fil, _not_recognised(best)), kandidater=tuple(laeser.layout for laeser in best))
    return None


def _best(anmodning: Anmodning, layout: str | None, svar: Svar) -> tuple[float, list[Laeser]]:
    """Return how surely a file is known again, and by which readers: else the one the user asked for by name."""
    found = [(score, laeser) for score, laeser in scored(anmodning, svar.art) if layout in (None, laeser.layout)]
    if not found:
        return 0.0, [laeser for laeser in LAESERE if laeser.layout == layout]
    return found[0][0], [laeser for score, laeser in found if score == found[0][0]]


def _refused(fil: Fil, besked: str) -> Forslag:
    return Forslag(fil.navn, fil.sha256, "afvist", fund=(Melding(Grad.FEJL, "", "", besked),))


def _persons(bog: Projektmappe) -> str:
    """Return what a file seems to hold of personal data and where, or '' for nothing."""
    found = {"cpr-numre": personer.findings(bog), "navne på personer": personer.names(bog)}
    said = [f"{what} ({opremsning(places)})" for what, places in found.items() if places]
    return f"Filen ser ud til at indeholde {opremsning(said)}." if said else ""


def _several(fil: Fil, bog: Projektmappe, mapped: Sequence[Kort]) -> Forslag:
    places = {ark.navn: spoken(ark.navn, nr) for nr, ark in enumerate(bog.ark, start=1)}
    names = [places[kort.ark] for kort in mapped]
    return _refused(fil, f"{both_fit(names)} Slet eller skjul det, der ikke skal indlæses.")


def _not_recognised(best: Sequence[Laeser]) -> str:
    if best:
        layouts = opremsning([f"«{titel(laeser.layout)}»" for laeser in best])
        return f"Filen passer på flere slags ({layouts}). Vælg selv, hvad den indeholder."
    known = opremsning(sorted({indhold(laeser.art) for laeser in LAESERE}))
    besked = f"Vi kan ikke kende filens indhold på dens overskrifter. Vi kan læse: {known}."
    return f"{besked} Vælg selv, hvad den indeholder."


def _compared(session: Session, fil: Fil, svar: Svar, katalog: Katalog, laest: Udbytte) -> Forslag:
    """Return what a read file would change; with problems it is refused and compared with nothing."""
    udbytte = _copied(laest)
    if svar.eget:
        eget.keep_own(session, udbytte, svar.eget)
    _tell_of_file(fil, udbytte)
    rows = _rows(udbytte, katalog, svar)
    _check_known(session, udbytte, rows)
    fritekst.check(udbytte)
    skippable = bool(udbytte.report.problems) and not udbytte.uden_raekke and udbytte.klar > 0
    refused = bool(udbytte.report.problems) and not (svar.uden_fejl and skippable)
    udbytte.meldinger += rimelighed.doubts(session, udbytte, katalog)
    forslag = Forslag(
        fil.navn,
        fil.sha256,
        "afvist" if refused else "klar",
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
        ukendte=dict(udbytte.ukendte),
        lige=udbytte.lige,
        kan_springes=skippable,
        kan_erstatte=udbytte.tal is not None or omfang.can_replace(rows),
        udbytte=laest,
    )
    if refused:
        return forslag
    return _with_changes(session, forslag, _upload(session, fil, svar, katalog, udbytte, rows), katalog)


def _tell_of_file(fil: Fil, udbytte: Udbytte) -> None:
    """Note what was seen of the file itself, whatever its layout."""
    if fil.bemaerk:
        udbytte.inform("", "", fil.bemaerk)
    for ark in fil.bog.ark if fil.bog else ():
        if ark.korte:
            udbytte.warn(ark.navn, celle(ark.korte.raekke, 1), ark.korte.besked)


def _copied(laest: Udbytte) -> Udbytte:
    """Return what was read, to add to without changing it."""
    report = replace(laest.report, problems=list(laest.report.problems))
    return replace(laest, report=report, meldinger=list(laest.meldinger), fejlraekker=set(laest.fejlraekker))


def _rows(udbytte: Udbytte, katalog: Katalog, svar: Svar) -> list[SQLModel]:
    """Return the rows of a file and those that remember what the user answered about it."""
    used = {enhed for row in udbytte.report.rows if (enhed := getattr(row, "enhed", None))}
    used |= set(udbytte.tal.units()) if udbytte.tal is not None else set()
    return [*rows_of_answers(katalog, svar, used), *udbytte.report.rows]


def _check_known(session: Session, udbytte: Udbytte, rows: Sequence[SQLModel]) -> None:
    """Note as problems what rows refer to and the store does not hold, such as an indicator not yet defined."""
    try:
        check_references(session, rows, udbytte.tal)
    except BrokenReferencesError as error:
        for name, value in sorted({(ref.column, ref.value) for ref in error.broken}):
            udbytte.problem("", "", f"«{value}» ({name}) findes ikke i Plads endnu.")


def _upload(  # noqa: PLR0913 all that an upload is made of
    session: Session, fil: Fil, svar: Svar, katalog: Katalog, udbytte: Udbytte, rows: list[SQLModel]
) -> Upload:
    what = f"{udbytte.layout} {udbytte.periode}".strip()[:OMFANG]
    tal = udbytte.tal
    upload = Upload(udbytte.art, what, fil.navn, fil.sha256, tuple(rows), regel=Regel.AFLOES, tal=tal)
    if svar.maade is Maade.ERSTAT:
        gone = omfang.taken_away(session, udbytte.art, rows, katalog)
        more = omfang.counts_taken_away(session, udbytte.art, tal, katalog) if tal is not None else ()
        return replace(upload, fjern=(*gone, *more))
    if svar.maade is Maade.KUN_NYE:
        new = compare(session, replace(upload, rows=())) if tal is not None else ()
        tal = next((diff.blok.efter.take(diff.blok.nye) for diff in new if isinstance(diff, Taldiff)), None)
        return replace(upload, rows=tuple(omfang.only_new(session, rows)), tal=tal)
    return upload


def _with_changes(session: Session, forslag: Forslag, upload: Upload, katalog: Katalog) -> Forslag:
    diffs = compare(session, upload)
    found = counted(diffs)
    changes = {"fjernes" if name == "fjernede" else name: number for name, number in found.items()}
    nothing_new = not (changes["nye"] + changes["aendrede"] + changes["fjernes"])
    return replace(
        forslag,
        aendringer=changes,
        upload=upload,
        status="uaendret" if nothing_new else forslag.status,
        linjer=tuple(lines(diffs, katalog)),
        grupper=tuple(groups(diffs, katalog)),
    )
