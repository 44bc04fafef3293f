"""Bad csv files: letters, separators, quotes and lines (B95–B98)."""

from __future__ import annotations

from tests.indlaes.daarlige.sag import SYV, Sag
from tests.ingest.regneark.fil.test_csvfil import FORKERTE

HOVED = "Inst.nr.;Skole;Område;År;Måned;Indikator;Antal"
RAEKKER = "999001;Testskole Ahorn;Amager;2020;3;PPV'er;4\n999010;Testskole Lærke;;2020;3;PPV'er;3\n"
TEKST = f"{HOVED}\n{RAEKKER}"
KORT = TEKST.replace("4\n", "4\n999002;Testskole Birk;;2020;3;PPV'er\n")


def wrong(nr: str, hvad: str, kind: str) -> Sag:
    content = FORKERTE[kind][0]
    return Sag(nr, hvad, content.encode() if isinstance(content, str) else content, navn="fil.csv")


def right(nr: str, hvad: str, content: bytes) -> Sag:
    return Sag(nr, hvad, content, SYV, "fil.csv")


KOMMAFILER = [
    right("B95a", "cp1252", TEKST.encode("cp1252")),
    right("B95b", "UTF-16 uden mærke", TEKST.encode("utf-16-le")),
    right("B95c", "UTF-8 med mærke", TEKST.encode("utf-8-sig")),
    wrong("B95d", "cp850", "cp850"),
    wrong("B95e", "dobbelt UTF-8", "dobbelt utf-8"),
    wrong("B95f", "tabte tegn", "tabte tegn"),
    wrong("B95g", "ukendt tegnsæt", "ukendt"),
    right("B96", "linjen «sep=;»", f"sep=;\n{TEKST}".encode()),
    wrong("B97a", "citationstegn, der ikke lukkes", "åbent citat"),
    wrong("B97b", "ujævne linjer", "for langt"),
    wrong("B97c", "overskrifter færre end felter", "kort hoved"),
    wrong("B97d", "nul-tegn", "nul-tegn"),
    wrong("B97e", "styretegn", "styretegn"),
    wrong("B97f", "citationstegn midt i et felt", "citat i felt"),
    wrong("B97g", "for langt felt", "langt felt"),
    wrong("B97h", "for mange kolonner", "kolonner"),
    wrong("B97i", "én linje på over en million tegn", "én linje"),
    wrong("B97j", "et felt mangler, og resten er flyttet", "forskudt sum"),
    right("B97k", "en linje, der er kortere end de andre", KORT.encode()),
    right("B98a", "komma", TEKST.replace(";", ",").encode()),
    right("B98b", "tabulator", TEKST.replace(";", "\t").encode()),
    wrong("B98c", "to mulige skilletegn", "to skilletegn"),
    wrong("B98d", "intet skilletegn", "intet skilletegn"),
]
