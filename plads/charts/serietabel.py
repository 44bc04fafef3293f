"""The table and the words behind curves: every value, what is missing, and whether it is made up."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.serier import PERIODEORD, Periode, Serie
from plads.tables import Celle, Column, Kind, Table, celletekst
from plads.tilstand import Tilstand

EKSEMPEL = "Eksempeldata"


def is_number(celle: Celle) -> bool:
    """Return whether a cell holds a number rather than the reason for its absence."""
    return isinstance(celle, int | float) and not isinstance(celle, Tilstand)


def numbers(serier: Sequence[Serie]) -> list[float]:
    """Return every number of the curves."""
    return [float(v) for serie in serier for v in serie.vaerdier if isinstance(v, int | float)]


def periods(serier: Sequence[Serie]) -> list[Periode]:
    """Return every period that any of the curves has, in order."""
    axes = {serie.perioder for serie in serier}
    # Curves of one chart nearly always share their periods, and those are in order already.
    return list(axes.pop()) if len(axes) == 1 else sorted({periode for axis in axes for periode in axis})


def table_of(serier: Sequence[Serie], kind: Kind = Kind.ANTAL) -> Table:
    """Return the periods as rows and the curves as columns; what lacks reports and what is made up is said.

    A cell is the number or its Tilstand; None where a curve does not have the period at all.
    """
    perioder = periods(serier)
    enhed = PERIODEORD[perioder[0].trin][0] if perioder else "periode"
    titler = _titles(serier)
    columns = [Column("periode", text.stort(enhed))]
    columns += [Column(f"serie_{nr}", titel, kind) for nr, titel in enumerate(titler)]
    celler: list[list[Celle]] = [[periode.navn for periode in perioder]]
    for serie in serier:
        own = dict(serie)
        celler.append([own.get(periode) for periode in perioder])
    if any(any(serie.mangler) for serie in serier):
        columns.append(Column("mangler", "Mangler", Kind.ANTAL))
        celler.append(_lacking(serier, perioder))
    if any(serie.eksempel for serie in serier):
        columns.append(Column("datagrundlag", "Datagrundlag"))
        celler.append([EKSEMPEL] * len(perioder))
    return Table(tuple(columns), tuple(zip(*celler, strict=True)))


def told(serier: Sequence[Serie], maal: str, kind: Kind = Kind.ANTAL) -> str:
    """Return the curves as sentences with numbers, for those who cannot see them."""
    perioder = periods(serier)
    if not perioder:
        return f"{maal}: 0 tal at vise."
    spand = f"{perioder[0].navn} – {perioder[-1].navn}" if len(perioder) > 1 else perioder[0].navn
    said = [f"{EKSEMPEL}." if any(serie.eksempel for serie in serier) else "", f"{maal}, {spand}."]
    said.append(f"{'; '.join(_one(serie, kind) for serie in serier)}.")
    return " ".join(part for part in said if part)


def _titles(serier: Sequence[Serie]) -> list[str]:
    """Return a heading for each curve; two of one name are told apart by a number."""
    titler: list[str] = []
    for serie in serier:
        navn = serie.navn or "Antal"
        flere = sum(titel == navn or titel.startswith(f"{navn} (") for titel in titler)
        titler.append(f"{navn} ({flere + 1})" if flere else navn)
    return titler


def _lacking(serier: Sequence[Serie], perioder: Sequence[Periode]) -> list[Celle]:
    samlet = dict.fromkeys(perioder, 0)
    for serie in serier:
        for periode, antal in zip(serie.perioder, serie.mangler, strict=True):
            samlet[periode] += antal
    return list(samlet.values())


def _one(serie: Serie, kind: Kind) -> str:
    known = [(periode, value) for periode, value in serie if is_number(value)]
    name = f"{serie.navn}: " if serie.navn else ""
    absent = _absent(serie)
    if not known:
        return f"{name}0 tal{absent}"
    if len(known) == 1:
        return f"{name}{_said(known[0], kind)}{absent}"
    top = max(known, key=lambda pair: _float(pair[1]))
    return f"{name}{_said(known[0], kind)}, {_said(known[-1], kind)}, højest {_said(top, kind)}{absent}"


def _float(celle: Celle) -> float:
    return float(celle) if isinstance(celle, int | float) else 0.0


def _said(pair: tuple[Periode, Celle], kind: Kind) -> str:
    return f"{celletekst(pair[1], kind)} i {pair[0].navn}"


def _absent(serie: Serie) -> str:
    """Return in how many periods the number is missing, hidden, or too low."""
    silent = sum(value is Tilstand.IKKE_RAPPORTERET for value in serie.vaerdier)
    hidden = sum(value is Tilstand.DISKRETIONERET for value in serie.vaerdier)
    low = sum(bool(antal) and is_number(v) for antal, v in zip(serie.mangler, serie.vaerdier, strict=True))
    ental, flertal = PERIODEORD[serie.perioder[0].trin] if serie.perioder else ("periode", "perioder")
    parts = [
        f"{text.antal_af(count, ental, flertal)} {word}"
        for count, word in ((silent, "uden indberetning"), (hidden, "skjult"), (low, "hvor noget mangler"))
        if count
    ]
    return f" ({text.opremsning(parts)})" if parts else ""
