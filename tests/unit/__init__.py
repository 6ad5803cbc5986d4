"""Plain Python: each file tests one subject of the kit."""
