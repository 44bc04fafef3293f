"""Templates for files with one row per case or pupil, which are only counted: cases (L05), special provision (L11)."""

from __future__ import annotations

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.layouts.faelles.enheder import NUMMER
from plads.ingest.regneark.layouts.personfiler import sager, sagskolonner, specialtilbud
from plads.report.skabelon import Oplysning, Skabelon, Slags
from plads.skabeloner import lister
from plads.skabeloner.opskrift import EN_AF_TO, KUN_ANTAL, MAANEDSFRIST, Om, felter, opskrift

_DATO = "En dato, fx 23-04-2020"
SAGER = {
    sagskolonner.SAG: Om("Sagens nummer, så vi kan se, om en sag står to gange.", "Nummer eller tekst", "S-2020-014"),
    NUMMER: Om("Skolens eller institutionens nummer.", "Vælg fra listen", "101001", liste=lister.NUMRE, skal=EN_AF_TO),
    sagskolonner.SKOLE: Om(
        "Skolens eller institutionens navn.", "Vælg fra listen", "Egeskolen", liste=lister.SKOLELISTE, skal=EN_AF_TO
    ),
    sagskolonner.TRIN: Om(
        "Elevens klassetrin.", "0–10 eller «dagtilbud»; tomt, når det ikke kendes", "4", liste=lister.TRIN
    ),
    sagskolonner.PPV: Om("Dagen, hvor PPV'en blev afleveret.", _DATO, "12-02-2020", Slags.DATO),
    sagskolonner.INDSTILLET: Om("Dagen, hvor barnet blev indstillet.", _DATO, "03-03-2020", Slags.DATO),
    sagskolonner.VISITERET: Om("Dagen, hvor der blev truffet afgørelse.", _DATO, "23-04-2020", Slags.DATO),
    sagskolonner.KLAGE: Om("Om der er klaget over afgørelsen.", "Ja eller Nej", "Nej", liste=lister.JA_NEJ),
    sagskolonner.KLAGEDATO: Om("Dagen, hvor klagen kom ind.", _DATO, "", Slags.DATO),
}
_KAN_VAERE_TOM = frozenset(kolonne.navn for kolonne in sagskolonner.KOLONNER if kolonne.undvaeres)
SPECIALTILBUD = {
    NUMMER: Om("Den betalende skoles nummer.", "Vælg fra listen", "101001", liste=lister.NUMRE),
    specialtilbud.SKOLE: Om(
        "Den skole, der betaler for eleven: elevens distriktsskole.", "Vælg fra listen", "Egeskolen",
        liste=lister.SKOLELISTE,
    ),
    specialtilbud.KOMMUNE: Om(
        "Den kommune, der betaler. Andre kommuners elever bliver holdt ude.", "Kommunens navn eller nummer",
        "Københavns Kommune", liste=lister.KOMMUNELISTE,
    ),
    specialtilbud.INDSKREVET: Om(
        "Om eleven er indskrevet den dag, der står over tabellen.", "Ja eller Nej", "Ja", liste=lister.JA_NEJ
    ),
    specialtilbud.TILGANG: Om("Dagen, hvor eleven begyndte.", _DATO, "01-08-2019", Slags.DATO),
    specialtilbud.AFGANG: Om("Dagen, hvor eleven holdt op; tomt, når eleven stadig går der.", _DATO, "", Slags.DATO),
    specialtilbud.TRIN_FOERST: Om("Klassetrinnet fra januar til juli.", "0–10", "4", liste=lister.TRIN),
    specialtilbud.TRIN_SIDST: Om("Klassetrinnet fra august til december.", "0–10", "5", liste=lister.TRIN),
}  # fmt: skip


def cases(katalog: Katalog) -> Skabelon:
    """Return the template for cases."""
    columns = tuple(
        felt._replace(skal="Når det kendes") if felt.navn in _KAN_VAERE_TOM else felt
        for felt in felter(sagskolonner.KOLONNER, SAGER)
    )
    return Skabelon(
        "Sager: én række pr. sag",
        "Sager",
        "Én række pr. sag med dagene for PPV, indstilling og visitation. Plads tæller dem pr. skole, måned og "
        "klassetrin.",
        KUN_ANTAL,
        MAANEDSFRIST,
        columns,
        lister=(*lister.schools(katalog), lister.levels(), lister.yes_no()),
    )


def placements(katalog: Katalog) -> Skabelon:
    """Return the template for pupils in special provision."""
    return Skabelon(
        "Elever i specialtilbud: én række pr. elev",
        "Specialtilbud",
        "Én række pr. elev i specialtilbud på én dag. Plads tæller dem pr. skole og klassetrin. Skriv hver elev én "
        "gang: Uden cpr-numre kan vi ikke se, om en elev står to gange.",
        KUN_ANTAL,
        MAANEDSFRIST,
        felter(specialtilbud.KOLONNER, SPECIALTILBUD),
        (Oplysning("Opgjort pr.", None, "Den dag, listen er fra. Skal udfyldes.", Slags.DATO),),
        (*lister.schools(katalog), lister.municipalities(katalog), lister.yes_no(), lister.levels()),
    )


OPSKRIFTER = (
    opskrift(
        sager.Sagslaeser(), "Sager", "skabelon-sager.xlsx",
        "Én række pr. sag uden navne og cpr-numre. Plads gemmer kun antal.", SAGER, cases,
    ),
    opskrift(
        specialtilbud.Specialtilbudslaeser(), "Elever i specialtilbud", "skabelon-specialtilbud.xlsx",
        "Én række pr. elev uden navne og cpr-numre. Plads gemmer kun antal.", SPECIALTILBUD, placements,
    ),
)  # fmt: skip
