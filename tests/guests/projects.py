"""Small projects of people who do not teach with us: no page has a block of ours.

Each is a function of nothing: file names and texts, and the builders that build it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.util import find_spec

HEAD = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n"

CONF = """
import os

project = "Guest"
author = "Guest"
copyright = "2020, Guest"
html_theme = "basic"
# else Sphinx adds to the default of all projects of a process
source_suffix = {".rst": "restructuredtext"}
html_last_updated_fmt = None
exclude_patterns = ["_build", "jupyter_execute"]
"""


@dataclass(frozen=True)
class Guest:
    """A project, and how it is built."""

    files: dict[str, str]
    conf: str
    extensions: tuple[str, ...] = ()
    builders: tuple[str, ...] = ("html",)
    arguments: tuple[str, ...] = ()
    needs: tuple[str, ...] = field(default=())
    """Modules without which it cannot be built."""

    def conf_py(self) -> str:
        """Return its ``conf.py``; the extensions of a variable of the environment come last."""
        listed = f"extensions = [*{list(self.extensions)!r}, *os.environ['GUESTS'].split()]\n"
        return CONF + listed + self.conf


RST = """
Guest
=====

:tocdepth: 2

One number is 12 units, and the model has 12 layers. `emphasis`, |sub|, :ref:`there`.

.. |sub| replace:: substituted

.. _there:

.. hint:: A hint of docutils.

.. admonition:: Example

   This page has 3 lessons. Product 1 uses 2 units, and product 2 uses 4 units of labour.

.. figure:: dot.svg
   :name: dot

   A dot

.. code-block:: python
   :caption: a sum

   n_units = 3

.. literalinclude:: sample.py
   :lines: 1-2

.. toctree::

   other
   plan

.. list-table::

   * - 1
     - two units

- [ ] a box
- a list

#. first
#. second

