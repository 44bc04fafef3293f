"""The totals of a matrix: which rows and columns add up others, and whether they say what was read."""

from __future__ import annotations

from collections.abc import Iterable

from plads.ingest.regneark.grund.ark import UDEN_VAERDI, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, NUMMER, OMRAADE, OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.kontrolsum import Sum, figure, most
from plads.ingest.regneark.layouts.faelles.skema import INDIKATOR, Felt, Stand, Sumfelt
from plads.ingest.regneark.tabeller.celler import Antal, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.organisation import Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.text import antal
from plads.tilstand import Tilstand

ALT, SIDEN = "alt", "siden"
_EFTERORD = (" i alt", " ialt", " total", " samlet", " sum")
_FORORD = ("i alt ", "ialt ", "total ", "sum ", "samlet ", "subtotal ")


def total_of(linje: Linje, katalog: Katalog) -> str | None:
    """Return whether a row adds up others: the code of an område, '' for anything else; None for a row of its own."""
    said = [noegle(value).rstrip(": *") for value in linje.celler.values() if isinstance(value, str)]
    bare = [cut for tekst in said for cut in _without_total(tekst)]
    name = linje.stated(NAVN, text)
    whole = bool(name and katalog.by_name(name, (Enhedstype.KOMMUNE,)))
    if not linje.is_total and not bare and not whole:
        return None
    named = {unit.kode for tekst in (*bare, *said) for unit in katalog.by_name(tekst, OMRAADER)}
    return named.pop() if len(named) == 1 else ""


def _without_total(tekst: str) -> list[str]:
    """Return what a text says besides being a total: 'amager' of 'amager i alt'."""
    cuts = {*(tekst.removesuffix(word) for word in _EFTERORD), *(tekst.removeprefix(word) for word in _FORORD)}
    return sorted(cuts - {tekst})


def section(linje: Linje, katalog: Katalog) -> Enhedsopslag | None:
    """Return the område that a row between the schools is the heading of."""
    name, area = linje.stated(NAVN, text), linje.stated(OMRAADE, text)
    said = name or area
    if not said or linje.value(NUMMER) is not None or (name and area and name != area):
        return None
    found = [] if katalog.by_name(said, SKOLER) else katalog.by_name(said, OMRAADER)
    return found[0] if len(found) == 1 else None


def content(tabel: Tabel, navne: Iterable[str], katalog: Katalog) -> dict[str, tuple[int, int]]:
    """Return per column how many cells say something and how many say 0; of totals only those that are not 0."""
    found = dict.fromkeys(navne, (0, 0))
    for linje in lines(tabel, Udbytte("", Indlaesningsart.AKTIVITET)):
        own = total_of(linje, katalog) is None
        for navn, (numbers, zeros) in found.items():
            figur = linje.stated(navn, figure)
            if figur is None:
                found[navn] = numbers + own, zeros
            elif figur.tilstand is Tilstand.NUL:
                found[navn] = numbers, zeros + own
            elif figur.tilstand is not Tilstand.IKKE_RAPPORTERET:
                found[navn] = numbers + 1, zeros
    return found


def open_section(linje: Linje, stand: Stand, omraade: Enhedsopslag) -> None:
    """Note that the schools that follow belong to an område."""
    close_section(stand)
    linje.udbytte.sprunget_over += 1
    stand.omraade, stand.overskrift = omraade, linje


def close_section(stand: Stand) -> None:
    """Hold the figures beside an område's heading against the schools that followed it."""
    if stand.overskrift is not None:
        _compare(stand.overskrift, stand, (SIDEN,))
        if stand.only_sums:
            _say_sum(stand.overskrift)
    stand.overskrift = None
    for key in [key for key in stand.sums if key[0] == SIDEN]:
        del stand.sums[key]


def check_total(linje: Linje, stand: Stand, omraade: str) -> None:
    """Leave a total row out, and note each of its figures that differs from the rows it adds up."""
    linje.udbytte.sprunget_over += 1
    _say_sum(linje)
    _compare(linje, stand, (omraade, SIDEN, ALT) if omraade else (ALT, SIDEN))
    close_section(stand)


def _say_sum(linje: Linje) -> None:
    linje.udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), "Rækken er en sum og er ikke læst som tal.")


def check_row(linje: Linje, stand: Stand, figures: dict[Felt, Antal]) -> None:
    """Note each sum in a school's row that differs from the row's own figures."""
    by_name = {felt.navn: found for felt, found in figures.items()}
    wrong = []
    for sumfelt in stand.skema.summer:
        expected = Sum()
        for felt in sumfelt.felter:
            expected.add(by_name[felt.navn], most(linje.value(felt.navn), stand.fodnote))
        if (besked := _differs(linje, stand, sumfelt.navn, [expected], "rækkens tal")) is not None:
            wrong.append((sumfelt.navn, besked))
    # Only now: a row with a problem would silence its own next sum.
    for navn, besked in wrong:
        linje.problem(navn, besked)


def _compare(linje: Linje, stand: Stand, scopes: tuple[str, ...]) -> None:
    if stand.only_sums and not stand.hele:
        return
    word = linje.stated(INDIKATOR, text)
    indikator = stand.samlet.katalog.indikator(word) if word else None
    single = [Sumfelt(felt.kolonne, felt.navn, (felt,)) for felt in stand.skema.felter]
    for navn, felter in ((part.navn, part.felter) for part in (*single, *stand.skema.summer)):
        expected = _expected(stand, scopes, felter, indikator.kode if indikator else None)
        if (besked := _differs(linje, stand, navn, expected, "rækkerne")) is not None:
            linje.udbytte.problem(linje.ark, linje.celle(navn), f"Kolonnen «{navn}»: {besked}")


def _expected(stand: Stand, scopes: tuple[str, ...], felter: tuple[Felt, ...], indikator: str | None) -> list[Sum]:
    """Return the sums a total may be: of the rows above it, or of the other sheets where there are none."""
    if stand.only_sums:
        scope = stand.omraade.kode if stand.omraade and scopes[0] == SIDEN else scopes[0]
        return [stand.elsewhere(scope, felter)]
    return [stand.total(scope, [felt.navn for felt in felter], indikator) for scope in scopes]


def _differs(linje: Linje, stand: Stand, navn: str, expected: list[Sum], what: str) -> str | None:
    """Return what is wrong with a sum that none of the expected ones allows; an unreadable one proves nothing."""
    if linje.value(navn) == UDEN_VAERDI:
        stand.bemaerket["formel"].append(linje.celle(navn))
    stated = linje.stated(navn, figure)
    if stated is None or stated.antal is None or stand.has_problems or any(e.allows(stated.antal) for e in expected):
        return None
    return f"summen er {antal(stated.antal)} i filen, men {what} giver {expected[0]}. Ret tallene eller summen."
