"""A summary of L08 beside what it sums up: a post that is a table, a section or a sum row elsewhere in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.faelles.delark import part_of
from plads.ingest.regneark.layouts.oekonomi.budgetgentagelser import TABELLER, Del, check_sums_of_parts, without_number
from plads.ingest.regneark.layouts.oekonomi.budgethoved import OMRAADER
from plads.ingest.regneark.layouts.oekonomi.budgetord import TEKST
from plads.ingest.regneark.layouts.oekonomi.budgetsummer import Beloeb, Post, Stand, same_amounts, totals
from plads.ingest.regneark.tabeller.linjer import Linje

_SUMORD = re.compile(
    r"\b(?:(?:udgifter )?i alt|ialt|sum(?: af)?|samle[dt]e?|subtotal|hovedtotal|total|delsum|mellemsum|mellemtotal)\b"
)


class _Samling(NamedTuple):
    """Posts that belong together – a table, a section, what a sum row adds up – with their names and their place."""

    table: int
    er_tabel: bool
    navne: frozenset[str]
    linje: Linje
    poster: list[Post]
    beloeb: Beloeb
    aar: frozenset[int]


def check_summaries(tables: Sequence[Stand], katalog: Katalog) -> None:
    """Note what is counted twice, once in a summary and once in what it sums up, and warn of what may be."""
    parts = [Del(state.poster, _years(state), _names(state), _is_of_unit(state, katalog)) for state in tables]
    noted = check_sums_of_parts(parts, TABELLER)
    for state in tables:
        # A sum row that agrees with every section has told that none of them is a sum.
        if not any(len(row.poster) == len(state.poster) for row in state.summer):
            check_sums_of_parts(_sections(state), "afsnit")
    groups = [group for nr, state in enumerate(tables) for group in _groups(nr, state)]
    for nr, state in enumerate(tables):
        for post in state.poster if nr not in noted else ():
            if any(post.beloeb.values()):
                _check_post(post, nr, _years(state), groups)
    if not any(state.poster and state.poster[0].linje.udbytte.report.problems for state in tables):
        _doubt_totals([group for group in groups if group.er_tabel and _has_several(group)])


def _doubt_totals(tables: Sequence[_Samling]) -> None:
    """Warn of two tables that add up to the same: they may divide the same money in two ways."""
    for nr, table in enumerate(tables):
        same = [before for before in tables[:nr] if before.table != table.table and _totals_agree(before, table)]
        if same:
            besked = f"tabellen giver i alt det samme som tabellen i {_place(same[0])}. Begge er talt med."
            table.linje.warn(TEKST, f"{besked} Er det de samme penge delt op på en anden måde, så slet den ene.")


def _totals_agree(table: _Samling, other: _Samling) -> bool:
    slack = len(table.poster) + len(other.poster)
    return same_amounts(table.beloeb, other.beloeb, table.aar | other.aar, slack)


def plain(tekst: str) -> str:
    """Return a text without the words for a sum, as names are compared: «Implementering i alt» is «implementering»."""
    said = _SUMORD.sub(" ", without_number(tekst))
    return " ".join(said.split()).strip(" -•.,:()")


def _years(state: Stand) -> frozenset[int]:
    return frozenset(state.table.aar.values())


def _names(state: Stand) -> frozenset[str]:
    return frozenset(map(without_number, (state.table.navn, state.table.tabel.ark.navn)))


def _is_of_unit(state: Stand, katalog: Katalog) -> bool:
    return any(part is not None and part.enhed for part in (part_of(navn, katalog) for navn in _names(state)))


def _sections(state: Stand) -> list[Del]:
    """Return the sections of a table as its parts."""
    found: dict[str, list[Post]] = {}
    for post in state.poster:
        found.setdefault(post.afsnit or "", []).append(post)
    return [Del(poster, _years(state), frozenset((noegle(navn),))) for navn, poster in found.items()]


def _groups(nr: int, state: Stand) -> Iterator[_Samling]:
    """Give the table, its sections and what its sum rows add up, each under the names it goes by."""
    found = [(True, _names(state), state.poster[0].linje, state.poster)] if state.poster else []
    found += [(False, part.navne, part.poster[0].linje, part.poster) for part in _sections(state)]
    found += [(False, frozenset((row.tekst,)), row.linje, row.poster) for row in state.summer if row.poster]
    for er_tabel, said, linje, poster in found:
        navne = {plain(navn) for navn in said}
        # «Implementering, service» is the part of «Implementering» in a control area.
        navne |= {navn.rpartition(",")[0].strip() for navn in navne if navn.rpartition(",")[2].strip() in OMRAADER}
        yield _Samling(nr, er_tabel, frozenset(navne - {""}), linje, poster, totals(poster), _years(state))


def _check_post(post: Post, nr: int, years: frozenset[int], groups: Sequence[_Samling]) -> None:
    """Note a post that is as large as what bears its name elsewhere, or – with a warning – as another table."""
    name = plain(post.tekst)
    named = [group for group in groups if name in group.navne and all(post is not other for other in group.poster)]
    for group in named:
        if _equals(post, group, years & group.aar):
            if not _same_area(post, group):
                besked = f"posten er lige så stor som det, der hedder det samme i {_place(group)}. Begge er talt med."
                post.linje.warn(TEKST, f"{besked} Er rækken en sum, så slet den.")
                return
            besked = f"posten er lige så stor som det, der hedder det samme i {_place(group)}, og ville tælle to gange."
            besked = f"{besked} Slet den ene, eller skjul dens ark. Er de to ting, så giv dem hver sit navn."
            post.linje.problem(TEKST, besked)
            return
    for group in (group for group in groups if group.er_tabel and group.table != nr):
        if _has_several(group) and _equals(post, group, years | group.aar):
            besked = f"beløbene er lige så store som hele tabellen i {_place(group)}. Begge er talt med."
            post.linje.warn(TEKST, f"{besked} Er rækken en sum, så slet den.")
            return
    if other := next((group for group in named if group.table != nr and _has_several(group)), None):
        besked = f"noget hedder det samme i {_place(other)}, men er ikke lige så stort. Begge er talt med."
        post.linje.warn(TEKST, f"{besked} Er rækken en sum, så slet den.")


def _same_area(post: Post, group: _Samling) -> bool:
    """Return whether a post may be the sum of others by its control area."""
    areas = {noegle(other.omraade) for other in group.poster} - {""}
    return not post.omraade or not areas or noegle(post.omraade) in areas


def _equals(post: Post, group: _Samling, years: frozenset[int]) -> bool:
    return same_amounts(post.beloeb, group.beloeb, years, len(group.poster))


def _has_several(group: _Samling) -> bool:
    return sum(any(post.beloeb.values()) for post in group.poster) > 1


def _place(group: _Samling) -> str:
    return f"arket «{group.linje.ark}» fra række {group.linje.nr}"
