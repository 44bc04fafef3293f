"""What the note to the committee and the schematic overview are written from.

`tabeller`: "oekonomi" (Tabel 1: aar, ramme, tillaeg, i_alt, disponeret, rest, andel), "poster" (maerke, del, budget),
"indsatser" (gruppe, del, hvad, status, dato), "forloeb" (forloeb, skoleaar, antal, enhed, status, ny_dato),
"aktivitet" (tal, one column for each school year, datagrundlag), "forventning" (the område's newest figure against
what it is held to), "risici" (risiko, haandtering), "temperatur" (om, dimension, temperatur, opgjort), "naeste_skridt"
(hvornaar, hvad, del, status), "definitioner" (begreb, betyder) and "oversigt" (del, temperatur, leverancer, effekt,
omfang, risici). One without rows is left out.

`tekster`: "baggrund", "oekonomi", "fremdrift", "aktivitet", "risici", "videre" – the paragraphs under each heading.
"""

from __future__ import annotations

from plads import text
from plads.charts.lister import label
from plads.models.plan import Tekstart
from plads.moede import aktivitet, bilag, fremdrift, indsatser, penge
from plads.moede.grundlag import Grundlag
from plads.queries.styring import MilepaelRow
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand

BAGGRUND = 3
UDEN_GRUPPE = "uden gruppe"


def tables(g: Grundlag) -> dict[str, Table]:
    """Return the rows of the documents, by name; tables without rows are left out."""
    found = {
        "oekonomi": penge.money_table(g),
        "poster": posts(g),
        "indsatser": grouped(g),
        "forloeb": fremdrift.counts(g),
        "aktivitet": aktivitet.table(g),
        "forventning": expected(g),
        "risici": fremdrift.risk_table(g),
        "temperatur": fremdrift.temperature_table(g),
        "naeste_skridt": fremdrift.steps_table(fremdrift.coming(g)),
        "definitioner": bilag.definitions(g),
        "oversigt": indsatser.overview(g),
    }
    return {navn: tabel for navn, tabel in found.items() if tabel.rows}


def posts(g: Grundlag) -> Table:
    """Return the budget of each main part in the present year."""
    columns = (Column("maerke", "Mærke"), Column("del", "Del"), Column("budget", "Budget, kr.", Kind.KR))
    rows = tuple(
        (row.maerke, row.titel, row.i_alt.tilstand if row.i_alt.oere is None else row.i_alt.oere) for row in g.poster
    )
    return Table(columns, rows if any(row.i_alt.oere is not None for row in g.poster) else ())


def grouped(g: Grundlag) -> Table:
    """Return what goes on, what is adapted and what is postponed, in the words and the order of the source."""
    columns = (
        Column("gruppe", "Gruppe"),
        Column("del", "Del"),
        Column("hvad", "Hvad"),
        Column("status", "Status"),
        Column("dato", "Dato"),
    )
    raekkefoelge = list(dict.fromkeys(m.statusgruppe for m in g.milepaele if m.statusgruppe))
    orden = sorted(raekkefoelge, key=lambda gruppe: ("stoppes" in gruppe, "tilpasses" in gruppe))
    egne = [m for gruppe in orden for m in g.milepaele if m.statusgruppe == gruppe]
    return Table(columns, tuple(_grouped_row(m) for m in egne))


def _grouped_row(m: MilepaelRow) -> tuple[str | Tilstand, ...]:
    dato = m.gaeldende.tekst if m.gaeldende else Tilstand.IKKE_OPLYST
    return text.stort(m.statusgruppe or UDEN_GRUPPE), m.del_af, m.titel, text.lille(label(m.status.value)), dato


def expected(g: Grundlag) -> Table:
    """Return the områder's newest figures against what they are held to; empty where there are none."""
    for kort in g.hent("prognoser", g.valg):
        if kort.key.startswith("afvigelser_"):
            return bilag.newest(kort.tabel())
    return Table((), ())


def texts(g: Grundlag) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of the note, by heading."""
    sagt = {side: [s.tekst for s in g.saetninger if s.side == side] for side in ("indsatser", "oekonomi", "forloeb")}
    found = {
        "baggrund": (*sagt["indsatser"], *_plan_texts(g, Tekstart.BAGGRUND, BAGGRUND)),
        "oekonomi": (*sagt["oekonomi"], *_plan_texts(g, Tekstart.FINANSIERING, 2)),
        "fremdrift": (*_plan_texts(g, Tekstart.BEGRUNDELSE, BAGGRUND), *sagt["forloeb"]),
        "aktivitet": tuple(linje for dias in aktivitet.slides(g)[:1] for linje in dias.noter.split("\n")),
        "risici": tuple(row.tekst for row in g.risici),
        "videre": _plan_texts(g, Tekstart.NAESTE_SKRIDT, BAGGRUND),
    }
    return {navn: tuple(linjer) for navn, linjer in found.items() if linjer}


def _plan_texts(g: Grundlag, art: Tekstart, mest: int) -> tuple[str, ...]:
    """Return the first texts of a kind about the whole plan."""
    return tuple(row.tekst for row in g.tekster if row.element == g.plan.kode and row.art is art)[:mest]
