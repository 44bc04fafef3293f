"""Which indsats of which plan a row is about: its letter, as in 'a) Ressourcecentre', or its exact title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from plads.ingest.regneark.grund.ark import celle, kolonne
from plads.ingest.regneark.grund.katalog import Elementopslag, Katalog, Planopslag, nearest
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import CellError, text
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.text import opremsning

HELE_PLANEN = frozenset(("hele planen", "planen", "hele indsatsplanen", "projektet samlet", "samlet", "samlet status"))
LAENGST = 200
_NUMMER = re.compile(r"\d{1,3}(?:\.0)?[.)]?")


@cache
def _begins(maerke: str) -> re.Pattern[str]:
    """Return the pattern of a text that begins with a letter: 'a', 'a)', 'a. …', 'Indsats a: …', 'a – …', 'a …'.

    'e-læring' and 'a.1' do not.
    """
    efter = r"(?: *[):] *| *\.(?!\d) *| *- +| +|$)"
    return re.compile(rf"(?:indsats |spor )?{re.escape(noegle(maerke))}{efter}(?P<titel>.*)")


def said_of(linje: Linje, navn: str, maerke: str) -> str:
    """Return what a row says of its indsats, with the letter first where that has its own column; '' for nothing."""
    try:
        parts = [text(linje.value(maerke)), text(linje.value(navn))]
    except CellError:
        return ""
    return ") ".join(part.rstrip(")") if nr == 0 and parts[1] else part for nr, part in enumerate(parts) if part)


def _said_in(linje: Linje, navn: str) -> str:
    return linje.stated(navn, text) or ""


def find(said: str, plan: Planopslag) -> Elementopslag | None:
    """Return the element that a text stands for: by its title, else by its letter."""
    plain = noegle(said[:LAENGST])
    if plain in HELE_PLANEN or plain in map(noegle, plan.navne):
        return next((element for element in plan.elementer if element.niveau == 0), None)
    below = [element for element in plan.elementer if element.niveau > 0]
    for element in below:
        if plain == noegle(element.titel):
            return element
    # The longest first: H1 before H.
    lettered = sorted(below, key=lambda element: -len(element.maerke))
    return next((element for element in lettered if _begins(element.maerke).fullmatch(plain)), None)


def is_known(said: str, katalog: Katalog) -> bool:
    """Return whether a text stands for an element of any plan."""
    return bool(said) and any(find(said, plan) for plan in katalog.planer)


def find_plan(texts: Sequence[str], tabel: Tabel, katalog: Katalog, udbytte: Udbytte) -> Planopslag | None:
    """Return the plan that fits best: by letters and titles, then by its name above the table; else ask."""
    said = [tekst for tekst in texts if tekst]
    above = [noegle(tekst) for tekst in (*tabel.above(), tabel.ark.navn)]
    best = _fitting(said, above, katalog)
    if not best:
        udbytte.problem(tabel.ark.navn, "", "Vi finder ingen plan i Plads med de indsatser, der står i arket.")
        return None
    if len(best) > 1:
        names = opremsning([f"«{plan.navne[0]}»" for plan in best])
        besked = f"Indsatserne passer på flere planer: {names}. Skriv planens navn over tabellen."
        udbytte.problem(tabel.ark.navn, "", besked)
        return None
    return best[0]


def _fitting(said: Sequence[str], above: Sequence[str], katalog: Katalog) -> list[Planopslag]:
    """Return the plans that texts fit best; none where they fit no plan."""
    scored = {plan.kode: _score(plan, said, above) for plan in katalog.planer}
    top = max(scored.values(), default=(0, False))
    return [plan for plan in katalog.planer if top[0] and scored[plan.kode] == top]


def without_numbers(tabel: Tabel, navn: str, maerke: str, katalog: Katalog, udbytte: Udbytte) -> Tabel:
    """Return a table without its column of letters where that only numbers the rows, and names say which indsats.

    «Nr.» 1, 2, 3 beside «a) Ressourcecentre» are no letters of that plan, though they may be another's.
    """
    marks = [str(value) for value in tabel.below(tabel.kolonner[maerke])] if tabel.has(maerke) else []
    names = [value for value in tabel.below(tabel.kolonner[navn]) if isinstance(value, str)]
    known = [said for said in names if is_known(said, katalog)]
    if not marks or not all(map(_NUMMER.fullmatch, marks)) or not known or len(known) * 2 < len(names):
        return tabel
    if any(find(mark, plan) for plan in _fitting(known, (), katalog) for mark in marks):
        return tabel
    c = tabel.kolonner[maerke]
    besked = f"Kolonne {kolonne(c)} har kun numre, som planen ikke bruger. Indsatsen er læst i «{navn}»."
    udbytte.inform(tabel.ark.navn, celle(tabel.raekke, c), besked)
    return replace(tabel, kolonner={known: at for known, at in tabel.kolonner.items() if known != maerke})


def check_numbers(tabel: Tabel, navn: str, maerke: str, plan: Planopslag, udbytte: Udbytte) -> None:
    """Note as a problem that numbers alone say which indsats is meant: they may be the rows' own, of another plan."""
    marks = [str(value) for value in tabel.below(tabel.kolonner[maerke])] if tabel.has(maerke) else []
    names = [value for value in tabel.below(tabel.kolonner[navn]) if isinstance(value, str)]
    titles = [element.titel for element in plan.elementer]
    if not marks or not names or not all(map(_NUMMER.fullmatch, marks)):
        return
    if _score(plan, (), [noegle(tekst) for tekst in (*tabel.above(), tabel.ark.navn)])[1]:
        return
    if not any(find(said, plan) or nearest(said[:LAENGST], titles) for said in names):
        besked = (
            f"Kolonne {kolonne(tabel.kolonner[maerke])} kan være rækkernes egne numre, for navnene i «{navn}» står "
            "ikke i planen. Skriv planens navn over tabellen, eller skriv indsatsernes navne som i planen."
        )
        udbytte.problem(tabel.ark.navn, celle(tabel.raekke, tabel.kolonner[maerke]), besked)


