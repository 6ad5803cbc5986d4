"""The tests: what each floor of the house promises."""
