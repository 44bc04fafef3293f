"""«Sådan er tallet beregnet»: description, numerator, denominator, level and source of each figure."""

from __future__ import annotations

from collections.abc import Sequence

from plads import text
from plads.measures import saetninger, tragtord
from plads.measures.tragt import Tragt
from plads.measures.vurdering import Regel, Vurdering
from plads.queries.aktivitet import TaltRow
from plads.queries.oekonomi import BudgetRow, StatusRow
from plads.serier import Serie
from plads.ui import elements, noegletal
from plads.ui.cards import Explanation

SKJULT = (
    "Skjulte tal",
    "• betyder «skjult: små tal». Tal fra 1 til 4 er skjult, og så mange andre, at ingen kan regne dem ud. "
    "Skoler vises pr. år og skoleår, områder pr. kvartal, og først når perioden er forbi.",
)


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


def aktivitet(row: TaltRow, serie: Serie) -> Explanation:
    """Explain a monthly count and what it lacks."""
    mangler = sum(1 for antal in serie.mangler if antal)
    return [
        ("Beskrivelse", row.beskrivelse),
        ("Tæller", row.taeller),
        ("Nævner", "ingen (et antal)"),
        ("Opgørelsesniveau", f"{text.stort(row.opgoerelsesniveau)}, måned. By og område er summen af det indberettede"),
        ("Manglende tal", "Mangler alle indberetninger, er der et hul i kurven. Et manglende tal regnes aldrig som 0."),
        *([] if serie.intern else [SKJULT]),
        *([("Ikke fuldstændige måneder", f"{mangler}: her er summen mindst så stor som vist")] if mangler else []),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def normal(row: TaltRow, v: Vurdering) -> Explanation:
    """Explain a verdict: which rule, why, and what a signal is."""
    xmr = v.regel is Regel.XMR
    said = [
        *aktivitet(row, v.serie),
        ("Regel", saetninger.rule(v)),
        ("Det normale", _XMR if xmr else _EKSAKT),
        ("Signaler", _FIRE_REGLER if xmr else "Uden for det normale."),
    ]
    if v.indstillinger.maal is not None or saetninger.settings(v):
        maal = v.indstillinger.maal
        ord_ = "" if maal is None else f"Mål {text.antal(maal)} pr. periode. "
        said.append(("Valgt af kommunen", f"{ord_}{saetninger.settings(v)}".strip()))
    if v.saeson:
        said.append(("Årstid", f"Hver måneds del af året er lært af {v.saeson} og regnet ind i grænserne."))
    if v.spredning > 1:
        gange = text.decimaltal(v.spredning, 1)
        said.append(("Spredning", f"Variansen er {gange} gange den rent tilfældige, og grænserne er gjort videre."))
    return [
        *said,
        ("Hændelser", "Måneder, som en hændelse har ramt, er vist, men hverken bedømt eller regnet med som normale."),
        ("Huller", "En måned uden tal, eller med et skjult tal, er ikke 0. Den bryder en række og er ikke gættet."),
        ("Forbehold", f"Et signal siger, at noget er anderledes, ikke hvorfor. {_FALSK_XMR if xmr else _FALSK_EKSAKT}"),
    ]


def funnel(row: TaltRow, t: Tragt | None) -> Explanation:
    """Explain a funnel: what the limits are, and why there is no rank."""
    forskellige = t is not None and t.overspredning.tau2 > 0
    return [
        ("Beskrivelse", f"{row.navn} i skoleåret pr. 1.000 elever, sat op efter skolens størrelse."),
        ("Tæller", row.taeller),
        ("Nævner", "Elever pr. 30. september i skoleåret"),
        ("Gennemsnit", "Summen af antal delt med summen af elever på de skoler, der er vist."),
        ("Grænser", _GRAENSER),
        ("Almindelig forskel", _FORSKELLIGE if forskellige else "Skolerne er ikke mere forskellige end tilfældigt."),
        *([("Tilfældige udslag", tragtord.by_chance(t))] if t else []),
        ("Ingen rangliste", "Skolerne står efter navn. De små svinger mest og ville ellers stå både først og sidst."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


_FALSK_XMR = "Omkring 2 af 100 kurver giver et signal uden grund."
_FALSK_EKSAKT = "Højst 3 af 1.000 kurver giver et signal uden grund."
_GRAENSER = (
    "Så langt kan en skole af den størrelse ligge fra gennemsnittet ved tilfældigheder: i 95 % af tilfældene inden for "
    "de inderste grænser, i 99,8 % inden for de yderste."
)
_FORSKELLIGE = (
    "Skolerne er mere forskellige, end tilfældigheder alene gør dem. Grænserne er gjort tilsvarende videre "
    "(Spiegelhalter)."
)
_XMR = (
    "Gennemsnittet ± 2,66 gange den gennemsnitlige forskel fra en måned til den næste (NHS Making Data Count). "
    "Usædvanligt store forskelle er holdt ude én gang."
)
_EKSAKT = (
    "De antal, der ikke ville komme sjældnere end 1,35 gange af 1.000 til hver side, når de tidligere måneder er alt, "
    "hvad man ved (negativ binomialfordeling). Måneder, der selv var et signal, er ikke med i de tidligere."
)
_FIRE_REGLER = (
    "Uden for grænserne; 7 i træk på samme side af gennemsnittet; 7 i træk, der stiger eller falder; "
    "2 af 3 i træk nær samme grænse."
)


def rate(row: TaltRow) -> Explanation:
    """Explain a rate per 1.000 pupils."""
    return [
        ("Beskrivelse", f"{row.navn} i et skoleår pr. 1.000 elever, så store og små steder kan sammenlignes."),
        ("Tæller", f"{row.taeller}. Kun steder, der både indberetter tallet og har et elevtal"),
        ("Nævner", "Elever pr. 30. september i skoleåret, summen af de samme steder"),
        ("Regnemåde", "Byens og områdets tal er regnet af summerne, aldrig som gennemsnit af skolernes tal."),
        ("Foreløbige skoleår", "Et skoleår, hvor måneder mangler, er for lavt. Det er tegnet hult."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def before_after(row: TaltRow) -> Explanation:
    """Explain why two curves are no proof of an effect."""
    return [
        *rate(row),
        (
            "Det viser figuren ikke",
            "Om indsatsen virker. Skoler, der vælges, fordi deres tal er høje, falder ofte af sig selv.",
        ),
    ]


def inclusion() -> Explanation:
    """Explain the inclusion rate."""
    return [
        ("Beskrivelse", "Andelen af eleverne i folkeskole og specialtilbud, der undervises i den almene skole."),
        ("Tæller", "Elever, der ikke går i segregeret specialundervisning"),
        ("Nævner", "Alle elever i folkeskoler, ungdomsskoler, specialskoler og dagbehandling"),
        ("Opgørelsesniveau", "Kommune og hele landet, skoleår"),
        (
            "To grundlag",
            "Efter skolens kommune og efter elevens bopælskommune giver to forskellige tal. De blandes ikke.",
        ),
        ("Kendte huller", "For de enkelte kommuner har vi kun 2020/21; for hele landet alle år siden 2008/09."),
        ("Kilde", "Uddannelsesstatistik.dk"),
    ]


def places() -> Explanation:
    """Explain the counts and rates of places in a school year."""
    return [
        ("Beskrivelse", "Antal i skoleåret og antal pr. 1.000 elever, for hvert sted."),
        ("Tæller", "Summen af skoleårets måneder"),
        ("Nævner", "Elever pr. 30. september i skoleåret. Steder uden elevtal har ingen sats"),
        ("Mangler", "Hvor mange månedsindberetninger der mangler. Så er antallet mindst så stort som vist."),
        ("Forbehold", "Små steder svinger meget fra år til år. Tabellen er ikke en rangliste."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def expected() -> Explanation:
    """Explain forventningstal."""
    return [
        ("Beskrivelse", "Hvad et område forventes at nå i året, som det stod i hver rapport."),
        ("Versioner", "Alle versioner gemmes, så man kan se, hvor godt de ramte."),
        ("Ikke summeret", "Andele kan ikke lægges sammen, og områdernes beløb gør vi heller ikke op på tværs her."),
        ("Kilde", "Kommunens forventningstal"),
    ]


def booked() -> Explanation:
    """Explain sums of postings."""
    return [
        ("Beskrivelse", "Summen af posteringerne på hvert PSP-element i regnskabsåret."),
        ("Fortegn", "Debet er plus, kredit er minus"),
        ("Kilde", "Kommunens posteringslister. Posteringernes fritekst gemmes ikke"),
    ]


def follow_up() -> Explanation:
    """Explain a budget follow-up."""
    return [
        ("Beskrivelse", "Kommunens egen budgetopfølgning, som den er indlæst. Beløbene er i årets priser."),
        ("Afvigelse", "Forventet forbrug minus korrigeret budget inkl. bevillingsansøgninger. Plus er merforbrug"),
        ("Manglende tal", "Står der intet i filen, er feltet tomt. Et manglende beløb regnes aldrig som 0."),
        ("Kilde", "Kommunens budgetopfølgning"),
    ]


def proposal() -> Explanation:
    """Explain the budget table of a proposal."""
    return [
        ("Beskrivelse", "Forslagets poster år for år. Tabellens egne summer er kontrolleret og ikke gemt."),
        ("Manglende tal", "Et år uden beløb er tomt. Det regnes aldrig som 0."),
        ("Kilde", "Den indlæste budgettabel"),
    ]


def periods() -> Explanation:
    """Explain figures that were reported for a whole period."""
    return [
        ("Beskrivelse", "Tal, der er indberettet for et helt kvartal, halvår, år eller skoleår."),
        (
            "Ikke i kurverne",
            "Ingen ved, hvordan tallet fordeler sig på måneder. Derfor er det hverken i kurver, satser eller summer.",
        ),
        (
            "Månederne giver",
            "Er alle periodens måneder også indlæst, og giver de noget andet, står det her. Et antal, der gøres op på "
            "en dag, sammenlignes med den sidste måned. Vi vælger ikke, hvilket tal der er rigtigt.",
        ),
        ("Flere skoler", "Området er summen af de skoler, der har tal for perioden. Mangler er tal, der er skjult."),
        ("Nyeste tal", "Er en periode indberettet flere gange, er det det tal, der er opgjort sidst."),
        ("Kilde", "Kommunens egne indberetninger"),
    ]


def levels() -> Explanation:
    """Explain cases per class level."""
    return [
        ("Beskrivelse", "Sager talt op efter barnets klassetrin. Kun antallene er gemt, ikke sagerne."),
        ("Regnemåde", "Summen af skoleårets måneder. Et antal, der gøres op på en dag, er fra den måned, der står."),
        ("Tomme felter", "Ingen sager på trinnet i de lister, der er indlæst."),
        (
            "Kendte forbehold",
            "Kommer nogle af skoleårets tal fra andre filer end sagslister, er de med i kurven og ikke her.",
        ),
        ("Kilde", "Kommunens egne sagslister"),
    ]
