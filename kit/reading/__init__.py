"""The reader's room: a reading of one lesson, the widget that shows it, and the copy that stays in a saved notebook."""
