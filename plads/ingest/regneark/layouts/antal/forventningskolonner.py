"""The headings of L09: which column holds which figure, for which year, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Projektmappe, Raekke, celle
from plads.ingest.regneark.grund.arknavne import both_fit
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.antal.forventningshoveder import read_columns
from plads.ingest.regneark.layouts.antal.forventningsord import (
    ENHEDER,
    GRUPPER,
    OMRAADEKOLONNE,
    Slags,
    Tal,
    matched,
    plain,
    said_of,
    same,
)
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE
from plads.ingest.regneark.tabeller.perioder import is_opgjort, named_days, of_figures
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, has_rows, notice_hidden
from plads.text import MAANEDER


@dataclass(frozen=True)
class Opstilling:
    """The table, its columns with figures, and the year it is about."""

    tabel: Tabel
    kolonner: tuple[Tal, ...]
    aar: int

    @property
    def realiseret(self) -> int | None:
        """Return the month (ÅÅÅÅMM) the sheet's newest realised figures are from."""
        return max((tal.maaned for tal in self.kolonner if tal.maaned), default=None)

    @property
    def version(self) -> str:
        """Return which version of the expectations this is: 'pr. august 2020'."""
        if self.realiseret is None:
            return f"primo {self.aar}"
        return f"pr. {MAANEDER[self.realiseret % 100 - 1]} {self.realiseret // 100}"


NOK = 3
_AAR = re.compile(r"\b(20\d\d)\b")
_SPAEND = re.compile(r"\b(20\d\d)(?:[/-](?:20)?(\d\d))?\b")


@dataclass(frozen=True)
class Forventningskolonne(Kolonne):
    """A column of figures as a user may choose it: what it is about, and what it says of it."""

    gruppe: str = ""
    hoved: str = ""

    def renamed(self, value: Celle | None) -> Celle:
        """Return both; a heading that says the same with its year or month keeps them."""
        return f"{self.gruppe}: {value}" if same(heading(self.hoved), plain(value)) else self.navn

    def is_like(self, gruppe: str, hoved: str) -> bool:
        """Return whether a group and a heading, as they are compared, are about this column."""
        own = heading(self.gruppe)
        about = next((word for word, _ in GRUPPER if word in own), "")
        unit = next((word for word, _ in ENHEDER if word in own), None)
        return about in gruppe and (unit is None or unit in gruppe) and same(heading(self.hoved), hoved)


# What a user may say that columns are.
KOLONNER = (
    OMRAADEKOLONNE,
    *(
        Forventningskolonne(f"{gruppe}: {hoved}", kraevet=False, gruppe=gruppe, hoved=hoved)
        for gruppe in ("Elever i specialtilbud", "Segregeringsgrad", "Økonomi, mio. kr.", "Økonomi, 1.000 kr.")
        for hoved in ("Primo", "Forventet ultimo", "Realiseret", "Forventningstal",
                      "1. prognose", "2. prognose", "3. prognose")
    ),
)  # fmt: skip


def best(bog: Projektmappe) -> float:
    """Return how sure it is that a workbook has such headings: 1, less without Område, 0 with too few."""
    return max((score for ark in bog.ark for score, _ in _candidates(ark)), default=0)


def _candidates(ark: Ark) -> Iterator[tuple[float, int]]:
    """Give the rows of a visible sheet that can be the headings, with a score."""
    for nr, row in list(ark.raekker.items())[:OVERSKRIFT_BLANDT] if not ark.skjult else ():
        named = _area_column(row) is not None
        known = [said for value in row.values() if matched((said := said_of(value, ""))[1])]
        # A heading that says both what and when needs no others beside it.
        if len(known) >= NOK or (named and any(group for group, _ in known)):
            yield (1.0 if named else 0.7), nr


def _area_column(row: Raekke) -> int | None:
    """Return the column of the områder: the one called so, else the first under another word for it."""
    found = [c for c, value in row.items() if heading(value) in OMRAADEKOLONNE]
    return next((c for c in found if heading(row[c]) == heading(OMRAADE)), found[0] if found else None)


