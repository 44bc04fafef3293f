"""How far a long upload has come is on the screen as a sentence and a bar, also while a button's work is done."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from plads.fremdrift import Trin
    from plads.ui.indlaesning import undervejs

    def save() -> None:
        meld = undervejs.saving(50_000)
        meld(Trin.GEMMER, 40_000, 50_000)

    meld = undervejs.teller(st.status("Læser filen …"))
    meld(Trin.LAESER, 0, 0)
    if st.button("Gem", on_click=save):
        meld(Trin.KONTROLLERER, 25_000, 50_000)
    else:
        meld(Trin.LAESER, 4_000, 0)


def told(at: AppTest) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the sentences and the bars on the page."""
    bars = [bar.proto for bar in at.get("progress")]
    return [status.label for status in at.status], [(bar.value, bar.text) for bar in bars]


def test_step_and_row_are_told_while_reading_and_while_saving():
    at = AppTest.from_function(page, default_timeout=20).run()
    assert told(at) == (["Læser filen … 4.000 rækker"], [(0, "Læser filen … 4.000 rækker")])
    at.button[0].click().run()
    sentences, bars = told(at)
    assert sentences == ["Gemmer … 40.000 af 50.000 rækker", "Kontrollerer tallene … 25.000 af 50.000 rækker"]
    assert [value for value, _ in bars] == [94, 60]
