"""The headings of L07: which column holds which figure, for which year, in which unit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plads.ingest.regneark.grund.ark import Celle, Projektmappe, Raekke, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.ord import TOTALORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.skema import notice_sheets
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import Pengeenhed, units
from plads.ingest.regneark.tabeller.perioder import of_figures
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, is_whole, tables
from plads.ingest.regneark.tabeller.talformat import with_numbers
from plads.models.oekonomi import Opfoelgningskolonne as Tal
from plads.text import opremsning

KODE, TEKST = "Kode", "Tekst"
NAVNE = {
    Tal.OPRINDELIGT: "Oprindeligt budget",
    Tal.KORRIGERET_INKL: "Korr. budget inkl. bevillingsans.",
    Tal.KORRIGERET_EKSKL: "Korr. budget ekskl. bevillingsans.",
    Tal.BEVILLING: "Bevillingsans.",
    Tal.FORVENTET_31_03: "Forv. forbrug 31.03",
    Tal.FORVENTET_31_05: "Forv. forbrug 31.05",
    Tal.FORVENTET_30_09: "Forv. forbrug 30.09",
    Tal.OVERFOERSEL: "Overførsler",
}
FORVENTET = (Tal.FORVENTET_31_03, Tal.FORVENTET_31_05, Tal.FORVENTET_30_09)
_FORV = (
    r"^(?!.*(?:result|afvig|forskel|korr|inkl\w* overf|pct|procent|%|andel|indeks))"
    r".*(?:forv|progn|skøn|forbrug|regnskab).*"
)
_FREMAD = r"forv|progn|skøn|estim"
_AAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
# When a list was made, which can be the year after the one its figures are from.
_UDTRUKKET = re.compile(r"\b(?:udtr[uæ]k\w*|trukket|opgjort|hentet|kørt|kørsel\w*|eksport\w*|dato)\b[^|;]*")
_PLAN = re.compile(r"plan|strategi")
_KODE = re.compile(r"(?=.*\d{4})[\dA-Z][\dA-Z.\-]{5,59}")
MINDST_KODER = 0.6


@dataclass(frozen=True)
class Udtryk(Kolonne):
    """A column known by the words of its heading rather than by the whole of it; one with `foer` in it goes first."""

    udtryk: str = ""
    foer: str = ""

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this column."""
        return re.search(self.udtryk, overskrift) is not None

    def goes_before(self, overskrift: str, anden: str) -> bool:
        """Return whether only one of two headings says what the column is: «Forv. forbrug» beside «Forbrug»."""
        return bool(self.foer) and re.search(self.foer, overskrift) is not None and not re.search(self.foer, anden)


_INKL = r"korr.*(?:(?:inkl|incl|med|efter|samt)\w*\W+(?:\w+\W+)?|[+] ?)(?:till\w*|ansøgt\w* )?bev"
_EKSKL = r"^(?!.*(?:inkl|incl)).*korr.*(?:ekskl|excl|eksl|uden|før)|^korr\w*\W*(?:budget)?(?: 20\d\d)?$"
_KODER = r"^(?:koder?|kode ?nr|nøgle|psp\W?(?:elementer|element|nr|kode)?|profitcenter|konto|omr\w*kode)$"
_TEKSTER = (
    r"^(?:tekst|navn|betegnelse|beskrivelse|område|politikområde|bevillingsområde|service\b.*|aftaleenhed|enhed"
    r"|post|kontonavn|psp\W?tekst)$"
)
# A day and month as a heading has them without its full stops, with or without a year: '3103', '31/3 2020'.
_DAG = r"(?:\b{dag}\W{{0,2}}0?{maaned}(?!\d(?!\d)|\d{{3}}(?!\d))|\b{ord_})"
# The first that fits counts: a corrected budget with what is applied for before one without.
KOLONNER = (
    Udtryk(KODE, udtryk=_KODER),
    Udtryk(TEKST, kraevet=False, udtryk=_TEKSTER),
    Udtryk(NAVNE[Tal.KORRIGERET_INKL], udtryk=_INKL),
    Udtryk(NAVNE[Tal.KORRIGERET_EKSKL], udtryk=_EKSKL),
    *(
        Udtryk(NAVNE[tal], kraevet=False, udtryk=udtryk, foer=_FREMAD if tal in FORVENTET else "")
        for tal, udtryk in (
            (Tal.OPRINDELIGT, r"^(?!.*korr).*(?:(?:\bopr|vedtag).*budg|budg.*(?:\bopr|vedtag))"),
            (Tal.FORVENTET_31_03, _FORV + _DAG.format(dag=31, maaned=3, ord_="mar")),
            (Tal.FORVENTET_31_05, _FORV + _DAG.format(dag=31, maaned=5, ord_="maj")),
            (Tal.FORVENTET_30_09, _FORV + _DAG.format(dag=30, maaned=9, ord_="sep")),
            (Tal.BEVILLING, r"^(?!.*(?:budg|korr|områd)).*\b(?:tillægs)?bev"),
            (Tal.OVERFOERSEL, r"^(?!.*(?:budg|korr|result|forbrug|afvig)).*\boverf"),
        )
    ),
)


