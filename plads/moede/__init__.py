"""The meeting: a set of slides composed from any plan, frozen, compared with the last, and followed by decisions."""
