"""Agreement: how far readers agree with each other, corrected for chance."""

from kit.analysis.agreement.annotations import Agreement, agreement

__all__ = ["Agreement", "agreement"]
