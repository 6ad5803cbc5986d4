"""What every page is made of: the joiner of ES modules, and the plain page that shows a widget without Jupyter."""
