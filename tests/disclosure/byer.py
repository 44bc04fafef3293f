"""Small made-up municipalities: three områder of schools; institutions without pupils, one in two parts; one moves."""

import random
import shutil
from datetime import date

import numpy as np
from sqlmodel import Session

from plads.cube.byg import build
from tests.cube import lager

START = 2019 * 12 + 7  # August 2019
ARTER = {"klage": "stroem", "ppv": "stroem", "plads": "beholdning", "elevtal": "beholdning"}
MIDDEL = {"klage": 0.35, "ppv": 1.2}


def units():
    """Return units and memberships."""
    enheder = [lager.enhed("k1", "kommune"), *(lager.enhed(f"o{nr}", "omraade") for nr in (1, 2, 3))]
    links = []
    for nr in range(15):
        enheder.append(lager.enhed(f"s{nr:02}", "skole"))
        flytter = nr == 7
        hjem = f"o{nr % 3 + 1}"
        links.append(lager.tilknyt(f"s{nr:02}", "omraade", hjem, til=date(2020, 10, 31) if flytter else None))
        if flytter:
            links.append(lager.tilknyt(f"s{nr:02}", "omraade", "o3", date(2020, 11, 1)))
    for nr in range(4):
        enheder.append(lager.enhed(f"i{nr}", "daginstitution"))
        links.append(lager.tilknyt(f"i{nr}", "omraade", f"o{nr % 2 + 1}"))
    enheder += [
        lager.enhed("h1", "hovedinstitution"),
        lager.enhed("a1", "daginstitution"),
        lager.enhed("a2", "daginstitution"),
    ]
    links += [lager.tilknyt("h1", "omraade", "o3"), *(lager.tilknyt(a, "hovedinstitution", "h1") for a in ("a1", "a2"))]
    return enheder, links


def month(nr):
    return nr // 12 * 100 + nr % 12 + 1


def figures(seed, maaneder):
    """Return what was reported: {(month, indikator, enhed): number}; few are large, most are small, some never come."""
    rng, poisson = random.Random(seed), np.random.default_rng(seed)
    steder = [f"s{nr:02}" for nr in range(15)] + [f"i{nr}" for nr in range(4)] + ["a1", "a2"]
    vaegt = {sted: rng.choice([0, 0.3, 1, 1, 2]) for sted in steder}
    tal = {}
    for nr in range(START, START + maaneder):
        for sted in steder:
            for kode, middel in MIDDEL.items():
                if rng.random() > 0.02:
                    tal[nr, kode, sted] = int(poisson.poisson(middel * vaegt[sted]))
            if nr % 12 == 8 and sted.startswith("s"):
                tal[nr, "elevtal", sted] = rng.randint(100, 900)
        for omraade in ("o1", "o2", "o3"):
            tal[nr, "plads", omraade] = rng.randint(1, 9)
    return tal


def rows(tal):
    return [lager.meldt(month(nr), kode, sted, antal) for (nr, kode, sted), antal in sorted(tal.items())]


def fill(session, tal):
    """Store the municipality and its figures."""
    lager.begin(session, ARTER)
    enheder, links = units()
    for kind in (enheder[:1], enheder[1:], links, rows(tal)):
        session.add_all(kind)
        session.flush()
    return session


def cube(tal, path, empty):
    """Return the cube of some figures, from a store of their own."""
    shutil.copy(empty, path)
    engine = lager.engine_of(f"sqlite:///{path}")
    with Session(engine) as session:
        t = build(fill(session, tal), lager.VERSION)
    engine.dispose()
    return t
