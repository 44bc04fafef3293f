"""Tables that need more than their rows' own fields: budget, positions, checks, the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plads import text
from plads.charts.lister import BEGREBER, Names, label, listed
from plads.money import Amount, Total
from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

POSITIONER = (
    Column("maal", "Hvad"),
    Column("aar", "År", Kind.AAR),
    Column("opgjort", "Opgjort"),
    Column("beloeb", "Beløb"),
    Column("prisniveau", "Prisniveau"),
    Column("kilde", "Kilde"),
)
KONTROL = (
    Column("hvad", "Kontrol"),
    Column("aar", "År", Kind.AAR),
    Column("oplyst", "Oplyst (kr.)", Kind.KR),
    Column("fundet", "Regnet ud (kr.)", Kind.KR),
    Column("forskel", "Forskel (kr.)", Kind.KR),
    Column("udfald", "Udfald"),
    Column("kilde", "Kilde"),
)
FORLOEBSKONTROL = (
    Column("skoleaar", "Skoleår"),
    Column("taelleenhed", "Hvad tælles"),
    Column("oplyst", "Oplyst i alt", Kind.ANTAL),
    Column("fordelt", "Nævnt hver for sig", Kind.ANTAL),
    Column("rest", "Ikke forklaret", Kind.ANTAL),
    Column("dele", "Sådan er de nævnt"),
    Column("kilde", "Kilde"),
)
TRAE = (
    Column("niveau", "Niveau"),
    Column("navn", "Navn"),
    Column("periode", "Periode"),
    Column("status", "Status"),
)
FLYTTET = (
    Column("titel", "Milepæl"),
    Column("fra", "Oprindelig dato"),
    Column("til", "Ny dato"),
    Column("aarsag", "Årsag"),
    Column("kilde", "Kilde"),
)
SAMMENHAENGE = (
    Column("fra", "Del"),
    Column("art", "Sammenhæng"),
    Column("til", "Anden del"),
    Column("kilde", "Kilde"),
)
TEMPERATUR = (
    Column("hvad", "Hvad måles"),
    Column("opgjort", "Opgjort", Kind.DATO),
    Column("trin", "Temperatur"),
    Column("kommentar", "Bemærkning"),
    Column("kilde", "Kilde"),
)
OMFANG = (
    Column("hvad", "Hvad"),
    Column("omfang", "Omfang"),
    Column("periode", "Periode"),
    Column("kilde", "Kilde"),
)


def amount(value: Amount | Total) -> Celle:
    """Return an amount as a cell: its øre, or the state that says why it is missing."""
    return value.tilstand if value.oere is None else value.oere


def price_level(value: Amount | Total) -> Celle:
    """Return an amount's price level as a cell."""
    return f"{value.prisniveau}-p/l" if value.prisniveau else Tilstand.IKKE_OPLYST


def budget(rows: Sequence[Any], names: Names) -> Table:
    """Return budget lines with a column per year, and the source of each line."""
    years = sorted({row.aar for row in rows})
    columns = (
        Column("maerke", "Del"),
        Column("tekst", "Linje"),
        Column("art", "Art"),
        *(Column(f"aar_{aar}", f"{aar} (kr.)", Kind.KR) for aar in years),
        Column("prisniveau", "Prisniveau"),
        Column("styringsomraade", "Styringsområde"),
        Column("kilde", "Kilde"),
    )
    by_line: dict[str, dict[int, Any]] = {}
    for row in rows:
        by_line.setdefault(row.linje, {})[row.aar] = row
    return Table(columns, tuple(_budget_line(found, years, names) for found in by_line.values()))


def _budget_line(found: dict[int, Any], years: Sequence[int], names: Names) -> tuple[Celle, ...]:
    first = next((row for row in found.values() if row.amount.oere is not None), next(iter(found.values())))
    amounts = [amount(found[aar].amount) if aar in found else Tilstand.IKKE_OPLYST for aar in years]
    return (
        first.maerke,
        first.tekst,
        label(first.art.value),
        *amounts,
        price_level(first.amount),
        first.styringsomraade or Tilstand.IKKE_OPLYST,
        names.get(first.kilde, first.kilde),
    )


def positions(rows: Sequence[Any], names: Names) -> Table:
    """Return what is committed, spent or expected, intervals as intervals."""
    return Table(
        POSITIONER,
        tuple(
            (
                label(row.maal.value),
                row.aar or Tilstand.IKKE_OPLYST,
                row.opgjort,
                _position(row),
                price_level(row.amount),
                names.get(row.kilde, row.kilde),
            )
            for row in rows
        ),
    )


def _position(row: Any) -> Celle:
    if row.oere_min is not None and row.oere_maks is not None:
        return text.interval(row.oere_min, row.oere_maks)
    return row.amount.tilstand if row.amount.oere is None else text.kr(row.amount.oere)


