"""How L08 writes its amounts: where «1.354» can be read in two ways, the table's own sums may tell which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.oekonomi.budgetord import I_ALT, TEKST, is_part, is_sum
from plads.ingest.regneark.layouts.oekonomi.pengeenhed import Pengeenhed, amount
from plads.ingest.regneark.tabeller.celler import CellError
from plads.ingest.regneark.tabeller.linjer import says_total
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.ingest.regneark.tabeller.talformat import MODSAT, NAVNE, with_numbers

# Whether a row is a sum, and its amount in øre.
Raekkebeloeb = tuple[bool, int | None]


def with_amounts(
    tabel: Tabel, aar: Sequence[str], enhed: Pengeenhed, udbytte: Udbytte, beside: Sequence[str]
) -> Tabel:
    """Return the table with each column's amounts in one spelling, and note how they were read."""
    decimals = dict.fromkeys([*aar, I_ALT], enhed.decimaler)
    first = Udbytte(udbytte.layout, udbytte.art)
    with_numbers(tabel, decimals, first, beside)
    fits = {}
    # Only in thousands, of which a budget has both some and many: «1.354» million is as likely as «1,354».
    for komma, thousands in MODSAT.items() if first.report.problems and enhed is Pengeenhed.TUSIND else ():
        trial = Udbytte(udbytte.layout, udbytte.art)
        read = with_numbers(tabel, decimals, trial, [f"1{thousands}000"])
        if not trial.report.problems and _adds_up(read, aar, enhed):
            fits[komma] = read
    if len(fits) != 1:
        return with_numbers(tabel, decimals, udbytte, beside)
    ((komma, read),) = fits.items()
    tegn = f"{NAVNE[MODSAT[komma]]} som tusindtegn og {NAVNE[komma]} som decimaltegn"
    besked = f"Beløbene er læst med {tegn}, fordi summerne kun passer sådan."
    udbytte.inform(tabel.ark.navn, celle(tabel.raekke, tabel.kolonner[aar[0]]), besked)
    return read


def _adds_up(tabel: Tabel, aar: Sequence[str], enhed: Pengeenhed) -> bool:
    """Return whether the table has sums, and each says what its posts add up to: all, those since the last, a section.

    In the other reading the same sums do not, or both readings fit, and it is asked.
    """
    agree = [said for navn in aar for said in _sums_agree(list(_rows(tabel, navn, enhed)))]
    return bool(agree) and all(agree)


def _rows(tabel: Tabel, navn: str, enhed: Pengeenhed) -> Iterator[Raekkebeloeb]:
    for nr, row in tabel.ark.raekker.items():
        said = noegle(str(row.get(tabel.kolonner[TEKST], ""))).rstrip(":")
        if nr <= tabel.raekke or is_part(said):
            continue
        try:
            oere = amount(row.get(tabel.kolonner[navn]), enhed)
        except CellError:
            oere = None
        yield is_sum(said) or says_total(tabel, row), oere


def _sums_agree(rows: list[Raekkebeloeb]) -> Iterator[bool]:
    """Give for each sum that is stated whether posts above it add up to it."""
    posts: list[int] = []
    since, section = 0, 0
    for sums_up, oere in rows:
        if not sums_up and oere is None:
            section = len(posts)
        elif not sums_up:
            posts.append(oere or 0)
        else:
            if oere:
                yield any(abs(sum(posts[start:]) - oere) <= len(posts) for start in (0, since, section))
            since = len(posts)
