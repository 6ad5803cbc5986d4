"""A hub for a school: a folder for each student that their teachers read, made before each server starts.

What `jupyterhub_config.py` imports from here needs Python's own library alone.
"""

from kit.sharing.hub.spawn import set_up

__all__ = ("set_up",)
