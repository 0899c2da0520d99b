"""Views that are made for one reader, in the browser: what they know, and what to do next.

The page holds a line in the place of each. What a reader did never leaves the browser, so the
build knows nothing of it: a script (``static/js/reader/``) makes the list from the graph of the
course (:mod:`sphinx_pedagogy.concepts.course_graph`). Other media keep the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.nodes import _
from sphinx_pedagogy.core.view_content import Content, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_pedagogy.core.view import ViewContext

CLASS = "ped-reader-"
"""How the class of each of these lines begins; the script knows by the rest what to show."""

READER_WORDS = {
    "ago": "{} days ago",
    "answered": "answered {}",
    "answersNone": "You have answered nothing yet that could be handed in.",
    "answersNote": "For the authors, to improve their questions: of each check your first answer, "
    "and whether it was right. No name, no date, nothing that you wrote in words.",
    "answersSave": "Save answers for the authors",
    "answersOne": "1 answer is in the file. Send it to the authors if you like.",
    "answersSaved": "{} answers are in the file. Send it to the authors if you like.",
    "begun": "begun",
    "check": "Check",
    "choose": "Concept",
    "clear": "Clear it",
    "due": "{} to review",
    "dueLater": "Nothing is due today. The next question comes back {}.",
    "dueMore": "{} more",
    "dueNone": "Answer a check in a lesson, and it comes back here when it is about to fade.",
    "dueOne": "1 to review",
    "dueSoon": "{} more in the next seven days.",
    "elsewhere": "Taken as known",
    "elsewhereNote": "Lessons that are not on this site taught these.",
    "fading": "fading",
    "fadingTitle": "May have faded",
    "inDays": "in {} days",
    "known": "You know {} of {} concepts of this site.",
    "knownAlready": "You know this already: {}.",
    "knownNone": "Nothing yet. Mark a lesson as done, or answer one of its checks, and what it "
    "teaches stands here.",
    "load": "Load it from a file",
    "missed": "not right at first, {}",
    "more": "{} more that you can begin with",
    "needs": "needs {}",
    "newHere": "New here:",
    "next": "Next in the course",
    "noConcept": "The course has no concept of this name. Choose one from the list.",
    "noWay": "No lesson on this site teaches it.",
    "notYet": "Not yet: {} lessons",
    "notYetOne": "Not yet: 1 lesson",
    "progressNote": "Your progress is kept in this browser, and nowhere else.",
    "ready": "You have met all that these need.",
    "readyAll": "You have done all lessons of this site.",
    "save": "Save it as a file",
    "sections": "On the way:",
    "show": "Show the way",
    "today": "today",
    "tomorrow": "tomorrow",
    "wake": "Wake up first:",
    "way": "{} lessons from what you know to {}",
    "wayOne": "1 lesson from what you know to {}",
    "yesterday": "yesterday",
}
"""What the script says in English, by the keys that it uses."""


def _made_by_script(name: str, what: str) -> list[Content]:
    """Return the line that stands in the place of a list."""
    needs = _("Your browser makes this list from what you have done here; it needs JavaScript.")
    return [Paragraph((what, f" {needs}"), CLASS + name)]


def without_browser(content: Sequence[Content], *, is_first: bool) -> list[Content]:
    """Return what a book has in the place of a list; the first says where the lists are."""
    note = _("The lists for one reader are on the site of the course, where a browser makes them.")
    return [
        Paragraph((*paragraph.line[:1], *((f" {note}",) if is_first else ())))
        for paragraph in content
        if isinstance(paragraph, Paragraph)
    ]


def is_for_reader(content: Sequence[Content]) -> bool:
    """Whether a view is made in the browser."""
    return any(isinstance(part, Paragraph) and part.style.startswith(CLASS) for part in content)


def no_progress() -> list[Content]:
    """Return what stands in the place of a list where the site keeps nothing of its readers."""
    return [Paragraph((_("This site keeps nothing of what you do, so it has no list here."),))]


def learner_state(context: ViewContext) -> list[Content]:
    """Return the concepts that a reader knows, sorted by depth, and those that may have faded."""
    return _made_by_script("state", _("What you know by now."))


def ready_next(context: ViewContext) -> list[Content]:
    """Return the lessons whose requirements a reader has met."""
    return _made_by_script("next", _("What you can learn next."))


def path_to_concept(context: ViewContext) -> list[Content]:
    """Return the shortest way from what a reader knows to a concept that the reader chooses."""
    return _made_by_script("path", _("Your way to a concept."))


def review_queue(context: ViewContext) -> list[Content]:
    """Return the checks that are due, first those that the reader has most likely forgotten."""
    return _made_by_script("queue", _("What to review first."))


def learner_record(context: ViewContext) -> list[Content]:
    """Return buttons to save, load and clear progress, and to hand in answers anonymously."""
    return _made_by_script("record", _("What this browser keeps of your progress."))
