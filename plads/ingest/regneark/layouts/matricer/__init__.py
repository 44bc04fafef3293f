"""L02 and L03: schools down, months or indicators across."""
