"""What a packet holds: the month, the months before it, the school years, and the units below, as released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from plads import text
from plads.charts.chart import Chart
from plads.charts.kurver import maanedskurve
from plads.charts.rows import Haendelse
from plads.cube import udsnit
from plads.cube.frigivet import Frigivet
from plads.models.indikator import Indikatorart
from plads.pakker.modtagere import Modtager
from plads.queries.aktivitet import NavngivetRow, TaltRow
from plads.queries.enheder import EnhedRow
from plads.serier import Periode, Serie, Trin, i_alt, periode_om
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

TILBAGE = 25
_AAR = 12


@dataclass(frozen=True, slots=True)
class Kort:
    """One part of a packet: heading, what stands under it, its table, and the picture if it has one."""

    titel: str
    undertitel: str
    tabel: Table
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Pakke:
    """A receiver's packet. `intern` says that true small counts are in it, `eksempel` that figures are made up."""

    titel: str
    kort: tuple[Kort, ...]
    valg: tuple[tuple[str, str], ...]
    noter: tuple[str, ...]
    intern: bool
    eksempel: bool


@dataclass(frozen=True, slots=True)
class Grundlag:
    """What all packets of a month share: the month, the figures asked for, the city, events and named forløb."""

    maaned: Periode
    tal: tuple[TaltRow, ...]
    by: EnhedRow
    haendelser: tuple[Haendelse, ...]
    forloeb: tuple[NavngivetRow, ...]


def content(t: Frigivet, modtager: Modtager, g: Grundlag) -> Pakke:
    """Return a receiver's packet from the cube as that receiver may see it."""
    serier = {row.kode: _curve(t, row, modtager.enhed, g.maaned) for row in g.tal}
    egne = [(row, serier[row.kode]) for row in g.tal if serier[row.kode].sidst_meldt is not None]
    kort = [_month_card(egne, modtager, g.maaned), *_curve_cards(egne, modtager, g), _months_card(egne, modtager)]
    kort += [*_years_cards(t, modtager, g), *_below(t, modtager, g), *_forloeb_card(modtager, g)]
    intern = any(serie.intern for _, serie in egne)
    eksempel = modtager.enhed.eksempel or any(serie.eksempel for _, serie in egne)
    titel = f"{modtager.enhed.navn}, {g.maaned.navn}"
    return Pakke(titel, tuple(kort), _choices(modtager, g, eksempel), _notes(intern, eksempel), intern, eksempel)


def _choices(modtager: Modtager, g: Grundlag, eksempel: bool) -> tuple[tuple[str, str], ...]:
    kilde = "opdigtede eksempeldata" if eksempel else "kommunens indberetninger"
    return ("Enhed", modtager.enhed.navn), ("Måned", g.maaned.navn), ("Lavet til", modtager.hvem), ("Kilde", kilde)


def _notes(intern: bool, eksempel: bool) -> tuple[str, ...]:
    noter = ["– betyder ikke indberettet. • betyder skjult: små tal. Et manglende tal er aldrig 0."]
    if intern:
        noter.insert(0, "Internt: sande tal, også små. Kun til modtagerens eget arbejde: de må ikke deles.")
    if eksempel:
        noter.insert(0, "Eksempeldata: tallene er opdigtede og siger intet om rigtige skoler.")
    return tuple(noter)


def _curve(t: Frigivet, row: TaltRow, enhed: EnhedRow, maaned: Periode) -> Serie:
    return udsnit.serie(t, row.kode, enhed.kode, Trin.MAANED, navn=enhed.navn, til=maaned.til)


def _month_card(egne: Sequence[tuple[TaltRow, Serie]], modtager: Modtager, maaned: Periode) -> Kort:
    """Return the month beside the same month a year before, and the school year so far beside the last one's."""
    aar = periode_om(maaned.foerste, Trin.SKOLEAAR)
    rows = tuple((row.navn, *_beside(row, serie, maaned, aar)) for row, serie in egne)
    foer = Periode(maaned.foerste - _AAR, Trin.MAANED).navn
    columns = (
        Column("tal", "Tal"),
        Column("maaned", text.stort(maaned.navn), Kind.ANTAL),
        Column("foer", text.stort(foer), Kind.ANTAL),
        Column("hidtil", f"Skoleåret {aar.navn} til nu", Kind.ANTAL),
        Column("hidtil_foer", "Samme måneder året før", Kind.ANTAL),
        Column("mangler", "Mangler", Kind.ANTAL),
    )
    undertitel = f"Antal i {maaned.navn}, {modtager.enhed.navn}"
    return Kort(f"{text.stort(maaned.navn)} kort fortalt", undertitel, Table(columns, rows))


def _beside(row: TaltRow, serie: Serie, maaned: Periode, aar: Periode) -> tuple[Celle, ...]:
    nu, foer = _at(serie, maaned.foerste), _at(serie, maaned.foerste - _AAR)
    if row.art is not Indikatorart.STROEM:
        return nu, foer, Tilstand.IKKE_RELEVANT, Tilstand.IKKE_RELEVANT, _lacking(serie, maaned.foerste)
    hidtil = _sum(serie, aar.foerste, maaned.foerste)
    sidste = _sum(serie, aar.foerste - _AAR, maaned.foerste - _AAR)
    return nu, foer, hidtil, sidste, _lacking(serie, maaned.foerste)


def _at(serie: Serie, nr: int) -> Celle:
    return next((vaerdi for periode, vaerdi in serie if periode.foerste == nr), Tilstand.IKKE_RAPPORTERET)


