"""The cube of this process: built once per data version, patched after an upload, swapped whole; and its releases."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from plads import udgivelse
from plads.cube import byg, lap, oejeblik
from plads.cube.frigivet import Frigivet
from plads.cube.kommune import of_municipality
from plads.cube.terning import Terning
from plads.disclosure.delbar import Delbar
from plads.disclosure.frigiv import ALT, release
from plads.disclosure.menu import Diskretion
from plads.store import reading
from plads.store.engine import ROOT
from plads.udsyn import Udsyn

Version = tuple[int, str]
Seer = tuple[Udsyn, str, int]
KEPT = 32


class Beholder:
    """Holds the newest cube. Readers keep the one they were given; a new one never changes an old."""

    def __init__(self, folder: Path) -> None:
        """Keep snapshots in a folder."""
        self.folder = folder
        self._newest: Terning | None = None
        self._released: dict[Seer, Frigivet] = {}
        self._shared: dict[str, tuple[tuple[Version, int, Diskretion], Delbar, bool]] = {}
        self._lock = Lock()

    def at(self, engine: Engine, version: Version) -> Terning:
        """Return the cube of a data version; build, patch or load it if this process has it not."""
        held = self._newest
        if held is not None and held.version == version:
            return held
        with self._lock:
            if self._newest is None or self._newest.version != version:
                self._newest = self._made(engine, version)
                self._released = {}
            return self._newest

    def released(self, engine: Engine, version: Version, udsyn: Udsyn, delbar: Delbar | None) -> Frigivet:
        """Return what a viewer may see of a data version: all of it, or what is shared of one municipality."""
        seer = (udsyn, delbar.kommune if delbar else "", delbar.nummer if delbar else 0)
        found = self._released.get(seer)
        if found is None or found.version != version:
            found = _release(self.at(engine, version), udsyn, delbar)
            if len(self._released) >= KEPT:
                self._released = {}
            self._released[seer] = found
        return found

    def delbar(self, engine: Engine, version: Version, kommune: str) -> tuple[Delbar, bool]:
        """Return what everybody may see of a municipality, and whether that is up to date.

        A release takes minutes, so it is never made here; asked anew when data, settings or releases have changed.
        """
        with reading(engine) as session:
            stand = (version, *udgivelse.stand(session, kommune))
        held = self._shared.get(kommune)
        if held is None or held[0] != stand:
            er_ude = udgivelse.is_out(engine, self.at(engine, version), kommune)
            held = self._shared[kommune] = stand, udgivelse.newest(engine, kommune), er_ude
        return held[1], held[2]

    def _made(self, engine: Engine, version: Version) -> Terning:
        saved = oejeblik.load(self.folder, version)
        if saved is not None:
            return saved
        with reading(engine) as session:
            fresh = _from(session, self._newest, version)
        # A read-only folder costs the next start some time, nothing else.
        with suppress(OSError):
            oejeblik.save(self.folder, fresh)
        return fresh


def _release(terning: Terning, udsyn: Udsyn, delbar: Delbar | None) -> Frigivet:
    if udsyn.alt:
        return release(terning, ALT)
    egen = of_municipality(terning, delbar.kommune if delbar else "")
    return release(egen, udsyn, delbar.flade(egen) if delbar else None)


def _from(session: Session, old: Terning | None, version: Version) -> Terning:
    months = lap.touched(session, old.version[0]) if old is not None and old.version[0] < version[0] else None
    if old is None or months is None:
        return byg.build(session, version)
    return lap.patch(session, old, version, months)


def folder_of(url: str) -> Path:
    """Return where the snapshots of a store lie: beside a SQLite file, else in data/."""
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        return path.with_name(f"{path.name}.terning")
    return ROOT / "data" / f"{hashlib.sha256(url.encode()).hexdigest()[:12]}.terning"
