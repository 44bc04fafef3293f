"""Whose file it is: the municipality its texts name, else the only one whose schools are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import SKOLER
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.organisation import Enhedstype

SKRIV = "Skriv fx «Københavns Kommune» eller «Firmakode: 0101» over tabellen."
_FIRMA = re.compile(r"(?:firma(?:kode|nr|nummer)?|kommune(?:nr|kode)?)\.?:? *0*(\d{3})\b", re.IGNORECASE)
_NAVN = re.compile(r"kommune(?:navn)? ?: ?(\S.*)", re.IGNORECASE)
_MAERKE = re.compile(r"(?:firma(?:kode|nr|nummer)?|kommune(?:nr|kode|navn)?)\.? ?:?", re.IGNORECASE)
_KODE = re.compile(r"0*\d{3}")
_KOMMUNE = re.compile(r"\bkommune\b", re.IGNORECASE)
_ORD = re.compile(r"[\w-]+")
FLEST_ORD = 4
KOMMUNER = (Enhedstype.KOMMUNE,)


def codes(texts: Iterable[str]) -> set[str]:
    """Return the numbers that texts give as firmakode."""
    return {found[1] for text in texts if (found := _FIRMA.search(text))}


def by_code(texts: Iterable[str], katalog: Katalog) -> Enhedsopslag | None:
    """Return the municipality whose number the texts give as firmakode; None when they give none or several."""
    named = [unit for code in codes(texts) for unit in katalog.by_name(code, KOMMUNER)]
    return named[0] if len(named) == 1 else None


def labelled(tabel: Tabel, katalog: Katalog) -> Iterator[str]:
    """Give the labels above a table with the number or known name that stands beside or under them: «Firmakode»."""
    rows = {nr: row for nr, row in tabel.ark.raekker.items() if nr < tabel.raekke}
    for nr, row in rows.items():
        for c, value in row.items():
            if isinstance(value, str) and _MAERKE.fullmatch(value.strip()):
                near = (row.get(c + 1), rows.get(nr + 1, {}).get(c))
                yield from (said for cell in near if cell is not None and (said := _as_text(cell, katalog)))


def in_columns(tabel: Tabel, katalog: Katalog, udbytte: Udbytte) -> list[str]:
    """Return what a column that is not used says of whose each row is; note as a problem one that names several."""
    row, used = tabel.ark.raekker[tabel.raekke], set(tabel.kolonner.values())
    found: list[str] = []
    for c, value in row.items():
        if c in used or not isinstance(value, str) or not _MAERKE.fullmatch(value.strip()):
            continue
        said = {_as_text(cell, katalog) for cell in tabel.below(c) if cell != value}
        if len(said) > 1 and None not in said:
            navn = " ".join(value.split())
            besked = f"Kolonnen «{navn}» nævner flere kommuner eller firmakoder. Indlæs én ad gangen."
            udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
        found += [text for text in said if text and len(said) == 1]
    return found


def _as_text(cell: Celle, katalog: Katalog) -> str | None:
    """Return a number or a known name as a text that names whose the file is; None for anything else."""
    said = " ".join(str(cell).split())
    if _KODE.fullmatch(said):
        return f"Firmakode: {int(said):04}"
    if _FIRMA.match(f"Firmakode: {said}") or katalog.by_name(said, KOMMUNER):
        return f"Kommune: {said}"
    return None


def municipality(texts: Iterable[str], katalog: Katalog, udbytte: Udbytte) -> Enhedsopslag | None:
    """Return whose figures the file holds, with a warning when it is concluded; None with the problem noted."""
    said = list(texts)
    named = {unit.kode: unit for unit in map(katalog.enhed, _named(said, katalog))}
    if len(named) == 1:
        return next(iter(named.values()))
    unknown = any(_FIRMA.search(text) or _looks_named(text) for text in said)
    candidates = {unit.kommune for unit in katalog.enheder if unit.type in SKOLER and unit.kommune}
    if named or unknown or len(candidates) != 1:
        found = "nævner flere kommuner" if named else "nævner en kommune, som Plads ikke kender"
        besked = f"Filen {found if named or unknown else 'nævner ingen kommune'}. {SKRIV}"
        udbytte.problem("", "", besked)
        return None
    kommune = katalog.enhed(candidates.pop())
    udbytte.warn("", "", f"Filen nævner ingen kommune. Tallene er læst som tal for {kommune.navn}. Er det rigtigt?")
    return kommune


def names_another(texts: Iterable[str], katalog: Katalog, kode: str) -> bool:
    """Return whether texts name another municipality than the one given, maybe one that nobody knows."""
    said = list(texts)
    named = set(_named(said, katalog))
    unknown = any(_FIRMA.search(text) or _looks_named(text) for text in said)
    return bool(named - {kode}) or (unknown and not named)


def _named(texts: Iterable[str], katalog: Katalog) -> Iterable[str]:
    for text in texts:
        if unit := by_code([text], katalog):
            yield unit.kode
        if (label := _NAVN.fullmatch(text.strip())) and len(units := katalog.by_name(label[1], KOMMUNER)) == 1:
            yield units[0].kode
        for words in _words_before(text):
            tails = (" ".join(words[start:]) for start in range(len(words)))
            hits = (katalog.by_name(f"{tail} kommune", KOMMUNER) for tail in tails)
            yield from (units[0].kode for units in hits if len(units) == 1)


def _looks_named(text: str) -> bool:
    """Return whether a text names some municipality: 'Randers Kommune', and not 'hele kommunen'."""
    label = _NAVN.fullmatch(text.strip())
    return bool(label and label[1][:1].isupper()) or any(words[-1][:1].isupper() for words in _words_before(text))


def _words_before(text: str) -> Iterator[list[str]]:
    """Give the words before each «kommune» of a text, where its name is."""
    for found in _KOMMUNE.finditer(text):
        if words := _ORD.findall(text[: found.start()])[-FLEST_ORD:]:
            yield words
