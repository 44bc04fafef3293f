"""How a column writes its numbers: which mark is the comma, decided from the whole column and shown with its proof.

«1.354» is 1354 in Danish and 1,354 in English, and nothing in the cell itself tells which. Other cells
can: «12,5», «1.234.567» and «1.234,50» are written in one way only. What no cell tells is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle, Raekke, celle
from plads.ingest.regneark.grund.soejler import Soejle, Soejleraekker, different, in_rows
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import without_brackets
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.proveniens import Grad

NAVNE = {",": "komma", ".": "punktum"}
MODSAT = {",": ".", ".": ","}
OERER = 2
SPOERG = "Skriv tallene uden tusindtegn, eller gør dem til tal i Excel og gem som .xlsx. Indlæs så filen igen."
_ENHED = re.compile(r"^kr\.? ?|(?<=\d) ?kr\.?$")
_TUSINDRUM = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_FORTEGN = re.compile(r"([+-]?) ?([\d.,]*\d) ?(-?)")
_TVETYDIG = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PLAIN = re.compile(r"\d+")
# What only one comma can mean: {k} is the comma, {t} what separates thousands.
_MOENSTRE = (r"\d+{k}\d{{1,2}}", r"\d+{k}\d{{4,}}", r"0{k}\d+", r"\d{{4,}}{k}\d+", r"\d{{1,3}}(?:{t}\d{{3}})+{k}\d+",
             r"[1-9]\d{{0,2}}(?:{t}\d{{3}}){{2,}}")  # fmt: skip
_ENTYDIG = {
    komma: re.compile("|".join(m.format(k=re.escape(komma), t=re.escape(MODSAT[komma])) for m in _MOENSTRE))
    for komma in MODSAT
}


class Skrevet(NamedTuple):
    """A number as text: its sign, and its digits and marks."""

    raekke: int
    minus: bool
    tal: str

    @property
    def komma(self) -> str | None:
        """Return the mark that must be its comma, or None when it does not tell."""
        return next((komma for komma, pattern in _ENTYDIG.items() if pattern.fullmatch(self.tal)), None)

    @property
    def tvetydig(self) -> bool:
        """Return whether it can be read in two ways."""
        return _TVETYDIG.fullmatch(self.tal) is not None

    def value(self, komma: str) -> str:
        """Return the number as Danish text without thousands marks; what does not fit is returned as it is."""
        if not self.tvetydig and self.komma not in (None, komma):
            return f"{'-' * self.minus}{self.tal}"
        number = Decimal(self.tal.replace(MODSAT[komma], "").replace(komma, "."))
        whole = number == number.to_integral_value()
        return ("-" * self.minus) + (f"{number:.0f}" if whole else str(number).replace(".", ","))


@dataclass(frozen=True)
class Talformat:
    """Which mark is a column's comma, and the Danish sentence that says why. `komma` None: it cannot be told.

    INFO is proof, ADVARSEL a conclusion from what the column holds, FEJL a question; `raekke` shows it.
    """

    komma: str | None
    bevis: str
    grad: Grad
    raekke: int


def written(cells: Iterable[tuple[int, Celle]], decimaler: int | None) -> list[Skrevet]:
    """Return the numbers among cells that stand as text, each with its row; «kr.» is part of no count."""
    return [found for nr, value in cells if isinstance(value, str) and (found := _written(nr, value, decimaler))]


def _written(nr: int, value: str, decimaler: int | None) -> Skrevet | None:
    said = noegle(value) if decimaler == 0 else without_brackets(_ENHED.sub("", noegle(value)))
    tekst = _TUSINDRUM.sub("", said)
    found = _FORTEGN.fullmatch(tekst)
    if found is None or (found[1] and found[3]):
        return None
    known = _PLAIN.fullmatch(found[2]) or _TVETYDIG.fullmatch(found[2])
    tal = Skrevet(nr, "-" in (found[1], found[3]), found[2])
    return tal if known or tal.komma else None


def decide(
    tal: list[Skrevet], decimaler: int | None, *, kun_tekst: bool, andre: tuple[str, str] | None = None
) -> Talformat | None:
    """Return how a column writes its numbers; None when none of them has a mark.

    `decimaler` is the most its unit has: 0 for counts, 2 for kr., None for any. `kun_tekst` says that no
    cell is a real number, `andre` is the comma of what stands beside the column, and what that is.
    """
    proofs = [(t.komma, t.raekke) for t in tal if t.komma]
    doubtful = [t for t in tal if t.tvetydig]
    if proofs:
        return _proven(tal, proofs, doubtful, decimaler)
    if not doubtful:
        return None
    return _concluded(tal, doubtful, decimaler, kun_tekst=kun_tekst, andre=andre)


def _proven(
    tal: list[Skrevet], proofs: list[tuple[str, int]], doubtful: list[Skrevet], decimaler: int | None
) -> Talformat:
    danish = [nr for komma, nr in proofs if komma == ","]
    english = [nr for komma, nr in proofs if komma == "."]
    if danish and english and (doubtful or len(english) > len(danish)):
        bevis = f"tallene er skrevet på to måder (se række {danish[0]} og {english[0]}). {SPOERG}"
        return Talformat(None, bevis, Grad.FEJL, doubtful[0].raekke if doubtful else danish[0])
    komma = "," if danish else "."
    nr = (danish or english)[0]
    # Three digits behind the comma are none of a count or of kroner: some of the numbers are written otherwise,
    # unless the large ones show that nothing stands between thousands.
    plain = any(len(re.split(r"[.,]", t.tal)[0]) > 3 for t in tal) and not any(MODSAT[komma] in t.tal for t in tal)
    odd = next((t for t in doubtful if komma in t.tal), None) if decimaler is not None and not plain else None
    if odd:
        bevis = f"tallene er skrevet på to måder (se række {nr} og {odd.raekke}). {SPOERG}"
        return Talformat(None, bevis, Grad.FEJL, odd.raekke)
    bevis = f"{NAVNE[komma]} er læst som decimaltegn, fordi tallet i række {nr} kun kan læses sådan."
    return Talformat(komma, bevis, Grad.INFO, nr)


def _concluded(
    tal: list[Skrevet],
    doubtful: list[Skrevet],
    decimaler: int | None,
    *,
    kun_tekst: bool,
    andre: tuple[str, str] | None,
) -> Talformat:
    """Return how to read numbers with a mark before three digits: by other columns, by the unit, else ask."""
    first = doubtful[0].raekke
    marks = {mark for t in doubtful for mark in t.tal if mark in NAVNE}
    mark = min(marks)
    if andre:
        komma, where = andre
        bevis = f"{NAVNE[MODSAT[komma]]} er læst som tusindtegn og {NAVNE[komma]} som decimaltegn, som i {where}."
        return Talformat(komma, bevis, Grad.INFO, first)
    # A count has no decimals; a column whose other large numbers have no mark does not use it for thousands.
    grouped = kun_tekst and len(tal) > 1 and not any(_PLAIN.fullmatch(t.tal) and len(t.tal) > 3 for t in tal)
    if len(marks) == 1 and ((decimaler == 0 and grouped) or (decimaler == OERER and mark == ".")):
        unit = "antal er hele tal" if decimaler == 0 else "beløb i kr. har højst to decimaler"
        bevis = f"{NAVNE[mark]} er læst som tusindtegn (fx række {first}), fordi {unit}. Er det rigtigt?"
        return Talformat(MODSAT[mark], bevis, Grad.ADVARSEL, first)
    bevis = f"tallet kan læses på to måder: med {NAVNE[mark]} som tusindtegn eller som decimaltegn. {SPOERG}"
    return Talformat(None, bevis, Grad.FEJL, first)


def with_numbers(
    tabel: Tabel, kolonner: Mapping[str, int | None], udbytte: Udbytte, skrevet: Iterable[str] = ()
) -> Tabel:
    """Return the table with each column's numbers in one spelling, and note how each column was read.

    `kolonner` names the columns with the most decimals their unit has. `skrevet` are texts beside the
    table, such as a unit, that show how its writer separates thousands.
    """
    in_order = sorted(filter(tabel.has, kolonner), key=lambda navn: tabel.kolonner[navn])
    if isinstance(tabel.ark.raekker, Soejleraekker):
        plain = _without_marks(tabel, {navn: kolonner[navn] for navn in in_order}, udbytte)
        if plain is not None:
            return plain
        tabel = replace(tabel, ark=in_rows(tabel.ark))
    cells = {navn: list(_below(tabel, navn)) for navn in in_order}
    numbers = {navn: written(found, kolonner[navn]) for navn, found in cells.items()}
    shown = {t.komma: f"kolonnen «{navn}»" for navn, found in numbers.items() for t in found if t.komma}
    shown |= dict(_shown(skrevet))
    andre = next(iter(shown.items())) if len(shown) == 1 else None
    changed: dict[tuple[int, int], Celle] = {}
    for navn, tal in numbers.items():
        only_text = not any(isinstance(value, int | float) for _, value in cells[navn])
        found = decide(tal, kolonner[navn], kun_tekst=only_text, andre=andre)
        if found:
            _note(tabel, navn, found, udbytte, counts=kolonner[navn] == 0)
        elif only_text and tal and not _is_text(tabel):
            _say(tabel, navn, tal[0].raekke, "tallene står som tekst. De er brugt som tal.", udbytte)
        komma = found.komma if found else ","
        if komma and (only_text or found):
            c = tabel.kolonner[navn]
            changed |= {(t.raekke, c): _typed(t.value(komma), only_text) for t in tal if found or only_text}
    return with_cells(tabel, changed)


def _without_marks(tabel: Tabel, kolonner: Mapping[str, int | None], udbytte: Udbytte) -> Tabel | None:
    """Return a table in columns when no number in it has a mark to decide about; each value is judged once."""
    rows = tabel.ark.raekker
    assert isinstance(rows, Soejleraekker)  # noqa: S101 the one caller has seen to it
    below, soejler, said = rows.below(tabel.raekke), dict(rows.soejler), []
    for navn, decimaler in kolonner.items():
        c = tabel.kolonner[navn]
        soejle = rows.soejler.get(c, Soejle())
        values = {kode: soejle.vaerdier[kode] for kode in below.get(c, ())}
        tal = {kode: t for kode, value in values.items() for t in written([(kode, value)], decimaler)}
        above = set(soejle.koder[: rows.place(tabel.raekke + 1)])
        if any(t.komma or t.tvetydig for t in tal.values()) or above & tal.keys():
            return None
        if tal and not any(isinstance(value, int | float) for value in values.values()):
            new = [_typed(tal[k].value(","), True) if k in tal else v for k, v in enumerate(soejle.vaerdier)]
            soejler[c] = Soejle(new, soejle.koder)
            said.append((navn, rows.numre[soejle.koder.index(next(iter(tal)))]))
    for navn, nr in said:
        if not _is_text(tabel):
            _say(tabel, navn, nr, "tallene står som tekst. De er brugt som tal.", udbytte)
    return replace(tabel, ark=replace(tabel.ark, raekker=Soejleraekker(rows.numre, soejler)))


def _shown(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the comma that a text such as '1.000 kr.' implies, and the text."""
    for tekst in texts:
        if found := re.search(r"\b1([.,])000\b", tekst):
            yield MODSAT[found[1]], f"«{found[0]}»"


