"""A diagram as a picture for paper: drawn by matplotlib in the house's type, as svg or png."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plads import text
from plads.farver import DAEMPET, GITTER, TEKST
from plads.report.diagram import Diagram, Raekke, Slags
from plads.tables import Kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SKRIFTER = Path(__file__).with_name("skrifter")
SKRIFT = "IBM Plex Sans"
MAERKER = 9
BREDT = 34


def picture(  # noqa: PLR0913 how large, and in which form
    d: Diagram, *, bredde: float = 6.6, hoejde: float = 3.1, punkt: float = 9, form: str = "svg", tekst: str = "path"
) -> bytes:
    """Return the picture of a diagram, so many inches wide and high, as svg or png (200 dots per inch).

    `tekst` "none" leaves the words of an svg as text, for a page that has the type; "path" draws them.
    """
    # Not pyplot: it keeps every figure in a list of the process.
    import matplotlib as mpl
    from matplotlib.figure import Figure

    _fonts()
    skrift: Any = {"font.family": SKRIFT, "font.size": punkt, "svg.fonttype": tekst, "svg.hashsalt": "plads"}
    with mpl.rc_context(skrift):
        figur = Figure(figsize=(bredde, hoejde), layout="constrained")
        akse = figur.add_subplot()
        _DRAW[d.slags](akse, d)
        _dress(akse, d)
        ud = BytesIO()
        # No time of making: the same set makes the same file.
        figur.savefig(ud, format=form, dpi=200, metadata={"Date": None} if form == "svg" else None)
    return ud.getvalue()


_kendte: set[str] = set()


def _fonts() -> None:
    """Make the house's type known to matplotlib, once in a process."""
    from matplotlib import font_manager

    for fil in sorted(SKRIFTER.glob("*.ttf")):
        if fil.name not in _kendte:
            font_manager.fontManager.addfont(str(fil))
            _kendte.add(fil.name)


def _gaps(raekke: Raekke) -> list[float]:
    return [float("nan") if value is None else value for value in raekke.vaerdier]


def _line(akse: Axes, d: Diagram) -> None:
    steder = range(len(d.kategorier))
    for raekke in d.raekker:
        bredde = 1.0 if raekke.svag else 2.0
        maerke: dict[str, Any] = {} if raekke.svag or len(d.kategorier) > 24 else {"marker": "o", "markersize": 3.5}
        akse.plot(steder, _gaps(raekke), color=raekke.farve, linewidth=bredde, label=raekke.navn, **maerke)
    trin = max(1, -(-len(d.kategorier) // MAERKER))
    akse.set_xticks(list(steder)[::trin], [_two_lines(navn) for navn in d.kategorier[::trin]])
    akse.set_xlim(-0.6, len(d.kategorier) - 0.4)


def _two_lines(navn: str) -> str:
    foerst, mellemrum, aar = navn.rpartition(" ")
    return f"{foerst}\n{aar}" if mellemrum else navn


def _columns(akse: Axes, d: Diagram) -> None:
    _bars(akse, d, liggende=False)
    akse.set_xticks(range(len(d.kategorier)), [_two_lines(navn) for navn in d.kategorier])


def _lying(akse: Axes, d: Diagram) -> None:
    _bars(akse, d, liggende=True)
    akse.set_yticks(range(len(d.kategorier)), [_wrapped(navn) for navn in d.kategorier])
    akse.invert_yaxis()


def _wrapped(navn: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(navn, BREDT)) or navn


def _bars(akse: Axes, d: Diagram, *, liggende: bool) -> None:
    """Draw the series stacked, or side by side, each bar with its number."""
    antal = 1 if d.stablet else len(d.raekker)
    tykkelse = 0.7 / antal
    bund = [0.0] * len(d.kategorier)
    for nr, raekke in enumerate(d.raekker):
        steder = [sted + (0 if d.stablet else (nr - (antal - 1) / 2) * tykkelse) for sted in range(len(d.kategorier))]
        tal = [value or 0.0 for value in raekke.vaerdier]
        if liggende:
            stolper = akse.barh(steder, tal, tykkelse, left=bund, color=raekke.farve, label=raekke.navn)
        else:
            stolper = akse.bar(steder, tal, tykkelse, bottom=bund, color=raekke.farve, label=raekke.navn)
        if not d.stablet:
            akse.bar_label(stolper, [said(value, d.kind) for value in raekke.vaerdier], padding=3, color=TEKST)
        bund = [a + b for a, b in zip(bund, tal, strict=True)] if d.stablet else bund


def _points(akse: Axes, d: Diagram) -> None:
    for raekke in d.raekker:
        if raekke.svag:
            stil = "-" if raekke.navn == "Gennemsnit" else ("--" if "99" in raekke.navn else ":")
            akse.plot(raekke.x, _gaps(raekke), stil, color=raekke.farve, linewidth=1)
        else:
            akse.plot(raekke.x, _gaps(raekke), "o", color=raekke.farve, markersize=4, label=raekke.navn)
    akse.set_xlabel(d.akse)


_DRAW = {Slags.LINJE: _line, Slags.SOEJLE: _columns, Slags.LIGGENDE: _lying, Slags.PUNKTER: _points}


def _dress(akse: Axes, d: Diagram) -> None:
    """Give the axes the house's look: only the grid that is read along, numbers in Danish, names of more than one."""
    akse.spines[["top", "right", "left"]].set_visible(False)
    akse.spines["bottom"].set_color(DAEMPET)
    akse.tick_params(colors=DAEMPET, length=0)
    tal = akse.xaxis if d.slags is Slags.LIGGENDE else akse.yaxis
    tal.set_major_formatter(lambda value, _: said(value, d.kind))
    akse.grid(axis="x" if d.slags is Slags.LIGGENDE else "y", color=GITTER, linewidth=0.8)
    akse.set_axisbelow(True)
    if d.slags is not Slags.LIGGENDE and d.slags is not Slags.PUNKTER and d.kind is not Kind.PROCENT:
        akse.set_ylim(bottom=0)
    if len(d.raekker) > 1 and d.slags is not Slags.PUNKTER:
        akse.legend(frameon=False, ncols=min(len(d.raekker), 3), loc="upper center", bbox_to_anchor=(0.5, -0.14))


def said(value: float | None, kind: Kind) -> str:
    """Return a number as it is written on an axis: millions with their word, shares in percent."""
    if value is None:
        return ""
    if kind is Kind.PROCENT:
        return text.andel_tal(value)
    if kind is Kind.KR and abs(value) >= 1_000_000:
        return f"{text.decimaltal(value / 1_000_000, 1)} mio."
    return text.antal(round(value, 1))
