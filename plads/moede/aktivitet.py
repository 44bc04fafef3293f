"""The slides of activity: each count's curve from the overview, said by what whole school years show."""

from __future__ import annotations

from plads import text
from plads.dias import Dias, Noegletal
from plads.moede.grundlag import Grundlag
from plads.moede.kort import card, link, slide_of
from plads.moede.ord import statement
from plads.queries.aktivitet import TaltRow
from plads.serier import Serie
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

AFSNIT = "Aktivitet"
STANDARD = ("ppv", "indstilling", "visitation", "klage")
AAR_MED = 4


def slides(g: Grundlag) -> list[Dias]:
    """Return the city's activity: the figures side by side, then one slide for each that is counted."""
    egne = [(row, g.skoleaar[row.kode]) for row in g.tal if row.kode in STANDARD and row.kode in g.skoleaar]
    egne = [(row, serie) for row, serie in egne if serie.seneste is not None]
    if not egne:
        return []
    curves = [_curve(g, row, serie) for row, serie in egne]
    return [_summary(g, egne), *(dias for dias in curves if dias is not None)]


def _summary(g: Grundlag, egne: list[tuple[TaltRow, Serie]]) -> Dias:
    aar = _year(egne[0][1])
    eksempel = any(serie.eksempel for _, serie in egne)
    foerst = _change(*egne[0])
    return Dias(
        noegle="aktivitet",
        afsnit=AFSNIT,
        titel=statement(foerst),
        undertitel=f"Antal i skoleåret {aar}, hele byen, mod året før",
        noegletal=tuple(_figure(row, serie) for row, serie in egne),
        pointe=_sentence([_direction(row, serie) for row, serie in egne]),
        noter="\n".join(_change(row, serie) for row, serie in egne),
        periode=f"skoleåret {aar}",
        kilde=_source(eksempel),
        link=link("overblik", g.valg),
        eksempel=eksempel,
        skjult=any(Tilstand.DISKRETIONERET in serie.vaerdier for _, serie in egne),
    )


def _source(eksempel: bool) -> str:
    return "Kilde: opdigtede eksempeldata" if eksempel else "Kilde: kommunens indberetninger"


def _year(serie: Serie) -> str:
    """Return the last school year with a figure."""
    return serie.seneste[0].navn if serie.seneste else ""


def _pair(serie: Serie) -> tuple[Celle, Celle]:
    """Return the last shown figure, and the one of the year before it."""
    nr = max(nr for nr, vaerdi in enumerate(serie.vaerdier) if _is_number(vaerdi))
    return serie.vaerdier[nr], serie.vaerdier[nr - 1] if nr else Tilstand.IKKE_RAPPORTERET


def _is_number(celle: Celle) -> bool:
    return isinstance(celle, int | float) and not isinstance(celle, Tilstand)


def _figure(row: TaltRow, serie: Serie) -> Noegletal:
    nu, foer = _pair(serie)
    aar = _year(serie)
    return Noegletal(row.navn, _said(nu), f"skoleåret {aar}, året før {_said(foer)}")


def _said(celle: Celle) -> str:
    return text.antal(celle) if isinstance(celle, int | float) and not isinstance(celle, Tilstand) else _word(celle)


def _word(celle: Celle) -> str:
    return celle.tekst if isinstance(celle, Tilstand) else str(celle or "")


def _change(row: TaltRow, serie: Serie) -> str:
    """Return the count beside the year before in one statement."""
    nu, foer = _pair(serie)
    if _is_number(foer):
        return f"{row.navn}: {_said(nu)} i skoleåret {_year(serie)} mod {_said(foer)} året før"
    return f"{row.navn}: {_said(nu)} i skoleåret {_year(serie)}"


def _direction(row: TaltRow, serie: Serie) -> str:
    nu, foer = _pair(serie)
    if not isinstance(nu, int) or not isinstance(foer, int):
        return f"{text.lille(row.navn)} kan ikke sammenlignes"
    return f"{'flere' if nu > foer else 'færre' if nu < foer else 'lige mange'} {_noun(row.navn)}"


def _noun(navn: str) -> str:
    return navn if navn[:2].isupper() else text.lille(navn)


def _sentence(dele: list[str]) -> str:
    return f"{text.stort(text.opremsning(dele))} end året før."


def _curve(g: Grundlag, row: TaltRow, serie: Serie) -> Dias | None:
    """Return a count's curve as on the overview; None where it is not shown."""
    kort = card(g, "overblik", f"kurve_{row.kode}", {"indikator": [row.kode]})
    if kort is None or kort.chart is None:
        return None
    skjult = "Tallet er skjult" in kort.titel
    return slide_of(
        g, kort, "overblik", valg={"indikator": [row.kode]}, noegle=f"aktivitet-{row.kode}", afsnit=AFSNIT,
        titel=statement(_change(row, serie)),
        pointe="Den nyeste måned er skjult for at beskytte små tal." if skjult else kort.titel,
        noter=f"{kort.titel}\n{kort.undertitel}",
    )  # fmt: skip


def table(g: Grundlag) -> Table:
    """Return the city's last school years as the note shows them: a row for each count."""
    perioder = sorted({p for serie in g.skoleaar.values() for p, celle in serie if _is_number(celle)})[-AAR_MED:]
    columns = (
        Column("tal", "Tal"),
        *(Column(f"aar_{p.foerste}", p.navn, Kind.ANTAL) for p in perioder),
        Column("datagrundlag", "Datagrundlag"),
    )
    rows = []
    for row in g.tal:
        if row.kode not in g.skoleaar or row.kode not in STANDARD:
            continue
        cells = dict(g.skoleaar[row.kode])
        grundlag = "Eksempeldata" if g.skoleaar[row.kode].eksempel else "Indberetninger"
        rows.append((row.navn, *(cells.get(p, Tilstand.IKKE_RAPPORTERET) for p in perioder), grundlag))
    return Table(columns, tuple(rows) if perioder else ())
