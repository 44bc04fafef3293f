"""A made-up ledger: every indsats' postings of a year, adding up to the share of its budget that was spent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from plads.demo.sandheder import Indsatsforbrug, Konto, Regnskab, Sandheder
from plads.demo.tilfaeldighed import stream

_FOERSTE_BILAG = 5_100_000
_BILAG_PR_INDSATS = 1000
_SIDSTE_DAG = 28
_REFUNDERET = 0.4


@dataclass(frozen=True, slots=True)
class Postering:
    """A posting. `oere` is never negative; `kredit` says that it goes the other way."""

    bilagsnr: str
    dato: date
    artskonto: str
    psp: str
    psp_tekst: str
    kredit: bool
    oere: int
    tekst: str

    @property
    def netto(self) -> int:
        """Return the amount with its sign: a credit is minus."""
        return -self.oere if self.kredit else self.oere


def years(sandheder: Sandheder) -> tuple[int, ...]:
    """Return the years of the ledger."""
    return tuple(sorted({aar for indsats in sandheder.regnskab.indsatser.values() for aar in indsats.forbrug}))


def target(indsats: Indsatsforbrug, aar: int) -> int:
    """Return what the indsats spent in the year, in øre."""
    return round(indsats.budget[aar] * indsats.forbrug[aar] * 100)


def postings(sandheder: Sandheder, aar: int) -> Iterator[tuple[str, list[Postering]]]:
    """Give each indsats' text and its postings in the year, in order of date."""
    for nr, (bogstav, indsats) in enumerate(sorted(sandheder.regnskab.indsatser.items())):
        slump = stream(sandheder.froe, bogstav, f"posteringer {aar}")
        kladde = _kladde(sandheder.regnskab, slump, aar)
        beloeb = _beloeb([kredit for _, _, kredit in kladde], slump, target(indsats, aar))
        bilag = range(_FOERSTE_BILAG + nr * _BILAG_PR_INDSATS, _FOERSTE_BILAG + (nr + 1) * _BILAG_PR_INDSATS)
        yield (
            indsats.tekst,
            [
                Postering(str(id_), dag, konto.konto, f"XG-101-{bogstav}", indsats.tekst, kredit, oere, konto.tekst)
                for id_, (dag, konto, kredit), oere in zip(bilag, kladde, beloeb, strict=False)
            ],
        )


def _kladde(regnskab: Regnskab, slump: np.random.Generator, aar: int) -> list[tuple[date, Konto, bool]]:
    """Return day, account and whether it is a credit, for the postings of a year."""
    vaegte = np.array([konto.vaegt for konto in regnskab.artskonti], dtype=float)
    kladde: list[tuple[date, Konto, bool]] = []
    for maaned in range(1, 13):
        for dag in sorted(slump.integers(1, _SIDSTE_DAG, size=regnskab.pr_maaned, endpoint=True)):
            kredit = len(kladde) % regnskab.hver_kredit == regnskab.hver_kredit - 1
            valgt = regnskab.artskonti[int(slump.choice(len(vaegte), p=vaegte / vaegte.sum()))]
            kladde.append((date(aar, maaned, int(dag)), regnskab.kredit if kredit else valgt, kredit))
    return kladde


def _beloeb(kreditter: Sequence[bool], slump: np.random.Generator, maal: int) -> list[int]:
    """Return amounts in øre whose debits less credits are exactly the target; a credit is the smaller."""
    vaegte = slump.uniform(0.5, 1.5, size=len(kreditter)) * [_REFUNDERET if kredit else 1 for kredit in kreditter]
    fortegn = np.array([-1 if kredit else 1 for kredit in kreditter])
    oere = np.rint(vaegte * maal / (vaegte * fortegn).sum()).astype(int)
    foerste = int(np.argmax(fortegn))
    oere[foerste] += maal - int((oere * fortegn).sum())
    return [int(beloeb) for beloeb in oere]