def _score(plan: Planopslag, said: Sequence[str], above: Sequence[str]) -> tuple[int, bool]:
    found = [(tekst, element) for tekst in said if (element := find(tekst, plan)) and element.niveau > 0]
    titled = sum(_title(tekst, element) == noegle(element.titel) for tekst, element in found)
    return len(found) + titled, any(noegle(navn) in tekst for navn in plan.navne for tekst in above)


def _title(said: str, element: Elementopslag) -> str:
    """Return what a text says besides its letter."""
    plain = noegle(said[:LAENGST])
    found = _begins(element.maerke).fullmatch(plain)
    return found["titel"] if found else plain


def element_of(linje: Linje, plan: Planopslag, navn: str, maerke: str) -> Elementopslag | None:
    """Return the element a row is about; note as problems what is missing, unknown or does not agree."""
    if linje.read(maerke, text) is None or linje.read(navn, text) is None:
        return None
    said = said_of(linje, navn, maerke)
    if not said:
        linje.problem(navn, "indsatsen mangler.")
        return None
    found = find(said, plan)
    if found is None:
        titles = [element.titel for element in plan.elementer if element.niveau == 1]
        letters = [element.maerke for element in plan.elementer if element.niveau == 1]
        near = nearest(said[:LAENGST], titles)
        besked = f"indsatsen findes ikke i planen. Brug {opremsning(letters)}."
        linje.problem(navn, f"{besked}{f' Mente du «{near}»?' if near else ''}")
        return None
    if _names_several(said, found, plan):
        linje.problem(navn, "rækken nævner flere indsatser. Lav én række pr. indsats, og indlæs filen igen.")
        return None
    # Beside a column of letters the name may begin with a letter of its own.
    own = find(_said_in(linje, navn), plan) if _said_in(linje, maerke) else None
    titled = next((e for e in plan.elementer if e != found and noegle(e.titel) == _title(said, found)), None)
    other = titled or (own if own != found else None)
    if other is not None:
        besked = f"bogstav og navn passer ikke sammen: bogstavet er {found.maerke}, navnet er indsats {other.maerke}."
        linje.problem(navn, f"{besked} Ret det ene.")
        return None
    return found


def _names_several(said: str, found: Elementopslag, plan: Planopslag) -> bool:
    """Return whether another letter follows the first: 'a og b', 'a + b'."""
    letters = "|".join(re.escape(noegle(element.maerke)) for element in plan.elementer if element.niveau > 0)
    return re.match(rf"(?:og|samt|til|[+&/,]) *(?:{letters})(?![\wæøå])", _title(said, found)) is not None
