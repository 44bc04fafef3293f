"""One slide for each main part of the plan: what it is for, where it stands, its money, forløb and milestones."""

from __future__ import annotations

from dataclasses import replace

from plads import text
from plads.charts.lister import label
from plads.dias import Dias, Noegletal
from plads.models.plan import Tekstart
from plads.moede.grundlag import Grundlag
from plads.moede.kort import link, numbered, parts
from plads.moede.ord import amount, first_sentence, statement
from plads.queries.delkort import KortRow
from plads.queries.plan import ElementRow
from plads.queries.styring import MilepaelRow
from plads.tables import Column, Table
from plads.tilstand import Tilstand

PUNKTER = 5
LISTET = 5


def slides(g: Grundlag) -> list[Dias]:
    """Return a slide for each main part of the plan, in its order; parts the sources say little of share slides."""
    elementer = {row.maerke: row for row in g.elementer if row.er_hoved}
    alle = [_slide(g, row, elementer[row.maerke]) for row in g.dele]
    return [*_listed(g, [dias for dias in alle if not _stands_alone(dias)]), *filter(_stands_alone, alle)]


def _stands_alone(dias: Dias) -> bool:
    return bool(dias.noegletal) or len(dias.punkter) > 1


def _listed(g: Grundlag, tavse: list[Dias]) -> list[Dias]:
    """Return slides that list the parts of which the sources say no more than a sentence."""
    rows = tuple((dias.titel, dias.punkter[0] if dias.punkter else Tilstand.IKKE_OPLYST) for dias in tavse)
    stykker = parts(Table((Column("del", "Del"), Column("formaal", "Formål")), rows), LISTET)
    return [
        replace(
            tavse[0],
            noegle=f"dele-{nr}",
            afsnit="Planens dele",
            titel=numbered(f"{text.antal_af(len(rows), 'del', 'dele')} er kun kort beskrevet", nr, len(stykker)),
            tabel=stykke,
            punkter=(),
            noter="",
            undertitel=f"Dele af {g.plan.navn}, som kilderne kun beskriver kort",
            link=link("indsatser", g.valg),
        )
        for nr, stykke in enumerate(stykker, 1)
    ]


def _slide(g: Grundlag, row: KortRow, element: ElementRow) -> Dias:
    """Return the slide of one part."""
    milepaele = [m for m in g.milepaele if m.hoved == row.maerke]
    punkter = _points(g, row, element, milepaele)
    return Dias(
        noegle=f"indsats-{row.maerke}",
        afsnit=f"{row.ental} {row.maerke}",
        titel=_title(row, element),
        undertitel=f"{row.ental} i {g.plan.navn}",
        noegletal=_figures(row),
        punkter=punkter[:PUNKTER],
        pointe=_late(milepaele),
        noter="\n".join([*([row.formaal] if row.formaal else []), *punkter]),
        periode=element.periode or g.plan.periode or "",
        kilde=g.kilde([element.kilde, *(m.kilde for m in milepaele)]),
        link=link("indsats", {**g.valg, "indsats": [row.maerke]}),
    )


def _title(row: KortRow, element: ElementRow) -> str:
    if element.status:
        return statement(f"{row.navn}: {text.lille(element.status)}", f"{row.maerke}) {element.status}", element.titel)
    if row.sene:
        return statement(f"{row.navn}: {text.antal_af(row.sene, 'milepæl', 'milepæle')} forsinket", row.navn)
    return statement(row.navn)


def _figures(row: KortRow) -> tuple[Noegletal, ...]:
    aar = text.opremsning([str(aar) for aar in row.aar])
    found = []
    if row.budget.oere is not None:
        found.append(Noegletal(f"Budget {aar}", amount(row.budget)))
    elif row.budget.tilstand is Tilstand.INDEN_FOR_RAMME:
        found.append(Noegletal("Budget", text.stort(row.budget.tilstand.tekst)))
    if row.milepaele:
        note = f"heraf {text.antal(row.sene)} forsinket eller udskudt" if row.sene else ""
        found.append(Noegletal("Milepæle", text.antal(row.milepaele), note))
    if row.dele:
        found.append(Noegletal("Dele", text.antal(row.dele)))
    return tuple(found)


def _points(g: Grundlag, row: KortRow, element: ElementRow, milepaele: list[MilepaelRow]) -> tuple[str, ...]:
    """Return purpose, forløb and milestones as short points."""
    formaal = [first_sentence(row.formaal)] if row.formaal else []
    effekt = [
        f"Forventet effekt: {text.lille(first_sentence(t))}" for t in _texts(g, element, Tekstart.FORVENTET_EFFEKT)
    ]
    naeste = [_milestone(m) for m in sorted(milepaele, key=lambda m: not m.er_sen)[:3]]
    return (*formaal, *effekt[:1], *row.forloeb[:2], *naeste)


def _texts(g: Grundlag, element: ElementRow, art: Tekstart) -> list[str]:
    return [row.tekst for row in g.tekster if row.element == element.kode and row.art is art]


def _milestone(m: MilepaelRow) -> str:
    when = f", {m.gaeldende.tekst}" if m.gaeldende else ""
    return f"{m.titel}: {text.lille(label(m.status.value))}{when}"


def _late(milepaele: list[MilepaelRow]) -> str:
    sene = [m.titel for m in milepaele if m.er_sen]
    if not sene:
        return "Ingen milepæle er forsinket eller udskudt." if milepaele else ""
    return f"Forsinket eller udskudt: {text.opremsning([text.lille(titel) for titel in sene[:2]])}." if len(
        sene
    ) <= 2 else f"{text.stort(text.antal(len(sene)))} milepæle er forsinket eller udskudt."  # fmt: skip


def overview(g: Grundlag) -> Table:
    """Return the schematic overview: one row for each main part, with what is not stated said."""
    columns = tuple(
        Column(navn, titel)
        for navn, titel in (
            ("del", "Indsats"),
            ("temperatur", "Temperatur"),
            ("leverancer", "Hovedleverancer"),
            ("effekt", "Forventet effekt"),
            ("omfang", "Skoler og institutioner"),
            ("risici", "Risici"),
        )
    )
    elementer = {row.maerke: row for row in g.elementer if row.er_hoved}
    return Table(columns, tuple(_overview_row(g, row, elementer[row.maerke]) for row in g.dele))


def _overview_row(g: Grundlag, row: KortRow, element: ElementRow) -> tuple[str | Tilstand, ...]:
    leverancer = [m.titel for m in g.milepaele if m.hoved == row.maerke and m.gentagelse is None]
    risici = [r.tekst for r in g.risici if r.hoved == row.maerke]
    return (
        row.navn,
        _temperature(g, element),
        _joined(leverancer),
        _joined(_texts(g, element, Tekstart.FORVENTET_EFFEKT)),
        _joined(list(row.forloeb)),
        _joined(risici),
    )


def _temperature(g: Grundlag, element: ElementRow) -> str | Tilstand:
    egne = [t for t in g.temperaturer if t.element == element.kode]
    if not egne:
        return Tilstand.IKKE_OPLYST
    nyest = max(egne, key=lambda t: (t.opgjort, t.dimension == "samlet"))
    return f"{nyest.symbol} {nyest.navn}" if nyest.navn else nyest.tilstand


def _joined(dele: list[str]) -> str | Tilstand:
    if not dele:
        return Tilstand.IKKE_OPLYST
    return " ".join(dele) if dele[0].endswith(".") else "; ".join(dele)
