"""What words and columns beside figures say against their being plain counts of a school and a period."""

from __future__ import annotations

import re
from collections.abc import Collection

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.tabel import Tabel

# Measured, sought, added up or shared out: not how many there were in the period.
_ANDET = re.compile(
    r"\b(?:ventetid|sagsbehandlingstid|dage\b|medhold|verserende|afslag|gennemsnit|indeks|pct\b|procent|ændring|"
    r"akkumuler|akk\b|år til dato|åtd\b|ytd\b|løbende (?:12|tolv|år)|måltal|prognose|budget|forvente)\w*|%"
)
AARSORD = frozenset(("år", "årstal", "kalenderår"))
INDDELINGER = AARSORD | {
    "måned", "mdr", "md", "månedsnr", "skoleår", "kvartal", "halvår", "uge", "periode",
    "klassetrin", "trin", "klasse", "årgang", "køn",
}  # fmt: skip


def other_than_counts(tekst: str) -> str | None:
    """Return the word by which a text says that its figures are something else than counts."""
    found = _ANDET.search(noegle(tekst))
    return found[0] if found else None


def dividing(tabel: Tabel) -> dict[int, str]:
    """Return the columns, with their headings, that a layout does not use and that say which part a row is about."""
    used = set(tabel.kolonner.values())
    row = tabel.ark.raekker[tabel.raekke]
    return {c: " ".join(str(v).split()) for c, v in row.items() if c not in used and heading(v) in INDDELINGER}


def check_divided(tabel: Tabel, aar: Collection[int], udbytte: Udbytte) -> None:
    """Note as problems the columns that say of each row what a matrix says once: its period, or a part of a school."""
    for c, navn in dividing(tabel).items():
        below = {heading(row[c]) for r, row in tabel.ark.raekker.items() if r > tabel.raekke and c in row}
        years = {int(word) for word in below if heading(navn) in AARSORD and word.isdigit()}
        if len(below) > 1 or (years and not years & set(aar)):
            besked = (
                f"Kolonnen «{navn}» deler tallene op, og arket siger noget andet. Lav én række pr. tal med skole, år, "
                "måned, indikator og antal, eller læg tallene sammen, og slet kolonnen."
            )
            udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
