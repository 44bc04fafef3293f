"""Read a workbook in a process of its own, behind the guard."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from plads.errors import FileRefusedError
from plads.fremdrift import Fremdrift, Trin, tavs
from plads.ingest.regneark.fil.formater import is_zip
from plads.ingest.regneark.fil.overfoersel import understood
from plads.ingest.regneark.fil.vagt import FOR_TUNG, STANDARD, STORE, ULAESELIG, Graenser, objection
from plads.ingest.regneark.grund.ark import Projektmappe

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


def read_sheets(content: bytes, *, stor: bool = False, meld: Fremdrift = tavs) -> Projektmappe:
    """Return a workbook's cells; raise FileRefusedError, whose text says in Danish why it cannot be read."""
    rammer = STORE_RAMMER if stor else RAMMER
    if said := objection(content, rammer.graenser):
        raise FileRefusedError(said)
    answer = _ask(content, rammer, meld)
    try:
        found = understood(answer)
    except (ValueError, TypeError, KeyError):
        # Not chained: what could not be understood is the file's whole content.
        raise FileRefusedError(ULAESELIG) from None
    if isinstance(found, str):
        raise FileRefusedError(f"{found} {IGEN}" if is_zip(content) else found)
    return found


def _ask(content: bytes, rammer: Rammer, meld: Fremdrift) -> bytes:
    """Return what the reading process answers; raise when it was stopped or gave up."""
    # The limits are set by the process itself: code run between fork and exec is not safe beside threads.
    command = [sys.executable, "-m", BARN, str(rammer.sekunder), str(rammer.celler)]
    try:
        answer, code = _conversation(command, content, VENT * rammer.sekunder, meld)
    except OSError as error:
        raise FileRefusedError(ULAESELIG) from error
    if answer is None or code:
        # Without the original: it carries what the process had read.
        raise FileRefusedError(TUNG if answer is None or _too_much(code) else ULAESELIG)
    return answer


def _conversation(command: list[str], content: bytes, seconds: float, meld: Fremdrift) -> tuple[bytes | None, int]:
    """Run the reading process, telling how far it is; return its answer (None when time ran out) and its status."""
    with subprocess.Popen(  # noqa: S603 our own interpreter and module; the file comes in on stdin
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=_environment()
    ) as process:
        stopped = threading.Event()

        def stop() -> None:
            stopped.set()
            process.kill()

        clock = threading.Timer(seconds, stop)
        heard: list[bytes] = []
        threads = [
            threading.Thread(target=_write, args=(process.stdin, content)),
            threading.Thread(target=lambda: heard.append(process.stdout.read() if process.stdout else b"")),
        ]
        for thread in (clock, *threads):
            thread.start()
        try:
            # Told from here, the caller's own thread.
            for line in process.stderr or ():
                if line.strip().isdigit():
                    meld(Trin.LAESER, int(line), 0)
        except BaseException:
            process.kill()
            raise
        finally:
            for thread in threads:
                thread.join()
            code = process.wait()
            clock.cancel()
    return (None if stopped.is_set() else heard[0]), code


def _write(pipe: IO[bytes] | None, content: bytes) -> None:
    """Hand the file over; a process that has stopped listening has its reasons."""
    if pipe is not None:
        with contextlib.suppress(BrokenPipeError), pipe:
            pipe.write(content)


def _too_much(code: int) -> bool:
    """Return whether the reading process was stopped by a limit."""
    stopped = [-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGKILL", "SIGABRT")]
    return code in (FOR_TUNG, *filter(None, stopped))


def _environment() -> dict[str, str]:
    """Return an environment with nothing in it that the reading process does not need."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    # One thread: each that a library keeps ready takes of the room the process may use.
    return kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
