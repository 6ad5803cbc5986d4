"""The desk at which a teacher makes a lesson in a notebook: the article, the editor, and what students get."""
