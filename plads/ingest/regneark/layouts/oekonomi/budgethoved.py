"""The rows of headings of L08: which cells of a row name years, and whether such a row begins another table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from plads.ingest.regneark.grund.ark import Ark, Celle, Raekke
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.layouts.oekonomi.budgetord import TEKST
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import units

AAR = re.compile(
    r"(?:b|f|bf|bo|budget|budgetforslag|overslag|overslagsår|år)?[ -]?(20\d\d)"
    r"(?P<pl>[ ,-]*\(?(?:20\d\d[- ])?(?:p/?l|priser)\)?)?"
)
OMRAADER = (
    "service", "serviceudgift", "serviceudgifter", "anlæg", "anlægsudgift", "anlægsudgifter", "overførsler",
    "overførsel", "indkomstoverførsler", "overførselsudgifter",
)  # fmt: skip
OMRAADE = re.compile(r"styringsomr\w*\b.*|udgiftstype|bevillingstype")
# A number as text, or the dash that stands for none.
_BELOEB = re.compile(r"-|-?[\d.,]*\d-?|\([\d.,]*\d\)")
_TUSINDER = re.compile(r"\d[.,]\d{3}")
_TITEL = re.compile(r"tabel\b", re.IGNORECASE)
# The year that the heading of each column names, and whether it says p/l.
Aarstal: TypeAlias = Mapping[int, tuple[int, bool]]


def is_amount(value: Celle) -> bool:
    """Return whether a cell can hold an amount, or says that there is none."""
    return isinstance(value, int | float) or _BELOEB.fullmatch(str(value).strip()) is not None


def is_title(tekst: str) -> bool:
    """Return whether a text calls itself the title of a table: «Tabel 2. Anlæg»."""
    return _TITEL.match(tekst.strip()) is not None


def years_of(ark: Ark, nr: int, row: Raekke) -> Aarstal:
    """Return the years that a row names as headings; nothing for a row that is no heading."""
    # Most cells name no year, and every row of a sheet is asked.
    likely = {c: value for c, value in row.items() if "20" in (said := str(value)) and not _TUSINDER.fullmatch(said)}
    matched = {c: AAR.fullmatch(heading(value)) for c, value in likely.items()}
    years = {c: (int(found[1]), bool(found["pl"])) for c, found in matched.items() if found}
    if len(years) > 1 and _heads_texts(ark, nr, min(years)):
        del years[min(years)]
    others = [value for c, value in row.items() if c not in years and is_amount(value)]
    distinct = {aar for aar, _ in years.values()}
    return years if len(distinct) == len(years) and years and not others and min(years) > 1 else {}


def _heads_texts(ark: Ark, nr: int, c: int) -> bool:
    """Return whether a column holds the posts' texts, so that its heading is their price level: «2023 p/l»."""
    below = (row for r, row in ark.raekker.items() if r > nr and len(row) > 1 and c in row)
    first = next(below, {})
    return c in first and not is_amount(first[c]) and all(is_amount(value) for at, value in first.items() if at < c)


def opens(ark: Ark, nr: int, years: Aarstal, before: int) -> bool:
    """Return whether a row can head another table: amounts such as 2.020 look like years, but stand under others.

    Such a row has a run of years, or says itself what it heads; `before` is the row of headings above it.
    """
    row, above = ark.raekker[nr], ark.raekker.get(nr - 1, {})
    texts = [value for c, value in row.items() if c not in years and isinstance(value, str)]
    said = [aar for aar, _ in years.values()]
    in_run = len(said) > 1 and max(said) - min(said) == len(said) - 1
    if any(map(is_amount, above.values())):
        # Right under amounts the same headings stand again at the top of a page.
        return row != ark.raekker[before] and (_names_area(texts) or (in_run and bool(units(texts))))
    return in_run or bool(units(texts)) or _names_area(texts) or any(_is_ours(heading(text)) for text in texts)


def _names_area(texts: Sequence[str]) -> bool:
    return any(OMRAADE.fullmatch(heading(text)) for text in texts)


def _is_ours(said: str) -> bool:
    """Return whether a heading is that of the texts, or a price level in its place."""
    return said == noegle(TEKST) or AAR.fullmatch(said) is not None


def start_of(ark: Ark, nr: int, before: int) -> int:
    """Return where the texts of a table begin that stands under another one: below the last amounts of that."""
    between = {r: row for r, row in ark.raekker.items() if before < r < nr}
    if titles := [r for r, row in between.items() if any(is_title(str(value)) for value in row.values())]:
        return min(titles)
    last = max((r for r, row in between.items() if _has_amounts(row)), default=before)
    texts = [r for r in between if r > last]
    return max((r for r in texts if r - 1 not in ark.raekker), default=min(texts, default=nr))


def _has_amounts(row: Raekke) -> bool:
    return len(row) > 1 and any(map(is_amount, row.values()))
