"""Work that takes minutes is done by a process beside the server, so that no reader waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from threading import Lock

from plads import start, udgivelse
from plads.store import current_engine
from plads.store.engine import ROOT
from plads.ui import cache

_gangen = Lock()
_running: list[subprocess.Popen[bytes]] = []


def publish() -> None:
    """Begin to make what may be shared, where that is due and not under way.

    With PLADS_UDGIV=0 it is left to the command line: python -m plads udgiv.
    """
    if os.environ.get("PLADS_UDGIV", "1") == "0":
        return
    engine = current_engine()
    terning = cache.unreleased(engine)
    with _gangen:
        if _running and _running[0].poll() is None:
            return
        if not all(udgivelse.is_out(engine, terning, kommune) for kommune in start.planned(engine)):
            _running[:] = [_begun()]


def stop() -> None:
    """End what is under way; a release is stored whole or not at all, and begun again by the next start."""
    with _gangen:
        for process in _running:
            if process.poll() is None:
                process.terminate()
                process.wait()
        _running.clear()


def _begun() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "plads", "udgiv"]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)  # noqa: S603 our own command
