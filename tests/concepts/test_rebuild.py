"""After any change an incremental build leaves what a build from nothing would.

Each change is made to a built course, which is then built again: the same bytes and the same
warnings as from nothing, and no page read or written again without need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.site_cards import FOLDER

from sphinx_pedagogy.concepts.link_targets import link_of
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_pedagogy.concepts.link_targets import LinkTarget
    from sphinx_pedagogy.course.catalogue import Catalogue
    from sphinx_pedagogy.testing import Built

PIXELS = "1-1/1-1-1-pixels"
AUTOENCODERS = "1-1/1-1-2-autoencoders"
LATENTS = "1-2/1-2-1-latents"
ATTENTION = "1-2/1-2-2-attention"
JOINT = "1-2/1-2-3-joint"
EVERY = (
    PIXELS,
    AUTOENCODERS,
    LATENTS,
    ATTENTION,
    JOINT,
    "1-1/index",
    "views",
    "records",
    "glossary",
)

ALWAYS = {"genindex", "search", "index"}
"""What Sphinx writes with every build that writes something."""


class Change(NamedTuple):
    """Edits of pages, and what they should cost."""

    edits: tuple[tuple[str, str, str], ...] = ()
    """Page, what stands there, what is to stand there."""
    files: tuple[tuple[str, str | None], ...] = ()
    """Files to write, or to remove."""
    conf: tuple[tuple[str, object], ...] = ()
    written: tuple[str, ...] | None = None
    """The pages to write again; ``None`` if it is not worth saying."""

    def apply(self, project: Project) -> None:
        """Make the change."""
        for page, old, new in self.edits:
            path = next(path for path in project.root.glob(f"{page}.*"))
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, (page, old)
            path.write_text(text.replace(old, new), encoding="utf-8")
        for name, content in self.files:
            if content is None:
                project.remove(name)
            else:
                project.write({name: content})
        if self.conf:
            project.configure(**dict(self.conf))


NEW_LESSON = """# Sampling

:::{lesson} 1.2.4
Draw one.
:::

