"""Columns of a ledger that are not used and yet say something about its amounts: their sign, or that they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from plads.ingest.regneark.grund.ark import Celle, celle, kolonne
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.oekonomi.debetkredit import BELOEB, DEBET, FORTEGN, TO_BELOEB
from plads.ingest.regneark.tabeller.tabel import LAENGST, Tabel

# By these headings a letter is debit or credit; under others «K» may be a kind of account (kreditor).
_OM_FORTEGN = re.compile(r"(?:deb|[kc]red)(?!itor)|soll|haben|fortegn|\bd\W?k|\bk\W?d\b|\bs\W?h\b|\bd\W?c\b")
_KONTOARTER = frozenset(("koart", "kontoart", "kontotype", "bilagsart", "bilagstype", "posteringstype"))
_FORTRUDT = re.compile(r"\b(?:storn|tilbagef|annul|slett|ophæv|reverser|modposter)")
_INTET = frozenset(("", "-", "0", "n", "nej", "no", "false", "falsk", "ikke tilbageført", "ikke storneret"))
# What a cell calls amounts that are not booked, or are taken back. Only these words are repeated: others may be free.
_ANDET = frozenset((
    "budget", "budgetteret", "plan", "prognose", "forventet", "estimat", "skøn", "obligo", "disponering", "disponeret",
    "disposition", "forpligtelse", "rekvisition", "indkøbsordre", "kladde", "parkeret", "forudregistreret",
    "ikke bogført", "storno", "storneret", "tilbageført", "annulleret", "slettet", "ophævet",
))  # fmt: skip
_MARKERET = frozenset(("x", "ja", "j", "true", "sand", "1"))
Vaerdier = dict[Celle, int]


def with_signs(tabel: Tabel, udbytte: Udbytte) -> Tabel:
    """Return the table with the column that says debet or kredit under another heading, or under none.

    One that may mean something else is asked about: without its sign every credit is a plus.
    """
    if tabel.has(DEBET) or not tabel.has(BELOEB):
        return tabel
    found = {c: _is_sure(tabel, c, signs) for c, signs in _signs(tabel).items()}
    sure = [c for c, is_sure in found.items() if is_sure]
    if len(found) == 1 and sure:
        # What was said of the column when the headings were read holds no longer.
        where = celle(tabel.raekke, sure[0])
        udbytte.meldinger[:] = [
            m for m in udbytte.meldinger if (m.ark, m.celle) != (tabel.ark.navn, where) or "ikke brugt" not in m.besked
        ]
        besked = f"Kolonnen {_called(tabel, sure[0])} siger debet eller kredit og er læst som «{DEBET}»."
        udbytte.inform(tabel.ark.navn, where, besked)
        return replace(tabel, kolonner={**tabel.kolonner, DEBET: sure[0]})
    for c in found:
        besked = (
            f"Kolonnen {_called(tabel, c)} siger vist debet eller kredit. Gør den det, så skriv «{DEBET}» over den. "
            "Ellers slet den."
        )
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
    return tabel


def _signs(tabel: Tabel) -> dict[int, set[str]]:
    """Return the unused columns in which each cell is a sign, and some are a minus, with what they say."""
    found = {}
    for c, values in _beside(tabel).items():
        title = noegle(str(tabel.ark.raekker[tabel.raekke].get(c, "")))
        said = {noegle(str(value)).rstrip(".") for value in values} - {title.rstrip(".")}
        alone = said in ({"-"}, {"kr"}) and not _OM_FORTEGN.search(title)
        if said and said <= FORTEGN.keys() and any(FORTEGN[word] < 0 for word in said) and not alone:
            found[c] = said
    return {c: said for c, said in found.items() if not (_is_kind(tabel, c) and max(map(len, said)) == 1)}


def _is_kind(tabel: Tabel, c: int) -> bool:
    return heading(tabel.ark.raekker[tabel.raekke].get(c)) in _KONTOARTER


def _is_sure(tabel: Tabel, c: int, said: set[str]) -> bool:
    """Return whether a column can only be about debit and credit: by its words, its heading or its signs."""
    title = heading(tabel.ark.raekker[tabel.raekke].get(c))
    return bool(_OM_FORTEGN.search(title)) or "+" in said or any(len(word) > 1 and word != "kr" for word in said)


def check_beside(tabel: Tabel, udbytte: Udbytte) -> None:
    """Note as problems the columns that say something else of the amounts, and amounts that would not be read."""
    row = tabel.ark.raekker[tabel.raekke]
    for c, values in _beside(tabel).items():
        title = heading(row.get(c))
        if tabel.has(BELOEB) and any(title in known for known in TO_BELOEB):
            besked = (
                f"Kolonnen {_called(tabel, c)} står ved siden af «{BELOEB}», og beløbene kan læses på to måder. "
                f"Slet «{BELOEB}», hvis tabellen har både «Debet» og «Kredit», og slet ellers {_called(tabel, c)}."
            )
            udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
        elif found := next(_other(title, values), None):
            said, nr = found
            besked = (
                f"Kolonnen {_called(tabel, c)} siger «{said}» om tallene. Er de bogført og gælder, så slet kolonnen. "
                "Ellers slet rækkerne."
            )
            udbytte.problem(tabel.ark.navn, celle(nr, c), besked)


def _other(title: str, values: Vaerdier) -> Iterator[tuple[str, int]]:
    """Give what a column's cells call the amounts when they are something else than booked, each with its row."""
    taken_back = _FORTRUDT.search(title)
    for value, nr in values.items():
        said = noegle(str(value)).rstrip(".")
        if said in _ANDET or (taken_back and said in _MARKERET):
            yield " ".join(str(value).split()), nr
        elif taken_back and said not in _INTET and said != title:
            yield "udfyldt", nr


def _beside(tabel: Tabel) -> dict[int, Vaerdier]:
    """Return the columns that are not used, with their different values and the first row of each."""
    used = set(tabel.kolonner.values())
    found: dict[int, Vaerdier] = {}
    for nr, row in tabel.ark.raekker.items():
        if nr > tabel.raekke:
            for c in row.keys() - used:
                found.setdefault(c, {}).setdefault(row[c], nr)
    return dict(sorted(found.items()))


def _called(tabel: Tabel, c: int) -> str:
    """Return a column by its heading, else by its letter."""
    title = " ".join(str(tabel.ark.raekker[tabel.raekke].get(c, "")).split())
    return f"«{title[:LAENGST]}»" if title else kolonne(c)
