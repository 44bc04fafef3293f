"""Find a table in a workbook: its sheet, its row of headings, its rows – wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice, pairwise
from typing import TypeVar

from plads.ingest.regneark.grund.ark import FLEST_OVERSKRIFTER, Ark, Celle, Projektmappe, Raekke, celle, kolonne
from plads.ingest.regneark.grund.arknavne import both_fit
from plads.ingest.regneark.grund.katalog import nearest
from plads.ingest.regneark.grund.ord import DELORD
from plads.ingest.regneark.grund.soejler import Soejleraekker, columns_below
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.langtabel import filled_by_all
from plads.text import opremsning

T = TypeVar("T")
MINDST = 0.6
# The last row there can be.
RAEKKER = 1_048_576
LAENGST = 40
_CIFFER = re.compile(r"\d")


@dataclass(frozen=True)
class Kolonne:
    """A column a layout knows, under its own name and the others it goes by.

    One that is not used (`bruges`) is recognised and left alone, however often it stands there. With `helst` a
    column under its own name goes before one under another, which some files have beside it. `maaske` are headings
    that are suggested for it and never read as it unasked. One that can be done without (`undvaeres`) only helps to
    know a file again. What stands in a free one (`fri`), such as a remark, does not say what its row is.
    """

    navn: str
    ord: tuple[str, ...] = ()
    kraevet: bool = True
    bruges: bool = True
    helst: bool = False
    maaske: tuple[str, ...] = ()
    undvaeres: bool = False
    fri: bool = False

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this column."""
        return overskrift in self.spellings

    @property
    def noedvendig(self) -> bool:
        """Return whether a table without the column cannot be read."""
        return self.kraevet and not self.undvaeres

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Return the headings it goes by, as they are compared."""
        return frozenset(heading(word) for word in (self.navn, *self.ord))

    def may_be(self, overskrift: str) -> bool:
        """Return whether a heading is worth asking about when the column is missing."""
        return overskrift in map(heading, self.maaske)

    def renamed(self, value: Celle | None) -> Celle:  # noqa: ARG002 a column may keep what its heading says
        """Return what a heading becomes once a user has said that it is this column."""
        return self.navn

    def goes_before(self, overskrift: str, anden: str) -> bool:
        """Return whether a heading is the column's own name and another only a word for it: «Profitcenter»."""
        return self.helst and overskrift == heading(self.navn) != anden


@dataclass(frozen=True)
class Tabel:
    """A table found: the row of headings, and in which column each known heading stands; `frie` hold remarks."""

    ark: Ark = field(repr=False)
    raekke: int
    kolonner: dict[str, int]
    dobbelte: dict[str, int] = field(default_factory=dict)
    frie: frozenset[int] = frozenset()

    def has(self, navn: str) -> bool:
        """Return whether the table has a column."""
        return navn in self.kolonner

    @cached_property
    def parts(self) -> frozenset[int]:
        """Return the columns that say which part of a school or of its cases a row is about."""
        row = self.ark.raekker.get(self.raekke, {})
        return frozenset(c for c, value in row.items() if heading(value) in DELORD)

    @cached_property
    def noegler(self) -> frozenset[int]:
        """Return the columns that are known and not free: what stands there says what a row is."""
        return frozenset(self.kolonner.values()) - self.frie

    @cached_property
    def fyldte(self) -> frozenset[int]:
        """Return those of them that practically every row fills, totals left aside."""
        return filled_by_all(self.ark.raekker, self.raekke, self.noegler)

    def below(self, c: int) -> Iterator[Celle]:
        """Give what stands in a column under the headings."""
        return (row[c] for nr, row in self.ark.raekker.items() if nr > self.raekke and c in row)

    def values_below(self, columns: Collection[int]) -> dict[int, list[Celle]]:
        """Return the different values in some columns under the headings."""
        rows = self.ark.raekker
        if isinstance(rows, Soejleraekker):
            codes = rows.below(self.raekke) if columns else {}
            return {c: [rows.soejler[c].vaerdier[kode] for kode in codes.get(c, ())] for c in sorted(columns)}
        return {c: list(dict.fromkeys(self.below(c))) for c in sorted(columns)}

    def above(self) -> list[str]:
        """Return the texts above the headings, labels with what stands beside them, and headings that were renamed."""
        rows = [row for nr, row in self.ark.raekker.items() if nr < self.raekke]
        said = [" ".join(value.split()) for row in rows for value in row.values() if isinstance(value, str)]
        return [*said, *(pair for row in rows for pair in _labelled(row)), *(self.ark.sagt or ())]


