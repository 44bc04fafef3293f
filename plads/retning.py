"""Which way an indicator should go."""

from enum import StrEnum


class Retning(StrEnum):
    """Which way is good."""

    OP = "op"
    NED = "ned"
    NEUTRAL = "neutral"
