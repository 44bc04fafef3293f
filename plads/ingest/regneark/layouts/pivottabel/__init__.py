"""L04: a pivot table of counts."""
