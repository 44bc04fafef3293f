"""The only rooms that know Streamlit: the frame, the filter bar, the cards, the cache, the server."""
