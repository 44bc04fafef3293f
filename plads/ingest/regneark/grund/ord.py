"""Words that systems and people use for the things we know by another name."""

from __future__ import annotations

from plads.models.forloeb import Forloebstatus

INDIKATORORD = {
    "ppv": "ppv",
    "ppver": "ppv",
    "ppv er": "ppv",
    "pædagogisk-psykologiske vurderinger": "ppv",
    "pædagogisk-psykologisk vurdering": "ppv",
    "indst.": "indstilling",
    "indst": "indstilling",
    "indstillinger til visitation": "indstilling",
    "visit.": "visitation",
    "visit": "visitation",
    "afgørelser": "visitation",
    "revisit.": "revisitation",
    "klager over afgørelser": "klage",
    "ankesager": "klage",
    "ankesag": "klage",
    "tilbageslusede": "tilbageslusning",
    "tilbageslusede elever": "tilbageslusning",
    "foregribende": "foregribende",
    "tværfaglig support": "support",
    "elevtal": "elevtal",
    "antal elever": "elevtal",
    "elever i alt": "elevtal",
}

FORLOEBSORD = {
    "aktionslæring for andre faggrupper": "aktionslaering-andre",
    "aktionslæring, andre faggrupper": "aktionslaering-andre",
    "aktionslæring - andre faggrupper": "aktionslaering-andre",
    "co teaching": "co-teaching",
    "coteaching": "co-teaching",
    "konflikthåndtering pilot": "konflikthaandtering",
    "konflikthåndtering, pilot": "konflikthaandtering",
}

STATUSORD = {
    "planlagt": Forloebstatus.PLANLAGT,
    "igangsat": Forloebstatus.IGANGSAT,
    "i gang": Forloebstatus.IGANGSAT,
    "startet": Forloebstatus.IGANGSAT,
    "igangsat (forsinket)": Forloebstatus.FORSINKET,
    "igangsat, forsinket": Forloebstatus.FORSINKET,
    "i gang (forsinket)": Forloebstatus.FORSINKET,
    "forsinket": Forloebstatus.FORSINKET,
    "udskudt": Forloebstatus.UDSKUDT,
    "udsat": Forloebstatus.UDSKUDT,
    "stoppet": Forloebstatus.STOPPET,
    "aflyst": Forloebstatus.STOPPET,
    "afsluttet": Forloebstatus.AFSLUTTET,
    "gennemført": Forloebstatus.AFSLUTTET,
}

# Headings that say which part of a school, or of its cases, a row is about.
DELORD = frozenset((
    "klassetrin", "trin", "klasse", "årgang", "køn", "alder", "målgruppe", "afgørelse", "udfald", "diagnose",
))  # fmt: skip

# Rows that add up others. A cell that is one of these words names a total, never a unit.
TOTALORD = frozenset(
    (
        "i alt", "ialt", "total", "totalt", "sum", "hovedtotal", "samlet", "samlet sum", "hele byen", "alle områder",
        "grand total", "alle skoler", "hele kommunen", "byen", "byen samlet", "byen i alt", "resultat",
        "københavn i alt", "københavns kommune i alt", "kommunen i alt",
    )
)  # fmt: skip
