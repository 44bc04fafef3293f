"""Charts: rows in, a Chart out. Pure; knows neither Streamlit nor the store."""
