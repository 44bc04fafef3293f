"""Charts of money: budget by year and by indsats, and what is committed of it."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.charts.chart import Chart, Spec
from plads.charts.opstilling import Opstilling, maerkat
from plads.charts.rows import AarBudget, Beloeb, Disponering, IndsatsBeloeb
from plads.charts.soejler import (
    MIO_OERE,
    aarslayout,
    hoved,
    i_rammen,
    over,
    rammehoejde,
    soejle,
    tom_ramme,
)
from plads.charts.template import BLAA, DAEMPET, HVID, INGEN_TAL, NEUTRAL, ORANGE, TEKST
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

_PLADS_TIL_TAL = 1.45


def budget_per_aar(rows: Sequence[AarBudget]) -> Chart:
    """Draw ramme and tillæg per year on top of each other; a year without a known ramme is an empty frame."""
    hoejest = max((_hoejde(row) for row in rows), default=0)
    noegle = f"<b>{_farvet('Ramme', BLAA)}</b> og <b>{_farvet('tillæg', ORANGE)}</b>, mio. kr."
    spec = {
        "data": [
            soejle("Ramme", [(row.aar, row.ramme.oere) for row in rows], BLAA, vis_tal=True),
            soejle("Tillæg", [(row.aar, row.tillaeg.oere or None) for row in rows], ORANGE),
        ],
        "layout": aarslayout(
            [row.aar for row in rows],
            hoejest,
            340,
            [
                hoved(noegle if rows else INGEN_TAL),
                *(note for row in rows for note in _aarsnoter(row, hoejest)),
            ],
            [tom_ramme(row.aar, hoejest) for row in rows if _mangler_ramme(row)],
        ),
    }
    alt = _alt("Budget per år i mio. kr.", [_aar_i_ord(row) for row in rows])
    return Chart(spec, alt, _budget_per_aar_tabel(rows))


def budget_per_indsats(rows: Sequence[IndsatsBeloeb], fokus: str | None = None) -> Chart:
    """Draw one bar per indsats in the order given; the one in focus is blue."""
    # An element that no budget line is about has no place in a chart of budgets.
    rows = [row for row in rows if row.tilstand is not Tilstand.IKKE_RELEVANT]
    plan, midter = Opstilling(), []
    for row in rows:
        plan.skriv(maerkat(row.maerke, row.titel))
        midter.append(plan.bane())
        if row.oere is None:
            plan.bemaerk(row.tilstand.tekst, midter[-1])
    stoerst = max((row.oere or 0 for row in rows), default=0) / MIO_OERE or 1
    akse = {"range": [0, stoerst * _PLADS_TIL_TAL], "visible": False}
    spec = {"data": [_indsatser(rows, midter, fokus)], "layout": plan.layout(xaxis=akse)}
    tabel = Table(
        (Column("maerke", "Mærke"), Column("titel", "Titel"), Column("oere", "Budget, kr.", Kind.KR)),
        tuple((row.maerke, row.titel, _celle(row)) for row in rows),
    )
    return Chart(
        spec, _alt("Budget i mio. kr.", [f"{row.maerke or row.titel} {_i_mio(row)}" for row in rows]), tabel
    )


def disponeret(rows: Sequence[Disponering]) -> Chart:
    """Draw what is committed and what is left, as one bar per row against the line of its budget."""
    plan, spor, maal = Opstilling(), [], []
    for row in rows:
        budget, brugt = row.budget.oere, row.disponeret.oere
        plan.skriv([f"Budget <b>{_i_ord(row.budget)}</b>"])
        if budget is not None and brugt is not None:
            midte = plan.bane(40)
            spor += _bro(budget, brugt, midte)
            maal.append(_maal(budget, midte))
        plan.skriv([f"<b>{_farvet('Disponeret', BLAA)}</b> {_i_ord(row.disponeret)}{_andel(row)}"])
        plan.skriv([f"<b>{_restnavn(row.rest)}</b> {_i_ord(row.rest)}"])
        plan.luft()
    stoerst = max((b.oere or 0 for row in rows for b in (row.budget, row.disponeret)), default=0) / MIO_OERE
    akse = {"range": [0, (stoerst or 1) * 1.01], "visible": False}
    spec = {"data": spor, "layout": plan.layout(xaxis=akse, barmode="stack", shapes=maal)}
    alt = "; ".join(map(_disponeret_i_ord, rows)) or "Disponeret: 0 tal at vise."
    return Chart(spec, alt, _disponeret_tabel(rows))


def _indsatser(rows: Sequence[IndsatsBeloeb], midter: Sequence[float], fokus: str | None) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Budget",
        "x": [None if row.oere is None else row.oere / MIO_OERE for row in rows],
        "y": list(midter),
        "width": 18,
        "marker": {"color": [BLAA if row.maerke == fokus else NEUTRAL for row in rows]},
        "text": ["" if row.oere is None else text.beloeb(row.oere) for row in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": ["" if row.oere is None else text.kr(row.oere) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _bro(budget: int, brugt: int, midte: float) -> list[Spec]:
    """Return the committed part and, hatched, what is left of the budget or lies beyond it."""
    rest = (HVID, "Rest") if brugt <= budget else (ORANGE, "Ud over budgettet")
    return [
        _liggende("Disponeret", min(brugt, budget), midte, BLAA, brugt),
        _liggende(rest[1], abs(budget - brugt), midte, rest[0], abs(budget - brugt)),
    ]


def _liggende(navn: str, oere: int, midte: float, farve: str, vist: int) -> Spec:
    return {
        "type": "bar",
        "orientation": "h",
        "name": navn,
        "x": [oere / MIO_OERE],
        "y": [midte],
        "width": 36,
        "marker": {
            "color": farve,
            "line": {"color": DAEMPET, "width": 1},
            "pattern": {
                "shape": "" if farve == BLAA else "/",
                "fgcolor": DAEMPET,
                "bgcolor": farve,
                "size": 8,
            },
        },
        "customdata": [f"{navn}: {text.kr(vist)}"],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _maal(budget: int, midte: float) -> Spec:
    x = budget / MIO_OERE
    linje = {"color": TEKST, "width": 3}
    return {"type": "line", "x0": x, "x1": x, "y0": midte - 24, "y1": midte + 24, "line": linje}


def _hoejde(row: AarBudget) -> float:
    """Return how high the columns of one year stand, in mio. kr.: what is known of it."""
    return ((row.ramme.oere or 0) + (row.tillaeg.oere or 0)) / MIO_OERE


def _mangler_ramme(row: AarBudget) -> bool:
    """Return whether the year has a ramme that no source gives; a year of tillæg only has none to miss."""
    return row.ramme.oere is None and row.ramme.tilstand is not Tilstand.IKKE_RELEVANT


def _har_tillaeg(row: AarBudget) -> bool:
    return row.tillaeg.tilstand not in (Tilstand.IKKE_RELEVANT, Tilstand.NUL)


def _tillaeg(row: AarBudget) -> str:
    return f"+{text.mio(row.tillaeg.oere)}" if row.tillaeg.oere is not None else f"+ {row.tillaeg.tilstand.tekst}"


def _aarsnoter(row: AarBudget, hoejest: float) -> list[Spec]:
    """Return the words of one year: total and tillæg above the column, or why there is no ramme."""
    tillaeg = _farvet(_tillaeg(row), ORANGE)
    if _mangler_ramme(row):
        noter = [i_rammen(row.aar, hoejest, row.ramme.tilstand.tekst)]
        return noter + ([over(row.aar, rammehoejde(hoejest), tillaeg)] if _har_tillaeg(row) else [])
    linjer = f"<b>{_i_mio(row.i_alt)}</b>" + (f"<br>{tillaeg}" if _har_tillaeg(row) else "")
    return [over(row.aar, _hoejde(row), linjer)]


def _farvet(tekst: str, farve: str) -> str:
    return f'<span style="color:{farve}">{tekst}</span>'


def _celle(beloeb: Beloeb) -> int | Tilstand:
    return beloeb.tilstand if beloeb.oere is None else beloeb.oere


def _i_mio(beloeb: Beloeb) -> str:
    return beloeb.tilstand.tekst if beloeb.oere is None else text.mio(beloeb.oere)


def _i_ord(beloeb: Beloeb) -> str:
    return beloeb.tilstand.tekst if beloeb.oere is None else text.beloeb(abs(beloeb.oere))


def _restnavn(rest: Beloeb) -> str:
    return "Ud over budgettet" if (rest.oere or 0) < 0 else "Rest"


def _andel(row: Disponering) -> str:
    budget, brugt = row.budget.oere, row.disponeret.oere
    return "" if not budget or brugt is None else f" ({text.procent_tal(brugt, budget)})"


def _disponeret_i_ord(row: Disponering) -> str:
    dele = (
        f"Budget {_i_ord(row.budget)}",
        f"disponeret {_i_ord(row.disponeret)}{_andel(row)}",
        f"{_restnavn(row.rest).lower()} {_i_ord(row.rest)}",
    )
    return ", ".join(dele)


def _disponeret_tabel(rows: Sequence[Disponering]) -> Table:
    columns = (
        Column("aar", "År"),
        Column("budget", "Budget, kr.", Kind.KR),
        Column("disponeret", "Disponeret, kr.", Kind.KR),
        Column("rest", "Rest, kr.", Kind.KR),
    )
    return Table(columns, tuple(_disponeret_raekke(row) for row in rows))


def _disponeret_raekke(row: Disponering) -> tuple[Celle, ...]:
    aar = text.opremsning([str(aar) for aar in row.aar])
    return aar, _celle(row.budget), _celle(row.disponeret), _celle(row.rest)


def _alt(emne: str, dele: Sequence[str]) -> str:
    return f"{emne}: {', '.join(dele)}." if dele else f"{emne}: 0 tal at vise."


def _aar_i_ord(row: AarBudget) -> str:
    if _mangler_ramme(row):
        tillaeg = f" og tillæg {_i_mio(row.tillaeg)}" if _har_tillaeg(row) else ""
        return f"{row.aar} ramme {row.ramme.tilstand.tekst}{tillaeg}"
    heraf = f" (heraf tillæg {_i_mio(row.tillaeg)})" if _har_tillaeg(row) else ""
    return f"{row.aar} {_i_mio(row.i_alt)}{heraf}"


def _budget_per_aar_tabel(rows: Sequence[AarBudget]) -> Table:
    columns = (
        Column("aar", "År", Kind.AAR),
        Column("ramme", "Ramme, kr.", Kind.KR),
        Column("tillaeg", "Tillæg, kr.", Kind.KR),
        Column("i_alt", "I alt, kr.", Kind.KR),
    )
    return Table(columns, tuple(_aar_i_tabel(row) for row in rows))


def _aar_i_tabel(row: AarBudget) -> tuple[Celle, ...]:
    return row.aar, _celle(row.ramme), _celle(row.tillaeg), _celle(row.i_alt)
