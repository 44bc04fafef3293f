"""Lists: rows with named fields in, a Table with Danish headings out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from plads.tables import Celle, Column, Kind, Table
from plads.text import stort
from plads.tilstand import Tilstand

Field: TypeAlias = tuple[str, str] | tuple[str, str, Kind]
Names: TypeAlias = Mapping[str, str]

KALENDER: tuple[Field, ...] = (
    ("titel", "Rapportering"),
    ("gaeldende", "Hvornår"),
    ("gentagelse", "Gentages"),
    ("organ", "Modtager"),
    ("status", "Status"),
)
RISICI: tuple[Field, ...] = (
    ("tekst", "Risiko"),
    ("haandtering", "Håndtering"),
    ("ejer", "Ansvarlig"),
    ("status", "Status"),
)
MAAL: tuple[Field, ...] = (
    ("nr", "Nr.", Kind.AAR),
    ("hvad", "Mål"),
    ("maalemetode", "Sådan måles det"),
    ("ansvarlig", "Ansvarlig"),
    ("hvornaar", "Hvornår"),
)
HOERINGER: tuple[Field, ...] = (
    ("instans", "Instans"),
    ("svar", "Hørt"),
    ("dato", "Dato"),
    ("bemaerkning", "Bemærkning"),
)
AKTOERER: tuple[Field, ...] = (("navn", "Aktør"), ("rolle", "Rolle"))
AFVIGELSER: tuple[Field, ...] = (
    ("art", "Vurdering"),
    ("emne", "Emne"),
    ("tekst", "Det siger kilderne"),
    ("det_viser_vi", "Det viser Plads"),
    ("kilde", "Kilde"),
)
DOKUMENTER: tuple[Field, ...] = (
    ("kort_navn", "Kaldes her"),
    ("titel", "Dokument"),
    ("udgiver", "Udgiver"),
    ("dato", "Dato", Kind.DATO),
    ("sagsnr", "Sagsnummer"),
    ("fuldstaendighed", "Fuldstændighed"),
    ("fakta", "Antal fakta", Kind.ANTAL),
)
FAKTA: tuple[Field, ...] = (
    ("dokument", "Dokument"),
    ("linjer", "Linje"),
    ("afsnit", "Afsnit"),
    ("hvad", "Hvad"),
    ("om", "Indhold"),
)
BEGREBER: tuple[Field, ...] = (
    ("term", "Begreb"),
    ("forklaring", "Forklaring"),
    ("kildegrad", "Hvor sikkert"),
    ("sted", "Kilde"),
)
FORLOEB: tuple[Field, ...] = (
    ("typenavn", "Forløb"),
    ("skoleaar", "Skoleår"),
    ("status", "Status"),
    ("antal", "Antal", Kind.ANTAL),
    ("taelleenhed", "Hvad tælles"),
    ("ny_dato_tekst", "Ny dato"),
    ("forsinkelse", "Forsinkelse"),
    ("bemaerkning", "Bemærkning"),
    ("kilde", "Kilde"),
)
MILEPAELE: tuple[Field, ...] = (
    ("del_af", "Del"),
    ("titel", "Milepæl"),
    ("status", "Status"),
    ("foer", "Oprindelig dato, hvis ændret"),
    ("gaeldende", "Gældende dato"),
    ("ansvarlig", "Ansvarlig"),
    ("organ", "Organ"),
)


def listed(rows: Iterable[object], fields: Sequence[Field], names: Names | None = None) -> Table:
    """Return the rows as a table; a field that is None is shown as not stated.

    `names` says what a value is called on screen, e.g. a source by its title.
    """
    columns = tuple(Column(*field) for field in fields)
    called = names or {}
    return Table(columns, tuple(tuple(_cell(getattr(row, c.navn), called) for c in columns) for row in rows))


def _cell(value: object, names: Names) -> Celle:
    if value is None:
        return Tilstand.IKKE_OPLYST
    if isinstance(value, Tilstand):
        return value
    if hasattr(value, "value"):
        return label(str(value.value))
    if hasattr(value, "tekst"):
        return str(value.tekst)
    if isinstance(value, str):
        return names.get(value, value)
    return value  # type: ignore[return-value]


LABELS = {
    "gennemfoert": "gennemført",
    "i_gang": "i gang",
    "ikke_forklaret": "ikke forklaret",
    "sandsynlig_slaafejl": "sandsynlig slåfejl",
    "samme_indsats_to_steder": "samme løft nævnt to steder",
    "nyt_i_senere_kilde": "ændret i senere kilde",
    "mangler_i_kilden": "mangler i kilden",
    "moede": "møde",
    "tillaeg": "tillæg",
    "oplyst_sum": "oplyst sum",
    "prosa": "afrundet i teksten",
    "afhaenger_af": "afhænger af",
    "bidrager_til": "bidrager til",
    "afloeser": "afløser",
    "overfoersel": "overførsel",
    "kommende_udgift": "kommende udgift",
    "varig_effektivisering": "varig effektivisering",
    "forventet_regnskab": "forventet regnskab",
    "korrigeret_budget": "korrigeret budget",
    "oekonomi": "økonomi",
    "aar": "år",
    "budgetopfoelgning": "budgetopfølgning",
    "bygger_paa": "bygger på",
    "faelles": "fælles",
    "forloeb": "forløb",
    "formaal": "formål",
    "halvaar": "halvår",
    "inden_for_ramme": "inden for rammen",
    "maaned": "måned",
    "naeste_skridt": "næste skridt",
    "nedlaeggelse": "nedlæggelse",
    "oevrigt": "øvrigt",
    "omraade": "område",
    "omraadechef": "områdechef",
    "opfoelgning": "opfølgning",
    "rammemaal": "rammemål",
    "sammenlaegning": "sammenlægning",
    "skoleaar": "skoleår",
    "stroem": "strøm",
}


def label(value: str) -> str:
    """Return an option of the store as people read it: 'gennemfoert' is 'Gennemført'."""
    return stort(LABELS.get(value, value.replace("_", " ")))