:::{concept} Temperature
:builds-on: Loss
How bold.
:::
"""

CHANGES = {
    "prose": Change(
        edits=((LATENTS, "A latent is not a {concept}", "A latent is no {concept}"),),
        written=(LATENTS,),
    ),
    "lines": Change(
        edits=((LATENTS, "A latent is not a {concept}", "A latent\n\nis not\na {concept}"),),
        written=(LATENTS,),
    ),
    "depth": Change(
        edits=((PIXELS, "Pixel grid\n:depth: developed", "Pixel grid\n:depth: applied"),),
        # the pages that show the depth or the status: its own, the one whose requirement of it
        # changes, the end of the series and the views; cards have a file of their own
        written=(PIXELS, AUTOENCODERS, JOINT, "views"),
    ),
    "definition": Change(
        edits=((ATTENTION, "Each token looks at all.", "Each token looks at each."),),
        written=(ATTENTION,),
    ),
    "concept-title": Change(
        edits=((AUTOENCODERS, "{concept} Bottleneck", "{concept} bottleneck"),),
        # its own, one with a list of what it builds on, and the views
        written=(AUTOENCODERS, JOINT, "views"),
    ),
    "alias": Change(
        edits=(
            (LATENTS, ":aka: latents, code", ":aka: codes"),
            (PIXELS, "<latent>", "<codes>"),
        ),
        written=(LATENTS, PIXELS),
    ),
    "alias-that-was-used": Change(edits=((PIXELS, ":aka: raster", ":aka: bitmap"),)),
    "rename": Change(
        edits=(
            (PIXELS, "{concept} Patch\n", "{concept} Tile\n"),
            (ATTENTION, "{concept} Patch\n", "{concept} Tile\n"),
        ),
    ),
    "lesson-title": Change(
        edits=((AUTOENCODERS, "# Autoencoders", "# Squeezing"),),
        # the table of contents stands beside every page
        written=EVERY,
    ),
    "record-title": Change(
        edits=(("records", "0.1.1 Gradient descent", "0.1.1 Down the hill"),),
        written=("records", AUTOENCODERS, "views"),
    ),
    "module-title": Change(edits=(("1-1/index", "# Compress", "# Make small"),), written=EVERY),
    "remove-lesson": Change(
        edits=(("index", "1-2/1-2-1-latents\n", ""),),
        files=((f"{LATENTS}.md", None),),
    ),
    "add-lesson": Change(
        edits=(("index", "records\n", "1-2/1-2-4-sampling\nrecords\n"),),
        files=(("1-2/1-2-4-sampling.md", NEW_LESSON),),
    ),
    "move": Change(
        edits=(
            ("index", f"{LATENTS}\n{ATTENTION}\n", f"{ATTENTION}\n{LATENTS}\n"),
            (LATENTS, "{lesson} 1.2.1", "{lesson} 1.2.2"),
            (ATTENTION, "{lesson} 1.2.2", "{lesson} 1.2.1"),
        ),
    ),
    "move-in-contents-only": Change(
        edits=(("index", f"{LATENTS}\n{ATTENTION}\n", f"{ATTENTION}\n{LATENTS}\n"),)
    ),
    "number": Change(edits=((ATTENTION, "{lesson} 1.2.2", "{lesson} 1.2.9"),)),
    "number-taken": Change(edits=((ATTENTION, "{lesson} 1.2.2", "{lesson} 1.2.1"),)),
    "no-number": Change(edits=((LATENTS, "{lesson} 1.2.1", "{lesson} first"),)),
    "duplicate": Change(edits=(("glossary", "concept:: Tensor", "concept:: Raster\n   :id: x"),)),
    "unknown": Change(edits=((LATENTS, "{concept}`patch`", "{concept}`pach`"),)),
    "circle": Change(
        edits=((PIXELS, ":aka: raster", ":aka: raster\n:builds-on: latent"),),
    ),
    "requirement": Change(
        edits=((LATENTS, "- Bottleneck (developed)", "- Bottleneck (applied): all of it"),),
        written=(LATENTS,),
    ),
    "recap-away": Change(
        edits=((JOINT, ":::{recap} Pixel grid\nRows and columns.\n:::\n", ""),),
        written=(JOINT, "views"),
    ),
    "uses-of-a-record": Change(edits=(("records", ":uses: Loss\n", ""),)),
    "misconception": Change(
        edits=((AUTOENCODERS, "It memorizes", "It only memorizes"),),
        written=(AUTOENCODERS, "views"),
    ),
    "fading": Change(conf=(("pedagogy_fading_after", 5),)),
    "depths": Change(conf=(("pedagogy_depths", ["mentioned", "developed", "applied"]),)),
}


class Site:
    """A course that is built, changed and built again, in one place.

    A copy elsewhere would not do: Sphinx reads all pages again when their folder is another.
    """

    def __init__(self, root: Path, sources: Path) -> None:
        """Build it."""
        self.sources = sources
        self.project = Project(root, sources)
        self.clean = self.project.build()
        self.broken = False

    def restore(self) -> None:
        """Put all sources back, touching those alone that differ."""
        root = self.project.root
        ours = {path.relative_to(root): path for path in source_files(root)}
        theirs = {path.relative_to(self.sources): path for path in source_files(self.sources)}
        for name, path in ours.items():
            if name not in theirs:
                path.unlink()
                # Sphinx leaves the pages of removed sources
                (root / "_build" / "html" / name).with_suffix(".html").unlink()
        for name, path in theirs.items():
            text = path.read_text(encoding="utf-8")
            if name not in ours or ours[name].read_text(encoding="utf-8") != text:
                self.project.write({str(name): text})


def source_files(root: Path) -> Iterator[Path]:
    """Yield the sources of a project."""
    for path in root.rglob("*"):
        if path.suffix in {".md", ".rst", ".py"} and "_build" not in path.parts:
            yield path


_sites: list[Site] = []


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The course, built. What a failed test left is not used again."""
    if not _sites or _sites[-1].broken:
        sources = request.path.parents[1] / "roots" / "concepts"
        _sites.append(Site(tmp_path_factory.mktemp("site"), sources))
    return _sites[-1]


def outputs(built: Built) -> dict[str, bytes]:
    """Return all that the course decides, by name."""
    names = [path for path in built.outdir.rglob("*.html") if "_static" not in path.parts]
    names += [built.outdir / "curriculum.json", built.outdir / "objects.inv"]
    names += (built.outdir / FOLDER).glob("cards*.js")
    return {str(path.relative_to(built.outdir)): path.read_bytes() for path in names}


def check_same(built: Built, clean: Built) -> None:
    """Compare page by page, so that a difference can be read."""
    assert built.warnings == clean.warnings
    ours, theirs = outputs(built), outputs(clean)
    cards = [{name for name in made if name.startswith(FOLDER)} for made in (ours, theirs)]
    assert cards[0] == cards[1]
    for name, page in theirs.items():
        assert ours[name] == page, name


def pages(paths: Iterable[Path], outdir: Path) -> set[str]:
    """Return the names of HTML pages."""
    return {str(path.relative_to(outdir).with_suffix("")) for path in paths}


class Cost(NamedTuple):
    """What a build did."""

    read: set[str]
    written: set[str]


