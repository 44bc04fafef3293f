"""Where a reader is on the way, and what has been answered. Lives in the session, and never holds personal data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import streamlit as st

from plads import access, indlaes
from plads.fremdrift import Fremdrift, tavs
from plads.indlaes import Fil, Foelge, Forslag, Maade, NySkole, Svar
from plads.indlaes.kolonner import Huskes, same_columns
from plads.ingest.regneark.grund.udbytte import MED_PERSONER, Udbytte
from plads.ingest.regneark.laesere import LAESERE
from plads.store import data_version, reading, store_url
from plads.ui import cache

NOEGLE = "_indlaesning"
AF_CELLER = frozenset(("layout", "kort", "periode", "navne", "nye"))
TRIN = ("Vælg fil", "Indhold", "Kolonner og skoler", "Kontrol", "Godkend")


class Rettes(NamedTuple):
    """What was answered about a file that is being mended in Excel: its columns by heading, and its schools."""

    huskes: Huskes | None
    navne: tuple[tuple[str, str], ...]
    nye: tuple[NySkole, ...]


@dataclass
class Tilstand:
    """One upload on its way. `nonce` makes the widgets of each file its own."""

    nonce: int = 0
    trin: int = 1
    # The step the reader asked for, until the one shown has taken in the answers that came with the click.
    vil_til: int | None = None
    fil: Fil | None = None
    svar: Svar = field(default_factory=Svar)
    forslag: Forslag | None = None
    # What was read of a file with personal data, whose cells are not kept.
    udbytte: Udbytte | None = None
    # What each way of storing it would do.
    foelger: dict[Maade, Foelge] = field(default_factory=dict)
    version: int = 0
    gemt: Forslag | None = None
    besked: str = ""
    # Something was answered that only the cells can tell, and those of a file with children are let go.
    vaelg_igen: bool = False
    gange: int = 0
    rettes: Rettes | None = None

    @property
    def kan_laeses_igen(self) -> bool:
        """Return whether the file's cells are still here, so that other answers can change how it is read."""
        return self.fil is not None and self.fil.bog is not None

    @property
    def kan_vaelges_igen(self) -> bool:
        """Return whether the cells were let go, but the file can be chosen again to be counted with other answers."""
        return not self.kan_laeses_igen and self.forslag is not None and bool(self.forslag.skitser)


def current() -> Tilstand:
    """Return this reader's upload; a new one, if there is none."""
    if NOEGLE not in st.session_state:
        st.session_state[NOEGLE] = Tilstand()
    found: Tilstand = st.session_state[NOEGLE]
    return found


def begin_again() -> None:
    """Forget the file and everything answered about it."""
    st.session_state[NOEGLE] = Tilstand(nonce=current().nonce + 1)


def mend() -> None:
    """Let the file go to be mended; what was answered about it is kept for the one chosen instead."""
    state = current()
    huskes = state.forslag.huskes if state.forslag else None
    rettes = Rettes(huskes, state.svar.navne, state.svar.nye)
    st.session_state[NOEGLE] = Tilstand(nonce=state.nonce + 1, rettes=rettes)


def taken(fil: Fil, meld: Fremdrift = tavs) -> None:
    """Take a file that was just read, and work out what it would change."""
    state = current()
    svar = Svar(eget=access.current().omraade)
    if state.rettes:
        svar = replace(
            svar, kort=same_columns(fil, state.rettes.huskes), navne=state.rettes.navne, nye=state.rettes.nye
        )
    st.session_state[NOEGLE] = Tilstand(nonce=state.nonce + 1, fil=fil, svar=svar)
    propose(meld)


def propose(meld: Fremdrift = tavs) -> None:
    """Work out anew what the upload would change, on the figures stored now."""
    state = current()
    if state.fil is None:
        return
    engine = cache.engine(store_url())
    state.version = data_version(engine)
    with reading(engine) as session:
        nyt = indlaes.propose(session, state.fil, state.svar, state.udbytte, meld)
        # What was read is not read again, so how it was known is still what it was.
        state.forslag = _known_as(nyt, state.forslag) if state.udbytte and state.forslag else nyt
        state.foelger = indlaes.consequences(session, state.fil, state.svar, state.forslag)
    _let_go(state)


def _known_as(nyt: Forslag, foer: Forslag) -> Forslag:
    """Return a proposal with what only the cells can tell from the one before."""
    return replace(
        nyt, sikkerhed=foer.sikkerhed, kort=foer.kort, husket=foer.husket, huskes=foer.huskes, skitser=foer.skitser
    )


def _let_go(state: Tilstand) -> None:
    """Drop the cells of a file with personal data: what was counted is enough from here on."""
    forslag = state.forslag
    if forslag is None or state.fil is None or forslag.art not in MED_PERSONER:
        if forslag is not None and forslag.udbytte is None and state.fil is not None and not forslag.kandidater:
            # Refused as a whole: nothing can be answered that would make it readable, except what it holds.
            state.fil = state.fil if _may_be_mapped(forslag) else replace(state.fil, bog=None)
        return
    first = state.udbytte is None
    state.udbytte = forslag.udbytte
    state.fil = replace(state.fil, bog=None)
    if first and forslag.kan_erstatte:
        # A case that was moved or closed leaves no count behind that the new extract could correct.
        answer(maade=Maade.ERSTAT)


def _may_be_mapped(forslag: Forslag) -> bool:
    """Return whether a file that no reader knows may be mapped by hand; not when it was stopped for personal data."""
    return not any("Vi har ikke gemt noget" in melding.besked for melding in forslag.fund)


def answer(**answers: Any) -> None:
    """Change answers, and work out again what follows."""
    state = current()
    state.svar = replace(state.svar, **answers)
    if state.kan_vaelges_igen and AF_CELLER & answers.keys():
        state.vaelg_igen = True
    else:
        propose()


def chosen_again(fil: Fil) -> bool:
    """Take the same file once more and count it with what was answered; return False for another file."""
    state = current()
    if state.fil is None or fil.sha256 != state.fil.sha256:
        return False
    state.fil, state.udbytte, state.vaelg_igen = fil, None, False
    # The next question has an uploader of its own, and the bytes in this one are let go.
    state.gange += 1
    propose()
    return True


def wish(trin: int) -> None:
    """Ask for another step. An answer may come with the click that asks, and is taken in before it is left."""
    current().vil_til = trin


def gone(hindring: str) -> bool:
    """Go to the step asked for, unless something now stands in the way; return whether we went."""
    state = current()
    wanted, state.vil_til = state.vil_til, None
    if wanted is None or (wanted > state.trin and hindring):
        return False
    state.trin = wanted
    return True


def several(state: Tilstand) -> tuple[str, ...]:
    """Return the sheets of which the reader has still to choose one."""
    return state.forslag.lige if state.forslag and state.svar.kort is None else ()


def counted_layouts() -> list[str]:
    """Return the layouts with children, whose rows are only counted."""
    return [laeser.layout for laeser in LAESERE if laeser.art in MED_PERSONER]


def layouts() -> dict[str, str]:
    """Return every layout and the kind of content it brings, in the order they are offered."""
    return {laeser.layout: str(laeser.art) for laeser in LAESERE}
