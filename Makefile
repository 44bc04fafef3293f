# Thin names for manage.py, which needs nothing but Python.
PYTHON ?= python3

.PHONY: run test check setup bench demo

run test check setup bench demo:
	@$(PYTHON) manage.py $@
