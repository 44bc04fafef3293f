"""The glossary as a Markdown document: the words of the field, and what every indicator counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from plads.text import markdown, sorteringsnoegle, stort

OVERSKRIFT = "# Ordbog"
INDLEDNING = (
    "Her står, hvad ordene i Plads betyder: fagets ord, sidernes ord og kolonnerne i de filer, der læses ind. "
    "Længere nede står, hvad hver indikator tæller. Begge dele står i alfabetisk orden.",
    "«Hvor sikkert» siger, hvor godt en forklaring er underbygget. *Kilde*: dokumentet forklarer selv ordet. "
    "*Nævnt i kilde*: dokumentet bruger ordet uden at forklare det. *Offentlig kilde*: forklaringen står hos en "
    "myndighed eller i en vejledning. *Efterregnet*: vi har regnet efter på offentlige tal. "
    "*Vores ord*: et ord, som Plads selv bruger.",
    "Dokumentet er dannet med `python -m plads ordbog`. Ret derfor teksten i `data/faelles/ordbog.yaml` eller "
    "`data/faelles/indikatorer.yaml` og ikke her.",
)
RETNINGER = {
    "op": "Et højere tal er godt",
    "ned": "Et lavere tal er godt",
    "neutral": "Tallet er hverken godt eller skidt i sig selv",
}
INGEN_NAEVNER = "Ingen – tallet er ikke en andel"


class Begreb(Protocol):
    """A word, what it means, and how well founded the explanation is."""

    @property
    def term(self) -> str: ...
    @property
    def forklaring(self) -> str: ...
    @property
    def kildegrad(self) -> str: ...


class Indikator(Protocol):
    """What is counted, and how."""

    @property
    def navn(self) -> str: ...
    @property
    def beskrivelse(self) -> str: ...
    @property
    def taeller(self) -> str: ...
    @property
    def naevner(self) -> str | None: ...
    @property
    def opgoerelsesniveau(self) -> str: ...
    @property
    def retning(self) -> str: ...
    @property
    def kildegrad(self) -> str: ...
    @property
    def kilde(self) -> str | None: ...


def document(begreber: Iterable[Begreb], indikatorer: Iterable[Indikator], steder: Mapping[str, str]) -> str:
    """Return the whole glossary; `steder` says what a source is called for a reader."""
    words = sorted(begreber, key=lambda row: (sorteringsnoegle(row.term), row.term))
    indicators = sorted(indikatorer, key=lambda row: (sorteringsnoegle(row.navn), row.navn))
    blocks = (
        OVERSKRIFT,
        *INDLEDNING,
        "## Begreber",
        "\n".join(_table(words)),
        "## Indikatorer",
        *chain.from_iterable(_indicator(row, steder) for row in indicators),
    )
    return "\n\n".join(blocks) + "\n"


def _table(words: Sequence[Begreb]) -> Iterator[str]:
    yield _row("Begreb", "Forklaring", "Hvor sikkert")
    yield _row("---", "---", "---")
    for word in words:
        yield _row(_cell(word.term), _cell(word.forklaring), _cell(stort(word.kildegrad)))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _indicator(row: Indikator, steder: Mapping[str, str]) -> tuple[str, str]:
    fields = {
        "Beskrivelse": row.beskrivelse,
        "Tæller": row.taeller,
        "Nævner": row.naevner or INGEN_NAEVNER,
        "Opgørelsesniveau": stort(row.opgoerelsesniveau),
        "Retning": RETNINGER.get(row.retning, stort(row.retning)),
        "Kilde": _source(row, steder),
    }
    return f"### {_cell(row.navn)}", "\n".join(f"- **{name}:** {_cell(text)}" for name, text in fields.items())


def _source(row: Indikator, steder: Mapping[str, str]) -> str:
    """Return the place in the documents, or how the definition is founded when it is not from them."""
    if row.kilde is None:
        return stort(row.kildegrad)
    return f"{steder.get(row.kilde, row.kilde)} ({row.kildegrad})"


def _cell(t: str) -> str:
    """Return the text on one line, so that no mark in it breaks the table or the list."""
    return markdown(" ".join(t.split()))
