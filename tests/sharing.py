"""Several processes share the tests (pytest-xdist): who gets which, and what they make only once between them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

SHARES = "PYTEST_XDIST_WORKER" in os.environ
SECONDS_TO_WAIT = 600
BROWSER = "tests/e2e/"
# The browser's tests wait more than they work: two lanes, each with its own Chromium, about equally long.
FIRST_LANE = ("test_accessibility", "test_choices", "test_pages", "test_trouble")
# What takes long: nobody is to begin on one of these when all else is done. The second lane comes after what needs no
# filled store, so that it is there, made once, when the lane begins.
DEAREST = (f"{BROWSER}1", "tests/varianter/", "tests/bench/", f"{BROWSER}2")


def scheduler(config: pytest.Config, log: Any) -> Any:
    """Return a scheduler that gives one process a whole file, for what its tests share, and a lane of the browser."""
    from xdist.scheduler import LoadScopeScheduling

    class WholeFiles(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return share_of(nodeid)

    # Else the files with most tests come first, which are quick ones.
    config.option.loadscopereorder = False
    return WholeFiles(config, log)


def share_of(nodeid: str) -> str:
    """Return the name of what a test is handed out together with."""
    fil = nodeid.split("::", 1)[0]
    if not fil.startswith(BROWSER):
        return fil
    return f"{BROWSER}1" if fil.rpartition("/")[2].removesuffix(".py") in FIRST_LANE else f"{BROWSER}2"


def order(nodeid: str) -> int:
    """Return a test's place by what its file costs."""
    return next((nr for nr, part in enumerate(DEAREST) if share_of(nodeid).startswith(part)), len(DEAREST))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a file that `make` writes: once in a run, by the process that needs it first. Nobody may change it."""
    folder = factory.getbasetemp()
    if SHARES:
        # Each process has its own folder in that of the run.
        folder = folder.parent
    ready = folder / name
    with _alone(folder / f"{name}.laas"):
        if not ready.exists():
            unfinished = folder / f"{name}.ufaerdig"
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.rename(ready)
    return ready


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one process in at a time. The system lets go of a SQLite lock when its process dies, on every platform."""
    with closing(sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
