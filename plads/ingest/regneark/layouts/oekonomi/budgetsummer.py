"""The sums of L08: rows that add up posts above them, under their many names, held against what they add up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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


@dataclass
class Stand:
    """What has been read of one table so far."""

    table: Budgettabel
    afsnit: str | None = None
    poster: list[Post] = field(default_factory=list)
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
    if any(all(_agrees(stated.get(a, 0), given.get(a, 0), slack) for a in {*stated, *given}) for given in sums):
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
    sums = [totals(poster) for poster in _added_up(linje, state, tekst)]
    state.siden = len(state.poster)
    if udbytte.fejlraekker:
        return
    slack = len(state.poster)
    if _is_of_unknown_area(linje, state, tekst) and not any(
        all(_agrees(oere, found.get(aar, 0), slack) for aar, oere in stated.items()) for found in sums
    ):
        besked = "rækken er summen af et styringsområde, som posterne ikke nævner. Den er ikke kontrolleret."
        linje.warn(TEKST, besked)
        return
    given = max(sums, key=lambda found: sum(_agrees(oere, found.get(aar, 0), slack) for aar, oere in stated.items()))
    for navn, aar in state.table.aar.items():
        if aar in stated and not _agrees(stated[aar], given.get(aar, 0), slack):
            disagree(linje, navn, stated[aar], given.get(aar, 0), "posterne")


def _agrees(stated: int, given: int, slack: int) -> bool:
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
        if filled > 1 and all(_agrees(wanted.get(a, 0), found.get(a, 0), count) for a in {*wanted, *found}):
            return count
    return None


def check_copies(tables: Sequence[Sequence[Post]]) -> None:
    """Note as a problem a table whose posts all stand in another one, and warn of a single such post.

    A sheet that was copied, or «heraf service» under the whole, would be counted twice.
    """
    before: dict[tuple[str, str, str], Post] = {}
    for poster in tables:
        own = {(noegle(post.tekst), noegle(post.omraade), repr(sorted(post.beloeb.items()))): post
               for post in poster if any(post.beloeb.values())}  # fmt: skip
        twice = {key: post for key, post in own.items() if key in before}
        for key, post in twice.items():
            where = before[key].linje
            besked = f"posten står også i arket «{where.ark}» række {where.nr} med de samme beløb."
            if len(twice) < len(own):
                post.linje.warn(TEKST, f"{besked} Begge er talt med. Er det den samme post, så slet den ene.")
            else:
                post.linje.problem(TEKST, f"{besked} Slet eller skjul den ene tabel.")
        before |= own