def find(anmodning: Anmodning, udbytte: Udbytte) -> Opstilling | None:
    """Return the table's columns; note as problems why there is none to read."""
    scored = [(score, ark, nr) for ark in anmodning.bog.ark for score, nr in _candidates(ark)]
    top = max((score for score, _, _ in scored), default=0)
    tables = [(ark, nr) for score, ark, nr in scored if score == top]
    if len({ark.navn for ark, _ in tables}) > 1:
        udbytte.lige = tuple(dict.fromkeys(ark.navn for ark, _ in tables))
        udbytte.problem("", "", f"{both_fit(udbytte.lige)} Slet eller skjul det, der ikke skal indlæses.")
        return None
    if not tables:
        udbytte.problem("", "", "Vi finder ikke tabellens overskrifter i noget ark.")
        return None
    return _arranged(*tables[0], anmodning, udbytte)


def _arranged(ark: Ark, nr: int, anmodning: Anmodning, udbytte: Udbytte) -> Opstilling | None:
    if not has_rows(Tabel(ark, nr, {}), udbytte):
        return None
    notice_hidden(Tabel(ark, nr, {}), udbytte)
    row = ark.raekker[nr]
    first = _area_column(row)
    if first is None:
        besked = f"Kolonnen «{OMRAADE}» mangler i overskrifterne i række {nr}."
        udbytte.problem(ark.navn, celle(nr, min(row)), besked)
    said = list(read_columns(Tabel(ark, nr, {OMRAADE: first or 0}), _groups(ark, nr), udbytte))
    aar = _year(ark, nr, said, anmodning, udbytte)
    kolonner = tuple(_dated(tal, aar, anmodning) for tal in said)
    _check_realised(ark, nr, kolonner, anmodning, udbytte)
    _check_repeated(ark, nr, kolonner, udbytte)
    if first is None or aar is None or udbytte.report.problems:
        return None
    _tell_months(ark, nr, kolonner, udbytte)
    return Opstilling(Tabel(ark, nr, {OMRAADE: first, **{tal.navn: tal.kolonne for tal in kolonner}}), kolonner, aar)


def _groups(ark: Ark, nr: int) -> dict[int, str]:
    """Return the group heading over each column: from the merged cell, else the nearest one to the left."""
    above = ark.raekker.get(nr - 1, {})
    merged = {(r, c): last for r, c, _, last in ark.flettede}
    widest = max(ark.raekker[nr], default=0)
    starts = sorted(c for c, value in above.items() if isinstance(value, str))
    groups: dict[int, str] = {}
    for start, following in pairwise([*starts, widest + 1]):
        end = merged.get((nr - 1, start), following - 1)
        groups |= dict.fromkeys(range(start, end + 1), plain(above[start]))
    return groups


def _dated(tal: Tal, aar: int | None, anmodning: Anmodning) -> Tal:
    """Return a column of realised figures with the month its heading or the user gave, in the year it lacks."""
    if tal.slags is not Slags.REALISERET or not tal.hoved.laeselig:
        return tal
    year = tal.hoved.maanedsaar or aar
    if tal.hoved.maaned and year:
        return replace(tal, maaned=year * 100 + tal.hoved.maaned)
    given = None if tal.hoved.maaned else anmodning.periode
    return replace(tal, maaned=given[0] * 100 + given[1]) if given else tal


def _tell_months(ark: Ark, nr: int, kolonner: tuple[Tal, ...], udbytte: Udbytte) -> None:
    """Say which year a month without one was read in."""
    for tal in kolonner:
        if tal.maaned and tal.hoved.maaned and not tal.hoved.maanedsaar:
            maaned = f"{MAANEDER[tal.maaned % 100 - 1]} {tal.maaned // 100}"
            besked = f"Måneden i «{tal.navn}» har intet år og er læst som {maaned}."
            udbytte.inform(ark.navn, celle(nr, tal.kolonne), besked)


