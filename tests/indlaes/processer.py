"""Processes of their own that store an upload; forked from one that has everything ready, so each costs little."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Engine

from plads.access import Rolle
from plads.errors import PladsError
from plads.indlaes import Forslag, keep
from plads.store import transaction, undo
from plads.store.engine import build_engine

GAFFEL = multiprocessing.get_context("forkserver")
GAFFEL.set_forkserver_preload([__name__])
VENT = 120
Svaret = tuple[str, str | None]


class Job(NamedTuple):
    """What a process stores, and the data version it was decided on."""

    url: str
    forslag: Forslag
    set_paa: int | None = None


def put(engine: Engine, job: Job) -> Svaret:
    """Store an upload; return its status and receipt, or the code of what was told instead."""
    try:
        gemt = keep(engine, job.forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER, set_paa=job.set_paa)
    except PladsError as error:
        return error.kode, None
    return gemt.status, gemt.kvittering


@contextmanager
def steps(engine: Engine, doed: int = 0) -> Iterator[list[int]]:
    """Count the statements and commits of an engine, and the end; kill this process just before step `doed`."""
    taken = [0]

    def step(*_: object) -> None:
        taken[0] += 1
        if taken[0] == doed:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        sa.event.listen(engine, name, step)
    yield taken
    step()


class Barn:
    """A process that is ready to store and waits for `go`."""

    def __init__(self, job: Job) -> None:
        self.ende, other = GAFFEL.Pipe()
        self.proces = GAFFEL.Process(target=_store, args=(job, other), daemon=True)
        self.proces.start()
        other.close()
        assert self.ende.poll(VENT)
        self.ende.recv()

    def go(self) -> None:
        """Let it store."""
        self.ende.send("nu")

    def answer(self) -> Svaret:
        """Return what came of it."""
        assert self.ende.poll(VENT)
        found: Svaret = self.ende.recv()
        self.proces.join(VENT)
        self.ende.close()
        return found


def _store(job: Job, ende: Connection) -> None:
    engine = build_engine(job.url)
    with engine.connect():
        pass
    ende.send("klar")
    ende.recv()
    ende.send(put(engine, job))


class Udfald(NamedTuple):
    """How a child ended, as subprocess tells it, and how many seconds it lived."""

    exitcode: int
    sekunder: float


class Mor:
    """A process that forks one child after the other to store the same upload, to be killed on the way.

    `trin` is how many steps storing takes; the last is after the commit, the one before it just before.
    """

    def __init__(self, job: Job) -> None:
        self.ende, other = GAFFEL.Pipe()
        self.proces = GAFFEL.Process(target=_bear, args=(job, other), daemon=True)
        self.proces.start()
        other.close()
        assert self.ende.poll(VENT)
        self.trin: int = self.ende.recv()

    def bear(self, *, trin: int = 0, sekunder: float = VENT) -> Udfald:
        """Let a child store, killed just before a step or after some seconds; return how it ended."""
        self.ende.send((trin, sekunder))
        assert self.ende.poll(VENT)
        return Udfald(*self.ende.recv())

    def close(self) -> None:
        """Let it go."""
        self.ende.close()
        self.proces.join(VENT)


def _bear(job: Job, ende: Connection) -> None:
    """Store and undo once, so that all is warm and the steps are counted; then bear children as told."""
    engine = build_engine(job.url)
    with steps(engine) as taken:
        _, kvittering = put(engine, job)
    # The end was a step, too; what follows is not.
    count = taken[0]
    with transaction(engine) as session:
        undo(session, kvittering or "")
    engine.dispose()
    ende.send(count)
    while True:
        try:
            trin, sekunder = ende.recv()
        except (EOFError, ConnectionError):
            return
        ende.send(_child(engine, job, trin, sekunder))


def _child(engine: Engine, job: Job, trin: int, sekunder: float) -> Udfald:
    begun = time.monotonic()
    pid = os.fork()
    if not pid:
        with steps(engine, trin):
            put(engine, job)
        os._exit(0)
    ended = 0
    while not ended and time.monotonic() < begun + sekunder:
        ended, status = os.waitpid(pid, os.WNOHANG)
        time.sleep(0.0002)
    if not ended:
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    return Udfald(os.waitstatus_to_exitcode(status), time.monotonic() - begun)
