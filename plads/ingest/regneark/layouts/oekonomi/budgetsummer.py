"""The sums of L08: rows that add up posts above them, under their many names, held against what they add up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.oekonomi.budgetark import Budgettabel
from plads.ingest.regneark.layouts.oekonomi.budgethoved import OMRAADER
from plads.ingest.regneark.layouts.oekonomi.budgetord import STYRINGSOMRAADE, TEKST
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import amount
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.text import kr

# More rows than this are not added up in search of a sum without a name.
LAENGSTE_SUM = 100
Beloeb = dict[int, int]


@dataclass(frozen=True)
class Post:
    """One post of a table: where it stands and its amounts in øre by year."""

    linje: Linje
    tekst: str
    omraade: str
    afsnit: str | None
    beloeb: Beloeb


@dataclass(frozen=True)
class Sumraekke:
    """A row that adds up others: what it is called, and the posts it adds up."""

    linje: Linje
    tekst: str
    poster: list[Post]


@dataclass
class Stand:
    """What has been read of one table so far."""

    table: Budgettabel
    afsnit: str | None = None
    poster: list[Post] = field(default_factory=list)
    summer: list[Sumraekke] = field(default_factory=list)
    siden: int = 0


def amounts_of(table: Budgettabel) -> Callable[[Celle | None], int | None]:
    """Return the reader of a table's amounts, in øre."""
    return partial(amount, enhed=table.enhed)


def disagree(linje: Linje, navn: str, stated: int, given: int, what: str) -> None:
    """Note that the file's own sum is another than what it adds up; both in øre."""
    besked = f"Kolonnen «{navn}»: summen er {kr(stated)} i filen, men {what} giver {kr(given)} Ret det ene."
    linje.udbytte.problem(linje.ark, linje.celle(navn), besked)


def _stated(linje: Linje, table: Budgettabel) -> Beloeb:
    """Return what a row says of each year."""
    found = {aar: linje.stated(navn, amounts_of(table)) for navn, aar in table.aar.items()}
    return {aar: oere for aar, oere in found.items() if oere is not None}


def adds_up(linje: Linje, state: Stand, tekst: str) -> bool:
    """Return whether a row says in every year what some of the posts above add up to; warn when a likely one does not.

    «Netto» over no posts, or in a table with problems, is nothing to warn about.
    """
    stated, slack = _stated(linje, state.table), len(state.poster)
    sums = [totals(poster) for poster in _added_up(linje, state, tekst) if poster]
    if any(all(agrees(stated.get(a, 0), given.get(a, 0), slack) for a in {*stated, *given}) for given in sums):
        return True
    if sums and not linje.udbytte.fejlraekker:
        linje.warn(TEKST, f"«{tekst}» ligner en sum, men er ikke posterne over den. Er den en sum, så slet rækken.")
    return False


def check_sum(linje: Linje, state: Stand, tekst: str) -> None:
    """Leave a sum row out, and note each year in which it says something else than the posts it adds up."""
    udbytte = linje.udbytte
    udbytte.sprunget_over += 1
    stated = _stated(linje, state.table)
    udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), "Rækken er en sum og er ikke læst som post.")
    parts = _added_up(linje, state, tekst)
    sums, slack = [totals(poster) for poster in parts], len(state.poster)
    fits = [sum(agrees(oere, found.get(aar, 0), slack) for aar, oere in stated.items()) for found in sums]
    given = sums[fits.index(max(fits))]
    state.summer.append(Sumraekke(linje, tekst, parts[fits.index(max(fits))]))
    state.siden = len(state.poster)
    if udbytte.fejlraekker:
        return
    if _is_of_unknown_area(linje, state, tekst) and max(fits) < len(stated):
        besked = "rækken er summen af et styringsområde, som posterne ikke nævner. Den er ikke kontrolleret."
        linje.warn(TEKST, besked)
        return
    for navn, aar in state.table.aar.items():
        if aar in stated and not agrees(stated[aar], given.get(aar, 0), slack):
            disagree(linje, navn, stated[aar], given.get(aar, 0), "posterne")


