"""The marks service, with a real hub, a real PostgreSQL, and what stops them in the middle."""
