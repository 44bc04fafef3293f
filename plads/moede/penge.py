"""The slides of the plan as a whole and of its money."""

from __future__ import annotations

from plads import text
from plads.dias import Dias, Noegletal
from plads.moede.grundlag import Grundlag
from plads.moede.kort import card, link, slide_of
from plads.moede.ord import amount, statement
from plads.tables import Celle, Column, Kind, Table

AFSNIT = "Økonomi"


def status(g: Grundlag) -> Dias:
    """Return the slide that says where the plan stands."""
    linjer = tuple(saetning.tekst for saetning in g.saetninger)
    tal = tuple(filter(None, (*_money(g), *_started(g), _late(g))))
    return Dias(
        noegle="status",
        afsnit="Status",
        titel=_standing(g),
        undertitel=f"{g.plan.navn}, {g.plan.kommune}",
        noegletal=tal[:4] if len(tal) > 1 else (),
        punkter=() if len(tal) > 1 else linjer,
        pointe=g.plan.status or "",
        noter="\n".join(linjer),
        periode=g.plan.periode or "",
        kilde=g.kilde([g.plan.kilde, *(row.kilde for row in g.milepaele)]),
        link=link("overblik", g.valg),
    )


def _standing(g: Grundlag) -> str:
    sene = sum(row.er_sen for row in g.milepaele)
    penge = g.oekonomi
    if penge.disponeret.oere is not None and penge.budget.oere:
        spent = f"{text.mio(penge.disponeret.oere)} af {text.mio(penge.budget.oere)} mio. kr. er disponeret"
        return statement(f"{spent}, og {text.antal_af(sene, 'milepæl', 'milepæle')} er forsinket eller udskudt", spent)
    if sene:
        return f"{text.antal_af(sene, 'milepæl', 'milepæle')} er forsinket eller udskudt"
    return statement(*(saetning.tekst for saetning in g.saetninger[:1]), g.plan.navn)


def _money(g: Grundlag) -> list[Noegletal]:
    penge = g.oekonomi
    if penge.budget.oere is None:
        return []
    aar = text.opremsning([str(aar) for aar in penge.aar])
    found = [Noegletal(f"Budget {aar}", text.kr(penge.budget.oere))]
    if penge.disponeret.oere is not None:
        andel = text.procent_tal(penge.disponeret.oere, penge.budget.oere)
        found.append(Noegletal("Disponeret", text.kr(penge.disponeret.oere), f"{andel} pr. {penge.opgjort}"))
    return found


def _started(g: Grundlag) -> list[Noegletal]:
    """Return how many forløb the source states in all: one figure for each school year."""
    hele = [row for row in g.taellinger if row.type is None and row.antal is not None]
    per_aar: dict[tuple[str, str], list[str]] = {}
    for row in hele:
        navn = (f"Forløb {row.status.value} {row.skoleaar or ''}".strip(), row.skoleaar or "")
        per_aar.setdefault(navn, []).append(f"{text.antal(row.antal or 0)} {row.taelleenhed}")
    return [Noegletal(navn, dele[0], ", ".join(dele[1:])) for (navn, _), dele in per_aar.items()]


def _late(g: Grundlag) -> Noegletal | None:
    if not g.milepaele:
        return None
    sene = [row for row in g.milepaele if row.er_sen]
    uden = sum(row.gaeldende is None or row.gaeldende.fra is None for row in sene)
    return Noegletal(
        "Forsinket eller udskudt",
        text.antal_af(len(sene), "milepæl", "milepæle"),
        f"af {text.antal(len(g.milepaele))}, heraf {text.antal(uden)} uden ny dato" if sene else "",
    )


def money(g: Grundlag) -> list[Dias]:
    """Return the slides of the money: committed, by year, by part; none where the plan has no amounts."""
    made = [_committed(g), _by_year(g), _by_part(g)]
    return [dias for dias in made if dias is not None]


