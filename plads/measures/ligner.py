"""Schools that are like a school, by distances anyone can see; the reader may change the set."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from plads import text
from plads.tables import Celle
from plads.text import sorteringsnoegle
from plads.tilstand import Tilstand

STANDARD = 15
"""How many are compared until the reader chooses."""


class Skole(NamedTuple):
    """What is known of a school; None or a Tilstand where it is not."""

    kode: str
    navn: str
    elever: Celle
    specialskole: bool = False
    klassetrin: frozenset[str] | None = None


class Vaegte(NamedTuple):
    """How much each difference counts; only their proportions matter."""

    elever: float = 0.5
    type: float = 0.3
    klassetrin: float = 0.2


class Lignende(NamedTuple):
    """A school with its distance (0 is alike, 1 as far as any two can be), and the differences in words."""

    kode: str
    navn: str
    afstand: float
    forskelle: tuple[str, ...]


def alike(egen: Skole, skoler: Iterable[Skole], vaegte: Vaegte = Vaegte()) -> list[Lignende]:  # noqa: B008 frozen
    """Return the other schools, nearest first, then by name; schools without a number of pupils are left out.

    The distance is √(Σ w·d² ÷ Σ w) over what is known of both: the difference in pupils as part of the largest
    difference among all, special school or not, and the part of the class levels that only one of them has.
    """
    elever = _pupils(egen)
    if elever is None:
        return []
    kendte = [(skole, n) for skole in skoler if skole.kode != egen.kode and (n := _pupils(skole)) is not None]
    alle = [elever, *(n for _, n in kendte)]
    spand = max(alle) - min(alle) or 1
    fundne = [_compared(egen, elever, skole, n, spand, vaegte) for skole, n in kendte]
    return sorted(fundne, key=lambda skole: (round(skole.afstand, 9), sorteringsnoegle(skole.navn), skole.kode))


def _pupils(skole: Skole) -> float | None:
    er_tal = isinstance(skole.elever, int | float) and not isinstance(skole.elever, Tilstand)
    return float(skole.elever) if er_tal else None  # type: ignore[arg-type]


def _compared(egen: Skole, elever: float, anden: Skole, n: float, spand: float, vaegte: Vaegte) -> Lignende:  # noqa: PLR0913
    dele = [(vaegte.elever, (n - elever) / spand), (vaegte.type, float(anden.specialskole != egen.specialskole))]
    if egen.klassetrin and anden.klassetrin:
        faelles, samlet = egen.klassetrin & anden.klassetrin, egen.klassetrin | anden.klassetrin
        dele.append((vaegte.klassetrin, 1 - len(faelles) / len(samlet)))
    afstand = sqrt(sum(w * d * d for w, d in dele) / sum(w for w, _ in dele))
    return Lignende(anden.kode, anden.navn, afstand, (_size(elever, n), _type(egen, anden), _levels(egen, anden)))


def _size(elever: float, n: float) -> str:
    forskel = round(n - elever)
    if not forskel:
        return f"{text.antal(n)} elever, lige så mange"
    return f"{text.antal(n)} elever, {text.antal(abs(forskel))} {'flere' if forskel > 0 else 'færre'}"


def _type(egen: Skole, anden: Skole) -> str:
    navn = "specialskole" if anden.specialskole else "almenskole"
    return f"også {navn}" if egen.specialskole == anden.specialskole else navn


def _levels(egen: Skole, anden: Skole) -> str:
    if not egen.klassetrin or not anden.klassetrin:
        return "klassetrin kendes ikke"
    andre = len(egen.klassetrin ^ anden.klassetrin)
    return f"{text.antal_af(andre, 'klassetrin', 'klassetrin')} til forskel" if andre else "samme klassetrin"
