"""Small multiples: the same measure of several places below one another on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from plads.charts import noter
from plads.charts.chart import Chart, Spec, kept
from plads.charts.kalender import AKSEHOEJDE, Kalender, middle
from plads.charts.kurver import empty, has_anything
from plads.charts.linjer import Stil, curve, hidden_signs
from plads.charts.rows import Haendelse
from plads.charts.serietabel import numbers, periods, table_of, told
from plads.charts.talakse import Talakse, from_zero
from plads.charts.template import BLAA, DAEMPET, LINJE, NEUTRAL, etiket, flad, layout
from plads.serier import Serie
from plads.tables import Kind
from plads.tilstand import Tilstand

OEVRIGE = "#4F89C3"
TOP = 8
_KURVE, _LUFT = 84, 10
_TITEL = LINJE + 4


def smaa_multipla(
    serier: Sequence[Serie],
    *,
    maal: str,
    reference: Serie | None = None,
    haendelser: Sequence[Haendelse] = (),
    fokus: Sequence[str] = (),
) -> Chart:
    """Return one panel per curve, all on one scale; the reference lies grey in each, those in focus are darkest.

    `fokus` holds the names of those in focus; without any all are alike.
    """
    return _smaa_multipla(tuple(serier), maal, reference, tuple(haendelser), tuple(fokus))


@kept
def _smaa_multipla(
    serier: tuple[Serie, ...],
    maal: str,
    reference: Serie | None,
    haendelser: tuple[Haendelse, ...],
    fokus: tuple[str, ...],
) -> Chart:
    alle = [*serier, *([reference] if reference else [])]
    if not serier or not has_anything(serier):
        return empty(alle, maal, Kind.ANTAL)
    kalender = Kalender.around(periods(serier))
    haendelsesnoter = noter.event_notes(haendelser, kalender)
    hoved = (LINJE + 4 if reference else 0) + noter.lane_tops(haendelsesnoter)[-1]
    skjulte = any(Tilstand.DISKRETIONERET in serie.vaerdier for serie in serier)
    akse = from_zero(max(numbers(alle), default=0), Kind.ANTAL, _KURVE)
    akse = akse.with_room(_LUFT, noter.TEGNHOEJDE if skjulte else 4)
    bygning = _Bygning(hoved, akse, len(serier))
    data: list[Spec] = []
    for nr, serie in enumerate(serier):
        farve = BLAA if not fokus or serie.navn in fokus else OEVRIGE
        data += bygning.into_panel(nr, _panel(serie, reference, Stil(farve, 2.5 if farve == BLAA else 2), akse))
    figur = layout(
        height=TOP + bygning.hoejde + AKSEHOEJDE,
        hovermode="x",
        margin={"l": 4, "r": 12, "t": TOP, "b": AKSEHOEJDE},
        xaxis=kalender.spec() | {"anchor": bygning.akse_navn(len(serier) - 1)},
        shapes=noter.event_lines(haendelsesnoter),
        annotations=[
            *bygning.titles(serier, fokus),
            *_reference_word(reference),
            *noter.event_words(haendelsesnoter, LINJE + 4 if reference else 0),
        ],
    )
    standard = figur["yaxis"]
    figur |= {bygning.noegle(nr): standard | akse.spec() | bygning.domain(nr) for nr in range(len(serier))}
    return Chart({"data": data, "layout": figur}, told(alle, f"{maal}, samme skala"), partial(table_of, alle))


class _Bygning:
    """Where each panel lies: a head, then panels of one height, each with its title on top."""

    def __init__(self, hoved: int, akse: Talakse, antal: int) -> None:
        self.hoved, self.plot = hoved, akse.pixels
        self.hoejde = hoved + antal * (_TITEL + self.plot)

    def _share(self, pixel: int) -> float:
        return max(0.0, 1 - pixel / self.hoejde)

    def _top(self, nr: int) -> int:
        return self.hoved + nr * (_TITEL + self.plot)

    def noegle(self, nr: int) -> str:
        """Return the key of a panel's axis in the layout."""
        return f"yaxis{nr + 1 if nr else ''}"

    def akse_navn(self, nr: int) -> str:
        """Return what traces call a panel's axis."""
        return f"y{nr + 1 if nr else ''}"

    def domain(self, nr: int) -> Spec:
        """Return where a panel's axis lies in the picture."""
        top = self._top(nr) + _TITEL
        return {"domain": [self._share(top + self.plot), self._share(top)], "anchor": "x"}

    def into_panel(self, nr: int, traces: Sequence[Spec]) -> list[Spec]:
        """Return the traces on the axis of a panel."""
        return [trace | {"xaxis": "x", "yaxis": self.akse_navn(nr)} for trace in traces]

    def titles(self, serier: Sequence[Serie], fokus: Sequence[str]) -> list[Spec]:
        """Return the name of each panel above it."""
        return [
            etiket(
                f"<b>{flad(serie.navn)}</b>",
                0,
                self._share(self._top(nr)),
                xref="paper",
                yref="paper",
                font={"color": BLAA if serie.navn in fokus else DAEMPET if fokus else BLAA},
            )
            for nr, serie in enumerate(serier)
        ]


def _panel(serie: Serie, reference: Serie | None, stil: Stil, akse: Talakse) -> list[Spec]:
    graa = curve(reference, Stil(NEUTRAL, 1.5), Kind.ANTAL, middle) if reference else []
    traces = [trace for trace in graa if trace["mode"] == "lines"]
    traces += curve(serie, stil, Kind.ANTAL, middle)
    return traces + hidden_signs([serie], akse.value(akse.over + akse.hoejde + noter.TEGNHOEJDE // 2), middle)


def _reference_word(reference: Serie | None) -> list[Spec]:
    if reference is None:
        return []
    streg = f'<span style="color:{NEUTRAL}">━━</span>'
    ord_ = f"{streg} {flad(reference.navn)}"
    return [etiket(ord_, 0, 1, xref="paper", yref="paper", font={"color": DAEMPET})]