def _below(tabel: Tabel, navn: str) -> Iterator[tuple[int, Celle]]:
    c = tabel.kolonner[navn]
    return ((nr, row[c]) for nr, row in tabel.ark.raekker.items() if nr > tabel.raekke and c in row)


def _typed(tal: str, only_text: bool) -> Celle:
    return int(tal) if only_text and re.fullmatch(r"-?\d{1,15}", tal) else tal


def _note(tabel: Tabel, navn: str, found: Talformat, udbytte: Udbytte, *, counts: bool) -> None:
    if found.grad is Grad.INFO:
        _say(tabel, navn, found.raekke, found.bevis, udbytte)
    # Each doubtful cell of a column of counts is refused by itself.
    elif found.grad is Grad.ADVARSEL or not counts:
        note = udbytte.problem if found.grad is Grad.FEJL else udbytte.warn
        note(tabel.ark.navn, celle(found.raekke, tabel.kolonner[navn]), f"Kolonnen «{navn}»: {found.bevis}")


def _say(tabel: Tabel, navn: str, raekke: int, besked: str, udbytte: Udbytte) -> None:
    udbytte.inform(tabel.ark.navn, celle(raekke, tabel.kolonner[navn]), f"Kolonnen «{navn}»: {besked}")


def _is_text(tabel: Tabel) -> bool:
    """Return whether a sheet has no typed cell at all, as in a csv file."""
    return all(isinstance(value, str) for values in different(tabel.ark.raekker).values() for value in values)


def with_cells(tabel: Tabel, changed: Mapping[tuple[int, int], Celle]) -> Tabel:
    """Return the table with other values in some cells, by row and column."""
    if not changed:
        return tabel
    rows: dict[int, Raekke] = dict(tabel.ark.raekker)
    for (nr, c), value in changed.items():
        rows[nr] = {**rows[nr], c: value}
    return replace(tabel, ark=replace(tabel.ark, raekker=rows))
