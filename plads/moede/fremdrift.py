"""The slides of progress: forløb, risks and temperature, what comes next, and what was decided last time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plads import text
from plads.charts.lister import label
from plads.dias import Dias
from plads.models.styring import Milepaelstatus
from plads.moede.grundlag import Grundlag
from plads.moede.kort import card, link, numbered, parts, slide_of
from plads.moede.ord import statement
from plads.queries.forloeb import TaellingRow
from plads.queries.styring import MilepaelRow
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

RISICI_PR_DIAS = 3
FORLOEB = (Column("forloeb", "Forløb"), Column("skoleaar", "Skoleår"), Column("antal", "Antal", Kind.ANTAL))


def forloeb(g: Grundlag) -> list[Dias]:
    """Return the slides of forløb; none where the sources count none."""
    if not g.taellinger:
        return []
    kort = card(g, "forloeb", "skoleaar")
    kilde = g.kilde([row.kilde for row in g.taellinger])
    made = []
    if kort is not None and kort.chart is not None:
        made.append(slide_of(
            g, kort, "forloeb", noegle="forloeb", titel=_forloeb_title(g), pointe=_unexplained(g),
            noter="\n".join(s.tekst for s in g.saetninger if s.side == "forloeb"), kilde=kilde, afsnit="Forløb",
        ))  # fmt: skip
    udskudt = [row for row in g.taellinger if row.ny_dato]
    if udskudt:
        made.append(
            Dias(
                noegle="forloeb-datoer",
                titel=statement(f"{text.antal_af(len(udskudt), 'forløb har', 'slags forløb har')} fået ny startdato"),
                undertitel="Ny start, som kilden skriver den",
                tabel=delayed(g),
                periode=g.plan.periode or "",
                link=link("forloeb", g.valg),
                kilde=kilde,
                afsnit="Forløb",
            )
        )
    return made


def _forloeb_title(g: Grundlag) -> str:
    hele = [row for row in g.taellinger if row.type is None and row.antal is not None]
    if not hele:
        return statement(f"Kilderne tæller {text.antal_af(len(g.taellinger), 'slags forløb', 'slags forløb')}")
    dele = [
        f"{text.antal(row.antal or 0)} {row.taelleenhed} {row.status.value} {row.skoleaar or ''}".strip()
        for row in hele
    ]
    kort = [f"{text.antal(row.antal or 0)} {row.taelleenhed.split()[0]} {row.status.value}" for row in hele]
    return statement(text.stort(text.opremsning(dele)), text.stort(text.opremsning(kort)))


def _unexplained(g: Grundlag) -> str:
    return " ".join(
        f"{text.antal(row.rest)} af {text.antal(row.oplyst)} {row.taelleenhed} i {row.skoleaar} er ikke forklaret."
        for row in g.afstemt
        if row.rest
    )


def delayed(g: Grundlag) -> Table:
    """Return the forløb that have been given a new date, in the source's words."""
    columns = (
        *FORLOEB,
        Column("status", "Status"),
        Column("ny_dato", "Ny dato"),
    )
    rows = tuple(
        (
            *_counted(row),
            text.lille(label(row.status.value)),
            row.ny_dato,
        )
        for row in g.taellinger
        if row.ny_dato
    )
    return Table(columns, rows)


def counts(g: Grundlag) -> Table:
    """Return every count of forløb for the note."""
    columns = (
        *FORLOEB,
        Column("enhed", "Hvad tælles"),
        Column("status", "Status"),
        Column("ny_dato", "Ny dato"),
    )
    rows = tuple(
        (
            *_counted(row),
            row.taelleenhed,
            text.lille(label(row.status.value)),
            row.ny_dato or "",
        )
        for row in g.taellinger
    )
    return Table(columns, rows)


def _counted(row: TaellingRow) -> tuple[Celle, ...]:
    """Return the cells of the columns that both tables of forløb have."""
    return row.typenavn, row.skoleaar or Tilstand.IKKE_OPLYST, row.tilstand if row.antal is None else row.antal


def risks(g: Grundlag) -> list[Dias]:
    """Return the slides of risks, and one of the temperature where any is known."""
    tabel = risk_table(g)
    stykker = parts(tabel, RISICI_PR_DIAS)
    made = [
        Dias(
            noegle=f"risici-{nr}",
            afsnit="Risici og temperatur",
            titel=numbered(statement(_risk_title(g)), nr, len(stykker)),
            undertitel="Risici, som kilderne nævner, og hvordan de håndteres",
            tabel=del_,
            noter="\n".join(f"{row.tekst} {row.status or ''}".strip() for row in g.risici),
            periode=_as_of([row.opgjort for row in g.risici]),
            kilde=g.kilde([row.kilde for row in g.risici]),
            link=link("overblik", g.valg),
        )
        for nr, del_ in enumerate(stykker, 1)
    ]
    return [*made, *_temperatures(g)]


def _risk_title(g: Grundlag) -> str:
    uden = sum(not row.haandtering for row in g.risici)
    if len(g.risici) == 1:
        return f"Én risiko er nævnt, {'uden' if uden else 'med'} håndtering"
    antal = text.stort(text.antal_af(len(g.risici), "risiko er nævnt", "risici er nævnt"))
    return f"{antal}, {text.antal(uden)} uden håndtering" if uden else f"{antal}, alle med håndtering"


def risk_table(g: Grundlag) -> Table:
    """Return the risks with how they are handled."""
    columns = (Column("risiko", "Risiko"), Column("haandtering", "Håndtering"))
    return Table(columns, tuple((row.tekst, row.haandtering or Tilstand.IKKE_OPLYST) for row in g.risici))


