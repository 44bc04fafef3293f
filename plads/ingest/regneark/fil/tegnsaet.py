"""Which letters a text file is written with, decided by its bytes. Nothing is replaced and nothing is lost."""

from __future__ import annotations

import codecs
import re

from plads.ingest.regneark.fil.detaljer import SheetError

UTF8 = "gem den som «CSV UTF-8» eller .xlsx i Excel, og prøv igen."
UKENDT = f"Vi kan ikke se, hvilket tegnsæt filen er gemt med. Åbn den, {UTF8}"
AEOEAA = f"Filens æ, ø og å står som andre tegn. Åbn den, så de står rigtigt, {UTF8}"
TABT = f"Nogle af filens bogstaver er gået tabt (�). Hent filen igen, {UTF8}"
HOVED = 4096
# The longer mark first: UTF-32 begins as UTF-16 does.
MAERKER = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What æ, ø and å become when cp850 or Mac is read as cp1252, or utf-8 is encoded twice.
FORVANSKEDE = "†‘›¾¿ŒÃ"
_FORVANSKET = re.compile("[a-zA-Z][†‘›¾¿Œ][a-z]|Ã[¦¸¥†˜…]")


def wide(content: bytes) -> str | None:
    """Return which utf-16 unmarked bytes are, by where their NULs stand; None when they are not."""
    head = content[: HOVED & ~1]
    even, odd = head[0::2], head[1::2]
    if not even or len(content) % 2:
        return None
    if odd.count(0) > 0.7 * len(odd) and 0 not in even:
        return "utf-16-le"
    return "utf-16-be" if even.count(0) > 0.7 * len(even) and 0 not in odd else None


def decode(content: bytes) -> str:
    """Return the text of a file; raise SheetError when its letters cannot be told."""
    mark, encoding = next(((mark, name) for mark, name in MAERKER if content.startswith(mark)), (b"", wide(content)))
    tekst = _decoded(content[len(mark) :], encoding)
    if "\N{REPLACEMENT CHARACTER}" in tekst:
        raise SheetError(TABT)
    # Looking for its letters one by one is many times faster than the pattern.
    if any(letter in tekst for letter in FORVANSKEDE) and _FORVANSKET.search(tekst):
        raise SheetError(AEOEAA)
    return tekst


def _decoded(content: bytes, encoding: str | None) -> str:
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    raise SheetError(UKENDT)