@dataclass(frozen=True)
class Opfoelgning:
    """One sheet of a follow-up: its table, the year it is about, and the unit of its amounts."""

    tabel: Tabel
    aar: int
    enhed: Pengeenhed
    antaget: bool

    @property
    def tal(self) -> tuple[Tal, ...]:
        """Return the figures that the sheet has a column for."""
        return tuple(tal for tal, navn in NAVNE.items() if self.tabel.has(navn))


def certainty(bog: Projektmappe) -> float:
    """Return how much of the layout the workbook has: 0 to 1."""
    return max((score for score, _ in tables(bog, KOLONNER)), default=0)


def find(anmodning: Anmodning, udbytte: Udbytte) -> list[Opfoelgning]:
    """Return the sheets of the follow-up; nothing, with the problems noted, when one cannot be read."""
    order = {ark.navn: nr for nr, ark in enumerate(anmodning.bog.ark)}
    found = [_swapped(_with_code(tabel), udbytte) for _, tabel in tables(anmodning.bog, KOLONNER)]
    found.sort(key=lambda tabel: order[tabel.ark.navn])
    notice_sheets(anmodning.bog, found, udbytte, "budgetopfølgning", anmodning.katalog)
    if not found:
        udbytte.problem("", "", "Vi finder ikke tabellens overskrifter i noget ark.")
    whole = [tabel for tabel in found if _is_readable(tabel, udbytte)]
    years = {tabel.ark.navn: _years(tabel) for tabel in whole}
    shared = set().union(*years.values())
    read = [_opfoelgning(tabel, years[tabel.ark.navn] or shared, anmodning, udbytte) for tabel in whole]
    for sheet in read:
        if sheet and shared and not years[sheet.tabel.ark.navn]:
            besked = f"Arket siger ikke, hvilket år tallene er fra. De er læst som {sheet.aar}, som et andet ark siger."
            udbytte.warn(sheet.tabel.ark.navn, "", besked)
    return [] if udbytte.report.problems else [sheet for sheet in read if sheet]


def _with_code(tabel: Tabel) -> Tabel:
    """Return the table with the column of codes, found by what stands in it where its heading is missing."""
    if tabel.has(KODE):
        return tabel
    # To the right of the table such a word may be a pivot table's.
    last = max(tabel.kolonner.values())
    below = [
        row
        for nr, row in tabel.ark.raekker.items()
        if nr > tabel.raekke and len(row) > 1
        and not any(c <= last and heading(value) in TOTALORD for c, value in row.items())
    ]  # fmt: skip
    free = sorted({c for row in below for c in row} - set(tabel.kolonner.values()))
    for c in free:
        hits = sum(is_code(row.get(c)) for row in below)
        if hits and hits >= MINDST_KODER * len(below):
            return replace(tabel, kolonner={**tabel.kolonner, KODE: c})
    return tabel


def _swapped(tabel: Tabel, udbytte: Udbytte) -> Tabel:
    """Return the table with codes and texts changed about where each stands under the heading of the other."""
    if not tabel.has(TEKST) or not tabel.has(KODE):
        return tabel
    kode, tekst = tabel.kolonner[KODE], tabel.kolonner[TEKST]
    codes, texts = list(tabel.below(kode)), [v for v in tabel.below(tekst) if heading(v) not in TOTALORD]
    hits = sum(map(is_code, texts))
    if not hits or hits < MINDST_KODER * len(texts) or any(map(is_code, codes)):
        return tabel
    besked = f"Koderne står under «{TEKST}» og teksterne under «{KODE}». De er byttet om."
    udbytte.inform(tabel.ark.navn, celle(tabel.raekke, kode), besked)
    return replace(tabel, kolonner={**tabel.kolonner, KODE: tekst, TEKST: kode})


def is_code(value: Celle | None) -> bool:
    """Return whether a cell can be a code; a number with a fraction is an amount."""
    return isinstance(value, str | int) and _KODE.fullmatch(str(value).strip()) is not None


