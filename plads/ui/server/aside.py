"""What is made ready beside the server, in a process of its own, so that no reader waits for it."""

from __future__ import annotations

import subprocess
import sys

from plads import start, udgivelse
from plads.store import current_engine
from plads.store.engine import ROOT
from plads.ui import cache


def publish() -> subprocess.Popen[bytes] | None:
    """Begin to make what may be shared, where that is due; a reader who comes first makes it on the page."""
    engine = current_engine()
    terning = cache.unreleased(engine)
    if all(udgivelse.is_out(engine, terning, kommune) for kommune in start.planned(engine)):
        return None
    command = [sys.executable, "-m", "plads", "udgiv"]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, stdout=nowhere, stderr=nowhere)  # noqa: S603 our own command
