"""Templates for money: postings (L06), budget follow-up (L07) and budget (L08)."""

from __future__ import annotations

from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.layouts.oekonomi import budgetord, debetkredit, posteringer
from plads.ingest.regneark.layouts.oekonomi.budgetopfoelgning import Opfoelgningslaeser
from plads.ingest.regneark.layouts.oekonomi.budgettabel import Budgetlaeser
from plads.ingest.regneark.layouts.oekonomi.opfoelgningskolonner import KODE, NAVNE, TEKST
from plads.ingest.regneark.layouts.oekonomi.opfoelgningskolonner import KOLONNER as OPFOELGNINGSKOLONNER
from plads.models.oekonomi import Opfoelgningskolonne as Tal
from plads.report.skabelon import Felt, Oplysning, Skabelon, Slags
from plads.skabeloner import lister
from plads.skabeloner.opskrift import INGEN_PERSONER, MAANEDSFRIST, Om, felter, opskrift

AAR_I_BUDGET = 4
_MIO = "Mio. kr. som tal"
POSTERINGER = {
    posteringer.BILAG: Om("Bilagets nummer.", "Tekst, højst 20 tegn", "5100012345"),
    posteringer.BOGFOERT: Om("Dagen, hvor posteringen er bogført.", "En dato, fx 23-04-2020", "23-04-2020", Slags.DATO),
    posteringer.PERIODE: Om("Regnskabsperioden. Tom: måneden i bogføringsdatoen.", "1–13", "4", Slags.FRI),
    posteringer.ARTSKONTO: Om("Artskontoens nummer.", "Tekst, højst 20 tegn", "40000000"),
    posteringer.PROFITCENTER: Om("Profitcenterets nummer.", "Tekst", "1234567"),
    posteringer.PSP: Om("PSP-elementets nummer.", "Tekst, højst 40 tegn", "XG-3010000001-00001"),
    posteringer.PSP_TEKST: Om("PSP-elementets tekst.", "Tekst", "Co-teaching"),
    debetkredit.DEBET: Om("Om beløbet er debet eller kredit.", "Debet eller Kredit", "Debet",
                          liste=lister.DEBET_KREDIT, skal="Ja"),
    debetkredit.BELOEB: Om("Beløbet i kr. uden fortegn; «Debet/kredit» siger fortegnet.", "Kr. med højst to decimaler",
                           "12.345,67", Slags.BELOEB),
}  # fmt: skip
OPFOELGNING = {
    KODE: Om("Koden i budgettet, fx et PSP-element.", "Tekst, højst 60 tegn", "7300020AIR35.0023"),
    TEKST: Om("Hvad koden dækker.", "Tekst", "Specialskoler"),
    NAVNE[Tal.OPRINDELIGT]: Om("Det budget, der blev vedtaget.", _MIO, "119,449", Slags.BELOEB),
    NAVNE[Tal.KORRIGERET_EKSKL]: Om("Budgettet med de ændringer, der er vedtaget.", _MIO, "120,449", Slags.BELOEB),
    NAVNE[Tal.BEVILLING]: Om("Det, der søges om nu.", _MIO, "0,5", Slags.BELOEB),
    NAVNE[Tal.KORRIGERET_INKL]: Om("Budgettet med det, der søges om.", _MIO, "120,949", Slags.BELOEB),
    NAVNE[Tal.FORVENTET_31_03]: Om("Årets forventede forbrug, skønnet 31. marts.", _MIO, "121,698", Slags.BELOEB),
    NAVNE[Tal.FORVENTET_31_05]: Om("Årets forventede forbrug, skønnet 31. maj.", _MIO, "122,499", Slags.BELOEB),
    NAVNE[Tal.FORVENTET_30_09]: Om("Årets forventede forbrug, skønnet 30. september.", _MIO, "120,099", Slags.BELOEB),
    NAVNE[Tal.OVERFOERSEL]: Om("Det, der ventes overført til næste år.", _MIO, "-0,4", Slags.BELOEB),
}
BUDGET = (budgetord.TEKST, budgetord.STYRINGSOMRAADE, "ét beløb pr. år")


