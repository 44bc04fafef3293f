"""What an upload costs: against reading and writing alone, against the usual code, again, and on PostgreSQL."""

from __future__ import annotations

import json
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import xlsxwriter

from bench import data, postgres
from bench.maal import Maal
from bench.servere import ROOT

SKOLER = data.Size(20, 56)
OVERSKRIFTER = ("Inst.nr.", "Skole", "Område", "År", "Måned", "Indikator", "Antal")
RAEKKER = {"S": (1_000, 5_000), "M": (1_000, 50_000, 500_000), "L": (1_000, 50_000, 500_000)}
RUNDER = {1_000: 5, 5_000: 1, 50_000: 3, 500_000: 2}
GULV = {1_000: 1.3, 50_000: 0.9, 500_000: 0.9}
SAEDVANLIG, IGEN, MB, COPY = 1 / 20, 1.1, 450.0, 2.5
# The usual code is compared at one size: at ten times as many rows it would take minutes.
SAMMENLIGNES = {"S": 5_000, "M": 50_000, "L": 50_000}


class Udfald(NamedTuple):
    """What one upload cost: seconds for each time the file was given, and the most memory it and its helpers held."""

    sekunder: tuple[float, ...]
    mb: float
    gemt: tuple[int, int]


def measure(size: str) -> Iterator[Maal]:
    """Give the figures for uploads at a size; the files and the stores are made for the run."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        register = folder / "register.db"
        data.register(register, SKOLER)
        for raekker in RAEKKER[size]:
            fil = folder / f"l01_{raekker}.xlsx"
            write(fil, register, raekker)
            names = ["gulv", "plads", *(["saedvanlig"] if SAMMENLIGNES[size] == raekker else [])]
            yield from _figures(_rounds(folder, fil, register, names, RUNDER[raekker]), raekker, size)
    yield from postgres.measure(RAEKKER[size][-1], COPY if size in ("M", "L") else None)


def write(fil: Path, register: Path, raekker: int) -> None:
    """Write a long list of counts: the same for everybody who asks for as many rows."""
    bog = xlsxwriter.Workbook(fil)
    ark = bog.add_worksheet("Data")
    ark.write_row(0, 0, OVERSKRIFTER)
    for nr, row in enumerate(islice(_rows(register), raekker), start=1):
        ark.write_row(nr, 0, row)
    bog.close()


def _rows(register: Path) -> Iterator[tuple[int, str, str, int, str, str, int]]:
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    with closing(sqlite3.connect(register)) as connection:
        names = dict(connection.execute("SELECT kode, navn FROM indikator"))
        areas = dict(connection.execute(
            "SELECT t.barn, min(n.navn) FROM tilknytning t JOIN enhed_navn n ON n.enhed = t.foraelder "
            "WHERE t.art = 'omraade' AND n.art = 'officielt' GROUP BY t.barn"
        ))  # fmt: skip
    generator = np.random.Generator(np.random.PCG64(data.SEED))
    schools = [data.school(nr, place) for nr, place in product(range(SKOLER.municipalities), range(SKOLER.schools))]
    for nr in range(data.MONTHS):
        maaned = data.month(nr)
        for code in schools:
            counts = generator.poisson(3, len(data.INDICATORS)).tolist()
            for indicator, count in zip(data.INDICATORS, counts, strict=True):
                aar, md = divmod(maaned, 100)
                yield int(code), f"Måleskole {code}", areas[code], aar, months[md - 1], names[indicator], count


def _rounds(folder: Path, fil: Path, register: Path, names: list[str], rounds: int) -> dict[str, list[Udfald]]:
    """Return what each way cost, in turns; raise RuntimeError if they did not store the same."""
    found: dict[str, list[Udfald]] = {name: [] for name in names}
    for nr, name in product(range(rounds), names):
        database = folder / f"{name}_{nr}.db"
        if name == "plads":
            shutil.copy(register, database)
        found[name].append(_run(name, fil, database))
        for left in folder.glob(f"{database.name}*"):
            left.unlink()
    if len({udfald.gemt for each in found.values() for udfald in each}) > 1:
        raise RuntimeError("der er ikke gemt det samme")
    return found


def _run(name: str, fil: Path, database: Path) -> Udfald:
    command = [sys.executable, "-m", "bench.opgave", name, str(fil), str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        most = 0.0
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(0.02)
        answer = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise RuntimeError(f"{name} mislykkedes")
    said = json.loads(answer)
    return Udfald(tuple(said["sekunder"]), most, (said["raekker"], said["sum"]))


def _memory(pid: int) -> float:
    """Return how many MB a process and its children hold now; 0 where the system does not tell."""
    total = 0.0
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        total += next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0) / 1024
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    except OSError:
        return total
    return total + sum(_memory(int(child)) for child in children)


def _figures(found: dict[str, list[Udfald]], raekker: int, size: str) -> Iterator[Maal]:
    seconds = {name: statistics.median(udfald.sekunder[0] for udfald in each) for name, each in found.items()}
    again = statistics.median(udfald.sekunder[1] / udfald.sekunder[0] for udfald in found["plads"])
    most = {name: statistics.median(udfald.mb for udfald in each) for name, each in found.items()}
    many, big = f"{raekker:,} rækker".replace(",", "."), size in ("M", "L")
    longest = big and raekker == RAEKKER[size][-1]
    yield Maal(f"indlæsning af {many} mod at læse med calamine og skrive råt",
               seconds["plads"] / seconds["gulv"], GULV.get(raekker) if big else None, "1")  # fmt: skip
    yield Maal(f"  hukommelse ved {many}, MB", most["plads"], MB if longest else None, "1" if longest else "")
    if "saedvanlig" in seconds:
        yield Maal(f"indlæsning af {many} mod pandas, openpyxl og add_all", seconds["plads"] / seconds["saedvanlig"],
                   SAEDVANLIG if big else None, "2")  # fmt: skip
    yield Maal(f"samme fil igen mod første gang, {many}", again, IGEN if big else None, "3")
    for name, each in seconds.items():
        yield Maal(f"  {name}, {many}, s", each)
        yield Maal(f"  {name}, {many}, MB", most[name])
