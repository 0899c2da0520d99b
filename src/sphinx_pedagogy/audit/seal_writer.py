"""Writing the seal of a review into its page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.audit.bound_reviews import BoundReviews, page_names
from sphinx_pedagogy.audit.course_audit import site_of
from sphinx_pedagogy.audit.passages import texts_of
from sphinx_pedagogy.audit.review_seal import changed_since, named_places, seal_of
from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.source_edits import Edit, Refused
from sphinx_pedagogy.course.errors import ReadError
from sphinx_pedagogy.course.lesson_documents import counts_of, judgement_of, open_findings
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.plan_facts import LessonReview

_HEAD = regex(r"(?P<indent>\s*)(?:(?P<fence>[:`~]{3,})\{[\w-]*review\}|\.\. [\w-]*review::)")
_OPTION = regex(r"(?P<indent>\s*):(?P<name>[\w-]+):(?:\s|$)")
_SEALED = "sealed"


class ReviewedLesson(NamedTuple):
    """A lesson with reviews, and how its text stands to them."""

    title: str
    bound: BoundReviews


def reviewed_lesson(env: BuildEnvironment, name: str) -> ReviewedLesson:
    """Return the lesson of a slug or number, with its reviews.

    :raises ReadError: there is none, it is only recorded, or nobody has reviewed it
    """
    catalogue = domain_of(env).catalogue
    lesson = catalogue.find_lesson(name)
    if lesson is None:
        raise ReadError(f'there is no lesson "{name}"; name it by its slug or number')
    reviews = catalogue.documents.reviews.get(lesson.slug, ())
    if lesson.recorded or not reviews:
        why = "is only recorded" if lesson.recorded else "has no review"
        raise ReadError(f'the lesson "{lesson.slug}" {why}; write a review block for it')
    text = texts_of(site_of(env, catalogue)).of(lesson.place.document)
    pages = page_names(catalogue.pages)
    number = ".".join(map(str, lesson.number))
    return ReviewedLesson(
        f"{number} {lesson.title}".strip(),
        BoundReviews(slug=lesson.slug, reviews=reviews, text=text, pages=pages),
    )


def seal_edit(env: BuildEnvironment, bound: BoundReviews) -> Edit | Refused:
    """Return the edit that seals the last review with the lesson as it is."""
    last = bound.reviews[-1]
    file = Path(last.place.source or str(env.doc2path(last.place.document)))
    try:
        lines = file.read_bytes().decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        lines = []
    made = _edit(file, lines, last.place.line or 0, new_seal(bound))
    reason = f"the review block is not found there; add `:sealed: {new_seal(bound)}` by hand"
    return made or Refused(file, last.place.line or 0, reason)


def new_seal(bound: BoundReviews) -> str:
    """Return the seal of the lesson as it is."""
    findings = [finding for review in bound.reviews for finding in review.findings]
    names = [name for finding in findings for name in named_places(finding.where)]
    return seal_of(bound.text, names)


def _edit(file: Path, lines: Sequence[str], start: int, seal: str) -> Edit | None:
    """Return what writes a seal into the options of the block at a line, if there is one."""
    head = _HEAD.match(lines[start - 1]) if 0 < start <= len(lines) else None
    if head is None:
        return None
    if head["fence"] and start < len(lines) and lines[start].strip() == "---":
        return _yaml_edit(file, lines, start, seal)
    indent = head["indent"] + ("" if head["fence"] else "   ")
    end = start
    for index in range(start, len(lines)):
        option = _OPTION.match(lines[index])
        if option is None:
            break
        indent, end = option["indent"], index + 1
        if option["name"] == _SEALED:
            old = lines[index].rstrip("\r")
            return _replacing(file, index + 1, old, f"{indent}:{_SEALED}: {seal}")
    return _replacing(file, end + 1, "", f"{indent}:{_SEALED}: {seal}\n")


def _yaml_edit(file: Path, lines: Sequence[str], start: int, seal: str) -> Edit:
    """Return what writes a seal into options between lines of ``---``."""
    for index in range(start + 1, len(lines)):
        old = lines[index].rstrip("\r")
        if old.strip() == "---":
            break
        if old.startswith(f"{_SEALED}:"):
            return _replacing(file, index + 1, old, f"{_SEALED}: {seal}")
    return _replacing(file, start + 2, "", f"{_SEALED}: {seal}\n")


def _replacing(file: Path, line: int, old: str, new: str) -> Edit:
    return Edit(file=file, line=line, column=0, old=old, new=new)


def against_sealing(bound: BoundReviews) -> Iterator[str]:
    """Yield what the audit would say of the last review once it is sealed, with its line."""
    *before, last = bound.reviews
    sealed = last._replace(sealed=new_seal(bound))
    then = replace(bound, reviews=[*before, sealed])
    own = {finding.place for finding in last.findings} | {fix.place for fix in last.fixes}
    for found in then.findings():
        if found.place in own:
            yield f"{found.place.document}:{found.place.line}: {found.text}"


def state_of(found: ReviewedLesson) -> str:
    """Return the reviews of a lesson, what is open, and what changed since the last one."""
    bound = found.bound
    lines = [found.title, ""]
    lines += [f"  {_of_review(bound, index)}" for index in range(len(bound.reviews))]
    still = list(open_findings(bound.reviews))
    lines += ["", f"Open: {len(still)}"]
    for entry in still:
        review, finding = entry.review, entry.finding
        where = f", {finding.where}" if finding.where else ""
        lines.append(f"  {finding.title} ({finding.severity}, review {review.iteration}{where})")
    return "\n".join(lines) + "\n"


def _of_review(bound: BoundReviews, index: int) -> str:
    review: LessonReview = bound.reviews[index]
    counts = "/".join(str(count) for count in counts_of(review).values())
    date = f" of {review.date}" if review.date else ""
    line = f"review {review.iteration}{date}: {judgement_of(review)} ({counts})"
    seal = bound.seals[index]
    if seal is None:
        return f"{line}, not sealed"
    if seal.is_of(bound.text):
        return f"{line}, sealed; the lesson is as it was"
    titles = [f'"{passage.title}"' for passage in changed_since(seal, bound.text)]
    return f"{line}, sealed; changed since: {', '.join(titles) or 'a section is gone'}"
