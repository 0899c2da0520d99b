"""What extensions of ours keep of each page that is read, beside its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx import addnodes
from sphinx.environment.collectors import EnvironmentCollector

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class PageCollector(EnvironmentCollector):
    """Keeps a list of things of each page, in the environment."""

    key: ClassVar[str]
    """The attribute of the environment that holds them."""

    @classmethod
    def kept(cls, env: BuildEnvironment) -> dict[str, list[Any]]:
        """Return the things of each page that has any, by its name."""
        if not hasattr(env, cls.key):
            setattr(env, cls.key, {})
        return cast("dict[str, list[Any]]", getattr(env, cls.key))

    def found_on(self, env: BuildEnvironment, doctree: nodes.document) -> list[Any]:
        """Return the things of the page that is being read."""
        raise NotImplementedError

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget those of a page."""
        self.kept(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: Set[str], other: BuildEnvironment
    ) -> None:
        """Take those of the pages that another process read."""
        theirs = self.kept(other)
        self.kept(env).update({name: theirs[name] for name in docnames if name in theirs})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Keep those of a page."""
        if found := self.found_on(app.env, doctree):
            self.kept(app.env)[app.env.docname] = found


def conditions_around(node: nodes.Element) -> tuple[str, ...]:
    """Return the conditions of ``only`` around a node, the innermost first."""
    conditions, around = [], node.parent
    while around is not None:
        if isinstance(around, addnodes.only):
            conditions.append(str(around["expr"]))
        around = around.parent
    return tuple(conditions)


def is_in_build(app: Sphinx, conditions: Iterable[str]) -> bool:
    """Whether a build shows what stands under conditions; Sphinx says what is wrong with one."""
    try:
        return all(map(app.tags.eval_condition, conditions))
    except Exception:
        return False