def _check_repeated(ark: Ark, nr: int, kolonner: tuple[Tal, ...], udbytte: Udbytte) -> None:
    """Note as a problem each column that says what an earlier one says, whatever words they use."""
    seen: set[tuple[str, Slags, int, int | None]] = set()
    for tal in kolonner:
        key = (tal.indikator, tal.slags, tal.hoved.nr, tal.maaned)
        if key in seen:
            value = ark.raekker[nr][tal.kolonne]
            besked = f"Kolonnen «{value}» står to gange. Slet eller omdøb den ene."
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), besked)
        seen.add(key)


def table(bog: Projektmappe) -> Tabel | None:
    """Return the table of a workbook that is known again, with the columns a user may map otherwise."""
    found = max(((score, -nr, ark) for ark in bog.ark for score, nr in _candidates(ark)), key=lambda one: one[:2],
                default=None)  # fmt: skip
    if found is None:
        return None
    _, minus, ark = found
    row, groups = ark.raekker[-minus], _groups(ark, -minus)
    return Tabel(ark, -minus, {navn: c for c, value in row.items() if (navn := _named(value, groups.get(c, "")))})


def _named(value: Celle, over: str) -> str:
    """Return the column of KOLONNER that a heading under a group stands for, or ''."""
    if heading(value) in OMRAADEKOLONNE:
        return OMRAADE
    group, said = said_of(value, over)
    return next((k.navn for k in KOLONNER if isinstance(k, Forventningskolonne) and k.is_like(group, said)), "")


def _year(ark: Ark, nr: int, kolonner: Sequence[Tal], anmodning: Anmodning, udbytte: Udbytte) -> int | None:
    """Return the year all columns are about: said in a heading, else above the table, else given by the user."""
    above = [str(value) for r, row in ark.raekker.items() if r < nr for value in row.values()]
    texts = (ark.navn, *above, *(ark.sagt or ()))
    named = {int(found) for text in texts for found in _AAR.findall(text)}
    for years in ({tal.hoved.aar for tal in kolonner if tal.hoved.aar}, named, {anmodning.aar}):
        if len(years) == 1 and (aar := next(iter(years))):
            _check_title(ark, nr, aar, above, udbytte)
            return aar
        if len(years) > 1:
            break
    besked = "Vi kan ikke se, hvilket år tallene er fra. Skriv året i overskrifterne, fx «Primo 2020»."
    udbytte.problem(ark.navn, celle(nr, 1), besked)
    return None


def _check_title(ark: Ark, nr: int, aar: int, above: Sequence[str], udbytte: Udbytte) -> None:
    """Warn of a title or a name of the sheet that names another year than its columns do; days are no title."""
    for text in (*above, ark.navn):
        dated = named_days(text) or is_opgjort(text)
        years = set() if dated else _years(of_figures(text))
        if years and aar not in years:
            besked = (
                f"Over tabellen eller i arkets navn står {max(years)}, men kolonnerne er fra {aar}. Er det rigtigt?"
            )
            udbytte.warn(ark.navn, celle(nr, 1), besked)
            return


def _years(text: str) -> set[int]:
    """Return the years a text names, both of a school year."""
    spans = _SPAEND.findall(text)
    return {int(first) for first, _ in spans} | {2000 + int(last) for _, last in spans if last}


def _check_realised(ark: Ark, nr: int, kolonner: tuple[Tal, ...], anmodning: Anmodning, udbytte: Udbytte) -> None:
    i_dag = anmodning.katalog.i_dag
    for tal in kolonner:
        if tal.slags is Slags.REALISERET and tal.maaned is None:
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), f"Måneden i «{tal.navn}» kan ikke læses.")
        elif tal.maaned and tal.maaned > i_dag.year * 100 + i_dag.month:
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), f"Måneden i «{tal.navn}» ligger i fremtiden.")
