"""Posts of L08 that stand more than once: a table that was copied, and one that has the sums of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.oekonomi.budgetord import TEKST, is_sum
from plads.ingest.regneark.layouts.oekonomi.budgetsummer import LAENGSTE_SUM, Beloeb, Post, Stand, same_amounts

Noegle = tuple[str, str]
_HERAF = re.compile(r"\b(?:heraf|deraf|specifikation|specificeret|detaljeret)\b")
_KOPI = re.compile(r"kopi|copy|\(\d+\)|\b(?:gammel|gl)\b|^(?:ark|sheet|tabel|data) ?\d*$")
_TABELNUMMER = re.compile(r"^tabel \d*[.:]?")


TABELLER = "tabeller"


@dataclass(frozen=True)
class Del:
    """A table, or a section of one: its posts, its years, and what it is called."""

    poster: list[Post]
    aar: frozenset[int]
    navne: frozenset[str]
    # Named after an area or a school, and so no sum of the others.
    af_enhed: bool = False

    @property
    def is_called_total(self) -> bool:
        """Return whether its name says that it adds up others: a sheet «I alt»."""
        return any(navn in TOTALORD or is_sum(navn) for navn in self.navne)

    @cached_property
    def by_area(self) -> dict[Noegle, Beloeb]:
        """Return what the posts of each text and control area add up to, of those that have any amount."""
        return self._amounts(with_area=True)

    @cached_property
    def by_text(self) -> dict[Noegle, Beloeb]:
        """Return what the posts of each text add up to, of those that have any amount."""
        return self._amounts(with_area=False)

    def _amounts(self, *, with_area: bool) -> dict[Noegle, Beloeb]:
        found: dict[Noegle, Beloeb] = {}
        for post in (post for post in self.poster if any(post.beloeb.values())):
            own = found.setdefault((noegle(post.tekst), noegle(post.omraade) if with_area else ""), defaultdict(int))
            for aar, oere in post.beloeb.items():
                own[aar] += oere
        return found


def check_copies(tables: Sequence[Stand]) -> None:
    """Note as a problem a table whose posts all stand in another one, and warn of a single such post.

    A sheet that was copied, or «heraf service» under the whole, would be counted twice. Tables under titles of their
    own may be of two areas that spend the same.
    """
    before: dict[tuple[str, str, str], Post] = {}
    for nr, state in enumerate(tables):
        own = {(noegle(post.tekst), noegle(post.omraade), repr(sorted(post.beloeb.items()))): post
               for post in state.poster if any(post.beloeb.values())}  # fmt: skip
        copied = any(_is_copy(state, other) for other in tables[:nr])
        twice = {key: post for key, post in own.items() if key in before}
        for key, post in twice.items():
            where = before[key].linje
            besked = f"posten står også i arket «{where.ark}» række {where.nr} med de samme beløb."
            if len(twice) < len(own) or not copied:
                post.linje.warn(TEKST, f"{besked} Begge er talt med. Er det den samme post, så slet den ene.")
            else:
                post.linje.problem(TEKST, f"{besked} Slet eller skjul den ene tabel.")
        before |= own


def _is_copy(state: Stand, other: Stand) -> bool:
    """Return whether the titles of a table say that it is another one again, or a part of it."""
    titles, sheet = _titles(state), noegle(state.table.tabel.ark.navn)
    if any(_HERAF.search(line) for line in titles):
        return True
    return titles == _titles(other) and (
        state.table.tabel.ark.navn == other.table.tabel.ark.navn or _KOPI.search(sheet) is not None
    )


def _titles(state: Stand) -> set[str]:
    return {without_number(line) for line in state.table.tabel.above()}


def without_number(navn: str) -> str:
    """Return what a table is called, as names are compared, without its number: «Tabel 2. Drift» is «drift»."""
    return _TABELNUMMER.sub("", noegle(navn)).strip()


def check_sums_of_parts(parts: Sequence[Del], hvad: str) -> set[int]:
    """Note the parts of a file whose posts are each the sum of those with the same text in the others.

    `hvad` names such a part in the plural; the places among the parts of those that were noted are returned.
    """
    filled = {i: part for i, part in enumerate(parts) if part.by_text}
    found = {i for i in filled if _adds_up_others(filled, i, hvad)}
    for i in filled.keys() - found:
        _doubt_part(filled, i, hvad)
    return found


def _adds_up_others(parts: Mapping[int, Del], i: int, hvad: str) -> bool:
    part = parts[i]
    for others in _others(parts, i):
        if not (_is_sum_of(part, others, _by_area) or _is_sum_of(part, others, _by_text)):
            continue
        where = _place(others[0])
        besked = f"hver post er lige så stor som posterne med samme tekst i {len(others)} andre {hvad} tilsammen"
        # One amount may be the sum of two others by chance, and be no sum.
        if part.is_called_total or (hvad == TABELLER and len(part.by_text) > 1 and not part.af_enhed):
            besked = f"{besked} (først i {where}). Slet summerne, eller skjul deres ark."
            part.poster[0].linje.problem(TEKST, besked)
        else:
            part.poster[0].linje.warn(TEKST, f"{besked} (først i {where}). Er det summer, så slet dem.")
        return True
    return False


def _others(parts: Mapping[int, Del], i: int) -> Iterator[list[Del]]:
    """Give what a part may add up: all others that have its texts, or those right before or right after it."""
    texts = parts[i].by_text.keys()
    before = [part for j, part in parts.items() if j < i and texts & part.by_text.keys()]
    after = [part for j, part in parts.items() if j > i and texts & part.by_text.keys()]
    if len(before) + len(after) > 1:
        yield [*before, *after]
    yield from (before[-count:] for count in range(2, min(len(before), LAENGSTE_SUM) + 1))
    yield from (after[:count] for count in range(2, min(len(after), LAENGSTE_SUM) + 1))


def _is_sum_of(part: Del, others: Sequence[Del], amounts: Callable[[Del], Mapping[Noegle, Beloeb]]) -> bool:
    """Return whether each post of a part is the sum of others, at least one of them of several."""
    years = part.aar & frozenset().union(*(other.aar for other in others))
    found = [amounts(other) for other in others]
    slack = sum(len(other.poster) for other in others)

    def is_sum_in_others(key: Noegle, stated: Beloeb) -> bool:
        given = {aar: sum(own.get(key, {}).get(aar, 0) for own in found) for aar in years}
        return same_amounts(stated, given, years, slack)

    return all(is_sum_in_others(key, stated) for key, stated in amounts(part).items()) and any(
        sum(key in own for own in found) > 1 for key in amounts(part)
    )


def _doubt_part(parts: Mapping[int, Del], i: int, hvad: str) -> None:
    """Warn of a part that is called a sum and has the others' texts, or of a single post that is a sum of theirs."""
    part, others = parts[i], next(_others(parts, i), [])
    if not others:
        return
    where = _place(others[0])
    if part.is_called_total:
        besked = f"navnet siger, at det er summer, og posterne står også i andre {hvad} (først i {where})."
        part.poster[0].linje.warn(TEKST, f"{besked} Alt er talt med. Er det summer, så slet dem.")
        return
    for post in part.poster:
        alone = replace(part, poster=[post])
        if alone.by_text and _is_sum_of(alone, others, _by_area):
            besked = f"posten er lige så stor som posterne med samme tekst i andre {hvad} tilsammen (først i {where})."
            post.linje.warn(TEKST, f"{besked} Alt er talt med. Er den en sum, så slet den.")


def _by_area(part: Del) -> Mapping[Noegle, Beloeb]:
    return part.by_area


def _by_text(part: Del) -> Mapping[Noegle, Beloeb]:
    return part.by_text


def _place(part: Del) -> str:
    linje = part.poster[0].linje
    return f"arket «{linje.ark}» række {linje.nr}"
