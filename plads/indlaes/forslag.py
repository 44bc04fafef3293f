"""What an upload would do, or did – and how that is said on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plads.indlaes.aendringer import Gruppe, Linje
from plads.indlaes.kolonner import Huskes
from plads.ingest.regneark.grund.udbytte import Melding, Udbytte
from plads.ingest.regneark.tabeller.kort import Kort
from plads.ingest.regneark.tabeller.skitse import Skitse
from plads.models.proveniens import Indlaesningsart
from plads.store import Upload
from plads.text import decimaltal, stort

STATUSTEKST = {
    "klar": "klar til at blive indlæst. Intet er gemt endnu.",
    "afvist": "kan ikke indlæses. Intet er gemt.",
    "indlaest": "er indlæst.",
    "uaendret": "er allerede indlæst. Intet er ændret.",
}
AENDRINGSTEKST = {"nye": "nye", "aendrede": "ændrede", "uaendrede": "uændrede", "fjernes": "fjernes"}


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
    aendringer: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(AENDRINGSTEKST, 0))
    summer: Mapping[str, int | float] = field(default_factory=dict)
    fund: tuple[Melding, ...] = ()
    kvittering: str | None = None
    upload: Upload | None = field(default=None, repr=False)
    # What a person at a screen also needs: how sure the recognition is, who else it could be, what to ask about,
    # whether the problems are all in rows that can be left out, and whether a period can be replaced.
    sikkerhed: float = 0.0
    kandidater: tuple[str, ...] = ()
    # The sheets of which one must be chosen.
    lige: tuple[str, ...] = ()
    ukendte: Mapping[str, str | None] = field(default_factory=dict)
    kan_springes: bool = False
    kan_erstatte: bool = False
    kort: Kort | None = None
    husket: bool = False
    huskes: Huskes | None = None
    # Of a file with children, whose cells are let go: the rows that may be its headings.
    skitser: tuple[Skitse, ...] = ()
    # What was read, without the file: enough to ask again how it is to be stored.
    udbytte: Udbytte | None = field(default=None, repr=False)
    linjer: tuple[Linje, ...] = ()
    grupper: tuple[Gruppe, ...] = ()


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
    lines += [f"{str(melding.grad).capitalize()}: {placed(melding)}" for melding in forslag.fund]
    if forslag.kvittering:
        lines.append(f"Kvittering: {forslag.kvittering}")
    return "\n".join(lines)


def placed(melding: Melding) -> str:
    """Return a finding with its place in words: 'Arket «Data», række 17 (G17): …'."""
    row = "".join(letter for letter in melding.celle if letter.isdigit())
    where = f"række {row} ({melding.celle})" if row and melding.celle[0].isupper() else melding.celle
    place = ", ".join(part for part in (f"arket «{melding.ark}»" if melding.ark else "", where) if part)
    return f"{stort(place)}: {melding.besked}" if place else melding.besked
