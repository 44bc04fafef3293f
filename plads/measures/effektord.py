"""The verdict on a forløb in Danish: what can be said, by how much, and what would change it."""

from __future__ import annotations

from plads import text
from plads.measures.effekt import Effekt, Forhold, Grund, Krav, Slutning
from plads.measures.effektdata import Udeladt

UDEN_OPDELING = "Før/efter kan ikke regnes endnu."


def word(e: Effekt) -> str:
    """Return the verdict as a label."""
    return text.stort(e.slutning.value)


def change(forhold: float) -> str:
    """Return a ratio in words: '32 pct. færre', '8 pct. flere', 'uændret'."""
    pct = abs(round(100 * (forhold - 1)))
    return f"{pct} pct. {'færre' if forhold < 1 else 'flere'}" if pct else "uændret"


def span(f: Forhold) -> str:
    """Return the interval in words: 'fra 47 pct. færre til 13 pct. færre'."""
    return f"fra {change(f.lav)} til {change(f.hoej)}"


def sentence(e: Effekt, maal: str, forloeb: str, krav: Krav | None = None) -> str:
    """Return what can be said of a forløb and a figure: one or two sentences."""
    if e.slutning is Slutning.FOR_LIDT or e.samlet is None:
        return f"Der er for lidt data til at sige, om {text.lille(forloeb)} virker. {_lacking(e, krav or Krav())}"
    tal = f"{maal}: {change(e.samlet.forhold)} end ventet, efter at {text.lille(forloeb)} begyndte ({span(e.samlet)})."
    return f"{tal} {_meaning(e)}"


def _meaning(e: Effekt) -> str:
    if e.slutning is Slutning.EFFEKT:
        return "Det er mere, end tilfældigheder, udvælgelsen af skolerne og den almindelige udvikling plejer at give."
    if e.slutning is Slutning.MODSAT:
        return "Det er mere, end tilfældigheder plejer at give, men det går den forkerte vej."
    if e.grund is Grund.TENDENS:
        return "Men tallet var på vej samme vej før start, så det kan ikke tilskrives forløbet."
    return "Så meget kan tilfældige udsving også give."


def _lacking(e: Effekt, krav: Krav) -> str:
    return {
        Grund.SKOLER: f"{_schools(e.skoler)} kan bruges; det kræver mindst {krav.skoler}.",
        Grund.KONTROL: (
            f"Der er {_schools(e.kontrol[0])} at sammenligne med i det år, hvor der er færrest; "
            f"det kræver mindst {krav.kontrol}."
        ),
        Grund.TILFAELDE: (
            f"Der er {text.antal_af(e.tilfaelde, 'tilfælde', 'tilfælde')} på skolerne efter start; "
            f"det kræver mindst {krav.tilfaelde}."
        ),
        Grund.SKJULT: (
            "For mange skoleårs tal er små og skjult for dig. Det skjulte er altid de små tal, så resten ville give et "
            "skævt billede."
        ),
        Grund.FOER: "Forløbet begyndte før det første skoleår med tal, så der er ikke noget før at sammenligne med.",
    }.get(e.grund or Grund.SKOLER, "")


def _schools(antal: int) -> str:
    return text.antal_af(antal, "skole", "skoler")


def what_would_change(e: Effekt) -> str:
    """Return what would make the verdict another one."""
    if e.grund is Grund.SKJULT:
        return (
            "Spørg datateamet: de, der ser alle tal, kan se vurderingen. Større tal eller færre skjulte kan ændre det."
        )
    if e.slutning is Slutning.FOR_LIDT:
        return "Flere skoler, der begynder på forskellige tidspunkter, eller et skoleår mere kan ændre det."
    if e.grund is Grund.TENDENS:
        return "Det kan ændre sig, hvis forskellen bliver større, end den gamle tendens alene ville give."
    if e.slutning is Slutning.IKKE_SKELNES and e.mindst is not None:
        return (
            f"Med så få skoler og tilfælde ses en forandring først, når den er omkring {text.procent(e.mindst, 1)} "
            "Er virkningen mindre, kræver det flere skoler eller flere år at se den."
        )
    return "Konklusionen falder, hvis forskellen ikke holder, når næste skoleår er med."


def basis(e: Effekt, udeladt: Udeladt) -> str:
    """Return how many schools it rests on, and who is left out and why."""
    if e.grund is Grund.SKJULT:
        return f"{text.stort(_schools(udeladt.skjult + udeladt.skjult_kontrol))} har skjulte tal."
    fra, til = e.kontrol
    kontrol = f"{fra}" if fra == til else f"{fra}–{til}"
    said = f"Bygger på {_schools(e.skoler)}, der er begyndt, og {kontrol} skoler, der ikke er begyndt."
    ude = [
        (udeladt.andet_forloeb, "fordi de også har et andet forløb"),
        (udeladt.skjult, "fordi deres tal er små og skjult"),
        (udeladt.mangler, "fordi de mangler tal"),
        (udeladt.ingen_foer, "fordi de begyndte før det første skoleår med tal"),
    ]
    udeladte = [f"{antal}, {hvorfor}" for antal, hvorfor in ude if antal]
    if udeladte:
        said += f" Udeladt: {'; '.join(udeladte)}."
    if udeladt.skjult_kontrol:
        said += f" {text.stort(_schools(udeladt.skjult_kontrol))} til sammenligning har skjulte tal."
    if udeladt.kontrol_med_andet:
        said += (
            f" {_schools(udeladt.kontrol_med_andet)} til sammenligning har et andet forløb: virker det, "
            "ser virkningen her mindre ud, end den er."
        )
    return said


def misleading(e: Effekt) -> str:
    """Return what before/after would say, and what is left of it when the rest is taken out."""
    o = e.opdeling
    if o is None:
        return UDEN_OPDELING
    return (
        f"Før/efter på skolerne alene viser {change(o.naiv)}. Det er misvisende: {change(o.selv)} ventes af sig selv, "
        f"fordi skolernes tal før start ikke var almindelige, og {change(o.byen)} er den udvikling, der også ses på "
        f"andre skoler. Tilbage er {change(o.effekt)}."
    )


def before(e: Effekt) -> str:
    """Return how the years before the start looked."""
    t = e.tendens
    if t is None:
        return "Der er for få skoleår før start til at se, om skolerne allerede var på vej et andet sted hen."
    if t.p >= 0.05:
        return "Før start fulgtes skolerne ad med de andre: ingen sikker tendens i forskellen."
    return f"Før start var der allerede en tendens: {change(t.forhold)} om året i forhold til de andre skoler."
