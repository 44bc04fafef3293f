"""L10 and L12: lists of forløb, and the temperatures of a plan."""
