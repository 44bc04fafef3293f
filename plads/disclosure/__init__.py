"""The one gate: which cells everybody may see, so that no small number of children can be worked out (ADR 0026)."""