def build_again(project: Project, *, jobs: int = 1) -> tuple[Built, Cost]:
    """Build *project* again, and say which pages were read and which were written."""
    outdir = project.root / "_build" / "html"
    doctrees = project.root / "_build" / "doctrees"
    before, trees = times(outdir, "*.html"), times(doctrees, "*.doctree")
    built = project.build(jobs=jobs)
    read = newer(times(doctrees, "*.doctree"), trees)
    written = newer(times(outdir, "*.html"), before)
    return built, Cost(pages(read, doctrees), pages(written, outdir))


def times(folder: Path, pattern: str) -> dict[Path, int]:
    """Return when each file was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob(pattern)}


def newer(after: dict[Path, int], before: dict[Path, int]) -> set[Path]:
    """Return the files that were written in between."""
    return {path for path, time in after.items() if time != before.get(path)}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_and_back(name: str, site: Site, tmp_path: Path) -> None:
    change = CHANGES[name]
    site.broken = True
    change.apply(site.project)
    built, cost = build_again(site.project)

    fresh = Project(tmp_path / "fresh", site.sources)
    change.apply(fresh)
    check_same(built, fresh.build(jobs=2))

    if change.written is not None:
        assert cost.read == {page for page, _old, _new in change.edits}
        assert cost.written - ALWAYS == set(change.written)

    site.restore()
    built, cost = build_again(site.project)
    check_same(built, site.clean)
    if change.written is not None:
        assert cost.written - ALWAYS == set(change.written)
    site.broken = False


def test_no_change(site: Site) -> None:
    built, cost = build_again(site.project)
    check_same(built, site.clean)
    assert built.warnings
    assert cost.read == set()
    assert cost.written <= ALWAYS


def test_after_an_edit_of_prose_no_other_page_is_asked_what_it_shows(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def ask(catalogue: Catalogue, name: str, docname: str) -> LinkTarget | None:
        asked.add(docname)
        return link_of(catalogue, name, docname)

    monkeypatch.setattr("sphinx_pedagogy.concepts.page_questions.link_of", ask)
    site.broken = True
    CHANGES["lines"].apply(site.project)
    site.project.build()
    assert asked == {LATENTS, "index"}  # Sphinx writes the table of contents with it
    CHANGES["definition"].apply(site.project)
    site.project.build()
    assert asked >= {PIXELS, AUTOENCODERS, LATENTS, JOINT}
    site.restore()
    site.project.build()
    site.broken = False


def test_in_parallel_from_nothing_and_after_a_change(site: Site, tmp_path: Path) -> None:
    # Sphinx reads in parallel from six documents on
    assert len(list(source_files(site.sources))) > 6
    project = Project(tmp_path / "parallel", site.sources)
    check_same(project.build(jobs=2), site.clean)
    CHANGES["rename"].apply(project)
    serial = Project(tmp_path / "serial", site.sources)
    CHANGES["rename"].apply(serial)
    check_same(project.build(jobs=2), serial.build())


@pytest.mark.parametrize("other", ["text", "dirhtml"])
def test_another_builder_in_between(other: str, site: Site, tmp_path: Path) -> None:
    site.broken = True
    site.project.build(other)
    CHANGES["depth"].apply(site.project)
    site.project.build(other)
    fresh = Project(tmp_path, site.sources)
    CHANGES["depth"].apply(fresh)
    check_same(site.project.build(), fresh.build())
    site.restore()
    check_same(site.project.build(), site.clean)
    site.broken = False


def test_a_strict_build_fails_until_it_is_mended(site: Site) -> None:
    site.broken = True
    for jobs in (1, 2):
        built = site.project.build(strict=True, jobs=jobs)
        assert built.failed
        assert built.warnings == site.clean.warnings
    Change(edits=((JOINT, "- Joint attention (mentioned)\n", ""),)).apply(site.project)
    assert not site.project.build(strict=True).failed
    # the mistake comes back through another page: nothing teaches the concept any more
    Change(edits=((PIXELS, ":aka: raster\n", ""),)).apply(site.project)
    for _time in range(2):
        built = site.project.build(strict=True)
        assert built.failed
        assert {(one.path, one.subtype) for one in built.warnings} == {
            (f"{AUTOENCODERS}.md", "pedagogy.unknown"),
            (f"{JOINT}.md", "pedagogy.unknown"),
        }
    site.restore()
    check_same(site.project.build(), site.clean)
    site.broken = False


WALK = ("depth", "lesson-title", "circle", "number", "definition", "duplicate", "fading", "unknown")


def test_many_changes_one_after_the_other(site: Site, tmp_path: Path) -> None:
    site.broken = True
    fresh = Project(tmp_path, site.sources)
    for at, name in enumerate(WALK):
        for project in (site.project, fresh):
            CHANGES[name].apply(project)
        site.project.build("text" if at % 3 == 2 else "html", jobs=1 + at % 2)
    check_same(site.project.build(), fresh.build())
