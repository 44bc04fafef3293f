"""L06, L07 and L08: postings, follow-up and budgets."""
