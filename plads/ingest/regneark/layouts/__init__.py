"""The layouts, one package for each kind of figures."""
