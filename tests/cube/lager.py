"""Small random stores: units that move between områder, main institutions, hidden and missing months, examples."""

import random
from datetime import UTC, date, datetime

from plads.models.indikator import Aktivitet, Indikator
from plads.models.organisation import Enhed, Tilknytning
from plads.models.proveniens import Indlaesning
from plads.store.engine import build_engine as engine_of

__all__ = ["engine_of"]

START = 2020 * 12 + 2
# What a unit can belong to, and how often it does not.
FORAELDRE = (
    ("omraade", 0.2, ["o1", "o2", "o3", "o9"]),
    ("klynge", 0.6, ["c1", "c2"]),
    ("hovedinstitution", 0.6, ["h1", "h2"]),
)
VERSION = (2, "2026-01-01T00:00:00")
ARTER = {"ppv": "stroem", "klage": "stroem", "elevtal": "beholdning", "pladser": "beholdning", "grad": "andel"}


def indlaesning(nummer, *, eksempel=False):
    return Indlaesning(
        nummer=nummer, kvittering=f"2026-{nummer:04d}", art="aktivitet", omfang="x", filnavn="x.xlsx", sha256="0",
        tidspunkt=datetime(2026, 1, 1, tzinfo=UTC), bruger="x", rolle="x", eksempel=eksempel,
    )  # fmt: skip


def indikator(kode, art):
    return Indikator(
        kode=kode, navn=kode, ental=kode, beskrivelse="", taeller="", opgoerelsesniveau="skole", art=art,
        retning="neutral", kildegrad="", orden=list(ARTER).index(kode) if kode in ARTER else 9, indlaesning=1,
    )  # fmt: skip


def enhed(kode, slags, kommune="k1", **kwargs):
    return Enhed(kode=kode, type=slags, kommune=None if slags == "kommune" else kommune, indlaesning=1, **kwargs)


def tilknyt(barn, art, foraelder, fra=date(1900, 1, 1), til=None):
    return Tilknytning(barn=barn, art=art, foraelder=foraelder, gyldig_fra=fra, gyldig_til=til, indlaesning=1)


def meldt(maaned, indikator, enhed, antal=None, tilstand=None, indlaesning=1):  # noqa: PLR0913
    tilstand = tilstand or ("nul" if antal == 0 else "oplyst")
    return Aktivitet(
        maaned=maaned, indikator=indikator, enhed=enhed, antal=antal, tilstand=tilstand, indlaesning=indlaesning
    )


def begin(session, arter=ARTER):
    """Add two uploads (the second is made up) and the indicators."""
    session.add_all([indlaesning(1), indlaesning(2, eksempel=True)])
    session.flush()
    session.add_all([indikator(kode, art) for kode, art in arter.items()])
    session.flush()


def first_of(maaned):
    return date(maaned // 12, maaned % 12 + 1, 1)


def organisation(rng):
    """Return units of two municipalities and their memberships."""
    enheder = [enhed("k1", "kommune"), enhed("k2", "kommune"), enhed("o9", "omraade", "k2")]
    enheder += [enhed(f"o{nr}", "omraade") for nr in (1, 2, 3)] + [enhed(f"c{nr}", "klynge") for nr in (1, 2)]
    enheder += [enhed(f"h{nr}", "hovedinstitution") for nr in (1, 2)]
    enheder.append(enhed("afd0", "skole", gyldig_fra=first_of(START + 3)))
    for nr in range(9):
        slags = rng.choice(["skole", "skole", "skole", "specialskole", "daginstitution"])
        fra, til = None, None
        if rng.random() < 0.3:
            fra = date(2020, rng.randint(1, 12), rng.choice([1, 15]))
        if rng.random() < 0.3:
            til = date(2021, rng.randint(1, 12), rng.choice([1, 28]))
        enheder.append(enhed(f"s{nr}", slags, "k2" if nr > 6 else "k1", gyldig_fra=fra, gyldig_til=til))
    links = []
    for unit in enheder:
        if unit.kode[0] in "sah":
            links += memberships(rng, unit.kode)
    return enheder, links


def memberships(rng, kode):
    """Return a unit's memberships: moving, ending in the middle of a month, or none; sometimes of another kommune."""
    links = []
    for art, ingen, valg in FORAELDRE:
        if rng.random() < ingen:
            continue
        skift = date(2020, rng.randint(5, 12), rng.choice([1, 1, 10]))
        en, to = rng.choice(valg), rng.choice(valg)
        if kode not in (en, to):
            links.append(tilknyt(kode, art, en, til=date.fromordinal(skift.toordinal() - 1)))
            if rng.random() < 0.8:
                links.append(tilknyt(kode, art, to, skift, rng.choice([None, None, date(2021, 4, 30)])))
    return links


def activity(rng, enheder, maaneder=19):
    """Return what units reported: single units, and now and then what only comes for a total. Pupils each quarter."""
    rows = []
    for kode in ARTER:
        for unit in enheder:
            knude = unit.type in ("kommune", "omraade", "klynge")
            tit = {"klage": 0.3}.get(kode, 0.75) * (0.4 if knude else 1)
            if rng.random() < (0.5 if knude else 0.2):
                continue
            foerste, sidste = rng.choice([0, 0, 0, rng.randint(0, 8)]), rng.choice([0, 0, rng.randint(0, 5)])
            for nr in range(foerste, maaneder - sidste):
                if rng.random() < tit and not (kode == "elevtal" and nr % 3):
                    rows.append(value(rng, START + nr, kode, unit.kode))
    return rows


def value(rng, maaned, kode, hvem):
    antal, tilstand = rng.choice([(rng.randint(1, 9), None), (rng.randint(1, 99), None), (0, None),
                                  (None, "diskretioneret"), (None, "ikke_rapporteret")])  # fmt: skip
    if rng.random() < 0.5:
        antal, tilstand = rng.randint(0, 20), None
    upload = 2 if rng.random() < 0.05 else 1
    return meldt(maaned // 12 * 100 + maaned % 12 + 1, kode, hvem, antal, tilstand, upload)


def fill(session, seed):
    """Fill an empty store and return the random numbers to go on with."""
    rng = random.Random(seed)
    begin(session)
    enheder, links = organisation(rng)
    rows = activity(rng, enheder)
    for kind in (enheder[:2], enheder[2:], links, rows):
        session.add_all(kind)
        session.flush()
    return rng
