"""The headings of L09: which column holds which figure, for which year, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Projektmappe, Raekke, celle, kolonne
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADE
from plads.ingest.regneark.tabeller.celler import month_number
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, has_rows, notice_hidden
from plads.text import MAANEDER, opremsning


class Slags(Enum):
    """What a column says about its indicator."""

    PRIMO = auto()
    REALISERET = auto()
    ULTIMO = auto()
    FORVENTNINGSTAL = auto()
    PROGNOSE = auto()


@dataclass(frozen=True)
class Tal:
    """A column with figures. `faktor` turns money into mio. kr.; `maaned` is ÅÅÅÅMM of what is realised."""

    kolonne: int
    navn: str
    indikator: str
    slags: Slags
    aar: int | None = None
    maaned: int | None = None
    nr: int = 0
    faktor: Decimal = Decimal(1)


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
GRUPPER = (
    ("elever i specialtilbud", "elever_specialtilbud"),
    ("elever i special", "elever_specialtilbud"),
    ("segregering", "segregeringsgrad"),
    ("økonomi", "udgift_specialtilbud"),
    ("udgift", "udgift_specialtilbud"),
)
ENHEDER = (("mio", Decimal(1)), ("1000 kr", Decimal("0.001")), ("tkr", Decimal("0.001")), ("kr", Decimal("0.000001")))
_AAR = re.compile(r"\b(20\d\d)\b")
_HOVEDER = (
    (re.compile(r"primo(?: (?P<aar>20\d\d))?"), Slags.PRIMO),
    (re.compile(r"(?:forventet )?ultimo(?: (?P<aar>20\d\d))?"), Slags.ULTIMO),
    (re.compile(r"realiseret(?: (?:pr |ultimo )?(?P<md>[a-zæøå]+) (?P<realiseret>20\d\d))?"), Slags.REALISERET),
    (re.compile(r"forventningstal(?: (?P<aar>20\d\d))?"), Slags.FORVENTNINGSTAL),
    (re.compile(r"(?P<nr>[1-9]) prognose(?: (?P<aar>20\d\d))?"), Slags.PROGNOSE),
)


@dataclass(frozen=True)
class Forventningskolonne(Kolonne):
    """A column of figures as a user may choose it: what it is about, and what it says of it."""

    gruppe: str = ""
    hoved: str = ""

    def renamed(self, value: Celle | None) -> Celle:
        """Return both; a heading that says the same with its year or month keeps them."""
        return f"{self.gruppe}: {value}" if _same(heading(self.hoved), heading(value)) else self.navn

    def is_like(self, gruppe: str, hoved: str) -> bool:
        """Return whether a group and a heading, as they are compared, are about this column."""
        own = heading(self.gruppe)
        about = next((word for word, _ in GRUPPER if word in own), "")
        unit = next((word for word, _ in ENHEDER if word in own), None)
        return about in gruppe and (unit is None or unit in gruppe) and _same(heading(self.hoved), hoved)


def _same(first: str, other: str) -> bool:
    """Return whether two headings say the same of a figure, whatever year or month they name."""
    found = [(matched[1], matched[0].groupdict().get("nr")) for said in (first, other) if (matched := _matched(said))]
    return len(found) == 2 and found[0] == found[1]


# What a user may say that columns are.
KOLONNER = (
    Kolonne(OMRAADE, ("Områdenavn", "Bydel", "Distrikt")),
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
        named = any(heading(value) == "område" for value in row.values())
        known = [said for value in row.values() if _matched((said := _said(value, ""))[1])]
        # A heading that says both what and when needs no others beside it.
        if len(known) >= NOK or (named and any(group for group, _ in known)):
            yield (1.0 if named else 0.7), nr


def _said(value: Celle, group: str) -> tuple[str, str]:
    """Return a heading's group and its own words; it may say both: 'Økonomi, mio. kr.: primo 2020'."""
    before, mark, after = heading(value).rpartition(": ")
    own = mark and any(word in before for word, _ in GRUPPER)
    return (before, after) if own else (group, heading(value))


def _matched(said: str) -> tuple[re.Match[str], Slags] | None:
    return next(((found, slags) for pattern, slags in _HOVEDER if (found := pattern.fullmatch(said))), None)


def find(anmodning: Anmodning, udbytte: Udbytte) -> Opstilling | None:
    """Return the table's columns; note as problems why there is none to read."""
    scored = [(score, ark, nr) for ark in anmodning.bog.ark for score, nr in _candidates(ark)]
    top = max((score for score, _, _ in scored), default=0)
    tables = [(ark, nr) for score, ark, nr in scored if score == top]
    if len({ark.navn for ark, _ in tables}) > 1:
        names = opremsning([f"«{ark.navn}»" for ark, _ in tables])
        udbytte.problem("", "", f"Arkene {names} passer begge. Slet eller skjul det, der ikke skal indlæses.")
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
    first = next((c for c, value in row.items() if heading(value) == "område"), None)
    if first is None:
        besked = f"Kolonnen «{OMRAADE}» mangler i overskrifterne i række {nr}."
        udbytte.problem(ark.navn, celle(nr, min(row)), besked)
    groups = _groups(ark, nr)
    kolonner = tuple(_dated(tal, anmodning) for tal in _columns(ark, row, groups, udbytte, nr))
    aar = _year(ark, nr, kolonner, anmodning, udbytte)
    _check_realised(ark, nr, kolonner, anmodning, udbytte)
    if first is None or aar is None or udbytte.report.problems:
        return None
    return Opstilling(Tabel(ark, nr, {OMRAADE: first, **{tal.navn: tal.kolonne for tal in kolonner}}), kolonner, aar)


