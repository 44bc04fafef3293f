"""«Sådan er tallet beregnet»: description, numerator, denominator, level and source of each figure."""

from __future__ import annotations

from collections.abc import Sequence

from plads.queries.oekonomi import BudgetRow, StatusRow
from plads.ui import elements, noegletal
from plads.ui.cards import Explanation


def budget(rows: Sequence[BudgetRow]) -> Explanation:
    """Explain a budget sum."""
    return [
        ("Beskrivelse", "Summen af planens rammer og tillæg i det enkelte år."),
        (
            "Hvad tælles ikke med",
            "Delposter ligger inde i rammen. Oplyste summer og afrundede beløb i teksten bruges kun til kontrol.",
        ),
        ("Manglende tal", "Mangler et beløb, er summen ikke oplyst. Et manglende beløb regnes aldrig som 0."),
        ("Prisniveau", noegletal.price_levels(rows)),
        ("Kilde", elements.cited([row.kilde for row in rows])),
    ]


def committed(status: StatusRow) -> Explanation:
    """Explain what is committed of a budget."""
    return [
        ("Beskrivelse", "Hvor stor en del af årets budget der er bundet til igangsatte og planlagte aktiviteter."),
        ("Tæller", f"Disponeret, opgjort {status.opgjort}" if status.opgjort else "Disponeret: ikke oplyst"),
        ("Nævner", "Budget i alt for samme år, rammer og tillæg"),
        ("Opgørelsesniveau", "Hele planen. Kilden fordeler ikke beløbet på dele, og det gør vi heller ikke."),
    ]


def forloeb() -> Explanation:
    """Explain counts of forløb."""
    return [
        ("Beskrivelse", "Antal skoler, institutioner eller klasser med et forløb, som kilden tæller dem."),
        ("Opgørelsesniveau", "Skoleår, 1. august til 31. juli"),
        (
            "Kendte forbehold",
            "En skole kan være med i flere forløb. Derfor lægges forløbene ikke sammen til et antal skoler.",
        ),
    ]


def milepaele() -> Explanation:
    """Explain dates of milestones."""
    return [
        ("Beskrivelse", "Hver milepæls oprindelige og gældende dato, med kildens egne ord."),
        ("Omtrentlige datoer", "«Ultimo 2020» og lignende er tegnet som et tidsrum. Teksten er det, der gælder."),
        ("Uden dato", "Har kilden ingen dato, står det som tekst. Vi gætter ikke."),
    ]
