"""The room of figures: what marks and key add up to, and the pictures of it."""
