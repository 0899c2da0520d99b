"""Notebooks that were run, for tests that run none."""

from __future__ import annotations

import json


def notebook(text: str, glued: dict[str, str]) -> str:
    """Return a notebook that was run: a cell that glued something, and a cell of Markdown."""
    prefix = "application/papermill.record/"
    outputs = [
        {
            "output_type": "display_data",
            "data": {f"{prefix}text/plain": value},
            "metadata": {"scrapbook": {"name": name, "mime_prefix": prefix}},
        }
        for name, value in glued.items()
    ]
    code = {"cell_type": "code", "execution_count": 1, "metadata": {}, "id": "a"}
    cells = [
        {**code, "source": "glue_all()", "outputs": outputs},
        {"cell_type": "markdown", "metadata": {}, "id": "b", "source": text},
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
