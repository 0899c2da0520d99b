"""The built-in rules, in the order of the manual's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.rules.alignment import Alignment
from sphinx_pedagogy.audit.rules.answerable import Answerable
from sphinx_pedagogy.audit.rules.asymmetric import Asymmetric
from sphinx_pedagogy.audit.rules.check import Check
from sphinx_pedagogy.audit.rules.closing import Closing
from sphinx_pedagogy.audit.rules.cycle import Cycle
from sphinx_pedagogy.audit.rules.decision import Decision
from sphinx_pedagogy.audit.rules.depth_drop import DepthDrop
from sphinx_pedagogy.audit.rules.duplicate import Duplicate
from sphinx_pedagogy.audit.rules.echo import Echo
from sphinx_pedagogy.audit.rules.evidence import Evidence
from sphinx_pedagogy.audit.rules.examples import Examples
from sphinx_pedagogy.audit.rules.fading import Fading
from sphinx_pedagogy.audit.rules.forward import Forward
from sphinx_pedagogy.audit.rules.jump import Jump
from sphinx_pedagogy.audit.rules.load import Load
from sphinx_pedagogy.audit.rules.mental_model import MentalModel
from sphinx_pedagogy.audit.rules.misconceptions import Misconceptions
from sphinx_pedagogy.audit.rules.modalities import Modalities
from sphinx_pedagogy.audit.rules.notebook import Notebook
from sphinx_pedagogy.audit.rules.orphan import Orphan
from sphinx_pedagogy.audit.rules.outline import Outline
from sphinx_pedagogy.audit.rules.pace import Pace
from sphinx_pedagogy.audit.rules.plan import Plan
from sphinx_pedagogy.audit.rules.prerequisite import Prerequisite
from sphinx_pedagogy.audit.rules.preview import Preview
from sphinx_pedagogy.audit.rules.quantity import Quantity
from sphinx_pedagogy.audit.rules.record import Record
from sphinx_pedagogy.audit.rules.resolution import Resolution
from sphinx_pedagogy.audit.rules.review import Review
from sphinx_pedagogy.audit.rules.scaffold import Scaffold
from sphinx_pedagogy.audit.rules.scope import Scope
from sphinx_pedagogy.audit.rules.seed import Seed
from sphinx_pedagogy.audit.rules.self import SelfRequirement
from sphinx_pedagogy.audit.rules.solution import Solution
from sphinx_pedagogy.audit.rules.spoiler import Spoiler
from sphinx_pedagogy.audit.rules.style import Style
from sphinx_pedagogy.audit.rules.synthetic import Synthetic
from sphinx_pedagogy.audit.rules.time import Time
from sphinx_pedagogy.audit.rules.trace_source import TraceSource
from sphinx_pedagogy.audit.rules.unconnected import Unconnected
from sphinx_pedagogy.audit.rules.undeclared import Undeclared
from sphinx_pedagogy.audit.rules.unknown import Unknown

if TYPE_CHECKING:
    from sphinx_pedagogy.core.rule import Rule

BUILT_IN: tuple[type[Rule], ...] = (
    Prerequisite,
    Undeclared,
    Forward,
    Fading,
    Duplicate,
    Cycle,
    SelfRequirement,
    Unknown,
    Orphan,
    DepthDrop,
    Resolution,
    Unconnected,
    TraceSource,
    Load,
    Pace,
    Time,
    Modalities,
    Examples,
    Misconceptions,
    Scope,
    Outline,
    Closing,
    Check,
    Answerable,
    Spoiler,
    Alignment,
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
    Decision,
    Jump,
    Plan,
    Review,
    Record,
)