term
   definition [#note]_

.. [#note] A footnote.

:field: value

.. only:: html

   For the web.
"""
OTHER = """
Other
=====

.. py:function:: lesson(concept)

   A function that is called as one of our roles, in lesson 11 of 12.

.. glossary::

   concept
      A word.

See :term:`concept`, :any:`lesson`, :numref:`dot` and :doc:`index`.

.. index:: concept
"""
PLAN = "Plan\n====\n\nThe plan of our release: 3 weeks of 2 units.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
PLAIN = {
    "index.rst": RST,
    "other.rst": OTHER,
    "plan.rst": PLAN,
    "dot.svg": SVG,
    "sample.py": "import this\n\nx = 1\n",
}

MYST = """---
title: Shown nowhere
description: nor this
keywords: [lessons, concept]
---

# Guest

```{toctree}
bare
matter
noisy
reviews
```

:::{note}
A note, ~~struck~~, $x^2$, and 12 units of 3 products.
:::

```{literalinclude} sample.py
```

- [ ] do it
"""
BARE = "---\ndescription: kept from the page\nauthor: nobody\norphan: true\n---\n\nOnly words.\n"
MATTER = (
    "---\nmyst:\n  substitutions: {key: value}\nlayout: wide\n---\n\nA {{ key }}.\n\n* one\n* two\n"
)
NOISY = """# Noisy

```{nothing-of-the-kind}
body
```

{nothing}`here` and [a link](missing.md)

## Twice

## Twice
"""
MD = {
    "index.md": MYST,
    "bare.md": BARE,
    "matter.md": MATTER,
    "noisy.md": NOISY,
    "reviews.md": "# Reviews\n\nOf our product: 5 stars.\n",
    "sample.py": "x = 1\n",
}
MD_CONF = (
    'myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "fieldlist", '
    '"substitution", "tasklist"]\nmyst_heading_anchors = 2\n'
)

CELLS = (
    HEAD
    + """---

# Cells

```{code-cell} python3
import random
units = 3
print(units, "units")
```

The code has 4 units.

```{code-cell} python3
:tags: [gpu]
from myst_nb import glue
glue("answer", 42, display=False)
```

It is {glue:text}`answer`.
"""
)
BARE_CELLS = (
    HEAD
    + """execution_note: none
---

Words only.

```{code-cell} python3
1 + 1
```
"""
)
FAILING = (
    HEAD
    + """---

Words, no heading, and the units of 2 products.

```{code-cell} python3
import random
random.random() > 1
```

```{code-cell} python3
1 / 0
```
"""
)
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Notebook\n"]},
            {
                "cell_type": "code",
                "id": "b",
                "metadata": {"tags": ["hide-input"]},
                "execution_count": 1,
                "source": ["import numpy as np\n", "np.random.randn() > 99"],
                "outputs": [
                    {
                        "output_type": "execute_result",
                        "execution_count": 1,
                        "metadata": {},
                        "data": {"text/plain": ["False"]},
                    }
                ],
            },
        ],
        "metadata": {
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "execution": {"timeout": 30},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
NB = {
    "index.md": "# Guest\n\n```{toctree}\ncells\nbare\nfailing\nnotebook\n```\n",
    "cells.md": CELLS,
    "bare.md": BARE_CELLS,
    "failing.md": FAILING,
    "notebook.ipynb": NOTEBOOK,
}


def cells(mode: str, conf: str = "", files: dict[str, str] | None = None) -> Guest:
    """Return a project with cells, one of which fails; a kernel takes a second to start."""
    return Guest(
        {"index.md": FAILING} if files is None else files,
        f'nb_execution_mode = "{mode}"\nnb_execution_timeout = 60\n{conf}',
        ("myst_nb",),
        needs=("myst_nb",),
    )


# Before 0.8 sphinx-design has no `aside`. Ours then knows a name that nobody else does.
ASIDE = """:::{aside}
Beside
:::
"""
HAS_ASIDE = find_spec("sphinx_design") and find_spec("sphinx_design.aside")
DESIGN = f"""# Guest

::::{{grid}} 2
:::{{grid-item-card}} Title
Body of 2 units
:::
::::

:::{{dropdown}} Open
:name: opened
Inside
:::

::::{{tab-set}}
:::{{tab-item}} One
1
:::
::::

{ASIDE if HAS_ASIDE else ""}
{{bdg-primary}}`badge`
"""
EXERCISES = """# Guest

```{exercise} A sum
:label: sum

Add 1 and 1.
```

```{solution} sum
:label: sum-solved

2
```

```{exercise-start} Gated
:label: gated
```

Words

```{exercise-end}
```

{ref}`sum`
"""
LESSONS = """# Guest

```{exercise} A sum
Add 1 and 1.
```

```{solution}
2
```

```{objectives}
- to add
```
"""
PROOFS = """# Guest

```{prf:theorem} Pythagoras
:label: theorem

a² + b² = c²
```

```{prf:example}
:label: prf-example

3, 4, 5
```

{prf:ref}`theorem`
"""
DIAGRAM = "# Guest\n\n```{mermaid}\ngraph LR\n  a --> b\n```\n"
TRANSLATED = {
    "index.rst": "Guest\n=====\n\nA word, :ref:`there`.\n\n.. _there:\n\n.. note:: Some note.\n",
    "locale/de/LC_MESSAGES/index.po": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Guest"\nmsgstr "Gast"\n\nmsgid "Some note."\nmsgstr "Eine Notiz."\n'
    ),
}
MD_EXTENSIONS = 'myst_enable_extensions = ["colon_fence"]\n'
PRINTED = ("epub", "gettext", "latex", "man", "singlehtml", "texinfo", "text", "xml")

GUESTS = {
    "rst": Guest(
        PLAIN,
        "numfig = True\ntoday = 'now'\nepub_show_urls = 'no'\n",
        builders=("html", *PRINTED),
    ),
    "rst-parallel": Guest(
        PLAIN,
        "nitpicky = True\nnumfig = True\n",
        arguments=("-j2", "-n"),
        builders=("dirhtml",),
    ),
    "myst": Guest(MD, MD_CONF, ("myst_parser",), ("html", "singlehtml", "text", "latex")),
    "cells-off": cells("off", files=NB),
    "cells-auto": cells("auto"),
    "cells-force": cells("force", "nb_execution_show_tb = True\n"),
    "cells-cache": cells("cache", files=NB),
    "cells-inline": cells("inline"),
    "cells-quiet": cells("cache", 'suppress_warnings = ["mystnb.exec"]\n'),
    "sphinx-design": Guest(
        {"index.md": DESIGN},
        MD_EXTENSIONS,
        ("myst_parser", "sphinx_design"),
        needs=("sphinx_design",),
    ),
    "sphinx-exercise": Guest(
        {"index.md": EXERCISES},
        MD_EXTENSIONS,
        ("myst_parser", "sphinx_exercise"),
        arguments=("-W",),
        needs=("sphinx_exercise",),
    ),
    "sphinx-lesson": Guest(
        {"index.md": LESSONS},
        MD_EXTENSIONS,
        ("sphinx_lesson",),
        arguments=("-W",),
        needs=("sphinx_lesson",),
    ),
    "sphinx-proof": Guest(
        {"index.md": PROOFS}, "", ("myst_parser", "sphinx_proof"), needs=("sphinx_proof",)
    ),
    "mermaid": Guest(
        {"index.md": DIAGRAM},
        "",
        ("myst_parser", "sphinxcontrib.mermaid"),
        needs=("sphinxcontrib.mermaid",),
    ),
    "translated": Guest(
        TRANSLATED, 'language = "de"\nlocale_dirs = ["locale"]\ngettext_compact = False\n'
    ),
}
