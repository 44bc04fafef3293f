"""Read a workbook in a process of its own, behind the guard."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from plads.errors import FileRefusedError
from plads.ingest.regneark.fil.formater import is_zip
from plads.ingest.regneark.fil.vagt import FOR_TUNG, STANDARD, STORE, ULAESELIG, Graenser, objection
from plads.ingest.regneark.grund.ark import Projektmappe, from_json

ROOT = Path(__file__).resolve().parents[4]
BARN = "plads.ingest.regneark.fil.barn"
IGEN = "Åbn filen i Excel, gem den igen som .xlsx, og prøv igen."
TUNG = (
    "Vi kunne ikke læse filen: den kræver mere hukommelse eller tid, end en fil må bruge. "
    "Slet ark og celler, der ikke bruges, eller del filen op, og prøv igen."
)
# The processor time is what bounds a file; the clock only stops a process that waits, also when the machine is busy.
VENT = 3


@dataclass(frozen=True)
class Rammer:
    """What reading one file may cost: its size, seconds, and cells with values."""

    graenser: Graenser
    sekunder: int
    celler: int


RAMMER = Rammer(STANDARD, 10, 600_000)
STORE_RAMMER = Rammer(STORE, 60, 4_000_000)


def read_sheets(content: bytes, *, stor: bool = False) -> Projektmappe:
    """Return a workbook's cells; raise FileRefusedError, whose text says in Danish why it cannot be read."""
    rammer = STORE_RAMMER if stor else RAMMER
    if said := objection(content, rammer.graenser):
        raise FileRefusedError(said)
    answer = _ask(content, rammer)
    try:
        said = json.loads(answer)
        if "fejl" in said:
            raise FileRefusedError(f"{said['fejl']} {IGEN}" if is_zip(content) else said["fejl"])
        return from_json(said)
    except (ValueError, TypeError, KeyError):
        # Not chained: what could not be understood is the file's whole content.
        raise FileRefusedError(ULAESELIG) from None


def _ask(content: bytes, rammer: Rammer) -> bytes:
    """Return what the reading process answers; raise when it was stopped or gave up."""
    # The limits are set by the process itself: code run between fork and exec is not safe beside threads.
    command = [sys.executable, "-m", BARN, str(rammer.sekunder), str(rammer.celler)]
    try:
        done = subprocess.run(  # noqa: S603 our own interpreter and module; the file comes in on stdin
            command,
            input=content,
            capture_output=True,
            timeout=VENT * rammer.sekunder,
            cwd=ROOT,
            env=_environment(),
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        # Without the original: it carries what the process had read.
        raise FileRefusedError(TUNG if _too_much(error) else ULAESELIG) from (
            error if isinstance(error, OSError) else None
        )
    return done.stdout


def _too_much(error: Exception) -> bool:
    """Return whether the reading process was stopped by a limit, its own or ours."""
    if not isinstance(error, subprocess.CalledProcessError):
        return isinstance(error, subprocess.TimeoutExpired)
    stopped = [-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL", "SIGABRT")]
    return error.returncode in (FOR_TUNG, *filter(None, stopped))


def _environment() -> dict[str, str]:
    """Return an environment with nothing in it that the reading process does not need."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
