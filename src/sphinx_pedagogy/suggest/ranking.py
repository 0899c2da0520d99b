"""The concepts that a course seems to have, the most useful first."""

from __future__ import annotations

from collections import Counter
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from sphinx_pedagogy.concepts.prose_reader import ProseReader
from sphinx_pedagogy.core.domain import catalogue_of, domain_of
from sphinx_pedagogy.core.registry import app_of, registry_of
from sphinx_pedagogy.course.lesson_order import toctree_order
from sphinx_pedagogy.course.mentions import Matcher, Name, is_ordinary_word
from sphinx_pedagogy.course.names import key
from sphinx_pedagogy.course.word_forms import WordForms
from sphinx_pedagogy.suggest.sightings import Kind, Sighting, sightings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.course.rare_words import RareWords

WEIGHTS = {
    Kind.GLOSSARY: 8.0,
    Kind.DEFINED: 6.0,
    Kind.INDEX: 5.0,
    Kind.LIST: 4.0,
    Kind.STRONG: 3.0,
    Kind.EMPHASIS: 2.0,
    Kind.HEADING: 2.0,
}
"""What it says that a page names something in a way."""

STATED = frozenset({Kind.GLOSSARY, Kind.INDEX, Kind.DEFINED, Kind.LIST})
"""Ways in which nobody names a thing by chance."""
KNOWN_BEFORE = 2
"""Uses on earlier pages, after which an emphasis is no first mention."""
LEAST_USES = 2
"""So often must be used what only an emphasis or a heading names."""


class Suggestion(NamedTuple):
    """A concept that a course seems to have."""

    name: str
    kinds: tuple[Kind, ...]
    """How pages name it, in the order of what that says."""
    place: Sighting
    """Where it is introduced."""
    definition: str
    uses: Mapping[str, int]
    """How often each page uses it in prose, in the order of the course."""
    score: float
    is_ordinary: bool
    """Whether the name may be an ordinary word: its block needs ``:plain:`` to count elsewhere."""

    @property
    def total(self) -> int:
        """How often it is used."""
        return sum(self.uses.values())


class _Read(NamedTuple):
    """What the pages of a course say."""

    pages: Sequence[str]
    sightings: Sequence[Sighting]
    prose: Mapping[str, Sequence[str]]
    """The paragraphs of each page."""


def suggestions(env: BuildEnvironment) -> list[Suggestion]:
    """Return the concepts that the pages of a project seem to have, the most useful first.

    What the course has declared is not among them.
    """
    read = _read(env)
    language = env.config.language
    declared = Matcher(_declared(catalogue_of(env)), language)
    fresh = [sighting for sighting in read.sightings if not _is_found(declared, sighting.name)]
    groups = _grouped(fresh, language)
    names = [
        Name(text, key_, is_plain=True)
        for key_, group in groups.items()
        for text in dict.fromkeys(sighting.name for sighting in group)
    ]
    matcher = Matcher(names, language)
    uses: dict[str, Counter[str]] = {}
    written: dict[str, Counter[str]] = {}
    for page in read.pages:
        for text in read.prose[page]:
            for span in matcher.find(text):
                if span.verb:
                    continue  # nothing says yet that the word is a verb, too
                uses.setdefault(span.concept, Counter())[page] += 1
                written.setdefault(span.concept, Counter())[text[span.start : span.end]] += 1
    order = {page: index for index, page in enumerate(read.pages)}
    rare = domain_of(env).rare_words
    found = []
    for key_, group in groups.items():
        counted = uses.get(key_, Counter())
        kept = [sighting for sighting in group if _is_kept(sighting, counted, order)]
        by_page = {page: counted[page] for page in read.pages if counted[page]}
        name = _spelling(key_, written.get(key_, Counter()), group)
        if made := _suggestion(name, kept, by_page, rare):
            found.append(made)
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.name.casefold()))


def _declared(catalogue: Catalogue) -> list[Name]:
    """Return all names that the course has, to be found in any form."""
    return [
        Name(str(name), concept.id, is_plain=True)
        for concept in catalogue.concepts.values()
        for name in (concept.title, *concept.aliases)
    ]


