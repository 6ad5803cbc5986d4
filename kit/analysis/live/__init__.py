"""The class while it reads: what was appended is read, counted, and shown on a page that renews itself."""
