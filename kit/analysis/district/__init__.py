"""A district and beyond: the journals of many classes, counted by parts and put together."""