def _is_found(declared: Matcher, name: str) -> bool:
    """Whether some words are a name of the course, and nothing else."""
    return any((match.start, match.end) == (0, len(name)) for match in declared.find(name))


def _read(env: BuildEnvironment) -> _Read:
    placed = [docname for docname in toctree_order(env) if docname in env.all_docs]
    pages = [*dict.fromkeys(placed), *sorted(env.all_docs.keys() - set(placed))]
    roles = registry_of(app_of(env)).roles
    sightings: list[Sighting] = []
    prose: dict[str, list[str]] = {}
    for page in pages:
        document = env.get_doctree(page)
        sightings += sightings_of(document, page, str(env.doc2path(page)))
        prose[page] = [passage.run.text for passage in ProseReader(roles).read(document)]
    return _Read(pages, sightings, prose)


def _grouped(sightings: Iterable[Sighting], language: str) -> dict[str, list[Sighting]]:
    """Return sightings by concept: singular and plural are one."""
    by_key: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_key.setdefault(key(sighting.name), []).append(sighting)
    forms = WordForms({name.rpartition(" ")[2] for name in by_key}, language)
    found: dict[str, list[Sighting]] = {}
    # the shortest first: it is the singular
    for name in sorted(by_key, key=len):
        start, _blank, last = name.rpartition(" ")
        bases = (f"{start} {form}".strip() for form in forms.of(last) if form != last)
        found.setdefault(next((base for base in bases if base in found), name), []).extend(
            by_key[name]
        )
    return found


def _is_kept(sighting: Sighting, uses: Mapping[str, int], order: Mapping[str, int]) -> bool:
    """Whether a sighting says something: an emphasis does where the word is new."""
    if sighting.kind in STATED:
        return True
    total = sum(uses.values())
    if total < LEAST_USES:
        return False
    if sighting.kind is Kind.HEADING:
        return True
    before = sum(count for page, count in uses.items() if order[page] < order[sighting.docname])
    return before <= KNOWN_BEFORE


def _suggestion(
    name: str, kept: Sequence[Sighting], uses: Mapping[str, int], rare: RareWords
) -> Suggestion | None:
    if not kept:
        return None
    kinds = tuple(kind for kind in WEIGHTS if any(sighting.kind is kind for sighting in kept))
    if not uses and not STATED.intersection(kinds):
        return None
    best = min(
        kept, key=lambda sighting: (list(WEIGHTS).index(sighting.kind), not sighting.is_main)
    )
    # a heading and an index entry tell where, a glossary only what
    tells = [
        sighting for sighting in kept if sighting.kind not in {Kind.GLOSSARY, Kind.HEADING}
    ] or [best]
    place = next(
        (sighting for sighting in tells if sighting.kind is Kind.DEFINED or sighting.is_main),
        tells[0],
    )
    definition = next(
        (sighting.definition for sighting in (best, place, *kept) if sighting.definition), ""
    )
    total = sum(uses.values())
    score = sum(WEIGHTS[kind] for kind in kinds)
    score *= (1 + log2(1 + total)) * (1 + log2(1 + len(uses)) / 4)
    return Suggestion(
        name=name,
        kinds=kinds,
        place=place,
        definition=definition,
        uses=uses,
        score=round(score, 1),
        is_ordinary=is_ordinary_word(name, rare),
    )


def _spelling(name: str, written: Counter[str], group: Sequence[Sighting]) -> str:
    """Return a name as prose mostly has it: capitals of headings and lists say nothing."""
    singulars = _singulars(name)
    for wanted in ({spelling for spelling in map(key, written) if spelling in singulars}, {name}):
        in_prose = Counter(
            {spelling: count for spelling, count in written.items() if key(spelling) in wanted}
        )
        if in_prose:
            return " ".join(in_prose.most_common(1)[0][0].split())
    ranks = list(WEIGHTS)
    named = sorted(group, key=lambda sighting: ranks.index(sighting.kind))
    return next((sighting.name for sighting in named if key(sighting.name) == name), named[0].name)


def _singulars(name: str) -> set[str]:
    """Return what may be the singular of an English name; prose tells which is."""
    if not name.endswith("s") or name.endswith("ss"):
        return set()
    return {name[:-1], name[:-2]} if name.endswith("es") else {name[:-1]}
