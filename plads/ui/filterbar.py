"""The one filter bar. Drawn once, in the frame; its values live in the link, so a view can be shared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from plads import text
from plads.filters import Filter
from plads.queries import forloeb, kilder, oekonomi, plan
from plads.ui import cache

KEYS = ("plan", "aar", "skoleaar", "indsats")
KNOWN = {*KEYS, "embed", "embed_options"}
NOTE = "_linknote"
LINKED = "linkvalg"
SHOWN = "vis_"
NAMES = {"plan": "en plan", "aar": "et år", "skoleaar": "et skoleår", "indsats": "en del af planen"}


def show() -> None:
    """Draw the filters in the sidebar and note what a link asked for that does not exist."""
    plans = {row.kode: row.kort_navn for row in cache.read(plan.plans, Filter(""))}
    if not plans:
        return
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    with st.sidebar:
        with st.container(key=LINKED):
            chosen = st.selectbox("plan", list(plans), key="plan", bind="query-params")
            options = {"plan": list(plans), **_options(chosen)}
            _forget_missing(options)
            _linked(options)
        _shown(options, {"plan": plans, "indsats": _element_names(chosen)}, text.markdown(main_word(chosen)))
    st.session_state[NOTE] = _notes(asked, options)
    for key in KEYS[1:]:
        # Nothing is drawn for a choice the plan does not have, so nothing else would take it out of the link.
        if not options[key] and key in st.query_params:
            del st.query_params[key]


def _options(plan_kode: str) -> dict[str, list[str]]:
    valg = Filter(plan_kode)
    main = [row.maerke for row in cache.read(plan.tree, valg) if row.er_hoved]
    return {
        "aar": [str(aar) for aar in cache.read(oekonomi.years, valg)],
        "skoleaar": cache.read(forloeb.school_years, valg),
        "indsats": main,
    }


def _forget_missing(options: Mapping[str, Sequence[str]]) -> None:
    """Drop choices that the chosen plan does not have, e.g. after a change of plan."""
    for key in KEYS[1:]:
        held = st.session_state.get(key)
        if held and not set(held) <= set(options[key]):
            st.session_state[key] = [value for value in held if value in options[key]]


def _linked(options: Mapping[str, Sequence[str]]) -> None:
    """Draw the widgets whose values stand in the link; the style sheet hides them.

    Streamlit writes a bound widget's labels into the link. These have the codes as labels, so that links
    are short and still hold when a title changes; the reader's widgets follow them.
    """
    for key in KEYS[1:]:
        if options[key]:
            st.multiselect(key, options[key], key=key, bind="query-params")


def _shown(options: Mapping[str, Sequence[str]], names: Mapping[str, Mapping[str, str]], word: str) -> None:
    for key, label in {"plan": "Plan", "indsats": word, "aar": "År", "skoleaar": "Skoleår"}.items():
        if not options[key]:
            continue
        own = names.get(key, {})
        st.session_state[f"{SHOWN}{key}"] = st.session_state[key]
        settings: dict[str, Any] = {
            "format_func": lambda value, own=own: own.get(value, value),
            "key": f"{SHOWN}{key}",
            "on_change": _follow,
            "args": (key,),
        }
        if key == "plan":
            st.selectbox(label, options[key], **settings)
        else:
            st.multiselect(label, options[key], placeholder="Alle", **settings)


def _follow(key: str) -> None:
    """Carry what the reader chose over to the link."""
    st.session_state[key] = st.session_state[f"{SHOWN}{key}"]


def _element_names(plan_kode: str) -> dict[str, str]:
    return {row.maerke: row.navn for row in cache.read(plan.tree, Filter(plan_kode))}


def main_word(plan_kode: str) -> str:
    """Return what the plan calls its main parts."""
    words = [row.ental for row in cache.read(plan.levels, Filter(plan_kode)) if row.hoved]
    return " / ".join(words) or "Del"


def _notes(asked: Mapping[str, Sequence[str]], options: Mapping[str, Sequence[str]]) -> list[str]:
    notes = [
        f"Linket peger på {NAMES[key]} («{value}»), der ikke findes her. Vi viser resten af dit valg."
        for key in KEYS
        for value in asked.get(key, [])
        if value not in options[key]
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
    """Return the reader's choice."""
    state = st.session_state
    return Filter(
        plan=state.get("plan") or "",
        aar=tuple(int(aar) for aar in state.get("aar") or ()),
        skoleaar=tuple(state.get("skoleaar") or ()),
        indsatser=tuple(state.get("indsats") or ()),
    )


def clear(key: str | None = None, value: str | None = None) -> None:
    """Drop one choice, or all but the plan."""
    for name in [key] if key else KEYS[1:]:
        held = list(st.session_state.get(name) or [])
        st.session_state[name] = [entry for entry in held if value is not None and entry != value]


def chips() -> None:
    """Draw what is chosen as chips that can be taken away one by one."""
    valg = current()
    names = _element_names(valg.plan)
    chosen = [
        *(("indsats", maerke, names.get(maerke, maerke)) for maerke in valg.indsatser),
        *(("aar", str(aar), f"År: {aar}") for aar in valg.aar),
        *(("skoleaar", skoleaar, f"Skoleår: {skoleaar}") for skoleaar in valg.skoleaar),
    ]
    if not chosen:
        return
    with st.container(horizontal=True, key="valg", gap="xsmall"):
        for key, value, label in chosen:
            st.button(
                text.markdown(label),
                icon=":material/close:",
                icon_position="right",
                key=f"fjern_{key}_{value}",
                help=f"Fjern valget {text.markdown(label)}",
                on_click=clear,
                args=(key, value),
            )
        st.button("Ryd alle", key="ryd_alle", type="tertiary", on_click=clear)


def described(valg: Filter) -> list[tuple[str, str]]:
    """Return the choice that figures are made from, and how fresh they are, as printed on every export."""
    tree = cache.read(plan.tree, Filter(valg.plan))
    names = {row.maerke: row.navn for row in tree}
    stand = cache.read(kilder.freshness, Filter(valg.plan))
    return [
        ("Plan", tree[0].titel if tree else ""),
        (main_word(valg.plan), text.opremsning([names.get(m, m) for m in valg.indsatser]) or "alle"),
        ("År", text.opremsning([str(aar) for aar in valg.aar]) or "alle"),
        ("Skoleår", text.opremsning(list(valg.skoleaar)) or "alle"),
        ("Nyeste kilde", f"{stand.dokument}, {text.dato(stand.dato)}" if stand.dato else "ikke dateret"),
        ("Indlæst", text.tidspunkt(stand.indlaest) if stand.indlaest else "ikke oplyst"),
    ]


def has_choices() -> bool:
    """Return whether anything but the plan is chosen."""
    return any(st.session_state.get(key) for key in KEYS[1:])


def only(maerke: str) -> Filter:
    """Return the reader's choice, narrowed to one main element."""
    return replace(current(), indsatser=(maerke,))


def in_years(aar: tuple[int, ...], *, whole: bool = False) -> Filter:
    """Return the reader's choice with these years; or the whole plan in them, for what no source splits."""
    return Filter(current().plan, aar=aar) if whole else replace(current(), aar=aar)


def all_years() -> Filter:
    """Return the reader's choice without years, for what is not kept by year."""
    return replace(current(), aar=(), skoleaar=())


def whole_plan() -> Filter:
    """Return the reader's choice for the whole plan, for what no source splits on its parts."""
    return replace(current(), indsatser=())
