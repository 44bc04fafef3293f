"""Templates for figures of schools and områder: activity (L01) and what is expected (L09)."""

from __future__ import annotations

from collections.abc import Iterator

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.layouts.antal.aktivitet import (
    AAR,
    ANTAL,
    INDIKATOR,
    KOLONNER,
    MAANED,
    SKOLE,
    Aktivitetslaeser,
)
from plads.ingest.regneark.layouts.antal.forventningstal import Forventningslaeser
from plads.ingest.regneark.layouts.faelles.enheder import NUMMER, OMRAADE
from plads.report.skabelon import Felt, Skabelon, Slags
from plads.skabeloner import lister
from plads.skabeloner.opskrift import EN_AF_TO, INGEN_PERSONER, MAANEDSFRIST, Om, felter, opskrift
from plads.text import MAANEDER

AKTIVITET = {
    NUMMER: Om("Skolens eller institutionens nummer.", "Vælg fra listen", "101001", liste=lister.NUMRE, skal=EN_AF_TO),
    SKOLE: Om(
        "Skolens eller institutionens navn.", "Vælg fra listen", "Egeskolen", liste=lister.SKOLELISTE, skal=EN_AF_TO
    ),
    OMRAADE: Om(
        "Det område, skolen hører til. Bruges kun til at kontrollere skolen.", "Vælg fra listen", "Amager",
        liste=lister.OMRAADELISTE,
    ),
    AAR: Om("Det kalenderår, tallet handler om.", "Fire cifre", "2020", Slags.AAR, skal="Ja"),
    MAANED: Om("Den måned, tallet handler om.", "Et tal fra 1 til 12", "3", Slags.MAANED),
    INDIKATOR: Om("Hvad der er talt.", "Vælg fra listen", "Indstillinger", liste=lister.INDIKATORER),
    ANTAL: Om(
        "Hvor mange der var i måneden. Skriv 0, når der ingen var; lad feltet være tomt, når tallet mangler.",
        "Et helt tal, 0 eller derover. Et skjult tal skrives som <3", "4", Slags.ANTAL,
    ),
}  # fmt: skip
ELEVER, GRAD, UDGIFT = "Elever i specialtilbud", "Segregeringsgrad", "Økonomi, mio. kr."
FORVENTNINGER = ("Primo", "Forventet ultimo", "Realiseret", "Forventningstal", "1. prognose")


def activity(katalog: Katalog) -> Skabelon:
    """Return the template for activity."""
    return Skabelon(
        "Aktivitet: én række pr. skole, måned og indikator",
        "Data",
        "Hvor mange PPV'er, indstillinger, visitationer, klager mv. hver skole havde i hver måned.",
        INGEN_PERSONER,
        MAANEDSFRIST,
        felter(KOLONNER, AKTIVITET),
        lister=(*lister.schools(katalog), lister.areas(katalog), lister.indicators(katalog)),
    )


def expectations(katalog: Katalog) -> Skabelon:
    """Return the template for what is expected, with headings of the year that last month lies in."""
    return Skabelon(
        "Forventningstal: én række pr. område",
        "Forventningstal",
        "Hvad områderne startede året med, hvad de har nået, og hvad de forventes at nå. Er tallene fra et andet år "
        "eller en anden måned, så ret årstal og måned i overskrifterne.",
        INGEN_PERSONER,
        f"{MAANEDSFRIST} Forventninger og prognoser indlæses, når de er ændret.",
        tuple(_expected(katalog)),
        lister=(lister.areas(katalog),),
    )


def _expected(katalog: Katalog) -> Iterator[Felt]:
    aar, nr = divmod(katalog.i_dag.year * 12 + katalog.i_dag.month - 2, 12)
    primo, ultimo, realiseret, maal, prognose = FORVENTNINGER
    primo, ultimo, maal, prognose = (f"{navn} {aar}" for navn in (primo, ultimo, maal, prognose))
    done = f"{realiseret} {MAANEDER[nr]} {aar}"
    ends = ((primo, "da året begyndte"), (ultimo, "som ventes, når året slutter"))
    yield Felt(
        OMRAADE, "Området. Hele byen skal ikke med.", "Vælg fra listen", "Amager", "Ja", liste=lister.OMRAADELISTE
    )
    for navn, what in (*ends, (done, "ved månedens slutning")):
        yield Felt(navn, f"Elever i specialtilbud, {what}.", "Et helt tal", "212", slags=Slags.ANTAL, gruppe=ELEVER)
    for navn, what in ends:
        yield Felt(navn, f"Segregeringsgraden {what}.", "En procent", "5,6 %", slags=Slags.ANDEL, gruppe=GRAD)
    yield Felt(maal, "Områdets rammemål for udgiften.", "Mio. kr.", "62,4", slags=Slags.BELOEB, gruppe=UDGIFT)
    yield Felt(prognose, "Udgiften efter prognosen.", "Mio. kr.", "63,1", slags=Slags.BELOEB, gruppe=UDGIFT)


OPSKRIFTER = (
    opskrift(
        Aktivitetslaeser(), "Aktivitet", "skabelon-aktivitet.xlsx",
        "PPV'er, indstillinger, visitationer og klager pr. skole og måned.", AKTIVITET, activity,
    ),
    opskrift(
        Forventningslaeser(), "Forventningstal", "skabelon-forventningstal.xlsx",
        "Elever, segregeringsgrad og udgift pr. område: primo, realiseret og forventet.",
        (OMRAADE, *FORVENTNINGER), expectations,
    ),
)  # fmt: skip
