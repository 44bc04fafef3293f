"""How a template is made from a reader: its own columns, with what people need to know of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.laeser import Laeser
from plads.ingest.regneark.tabeller.tabel import Kolonne
from plads.report.skabelon import Felt, Skabelon, Slags

INGEN_PERSONER = (
    "Filen må ikke indeholde cpr-numre eller navne på børn. Finder Plads dem, bliver filen afvist, og intet bliver "
    "gemt."
)
KUN_ANTAL = (
    "Skabelonen har med vilje ingen kolonner til cpr-numre, navne og bemærkninger. Bruger du i stedet et udtræk, hvor "
    "de står, bliver de kun brugt i hukommelsen til at tælle med. Plads gemmer kun antal – aldrig cpr-numre, navne "
    "eller den enkelte række."
)
MAANEDSFRIST = "Filen skal være indlæst senest den 5. i måneden efter den måned, tallene handler om."
EN_AF_TO = "Nummer eller navn"


class Om(NamedTuple):
    """What a column of a reader holds. `skal` is said where the reader's own yes or no does not tell it all."""

    forklaring: str
    skrives: str
    eksempel: str
    slags: Slags = Slags.TEKST
    liste: str = ""
    skal: str = ""


class Opskrift(NamedTuple):
    """A template: which reader it is for, how it is shown in a list, and how it is made."""

    layout: str
    art: str
    titel: str
    filnavn: str
    beskrivelse: str
    kolonner: tuple[str, ...]
    byg: Callable[[Katalog], Skabelon]


def felter(kolonner: Sequence[Kolonne], om: Mapping[str, Om]) -> tuple[Felt, ...]:
    """Return the columns of a template in the order of `om`; each must be one that the reader knows."""
    known = {kolonne.navn: kolonne for kolonne in kolonner}
    return tuple(_felt(known[navn], said) for navn, said in om.items())


def _felt(kolonne: Kolonne, om: Om) -> Felt:
    skal = om.skal or ("Ja" if kolonne.kraevet else "Nej")
    return Felt(kolonne.navn, om.forklaring, om.skrives, om.eksempel, skal, om.slags, om.liste)


def opskrift(  # noqa: PLR0913 a template is listed with all that it is called
    laeser: Laeser,
    titel: str,
    filnavn: str,
    beskrivelse: str,
    kolonner: Iterable[str],
    byg: Callable[[Katalog], Skabelon],
) -> Opskrift:
    """Return a template of a reader."""
    return Opskrift(laeser.layout, str(laeser.art), titel, filnavn, beskrivelse, tuple(kolonner), byg)
