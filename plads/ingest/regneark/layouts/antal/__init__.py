"""L01 and L09: counts in a list, and what is expected of them."""
