"""Timings as ratios inside one run, each beside its goal."""
