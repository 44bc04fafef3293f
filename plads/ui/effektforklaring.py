"""«Sådan er tallet beregnet» for verdicts on forløb, events, the broken curve, and forecasts."""

from __future__ import annotations

from plads import text
from plads.measures.effekt import ALFA, Krav
from plads.measures.knaek import GRUNDAAR, MANGLER, OMKRING
from plads.queries.aktivitet import TaltRow
from plads.ui.cards import Explanation

KILDE = ("Kilde", "Kommunens egne indberetninger og forløbslister")


def verdict(antal: int) -> Explanation:
    """Explain the verdicts; `antal` is how many are shown side by side."""
    krav, falske = Krav(), text.decimaltal(antal * ALFA / 2, 1)
    return [
        ("Beskrivelse", "Om tallet gik anderledes på skoler, der begyndte, end på skoler, der ikke var begyndt."),
        (
            "Tegn på effekt",
            "Byttes der tilfældigt om på skolerne, er forskellen sjældnere end 1 af 20 gange så stor. Den går den "
            "rigtige vej, og den var ikke begyndt før start.",
        ),
        (
            "Kan ikke skelnes",
            "Tilfældige udsving eller en gammel tendens kan også give forskellen. Forløbet kan godt virke alligevel.",
        ),
        (
            "For lidt data",
            f"Der kræves mindst {krav.skoler} skoler, der er begyndt, {krav.kontrol} at sammenligne med hvert år og "
            f"{krav.tilfaelde} tilfælde efter start.",
        ),
        (
            "Forventet falsk alarm",
            f"Her er {antal} vurderinger. Virker intet, viser omkring {falske} af dem alligevel tegn på effekt.",
        ),
        KILDE,
    ]


def around(tal: TaltRow) -> Explanation:
    """Explain the years around the start."""
    return [
        (
            "Beskrivelse",
            f"{tal.navn} pr. elev på skoler, der begyndte samme år, mod skoler, der endnu ikke var begyndt.",
        ),
        ("Tæller", f"Summen af skolernes {text.lille(tal.navn)} i skoleåret"),
        ("Nævner", "Elever pr. 30. september i skoleåret"),
        (
            "Regnemåde",
            "Forskel i forskelle for hvert startår for sig (Callaway og Sant'Anna), på logaritmen af satserne, og så "
            "vejet sammen efter elever. Skoler, der begyndte tidligere, bruges aldrig til sammenligning.",
        ),
        ("Usikkerhed", "Skolen er enheden. Intervallet er Students t med færreste antal skoler minus én frihedsgrad."),
        ("Startåret", "Forløbene begynder midt i skoleåret, så startåret viser kun en del af en virkning."),
        KILDE,
    ]


def split(tal: TaltRow) -> Explanation:
    """Explain what before/after is made of."""
    return [
        (
            "Beskrivelse",
            f"Ændringen i {text.lille(tal.navn)} pr. elev fra årene før til årene efter start, delt i tre.",
        ),
        (
            "Ventes af sig selv",
            "Skoler vælges tit, fordi deres tal er høje. Meget af det er tilfældigt og falder igen. Det ventede er "
            "(a + x) ÷ (b + n) for hver skole; a og b er fundet af forskellene mellem alle skoler.",
        ),
        ("Ses også på andre skoler", "Ændringen på skoler, der ikke var begyndt, i samme år."),
        ("Tilbage", "Det, der hverken er ventet eller fælles. De tre ganget sammen giver før/efter."),
        KILDE,
    ]


def event() -> Explanation:
    """Explain the interrupted time series."""
    return [
        ("Beskrivelse", "Om byens tal tog et spring, da noget skete for alle på én gang."),
        (
            "Regnemåde",
            "Kvasi-Poisson-regression på måneder (Lopez Bernal m.fl. 2017): et spring, en ret linje, årstiden "
            "(to bølger; fra fire år hver måned for sig) og elevtallet som omfang. Usikkerheden følger tallenes egne "
            "udsving.",
        ),
        ("Naboer", "Afviger nabomåneder samme vej, gøres intervallet bredere."),
        ("Forbehold", "Alt andet, der skete samtidig, er med i springet. Der er ingen at sammenligne med."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def broken() -> Explanation:
    """Explain the index and its verdict."""
    return [
        (
            "Beskrivelse",
            f"Antal pr. elev i kalenderåret, {GRUNDAAR} sat til 100. Så er elevtallets udvikling regnet fra.",
        ),
        (
            "Planens løfte",
            "Segregeringen holder op med at vokse og bliver omkring 2019-niveauet, når befolkningsudviklingen er "
            "regnet fra. Planen siger ikke, hvordan det skal måles.",
        ),
        (
            "Kurven er knækket",
            f"Indekset er med sikkerhed højst {100 + OMKRING:.0f}, eller væksten efter {GRUNDAAR} er med sikkerhed "
            "mindre end væksten før. Grænsen på 2 pct. er vores.",
        ),
        ("Kurven er ikke knækket", f"Indekset er med sikkerhed over 100: der er flere pr. elev end i {GRUNDAAR}."),
        (
            "Usikkerhed",
            "95 %-interval for to Poisson-tal. For elever i specialtilbud er det forsigtigt: de fleste er de samme "
            "fra år til år.",
        ),
        ("Hele år", f"Et år, hvor over {text.procent(MANGLER, 1)} af indberetningerne mangler, er ikke med."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def stairs() -> Explanation:
    """Explain the staircase of forecasts."""
    return [
        ("Beskrivelse", "Hvad hver prognose sagde om året, da den kom, og hvordan det gik. Intet er slettet."),
        ("Hele byen", "Summen af områderne, hvor de alle har tal i samme prognose."),
        (
            "Resultat",
            "Elever: det seneste tal i 4. kvartal. Udgift: regnskabet er ikke indlæst, så prognoserne måles mod årets "
            "sidste prognose.",
        ),
        ("Skøn", "Årets nyeste prognose rettet med de fejl, samme prognose har haft i tidligere år."),
        ("Kilde", "Kommunens forventningstal"),
    ]


def misses() -> Explanation:
    """Explain signed errors."""
    return [
        ("Beskrivelse", "Prognose ÷ resultat − 1. Minus er for lavt, plus er for højt."),
        ("Gennemsnit", "Den orange streg. Ligger den til én side, er prognosen skæv."),
        ("Forbehold", "Områderne i ét år fejler tit sammen. Derfor tæller årene, når vi siger, om den er skæv."),
        ("Kilde", "Kommunens forventningstal"),
    ]


def held() -> Explanation:
    """Explain deviations from forventningstal."""
    return [
        ("Beskrivelse", "Det nyeste tal for året mod det, området holdes op på."),
        (
            "Over det sædvanlige",
            "Afvigelsen er over 0 og mindst 3,5 robuste standardafvigelser over det, områder plejer at afvige på samme "
            "tid af året.",
        ),
        ("Året ender", "Skøn ud fra områdets egne tidligere fejl med samme prognose. Med få år er det usikkert."),
        ("Kilde", "Kommunens forventningstal"),
    ]
