"""Student's t, for the interval of an agreement, without a statistics library."""

import math
from functools import cache

CONFIDENCE = 0.95


@cache
def student_t(degrees: int, confidence: float = CONFIDENCE) -> float:
    """Return the two-sided quantile of Student's t for a whole number of degrees of freedom.

    The probability within t is Abramowitz and Stegun 26.7.3 and 26.7.4, a finite sum; it is inverted by bisection.
    """
    low, high = 0.0, 1.0
    while _within(high, degrees) < confidence:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < confidence else (low, middle)
    return high


def _within(t: float, degrees: int) -> float:
    angle = math.atan(t / math.sqrt(degrees))
    cosine, odd = math.cos(angle), degrees % 2
    term = cosine if odd else 1.0
    total = term if degrees > 1 else 0.0
    for step in range(2 + odd, degrees, 2):
        term *= (step - 1) / step * cosine**2
        total += term
    return 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
