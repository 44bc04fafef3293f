"""Templates for what happens in a plan: forløb (L10) and temperatures (L12)."""

from __future__ import annotations

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.layouts.faelles.enheder import NUMMER, OMRAADE
from plads.ingest.regneark.layouts.planer import bilag6, forloebsdatoer, forloebsliste
from plads.report.skabelon import Felt, Oplysning, Skabelon, Slags
from plads.skabeloner import lister
from plads.skabeloner.opskrift import INGEN_PERSONER, MAANEDSFRIST, Om, felter, opskrift

_NAAR = "En dato, en uge eller en måned"
FORLOEB = {
    forloebsliste.SKOLE: Om("Skolens eller institutionens navn.", "Vælg fra listen", "Egeskolen",
                            liste=lister.SKOLELISTE),
    NUMMER: Om("Skolens eller institutionens nummer.", "Vælg fra listen", "101001", liste=lister.NUMRE),
    OMRAADE: Om("Det område, skolen hører til. Bruges kun til at kontrollere skolen.", "Vælg fra listen", "Amager",
                liste=lister.OMRAADELISTE),
    forloebsliste.FORLOEB: Om("Hvilken slags forløb det er.", "Vælg fra listen", "Co-teaching", liste=lister.FORLOEB),
    forloebsliste.INDSATS: Om("Indsatsens bogstav i planen.", "Ét bogstav, eller flere som a+b", "a"),
    forloebsliste.SKOLEAAR: Om("Det skoleår, forløbet hører til.", "2019/20", "2019/20"),
    forloebsliste.KLASSER: Om("Hvor mange klasser der er med.", "Et helt tal", "3", Slags.ANTAL),
    forloebsdatoer.PLANLAGT: Om("Hvornår forløbet efter planen skulle begynde.", _NAAR, "uge 43", Slags.FRI),
    forloebsdatoer.FAKTISK: Om("Hvornår forløbet begyndte.", _NAAR, "23-04-2020", Slags.FRI),
    forloebsdatoer.STATUS: Om("Hvor langt forløbet er.", "Vælg fra listen", "Igangsat", liste=lister.STATUS),
    forloebsdatoer.NY_DATO: Om("Det nye tidspunkt for et udskudt forløb.", _NAAR, "forår 2021", Slags.FRI),
}  # fmt: skip
TEMPERATUR = (bilag6.MAERKE, bilag6.INDSATS, bilag6.TEMPERATUR)
OPGJORT = Oplysning("Opgjort pr.", None, "Den dag, listen er fra. Skal udfyldes.", Slags.DATO)


def forloeb(katalog: Katalog) -> Skabelon:
    """Return the template for the list of forløb."""
    return Skabelon(
        "Forløb: én række pr. forløb på en skole eller institution",
        "Forløb",
        "Forløbene på skoler og institutioner, og hvor langt de er. Samme skole må stå flere gange.",
        INGEN_PERSONER,
        MAANEDSFRIST,
        felter(forloebsliste.KOLONNER, FORLOEB),
        (OPGJORT,),
        (
            *lister.schools(katalog), lister.areas(katalog), lister.kinds(katalog), lister.statuses(),
            lister.efforts(katalog),
        ),
    )  # fmt: skip


def temperature(katalog: Katalog) -> Skabelon:
    """Return the template for the temperatures of a plan."""
    maerke, indsats, temperatur = TEMPERATUR
    return Skabelon(
        "Temperatur: én række pr. indsats",
        "Temperatur",
        "Hvordan det går med hver indsats i en plan. Skriv temperaturen, eller farv cellen.",
        INGEN_PERSONER,
        MAANEDSFRIST,
        (
            Felt(maerke, "Indsatsens bogstav i planen.", "Bogstav eller tal", "a"),
            Felt(indsats, "Indsatsens navn.", "Vælg fra listen", "Fleksible indsatser", "Ja", liste=lister.INDSATSER),
            Felt(temperatur, "Hvordan det går. Tomt bliver gemt som ikke vurderet.",
                 "Vælg fra listen, eller farv cellen", "Planmæssig", "Når det kendes", liste=lister.TEMPERATURER),
        ),
        (
            Oplysning("Plan", None, "Planens navn, når samme bogstaver bruges i flere planer.", liste=lister.PLANER),
            OPGJORT,
        ),
        (lister.efforts(katalog), lister.temperatures(katalog), lister.plans(katalog)),
    )  # fmt: skip


OPSKRIFTER = (
    opskrift(
        forloebsliste.Forloebslaeser(), "Forløb", "skabelon-forloeb.xlsx",
        "Forløb på skoler og institutioner med status og datoer.", FORLOEB, forloeb,
    ),
    opskrift(
        bilag6.Bilag6laeser(), "Temperatur", "skabelon-temperatur.xlsx",
        "Temperaturen på hver indsats i en plan.", TEMPERATUR, temperature,
    ),
)  # fmt: skip
