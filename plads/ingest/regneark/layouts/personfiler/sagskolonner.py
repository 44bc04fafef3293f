"""The columns of a list of cases, and what a list without some of them counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plads.ingest.regneark.grund.ark import Celle, Projektmappe, celle, kolonne
from plads.ingest.regneark.grund.katalog import nearest
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVNEORD, NUMMER, NUMMERORD, OMRAADE
from plads.ingest.regneark.layouts.personfiler.dage import is_day
from plads.ingest.regneark.layouts.personfiler.felt import Felt
from plads.ingest.regneark.tabeller.kort import UBRUGT
from plads.ingest.regneark.tabeller.tabel import LAENGST, Tabel
from plads.text import opremsning, stort

SAG, CPR, SKOLE, TRIN = "Sagsnr.", "CPR-nr.", "Skole", "Klassetrin"
PPV, INDSTILLET, VISITERET = "PPV dato", "Indstillingsdato", "Visitationsdato"
AFGOERELSE, KLAGE, KLAGEDATO, NOTE = "Afgørelse", "Klage", "Klagedato", "Bemærkninger"
# What may say of a case that it never became one.
TILSTANDE = ("Status", "Sagsstatus", "Tilstand", "Sagstype")
# A name that may also head a count, such as «Visitationer», is no name for a column of dates. The columns that a
# list may do without still say by how many of them it has that it is a list of cases.
KOLONNER = (
    Felt(SAG, ("Sagsnummer", "Sag nr", "Sagsid", "Sags-ID", "Sag", "Journalnr", "Journalnummer"), kraevet=False),
    Felt(CPR, ("CPR", "CPR-nummer", "Personnummer", "Personnr", "Elevens CPR", "Barnets CPR"), kraevet=False),
    Felt(NUMMER, (*NUMMERORD, "Inst"), kraevet=False),
    Felt(
        SKOLE,
        (*NAVNEORD, "Institution", "Skole/institution", "Enhed", "Indstillende skole"),
        kraevet=False,
    ),
    Felt(OMRAADE, ("Områdenavn",), kraevet=False),
    Felt(TRIN, ("Klasse", "Trin", "Årgang", "Elevens klassetrin"), undvaeres=True, med_aar=True),
    Felt(PPV, ("Dato for PPV", "Dato PPV", "PPV afleveret", "PPV afleveret dato", "PPV afsluttet"), undvaeres=True),
    Felt(
        INDSTILLET,
        ("Dato for indstilling", "Dato indstilling", "Indstillet dato", "Indstillet den"),
        undvaeres=True,
    ),
    Felt(
        VISITERET,
        ("Dato for visitation", "Visiteret dato", "Afgørelsesdato", "Dato for afgørelse"),
        undvaeres=True,
    ),
    Felt(AFGOERELSE, kraevet=False),
    Felt(
        KLAGE,
        ("Klager", "Klaget", "Påklaget", "Klage over afgørelse", "Klage J/N", "Klage Ja/Nej", "Ankesag"),
        undvaeres=True,
    ),
    Felt(KLAGEDATO, ("Dato for klage", "Klage modtaget", "Klage dato"), kraevet=False),
    *(Felt(navn, ("Sagens status",) if navn == "Sagsstatus" else (), kraevet=False) for navn in TILSTANDE),
    *(
        Felt(navn, kraevet=False, bruges=False)
        for navn in ("Navn", "Barn", "Elev", "Elevnavn", "Elevens navn", "Barnets navn", "Fornavn", "Efternavn")
    ),
    Felt("Tilbudstype", ("Tilbud",), kraevet=False, bruges=False),
    Felt(NOTE, ("Bemærkning", "Note", "Noter", "Kommentar", "Kommentarer"), kraevet=False, bruges=False),
)
# Words that head a count in one file and the days of decisions in another: only the cells tell which.
_DAGORD = {PPV: ("PPV",), INDSTILLET: ("Indstilling", "Indstillet"), VISITERET: ("Visitation", "Visiteret")}
# What is counted, under the name its sum has, by the column whose date says the month.
TAELLES = {"ppv": ("ppv", PPV), "indstilling": ("indstillinger", INDSTILLET), "visitation": ("visitationer", VISITERET)}
KLAGER = ("klage", "klager")
DAGE = (PPV, INDSTILLET, VISITERET, KLAGE, KLAGEDATO)


def columns(bog: Projektmappe) -> tuple[Felt, ...]:
    """Return the columns of a workbook's list; «Visiteret» over dates is one of them, over counts or words it is not.

    Where a row of headings has the column under another name, such a word is something else.
    """
    found = {navn: [word for word in words if _heads_days(bog, navn, word)] for navn, words in _DAGORD.items()}
    return tuple(replace(felt, ord=(*felt.ord, *found.get(felt.navn, ()))) for felt in KOLONNER)


def _heads_days(bog: Projektmappe, navn: str, word: str) -> bool:
    felt, said = next(felt for felt in KOLONNER if felt.navn == navn), heading(word)
    rows = ((ark, nr, row) for ark in bog.ark if not ark.skjult for nr, row in ark.overskrifter.items())
    return any(
        _are_days([cells[c] for r, cells in ark.raekker.items() if r > nr and c in cells])
        for ark, nr, row in rows if not any(other in felt for other in row.values())
        for c, other in row.items() if other == said
    )  # fmt: skip


def _are_days(cells: Sequence[Celle]) -> bool:
    """Return whether most of a column's cells are days; a number alone may be a count."""
    return bool(cells) and sum(map(is_day, cells)) * 2 > len(cells)


