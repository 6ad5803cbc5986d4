"""From an article of one's own to a lesson: taking it in, proposing its claims, editing."""
