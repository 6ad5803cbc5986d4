"""Tests that drive the real JupyterLab in Chromium."""
