"""A municipality's budget follow-up and the budgets of proposals, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from plads import text
from plads.charts.aktivitet import filled
from plads.tables import Celle, Column, Kind, Table

DATOER = ("31. marts", "31. maj", "30. september")


class Opfoelgning(Protocol):
    """One line of a follow-up, in øre; `forventet` and `afvigelse` by date."""

    @property
    def kode(self) -> str: ...
    @property
    def tekst(self) -> str: ...
    @property
    def oprindeligt(self) -> int | None: ...
    @property
    def korrigeret(self) -> int | None: ...
    @property
    def forventet(self) -> Sequence[int | None]: ...
    @property
    def afvigelse(self) -> Sequence[int | None]: ...
    @property
    def eksempel(self) -> bool: ...


class Budgetpost(Protocol):
    """One post of a budget table, with its amounts in øre by year."""

    @property
    def afsnit(self) -> str: ...
    @property
    def tekst(self) -> str: ...
    @property
    def styringsomraade(self) -> str: ...
    @property
    def beloeb(self) -> Mapping[int, int]: ...
    @property
    def eksempel(self) -> bool: ...


def opfoelgningstabel(rows: Sequence[Opfoelgning]) -> Table:
    """Return a year's follow-up as rows, with what each forecast means in a number and the newest in words."""
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("tekst", "Område"), [row.tekst for row in rows]),
        (Column("kode", "Kode"), [row.kode for row in rows]),
        (Column("oprindeligt", "Oprindeligt budget", Kind.MIO_KR), [row.oprindeligt for row in rows]),
        (Column("korrigeret", "Korr. budget inkl. bevillinger", Kind.MIO_KR), [row.korrigeret for row in rows]),
    ]
    for nr, dato in enumerate(DATOER):
        forventet = Column(f"forventet_{nr}", f"Forventet {dato}", Kind.MIO_KR)
        afvigelse = Column(f"afvigelse_{nr}", f"Afvigelse {dato}", Kind.MIO_KR)
        columns += [
            (forventet, [row.forventet[nr] for row in rows]),
            (afvigelse, [row.afvigelse[nr] for row in rows]),
        ]
    columns.append((Column("resultat", "Seneste forventning"), [_in_words(row) for row in rows]))
    return filled(columns, [row.eksempel for row in rows])


def _in_words(row: Opfoelgning) -> str:
    """Return the newest result as words: 'Merforbrug 2,1 mio. kr.'."""
    known = [oere for oere in row.forventet if oere is not None]
    return text.afvigelse(row.korrigeret, known[-1]) if known and row.korrigeret is not None else ""


def budgettabel(rows: Sequence[Budgetpost], enhed: Kind = Kind.TKR) -> Table:
    """Return the posts of one table as rows and its years as columns."""
    columns: list[tuple[Column, list[Celle]]] = [
        (Column("afsnit", "Afsnit"), [row.afsnit for row in rows]),
        (Column("tekst", "Post"), [row.tekst for row in rows]),
        (Column("styringsomraade", "Styringsområde"), [row.styringsomraade for row in rows]),
    ]
    for aar in sorted({aar for row in rows for aar in row.beloeb}):
        columns.append((Column(f"aar_{aar}", str(aar), enhed), [row.beloeb.get(aar) for row in rows]))
    return filled(columns, [row.eksempel for row in rows])
