"""A verdict in Danish: the word, the range, the sentence, the rule and why. All from the one result."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

from plads import text
from plads.measures.forudsigelse import ALFA
from plads.measures.valg import LANGE
from plads.measures.vurdering import Dom, Regel, Signal, Signalregel, Sikkerhed, Vurdering
from plads.serier import PERIODEORD, Periode, Trin
from plads.tables import Kind, celletekst

_ORD = {
    Dom.NORMALT: "Normalt udsving",
    Dom.FLERE: "Flere end normalt",
    Dom.FAERRE: "Færre end normalt",
    Dom.HAENDELSE: "Særlig hændelse",
    Dom.UFULDSTAENDIG: "Tal mangler",
    Dom.SKJULT: "Skjult: små tal",
    Dom.INGEN_TAL: "Ingen tal",
}
_MAAL = {
    Sikkerhed.NAAS: "Målet ({}) nås, som det går nu.",
    Sikkerhed.NAAS_IKKE: "Målet ({}) nås ikke, som det går nu.",
    Sikkerhed.NAAS_AF_OG_TIL: "Målet ({}) nås nogle gange og andre gange ikke.",
}
# How often a curve of pure chance is flagged at its newest point; measured by simulation, see tests/measures.
FALSK_XMR, FALSK_EKSAKT = 0.02, 2 * ALFA


def word(v: Vurdering) -> str:
    """Return the verdict as a label: 'Færre end normalt', 'For få målinger (8 af 12)'."""
    if v.dom is Dom.FOR_FAA:
        return f"For få målinger ({v.maalinger} af {v.kraevet})" if v.maalinger < v.kraevet else "For få målinger"
    if not v.er_antal and v.dom in (Dom.FLERE, Dom.FAERRE):
        return "Højere end normalt" if v.dom is Dom.FLERE else "Lavere end normalt"
    return _ORD[v.dom]


def normal_range(v: Vurdering, nr: int | None = None) -> str:
    """Return what is normal in a period, the newest unless said: '24–60'; empty without limits."""
    sted = v.nr if nr is None else nr
    nedre, oevre = (None, None) if sted is None else (v.nedre[sted], v.oevre[sted])
    if nedre is None or oevre is None:
        return ""
    low, high = (ceil(nedre - 1e-9), floor(oevre + 1e-9)) if v.er_antal else (nedre, oevre)
    if low > high:
        low, high = nedre, oevre
    ender = [text.antal(tal) if v.er_antal else text.decimaltal(tal, 1) for tal in (low, high)]
    return "–".join(dict.fromkeys(ender))


def sentence(v: Vurdering) -> str:
    """Return the newest value and what it means: 'Indstillinger i marts: 12. Det er færre end normalt (24–60).'"""
    if v.periode is None:
        return f"{v.maal}: ingen tal."
    alt = " i alt" if v.vindue > 1 and v.bedoemt else ""
    kind = Kind.ANTAL if v.er_antal else Kind.DECIMAL
    said = f"{v.maal} {_when(v.periode, v.vindue)}: {celletekst(v.vaerdi, kind)}{alt}. {_meaning(v)}"
    if v.sikkerhed is not None and v.indstillinger.maal is not None:
        said += f" {_MAAL[v.sikkerhed].format(text.antal(v.indstillinger.maal))}"
    return said


def rule(v: Vurdering) -> str:
    """Return which rule was used and why: 'Reglen: …, fordi …'."""
    return ". ".join(said for said in (_rule(v), settings(v)) if said)


def settings(v: Vurdering) -> str:
    """Return what is decided of the limits: 'Det normale er fundet forfra fra januar 2021'; empty for nothing."""
    if v.regel is Regel.INGEN and not v.begyndelser:
        return ""
    fast = v.indstillinger.fast_grundlag
    flere = PERIODEORD[v.serie.perioder[0].trin][1] if v.serie.perioder else "perioder"
    nye = text.opremsning([periode.navn for periode in v.begyndelser])
    dele = [
        f"Det normale er fundet forfra fra {nye}" if nye else "",
        f"Grænserne er lavet af de første {fast} {flere}" if fast else "",
    ]
    return ". ".join(del_ for del_ in dele if del_)


def _rule(v: Vurdering) -> str:
    enhed, flere = PERIODEORD[v.serie.perioder[0].trin] if v.serie.perioder else ("periode", "perioder")
    if v.regel is Regel.INGEN:
        return f"Ingen regel endnu, fordi der er for få målinger ({v.maalinger} af {v.kraevet})"
    saeson = f". Årstiden er regnet med, lært af {v.saeson}" if v.saeson else ""
    if v.regel is Regel.XMR:
        hvorfor = f"der er {_volume(v)}" if v.er_antal else "tallet ikke er et antal"
        return f"Reglen: udsvingskort (XmR), fordi {hvorfor}{saeson}"
    if v.vindue == 1:
        lang = len(v.serie.perioder[0].maaneder) >= LANGE
        hvorfor = f"der er for få {flere} til et udsvingskort" if lang else f"der kun er {_volume(v)}"
        return f"Reglen: et {enhed} mod de tidligere {flere}, fordi {hvorfor}{saeson}"
    return f"Reglen: {v.vindue} {flere} lagt sammen mod alle tidligere, fordi der kun er {_volume(v)}{saeson}"


def by_rule(signal: Signal) -> str:
    """Return the rule a point signals by, in a few words."""
    return {
        Signalregel.UDENFOR: "Over det normale" if signal.op else "Under det normale",
        Signalregel.TENDENS: "7 i træk, der stiger" if signal.op else "7 i træk, der falder",
        Signalregel.TO_AF_TRE: "2 af 3 nær den øvre grænse" if signal.op else "2 af 3 nær den nedre grænse",
        Signalregel.SKIFT: "7 i træk over gennemsnittet" if signal.op else "7 i træk under gennemsnittet",
    }[signal.regel]


def forventede_falske(vurderinger: Iterable[Vurdering]) -> float:
    """Return how many of the judged would look unusual if nothing at all had changed."""
    return sum(FALSK_XMR if v.regel is Regel.XMR else FALSK_EKSAKT for v in vurderinger if v.bedoemt)


def false_flags(vurderinger: Iterable[Vurdering]) -> str:
    """Return the expected number of false flags as a sentence; empty for fewer than two curves."""
    bedoemte = [v for v in vurderinger if v.bedoemt]
    if len(bedoemte) < 2:
        return ""
    ventet = forventede_falske(bedoemte)
    falske = text.decimaltal(ventet, 1 if ventet >= 0.1 else 2)
    return (
        f"Her er bedømt {text.antal(len(bedoemte))} kurver. Selv om intet har ændret sig, "
        f"vil i gennemsnit højst {falske} af dem se usædvanlige ud."
    )


def _volume(v: Vurdering) -> str:
    omfang = v.omfang or 0.0
    return f"omkring {text.decimaltal(omfang, 0 if omfang >= 10 else 1)} om måneden"


def _when(periode: Periode, vindue: int) -> str:
    if vindue > 1 and len(periode.maaneder) * vindue < 12:
        foerste = Periode(periode.foerste - (vindue - 1) * len(periode.maaneder), periode.trin)
        return f"i {_short(foerste)}–{_short(periode)}"
    if vindue > 1:
        return f"på {vindue} {PERIODEORD[periode.trin][1]} til og med {_short(periode)}"
    return f"i {'skoleåret ' if periode.trin is Trin.SKOLEAAR else ''}{_short(periode)}"


def _short(periode: Periode) -> str:
    return text.MAANEDER[periode.foerste % 12] if periode.trin is Trin.MAANED else periode.navn


def _meaning(v: Vurdering) -> str:
    if v.dom is Dom.FOR_FAA and v.maalinger >= v.kraevet:
        return "Der er for få målinger før den at måle mod."
    if v.dom is Dom.FOR_FAA:
        return f"Der er {v.maalinger} målinger. Det kræver {v.kraevet} at sige, hvad der er normalt."
    if v.dom is Dom.HAENDELSE:
        navn = next((navn for navn in reversed(v.haendelser[: (v.nr or 0) + 1]) if navn), "en hændelse")
        return f"Perioden er ramt af {navn} og bedømmes ikke."
    if v.dom is Dom.UFULDSTAENDIG:
        return "Der mangler tal, så det kan ikke bedømmes."
    if v.dom is Dom.SKJULT:
        return "Tallet er skjult for at beskytte små tal."
    if v.dom is Dom.INGEN_TAL:
        return "Der er ingen tal."
    return _against_limits(v, normal_range(v))


def _against_limits(v: Vurdering, spand: str) -> str:
    if v.signal is None:
        return f"Det er inden for det normale ({spand})."
    if v.signal.regel is Signalregel.UDENFOR:
        return f"Det er {text.lille(word(v))} ({spand})."
    return f"Det er inden for {spand}, men {_pattern(v.signal, PERIODEORD[v.serie.perioder[0].trin][1])}."


def _pattern(signal: Signal, flere: str) -> str:
    if signal.regel is Signalregel.TENDENS:
        return f"tallet er {'steget' if signal.op else 'faldet'} 7 {flere} i træk"
    if signal.regel is Signalregel.TO_AF_TRE:
        return f"mindst 2 af 3 {flere} i træk ligger nær den {'øvre' if signal.op else 'nedre'} grænse"
    return f"mindst 7 {flere} i træk har ligget {'over' if signal.op else 'under'} gennemsnittet"
