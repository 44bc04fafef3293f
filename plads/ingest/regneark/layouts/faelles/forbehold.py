"""What words and columns beside figures say against their being plain counts of a school and a period."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from plads.ingest.regneark.grund.ark import Celle, celle, kolonne
from plads.ingest.regneark.grund.ord import DELORD
from plads.ingest.regneark.grund.stavning import heading, noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import whole
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Tabel

# Measured, sought, added up or shared out: not how many there were in the period.
_ANDET = re.compile(
    r"\b(?:ventetid|sagsbehandlingstid|dage\b|medhold|verserende|afslag|gennemsnit|indeks|pct\b|procent|ændring|"
    r"akkumuler|akk\b|år til dato|åtd\b|ytd\b|løbende (?:12|tolv|år)|måltal|prognose|budget|forvente|andel|rater?\b|"
    r"promille|difference|timer\b|rullende|tal i (?:hundrede|tusind))\w*|%"
    r"|\bpr\.? ?(?:1\.?000\b|100\b|elev\b|barn\b)"
    r"|\bkun (?:drenge|piger|specialklasse|indskoling|mellemtrin|udskoling|\d)\w*"
    r"|\b(?:åbne|igangværende|uafsluttede) sager\b|\bved (?:månedens|kvartalets|årets) udgang\b"
    r"|\bfilter:(?! ?\(?(?:alle|all|ingen|intet)\b)"
)
# Words; a title of more is a sentence.
LAENGSTE_TITEL = 7
# Whole names and short titles; in a longer one the same words may be about a plan or a campaign.
_ANDET_NAVN = re.compile(
    # «Status på mål» and «Fælles mål» are names of reports.
    r"(?!.*\b(?:på|af|mod|til|og|plan\w*|\w+plan|fælles|politiske|strategiske|nationale|vision\w*)\b)"
    r"(?:.*\W)?(mål)(?:\W+(?:for\W+)?(?:år\W+)?20\d\d)?[^\w:]*"
    r"|(?!.*\b(?:unge|fokus|drenge\b.*\bpiger|piger\b.*\bdrenge)\b)(?:.*\W)?(drenge?|piger?)(?:\W.*)?"
)
LAENGSTE_NAVN = 4
# What a cell beside figures calls them, when they are no counts of the indicator.
IKKE_ANTAL = frozenset((
    "annulleret", "slettet", "kladde", "fejloprettet", "trukket tilbage", "storno", "tilbageført", "obligo",
    "mål", "måltal", "budget", "prognose", "forventet", "forventning", "estimat", "skøn", "plan", "afslag", "medhold",
    "gennemsnit", "procent", "pct", "%", "andel", "indeks", "akkumuleret", "akk", "ændring",
))  # fmt: skip
LAEG_SAMMEN = "Læg tallene sammen i én række, eller slet den ene."
# Headings whose yes says that a row does not count.
_UGYLDIG = frozenset(("slettet", "annulleret", "storno", "storneret", "tilbageført", "ugyldig", "fejloprettet"))
_JA = frozenset(("ja", "j", "x", "1", "true", "sand", "sandt", "yes", "y"))
# What a column of parts says of the whole school.
_HELE = re.compile(
    r"|alle?|i ?alt|hele skolen|samlet|total|-|0\.? ?(?:-|til) ?(?:9|10)\.? ?(?:kl|klasse|klassetrin|årgang)?\.?"
)
AARSORD = frozenset(("år", "årstal", "kalenderår"))
INDDELINGER = AARSORD | DELORD | {
    "måned", "mdr", "md", "månedsnr", "skoleår", "kvartal", "halvår", "uge", "periode",
}  # fmt: skip


def other_than_counts(tekst: str) -> str | None:
    """Return the word by which a text says that its figures are something else than counts."""
    found = _ANDET.search(noegle(tekst))
    return found[0] if found else None


def other_in_name(tekst: str) -> str | None:
    """Return that word of a sheet's name or a title, also where only so short a text says it: «2020 mål», «Piger»."""
    if not is_title(tekst):
        return None
    found = _ANDET_NAVN.fullmatch(noegle(tekst)) if len(tekst.split()) <= LAENGSTE_NAVN else None
    return next(filter(None, found.groups())) if found else other_than_counts(tekst)