def _is_readable(tabel: Tabel, udbytte: Udbytte) -> bool:
    row = tabel.ark.raekker[tabel.raekke]
    used = {*tabel.kolonner.values(), *tabel.dobbelte.values()}
    for c, value in row.items():
        if c not in used and re.search(r"\b(?:forv|progn)", heading(value)) and "result" not in heading(value):
            besked = "Kolonnen ligner forventet forbrug, men ikke pr. 31.03, 31.05 eller 30.09. Den bliver ikke brugt."
            udbytte.warn(tabel.ark.navn, celle(tabel.raekke, c), besked)
    _doubt_spent(tabel, row, udbytte)
    if not any(tabel.has(NAVNE[tal]) for tal in FORVENTET):
        besked = "Vi finder ingen kolonne med forventet forbrug. Skriv datoen i overskriften, fx «Forv. forbrug 31.03»."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, min(row)), besked)
        return False
    return is_whole(tabel, KOLONNER, udbytte)


def _doubt_spent(tabel: Tabel, row: Raekke, udbytte: Udbytte) -> None:
    """Warn of a column read as expected whose heading only says what was spent: «Forbrug pr. 31.03»."""
    for navn in (NAVNE[tal] for tal in FORVENTET if tabel.has(NAVNE[tal])):
        if not re.search(_FREMAD, heading(row.get(tabel.kolonner[navn]))):
            besked = f"Kolonnen er læst som «{navn}», men siger ikke, at det er forventet."
            where = celle(tabel.raekke, tabel.kolonner[navn])
            udbytte.warn(tabel.ark.navn, where, f"{besked} Er det forbrug til dato, så slet kolonnen.")


def beside(tabel: Tabel) -> list[str]:
    """Return the texts that tell what the figures are: above the table, its headings, the sheet's name."""
    row = tabel.ark.raekker[tabel.raekke]
    return [*tabel.above(), *(str(row[c]) for c in tabel.kolonner.values() if c in row), tabel.ark.navn]


def _years(tabel: Tabel) -> set[int]:
    """Return the years that the texts beside a table say its figures are from.

    A plan by its name, a meeting and the day a list was made date something else; only where nothing but such a day
    names a year, it counts.
    """
    rows = [row for nr, row in tabel.ark.raekker.items() if nr < tabel.raekke]
    days = [str(value) for row in rows for value in row.values() if isinstance(value, date)]
    said = [str(value) for row in rows for value in row.values() if not isinstance(value, date)]
    texts = [*said, *beside(tabel)]
    if years := years_said(texts) or years_said(texts, made=True):
        return years
    others = _named([*days, *(text for text in texts if not _PLAN.search(noegle(text)))])
    return others if len(others) == 1 else set()


def years_said(texts: Sequence[str], *, made: bool = False) -> set[int]:
    """Return the years that texts say figures are from; with `made` the day a list was made counts too."""
    figures = [of_figures(text) for text in texts]
    return _named(figures if made else [_UDTRUKKET.sub(" ", text) for text in figures])


def _named(texts: Sequence[str]) -> set[int]:
    return {int(year) for text in texts for year in _AAR.findall(text)}


def _opfoelgning(tabel: Tabel, years: set[int], anmodning: Anmodning, udbytte: Udbytte) -> Opfoelgning | None:
    aar = _year(tabel, years, anmodning, udbytte)
    named = units(beside(tabel))
    if len(named) > 1:
        names = opremsning(sorted(unit.navn for unit in named))
        besked = f"Arket nævner flere enheder ({names}). Skriv kun den, som beløbene har."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, 1), besked)
        return None
    enhed = next(iter(named), Pengeenhed.MIO)
    decimals: Mapping[str, int | None] = dict.fromkeys(NAVNE.values(), enhed.decimaler)
    return Opfoelgning(with_numbers(tabel, decimals, udbytte, beside(tabel)), aar, enhed, not named) if aar else None


def _year(tabel: Tabel, years: set[int], anmodning: Anmodning, udbytte: Udbytte) -> int | None:
    """Return the year a sheet is about: said in it, given by the user, or – with a warning – the one we are in."""
    if len(years) == 1:
        return next(iter(years))
    if anmodning.aar and (not years or anmodning.aar in years):
        return anmodning.aar
    if years:
        besked = f"Arket nævner flere år ({opremsning(_texts(years))}). Skriv kun det, tallene er fra, over tabellen."
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, 1), besked)
        return None
    aar = anmodning.katalog.i_dag.year
    udbytte.warn(tabel.ark.navn, "", f"Arket siger ikke, hvilket år tallene er fra. De er læst som {aar}.")
    return aar


def _texts(years: set[int]) -> Sequence[str]:
    return [str(year) for year in sorted(years)]
