"""Which rules a lesson passed, which are open, and which its authors silenced with a reason."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_pedagogy.model.findings import Diagnostic


class Checklist(NamedTuple):
    """How the rules of a course stand for one lesson."""

    rules: Sequence[str]
    """All that were asked."""
    open: Mapping[str, int]
    """How many findings of a rule nobody silenced; only rules that have some."""
    reasons: Mapping[str, Sequence[str]]
    """Why findings of a rule are silenced, each reason once; only rules that have some."""

    @property
    def silenced(self) -> list[str]:
        """The rules that found something, all of which is silenced: neither open nor passed."""
        return [rule for rule in self.rules if rule in self.reasons and rule not in self.open]

    @property
    def passed(self) -> int:
        """How many rules found nothing."""
        return len(self.rules) - len(self.open) - len(self.silenced)

    def reason(self, rule: str) -> str:
        """Return why findings of a rule are silenced; nothing if none is."""
        return "; ".join(self.reasons.get(rule, ()))


def checklist_of(rules: Iterable[str], findings: Iterable[Diagnostic]) -> Checklist:
    """Return how *rules* stand for a lesson.

    :param findings: those of the lesson; what other codes have does not count
    """
    names = list(rules)
    counted: Counter[str] = Counter()
    reasons: dict[str, dict[str, None]] = {}
    for finding in findings:
        if finding.code not in names:
            continue
        if finding.is_active:
            counted[finding.code] += 1
        else:
            reasons.setdefault(finding.code, {})[finding.suppressed] = None
    return Checklist(names, counted, {rule: list(said) for rule, said in reasons.items()})
