"""The steps, each named after its place in the order."""
