"""The cube of this process: built once per data version, patched after an upload, swapped whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from threading import Lock

from sqlmodel import Session

from plads.cube import byg, lap, oejeblik
from plads.cube.terning import Terning
from plads.store.engine import ROOT

Version = tuple[int, str]
Opened = Callable[[], AbstractContextManager[Session]]


class Beholder:
    """Holds the newest cube. Readers keep the one they were given; a new one never changes an old."""

    def __init__(self, folder: Path) -> None:
        """Keep snapshots in a folder."""
        self.folder = folder
        self._newest: Terning | None = None
        self._lock = Lock()

    def at(self, version: Version, opened: Opened) -> Terning:
        """Return the cube of a data version; build, patch or load it if this process has it not."""
        held = self._newest
        if held is not None and held.version == version:
            return held
        with self._lock:
            if self._newest is None or self._newest.version != version:
                self._newest = self._made(version, opened)
            return self._newest

    def _made(self, version: Version, opened: Opened) -> Terning:
        saved = oejeblik.load(self.folder, version)
        if saved is not None:
            return saved
        with opened() as session:
            fresh = _from(session, self._newest, version)
        # A read-only folder costs the next start some time, nothing else.
        with suppress(OSError):
            oejeblik.save(self.folder, fresh)
        return fresh


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
