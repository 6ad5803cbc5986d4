"""The marks service: where no disk is shared, a JupyterHub service that keeps the journals' lines for a class."""