def is_title(tekst: str) -> bool:
    """Return whether a line is short enough to be a title; one of many words is a note, and about something else."""
    return len(tekst.split()) <= LAENGSTE_TITEL


def check_titles(lines: Iterable[str], ark: str, sted: str, udbytte: Udbytte) -> None:
    """Note as a problem the first title that says so."""
    if other := next(filter(None, map(other_in_name, lines)), None):
        say_other(other, ark, sted, udbytte)


def say_other(ord_: str, ark: str, sted: str, udbytte: Udbytte) -> None:
    """Note as a problem that a sheet's title has a word of something else than counts."""
    besked = f"Arket viser vist andet end antal («{ord_}»). Er det antal, så slet ordet. Ellers skjul arket."
    udbytte.problem(ark, sted, besked)


def dividing(tabel: Tabel) -> dict[int, str]:
    """Return the columns, with their headings, that a layout does not use and that say which part a row is about."""
    used = set(tabel.kolonner.values())
    row = tabel.ark.raekker[tabel.raekke]
    return {c: _as_written(v) for c, v in row.items() if c not in used and heading(v) in INDDELINGER}


def apart(linje: Linje, foerste: Linje) -> list[str]:
    """Return the columns that are not used and in which two rows of one table differ: they may be parts of a whole."""
    tabel = linje.tabel
    row, used = tabel.ark.raekker[tabel.raekke], set(tabel.kolonner.values())
    columns = sorted((linje.celler.keys() | foerste.celler.keys()) - used)
    differ = [c for c in columns if linje.celler.get(c) != foerste.celler.get(c)]
    return [f"«{_as_written(row[c])}»" if c in row else f"kolonne {kolonne(c)}" for c in differ]


def check_words(tabel: Tabel, udbytte: Udbytte) -> None:
    """Note as a problem a column that is not used and calls rows targets, shares or a kind of answer."""
    row = tabel.ark.raekker[tabel.raekke]
    unused = {c: navn for c in sorted(row.keys() - set(tabel.kolonner.values())) if (navn := heading(row[c]))}
    for c, values in tabel.values_below(unused).items():
        wanted = IKKE_ANTAL | (_JA if unused[c] in _UGYLDIG else frozenset())
        words = ("Ja" if value is True else _as_written(value) for value in values)
        said = next((word for word in words if heading(word) in wanted), None)
        if said is not None:
            besked = f"Kolonnen «{_as_written(row[c])}» siger «{said}» om tallene. Er de antal, så slet kolonnen."
            udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), f"{besked} Ellers slet rækkerne.")


def check_parts(tabel: Tabel, udbytte: Udbytte) -> None:
    """Note as problems the columns of a list that say that its rows are a part of each school: its class level."""
    row = tabel.ark.raekker[tabel.raekke]
    for c, values in tabel.values_below(tabel.parts - set(tabel.kolonner.values())).items():
        if any(not _HELE.fullmatch(heading(value)) for value in values):
            besked = f"Kolonnen «{_as_written(row[c])}» siger, at tallene er en del af skolens."
            where = celle(tabel.raekke, c)
            udbytte.problem(tabel.ark.navn, where, f"{besked} Læg dem sammen til hele skolen, og slet kolonnen.")


def _as_written(value: Celle) -> str:
    return " ".join(str(value).split())


def check_divided(tabel: Tabel, aar: Collection[int], udbytte: Udbytte) -> None:
    """Note as problems the columns that say of each row what a matrix says once: its period, or a part of a school."""
    check_words(tabel, udbytte)
    for c, navn in dividing(tabel).items():
        below = set(map(heading, tabel.below(c)))
        years = {year for word in below if heading(navn) in AARSORD and (year := whole(word))}
        if len(below) > 1 or (years and not years & set(aar)):
            besked = (
                f"Kolonnen «{navn}» deler tallene op, og arket siger noget andet. Lav én række pr. tal med skole, år, "
                "måned, indikator og antal, eller læg tallene sammen, og slet kolonnen."
            )
            udbytte.problem(tabel.ark.navn, celle(tabel.raekke, c), besked)
