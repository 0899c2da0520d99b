"""The formulas of all pages, so that each build says which of them it cannot show.

They are kept with the page, as plain text. What is wrong is found anew in each build: commands that
``conf.py`` defines may be others by then, and a page that was not written again still has its
mistake.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes

from sphinx_pedagogy.core.nodes import walk
from sphinx_pedagogy.core.page_collector import PageCollector, conditions_around, is_in_build
from sphinx_pedagogy.course.messages import Subtype, emit, emit_warning, locate
from sphinx_pedagogy.formulas.converter import (
    Converter,
    stated_macros,
    usable_macros,
)
from sphinx_pedagogy.formulas.drawing import NAME, tex_of
from sphinx_pedagogy.formulas.formula_error import FormulaError
from sphinx_pedagogy.model import Place
from sphinx_pedagogy.model.findings import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

_SHOWN = 40
"""Characters of a formula that a warning shows."""


class Formula(NamedTuple):
    """A formula as it stands on its page."""

    tex: str
    display: bool
    line: int | None
    source: str
    """The file, if it was included; else empty."""
    conditions: tuple[str, ...]
    """The conditions of ``only`` around it."""


class FormulaCollector(PageCollector):
    """Keeps the formulas of the pages that are read."""

    key = "pedagogy_formulas"

    def found_on(self, env: BuildEnvironment, doctree: nodes.document) -> list[Formula]:
        """Return those of a page."""
        found = walk(doctree, nodes.math, nodes.math_block, inline=True)
        return [stated(env, node) for node in found]


def formulas_of(env: BuildEnvironment) -> dict[str, list[Formula]]:
    """Return the formulas of each page, by its name."""
    return FormulaCollector.kept(env)


def stated(env: BuildEnvironment, node: nodes.Element) -> Formula:
    """Return a formula as it stands on the page that is being read."""
    line, source = locate(env, node)
    display = isinstance(node, nodes.math_block)
    return Formula(
        tex=tex_of(node),
        display=display,
        line=line,
        source=source or "",
        conditions=conditions_around(node),
    )


def problems(app: Sphinx, macros: dict[str, str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the formulas of all pages."""
    formulas = formulas_of(app.env)
    for docname in sorted(formulas):
        converter = Converter(macros)
        for formula in formulas[docname]:
            if not is_in_build(app, formula.conditions):
                continue
            try:
                converter.convert(formula.tex, display=formula.display)
            except FormulaError as error:
                one_line = " ".join(formula.tex.split())
                begin = one_line[:_SHOWN] + ("…" if len(one_line) > _SHOWN else "")
                text = (
                    f'the formula "{begin}" is shown as its source, since it cannot be written '
                    f"in MathML: {error}; correct it, or define its commands under tex.macros of "
                    "mathjax3_config"
                )
                place = Place(docname, formula.line, formula.source)
                yield Diagnostic(code=Subtype.FORMULA, place=place, text=text)


def warn_of_formulas(app: Sphinx, env: BuildEnvironment) -> None:
    """Say which formulas, and which commands for them, a build of pages cannot show."""
    if app.builder.format != "html":
        return
    if cast("StandaloneHTMLBuilder", app.builder).math_renderer_name != NAME:
        return
    macros, wrong = usable_macros(stated_macros(app.config))
    for name in wrong:
        emit_warning(
            Subtype.CONFIG,
            f'mathjax3_config: the macro "{name}" cannot be written in MathML, so formulas do '
            "not know it; write its name in letters alone, and its text in commands that "
            "sphinx_pedagogy.formulas knows",
        )
    emit(env, problems(app, macros))
