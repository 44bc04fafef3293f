"""The words of a set: statements of at most 15 words, and what people write held to what a slide can carry."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from plads.errors import PladsError
from plads.money import Total
from plads.text import beloeb

MEST = 15
LAENGDER = {"titel": 160, "pointe": 240, "noter": 4000, "udvalg": 80, "punkt": 20, "sagsnummer": 40, "tekst": 400,
            "ansvarlig": 120, "filnavn": 120}  # fmt: skip
# A day, a month and four figures more, with or without what people put between: never on a slide.
_CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|[67]\d|8\d|9[01])(?:0[1-9]|1[0-2])\d{2}[-–—.\s]?\d{4}(?!\d)")


class TekstError(PladsError):
    """Teksten kan ikke bruges. Ret den, og gem igen."""

    kode = "P-341"


def words(tekst: str) -> int:
    """Return how many words a text has; a dash between spaces is none."""
    return sum(any(tegn.isalnum() for tegn in ord_) for ord_ in tekst.split())


def statement(*forslag: str) -> str:
    """Return the first suggestion of at most 15 words; the last one cut at a whole word if none is short enough."""
    for tekst in forslag:
        if words(tekst) <= MEST:
            return tekst
    return " ".join(forslag[-1].split()[: MEST - 1]).rstrip(",;:–- ") + " …"


def first_sentence(tekst: str) -> str:
    """Return the first sentence of a text."""
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", tekst.strip(), maxsplit=1)[0]


def amount(total: Total) -> str:
    """Return an amount as people say it, or the word for why there is none."""
    return beloeb(total.oere) if total.oere is not None else total.tilstand.tekst


def day(tekst: str) -> date | None:
    """Return the day written as 20.05.2020, None for nothing; raise TekstError for anything else."""
    if not tekst.strip():
        return None
    try:
        dag, maaned, aar = (int(del_) for del_ in tekst.strip().split("."))
        return date(aar if aar > 99 else 2000 + aar, maaned, dag)
    except ValueError as error:
        raise TekstError(f"«{tekst.strip()[:30]}» er ikke en dato. Skriv den som 20.05.2020.") from error


def checked(felt: str, tekst: str) -> str:
    """Return what somebody wrote, tidied; raise TekstError for what no slide may hold.

    Too long, characters that cannot be seen, and what may be a personal number. `felt` is a key of LAENGDER.
    """
    tidy = unicodedata.normalize("NFC", tekst).replace("\r\n", "\n").strip()
    if len(tidy) > LAENGDER[felt]:
        raise TekstError(f"Teksten er på {len(tidy)} tegn. Der er plads til {LAENGDER[felt]}. Gør den kortere.")
    if any(unicodedata.category(tegn) in ("Cc", "Cf", "Cs", "Co") and tegn != "\n" for tegn in tidy):
        raise TekstError("Teksten har tegn, der ikke kan ses. Skriv den igen uden at kopiere den ind.")
    if _CPR.search(unicodedata.normalize("NFKC", tidy)):
        raise TekstError("Teksten ligner et cpr-nummer. Personoplysninger må ikke stå i Plads. Intet er gemt.")
    return tidy