def _groups(ark: Ark, nr: int) -> dict[int, str]:
    """Return the group heading over each column: from the merged cell, else the nearest one to the left."""
    above = ark.raekker.get(nr - 1, {})
    merged = {(r, c): last for r, c, _, last in ark.flettede}
    widest = max(ark.raekker[nr], default=0)
    starts = sorted(c for c, value in above.items() if isinstance(value, str))
    groups: dict[int, str] = {}
    for start, following in zip(starts, [*starts[1:], widest + 1], strict=True):
        end = merged.get((nr - 1, start), following - 1)
        groups |= dict.fromkeys(range(start, end + 1), heading(above[start]))
    return groups


def _columns(ark: Ark, row: Raekke, groups: dict[int, str], udbytte: Udbytte, nr: int) -> Iterator[Tal]:
    """Give the columns with figures; one without meaning or without content is named and left out."""
    seen: set[tuple[str, Slags, str]] = set()
    names = [heading(value) for value in row.values()]
    for c, value in row.items():
        group, said = _said(value, groups.get(c, ""))
        matched = _matched(said)
        indikator = next((kode for word, kode in GRUPPER if word in group), None)
        if heading(value) == "område":
            continue
        if matched is None or indikator is None or not any(c in cells for r, cells in ark.raekker.items() if r > nr):
            udbytte.inform(ark.navn, celle(nr, c), f"Kolonne {kolonne(c)} er tom eller ukendt og bliver ikke brugt.")
            continue
        key = (indikator, matched[1], said)
        if key in seen:
            udbytte.problem(ark.navn, celle(nr, c), f"Kolonnen «{value}» står to gange. Slet eller omdøb den ene.")
        seen.add(key)
        faktor = next((faktor for word, faktor in ENHEDER if word in group), None)
        if indikator == "udgift_specialtilbud" and faktor is None:
            udbytte.problem(ark.navn, celle(nr, c), "Enheden mangler. Skriv fx «Økonomi, mio. kr.» over kolonnen.")
        navn = str(value) if names.count(heading(value)) == 1 else f"{value} ({group})"
        yield _column(c, navn, (indikator, faktor or Decimal(1)), *matched)


def _column(c: int, navn: str, what: tuple[str, Decimal], found: re.Match[str], slags: Slags) -> Tal:
    said = found.groupdict()
    month = month_number(said.get("md") or "")
    maaned = int(said["realiseret"]) * 100 + month if month else None
    aar = int(said["aar"]) if said.get("aar") else None
    faktor = what[1] if what[0] == "udgift_specialtilbud" else Decimal(1)
    return Tal(c, " ".join(navn.split()), what[0], slags, aar, maaned, int(said.get("nr") or 0), faktor)


def _dated(tal: Tal, anmodning: Anmodning) -> Tal:
    """Return a column of realised figures with the month the user gave, where its heading has none."""
    given = anmodning.periode
    if tal.slags is not Slags.REALISERET or tal.maaned or not given:
        return tal
    return replace(tal, maaned=given[0] * 100 + given[1])


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
    if heading(value) == "område":
        return OMRAADE
    group, said = _said(value, over)
    return next((k.navn for k in KOLONNER if isinstance(k, Forventningskolonne) and k.is_like(group, said)), "")


def _year(ark: Ark, nr: int, kolonner: tuple[Tal, ...], anmodning: Anmodning, udbytte: Udbytte) -> int | None:
    """Return the year all columns are about: said in a heading, else above the table, else given by the user."""
    above = [str(value) for r, row in ark.raekker.items() if r < nr for value in row.values()]
    above += ark.sagt or ()
    named = {int(found) for text in (ark.navn, *above) for found in _AAR.findall(text)}
    for years in ({tal.aar for tal in kolonner if tal.aar}, named, {anmodning.aar}):
        if len(years) == 1 and (aar := next(iter(years))):
            return aar
        if len(years) > 1:
            break
    besked = "Vi kan ikke se, hvilket år tallene er fra. Skriv året i overskrifterne, fx «Primo 2020»."
    udbytte.problem(ark.navn, celle(nr, 1), besked)
    return None


def _check_realised(ark: Ark, nr: int, kolonner: tuple[Tal, ...], anmodning: Anmodning, udbytte: Udbytte) -> None:
    i_dag = anmodning.katalog.i_dag
    for tal in kolonner:
        if tal.slags is Slags.REALISERET and tal.maaned is None:
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), f"Måneden i «{tal.navn}» kan ikke læses.")
        elif tal.maaned and tal.maaned > i_dag.year * 100 + i_dag.month:
            udbytte.problem(ark.navn, celle(nr, tal.kolonne), f"Måneden i «{tal.navn}» ligger i fremtiden.")
