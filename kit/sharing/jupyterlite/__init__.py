"""The reader's notebooks in JupyterLite: Jupyter and Python in the browser, from the files of any web host."""