def same_amounts(stated: Beloeb, given: Beloeb, years: Collection[int], slack: int) -> bool:
    """Return whether amounts agree in each of some years; of zeros alone that says nothing."""
    return any(stated.get(a) for a in years) and all(
        agrees(stated.get(a, 0), given.get(a, 0), slack) for a in years
    )


def agrees(stated: int, given: int, slack: int) -> bool:
    """Return whether a sum says what posts add up to; each was rounded to øre."""
    return abs(stated - given) <= slack


def _added_up(linje: Linje, state: Stand, tekst: str) -> list[list[Post]]:
    """Return what a sum row can add up, the likeliest first: its section, the whole table, what came since the last."""
    omraade = _area_of(linje, state, tekst)
    poster = [post for post in state.poster if omraade in (None, noegle(post.omraade))]
    since = [post for post in state.poster[state.siden :] if post in poster]
    section = [post for post in poster if post.afsnit == state.afsnit]
    return [section, poster, since]


def _is_of_unknown_area(linje: Linje, state: Stand, tekst: str) -> bool:
    """Return whether a sum is of a control area in a table whose posts have none."""
    tail = re.split(r"[,:(–-]", noegle(tekst))[-1].strip(" )")
    return tail in OMRAADER and linje.value(STYRINGSOMRAADE) is None and not any(p.omraade for p in state.poster)


def _area_of(linje: Linje, state: Stand, tekst: str) -> str | None:
    """Return the control area that a sum row is about: in its column, or after a comma in its text."""
    said = linje.value(STYRINGSOMRAADE)
    tail = re.split(r"[,:(–-]", noegle(tekst))[-1].strip(" )") if re.search(r"[,:(–-]", tekst) else ""
    known = {noegle(post.omraade) for post in state.poster if post.omraade}
    wanted = noegle(said) if isinstance(said, str) else tail
    if wanted in known or isinstance(said, str):
        return wanted
    # «serviceudgifter» is the area Service; an area without posts adds up to nothing.
    near = next((area for area in known if wanted.startswith(area) or (wanted and area.startswith(wanted))), None)
    return near or (wanted if known and wanted in OMRAADER else None)


def totals(poster: Iterable[Post]) -> Beloeb:
    """Return what posts add up to in each year, in øre."""
    sums: dict[int, int] = defaultdict(int)
    for post in poster:
        for aar, oere in post.beloeb.items():
            sums[aar] += oere
    return sums


def doubt_sums(poster: Sequence[Post]) -> None:
    """Warn of posts that are as large as the rows above or below them together: a sum may bear any name."""
    for i, post in enumerate(poster):
        for where, others in (("over", reversed(poster[:i])), ("under", iter(poster[i + 1 :]))):
            if (count := _as_large(post, others)) is not None:
                besked = f"beløbene er lige så store som de {count} rækker {where} tilsammen. Er rækken en sum, så"
                post.linje.warn(TEKST, f"{besked} skriv «I alt» foran teksten, og sæt den efter rækkerne.")
                break


def _as_large(post: Post, others: Iterable[Post]) -> int | None:
    """Return how many rows beside a post add up to it in each year; of one row, or of zeros, that says nothing."""
    wanted = {aar: oere for aar, oere in post.beloeb.items() if oere}
    found: Beloeb = defaultdict(int)
    filled = 0
    for count, other in enumerate(others, start=1):
        if not wanted or count > LAENGSTE_SUM:
            return None
        for aar, oere in other.beloeb.items():
            found[aar] += oere
        filled += any(other.beloeb.values())
        if filled > 1 and all(agrees(wanted.get(a, 0), found.get(a, 0), count) for a in {*wanted, *found}):
            return count
    return None
