"""What a change of filter costs: six charts behind our server, against empty pages and against others."""

from __future__ import annotations

import itertools
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from bench import servere, superset
from bench.dashklient import Dashklient
from bench.klient import Svar, opened
from bench.maal import Maal

Changed = Callable[[], Svar]
RUNDER = {"S": (2, 6), "M": (8, 10), "L": (6, 10)}
TUNED = {"M": 1.15, "L": 2.0}
STOCK, EMPTY, DASH, BYTES = 0.2, 0.25, 0.5, 12_000
# Superset, which needs programs of its own: at this size alone, for it is slow to set up.
VARM, KOLD, SUPERSET_SIZE = 1 / 15, 1 / 30, "M"
SLOW, SLOW_SIZES = "naiv", ("S", "M")
SEKS = 6
OTHERS = {
    "tom": "tom side i Plads",
    "stock": "tom side i Streamlit som den kommer",
    "seks": "seks figurer i Plads",
    "side": "Områdesiden i Plads",
    "go": "samme terning, go.Figure, Streamlit som den kommer",
    "naiv": "hele tabellen læst ved hvert skift, plotly.express",
    "dash": "samme terning, go.Figure, Dash",
    "superset": "Superset med varmt mellemlager",
    "superset_kold": "Superset uden om mellemlageret",
}


def measure(store: Path, size: str) -> list[Maal]:
    """Return what a change of filter costs, as ratios and in bytes; `store` must have a snapshot of its cube."""
    with ExitStack() as stack:
        found = _rounds(_pages(stack, store, size), *RUNDER[size])
    ms = {name: statistics.median(svar.sekunder for svar in svarene) * 1000 for name, svarene in found.items()}
    kilobytes = {name: statistics.median(svar.bytes for svar in svarene) / 1000 for name, svarene in found.items()}
    small = BYTES / 1000 if size == "M" else None
    return [
        Maal("tom side, Plads mod Streamlit som den kommer", ms["tom"] / ms["stock"], EMPTY),
        Maal("filterskift med seks figurer mod en tom side i Plads", ms["seks"] / ms["tom"], TUNED.get(size), "7"),
        Maal("filterskift mod en tom side i Streamlit som den kommer", ms["seks"] / ms["stock"], STOCK, "7"),
        Maal("KB sendt pr. filterskift", kilobytes["seks"], small, "7"),
        *_against_dash(ms),
        *_against_superset(ms),
        *(Maal(f"  filterskift, {OTHERS[name]}, ms", tal) for name, tal in ms.items()),
        *(Maal(f"  KB pr. filterskift, {OTHERS[name]}", tal) for name, tal in kilobytes.items()),
    ]


def _against_dash(ms: dict[str, float]) -> list[Maal]:
    if "dash" not in ms:
        return [Maal("Dash: ikke målt her, pakken dash er ikke installeret", None, None, "8")]
    return [Maal("filterskift mod Dash med samme terning", ms["seks"] / ms["dash"], DASH, "8")]


def _against_superset(ms: dict[str, float]) -> list[Maal]:
    if "superset" not in ms:
        why = f"{superset.PROGRAMMER} siger ikke, hvor det er" if not superset.is_here() else "kun ved størrelse M"
        return [Maal(f"Superset: ikke målt her, {why}", None, None, "8")]
    return [
        Maal("filterskift mod Superset med varmt mellemlager", ms["seks"] / ms["superset"], VARM, "8"),
        Maal("filterskift mod Superset uden om mellemlageret", ms["seks"] / ms["superset_kold"], KOLD, "8"),
    ]


def _rounds(pages: dict[str, Changed], rounds: int, changes: int) -> dict[str, list[Svar]]:
    """Return the answers of each page, taken in turns; the first change of each round is not counted."""
    found: dict[str, list[Svar]] = {name: [] for name in pages}
    for _, (name, change) in itertools.product(range(rounds), pages.items()):
        if name == SLOW:
            found[name].append(change())
        else:
            found[name] += [change() for _ in range(changes + 1)][1:]
    return found


def _pages(stack: ExitStack, store: Path, size: str) -> dict[str, Changed]:
    """Open every page and return how to change its filter."""
    tom = stack.enter_context(opened(stack.enter_context(servere.ours(store, "tom.py"))))
    stock = stack.enter_context(opened(stack.enter_context(servere.stock(store, "tom.py"))))
    pages = {
        "tom": tom.rerun,
        "stock": stock.rerun,
        "seks": _two_choices(stack, stack.enter_context(servere.ours(store, "seks.py"))),
        "side": _our_page(stack, store),
        "go": _two_choices(stack, stack.enter_context(servere.stock(store, "seks_go.py"))),
    }
    if size in SLOW_SIZES:
        pages[SLOW] = _two_choices(stack, stack.enter_context(servere.stock(store, "naiv.py")))
    if servere.has("dash"):
        pages["dash"] = _in_dash(Dashklient(stack.enter_context(servere.dash(store))))
    if superset.is_here() and size == SUPERSET_SIZE:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages |= _in_superset(stack.enter_context(superset.serving(folder, store)))
    return pages


def _two_choices(stack: ExitStack, port: int) -> Changed:
    page = stack.enter_context(opened(port))
    steps = _steps(page.options("Tal"), page.options("Område"))

    def change() -> Svar:
        svar = page.choose(*next(steps))
        if svar.figurer != SEKS:
            raise RuntimeError(f"siden viste {svar.figurer} figurer, ikke {SEKS}")
        return svar

    return change


def _steps(tal: Sequence[str], omraader: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give one change after the other, each to something else than before, the two choices in turn."""
    for nr in itertools.count(1):
        yield ("Tal", tal[nr % len(tal)]) if nr % 2 else ("Område", omraader[nr // 2 % len(omraader)])


def _our_page(stack: ExitStack, store: Path) -> Changed:
    port = stack.enter_context(servere.ours(store, "", script=servere.ROOT / "app.py"))
    page = stack.enter_context(opened(port, "omraade"))
    omraader = itertools.cycle(page.options("Område"))
    shown = page.side_nu

    def change() -> Svar:
        svar = page.choose("Område", next(omraader))
        if page.side_nu != shown:
            raise RuntimeError("et filterskift førte til en anden side")
        return svar

    return change


def _in_superset(page: superset.Supersetklient) -> dict[str, Changed]:
    page.warm()
    warm, cold = (_steps(page.options["Tal"], page.options["Område"]) for _ in range(2))
    return {
        "superset": lambda: page.choose(*next(warm), forfra=False),
        "superset_kold": lambda: page.choose(*next(cold), forfra=True),
    }


def _in_dash(page: Dashklient) -> Changed:
    steps = _steps(page.options["Tal"], page.options["Område"])
    return lambda: page.choose(*next(steps))
