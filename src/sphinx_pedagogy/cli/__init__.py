"""The command line, ``sphinx-pedagogy``: one file for each command."""
