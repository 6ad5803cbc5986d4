"""The editor: a person makes a lesson, and every step is in its files at once."""