def _labelled(row: Raekke) -> Iterator[str]:
    """Give each text without figures together with the figures in the next cell: «Firmakode:» and «0101»."""
    for label, value in pairwise(row.values()):
        beside = f"{value:%d-%m-%Y}" if isinstance(value, date) else " ".join(str(value).split())
        if isinstance(label, str) and not _CIFFER.search(label) and _CIFFER.search(beside):
            yield f"{' '.join(label.split())} {beside}"


def tables(bog: Projektmappe, kolonner: Sequence[Kolonne]) -> list[tuple[float, Tabel]]:
    """Return per visible sheet its best row of headings and the share of the required columns it has."""
    found = [best for ark in bog.ark if not ark.skjult if (best := _best(ark, kolonner))]
    return sorted(found, key=lambda pair: -pair[0])


def _best(ark: Ark, kolonner: Sequence[Kolonne]) -> tuple[float, Tabel] | None:
    known = _Kendte(kolonner)
    found = (_with_free(Tabel(ark, nr, *_placed(said, known)), kolonner) for nr, said in ark.overskrifter.items())
    scored = [(_score(tabel, kolonner), tabel) for tabel in found]
    best = max(scored, key=lambda pair: (pair[0], len(pair[1].kolonner)), default=None)
    # Whoever has said what the columns are is told which are missing, however many that is.
    least = MINDST if ark.sagt is None else 0
    return best if best and best[0] >= least else None


def as_headings(ark: Ark, nr: int, row: Raekke, kolonner: Sequence[Kolonne]) -> Tabel:
    """Return a row read as headings: which known column stands where, and which stand twice."""
    said = {c: heading(value) for c, value in islice(row.items(), FLEST_OVERSKRIFTER)}
    return _with_free(Tabel(ark, nr, *_placed(said, _Kendte(kolonner))), kolonner)


def _with_free(tabel: Tabel, kolonner: Sequence[Kolonne]) -> Tabel:
    free = {known.navn for known in kolonner if known.fri or not known.bruges} & tabel.kolonner.keys()
    return replace(tabel, frie=frozenset(tabel.kolonner[navn] for navn in free)) if free else tabel


class _Kendte(dict[str, Kolonne | None]):
    """Which column a heading names, if any; each heading is asked about once."""

    def __init__(self, kolonner: Sequence[Kolonne]) -> None:
        super().__init__({"": None})
        self.kolonner = kolonner

    def __missing__(self, said: str) -> Kolonne | None:
        return self.setdefault(said, next((known for known in self.kolonner if said in known), None))


def _placed(said: Mapping[int, str], kendte: _Kendte) -> tuple[dict[str, int], dict[str, int]]:
    """Return where each known column stands in a row of headings, and where it stands again."""
    kolonner: dict[str, int] = {}
    dobbelte: dict[str, int] = {}
    for c, word in said.items():
        known = kendte[word]
        if known is None or (known.navn in kolonner and not known.bruges):
            continue
        first = kolonner.setdefault(known.navn, c)
        if first != c and known.goes_before(word, said[first]):
            kolonner[known.navn] = c
        elif first != c and not known.goes_before(said[first], word):
            dobbelte[known.navn] = c
    return kolonner, dobbelte


def _score(tabel: Tabel, kolonner: Sequence[Kolonne]) -> float:
    required = [known.navn for known in kolonner if known.kraevet]
    return sum(navn in tabel.kolonner for navn in required) / len(required)


def certainty(bog: Projektmappe, kolonner: Sequence[Kolonne]) -> float:
    """Return how much of a layout's required headings the workbook has: 0 to 1."""
    return max((score for score, _ in tables(bog, kolonner)), default=0)


def choose(
    bog: Projektmappe, kolonner: Sequence[Kolonne], udbytte: Udbytte, *, diskret: bool = False
) -> Tabel | None:
    """Return the one table of the workbook; note as problems why there is none to read.

    With `diskret` no heading is repeated that the layout does not know: it may be a name.
    """
    found = tables(bog, kolonner)
    if not found:
        udbytte.problem("", "", "Vi finder ikke tabellens overskrifter i noget ark.")
        return None
    best = [tabel for score, tabel in found if score == found[0][0]]
    if len(best) > 1:
        udbytte.lige = tuple(tabel.ark.navn for tabel in best)
        besked = f"{both_fit(udbytte.lige)} Slet eller skjul det, der ikke skal indlæses, eller saml dem i ét ark."
        udbytte.problem("", "", besked)
        return None
    _notice_hidden(bog, best[0], udbytte)
    if not is_whole(best[0], kolonner, udbytte, diskret=diskret):
        return None
    return best[0] if has_rows(best[0], udbytte) else None


