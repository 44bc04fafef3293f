"""What a posting's amount is: signed in one column, marked debet or kredit beside it, or in a column for each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plads.ingest.regneark.grund.ark import Celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.tabeller.celler import RET, CellError, oere, text
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel

DEBET, BELOEB, I_DEBET, I_KREDIT = "Debet/kredit", "Beløb", "Debet", "Kredit"
_IKKE_BOGSTAV = re.compile(r"[^a-zæøå]")
_D, _K, _OG = r"(?:debet|debit|deb|d)", r"(?:kredit|credit|kred|cred|kre|k|c)", r"(?:eller|el|og)?"
_FORTEGNSORD = re.compile(
    rf"(?:indikator|kode|tegn|fortegn)?(?:{_D}{_OG}{_K}|{_K}{_OG}{_D}|dbkr|krdb|drcr|s(?:oll)?h(?:aben)?)"
    r"(?:indikator|kode|tegn|fortegn|mærke|markering|kz)?"
)
_VALUTA = re.compile(r"\s*dkk\.?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Fortegnskolonne(Kolonne):
    """The column that says debet or kredit, however the two words are put together: «D/K», «Debet-/kreditkode»."""

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this column."""
        return super().__contains__(overskrift) or bool(_FORTEGNSORD.fullmatch(_IKKE_BOGSTAV.sub("", overskrift)))


ET_BELOEB = (
    Fortegnskolonne(DEBET, ("Debet / kredit", "D/K", "Debet-kredit", "Debit/kredit", "Debet/ kredit", "S/H",
                            "Fortegn", "+/-"), kraevet=False),
    Kolonne(BELOEB, ("Beløb i kr", "Beløb (kr)", "Beløb, kr", "Beløb kr", "Beløb i lokal valuta", "Beløb DKK",
                     "Beløb i DKK", "Beløb, DKK", "Beløb (DKK)", "Beløb i hele kr", "Beløb i hele kroner",
                     "Beløb i kroner", "Beløb (hele kr)", "Beloeb", "Nettobeløb", "Beløb i firmakodevaluta",
                     "Beløb firmakodevaluta")),
)  # fmt: skip
TO_BELOEB = (
    Kolonne(I_DEBET, ("Debit", "Debetbeløb", "Beløb debet", "Debet kr", "Debet i kr", "Debet (kr)")),
    Kolonne(I_KREDIT, ("Credit", "Kreditbeløb", "Beløb kredit", "Kredit kr", "Kredit i kr", "Kredit (kr)")),
)
FORTEGN = {
    **dict.fromkeys(("debet", "debit", "deb", "db", "d", "s", "soll", "+"), 1),
    **dict.fromkeys(("kredit", "credit", "kred", "kre", "cred", "kr", "cr", "k", "c", "h", "haben", "-"), -1),
}


def amounts(tabel: Tabel) -> tuple[str, ...]:
    """Return the columns that hold amounts."""
    return tuple(navn for navn in (BELOEB, I_DEBET, I_KREDIT) if tabel.has(navn))


def amount(linje: Linje) -> int | None:
    """Return a posting's amount in øre with its sign: plus for debit, minus for credit."""
    if linje.tabel.has(I_DEBET):
        return _of_two(linje)
    found = linje.read(BELOEB, _kroner)
    if found is None:
        if BELOEB not in linje.refused:
            linje.problem(BELOEB, f"beløbet mangler. {RET}")
        return None
    if not linje.tabel.has(DEBET):
        return found
    sign = linje.read(DEBET, _sign)
    if sign == -1 and found < 0:
        linje.problem(BELOEB, f"beløbet har både minus og kredit og kan læses på to måder. {RET}")
    return sign * found if sign else None


def _of_two(linje: Linje) -> int | None:
    debet, kredit = (linje.read(navn, _kroner) for navn in (I_DEBET, I_KREDIT))
    if not linje.ok:
        return None
    for navn, found in ((I_DEBET, debet), (I_KREDIT, kredit)):
        if found is not None and found < 0:
            linje.problem(navn, f"beløbet har minus og kan læses på to måder. {RET}")
    if debet is None and kredit is None:
        linje.problem(I_DEBET, f"beløbet mangler. {RET}")
    elif debet and kredit:
        linje.problem(I_KREDIT, f"rækken har beløb i både «{I_DEBET}» og «{I_KREDIT}». {RET}")
    return (debet or 0) - (kredit or 0) if linje.ok else None


def stated(linje: Linje) -> int | None:
    """Return what a subtotal row says, net; None when it says nothing that can be read."""
    found = [linje.stated(navn, _kroner) for navn in amounts(linje.tabel)]
    if all(part is None for part in found):
        return None
    return (found[0] or 0) - (found[1] or 0) if len(found) > 1 else found[0]


def _kroner(value: Celle | None) -> int | None:
    """Return an amount in øre, also from '1.000,00 DKK'."""
    return oere(_VALUTA.sub("", value) if isinstance(value, str) else value)


def _sign(value: Celle | None) -> int:
    if (sign := FORTEGN.get(noegle(text(value)).rstrip("."))) is None:
        raise CellError(f"der skal stå debet eller kredit. {RET}")
    return sign