def _as_of(dage: Sequence[date | None]) -> str:
    kendte = [dag for dag in dage if dag]
    return f"Opgjort {text.dato(max(kendte))}" if kendte else ""


def _temperatures(g: Grundlag) -> list[Dias]:
    """Return the newest known temperature in each dimension of the plan; what has aged is told by its date."""
    kendte = [row for row in g.temperaturer if row.navn]
    if not kendte:
        return []
    tabel = temperature_table(g)
    nyeste = max(row.opgjort for row in g.temperaturer)
    aeldre = max(row.opgjort for row in kendte) < nyeste
    ens = {row.navn for row in kendte}
    titel = f"Temperaturen var {text.lille(ens.pop() or '')} i alle vurderede dimensioner" if len(ens) == 1 else (
        "Temperaturen er forskellig fra dimension til dimension"
    )  # fmt: skip
    return [
        Dias(
            noegle="temperatur",
            afsnit="Risici og temperatur",
            titel=statement(titel),
            undertitel="Seneste vurdering af hver dimension",
            tabel=parts(tabel)[0],
            pointe=f"Der er ikke oplyst en temperatur pr. {text.dato(nyeste)}." if aeldre else "",
            noter="\n".join(f"{row.om}, {label(row.dimension.value)}: {row.kommentar or ''}" for row in g.temperaturer),
            periode=_as_of([row.opgjort for row in kendte]),
            kilde=g.kilde([row.kilde for row in kendte]),
            link=link("overblik", g.valg),
        )
    ]


def temperature_table(g: Grundlag) -> Table:
    """Return the newest known temperature of each part and dimension."""
    nyeste: dict[tuple[str, str], tuple[Celle, ...]] = {}
    for row in sorted(g.temperaturer, key=lambda row: row.opgjort):
        if row.navn:
            celler = (row.om, label(row.dimension.value), f"{row.symbol} {row.navn}", row.opgjort)
            nyeste[row.element, row.dimension.value] = celler
    columns = (
        Column("om", "Del"),
        Column("dimension", "Dimension"),
        Column("temperatur", "Temperatur"),
        Column("opgjort", "Opgjort", Kind.DATO),
    )
    return Table(columns, tuple(nyeste.values()))


def next_steps(g: Grundlag) -> list[Dias]:
    """Return what comes after the newest source; none where nothing has a date."""
    kommende = coming(g)
    tabel = steps_table(kommende)
    if not tabel.rows:
        return []
    stykker = parts(tabel)
    foerste = kommende[0]
    naar = foerste.gaeldende.tekst if foerste.gaeldende else ""
    titel = statement(f"Næste skridt er {_inside(foerste.titel)}, {naar}", foerste.titel)
    return [
        Dias(
            noegle=f"naeste-{nr}",
            afsnit="Næste skridt",
            titel=titel if nr == 1 else numbered("Derefter", nr, len(stykker)),
            undertitel="Milepæle og rapporter efter den nyeste kilde, i datoorden",
            tabel=del_,
            periode=f"Efter {text.dato(g.stand)}" if g.stand else "",
            kilde=g.kilde([row.kilde for row in kommende]),
            link=link("milepaele", g.valg),
        )
        for nr, del_ in enumerate(stykker, 1)
    ]


def _inside(titel: str) -> str:
    """Return a title as it stands inside a sentence; one that begins with a number or an abbreviation stays."""
    return titel if titel[:2].isupper() or not titel[:1].isalpha() else text.lille(titel)


def coming(g: Grundlag) -> list[MilepaelRow]:
    """Return the dated milestones that are not done and lie after the newest source, in order of date."""
    fra = g.stand or date.min
    kendte = [
        (m.gaeldende.til, m)
        for m in g.milepaele
        if m.gaeldende and m.gaeldende.til and m.status is not Milepaelstatus.GENNEMFOERT and m.gaeldende.til >= fra
    ]
    return [m for _, m in sorted(kendte, key=lambda par: (par[0], par[1].titel))]


def steps_table(kommende: Sequence[MilepaelRow]) -> Table:
    """Return milestones with their dates in the source's words."""
    columns = (
        Column("hvornaar", "Hvornår"),
        Column("hvad", "Hvad"),
        Column("del", "Del"),
        Column("status", "Status"),
    )
    rows = tuple(
        (
            m.gaeldende.tekst if m.gaeldende else Tilstand.IKKE_OPLYST,
            m.titel,
            m.del_af,
            text.lille(label(m.status.value)),
        )
        for m in kommende
    )
    return Table(columns, rows)


def decisions(rows: Sequence[tuple[str, str, date | None, bool]], moede: str) -> Dias | None:
    """Return the slide that opens a set: what was decided last time, who does it and when; None for nothing."""
    if not rows:
        return None
    columns = (
        Column("beslutning", "Beslutning"),
        Column("ansvarlig", "Ansvarlig"),
        Column("frist", "Frist", Kind.DATO),
        Column("status", "Status"),
    )
    celler = tuple(
        (tekst, hvem or Tilstand.IKKE_OPLYST, frist or Tilstand.IKKE_OPLYST, "udført" if gjort else "åben")
        for tekst, hvem, frist, gjort in rows
    )
    udfoert = sum(gjort for *_, gjort in rows)
    return Dias(
        noegle="beslutninger",
        afsnit="Siden sidst",
        titel=f"{text.antal(udfoert)} af {text.antal_af(len(rows), 'beslutning', 'beslutninger')} fra sidst er udført",
        undertitel=f"Beslutninger fra {moede}",
        tabel=Table(columns, celler[:6]),
        noter="\n".join(tekst for tekst, *_ in rows),
        kilde=f"Kilde: referat af {moede}",
    )
