"""L05 and L11: lists of children, counted in memory and let go."""