def _sum(serie: Serie, fra: int, til: int) -> Celle:
    """Return the sum of a span of months; the word for why there is none, where any of it is hidden or missing."""
    dele = [_at(serie, nr) for nr in range(fra, til + 1)]
    if Tilstand.DISKRETIONERET in dele:
        return Tilstand.DISKRETIONERET
    antal, mangler = i_alt(serie, fra, til)
    hele = antal is not None and not (mangler and any(isinstance(celle, Tilstand) for celle in dele))
    return antal if hele else Tilstand.IKKE_RAPPORTERET


def _lacking(serie: Serie, nr: int) -> int:
    return next((m for p, m in zip(serie.perioder, serie.mangler, strict=True) if p.foerste == nr), 0)


def _curve_cards(egne: Sequence[tuple[TaltRow, Serie]], modtager: Modtager, g: Grundlag) -> list[Kort]:
    """Return the curves of the flows over the last years, with what happened."""
    return [
        Kort(row.navn, f"{row.navn} pr. måned, {modtager.enhed.navn}", chart.table, chart)
        for row, serie in egne
        if row.art is Indikatorart.STROEM
        for chart in (maanedskurve([_last(serie, g.maaned)], maal=row.navn, haendelser=g.haendelser),)
    ]


def _last(serie: Serie, maaned: Periode) -> Serie:
    fra = maaned.foerste - TILBAGE + 1
    med = [nr for nr, periode in enumerate(serie.perioder) if periode.foerste >= fra]
    valgt = slice(med[0], None) if med else slice(0, 0)
    return Serie(
        serie.navn, serie.perioder[valgt], serie.vaerdier[valgt], serie.mangler[valgt], serie.eksempel, serie.intern
    )


def _months_card(egne: Sequence[tuple[TaltRow, Serie]], modtager: Modtager) -> Kort:
    perioder = egne[0][1].perioder[-TILBAGE:] if egne else ()
    columns = (Column("maaned", "Måned"), *(Column(row.kode, row.navn, Kind.ANTAL) for row, _ in egne))
    rows = tuple((periode.navn, *(_at(serie, periode.foerste) for _, serie in egne)) for periode in perioder)
    return Kort("Måned for måned", f"Antal pr. måned, {modtager.enhed.navn}", Table(columns, rows))


def _years_cards(t: Frigivet, modtager: Modtager, g: Grundlag) -> list[Kort]:
    """Return the school years of the unit beside its område and the city, one table for each flow."""
    steder = _places(t, modtager, g)
    found = []
    for row in (row for row in g.tal if row.art is Indikatorart.STROEM):
        serier = [udsnit.serie(t, row.kode, kode, Trin.SKOLEAAR, navn=navn, til=g.maaned.til) for kode, navn in steder]
        if all(serie.sidst_meldt is None for serie in serier[:1]):
            continue
        columns = (
            Column("skoleaar", "Skoleår"),
            *(Column(f"sted_{nr}", s.navn, Kind.ANTAL) for nr, s in enumerate(serier)),
        )
        navne = {p.foerste: p.navn for serie in serier for p in serie.perioder}
        rows = tuple((navne[nr], *(_at(serie, nr) for serie in serier)) for nr in sorted(navne))
        found.append(Kort(f"{row.navn}, skoleår", "Antal i hele skoleår", Table(columns, rows)))
    return found


def _places(t: Frigivet, modtager: Modtager, g: Grundlag) -> list[tuple[str, str]]:
    steder = [(modtager.enhed.kode, modtager.enhed.navn)]
    over = modtager.enhed.omraade
    if over is not None and over in t.enhed_nr:
        steder.append((over, "Hele området"))
    return [*steder, (g.by.kode, "Hele byen")]


def _below(t: Frigivet, modtager: Modtager, g: Grundlag) -> list[Kort]:
    """Return the units under an område or a klynge in the month."""
    if not modtager.under:
        return []
    koder = [row.kode for row in g.tal]
    found = udsnit.raekker(t, [unit.kode for unit in modtager.under], koder, g.maaned)
    columns = (Column("enhed", "Enhed"), Column("type", "Type"), *(Column(r.kode, r.navn, Kind.ANTAL) for r in g.tal))
    rows = tuple(
        (unit.navn, unit.typenavn, *(raekke.vaerdier[kode] for kode in koder))
        for unit, raekke in zip(modtager.under, found, strict=True)
    )
    return [Kort("Enhederne i måneden", f"Antal i {g.maaned.navn}, i alfabetisk orden", Table(columns, rows))]


def _forloeb_card(modtager: Modtager, g: Grundlag) -> list[Kort]:
    egne = {modtager.enhed.kode, *(unit.kode for unit in modtager.under)}
    rows = tuple(
        (row.skole, row.typenavn, row.skoleaar, row.start or row.planlagt or Tilstand.IKKE_OPLYST)
        for row in g.forloeb
        if row.enhed in egne
    )
    titler = ("Skole", "Forløb", "Skoleår", "Start")
    columns = tuple(Column(titel.lower().replace("å", "aa").replace("ø", "oe"), titel) for titel in titler)
    return [Kort("Forløb", "Planlagte og igangsatte forløb", Table(columns, rows))] if rows else []


def month_of(tekst: str) -> Periode:
    """Return the month written ÅÅÅÅ-MM; raise ValueError for anything else."""
    aar, streg, maaned = tekst.partition("-")
    if not (streg and len(aar) == 4 and len(maaned) == 2 and (aar + maaned).isdecimal() and 1 <= int(maaned) <= 12):
        raise ValueError(tekst)
    return Periode(int(aar) * 12 + int(maaned) - 1, Trin.MAANED)
