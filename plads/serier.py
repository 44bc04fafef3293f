"""What a curve is made of: periods, and a value or the reason for its absence in each. Shared by cube and charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from plads.periods import skoleaar_of
from plads.tables import Celle
from plads.text import MAANEDER
from plads.tilstand import Tilstand

_DAG = timedelta(days=1)


class Trin(StrEnum):
    """How long a period is."""

    MAANED = "maaned"
    KVARTAL = "kvartal"
    HALVAAR = "halvaar"
    AAR = "aar"
    SKOLEAAR = "skoleaar"


PERIODEORD = {
    Trin.MAANED: ("måned", "måneder"),
    Trin.KVARTAL: ("kvartal", "kvartaler"),
    Trin.HALVAAR: ("halvår", "halvår"),
    Trin.AAR: ("år", "år"),
    Trin.SKOLEAAR: ("skoleår", "skoleår"),
}
_MAANEDER = {Trin.MAANED: 1, Trin.KVARTAL: 3, Trin.HALVAAR: 6, Trin.AAR: 12, Trin.SKOLEAAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """A period of whole months. `foerste` counts months from year 0: 12 × year + month − 1."""

    foerste: int
    trin: Trin

    @property
    def maaneder(self) -> range:
        """Return the months it holds, by number."""
        return range(self.foerste, self.foerste + _MAANEDER[self.trin])

    @property
    def fra(self) -> date:
        """Return its first day."""
        return maaned_start(self.foerste)

    @property
    def til(self) -> date:
        """Return its last day."""
        return maaned_start(self.maaneder.stop) - _DAG

    @property
    def navn(self) -> str:
        """Return what it is called: 'marts 2020', '1. kvartal 2020', '2. halvår 2020', '2020', '2019/20'."""
        return _navn(self.foerste, self.trin)


@lru_cache(maxsize=4096)
def _navn(foerste: int, trin: Trin) -> str:
    aar, maaned = divmod(foerste, 12)
    return {
        Trin.MAANED: f"{MAANEDER[maaned]} {aar}",
        Trin.KVARTAL: f"{maaned // 3 + 1}. kvartal {aar}",
        Trin.HALVAAR: f"{maaned // 6 + 1}. halvår {aar}",
        Trin.AAR: str(aar),
        Trin.SKOLEAAR: skoleaar_of(maaned_start(foerste)),
    }[trin]


def maaned_nr(dag: date) -> int:
    """Return the number of a day's month."""
    return dag.year * 12 + dag.month - 1


def maaned_start(nr: int) -> date:
    """Return the first day of a month by its number."""
    return date(nr // 12, nr % 12 + 1, 1)


def periode_om(maaned: int, trin: Trin) -> Periode:
    """Return the period of a length that a month (by number) lies in."""
    if trin is Trin.SKOLEAAR:
        return Periode((maaned - 7) // 12 * 12 + 7, trin)
    laengde = _MAANEDER[trin]
    return Periode(maaned // laengde * laengde, trin)


@dataclass(frozen=True, slots=True)
class Serie:
    """One indicator of one unit (or of a set of them) over time, all parts of equal length.

    A value is a number (0 is a reported zero) or the Tilstand that says why there is none. `mangler` is how many
    of the units or months behind a total have not reported, or are hidden: a total that lacks some is too low.
    `intern` means that it holds true counts from the viewer's own scope and must not be shared.
    """

    navn: str
    perioder: tuple[Periode, ...]
    vaerdier: tuple[Celle, ...]
    mangler: tuple[int, ...]
    eksempel: bool = False
    intern: bool = False

    def __hash__(self) -> int:
        """Return a hash of the part that tells most series apart; finished charts are found by their series."""
        return hash((self.navn, self.vaerdier))

    def __iter__(self) -> Iterator[tuple[Periode, Celle]]:
        """Give each period with its value."""
        return zip(self.perioder, self.vaerdier, strict=True)

    @property
    def seneste(self) -> tuple[Periode, Celle] | None:
        """Return the last period that has a number, and the number."""
        for periode, vaerdi in zip(reversed(self.perioder), reversed(self.vaerdier), strict=True):
            if vaerdi is not None and not isinstance(vaerdi, Tilstand):
                return periode, vaerdi
        return None

    @property
    def sidst_meldt(self) -> Periode | None:
        """Return the last period in which something was reported, shown or hidden."""
        meldt = [periode for periode, vaerdi in self if vaerdi is not Tilstand.IKKE_RAPPORTERET]
        return meldt[-1] if meldt else None


def i_alt(serie: Serie, fra: int, til: int) -> tuple[int | None, int]:
    """Return the sum of a series from one month (by number) to another, and how much is missing in it.

    None means that no period in the span has a number. A period without one counts as one missing.
    """
    i_spand = [
        (vaerdi, mangler)
        for periode, vaerdi, mangler in zip(serie.perioder, serie.vaerdier, serie.mangler, strict=True)
        if fra <= periode.foerste <= til
    ]
    tal = [vaerdi for vaerdi, _ in i_spand if isinstance(vaerdi, int) and not isinstance(vaerdi, Tilstand)]
    laengde = len(serie.perioder[0].maaneder) if serie.perioder else 1
    uden = (til - fra + 1) // laengde - len(tal)
    mangler = sum(antal for vaerdi, antal in i_spand if isinstance(vaerdi, int))
    return (sum(tal) if tal else None), uden + mangler
