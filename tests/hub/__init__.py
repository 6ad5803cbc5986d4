"""A school's hub: lists of classes, folders, and a real JupyterHub with real accounts."""
