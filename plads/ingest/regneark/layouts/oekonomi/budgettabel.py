"""L08: the budget of a proposal, one row per post and one column per year. Sums are checked and never counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kommune import municipality
from plads.ingest.regneark.layouts.oekonomi.budgetark import I_ALT, STYRINGSOMRAADE, TEKST, Budgettabel, certainty, find
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import amount
from plads.ingest.regneark.tabeller.celler import RET, CellError, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.models.oekonomi import Budgetpost
from plads.models.proveniens import Indlaesningsart
from plads.text import kr

LAENGSTE_TEKST, LAENGSTE_OMRAADE = 200, 60
_SUM = re.compile(r"(?:i alt|ialt|sum|samle[dt]e?|subtotal|total|hovedtotal|udgifter i alt)\b.*|.*\bi alt\b.*")
_HERAF = re.compile(r"[-–• ]*heraf\b.*")
_OMRAADER = ("service", "serviceudgifter", "anlæg", "anlægsudgifter", "overførsler", "indkomstoverførsler")
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
class _State:
    """What has been read of one table so far."""

    table: Budgettabel
    afsnit: str | None = None
    poster: list[Post] = field(default_factory=list)
    siden: int = 0


class Budgetlaeser:
    """Reads L08."""

    layout, art, forventer_cpr, laeser_soejler = "L08", Indlaesningsart.BUDGET, False, False

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how sure it is that the workbook has such a table."""
        return certainty(anmodning.bog)

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return one Budgetpost per post and year that has an amount."""
        udbytte = Udbytte(self.layout, self.art)
        tables = find(anmodning.bog, udbytte)
        texts = [text for table in tables for text in (*table.tabel.above(), table.tabel.ark.navn)]
        kommune = municipality(texts, anmodning.katalog, udbytte) if tables else None
        if kommune is None:
            return udbytte
        poster: list[Post] = []
        for table in tables:
            state = _State(table)
            for linje in lines(table.tabel, udbytte):
                _read_row(linje, state)
            _keep(state, kommune.kode)
            poster += state.poster
        _sum_up(poster, udbytte)
        if not udbytte.laest:
            udbytte.problem(tables[0].tabel.ark.navn, "", "Tabellen har overskrifter, men ingen poster.")
        return udbytte


def _sum_up(poster: list[Post], udbytte: Udbytte) -> None:
    per_year: dict[int, int] = defaultdict(int)
    for post in poster:
        for aar, oere in post.beloeb.items():
            per_year[aar] += oere
    udbytte.summer = {f"kr_{aar}": _whole(per_year[aar]) for aar in sorted(per_year)}
    udbytte.summer["poster"] = len(poster)
    years = sorted(per_year)
    if years:
        udbytte.periode = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _whole(oere: int) -> int | float:
    return oere / 100 if oere % 100 else oere // 100


def _read_row(linje: Linje, state: _State) -> None:
    """Note one row: a post, a sum, a part of another row, or the heading of a section."""
    tekst = linje.read(TEKST, partial(_short, most=LAENGSTE_TEKST))
    if tekst is None:
        linje.udbytte.laest += 1
        return
    key = noegle(tekst).rstrip(":")
    has_amounts = any(linje.value(navn) is not None for navn in state.table.aar)
    if linje.is_total or _SUM.fullmatch(key):
        _check_sum(linje, state, tekst)
    elif _HERAF.fullmatch(key):
        linje.udbytte.sprunget_over += 1
        linje.inform(TEKST, "rækken er en del af en anden række og er ikke talt med.")
    elif not has_amounts and linje.value(STYRINGSOMRAADE) is None:
        linje.udbytte.sprunget_over += 1
        state.afsnit = tekst or state.afsnit
    else:
        linje.udbytte.laest += 1
        _read_post(linje, state, tekst)


def _short(value: Celle | None, most: int) -> str:
    said = text(value)
    if len(said) > most:
        raise CellError(f"teksten er for lang (højst {most} tegn). {RET}")
    return said


def _read_post(linje: Linje, state: _State, tekst: str) -> None:
    if not tekst:
        linje.problem(TEKST, f"teksten mangler ved rækkens beløb. {RET}")
    omraade = linje.read(STYRINGSOMRAADE, partial(_short, most=LAENGSTE_OMRAADE)) or ""
    amounts = {aar: linje.read(navn, _amount(state)) for navn, aar in state.table.aar.items()}
    beloeb = {aar: oere for aar, oere in amounts.items() if oere is not None}
    if not linje.ok:
        return
    if not beloeb:
        linje.inform(TEKST, "posten har ingen beløb. Intet er gemt for den.")
    stated = linje.stated(I_ALT, _amount(state)) if linje.tabel.has(I_ALT) else None
    if stated is not None and abs(stated - sum(beloeb.values())) > len(beloeb):
        _disagree(linje, I_ALT, stated, sum(beloeb.values()), "årene")
    state.poster.append(Post(linje, tekst, omraade, state.afsnit, beloeb))


def _amount(state: _State) -> Callable[[Celle | None], int | None]:
    return partial(amount, enhed=state.table.enhed)


def _disagree(linje: Linje, navn: str, stated: int, given: int, what: str) -> None:
    besked = f"Kolonnen «{navn}»: summen er {kr(stated)} i filen, men {what} giver {kr(given)} Ret det ene."
    linje.udbytte.problem(linje.ark, linje.celle(navn), besked)


def _check_sum(linje: Linje, state: _State, tekst: str) -> None:
    """Leave a sum row out, and note each year in which it says something else than the posts it adds up."""
    udbytte = linje.udbytte
    udbytte.sprunget_over += 1
    found = {aar: linje.stated(navn, _amount(state)) for navn, aar in state.table.aar.items()}
    stated = {aar: oere for aar, oere in found.items() if oere is not None}
    udbytte.inform(linje.ark, celle(linje.nr, min(linje.celler)), "Rækken er en sum og er ikke læst som post.")
    sums = [_totals(poster) for poster in _added_up(linje, state, tekst)]
    state.siden = len(state.poster)
    if udbytte.fejlraekker:
        return
    slack = len(state.poster)
    given = max(sums, key=lambda found: sum(_agrees(oere, found.get(aar, 0), slack) for aar, oere in stated.items()))
    for navn, aar in state.table.aar.items():
        if aar in stated and not _agrees(stated[aar], given.get(aar, 0), slack):
            _disagree(linje, navn, stated[aar], given.get(aar, 0), "posterne")


def _agrees(stated: int, given: int, slack: int) -> bool:
    """Return whether a sum says what posts add up to; each was rounded to øre."""
    return abs(stated - given) <= slack


def _added_up(linje: Linje, state: _State, tekst: str) -> list[list[Post]]:
    """Return what a sum row can add up, the likeliest first: its section, the whole table, what came since the last."""
    omraade = _area_of(linje, state, tekst)
    poster = [post for post in state.poster if omraade in (None, noegle(post.omraade))]
    since = [post for post in state.poster[state.siden :] if post in poster]
    section = [post for post in poster if post.afsnit == state.afsnit]
    return [section, poster, since]


def _area_of(linje: Linje, state: _State, tekst: str) -> str | None:
    """Return the control area that a sum row is about: in its column, or after a comma in its text."""
    said = linje.value(STYRINGSOMRAADE)
    tail = re.split(r"[,:(–-]", noegle(tekst))[-1].strip(" )") if re.search(r"[,:(–-]", tekst) else ""
    known = {noegle(post.omraade) for post in state.poster if post.omraade}
    wanted = noegle(said) if isinstance(said, str) else tail
    if wanted in known or isinstance(said, str):
        return wanted
    # «serviceudgifter» is the area Service; an area without posts adds up to nothing.
    near = next((area for area in known if wanted.startswith(area) or (wanted and area.startswith(wanted))), None)
    return near or (wanted if wanted in _OMRAADER else None)


def _totals(poster: Iterable[Post]) -> Beloeb:
    sums: dict[int, int] = defaultdict(int)
    for post in poster:
        for aar, oere in post.beloeb.items():
            sums[aar] += oere
    return sums


def _keep(state: _State, kommune: str) -> None:
    """Keep a row per post and year; posts of one name in two sections are told apart by the section's."""
    times = Counter((post.tekst, post.omraade) for post in state.poster)
    seen: dict[tuple[str, str], int] = {}
    for post in state.poster:
        twice = times[post.tekst, post.omraade] > 1
        tekst = f"{post.afsnit}: {post.tekst}"[:LAENGSTE_TEKST] if twice and post.afsnit else post.tekst
        first = seen.setdefault((tekst, post.omraade), post.linje.nr)
        if first != post.linje.nr:
            post.linje.problem(TEKST, f"posten har samme tekst som række {first}. Giv dem hver sin tekst.")
            continue
        for aar, oere in post.beloeb.items():
            row = Budgetpost(
                kommune=kommune, tabel=state.table.navn, tekst=tekst, styringsomraade=post.omraade, aar=aar,
                afsnit=post.afsnit, oere=oere, prisniveau=state.table.prisniveau[aar],
            )  # fmt: skip
            post.linje.udbytte.add(row, post.linje.ark, post.linje.celle(str(aar)))
