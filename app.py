"""Start the dashboard: streamlit run app.py. The call must stand here, literally: Streamlit looks for it."""

import streamlit as st

from plads.ui.server import app as parts

parts.begin()
app = st.App(
    parts.FRAME,
    routes=parts.ROUTES,
    middleware=parts.MIDDLEWARE,
    lifespan=parts.lifespan,
    on_script_error=parts.on_script_error,
)

if __name__ == "__main__":
    app.run()
