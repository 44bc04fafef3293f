"""Start the dashboard: streamlit run app.py."""

from plads.ui.server.app import build

app = build()

if __name__ == "__main__":
    app.run()
