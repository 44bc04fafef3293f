"""What can be chosen: for each filter the values a link carries, what a reader sees, and the code behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plads.filters import Filter
from plads.models.organisation import Enhedstype
from plads.queries import aktivitet, enheder, forloeb, inklusion, oekonomi, plan
from plads.serier import Trin
from plads.ui import cache


@dataclass(frozen=True, slots=True)
class Muligheder:
    """The values of one filter as links carry them; names and codes where these differ from the value."""

    vaerdier: tuple[str, ...] = ()
    navne: Mapping[str, str] = field(default_factory=dict)
    koder: Mapping[str, str] = field(default_factory=dict)

    def navn(self, vaerdi: str) -> str:
        """Return what a reader sees for a value."""
        return self.navne.get(vaerdi, vaerdi)

    def kode(self, vaerdi: str) -> str:
        """Return the code that queries know a value by."""
        return self.koder.get(vaerdi, vaerdi)


@cache.kept
def of(plan_kode: str) -> dict[str, Muligheder]:
    """Return what can be chosen in a plan, by filter; a plan whose schools report nothing offers none of them."""
    valg = Filter(plan_kode)
    main = [row for row in cache.read(plan.tree, valg) if row.er_hoved]
    found = {"indsats": Muligheder(tuple(row.maerke for row in main), {row.maerke: row.navn for row in main})}
    maanedlig = activity_periods(valg)
    years = {str(aar) for aar in cache.read(oekonomi.years, valg)} | set(maanedlig[Trin.AAR])
    found["aar"] = Muligheder(tuple(sorted(years)))
    school_years = {*cache.read(forloeb.school_years, valg), *maanedlig[Trin.SKOLEAAR]}
    found["skoleaar"] = Muligheder(tuple(sorted(school_years)))
    return found | _units(valg) | _compared(valg)


def activity_periods(valg: Filter) -> dict[Trin, tuple[str, ...]]:
    """Return the years and school years for which the plan's municipality has reported activity."""
    if not has_activity(valg):
        return {Trin.AAR: (), Trin.SKOLEAAR: ()}
    return {trin: tuple(p.navn for p in cache.periods() if p.trin is trin) for trin in (Trin.AAR, Trin.SKOLEAAR)}


def has_activity(valg: Filter) -> bool:
    """Return whether any school of the plan's municipality has reported anything."""
    return bool(schools(valg)) and bool(cache.read(aktivitet.counted, valg))


def schools(valg: Filter) -> list[enheder.EnhedRow]:
    """Return the schools and institutions of the plan's municipality."""
    return [row for row in cache.read(enheder.units, valg) if row.er_skole]


def areas(valg: Filter) -> list[enheder.EnhedRow]:
    """Return the områder of the plan's municipality."""
    return [row for row in cache.read(enheder.units, valg) if row.type is Enhedstype.OMRAADE]


def _units(valg: Filter) -> dict[str, Muligheder]:
    if not has_activity(valg):
        return {}
    counted = cache.read(aktivitet.counted, valg)
    return {
        "omraade": _of_units(areas(valg)),
        "skole": _of_units(schools(valg)),
        "indikator": Muligheder(tuple(row.kode for row in counted), {row.kode: row.navn for row in counted}),
    }


def _of_units(rows: Iterable[enheder.EnhedRow]) -> Muligheder:
    shown = list(rows)
    return Muligheder(
        tuple(row.noegle for row in shown),
        {row.noegle: row.navn for row in shown},
        {row.noegle: row.kode for row in shown},
    )


def _compared(valg: Filter) -> dict[str, Muligheder]:
    """Return the municipalities one can compare with; links call them by their short names."""
    names = cache.read(inklusion.municipalities, valg)
    return {"kommune": Muligheder(tuple(names.values()), koder={navn: kode for kode, navn in names.items()})}
