"""The built-in rules, in the order of the manual's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules.arc import Outline
from sphinx_pedagogy.audit.rules.cases import Examples, Misconceptions
from sphinx_pedagogy.audit.rules.claims import Evidence, Synthetic
from sphinx_pedagogy.audit.rules.connections import Jump, Orphan, Unconnected
from sphinx_pedagogy.audit.rules.echo import Echo
from sphinx_pedagogy.audit.rules.knowledge import Fading, Prerequisite
from sphinx_pedagogy.audit.rules.load import Load
from sphinx_pedagogy.audit.rules.mental_model import MentalModel
from sphinx_pedagogy.audit.rules.modalities import Modalities
from sphinx_pedagogy.audit.rules.names import Cycle, Duplicate, SelfNeed, Unknown
from sphinx_pedagogy.audit.rules.notebooks import Notebook, Seed, Solution
from sphinx_pedagogy.audit.rules.plans import DepthDrop, Plan, Resolution
from sphinx_pedagogy.audit.rules.preview import Preview
from sphinx_pedagogy.audit.rules.quantity import Quantity
from sphinx_pedagogy.audit.rules.questions import Check
from sphinx_pedagogy.audit.rules.record import Record
from sphinx_pedagogy.audit.rules.reviews import Review
from sphinx_pedagogy.audit.rules.scaffold import Scaffold
from sphinx_pedagogy.audit.rules.scope import Scope
from sphinx_pedagogy.audit.rules.sides import Asymmetric
from sphinx_pedagogy.audit.rules.style import Style
from sphinx_pedagogy.audit.rules.trace import TraceSource
from sphinx_pedagogy.audit.rules.uses import Forward, Undeclared

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import Rule

BUILT_IN: tuple[type[Rule], ...] = (
    Prerequisite,
    Undeclared,
    Forward,
    Fading,
    Duplicate,
    Cycle,
    SelfNeed,
    Unknown,
    Orphan,
    DepthDrop,
    Resolution,
    Unconnected,
    TraceSource,
    Load,
    Modalities,
    Examples,
    Misconceptions,
    Scope,
    Outline,
    Check,
    Echo,
    Asymmetric,
    MentalModel,
    Preview,
    Quantity,
    Evidence,
    Synthetic,
    Style,
    Scaffold,
    Solution,
    Seed,
    Notebook,
    Jump,
    Plan,
    Review,
    Record,
)
