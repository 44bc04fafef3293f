"""A cube on disk, so that a restart need not build it: one file per array, and the axes beside them."""

from __future__ import annotations

import gc
import json
import re
import shutil
import tempfile
import zlib
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plads.cube.terning import FELTER, Akseenhed, Akseindikator, Terning, Version, perioder_af
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype

FORMAT = 1
_AKSER = "akser.json"
_TYPER = tuple(Enhedstype)
_UNDER = "under-"
_OURS = re.compile(rf"\d+-[0-9a-f]{{8}}|{_UNDER}.*")


def save(folder: Path, terning: Terning) -> None:
    """Write a cube into a folder, in place of those of other versions there; raise OSError.

    It is written under another name first, so that a reader never finds half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / _name(terning.version)
    draft = Path(tempfile.mkdtemp(prefix=_UNDER, dir=folder))
    try:
        for felt in FELTER:
            np.save(draft / f"{felt}.npy", getattr(terning, felt))
        sizes = {felt: (draft / f"{felt}.npy").stat().st_size for felt in FELTER}
        body = json.dumps(_axes(terning) | {"felter": sizes}, separators=(",", ":"))
        (draft / _AKSER).write_text(f"{zlib.crc32(body.encode()):08x}\n{body}", encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    for other in folder.iterdir():
        if other != target and _OURS.fullmatch(other.name):
            shutil.rmtree(other, ignore_errors=True)


def load(folder: Path, version: Version) -> Terning | None:
    """Return the saved cube of a version, its arrays read from disk as they are used.

    None when there is none, or it is of another format or damaged.
    """
    source = folder / _name(version)
    # Thousands of units come into being at once, and none of them is garbage: looking for some takes a fourth of it.
    collects = gc.isenabled()
    gc.disable()
    try:
        axes = _read_axes(source / _AKSER)
        if axes["format"] != FORMAT or tuple(axes["version"]) != version:
            return None
        felter = {felt: _array(source / f"{felt}.npy", axes["felter"][felt]) for felt in FELTER}
        terning = _terning(version, axes, felter)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None
    finally:
        if collects:
            gc.enable()
    return terning if _fits(terning) else None


def _name(version: Version) -> str:
    return f"{version[0]}-{zlib.crc32(version[1].encode()):08x}"


def _read_axes(path: Path) -> dict[str, Any]:
    check, _, body = path.read_text(encoding="utf-8").partition("\n")
    if f"{zlib.crc32(body.encode()):08x}" != check:
        raise ValueError(path.name)
    found: dict[str, Any] = json.loads(body)
    return found


def _array(path: Path, size: int) -> NDArray[Any]:
    if path.stat().st_size != size:
        raise ValueError(path.name)
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    # As a plain array: every slice of a memmap object costs a microsecond more.
    return np.asarray(array)


def _axes(terning: Terning) -> dict[str, Any]:
    """Return the axes as columns, which are read several times faster than rows."""
    enheder = terning.enheder
    return {
        "format": FORMAT,
        "version": terning.version,
        "foerste": terning.foerste_maaned,
        "maaneder": terning.maaneder,
        "indikatorer": [(indikator.kode, indikator.art) for indikator in terning.indikatorer],
        "enheder": [enhed.kode for enhed in enheder],
        "typer": [_TYPER.index(enhed.type) for enhed in enheder],
        "kommuner": [terning.enhed_nr[enhed.kommune] for enhed in enheder],
        "lag": [enhed.lag for enhed in enheder],
        "fra": {nr: enhed.gyldig_fra.isoformat() for nr, enhed in enumerate(enheder) if enhed.gyldig_fra},
        "til": {nr: enhed.gyldig_til.isoformat() for nr, enhed in enumerate(enheder) if enhed.gyldig_til},
    }


def _terning(version: Version, axes: Mapping[str, Any], felter: Mapping[str, NDArray[Any]]) -> Terning:
    koder = axes["enheder"]
    typer, kommuner = map(_TYPER.__getitem__, axes["typer"]), map(koder.__getitem__, axes["kommuner"])
    ender = (_days(axes[ende], len(koder)) for ende in ("fra", "til"))
    # As _make, without a call of Python for each of thousands of units; a row of the columns has its length.
    enheder = map(partial(tuple.__new__, Akseenhed), zip(koder, typer, kommuner, axes["lag"], *ender, strict=True))
    indikatorer = tuple(Akseindikator(kode, Indikatorart(art)) for kode, art in axes["indikatorer"])
    maaneder = range(axes["foerste"], axes["foerste"] + axes["maaneder"])
    return Terning(version, indikatorer, tuple(enheder), perioder_af(maaneder), **felter)


def _days(dage: Mapping[str, str], antal: int) -> list[date | None]:
    found: list[date | None] = [None] * antal
    for nr, dag in dage.items():
        found[int(nr)] = date.fromisoformat(dag)
    return found


def _fits(terning: Terning) -> bool:
    """Return whether every array has the shape and the kind of number that the axes ask for."""
    i, u, p, m = len(terning.indikatorer), len(terning.enheder), len(terning.perioder), terning.maaneder
    forms = dict.fromkeys(("antal", "tilstand", "mangler", "eksempel"), (i, u, p))
    forms |= {felt: (i, terning.knuder, m) for felt in FELTER if felt.startswith("egne_")}
    forms |= {"forventet": (i, u, m), "foraeldre": (3, u, m)}
    return all(getattr(terning, felt).shape == form for felt, form in forms.items())
