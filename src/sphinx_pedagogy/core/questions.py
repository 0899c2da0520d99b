"""What pages show of the rest of the course: answers to what they ask when they are written.

Whoever fills a page asks, and shows nothing but the answer. So what a page depends on is what it
asked, and a page is written again if an answer would be another now. An answer is plain data and
is compared whole: whatever is added to it counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.registry import app_of, registry_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.facts import Asked

_About = ParamSpec("_About")
_Answer = TypeVar("_Answer")


def _is_steady(*_about: object) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Question(Generic[_About, _Answer]):
    """A kind of question that pages ask of the course."""

    kind: str
    answer: Callable[Concatenate[BuildEnvironment, str, _About], _Answer]
    """Answers it for a page. What it is about, and the answer, are plain data."""
    is_steady: Callable[..., bool] = _is_steady
    """Whether the answer is the same as long as all pages state the same; it takes what the
    answer takes."""

    def ask(
        self, env: BuildEnvironment, docname: str, *about: _About.args, **_named: _About.kwargs
    ) -> _Answer:
        """Return the answer for a page that is being written, and note that it asked."""
        answer = self.answer(env, docname, *about, **_named)
        note_page(env, docname)[self.kind, about] = mark_of(answer)
        return answer


def add_questions(app: Sphinx, questions: Iterable[Question[Any, Any]]) -> None:
    """Let questions be asked again by their kinds when the next build begins to write."""
    registry_of(app).questions.update((question.kind, question) for question in questions)


def note_page(env: BuildEnvironment, docname: str) -> Asked:
    """Note that a page is being written, and return what it has asked so far."""
    return domain_of(env).asked.setdefault(docname, {})


def mark_of(answer: object) -> bytes:
    """Return a digest of an answer."""
    return blake2b(repr(answer).encode(), digest_size=8).digest()


def differs(env: BuildEnvironment, docname: str, asked: Asked, *, unsteady_only: bool) -> bool:
    """Whether a page would get another answer than when it was written.

    :param unsteady_only: all pages state the same as then
    """
    known = registry_of(app_of(env)).questions
    for (kind, about), before in asked.items():
        question: Question[..., object] | None = known.get(kind)
        if question is None:
            return True  # whoever asked is not loaded any more
        if unsteady_only and question.is_steady(env, docname, *about):
            continue
        if mark_of(question.answer(env, docname, *about)) != before:
            return True
    return False
