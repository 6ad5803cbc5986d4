"""The ground floor: article, claims, codebook, key, the files they come from, and the words of the interface.

Needs a Markdown and a YAML parser and nothing else: no Jupyter, no pandas.
"""
