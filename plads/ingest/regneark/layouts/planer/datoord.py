"""What may stand where a forløb has no date yet: words such as «afventer styregruppen», and nobody's name."""

from __future__ import annotations

import re
from enum import Enum

from plads.ingest.regneark.grund.stavning import noegle
from plads.text import MAANEDER


def _words(tekst: str) -> frozenset[str]:
    return frozenset(tekst.split())


# Words of time: a text with one of them means a date, though not one we can read.
TIDSORD = _words(
    """
    uge uger ugen ugerne dag dage dagen måned måneder måneden kvartal kvartalet kvt q halvår halvåret år året
    skoleår skoleåret forår foråret sommer sommeren efterår efteråret vinter vinteren ferie ferien sommerferie
    sommerferien efterårsferie efterårsferien vinterferie vinterferien påske påsken påskeferien jul julen nytår
    juleferien primo medio ultimo start starten begyndelsen midten slutningen udgangen mandag tirsdag onsdag torsdag
    fredag
    """
) | {word for navn in MAANEDER for word in (navn, navn[:3])}
# Every other word may be somebody's name, or say more of a person than Plads should keep.
UDEN_DATO = _words(
    """
    afventer afventes venter ventes på af at den det de der en et er bliver i til om med uden for fra ved efter før
    inden senest tidligst mellem når hvis og eller samt men ca cirka omkring ny nye nyt nærmere dato datoer tid
    tidspunkt tidsplan tidsplanen startdato opstart ikke endnu ingen intet ukendt kendt uafklaret afklaret afklares
    afklaring fastlagt fastlægges fastlæggelse fastsat fastsættes aftalt aftales aftale planlagt planlægges planlægning
    oplyst oplyses meldes ud besluttet besluttes beslutning godkendt godkendes godkendelse vedtaget vedtages politisk
    politiske behandling udvalg udvalget udvalgets buu byrådet borgerrepræsentationen direktion direktionen
    styregruppe styregruppen styregruppens projektgruppe projektgruppen forvaltning forvaltningen område området
    områder områdeledelsen skole skolen skoler skolerne skolens skoleledelsen skolelederen ledelse ledelsen leder
    lederen institution institutionen klyngen klyngelederen ppr kommunen budget budgettet budgetforhandlinger
    budgetforhandlingerne bevilling bevillingen midler økonomi finansiering organisering organisation evaluering
    evalueringen corona coronasituationen covid genåbning genåbningen nedlukning nedlukningen restriktioner
    sundhedsstyrelsen retningslinjer løbende snarest hurtigst muligt mulig hurtig senere udskudt udsat udsættes
    udskydes aflyst aflyses stoppet bortfalder igangsat igangsættes gennemført gennemføres afsluttet startet starter
    starte vurderes vurdering følger kommer forventet forventes foreløbig foreløbigt måske evt eventuelt muligvis tbd
    tba næste kommende indeværende første andet tredje fjerde halvdel samtidig hele indsats indsatsen forløb forløbet
    plan planen relevant ok pt
    """
)
# The figure of an illness is no time.
_COVID = re.compile(r"\bcovid[- ]?19\b")
_ORD = re.compile(r"[^\W\d_]+")


class Udsagn(Enum):
    """What a text that is no date we can read says instead."""

    INTET = "intet"
    UDEN_DATO = "uden dato"
    ULAESELIG = "ulæselig"
    ANDET = "andet"


def meaning(tekst: str) -> Udsagn:
    """Return what a text says that could not be read as a date."""
    tekst = _COVID.sub("covid", noegle(tekst))
    words = set(_ORD.findall(tekst))
    if words - TIDSORD - UDEN_DATO:
        return Udsagn.ANDET
    if words & TIDSORD or any(map(str.isdigit, tekst)):
        return Udsagn.ULAESELIG
    return Udsagn.UDEN_DATO if words or "?" in tekst else Udsagn.INTET
