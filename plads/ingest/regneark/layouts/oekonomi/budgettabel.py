"""L08: the budget of a proposal, one row per post and one column per year. Sums are checked and never counted."""

from __future__ import annotations

from collections import Counter
from functools import partial

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.kommune import labelled, municipality
from plads.ingest.regneark.layouts.oekonomi.budgetark import certainty, find
from plads.ingest.regneark.layouts.oekonomi.budgetgentagelser import check_copies
from plads.ingest.regneark.layouts.oekonomi.budgetord import (
    I_ALT,
    STYRINGSOMRAADE,
    TEKST,
    could_be_sum,
    is_part,
    is_sum,
    no_money,
)
from plads.ingest.regneark.layouts.oekonomi.budgetoversigt import check_summaries
from plads.ingest.regneark.layouts.oekonomi.budgetsummer import (
    Post,
    Stand,
    adds_up,
    amounts_of,
    check_sum,
    disagree,
    doubt_sums,
    totals,
)
from plads.ingest.regneark.tabeller.celler import RET, CellError, text
from plads.ingest.regneark.tabeller.linjer import Linje, lines
from plads.ingest.regneark.tabeller.tabel import LAENGST
from plads.models.oekonomi import Budgetpost
from plads.models.proveniens import Indlaesningsart

LAENGSTE_TEKST, LAENGSTE_OMRAADE = 200, 60


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
        texts += [text for table in tables for text in labelled(table.tabel, anmodning.katalog)]
        kommune = municipality(texts, anmodning.katalog, udbytte) if tables else None
        if kommune is None:
            return udbytte
        found: list[Stand] = []
        for table in tables:
            state = Stand(table)
            for linje in lines(table.tabel, udbytte):
                _read_row(linje, state)
            doubt_sums(state.poster)
            _keep(state, kommune.kode)
            found.append(state)
        check_copies(found)
        check_summaries(found, anmodning.katalog)
        _sum_up([post for state in found for post in state.poster], udbytte)
        if not udbytte.laest:
            udbytte.problem(tables[0].tabel.ark.navn, "", "Tabellen har overskrifter, men ingen poster.")
        return udbytte


def _sum_up(poster: list[Post], udbytte: Udbytte) -> None:
    per_year = totals(poster)
    udbytte.summer = {f"kr_{aar}": _whole(per_year[aar]) for aar in sorted(per_year)}
    udbytte.summer["poster"] = len(poster)
    years = sorted(per_year)
    if years:
        udbytte.periode = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _whole(oere: int) -> int | float:
    return oere / 100 if oere % 100 else oere // 100


def _read_row(linje: Linje, state: Stand) -> None:
    """Note one row: a post, a sum, a part of another row, or the heading of a section."""
    tekst = linje.read(TEKST, partial(_short, most=LAENGSTE_TEKST))
    if tekst is None:
        linje.udbytte.laest += 1
        return
    key = noegle(tekst).rstrip(":")
    has_amounts = any(linje.value(navn) is not None for navn in state.table.aar)
    if (ord_ := no_money(key)) and (has_amounts or linje.value(STYRINGSOMRAADE) is not None):
        linje.udbytte.laest += 1
        besked = f"«{tekst[:LAENGST]}» er vist ikke et beløb. Slet rækken. Er den et beløb, så skriv den uden «{ord_}»."
        linje.problem(TEKST, besked)
    elif linje.is_total or is_sum(key) or (has_amounts and could_be_sum(key) and adds_up(linje, state, tekst)):
        check_sum(linje, state, tekst)
    elif is_part(key):
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


def _read_post(linje: Linje, state: Stand, tekst: str) -> None:
    if not tekst:
        linje.problem(TEKST, f"teksten mangler ved rækkens beløb. {RET}")
    omraade = linje.read(STYRINGSOMRAADE, partial(_short, most=LAENGSTE_OMRAADE)) or ""
    amounts = {aar: linje.read(navn, amounts_of(state.table)) for navn, aar in state.table.aar.items()}
    beloeb = {aar: oere for aar, oere in amounts.items() if oere is not None}
    if not linje.ok:
        return
    if not beloeb:
        linje.inform(TEKST, "posten har ingen beløb. Intet er gemt for den.")
    stated = linje.stated(I_ALT, amounts_of(state.table)) if linje.tabel.has(I_ALT) else None
    if stated is not None and abs(stated - sum(beloeb.values())) > len(beloeb):
        disagree(linje, I_ALT, stated, sum(beloeb.values()), "årene")
    state.poster.append(Post(linje, tekst, omraade, state.afsnit, beloeb))


def _keep(state: Stand, kommune: str) -> None:
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
