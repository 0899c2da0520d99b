"""Keeps MyST's substitutions from running code: ``{{ ... }}`` on a page, which is a Jinja template.

A page can switch them on in its front matter, and Jinja lets a template call whatever Python it
reaches. MyST also gives it Sphinx's environment. Where nothing is to run, a template shows texts,
numbers, lists and settings, and calls the methods of these only.
"""

# ruff: noqa: ANN401 (methods have the signatures of the class that they extend)
from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from sphinx_pedagogy.course.errors import ExecutionError

_MODULE = "myst_parser.mdit_to_docutils.base"
_NAME = "jinja2"
_PLAIN = (str, bytes, int, float, type(None), list, tuple, dict, set, frozenset, date)
_SHOWN = (*_PLAIN, PurePath, Config, Sphinx, BuildEnvironment)
_REFUSED = (
    "it would run code, and nothing is run here: a substitution shows texts, numbers, lists and "
    "settings"
)


class Careful(ImmutableSandboxedEnvironment):
    """A Jinja environment in which templates look at plain data, and change nothing."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may have an attribute of an object."""
        safe = super().is_safe_attribute(obj, attr, value)
        return safe and isinstance(value if not isinstance(obj, _PLAIN) else obj, _SHOWN)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call an object: a method of plain data, or a function of Jinja."""
        method = getattr(obj, "__wrapped__", obj)  # Jinja's own, around str.format
        is_jinjas = any(obj is value for value in self.globals.values())
        own = getattr(method, "__self__", self)
        return super().is_safe_callable(obj) and (is_jinjas or isinstance(own, _PLAIN))

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """Return what stands for an attribute that a template may not have."""
        return self.undefined(f"{attribute}: {_REFUSED}", exc=SecurityError)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call an object for a template.

        :raises SecurityError: it may not be called
        """
        if not isinstance(obj, jinja2.Undefined) and not self.is_safe_callable(obj):
            raise SecurityError(_REFUSED)
        return super().call(context, obj, *args, **kwargs)


_STAND_IN = SimpleNamespace(
    Environment=Careful, StrictUndefined=jinja2.StrictUndefined, nodes=jinja2.nodes
)


def forbid_code() -> None:
    """Let no substitution run code in this process, until :func:`allow_code`.

    :raises ExecutionError: this MyST-Parser works in another way, and could run some
    """
    if "myst_parser" not in sys.modules:
        return
    module = importlib.import_module(_MODULE)
    if not hasattr(module, _NAME):
        raise ExecutionError(
            "this version of MyST-Parser cannot be kept from running code in substitutions: "
            "sphinx-pedagogy does not know it yet"
        )
    setattr(module, _NAME, _STAND_IN)


def allow_code() -> None:
    """Let MyST-Parser do as it does without us."""
    module = sys.modules.get(_MODULE)
    if module is not None and getattr(module, _NAME, None) is _STAND_IN:
        setattr(module, _NAME, jinja2)
