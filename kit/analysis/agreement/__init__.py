"""Agreement: how far readers agree with each other, corrected for chance."""

from kit.analysis.agreement.alpha import alpha_of, alpha_with_interval, jackknife_interval
from kit.analysis.agreement.of_readers import Agreement, agreement

__all__ = ["Agreement", "agreement", "alpha_of", "alpha_with_interval", "jackknife_interval"]
