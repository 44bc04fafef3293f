"""The receipt of one upload: what it was, what was noticed in the file, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from plads import access, text
from plads.charts import historik as charts
from plads.charts.lister import label
from plads.charts.serietabel import EKSEMPEL
from plads.errors import StoreError, UndoError
from plads.models.proveniens import Indlaesningsart
from plads.queries import indlaesninger
from plads.queries.indlaesninger import FundRow, IndlaesningRow, Status, Tilbage
from plads.store import blocked_by, reading, store_url, transaction, undo
from plads.ui import cache, cards, historik

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPURGT, SVAR = "fortryd_spurgt", "fortryd_svar"
# What these bring are words and dates; everything else brings figures.
OPLYSNINGER = (
    Indlaesningsart.FAELLES,
    Indlaesningsart.PLAN,
    Indlaesningsart.FORLOEB,
    Indlaesningsart.TEMPERATUR,
)


def show(row: IndlaesningRow) -> None:
    """Show one receipt with its findings, and offer to take the upload back."""
    st.button("Alle indlæsninger", icon=":material/arrow_back:", type="tertiary", key="tilbage", on_click=historik.show)
    fund = _findings(row.kvittering)
    with cards.card(f"Kvittering {row.kvittering}", key="kvittering", eksempel=row.eksempel):
        with st.grid(min_column_width=260, key="kvittering_fakta"):
            cards.facts(facts(row))
        with st.container(horizontal=True, key="fod_kvittering", vertical_alignment="center"):
            _download(row, fund)
            _ask(row)
        _confirm(row)
        # Where the reader's eyes are: in the place of the question.
        _answer(row)
    if fund:
        cards.table_card(
            f"Bemærket i filen ({text.antal(len(fund))})",
            charts.grouped_findings(fund),
            key="fund",
            undertitel="Ens bemærkninger til samme ark står samlet. Kvitteringen i Excel har dem enkeltvis",
        )
    elif row.er_arbejdsmappe:
        st.caption("Der blev ikke bemærket noget i filen.")


def facts(row: IndlaesningRow) -> list[tuple[str, str]]:
    """Return what a receipt says, as label and value."""
    said = [
        ("Fil", row.filnavn),
        ("Slags", " ".join(part for part in (charts.kind(row), row.layout and f"({row.layout})") if part)),
        ("Periode", row.periode),
        ("Indlæst", f"{text.tidspunkt(row.tidspunkt)} af {row.bruger} ({label(row.rolle).lower()})"),
        ("Ændringer", _changes(row)),
        ("Bemærket i filen", _noticed(row)),
        ("Status", _status(row)),
        ("Filens fingeraftryk (SHA-256)", row.sha256),
    ]
    return [(what, how) for what, how in said if how]


def _changes(row: IndlaesningRow) -> str:
    counts = ((row.nye, "nye"), (row.aendrede, "ændrede"), (row.fjernede, "fjernede"), (row.uaendrede, "uændrede"))
    return " · ".join(f"{text.antal(count)} {word}" for count, word in counts)


def _noticed(row: IndlaesningRow) -> str:
    counts = (
        (row.fejl, "fejl", "fejl"),
        (row.advarsler, "advarsel", "advarsler"),
        (row.oplysninger, "oplysning", "oplysninger"),
    )
    return text.opremsning([text.antal_af(count, *words) for count, *words in counts if count])


def _status(row: IndlaesningRow) -> str:
    if row.status is Status.FORTRYDELSE:
        return f"Fortrydelse af {row.fortryder}"
    return f"Fortrudt med {row.fortrudt_af}" if row.fortrudt_af else charts.STATUS[row.status.value]


@cache.kept
def _findings(kvittering: str) -> list[FundRow]:
    with reading(cache.engine(store_url())) as session:
        return indlaesninger.findings(session, kvittering)


@cache.kept
def _blocked(kvittering: str) -> str | None:
    with reading(cache.engine(store_url())) as session:
        return blocked_by(session, kvittering)


def _download(row: IndlaesningRow, fund: Sequence[FundRow]) -> None:
    st.download_button(
        "Hent kvittering",
        partial(workbook_of, row, fund),
        file_name=cards.file_name(f"kvittering_{row.kvittering}", "xlsx"),
        mime=XLSX,
        key="hent_kvittering",
        icon=":material/download:",
        on_click="ignore",
    )


def workbook_of(row: IndlaesningRow, fund: Sequence[FundRow]) -> bytes:
    """Return the receipt as a workbook: its facts, and every finding."""
    from plads.report.excel import workbook

    said = [*facts(row), *([("Datagrundlag", EKSEMPEL)] if row.eksempel else [])]
    tables = [("Kvittering", charts.stated(said)), ("Bemærket i filen", charts.findings(fund))]
    notes = ["Celler henviser til den indlæste fil. Indholdet af cellerne gemmes ikke med bemærkningen."]
    return workbook(f"Kvittering {row.kvittering}", tables, [("Kvittering", row.kvittering)], notes)


def preview(tilbage: Tilbage, art: Indlaesningsart) -> list[str]:
    """Return what an undo will do, in sentences."""
    if art in OPLYSNINGER:
        ental, flertal, den, ny = "oplysning", "oplysninger", "den", "ny"
    else:
        ental, flertal, den, ny = "tal", "tal", "det", "nyt"
    aendres, forsvinder, kommer = tilbage
    hvad = [text.antal_af(count, ental, flertal) for count in tilbage]
    return [
        *([f"{hvad[0]} går tilbage til, hvad {den if aendres == 1 else 'de'} var før."] if aendres else []),
        *([f"{hvad[1]}, der var {ny if forsvinder == 1 else 'nye'}, forsvinder."] if forsvinder else []),
        *([f"{hvad[2]}, der blev fjernet, kommer igen."] if kommer else []),
    ]


def _ask(row: IndlaesningRow) -> None:
    """Offer the undo, to those who may, while there is something to undo."""
    if _may_undo(row) and st.session_state.get(SPURGT) != row.kvittering:
        st.button(
            "Fortryd indlæsningen", icon=":material/undo:", key="fortryd", on_click=_asked, args=(row.kvittering,)
        )


def _may_undo(row: IndlaesningRow) -> bool:
    open_ = row.er_arbejdsmappe and row.status is Status.GAELDENDE
    return open_ and access.may(access.current(), access.Handling.INDLAESE)


def _asked(kvittering: str | None) -> None:
    st.session_state[SPURGT] = kvittering


def _confirm(row: IndlaesningRow) -> None:
    """Say what the undo will do and wait for a yes; or say why it cannot be done."""
    if not _may_undo(row) or st.session_state.get(SPURGT) != row.kvittering:
        return
    if why := _blocked(row.kvittering):
        st.warning(text.markdown(why), icon=":material/block:")
        st.button("Luk", key="fortryd_luk", on_click=_asked, args=(None,))
        return
    said = [*preview(row.tilbage, row.art), "Fortrydelsen får sin egen kvittering."]
    st.info(text.markdown(" ".join(said)), title=f"Fortryd {row.kvittering}?", icon=":material/undo:")
    with st.container(horizontal=True, key="fod_fortryd"):
        yes = st.button(f"Ja, fortryd {row.kvittering}", key="fortryd_ja", type="primary")
        st.button("Behold indlæsningen", key="fortryd_nej", on_click=_asked, args=(None,))
    if yes:
        with st.spinner("Sætter tallene tilbage …"):
            _undo(row.kvittering)
        st.rerun()


def _undo(kvittering: str) -> None:
    """Take an upload back and keep the answer; a second click finds it done and says nothing else."""
    bruger = access.require(access.Handling.INDLAESE)
    try:
        with transaction(cache.engine(store_url())) as session:
            receipt = undo(session, kvittering, bruger=bruger.navn, rolle=str(bruger.rolle))
    except (UndoError, StoreError) as error:
        st.session_state.setdefault(SVAR, {}).setdefault(kvittering, (False, str(error)))
        return
    st.session_state.setdefault(SVAR, {})[kvittering] = (True, receipt.kvittering or "")


def _answer(row: IndlaesningRow) -> None:
    """Say how an undo went."""
    done, said = st.session_state.get(SVAR, {}).get(row.kvittering, (None, ""))
    if done:
        st.success(
            text.markdown(f"{row.filnavn} er fortrudt, og tallene er sat tilbage. Kvittering {said}."),
            title="Fortrudt",
            icon=":material/check_circle:",
        )
        st.button(f"Se kvittering {said}", key="se_fortrydelse", type="tertiary", on_click=historik.show, args=(said,))
    elif done is False:
        st.warning(text.markdown(f"{said} Intet er ændret."), icon=":material/info:")
        del st.session_state[SVAR][row.kvittering]
