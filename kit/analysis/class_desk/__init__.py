"""The class desk: one object in a teacher's notebook that knows which class it is about, and shows its results."""
