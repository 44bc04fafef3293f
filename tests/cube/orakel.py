"""The oracle of the cube: every cell by itself, from plain SQL over the tables and the rules in words. Slow on purpose.

It shares no code with plads.cube. Months are numbers, 12 × year + month − 1.
"""

from datetime import date
from functools import cached_property
from typing import NamedTuple

import sqlalchemy as sa

TAL, SKJULT, INTET = "tal", "skjult", "intet"
KNUDER = ("kommune", "omraade", "klynge")


class Celle(NamedTuple):
    antal: int = 0
    tilstand: str = INTET
    eksempel: bool = False
    mangler: int = 0
    forventet: int = 0

    @property
    def meldt(self):
        return self.tilstand != INTET


def dag(maaned):
    return date(maaned // 12, maaned % 12 + 1, 1)


def laengde(trin):
    return {"maaned": 1, "kvartal": 3, "halvaar": 6, "aar": 12, "skoleaar": 12}[trin]


def lagt_sammen(celler):
    """Add cells: a number if any has one, else hidden if any is hidden, else nothing."""
    celler = list(celler)
    tal = [c for c in celler if c.tilstand == TAL]
    meldt = any(c.meldt for c in celler)
    return Celle(
        sum(c.antal for c in tal),
        TAL if tal else SKJULT if meldt else INTET,
        any(c.eksempel for c in celler if c.meldt),
        sum(c.mangler for c in celler),
        sum(c.forventet for c in celler),
    )


class Orakel:
    def __init__(self, session):
        self.session = session
        self.husk = {}

    def sql(self, tekst, **values):
        key = (tekst, tuple(sorted(values.items())))
        if key not in self.husk:
            binds = [sa.bindparam("dag", type_=sa.Date)] if "dag" in values else []
            query = sa.text(tekst).bindparams(*binds)
            self.husk[key] = self.session.connection().execute(query, values).all()
        return self.husk[key]

    @cached_property
    def enheder(self):
        rows = self.sql("SELECT kode, type, kommune FROM enhed ORDER BY kode")
        return {kode: (type_, kommune or kode) for kode, type_, kommune in rows}

    @cached_property
    def maaneder(self):
        sql = "SELECT min(maaned), max(maaned) FROM aktivitet a JOIN indikator i ON i.kode = a.indikator"
        fra, til = (nr // 100 * 12 + nr % 100 - 1 for nr in self.sql(f"{sql} WHERE i.art <> 'andel'")[0])
        return range(fra, til + 1)

    def art(self, indikator):
        return self.sql("SELECT art FROM indikator WHERE kode = :i", i=indikator)[0][0]

    # What a unit reported itself

    def egen(self, indikator, enhed, maaned):
        rows = self.sql(
            "SELECT a.antal, a.tilstand, u.eksempel FROM aktivitet a JOIN indlaesning u ON u.nummer = a.indlaesning"
            " WHERE a.indikator = :i AND a.enhed = :e AND a.maaned = :m",
            i=indikator, e=enhed, m=maaned // 12 * 100 + maaned % 12 + 1,
        )  # fmt: skip
        ventet = self.ventet(indikator, enhed, maaned)
        for antal, tilstand, eksempel in rows:
            if tilstand in ("oplyst", "nul"):
                return Celle(antal, TAL, bool(eksempel), 0, 1)
            if tilstand == "diskretioneret":
                return Celle(0, SKJULT, bool(eksempel), 1, 1)
        return Celle(mangler=ventet, forventet=ventet)

    def meldt(self, indikator, enhed):
        rows = self.sql(
            "SELECT maaned FROM aktivitet WHERE indikator = :i AND enhed = :e"
            " AND tilstand IN ('oplyst', 'nul', 'diskretioneret')",
            i=indikator, e=enhed,
        )  # fmt: skip
        return {m // 100 * 12 + m % 100 - 1 for (m,) in rows}

    def findes(self, enhed, maaned):
        sql = (
            "SELECT 1 FROM enhed WHERE kode = :e AND (gyldig_fra IS NULL OR gyldig_fra <= :dag)"
            " AND (gyldig_til IS NULL OR gyldig_til >= :dag)"
        )
        return bool(self.sql(sql, e=enhed, dag=dag(maaned)))

    def ventet(self, indikator, enhed, maaned):
        mine = self.meldt(indikator, enhed)
        if maaned in mine:
            return 1
        if not self.findes(enhed, maaned) or not any(m < maaned for m in mine):
            return 0
        ens = [kode for kode, slags in self.enheder.items() if slags == self.enheder[enhed]]
        return int(any(m > maaned for m in mine) or any(maaned in self.meldt(indikator, kode) for kode in ens))

    # Who belongs to whom

    def foraelder(self, enhed, art, maaned):
        """Return a single unit's parent in the same municipality on the first day of a month."""
        sql = (
            "SELECT t.foraelder FROM tilknytning t JOIN enhed b ON b.kode = t.barn JOIN enhed f ON f.kode = t.foraelder"
            " WHERE t.barn = :e AND t.art = :art AND t.gyldig_fra <= :dag"
            " AND (t.gyldig_til IS NULL OR t.gyldig_til >= :dag) AND b.kommune = f.kommune"
        )
        rows = self.sql(sql, e=enhed, art=art, dag=dag(maaned))
        return rows[0][0] if rows and self.enheder[enhed][0] not in KNUDER else None

    def hoved(self, enhed, maaned):
        selv = any(self.foraelder(anden, "hovedinstitution", maaned) == enhed for anden in self.enheder)
        return None if selv else self.foraelder(enhed, "hovedinstitution", maaned)

    def over(self, enhed, art, maaned):
        if art == "hovedinstitution":
            return self.hoved(enhed, maaned)
        hoved = self.hoved(enhed, maaned)
        return self.foraelder(enhed, art, maaned) or (hoved and self.foraelder(hoved, art, maaned))

    def afdelinger(self, enhed, maaned):
        return [anden for anden in self.enheder if self.hoved(anden, maaned) == enhed]

    def enkelte(self, kommune):
        return [kode for kode, (slags, hvor) in self.enheder.items() if slags not in KNUDER and hvor == kommune]

    def under(self, knude, maaned):
        """Return what a total is made of: single units, for a municipality also its områder."""
        slags, kommune = self.enheder[knude]
        if slags == "kommune":
            omraader = [k for k, (s, hvor) in self.enheder.items() if s == "omraade" and hvor == kommune]
            return omraader + [e for e in self.enkelte(kommune) if self.over(e, "omraade", maaned) is None]
        if slags in KNUDER:
            return [e for e in self.enkelte(kommune) if self.over(e, slags, maaned) == knude]
        return self.afdelinger(knude, maaned)

    # The cells

    def maaned(self, indikator, enhed, maaned):
        key = ("celle", indikator, enhed, maaned)
        if key not in self.husk:
            self.husk[key] = self._maaned(indikator, enhed, maaned)
        return self.husk[key]

    def _maaned(self, indikator, enhed, maaned):
        egen = self.egen(indikator, enhed, maaned)
        boern = self.under(enhed, maaned)
        if self.enheder[enhed][0] in KNUDER:
            dele = lagt_sammen(self.bidrag(indikator, barn, maaned) for barn in boern)
        else:
            dele = lagt_sammen(self.egen(indikator, barn, maaned) for barn in boern)
        if dele.meldt:
            return dele
        if egen.tilstand == TAL or not dele.forventet:
            return egen
        return egen._replace(mangler=dele.mangler, forventet=dele.forventet)

    def bidrag(self, indikator, enhed, maaned):
        """Return what a unit adds to the totals above it: of a main institution and its departments only one."""
        celle = self.maaned(indikator, enhed, maaned)
        if self.enheder[enhed][0] in KNUDER:
            return celle
        hoved = self.hoved(enhed, maaned)
        if hoved:
            for_hele = self.egen(indikator, hoved, maaned).tilstand == TAL
            dele = self.afdelinger(hoved, maaned)
            if for_hele and not any(self.egen(indikator, afdeling, maaned).meldt for afdeling in dele):
                return celle._replace(mangler=0, forventet=0)
            return celle
        dele = lagt_sammen(self.egen(indikator, barn, maaned) for barn in self.afdelinger(enhed, maaned))
        if dele.meldt:
            return Celle()
        if dele.forventet and celle.tilstand != TAL:
            return celle._replace(mangler=0, forventet=0)
        return celle

    def kant(self, indikator, kommune):
        meldt = set()
        for kode, (_, hvor) in self.enheder.items():
            if hvor == kommune:
                meldt |= self.meldt(indikator, kode)
        return meldt

    def celle(self, indikator, enhed, foerste, trin):
        """Return one cell of any length of period."""
        if trin == "maaned":
            return self.maaned(indikator, enhed, foerste)
        hele = range(foerste, foerste + laengde(trin))
        kommune = self.enheder[enhed][1]
        return self.periode(indikator, kommune, hele, {m: self.maaned(indikator, enhed, m) for m in self.i_data(hele)})

    def i_data(self, hele):
        return [m for m in hele if m in self.maaneder]

    def periode(self, indikator, kommune, hele, celler):
        if self.art(indikator) == "beholdning":
            meldt = [m for m in celler if celler[m].meldt]
            return celler[max(meldt or celler)]
        sum_ = lagt_sammen(celler.values())
        kant = self.kant(indikator, kommune)
        if not kant & set(hele):
            return sum_
        foer, efter = (sum(m < min(kant) for m in hele), sum(m > max(kant) for m in hele))
        ved = [celler[m].forventet if m in celler else 0 for m in (min(kant), max(kant))]
        return sum_._replace(mangler=sum_.mangler + foer * ved[0] + efter * ved[1])

    def af(self, indikator, enheder, foerste, trin):
        """Return one cell of the sum of a free set of single units."""
        hele = range(foerste, foerste + laengde(trin))
        celler = {
            m: lagt_sammen(
                self.maaned(indikator, e, m) for e in enheder if self.hoved(e, m) not in enheder
            )
            for m in self.i_data(hele)
        }  # fmt: skip
        if trin == "maaned":
            return celler[foerste]
        return self.periode(indikator, self.enheder[enheder[0]][1], hele, celler)

    # Rates

    def skoleaarets_september(self, foerste, trin):
        aar, maaned = divmod(foerste + laengde(trin) - 1, 12)
        return (aar if maaned >= 7 else aar - 1) * 12 + 8

    def begge(self, indikator, enhed, foerste, trin):
        """Return a unit's figure above the line, and the one below (with a number of pupils, or nothing)."""
        sept = self.skoleaarets_september(foerste, trin)
        elever = self.maaned("elevtal", enhed, sept) if sept in self.maaneder else Celle()
        return self.celle(indikator, enhed, foerste, trin), elever

    def kendt(self, enheder, *hvad):
        par = [self.begge(hvad[0], e, *hvad[1:]) for e in enheder]
        return any(o.tilstand == TAL for o, _ in par) and any(u.tilstand == TAL and u.antal for _, u in par)

    def par(self, indikator, enhed, foerste, trin):
        """Return (numerator, pupils, missing) of one unit's own two cells."""
        over, under = self.begge(indikator, enhed, foerste, trin)
        if over.tilstand == TAL and under.tilstand == TAL and under.antal:
            return over.antal, under.antal, over.mangler
        return 0, 0, over.mangler

    def broek(self, indikator, enhed, foerste, trin):
        hvad = indikator, foerste, trin
        sept = self.skoleaarets_september(foerste, trin)
        boern = self.under(enhed, sept) if sept in self.maaneder else []
        if not self.kendt(boern, *hvad):
            return self.par(indikator, enhed, foerste, trin)
        dele = []
        for barn in boern:
            if self.enheder[barn][0] == "omraade":
                dele.append(self.broek(indikator, barn, foerste, trin))
            elif self.baerer(barn, sept, enhed, hvad):
                under = self.begge(indikator, barn, foerste, trin)[1]
                if under.tilstand == TAL and under.antal:
                    dele.append(self.par(indikator, barn, foerste, trin))
        return tuple(map(sum, zip(*dele, strict=True))) if dele else (0, 0, 0)

    def baerer(self, enhed, sept, knude, hvad):
        """Return whether a single unit counts itself: of a main institution and its departments, who knows both."""
        hoved = self.hoved(enhed, sept)
        if hoved:
            return self.kendt(self.afdelinger(hoved, sept), *hvad)
        return not self.kendt(self.afdelinger(enhed, sept), *hvad)

    def broek_af(self, indikator, enheder, foerste, trin):
        sept = self.skoleaarets_september(foerste, trin)
        dele = [(0, 0, 0)]
        for enhed in enheder:
            if self.enheder[enhed][0] == "hovedinstitution":
                dele.append(self.broek(indikator, enhed, foerste, trin))
            elif sept not in self.maaneder or self.hoved(enhed, sept) not in enheder:
                under = self.begge(indikator, enhed, foerste, trin)[1]
                if under.tilstand == TAL and under.antal:
                    dele.append(self.par(indikator, enhed, foerste, trin))
        return tuple(map(sum, zip(*dele, strict=True)))

    # Who is there, and who has reported

    def medlemmer(self, enhed, maaned):
        slags, kommune = self.enheder[enhed]
        enkelte = self.enkelte(kommune) if slags == "kommune" else self.under(enhed, maaned)
        return {e for e in enkelte if self.findes(e, maaned) and not self.afdelinger(e, maaned)}

    def indberettet(self, indikator, kommune, maaned):
        """Return (reported, expected) for a month, the units counted one by one."""
        omraader = [k for k, slags in self.enheder.items() if slags == ("omraade", kommune)]
        for enheder in (self.enkelte(kommune), omraader, [kommune]):
            talt = [e for e in enheder if self.taeller(indikator, e, maaned)]
            if talt:
                return sum(self.egen(indikator, e, maaned).meldt for e in talt), len(talt)
        return 0, 0

    def taeller(self, indikator, enhed, maaned):
        """Return whether a unit is expected and counted: not a main institution beside its departments."""
        if self.enheder[enhed][0] in KNUDER:
            return self.maaned(indikator, enhed, maaned).forventet > 0
        hoved = self.hoved(enhed, maaned)
        if hoved and self.for_alle(indikator, hoved, maaned):
            return False
        dele = [self.ventet(indikator, a, maaned) for a in self.afdelinger(enhed, maaned)]
        alene = not any(dele) or self.for_alle(indikator, enhed, maaned)
        return alene and bool(self.ventet(indikator, enhed, maaned))

    def for_alle(self, indikator, hoved, maaned):
        """Return whether a main institution has reported itself, and none of its departments has."""
        dele = [self.egen(indikator, afdeling, maaned).meldt for afdeling in self.afdelinger(hoved, maaned)]
        return self.egen(indikator, hoved, maaned).meldt and not any(dele)