def postings(katalog: Katalog) -> Skabelon:
    """Return the template for postings."""
    return Skabelon(
        "Posteringer: én række pr. postering",
        "Posteringer",
        "Bogførte posteringer for én kommune. Debet er udgift, kredit er indtægt. Posteringens fritekst skal ikke med.",
        INGEN_PERSONER,
        MAANEDSFRIST,
        felter(posteringer.KOLONNER, POSTERINGER),
        (lister.whose(katalog),),
        (lister.signs(), lister.companies(katalog)),
    )


def follow_up(katalog: Katalog) -> Skabelon:
    """Return the template for budget follow-up."""
    return Skabelon(
        "Budgetopfølgning: én række pr. kode",
        "Budgetopfølgning",
        "Budgettet og det forventede forbrug. Plads regner resultatet som forventet forbrug minus korrigeret budget "
        "inkl. bevillingsansøgninger; plus er merforbrug.",
        INGEN_PERSONER,
        f"{MAANEDSFRIST} Der skal være mindst én kolonne med forventet forbrug.",
        felter(OPFOELGNINGSKOLONNER, OPFOELGNING),
        (
            lister.whose(katalog),
            Oplysning("År", katalog.i_dag.year, "Det år, tallene handler om.", Slags.AAR),
            Oplysning("Beløb i", "mio. kr.", "Enheden: kr., 1.000 kr. eller mio. kr."),
        ),
        (lister.companies(katalog),),
    )


def budget(katalog: Katalog) -> Skabelon:
    """Return the template for a budget: next year and the three after it."""
    first = katalog.i_dag.year + 1
    years = range(first, first + AAR_I_BUDGET)
    tekst, omraade, _ = BUDGET
    amounts = (
        Felt(str(aar), f"Beløbet i {aar}.", "I enheden over tabellen", "1354", slags=Slags.BELOEB) for aar in years
    )
    return Skabelon(
        "Budget: én række pr. post",
        "Budget",
        "Budgettets poster med ét beløb pr. år. Summer må gerne stå med; de bliver kontrolleret og ikke talt med. Ret "
        "årene i overskrifterne, hvis budgettet gælder andre år.",
        INGEN_PERSONER,
        "Filen skal være indlæst senest den 5. i måneden efter, at budgettet er vedtaget eller ændret.",
        (
            Felt(tekst, "Hvad posten er.", "Tekst, højst 200 tegn", "Styrket tidlig indsats", "Ja"),
            Felt(omraade, "Service, anlæg eller overførsler.", "Vælg fra listen, eller skriv selv", "Service",
                 liste=lister.STYRINGSOMRAADER),
            *amounts,
        ),
        (
            lister.whose(katalog),
            Oplysning("Navn", "Tabel 1. Budget", "Tabellens navn, som posterne får i Plads."),
            Oplysning("Beløb i", f"1.000 kr., {first}-p/l", "Enheden (kr., 1.000 kr. eller mio. kr.) og prisniveauet."),
        ),
        (lister.control_areas(), lister.companies(katalog)),
    )  # fmt: skip


OPSKRIFTER = (
    opskrift(
        posteringer.Posteringslaeser(), "Posteringer", "skabelon-posteringer.xlsx",
        "Bogførte posteringer med konto, PSP-element og beløb.", POSTERINGER, postings,
    ),
    opskrift(
        Opfoelgningslaeser(), "Budgetopfølgning", "skabelon-budgetopfoelgning.xlsx",
        "Budget og forventet forbrug pr. kode.", OPFOELGNING, follow_up,
    ),
    opskrift(
        Budgetlaeser(), "Budget", "skabelon-budget.xlsx", "Budgettets poster med ét beløb pr. år.", BUDGET, budget
    ),
)  # fmt: skip
