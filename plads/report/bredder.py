"""How wide the columns of a table are on paper: by their longest text, and never so that a word breaks."""

from __future__ import annotations

from plads.tables import Table

_LANG, _LUFT = 45, 5


def shares(tabel: Table) -> list[float]:
    """Return each column's share of the width; they add up to 1."""
    laengder = []
    for nr, column in enumerate(tabel.columns):
        tekster = [column.titel, *(row[nr] for row in tabel.texts())]
        ord_ = max((len(et) for tekst in tekster for et in tekst.split()), default=1)
        laengder.append(max(min(max(map(len, tekster)), _LANG), ord_) + _LUFT)
    return [laengde / sum(laengder) for laengde in laengder]
