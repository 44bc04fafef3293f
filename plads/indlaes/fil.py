"""A file as it was read: what the rest of the way works on. The bytes themselves are let go."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePath

from plads.errors import FileRefusedError
from plads.fremdrift import Fremdrift, tavs
from plads.ingest.regneark.fil import endelse
from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund import personer
from plads.ingest.regneark.grund.ark import Projektmappe

KORT_NAVN = 80


@dataclass(frozen=True)
class Fil:
    """A file's name and fingerprint with its cells, or why it cannot be read. `bemaerk` is a word on its name."""

    navn: str
    sha256: str
    bog: Projektmappe | None = field(default=None, repr=False)
    fejl: str = ""
    bemaerk: str = ""


def read_file(content: bytes, filnavn: str, *, stor: bool = False, meld: Fremdrift = tavs) -> Fil:
    """Read a file in the reading process; a file that cannot be read says why."""
    navn, sha256 = safe_name(filnavn), hashlib.sha256(content).hexdigest()
    if personer.name_looks_like_cpr(filnavn):
        besked = "Filens navn ser ud til at indeholde et cpr-nummer. Omdøb filen, og prøv igen."
        return Fil(navn, sha256, fejl=besked)
    try:
        return Fil(navn, sha256, read_sheets(content, stor=stor, meld=meld), bemaerk=endelse.remark(content, filnavn))
    except FileRefusedError as error:
        return Fil(navn, sha256, fejl=str(error))


def safe_name(filnavn: str) -> str:
    """Return a file's bare name, printable and short; one that holds a cpr number is not repeated."""
    if personer.name_looks_like_cpr(filnavn):
        return "fil.xlsx"
    bare = "".join(letter for letter in PurePath(filnavn.replace("\\", "/")).name if letter.isprintable())
    return bare if len(bare) <= KORT_NAVN else f"{bare[: KORT_NAVN - 6]}…{bare[-5:]}"
