"""The diagrams of all pages: what has no drawing is drawn before pages are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from sphinxcontrib.mermaid import mermaid

from sphinx_pedagogy.core.page_collector import PageCollector, conditions_around, is_in_build
from sphinx_pedagogy.course.messages import Subtype, emit, emit_info, locate, plural
from sphinx_pedagogy.diagrams.drawings import NOT_STORED, Drawings, drawings_of
from sphinx_pedagogy.diagrams.mermaid_source import source_of
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SHOWN = "pedagogy_diagrams_drawn"


class StatedDiagram(NamedTuple):
    """A diagram as it stands on its page."""

    code: str
    line: int | None
    source: str
    """The file, if it was included; else empty."""
    conditions: tuple[str, ...]
    """The conditions of ``only`` around it."""


class DiagramCollector(PageCollector):
    """Keeps the diagrams of the pages that are read."""

    key = "pedagogy_diagrams"

    def found_on(self, env: BuildEnvironment, doctree: nodes.document) -> list[StatedDiagram]:
        """Return those of a page."""
        return [stated_diagram(env, node) for node in doctree.findall(mermaid)]


def diagrams_of(env: BuildEnvironment) -> dict[str, list[StatedDiagram]]:
    """Return the diagrams of each page, by its name."""
    return DiagramCollector.kept(env)


def stated_diagram(env: BuildEnvironment, node: nodes.Element) -> StatedDiagram:
    """Return a diagram as it stands on the page that is being read."""
    line, source = locate(env, node)
    return StatedDiagram(
        code=str(node["code"]), line=line, source=source or "", conditions=conditions_around(node)
    )


def shows_drawings(app: Sphinx) -> bool:
    """Whether a build has pictures, and lets us make them."""
    raw = getattr(app.config, "mermaid_output_format", "raw") == "raw"
    return raw and app.builder.format in {"html", "latex"}


def draw_all(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Draw what pages state and no drawing is stored of; return the pages that show others now."""
    drawings = drawings_of(env)
    if drawings is None or not shows_drawings(app):
        return []
    missing = {
        source
        for diagrams in diagrams_of(env).values()
        for diagram in diagrams
        if is_in_build(app, diagram.conditions)
        and drawings.find(source := source_of(diagram.code)) is None
        and not drawings.why_not(source)
    }
    if missing:
        emit_info(f"drawing {plural(len(missing), 'diagram')}, some seconds each")
        drawings.make_all(missing)
    emit(env, problems_of_diagrams(app, drawings))
    return changed(env, drawings)


def problems_of_diagrams(app: Sphinx, drawings: Drawings) -> Iterator[Diagnostic]:
    """Yield which diagrams of the pages cannot be drawn."""
    stated = diagrams_of(app.env)
    for docname in sorted(stated):
        for diagram in stated[docname]:
            source = source_of(diagram.code)
            if not is_in_build(app, diagram.conditions) or drawings.find(source) is not None:
                continue
            if why := drawings.why_not(source):
                place = Place(docname, diagram.line, diagram.source)
                yield problem(place, why)


def problem(place: Place, why: str) -> Diagnostic:
    """Return what is said of a diagram without a drawing."""
    text = f"the build cannot draw the diagram, so JavaScript draws it: {why}; "
    return Diagnostic(code=Subtype.DIAGRAM, place=place, text=text + remedy(why))


def remedy(why: str) -> str:
    """Return what to do about a diagram without a drawing."""
    if why == NOT_STORED:
        return 'run pip install "sphinx-pedagogy[diagrams]", or build once where it is installed'
    return 'fix it, or accept the script: suppress_warnings = ["pedagogy.diagram"]'


def changed(env: BuildEnvironment, drawings: Drawings) -> list[str]:
    """Return the pages that show other drawings than when they were written last."""
    if not hasattr(env, _SHOWN):
        setattr(env, _SHOWN, {})
    before = cast("dict[str, list[str]]", getattr(env, _SHOWN))
    now = {}
    for docname, diagrams in diagrams_of(env).items():
        sources = [source_of(diagram.code) for diagram in diagrams]
        now[docname] = [drawings.key(source) if drawings.find(source) else "" for source in sources]
    setattr(env, _SHOWN, now)
    return sorted(name for name, keys in now.items() if before.get(name, keys) != keys)


def draw_on_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Draw what is only known when a page is put together, such as maps of concepts."""
    drawings = drawings_of(app.env)
    if drawings is None or not shows_drawings(app):
        return
    stated = {diagram.code for diagram in diagrams_of(app.env).get(docname, ())}
    made = [node for node in doctree.findall(mermaid) if node["code"] not in stated]
    found = [(source_of(str(node["code"])), bool(node.get("only_drawn"))) for node in made]
    missing = [pair for pair in found if drawings.find(pair[0]) is None]
    if missing and not all(drawings.why_not(source) for source, _ in missing):
        emit_info(f"drawing {plural(len(missing), 'diagram')} of {docname}")
    for source, only_drawn in missing:
        if drawings.make(source) is None and not only_drawn:
            emit(app.env, [problem(Place(docname), drawings.why_not(source))])
