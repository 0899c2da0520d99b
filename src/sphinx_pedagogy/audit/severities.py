"""What a course says of the rules: how much each one weighs, and its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.messages import Subtype, emit_warning, suggest
from sphinx_pedagogy.model.findings import Profile, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.core.rule import Rule

ALL = "*"
"""In ``pedagogy_audit``: every rule that is not named itself."""
PROSE = "prose"
"""In ``pedagogy_audit``: every guess, which is what rules read off prose."""


def rules_of(env: BuildEnvironment) -> list[Rule]:
    """Return the rules of this build, each with the course's limits."""
    limits = env.config.pedagogy_audit_limits
    rules = registry_of(app_of(env)).rules
    return [rule(limits.get(name)) for name, rule in rules.items()]


def asked_rules(env: BuildEnvironment) -> list[Rule]:
    """Return the rules that this course asks; what the others would find, nobody would see."""
    return [rule for rule in rules_of(env) if severity_of(env.config, rule) is not Severity.OFF]


def asks(config: Config, rule: str, profile: Profile) -> bool:
    """Whether a course asks for what is of a profile: it does if it names the rule."""
    most = Profile(config.pedagogy_audit_profile)
    return profile.rank <= most.rank or rule in config.pedagogy_audit


def is_stated(config: Config, rule: type[Rule] | Rule) -> bool:
    """Whether a course says itself what the findings of a rule weigh, but for guesses among others.

    What it does not say, each finding may say of itself.
    """
    return any(name in config.pedagogy_audit for name in names_of(rule))


def names_of(rule: type[Rule] | Rule) -> list[str]:
    """Return the names by which ``pedagogy_audit`` can mean a rule, the first of which counts."""
    return [rule.id, *([PROSE] if rule.reads_prose is True else []), ALL]


def severity_of(config: Config, rule: type[Rule] | Rule) -> Severity:
    """Return what the findings of a rule weigh in this course, but for guesses among others.

    One of a profile that the course does not ask is off.
    """
    stated = config.pedagogy_audit
    if not asks(config, rule.id, rule.profile):
        return Severity.OFF
    for name in names_of(rule):
        if name in stated:
            return Severity(stated[name])
    return rule.severity


def severity_of_guesses(config: Config, rule: type[Rule] | Rule) -> Severity:
    """Return what the guesses of a rule weigh in this course: an error only if that is asked for.

    A rule that is off makes none.
    """
    stated = config.pedagogy_audit
    whole = severity_of(config, rule)
    if rule.reads_prose is True or whole is Severity.OFF:
        return whole
    if PROSE in stated:
        return Severity(stated[PROSE])
    most = Severity.WARNING if rule.id in stated else rule.severity_of_guesses
    return max(whole, most, key=lambda severity: severity.rank)


def check_rules(app: Sphinx, config: Config) -> None:
    """Warn about settings that name no rule or limit, and leave them out."""
    for complaint in (*unknown_rules(app, config), *unknown_limits(app, config)):
        emit_warning(Subtype.CONFIG, complaint)


def unknown_rules(app: Sphinx, config: Config) -> Iterator[str]:
    """Yield what is wrong with ``pedagogy_audit``."""
    known = registry_of(app).rules
    for name in config.pedagogy_audit:
        if name not in {ALL, PROSE} and name not in known:
            yield f'pedagogy_audit: there is no rule "{name}": {suggest(name, [*known, PROSE])}'


def unknown_limits(app: Sphinx, config: Config) -> Iterator[str]:
    """Yield what is wrong with ``pedagogy_audit_limits``."""
    known = registry_of(app).rules
    for name, limits in config.pedagogy_audit_limits.items():
        if name not in known:
            yield f'pedagogy_audit_limits: there is no rule "{name}": {suggest(name, known)}'
            continue
        for limit in limits.keys() - known[name].limits.keys():
            hint = suggest(limit, known[name].limits) if known[name].limits else "it has none"
            yield f'pedagogy_audit_limits: the rule "{name}" has no limit "{limit}": {hint}'
