"""What opens a set when the committee has met before: the decisions of last time, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plads import text
from plads.dias import Dias, Frosset
from plads.moede.beslutninger import BeslutningRow
from plads.moede.fremdrift import decisions
from plads.moede.sammenlign import Aendring, compare, table
from plads.tables import Table

MEST = 6


def opened(saet: Frosset, sidst: Frosset, besluttet: Sequence[BeslutningRow], moede: str) -> Frosset:
    """Return a set with what was decided and what has changed since the last meeting put first."""
    rows = [(b.tekst, b.ansvarlig, b.frist, b.udfoert) for b in besluttet]
    foerst = [decisions(rows, moede), _changes(compare(sidst, saet), moede)]
    return replace(saet, dias=(*(dias for dias in foerst if dias is not None), *saet.dias))


def _changes(aendringer: tuple[Aendring, ...], moede: str) -> Dias:
    """Return the slide of what has changed; the first ones on the slide, all of them in its notes."""
    antal = text.antal_af(len(aendringer), "ting er ændret", "ting er ændret")
    tabel = table(aendringer)
    flere = len(aendringer) - MEST
    vist = tabel.select(["sted", "raekke", "kolonne", "foer", "efter"])
    return Dias(
        noegle="siden-sidst",
        afsnit="Siden sidst",
        titel=f"{antal} siden {moede}" if aendringer else f"Ingen tal eller statusser er ændret siden {moede}",
        undertitel="Tal, statusser, datoer og risici, før og nu",
        tabel=Table(vist.columns, vist.rows[:MEST]) if aendringer else None,
        punkter=() if aendringer else ("Alle tal, statusser, datoer og risici er de samme som sidst.",),
        pointe=f"{text.antal_af(flere, 'ændring', 'ændringer')} mere står i noterne." if flere > 0 else "",
        noter="\n".join(f"{a.sted}: {a.raekke} {a.kolonne}: {a.foer or '–'} til {a.efter or '–'}" for a in aendringer),
        kilde=f"Kilde: det frosne sæt fra {moede}",
    )