def checks(rows: Sequence[Any], names: Names) -> Table:
    """Return the checks of the plan's money and how each came out."""
    return Table(
        KONTROL,
        tuple(
            (
                row.hvad,
                row.aar,
                amount(row.oplyst),
                amount(row.fundet),
                row.forskel_oere,
                text.stort(row.udfald.value),
                names.get(row.kilde, row.kilde),
            )
            for row in rows
        ),
    )


def forloeb_check(rows: Sequence[Any], names: Names) -> Table:
    """Return stated totals of forløb beside what is named, and what is left unexplained."""
    return Table(
        FORLOEBSKONTROL,
        tuple(
            (
                row.skoleaar,
                row.taelleenhed,
                row.oplyst,
                row.fordelt,
                Tilstand.IKKE_OPLYST if row.rest is None else row.rest,
                " + ".join(f"{antal} {navn}" for navn, antal in row.dele),
                names.get(row.kilde, row.kilde),
            )
            for row in rows
        ),
    )


def tree(rows: Sequence[Any]) -> Table:
    """Return the plan's elements in reading order, deeper ones set in."""
    return Table(
        TRAE,
        tuple(
            (row.ental, "\u2003" * max(row.niveau - 1, 0) + row.navn, row.periode or "", row.status or "")
            for row in rows
        ),
    )


def moved(rows: Sequence[Any], names: Names) -> Table:
    """Return every change of date of the milestones, in the sources' words."""
    changes = [
        (row, before, after)
        for row in rows
        for before, after in zip(row.datoer, row.datoer[1:], strict=False)
    ]
    return Table(
        FLYTTET,
        tuple(
            (row.titel, before.dato.tekst, after.dato.tekst, after.aarsag or Tilstand.IKKE_OPLYST,
             names.get(after.kilde, after.kilde))
            for row, before, after in changes
        ),
    )


def links(rows: Sequence[Any], names: Names) -> Table:
    """Return how elements hang together; where the source does not say, that is said."""
    return Table(
        SAMMENHAENGE,
        tuple(
            (row.fra_navn, label(row.art), row.til_navn or row.tilstand, names.get(row.kilde, row.kilde))
            for row in rows
        ),
    )


def temperatures(rows: Sequence[Any], names: Names) -> Table:
    """Return temperatures as sign and word, never as colour alone."""
    return Table(
        TEMPERATUR,
        tuple(
            (
                f"{row.om}: {label(row.dimension.value).lower()}",
                row.opgjort,
                f"{row.symbol} {row.navn}" if row.navn else row.tilstand,
                row.kommentar or "",
                names.get(row.kilde, row.kilde),
            )
            for row in rows
        ),
    )


def extents(rows: Sequence[Any], names: Names) -> Table:
    """Return how much elements cover, in words: 'ca. 15 skoler', '3-4 skoler', 'op til 15 skoler'."""
    return Table(
        OMFANG,
        tuple(
            (row.hvad, extent(row), row.periode or Tilstand.IKKE_OPLYST, names.get(row.kilde, row.kilde))
            for row in rows
        ),
    )


def extent(row: Any) -> str:
    """Return an extent in words."""
    if row.minimum is not None and row.maksimum is not None:
        number = f"{text.antal(row.minimum)}-{text.antal(row.maksimum)}"
    elif row.maksimum is not None:
        number = f"op til {text.antal(row.maksimum)}"
    elif row.minimum is not None:
        number = f"mindst {text.antal(row.minimum)}"
    elif row.vaerdi is not None:
        number = text.antal(row.vaerdi)
    else:
        return str(row.tilstand.tekst)
    return f"{'ca. ' if row.ca else ''}{number} {row.taelleenhed}"


def levels_said(rows: Sequence[Any]) -> str:
    """Return how the plan is built, in its own words: '8 indsatser og 6 delindsatser'."""
    parts = [
        text.antal_af(row.antal, row.ental.lower(), row.flertal.lower())
        for row in rows
        if row.orden and row.antal
    ]
    return f"Planen består af {text.opremsning(parts)}." if parts else "Planen er ikke delt op."


def glossary(rows: Sequence[Any], search: str, names: Names) -> Table:
    """Return the glossary in Danish order; only the entries that hold what is searched for."""
    wanted = search.strip().casefold()
    found = [row for row in rows if wanted in f"{row.term} {row.forklaring}".casefold()]
    return listed(sorted(found, key=_term), BEGREBER, names)


def _term(row: Any) -> tuple[bool, str]:
    """Sort words as a Danish list, signs and figures after them."""
    return not row.term[:1].isalpha(), text.sorteringsnoegle(row.term)