def has_rows(tabel: Tabel, udbytte: Udbytte) -> bool:
    """Return whether anything stands under the headings; note as the one problem when nothing does."""
    if any(nr > tabel.raekke for nr in tabel.ark.raekker):
        return True
    udbytte.problem(tabel.ark.navn, "", "Arket har overskrifter, men ingen rækker.")
    return False


def _notice_hidden(bog: Projektmappe, tabel: Tabel, udbytte: Udbytte) -> None:
    for ark in bog.ark:
        if ark.skjult and ark.raekker:
            udbytte.inform(ark.navn, "", "Arket er skjult og er ikke læst.")
    notice_hidden(tabel, udbytte)
    _notice_merged(tabel, udbytte)


def notice_hidden(tabel: Tabel, udbytte: Udbytte) -> None:
    """Say which rows and columns nobody sees in Excel; they are read as the others are."""
    if hidden := sorted(nr for nr in tabel.ark.skjulte_raekker if nr > tabel.raekke):
        besked = f"Arket har {len(hidden)} skjulte eller filtrerede rækker fra række {hidden[0]}. De er læst med."
        udbytte.inform(tabel.ark.navn, celle(hidden[0], 1), besked)
    if tabel.ark.skjulte_kolonner:
        _notice_hidden_columns(tabel, udbytte)


def _notice_hidden_columns(tabel: Tabel, udbytte: Udbytte) -> None:
    if columns := sorted(tabel.ark.skjulte_kolonner & columns_below(tabel.ark.raekker, tabel.raekke)):
        named = opremsning([kolonne(c) for c in columns])
        besked = f"Arket har skjulte kolonner med indhold ({named}). De er læst som de andre."
        udbytte.inform(tabel.ark.navn, celle(tabel.raekke, columns[0]), besked)


def _notice_merged(tabel: Tabel, udbytte: Udbytte) -> None:
    """Say so where a cell reaches over several rows of a column that is used: the rows below it stand empty."""
    used = set(tabel.kolonner.values())
    down = [
        (top, left, bottom)
        for top, left, bottom, right in tabel.ark.flettede
        if tabel.raekke < top < bottom and used & set(range(left, right + 1))
    ]
    if down:
        top, left, bottom = min(down)
        besked = f"Celler er flettet ned over flere rækker (først {celle(top, left)}:{celle(bottom, left)})."
        udbytte.warn(tabel.ark.navn, celle(top, left), f"{besked} Kun den øverste er læst, resten er tomme.")


def is_whole(tabel: Tabel, kolonner: Sequence[Kolonne], udbytte: Udbytte, *, diskret: bool = False) -> bool:
    """Return whether every required column is there once; note each that is not, and those that are not used."""
    for navn, c in tabel.dobbelte.items():
        first = kolonne(tabel.kolonner[navn])
        besked = f"Kolonnen «{navn}» står to gange (også i kolonne {first}). Slet eller omdøb den ene."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
    row = tabel.ark.raekker[tabel.raekke]
    below = columns_below(tabel.ark.raekker, tabel.raekke)
    used = {*tabel.kolonner.values(), *tabel.dobbelte.values()}
    unused = {c: str(row.get(c, "")) for c in sorted({*below, *row} - used)}
    for c in sorted(below & unused.keys()):
        said = f"(«{unused[c][:LAENGST]}») kendes ikke" if unused[c] else "har ingen overskrift"
        said = "kendes ikke" if diskret else said
        besked = f"Kolonne {kolonne(c)} {said} og bliver ikke brugt."
        udbytte.inform(tabel.ark.navn, celle(tabel.raekke, c), besked)
    missing = [known for known in kolonner if known.noedvendig and not tabel.has(known.navn)]
    for known in missing:
        _say_missing(tabel, known, unused, udbytte, diskret=diskret)
    return not missing and not tabel.dobbelte


def _say_missing(tabel: Tabel, known: Kolonne, unused: Mapping[int, str], udbytte: Udbytte, *, diskret: bool) -> None:
    said_so = [said for said in unused.values() if 0 < len(said) <= LAENGST]
    near = next((said for said in said_so if known.may_be(heading(said))), None) or nearest(known.navn, said_so)
    at = next((c for c, said in unused.items() if near and said == near), None)
    hint = f" Er det kolonne {kolonne(at)}{'' if diskret else f' («{near}»)'}?" if at else ""
    besked = f"Kolonnen «{known.navn}» mangler i overskrifterne i række {tabel.raekke}.{hint}"
    udbytte.problem(tabel.ark.navn, celle(tabel.raekke, at or min(tabel.kolonner.values())), besked)
