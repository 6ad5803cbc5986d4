"""The class report: one self-contained page, made from the figures of a class."""
