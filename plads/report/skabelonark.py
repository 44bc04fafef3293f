"""Write a template: the sheet to fill in, the guide, and the code lists that cells choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.report.celler import ligner_formel
from plads.report.side import print_setup
from plads.report.skabelon import Felt, Liste, Skabelon, Slags
from plads.report.skabelonvejledning import VEJLEDNING, write_guide

KODER = "Koder"
RAEKKER = 500
_FOERSTE_KODE = 4
_MINDSTE, _STOERSTE = 12, 34


class _Former:
    """The formats of the workbook."""

    def __init__(self, bog: Workbook) -> None:
        self.titel: Format = bog.add_format({"bold": True, "font_size": 14})
        self.fed: Format = bog.add_format({"bold": True, "valign": "top"})
        self.hoved: Format = bog.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F2F2F2"}
        )
        self.gruppe: Format = bog.add_format({"bold": True, "align": "center", "bg_color": "#F2F2F2"})
        self.laast: Format = bog.add_format({"quote_prefix": True, "num_format": "@"})
        self.kode: Format = bog.add_format({"num_format": "@"})
        self._kolonner = {slags: bog.add_format({"num_format": slags.value.talformat}) for slags in Slags}
        line = {"bottom": 1, "align": "left"}
        self._felter = {slags: bog.add_format({**line, "num_format": slags.value.talformat}) for slags in Slags}

    def kolonne(self, slags: Slags) -> Format:
        """Return the format of a column."""
        return self._kolonner[slags]

    def felt(self, slags: Slags) -> Format:
        """Return the format of a cell above the table that is to be filled in."""
        return self._felter[slags]


def template_bytes(skabelon: Skabelon) -> bytes:
    """Return the blank workbook: the sheet to fill in, «Sådan gør du» and «Koder»."""
    fil = BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True}) as bog:
        bog.set_properties({"title": skabelon.titel})
        former = _Former(bog)
        ark, vejledning = bog.add_worksheet(skabelon.ark), bog.add_worksheet(VEJLEDNING)
        valg = _write_codes(bog.add_worksheet(KODER), skabelon.lister, former) if skabelon.lister else {}
        _write_sheet(ark, skabelon, former, valg)
        write_guide(bog, vejledning, skabelon)
    return fil.getvalue()


def _write_codes(ark: Worksheet, lister: Sequence[Liste], former: _Former) -> Mapping[str, str]:
    """Write the code lists beside each other and return where the cells of each are."""
    ark.write_string(0, 0, KODER, former.titel)
    ark.write_string(1, 0, "Listerne er hentet fra Plads. Felterne i skabelonen vælger herfra; ret dem ikke her.")
    found, left = {}, 0
    for liste in lister:
        ark.write_string(_FOERSTE_KODE - 2, left, liste.navn, former.fed)
        for c, said in enumerate(liste.overskrifter, start=left):
            ark.write_string(_FOERSTE_KODE - 1, c, said, former.hoved)
            longest = max(map(len, (said, *(row[c - left] for row in liste.raekker))))
            ark.set_column(c, c, min(max(longest + 2, _MINDSTE), _STOERSTE * 2))
        for nr, row in enumerate(liste.raekker, start=_FOERSTE_KODE):
            for c, said in enumerate(row, start=left):
                ark.write_string(nr, c, said, former.laast if ligner_formel(said) else former.kode)
        if liste.raekker:
            letter = _letters(left)
            found[liste.navn] = f"={KODER}!${letter}${_FOERSTE_KODE + 1}:${letter}${_FOERSTE_KODE + len(liste.raekker)}"
        ark.set_column(left + len(liste.overskrifter), left + len(liste.overskrifter), 3)
        left += len(liste.overskrifter) + 1
    ark.freeze_panes(_FOERSTE_KODE, 0)
    print_setup(ark, _FOERSTE_KODE - 1)
    return found


def _letters(c: int) -> str:
    return f"{chr(ord('A') + c // 26 - 1) if c >= 26 else ''}{chr(ord('A') + c % 26)}"


def _write_sheet(ark: Worksheet, skabelon: Skabelon, former: _Former, valg: Mapping[str, str]) -> None:
    """Write the sheet to fill in: what is said once, the headings, and the rules of 500 rows."""
    ark.write_string(0, 0, skabelon.titel, former.titel)
    lister = {liste.navn: liste for liste in skabelon.lister}
    for nr, said in enumerate(skabelon.oplysninger, start=1):
        ark.write_string(nr, 0, said.navn, former.fed)
        ark.write(nr, 1, said.vaerdi, former.felt(said.slags))
        _rule(ark, (nr, 1, nr, 1), said.slags, valg.get(said.liste), lister.get(said.liste))
    first = skabelon.hovedraekke
    for c, felt in enumerate(skabelon.felter):
        ark.write_string(first, c, felt.navn, former.hoved)
        ark.set_column(c, c, min(max(len(felt.navn) + 3, _MINDSTE), _STOERSTE), former.kolonne(felt.slags))
        _rule(ark, (first + 1, c, first + RAEKKER, c), felt.slags, valg.get(felt.liste), lister.get(felt.liste))
    for left, right, gruppe in _groups(skabelon.felter):
        if left == right:
            ark.write_string(first - 1, left, gruppe, former.gruppe)
        else:
            ark.merge_range(first - 1, left, first - 1, right, gruppe, former.gruppe)
    ark.freeze_panes(first + 1, 0)
    ark.set_selection(first + 1, 0, first + 1, 0)
    print_setup(ark, first)


def _groups(felter: Sequence[Felt]) -> Iterator[tuple[int, int, str]]:
    """Give the headings over several columns, with their first and last column."""
    for gruppe in dict.fromkeys(felt.gruppe for felt in felter if felt.gruppe):
        columns = [c for c, felt in enumerate(felter) if felt.gruppe == gruppe]
        yield columns[0], columns[-1], gruppe


def _rule(
    ark: Worksheet, area: tuple[int, int, int, int], slags: Slags, kilde: str | None, liste: Liste | None
) -> None:
    """Make cells accept only what they should; counts and open lists ask, for there may be a reason."""
    if kilde and liste:
        asks = liste.aaben
        said: dict[str, Any] = {"validate": "list", "source": kilde}
        besked = f"Værdien står ikke i listen «{liste.navn}» på arket «{KODER}»."
    elif slags.value.krav:
        asks, said, besked = slags is Slags.ANTAL, dict(slags.value.krav), slags.value.besked
    else:
        return
    what = {"error_type": "warning" if asks else "stop", "error_title": "Tjek feltet", "error_message": besked}
    ark.data_validation(*area, {**said, **what})
