"""The order of our transforms, and the reason for each place.

Sphinx runs the first group once, when a document is read, and the second for each
builder, on a copy. A lower number runs earlier.
"""

from __future__ import annotations

# ── when a document is read ─────────────────────────────────────────────────────────
NUMBER_ROWS = 0
"""First of all: whatever looks at a table may speak of its lines."""

DECIDE_CONDITIONS = 1
"""First: what this build leaves out is not there for anything that follows."""

CLOSE_GATES = 2
"""Before all others that look at blocks: they want whole ones."""

HOLD_BACK = 2
"""After gates are closed (2, and added before): a check that is a pair has its end, and what
follows. Before trees are read: what is held is in the answer for every rule."""

LEAVE_OUT = 3
"""After gates are closed, so that whole blocks go, and before anything looks at them."""

READ_TREE = 3
"""Between the two: blocks are whole, and their bodies still as the author wrote them."""

CHECK_SOURCE = 3
"""Anywhere before comments may be stripped (740): it only looks."""

ASSEMBLE = 4
"""Before Sphinx keeps the original messages (10) and looks up translations (20), which
replaces the children of titles and paragraphs: markers such as ``[x]`` must be gone."""

BIND_QUANTITIES = 26
"""After translations (20), whose roles are bound too, and before facts are collected (27)."""

COLLECT_FACTS = 27
"""After translations (20), whose titles are the ones to show, and before labels (30)."""

COLLECT_PLANS = 28
"""After the other facts of the page (27), which it adds to."""

AUDIT_PAGE = 29
"""After the facts of the page were collected (27, 28)."""

PLACE_NOTEBOOK_LINKS = 21
"""After assembly (4), which finds the notebook of a lesson, and before facts are collected (27)."""

NOTE_NAMES = 24
"""Anywhere: it looks at the text of the page."""

REPORT_FAILED_CELLS = 25
"""Anywhere: it only looks."""

INDEX_CONCEPTS = 29
"""When blocks have their ids (27), and before our words are added to titles and names (30)."""

LABEL = 30
"""After translations (20), so that our words are neither extracted nor overwritten."""

KEEP_PROSE = 700
"""After docutils has set the classes of directives (210) and put in substitutions (220): builders
get that text. And after the facts of the page (27)."""

KEEP_CODE = 700
"""As the prose: the classes of directives are set, and the facts say whether it is a lesson."""

# ── for each builder ────────────────────────────────────────────────────────────────
DROP_HIDDEN = 1
"""Before references are resolved (10): what is not shown is not looked up either."""

ASK_FOR_SURROUNDINGS = 2
"""Anywhere: it changes nothing."""

TELL_KEYS_APART = 2
"""Anywhere: only the page's script reads the keys."""

NUMBER_BLOCKS = 3
"""Before references are resolved, by myst-parser (9) and by Sphinx (10): a link may ask for one."""

LINK_MENTIONS = 3
"""After hidden blocks are gone and answers are collected (2), and before views are filled (4) and
roles resolved (5): the words of views are ours, and a role may be the first mention."""

LINK_NAMES = 3
"""As the mentions in the text: once translations are there, and before views are filled."""

OPEN_FOLDS = 190
"""Before myst-nb folds cells (199) and sphinx-design makes tabs (200)."""

BEGIN_PARTS = 2
"""Before Sphinx's own transforms: where a page of a book begins is known from the start."""

FILL_VIEWS = 4
"""Before concepts are resolved: a view may name some."""

TELL_STATISTICS = 4
"""As a view: what it puts below a check is asked of the course."""

SPEAK_PLAINLY = 3
"""Before references are resolved, by myst-parser (9) and by Sphinx (10)."""

RESOLVE_CONCEPTS = 5
"""Before Sphinx's references (10): they become references to pages."""

HIDE_SOLUTIONS = 1
"""Before answers are collected (2)."""

COLLECT_ANSWERS = 2
"""After hidden answers are gone, before references are resolved."""

DROP_UNFILLED = 6
"""Right after those that fill."""

TELL_IDS_APART = 890
"""After all references are resolved, and ours."""

PLACE_ANCHORS = 900
"""Last: other transforms may still add ids to a block."""

DRESS = 910
"""After the anchors: blocks may stop to be nodes of ours."""