def is_whole(tabel: Tabel, udbytte: Udbytte) -> bool:
    """Return whether a list has columns for schools and for anything to count; say what is missing."""
    where = f"række {tabel.raekke}"
    if not (tabel.has(NUMMER) or tabel.has(SKOLE)):
        at = next(filter(None, (_maybe(tabel, felt) for felt in KOLONNER if felt.navn in (NUMMER, SKOLE))), None)
        hint = f" Er det kolonne {kolonne(at)}?" if at else ""
        udbytte.problem(tabel.ark.navn, where, f"Kolonnen «{NUMMER}» eller «{SKOLE}» mangler.{hint}")
        return False
    if not any(map(tabel.has, DAGE)):
        them = opremsning([f"«{navn}»" for navn in (PPV, INDSTILLET, VISITERET, KLAGE)])
        besked = f"Kolonnerne {them} mangler alle. Vælg mindst en af dem, eller skriv den i overskrifterne."
        udbytte.problem(tabel.ark.navn, where, besked)
        return False
    _tell_missing(tabel, udbytte)
    return True


def counted(tabel: Tabel) -> dict[str, str]:
    """Return what a list counts, by indicator with the name of its sum: what it has no column for it says nothing of.

    Stored figures of those others stay, also when the list replaces all that it stands for.
    """
    found = {kode: navn for kode, (navn, column) in TAELLES.items() if tabel.has(column)}
    return found | (dict([KLAGER]) if tabel.has(KLAGE) or tabel.has(KLAGEDATO) else {})


def _tell_missing(tabel: Tabel, udbytte: Udbytte) -> None:
    """Say which columns are missing and what comes of it; one that may be there under another name is a warning."""
    for felt, navn in _missing(tabel):
        if felt.navn == TRIN:
            besked = f"Kolonnen «{TRIN}» mangler. Klassetrinnet er ukendt for alle sager."
        else:
            besked = f"Kolonnen «{felt.navn}» mangler. {stort(navn)} er ikke talt, og tal, der er gemt, bliver stående."
        at = _maybe(tabel, felt)
        where = celle(tabel.raekke, at) if at else f"række {tabel.raekke}"
        # Levels that are stored give way to what is unknown; all else that is stored stays.
        tell = udbytte.warn if at or felt.navn == TRIN else udbytte.inform
        tell(tabel.ark.navn, where, f"{besked} Er det kolonne {kolonne(at)}?" if at else besked)


def _missing(tabel: Tabel) -> Iterator[tuple[Felt, str]]:
    has = counted(tabel)
    names = {TRIN: "", KLAGE: KLAGER[1]} | {column: navn for navn, column in TAELLES.values()}
    for felt in KOLONNER:
        if felt.undvaeres and not tabel.has(felt.navn) and names[felt.navn] not in has.values():
            yield felt, names[felt.navn].replace("ppv", "PPV'er")


def _maybe(tabel: Tabel, felt: Felt) -> int | None:
    """Return the column whose heading nobody knows and that may be one; not one the user has said is not used."""
    used = set(tabel.kolonner.values())
    row = tabel.ark.raekker[tabel.raekke].items()
    unused = {c: said for c, value in row if c not in used and 0 < len(said := str(value)) <= LAENGST}
    asked = {said: c for c, said in unused.items() if not said.endswith(UBRUGT)}
    near = next((said for said in asked if felt.may_be(heading(said))), None) or nearest(felt.navn, asked)
    return asked[near] if near else None
