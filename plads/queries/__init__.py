"""(Session, Filter) in, tidy rows with named columns out: plans, money, forløb, status, sources."""
