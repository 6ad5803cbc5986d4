"""Who is credited with what in an article: sources, cues and contents, by rules over the parse of its sentences.

Needs spaCy and its small English model, the extra `suggest`.
"""
