"""What a sheet is called in a message when its file may hold names: its own name only when that is plain words.

A sheet can be named after a child. Only words from the closed list below, and short numbers, are repeated;
any other sheet is «ark nr. 2».
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from plads.ingest.regneark.grund.ark import Projektmappe
from plads.text import opremsning

# As many as a date has, and fewer than a cpr number without its leading zero.
FLEST_CIFRE = 8
_STAMMER = (
    "sag", "udtræk", "udskrift", "indstilling", "indstillet", "visitation", "visitering", "visiteret", "revisitation",
    "ppv", "ppr", "klage", "anke", "afgørelse", "elev", "barn", "børn", "special", "tilbud", "undervisning", "skole",
    "klasse", "trin", "dag", "liste", "oversigt", "tal", "data", "rå", "ark", "sheet", "tabel", "table", "side",
    "rapport", "eksport", "export", "import", "input", "output", "resultat", "år", "måned", "uge", "kvartal", "halv",
    "dato", "status", "pr", "pivot", "opslag", "forside", "vejledning", "note", "kilde", "kode", "kommune", "område",
    "distrikt", "institution", "indskrevet", "indskrevne", "indskrivning", "antal", "sum", "total", "samlet", "alle",
    "aktuel", "gammel", "ny", "kopi", "copy", "og", "af", "til", "fra", "i", "med", "uden", "cpr", "bs", "bud", "get",
    "aktivitet", "forløb", "plan", "kladde", "test", "opgørelse", "statistik", "ledelse", "information",
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
)  # fmt: skip
_STAMME = "|".join(sorted(map(re.escape, _STAMMER), key=len, reverse=True))
_ORD = re.compile(rf"(?:(?:{_STAMME})(?:erne|er|en|et|ets|ens|e|s)?)+")


def is_plain(navn: str) -> bool:
    """Return whether a sheet's name holds nothing but words from the list and short numbers."""
    said = unicodedata.normalize("NFC", navn).casefold().replace("aa", "å").replace("_", " ")
    words = re.findall(r"\w+", said)
    letters = [word for word in (re.sub(r"\d", "", word) for word in words) if word]
    digits = sum(letter.isdigit() for letter in navn)
    return bool(words) and digits <= FLEST_CIFRE and all(map(_ORD.fullmatch, letters))


def spoken(navn: str, nr: int) -> str:
    """Return what a sheet is called in a message; `nr` is its place in the workbook."""
    return navn if is_plain(navn) else f"ark nr. {nr}"


def without_names(bog: Projektmappe) -> Projektmappe:
    """Return a workbook whose sheets bear the names they have in messages."""
    return replace(bog, ark=tuple(replace(ark, navn=spoken(ark.navn, nr)) for nr, ark in enumerate(bog.ark, start=1)))


def both_fit(navne: Sequence[str]) -> str:
    """Return the words that several sheets could each be the one to read."""
    return f"Arkene {opremsning([f'«{navn}»' for navn in navne])} passer {'begge' if len(navne) == 2 else 'alle'}."
