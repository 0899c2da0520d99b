"""What Sphinx, a theme or the page's script shows of other pages without asking us.

Sphinx itself leaves a page as it is when the title, the place or the number of something on
another page changes that it shows beside the page or refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core import transforms
from sphinx_pedagogy.core.block_numbers import labels_shown
from sphinx_pedagogy.core.browser_keys import own_keys
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.post_transform import PostTransform
from sphinx_pedagogy.core.questions import Question
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.course.facts import digest_of
from sphinx_pedagogy.course.lesson_order import toctree_order

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def titles_around(env: BuildEnvironment) -> str:
    """Return a digest of what a theme may show on each page of the others: titles, in order."""
    if app_of(env).builder.format != "html":
        return ""

    def digest() -> str:
        return digest_of([(name, str(env.titles.get(name))) for name in toctree_order(env)])

    return domain_of(env).once("titles_around", digest)


def _titles(env: BuildEnvironment, _docname: str) -> str:
    return titles_around(env)


def _labels(env: BuildEnvironment, docname: str) -> list[object]:
    page = domain_of(env).pages.get(docname)
    return labels_shown(env, page.references) if page else []


TITLES = Question(kind="titles", answer=_titles)
LABELS = Question(kind="labels", answer=_labels)
KEYS = Question(kind="keys", answer=own_keys)
SURROUNDINGS = (TITLES, LABELS, KEYS)


class AskForSurroundings(PostTransform):
    """Asks for all of it."""

    default_priority = transforms.ASK_FOR_SURROUNDINGS

    def change(self) -> None:
        """Ask, and show nothing: others do."""
        for question in SURROUNDINGS:
            question.ask(self.env, self.env.docname)
