"""The one filter bar. Drawn once, in the frame; its values live in the link, so a view can be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from plads import text
from plads.filters import Filter
from plads.queries import kilder, plan
from plads.ui import cache, muligheder
from plads.ui.muligheder import Muligheder

KEYS = ("plan", "indsats", "omraade", "skole", "indikator", "kommune", "aar", "skoleaar")
KNOWN = {*KEYS, "embed", "embed_options", "visning"}
NOTE = "_linknote"
USED = "_filtre"
LINKED = "linkvalg"
SHOWN = "vis_"
NONE = Muligheder()
LABELS = {
    "plan": "Plan",
    "omraade": "Område",
    "skole": "Skole",
    "indikator": "Tal",
    "kommune": "Sammenlign med kommune",
    "aar": "År",
    "skoleaar": "Skoleår",
}
NAMES = {
    "plan": "en plan",
    "indsats": "en del af planen",
    "omraade": "et område",
    "skole": "en skole",
    "indikator": "et tal",
    "kommune": "en kommune",
    "aar": "et år",
    "skoleaar": "et skoleår",
}
# Everything that may narrow activity; used where a page has no opinion.
EVERY = KEYS[1:]


def show(used: Sequence[str] = EVERY, own: Sequence[str] = ()) -> None:
    """Draw the filters a page uses in the sidebar, and note what a link asked for that does not exist.

    `own` is what the page itself reads from its link.
    """
    plans = {row.kode: row.kort_navn for row in cache.read(plan.plans, Filter(""))}
    if not plans:
        return
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    st.session_state[USED] = tuple(used)
    with st.sidebar:
        with st.container(key=LINKED):
            chosen = st.selectbox("plan", list(plans), key="plan", bind="query-params")
            options = {"plan": Muligheder(tuple(plans), plans), **muligheder.of(chosen)}
            _forget_missing(options)
            _linked(options)
        _shown(options, used, main_word(chosen))
    st.session_state[NOTE] = _notes({key: values for key, values in asked.items() if key not in own}, options)
    for key in KEYS[1:]:
        # Nothing is drawn for a choice the plan does not have, so nothing else would take it out of the link.
        if not options.get(key, NONE).vaerdier and key in st.query_params:
            del st.query_params[key]


def _forget_missing(options: Mapping[str, Muligheder]) -> None:
    """Drop choices that the chosen plan does not have, e.g. after a change of plan."""
    for key in KEYS[1:]:
        held = st.session_state.get(key)
        known = options.get(key, NONE).vaerdier
        if held and not set(held) <= set(known):
            st.session_state[key] = [value for value in held if value in known]


def _linked(options: Mapping[str, Muligheder]) -> None:
    """Draw the widgets whose values stand in the link; the style sheet hides them.

    Streamlit writes a bound widget's labels into the link. These have the codes as labels, so that links
    are short and still hold when a title changes; the reader's widgets follow them.
    """
    for key in KEYS[1:]:
        if options.get(key, NONE).vaerdier:
            st.multiselect(key, options[key].vaerdier, key=key, bind="query-params")


def _shown(options: Mapping[str, Muligheder], used: Sequence[str], word: str) -> None:
    for key in ("plan", *(key for key in KEYS[1:] if key in used)):
        offered = options.get(key, NONE)
        if not offered.vaerdier:
            continue
        st.session_state[f"{SHOWN}{key}"] = st.session_state[key]
        settings: dict[str, Any] = {
            "format_func": offered.navn,
            "key": f"{SHOWN}{key}",
            "on_change": _follow,
            "args": (key,),
        }
        label = LABELS.get(key) or text.markdown(word)
        if key == "plan":
            st.selectbox(label, offered.vaerdier, **settings)
        else:
            st.multiselect(label, offered.vaerdier, placeholder="Ingen" if key == "kommune" else "Alle", **settings)


def _follow(key: str) -> None:
    """Carry what the reader chose over to the link."""
    st.session_state[key] = st.session_state[f"{SHOWN}{key}"]


def main_word(plan_kode: str) -> str:
    """Return what the plan calls its main parts."""
    words = [row.ental for row in cache.read(plan.levels, Filter(plan_kode)) if row.hoved]
    return " / ".join(words) or "Del"


def _notes(asked: Mapping[str, Sequence[str]], options: Mapping[str, Muligheder]) -> list[str]:
    notes = [
        f"Linket peger på {NAMES[key]} («{value}»), der ikke findes her. Vi viser resten af dit valg."
        for key in KEYS
        for value in asked.get(key, [])
        if value not in options.get(key, NONE).vaerdier
    ]
    unknown = sorted(set(asked) - KNOWN)
    if unknown:
        notes.append(f"Linket indeholder noget, vi ikke kender ({text.opremsning(unknown)}). Vi ser bort fra det.")
    return notes


def show_notes() -> None:
    """Say what in the link could not be followed."""
    for note in st.session_state.get(NOTE, []):
        st.warning(text.markdown(note), icon=":material/link_off:")


def current() -> Filter:
    """Return the reader's choice as far as the page uses it, in the codes that queries know."""
    state = st.session_state
    kode = state.get("plan") or ""
    used = _used()
    held = {key: tuple(state.get(key) or ()) if key in used else () for key in KEYS[1:]}
    units = {"omraade", "skole", "kommune"} & {key for key, values in held.items() if values}
    options = muligheder.of(kode) if units else {}
    codes = {key: tuple(options.get(key, NONE).kode(value) for value in held[key]) for key in units}
    return Filter(
        plan=kode,
        aar=tuple(int(aar) for aar in held["aar"]),
        skoleaar=held["skoleaar"],
        indsatser=held["indsats"],
        kommune=codes.get("kommune", ()),
        omraader=codes.get("omraade", ()),
        skoler=codes.get("skole", ()),
        indikatorer=held["indikator"],
    )