def _committed(g: Grundlag) -> Dias | None:
    penge = g.oekonomi
    kort = card(g, "oekonomi", "disponeret")
    if kort is None or kort.chart is None or penge.disponeret.oere is None or not penge.budget.oere:
        return None
    andel = text.procent_tal(penge.disponeret.oere, penge.budget.oere)
    rest = f"{amount(penge.rest)} er ikke disponeret endnu."
    return slide_of(
        g, kort, "oekonomi", noegle="oekonomi-disponeret", afsnit=AFSNIT,
        titel=f"{andel} af årets budget er disponeret",
        pointe=rest,
        noter=f"{text.kr(penge.disponeret.oere)} af {text.kr(penge.budget.oere)} er disponeret, {rest}",
        kilde=g.kilde([g.plan.kilde, *(row.kilde for row in g.taellinger)]),
    )  # fmt: skip


def _by_year(g: Grundlag) -> Dias | None:
    kort = card(g, "oekonomi", "aar")
    kendte = [row for row in g.aar if row.i_alt.oere is not None]
    if kort is None or kort.chart is None or len(kendte) < 2:
        return None
    foerste, sidste = kendte[0], kendte[-1]
    ord_ = {-1: "falder", 0: "er uændret", 1: "stiger"}[_sign(sidste.i_alt.oere or 0, foerste.i_alt.oere or 0)]
    uden = [str(row.aar) for row in g.aar if row.i_alt.oere is None]
    return slide_of(
        g, kort, "oekonomi", noegle="oekonomi-aar", afsnit=AFSNIT,
        titel=statement(
            f"Budgettet {ord_} fra {amount(foerste.i_alt)} i {foerste.aar} til {amount(sidste.i_alt)} i {sidste.aar}"
        ),
        pointe=f"Det samlede beløb for {text.opremsning(uden)} er ikke oplyst i kilderne." if uden else "",
        kilde=g.kilde([g.plan.kilde]),
    )  # fmt: skip


def _sign(a: int, b: int) -> int:
    return (a > b) - (a < b)


def _by_part(g: Grundlag) -> Dias | None:
    kort = card(g, "oekonomi", "dele")
    kendte = sorted((row for row in g.poster if row.i_alt.oere), key=lambda row: -(row.i_alt.oere or 0))
    if kort is None or kort.chart is None or len(kendte) < 2:
        return None
    stoerste = kendte[:2]
    i_alt = sum(row.i_alt.oere or 0 for row in kendte)
    andel = text.procent_tal(sum(row.i_alt.oere or 0 for row in stoerste), i_alt)
    return slide_of(
        g, kort, "oekonomi", noegle="oekonomi-dele", afsnit=AFSNIT,
        titel=statement(f"De to største dele, {stoerste[0].maerke} og {stoerste[1].maerke}, har {andel} af budgettet"),
        pointe=text.opremsning([f"{row.maerke}) {row.titel}: {amount(row.i_alt)}" for row in stoerste]),
        kilde=g.kilde([g.plan.kilde]),
    )  # fmt: skip


def money_table(g: Grundlag) -> Table:
    """Return Tabel 1 of the note: each year's amounts, and of the present one what is committed."""
    columns = (
        Column("aar", "År", Kind.AAR),
        Column("ramme", "Ramme, kr.", Kind.KR),
        Column("tillaeg", "Tillæg, kr.", Kind.KR),
        Column("i_alt", "Afsat i alt, kr.", Kind.KR),
        Column("disponeret", "Disponeret, kr.", Kind.KR),
        Column("rest", "Ikke disponeret, kr.", Kind.KR),
        Column("andel", "Disponeret, pct.", Kind.PROCENT),
    )
    rows: list[tuple[Celle, ...]] = []
    for row in g.aar:
        er_aaret = g.oekonomi.aar == (row.aar,)
        penge = [total.tilstand if total.oere is None else total.oere for total in (row.ramme, row.tillaeg, row.i_alt)]
        brugt: list[Celle] = [None, None, None]
        if er_aaret and g.oekonomi.disponeret.oere is not None and g.oekonomi.budget.oere:
            brugt = [
                g.oekonomi.disponeret.oere,
                g.oekonomi.rest.tilstand if g.oekonomi.rest.oere is None else g.oekonomi.rest.oere,
                g.oekonomi.disponeret.oere / g.oekonomi.budget.oere,
            ]
        rows.append((row.aar, *penge, *brugt))
    return Table(columns, tuple(rows))
