"""What costs time, measured against a named baseline in the same run: only counts and ratios are judged."""