def clear(key: str | None = None, value: str | None = None) -> None:
    """Drop one choice, or all that the page uses."""
    for name in [key] if key else _used():
        held = list(st.session_state.get(name) or [])
        st.session_state[name] = [entry for entry in held if value is not None and entry != value]


def _used() -> tuple[str, ...]:
    used: tuple[str, ...] = st.session_state.get(USED, EVERY)
    return used


def chips() -> None:
    """Draw what is chosen as chips that can be taken away one by one."""
    if not has_choices():
        return
    options = muligheder.of(current().plan)
    with st.container(horizontal=True, key="valg", gap="xsmall"):
        for key in (key for key in KEYS[1:] if key in _used()):
            for value in st.session_state.get(key) or ():
                _chip(key, value, _chip_label(key, options[key].navn(value)))
        st.button("Ryd alle", key="ryd_alle", type="tertiary", on_click=clear)


def _chip_label(key: str, name: str) -> str:
    if key in ("indsats", "indikator", "skole"):
        return name
    return f"{text.stort(LABELS[key].rpartition(' ')[2])}: {name}"


def _chip(key: str, value: str, label: str) -> None:
    st.button(
        text.markdown(label),
        icon=":material/close:",
        icon_position="right",
        key=f"fjern_{key}_{value}",
        help=f"Fjern valget {text.markdown(label)}",
        on_click=clear,
        args=(key, value),
    )


def described(valg: Filter) -> list[tuple[str, str]]:
    """Return the choice that figures are made from, and how fresh they are, as printed on every export."""
    tree = cache.read(plan.tree, Filter(valg.plan))
    names = {row.maerke: row.navn for row in tree}
    stand = cache.read(kilder.freshness, Filter(valg.plan))
    units = {
        row.kode: row.navn for row in (*muligheder.areas(valg), *muligheder.schools(valg))
    } if valg.omraader or valg.skoler else {}
    return [
        ("Plan", tree[0].titel if tree else ""),
        (main_word(valg.plan), text.opremsning([names.get(m, m) for m in valg.indsatser]) or "alle"),
        *((LABELS[key], text.opremsning([units.get(kode, kode) for kode in koder]))
          for key, koder in (("omraade", valg.omraader), ("skole", valg.skoler)) if koder),
        ("År", text.opremsning([str(aar) for aar in valg.aar]) or "alle"),
        ("Skoleår", text.opremsning(list(valg.skoleaar)) or "alle"),
        ("Nyeste kilde", f"{stand.dokument}, {text.dato(stand.dato)}" if stand.dato else "ikke dateret"),
        ("Indlæst", text.tidspunkt(stand.indlaest) if stand.indlaest else "ikke oplyst"),
    ]


def has_choices() -> bool:
    """Return whether anything but the plan is chosen of what the page uses."""
    return any(st.session_state.get(key) for key in _used())


def whole() -> Filter:
    """Return the plan and nothing else."""
    return _plan_only()


def _plan_only() -> Filter:
    """Return the plan without asking after the other choices, as most of a page needs it."""
    return Filter(st.session_state.get("plan") or "")


def only(maerke: str) -> Filter:
    """Return the reader's choice, narrowed to one main element."""
    return replace(current(), indsatser=(maerke,))


def in_years(aar: tuple[int, ...], *, whole: bool = False) -> Filter:
    """Return the reader's choice with these years; or the whole plan in them, for what no source splits."""
    return replace(_plan_only() if whole else current(), aar=aar)


def all_years() -> Filter:
    """Return the reader's choice without years, for what is not kept by year."""
    return replace(current(), aar=(), skoleaar=())


def whole_plan() -> Filter:
    """Return the reader's choice for the whole plan, for what no source splits on its parts."""
    return replace(current(), indsatser=())
