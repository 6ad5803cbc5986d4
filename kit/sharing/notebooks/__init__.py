"""The reader's notebooks, made from a lesson and its guide. The words that all lessons share are templates."""
