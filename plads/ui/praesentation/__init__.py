"""The page of a committee's sets."""
