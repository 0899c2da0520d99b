"""``python -m sphinx_pedagogy``: the command line, where its script is not on the path."""

from __future__ import annotations

import sys

from sphinx_pedagogy.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
