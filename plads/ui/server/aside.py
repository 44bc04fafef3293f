"""What is made ready beside the server, in a process of its own, so that no reader waits for it."""

from __future__ import annotations

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
    """Begin to make what may be shared, where that is due and not under way."""
    engine = current_engine()
    terning = cache.unreleased(engine)
    with _gangen:
        if _running and _running[0].poll() is None:
            return
        if not all(udgivelse.is_out(engine, terning, kommune) for kommune in start.planned(engine)):
            _running[:] = [_begun()]


def _begun() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "plads", "udgiv"]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)  # noqa: S603 our own command
