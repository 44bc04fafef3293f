"""How one cell of an error list is written: its value as what it was, its own look, and the mark of a finding."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Any, Protocol, TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.report.celler import ligner_formel, uden_nul

LAENGSTE_TEKST = 32_767
DATO, TID, PROCENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm", "0.0##\\ %"
# Excel's own errors may be written as such; any other is a formula that was never worked out.
FEJLVAERDIER = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
AELDSTE_AAR = 1900
GRAATONER = 12


class Fejlcelle(Protocol):
    """What stands in a cell without a usable value."""

    @property
    def tekst(self) -> str: ...


Vaerdi: TypeAlias = str | int | float | bool | date | datetime | Fejlcelle
# In per cent, fill, bold, indent.
Udseende: TypeAlias = tuple[bool, str, bool, int]
Sted: TypeAlias = tuple[int, int]


class Maerke(IntEnum):
    """How a cell with a finding is marked, the worst first."""

    FEJL = 1
    ADVARSEL = 2

    @classmethod
    def of(cls, grad: str) -> Maerke | None:
        """Return the mark of a grade; what only informs has none."""
        return {"fejl": cls.FEJL, "advarsel": cls.ADVARSEL}.get(grad)

    @property
    def fyld(self) -> str:
        """Return the tint."""
        return "#FFE0E0" if self is Maerke.FEJL else "#FFEECC"

    @property
    def ramme(self) -> str:
        """Return the colour of the frame."""
        return "#C00000" if self is Maerke.FEJL else "#B45F06"


class Celleskriver:
    """Writes cells, with each format of the workbook made once."""

    def __init__(self, bog: Workbook) -> None:
        self._bog = bog
        self._formats: dict[tuple[object, ...], Format | None] = {}
        self._heading: Format = bog.add_format({"bold": True, "bottom": 1, "bg_color": "#FFE0E0", "valign": "top"})
        colours = {Maerke.FEJL: "#9C0006", Maerke.ADVARSEL: "#7F4A00", None: "#444444"}
        self._messages = {
            mark: bog.add_format({"text_wrap": True, "valign": "top", "font_color": said})
            for mark, said in colours.items()
        }

    def write_heading(self, ark: Worksheet, place: Sted, tekst: str) -> None:
        """Write the heading of the messages."""
        ark.write_string(place[0] - 1, place[1] - 1, tekst, self._heading)

    def write_message(self, ark: Worksheet, place: Sted, tekst: str, mark: Maerke | None) -> None:
        """Write the messages of a row; `mark` is that of the worst."""
        ark.write_string(place[0] - 1, place[1] - 1, uden_nul(tekst), self._messages[mark])

    def write(self, ark: Worksheet, place: Sted, value: Vaerdi | None, look: Udseende, mark: Maerke | None) -> None:
        """Write a value as what it was: numbers as numbers, dates as dates, and every text as text."""
        r, c = place[0] - 1, place[1] - 1
        format_ = self._format(_number_format(value, look), _kind_of_text(value), look[1:], mark)
        if value is None:
            ark.write_blank(r, c, None, format_)
        elif isinstance(value, str):
            ark.write_string(r, c, uden_nul(value)[:LAENGSTE_TEKST], format_)
        elif isinstance(value, bool):
            ark.write_boolean(r, c, value, format_)
        elif isinstance(value, int | float):
            ark.write_number(r, c, value, format_)
        elif isinstance(value, date):
            _write_date(ark, (r, c), value, format_)
        else:
            _write_error(ark, (r, c), value.tekst, format_)

    def _format(
        self, number: str, kind: tuple[bool, bool], look: tuple[str, bool, int], mark: Maerke | None
    ) -> Format | None:
        key = (number, kind, look, mark)
        if key not in self._formats:
            said = _properties(number, kind, look, mark)
            self._formats[key] = self._bog.add_format(said) if said else None
        return self._formats[key]


def _number_format(value: Vaerdi | None, look: Udseende) -> str:
    if isinstance(value, date):
        return TID if isinstance(value, datetime) else DATO
    return PROCENT if look[0] else ""


def _kind_of_text(value: Vaerdi | None) -> tuple[bool, bool]:
    """Return whether a cell is a text that could be taken for a formula, and whether it has several lines."""
    return (ligner_formel(value), "\n" in value) if isinstance(value, str) else (False, False)


def _properties(
    number: str, kind: tuple[bool, bool], look: tuple[str, bool, int], mark: Maerke | None
) -> dict[str, Any]:
    fyld, fed, indryk = look
    said: dict[str, Any] = {"num_format": number} if number else {}
    said |= {"quote_prefix": True} if kind[0] else {}
    said |= {"text_wrap": True, "valign": "top"} if kind[1] else {}
    said |= {"bg_color": f"#{fyld}"} if fyld else {}
    said |= {"bold": True} if fed else {}
    said |= {"indent": indryk} if indryk else {}
    if mark:
        said |= {"border": 2 if _has_colour(fyld) else 1, "border_color": mark.ramme}
        # A colour can be what the cell says, as in a traffic light.
        said |= {} if _has_colour(fyld) else {"bg_color": mark.fyld}
    return said


def _has_colour(fyld: str) -> bool:
    """Return whether a fill is anything but white, grey or black."""
    parts = [int(fyld[at : at + 2], 16) for at in (0, 2, 4)] if fyld else [0]
    return f"#{fyld}" not in [mark.fyld for mark in Maerke] and max(parts) - min(parts) > GRAATONER


def _write_date(ark: Worksheet, at: Sted, value: date, format_: Format | None) -> None:
    if value.year < AELDSTE_AAR:
        ark.write_string(*at, value.isoformat(), format_)
    else:
        ark.write_datetime(*at, value, format_)


def _write_error(ark: Worksheet, at: Sted, tekst: str, format_: Format | None) -> None:
    """Write one of Excel's errors; for a formula that was never worked out one that still is not."""
    known = tekst if tekst in FEJLVAERDIER else ""
    ark.write_formula(*at, f"={known}" if known else "=NA()", format_, known)
