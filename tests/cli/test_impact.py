"""`sphinx-pedagogy impact`: each change against the same change made in the files."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sphinx_pedagogy.audit.impact.change import renumbered
from sphinx_pedagogy.audit.impact.impact_json import SCHEMA, VERSION
from sphinx_pedagogy.model import Lesson, Place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.small_course import Run

    from sphinx_pedagogy.testing import Project


def facts_of(run: Run, *arguments: str | Path) -> dict[str, Any]:
    """Return the answer as JSON, which is valid."""
    said = run("impact", *arguments, "--format", "json")
    assert said.err == ""
    found: dict[str, Any] = json.loads(said.out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(found)
    return found


def told(entries: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return rule, lesson and first words of findings."""
    return [(one["rule"], one["lesson"], one["text"][:40]) for one in entries]


def test_the_schema_is_one() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(f":{VERSION}")


TEXT = """\
## Moving “1.1.3 Joint” before “1.1.2 Latents”

**No new finding, 1 resolved.**

### Requirements

| lesson | needs | before | after |
|---|---|---|---|
| 1.1.2 Joint | Latent (applied) | gap: introduced in latents, 1 lesson ago | missing |
| 1.1.3 Latents | Attention (developed) | missing | ok: developed in joint, 1 lesson ago |

### Resolved findings, with the numbers and names from before

**1.1.2 Latents** (`course/1-1-2-latents.md`)

- error, line 8: {message} (`prerequisite`)

Renumbered: 1.1.3 is now 1.1.2, 1.1.2 is now 1.1.3.
"""


def test_moving_a_lesson(course: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (course.root.parent / ".git").mkdir()
    monkeypatch.chdir(course.root)
    said = run("impact", "--move", "joint", "--before", "1.1.2")
    (mended,) = facts_of(run, "--move", "joint", "--before", "1.1.2")["mends"]
    assert said.out == TEXT.format(message=mended["text"])
    assert said.code == 0
    other = run("impact", "--move", "latents", "--after", "joint")
    assert other.out.splitlines()[2:] == said.out.splitlines()[2:]


def test_no_file_is_touched(course: Project, run: Run) -> None:
    before = {path: path.read_bytes() for path in course.root.glob("*.*")}
    run("impact", course.root, "--move", "joint", "--before", "pixels")
    run("impact", course.root, "--remove", "joint")
    assert {path: path.read_bytes() for path in course.root.glob("*.*")} == before


def test_removing_a_lesson(course: Project, run: Run) -> None:
    found = facts_of(run, course.root, "--remove", "pixels")
    assert told(found["breaks"]) == [
        ("unknown", "latents", 'nobody teaches "pixel grid" any more; te')
    ]
    assert found["mends"] == []  # what was wrong with it goes with it
    assert [one["slug"] for one in found["removed"]] == ["pixels"]


def test_exit_codes(course: Project, run: Run) -> None:
    change = ("impact", course.root, "--remove", "pixels")
    assert run(*change).code == 0
    assert run(*change, "--fail-on", "warning").code == 1
    assert run(*change, "--fail-on", "error").code == 0
    assert run("impact", course.root, "--move", "joint", "--before", "latents").code == 0


def git(folder: Path, *arguments: str) -> None:
    """Run git, as somebody."""
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(course: Project) -> Project:
    """The small course, committed in a repository."""
    root = course.root.parent
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "course")
    git(root, "commit", "-q", "-m", "a course")
    return course


def test_what_changed_since_a_revision(repository: Project, run: Run) -> None:
    course = repository
    latents = (course.root / "1-1-2-latents.md").read_text("utf-8")
    course.write(
        {
            # lines move, which is no news
            "1-1-2-latents.md": latents.replace("# Latents\n", "# Latents\n\nmore\n").replace(
                "- pixel grid (introduced)", "- pixel grid (applied)"
            ),
            "notes.md": "# Notes\n",
            "1-1-4-new.md": "# New\n\n:::{lesson} 1.1.4\n:::\n",
        }
    )
    index = (course.root / "index.md").read_text("utf-8")
    course.write({"index.md": index.replace("notes\n", "notes\n1-1-4-new\n")})
    found = facts_of(run, course.root, "--against", "main")
    assert found["change"] == "Since `main`"
    assert told(found["breaks"]) == [
        ("prerequisite", "latents", '"Pixel grid" is required at depth "appli'),
        ("scope", "new", "the lesson does not say what it leaves o"),
    ]
    assert told(found["mends"]) == [("unknown", "", '"latnet" is no concept of this course; d')]
    assert found["requirements"] == [
        {
            "lesson": "latents",
            "concept": "pixel-grid",
            "depth": "applied",
            "before": None,
            "after": "gap",
            "known": "developed",
            "taught_in": "pixels",
        }
    ]
    assert [one["slug"] for one in found["added"]] == ["new"]


def test_a_repository_stays_as_it_is(repository: Project, run: Run) -> None:
    top = repository.root.parent
    before = sorted(path for path in (top / ".git").rglob("*") if "index" not in path.name)
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert (found["breaks"], found["mends"], found["requirements"]) == ([], [], [])
    assert sorted(path for path in (top / ".git").rglob("*") if "index" not in path.name) == before


def test_no_module_is_taken_from_where_one_is(
    repository: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In CI that is often the copy of a stranger."""
    (repository.root / "docutils.py").write_text("open('it-ran', 'w')")
    monkeypatch.chdir(repository.root)
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert found["breaks"] == []
    assert not (repository.root / "it-ran").exists()


def test_a_renamed_file_is_the_same_lesson(repository: Project, run: Run) -> None:
    root = repository.root
    (root / "deep").mkdir()
    (root / "1-1-3-joint.md").rename(root / "deep" / "1-1-3-joint.md")
    index = (root / "index.md").read_text("utf-8").replace("1-1-3-joint", "deep/1-1-3-joint")
    repository.write({"index.md": index})
    found = facts_of(run, root, "--against", "HEAD")
    assert (found["breaks"], found["mends"]) == ([], [])


# ── another name, another number ────────────────────────────────────────────────────


def change(course: Project, *moves: tuple[str, str], **words: str) -> None:
    """Rename files, and replace words on all pages: those of index.md follow."""
    for old, new in moves:
        (course.root / f"{old}.md").rename(course.root / f"{new}.md")
        words[old] = new
    for page in sorted(course.root.glob("*.md")):
        text = page.read_text("utf-8")
        for old, new in sorted(words.items(), key=lambda one: one[0], reverse=True):
            text = text.replace(old, new)
        page.write_text(text, "utf-8")


def pairs(changes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what was, and the lesson as it is now."""
    return [(one["was"], one["slug"]) for one in changes]


def quiet(found: dict[str, Any]) -> bool:
    """Whether nothing is broken, mended, new or gone."""
    kinds = ("breaks", "follows", "mends", "requirements", "added", "removed")
    return not any(found[kind] for kind in kinds)


@pytest.mark.parametrize("staged", [False, True])
def test_a_lesson_that_is_renamed_is_the_same_lesson(
    staged: bool, repository: Project, run: Run
) -> None:
    change(repository, ("1-1-2-latents", "1-1-2-hidden-variables"))
    if staged:
        git(repository.root, "add", "-A")
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert quiet(found)
    assert pairs(found["renamed"]) == [("latents", "hidden-variables")]
    text = run("impact", repository.root, "--against", "HEAD").out
    assert text.endswith("resolved.**\n\nRenamed: latents is now hidden-variables.\n")


def test_what_is_resolved_is_told_as_it_was(repository: Project, run: Run) -> None:
    """Under the names, and with the numbers, that its words are about."""
    (before,) = (
        one
        for one in json.loads(run("audit", repository.root, "--format", "json").out)["findings"]
        if one["rule"] == "prerequisite" and one["lesson"] == "latents"
    )
    change(
        repository,
        ("1-1-2-latents", "1-1-7-hidden"),
        **{"{lesson} 1.1.2": "{lesson} 1.1.7", "- attention (developed): it reads them\n": ""},
    )
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert [one["text"] for one in found["mends"]] == [before["text"]]
    assert [(one["lesson"], one["file"]) for one in found["mends"]] == [
        ("latents", "1-1-2-latents.md")
    ]
    said = run("impact", repository.root, "--against", "HEAD").out
    told_under = said.partition("### Resolved findings")[2]
    assert told_under.startswith(", with the numbers and names from before\n\n**1.1.2 Latents**")


def test_a_new_title_and_a_new_name_in_one(repository: Project, run: Run) -> None:
    # the finding on the third lesson names the second by its title
    change(repository, ("1-1-2-latents", "1-1-2-hidden"), **{"# Latents": "# Hidden things"})
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert quiet(found)
    assert pairs(found["renamed"]) == [("latents", "hidden")]


def test_other_numbers_are_one_line(repository: Project, run: Run) -> None:
    moves = [(f"1-1-{at}-{name}", f"1-1-{at + 1}-{name}") for at, name in reversed(NAMES)]
    numbers = {f"{{lesson}} 1.1.{at}": f"{{lesson}} 1.1.{at + 1}" for at, _name in NAMES}
    change(repository, *moves, **numbers)
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert quiet(found)
    assert [one["was"] for one in found["renumbered"]] == ["1.1.1", "1.1.2", "1.1.3"]
    lines = run("impact", repository.root, "--against", "HEAD").out.splitlines()
    assert lines[-1] == ("Renumbered: 1.1.1 is now 1.1.2, 1.1.2 is now 1.1.3, 1.1.3 is now 1.1.4.")
    assert len(lines) == 5


def test_old_numbers_in_references_are_on_that_line(repository: Project, run: Run) -> None:
    notes = "# Notes\n\n{lesson}`1.1.1`, {doc}`1-1-1-pixels`, {concept}`latnet`\n"
    repository.write({"notes.md": notes})
    git(repository.root, "commit", "-q", "-a", "-m", "references")
    moves = [(f"1-1-{at}-{name}", f"1-1-{at + 1}-{name}") for at, name in reversed(NAMES)]
    numbers = {f"{{lesson}} 1.1.{at}": f"{{lesson}} 1.1.{at + 1}" for at, _name in NAMES}
    change(repository, *moves, **numbers)
    repository.write({"notes.md": f"{notes}\n{{concept}}`none`\n"})
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert {one["rule"] for one in found["follows"]} == {"ref.doc", "unknown"}
    assert [one["text"][:6] for one in found["breaks"]] == ['"none"']
    (line,) = run("impact", repository.root, "--against", "HEAD").out.splitlines()[-1:]
    assert line.endswith("are still in 2 places (1 `ref.doc`, 1 `unknown`): `audit` names them.")


NAMES = ((1, "pixels"), (2, "latents"), (3, "joint"))


def test_old_numbers_in_names_and_prose_do_not_drown_a_loss(course: Project, run: Run) -> None:
    for at, name in NAMES:
        page = course.root / f"1-1-{at}-{name}.md"
        text = page.read_text("utf-8").replace(
            f"1.1.{at}\n", f"1.1.{at}\n:notebook: notebooks/1-1-{at}-{name}\n"
        )
        page.write_text(f"{text}\nThis is lesson 1.1.{at}.\n", "utf-8")
    course.configure(pedagogy_audit={"*": "off", "prerequisite": "error", "notebook": "warning"})
    root = course.root.parent
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "course")
    git(root, "commit", "-q", "-m", "a course")
    numbers = {f"{{lesson}} 1.1.{at}": f"{{lesson}} 1.1.{at + 1}" for at, _name in NAMES}
    change(course, **numbers, **{":depth: developed\nNumbers": ":depth: mentioned\nNumbers"})
    found = facts_of(run, course.root, "--against", "HEAD")
    assert [one["rule"] for one in found["breaks"]] == ["prerequisite"]
    assert [one["rule"] for one in found["follows"]] == ["notebook"] * 3
    text = run("impact", course.root, "--against", "HEAD").out
    assert text.startswith("## Since `HEAD`\n\n**1 new finding, 0 resolved.**\n\n### New findings")
    assert text.endswith("Old numbers are still in 3 places (3 `notebook`): `audit` names them.\n")
    assert text.count("notebook") == 1
    assert run("impact", course.root, "--against", "HEAD", "--fail-on", "warning").code == 1


def test_a_lesson_that_is_moved_renamed_and_renumbered(repository: Project, run: Run) -> None:
    change(
        repository,
        ("1-1-3-joint", "2-1-1-together"),
        **{"{lesson} 1.1.3": "{lesson} 2.1.1"},
    )
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert quiet(found)
    assert pairs(found["renamed"]) == [("joint", "together")]
    assert [(one["was"], one["number"]) for one in found["renumbered"]] == [("1.1.3", "2.1.1")]


def test_a_lesson_that_is_split_goes_on_in_its_larger_half(repository: Project, run: Run) -> None:
    text = (repository.root / "1-1-2-latents.md").read_text("utf-8")
    first, mark, rest = text.partition(":::{concept} Latent")
    change(repository, ("1-1-2-latents", "1-1-2-needs"))
    repository.write(
        {
            "1-1-2-needs.md": first,
            "1-1-4-latent.md": f"# The latent\n\n:::{{lesson}} 1.1.4\n:::\n\n{mark}{rest}",
        }
    )
    index = (repository.root / "index.md").read_text("utf-8")
    repository.write({"index.md": index.replace("notes\n", "1-1-4-latent\nnotes\n")})
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert pairs(found["renamed"]) == [("latents", "needs")]
    assert [one["slug"] for one in found["added"]] == ["latent"]
    assert found["removed"] == []
    # the third lesson needs what comes after it now: that loss comes first
    assert found["requirements"][0]["lesson"] == "joint"
    assert found["requirements"][0]["after"] == "missing"


def test_another_lesson_in_the_place_of_one_is_no_rename(repository: Project, run: Run) -> None:
    repository.remove("1-1-3-joint.md")
    other = "# Other\n\n:::{lesson} 1.1.3\n:::\n\nNothing of what was said here before.\n" * 9
    repository.write({"1-1-3-other.md": other.replace(":::{lesson} 1.1.3\n:::\n", "", 8)})
    found = facts_of(run, repository.root, "--against", "HEAD")
    assert found["renamed"] == []
    assert [one["slug"] for one in found["removed"]] == ["joint"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "one of the arguments --move --remove --against is required"),
        (["--move", "joint"], "--move needs --after"),
        (["--remove", "joint", "--after", "pixels"], "--move needs --after"),
        (["--move", "joint", "--after", "joint"], "before or after itself"),
        (["--move", "joint", "--after", "pixles"], 'did you mean "pixels"?'),
        (["--remove", "9.9.9"], '"9.9.9" is no lesson'),
        (["--against", "main"], "git"),
    ],
)
def test_mistakes(arguments: list[str], message: str, read_once: Path, run: Run) -> None:
    said = run("impact", *arguments, read_once)
    assert said.code == 2
    assert message in said.err
    assert "Traceback" not in said.err


def test_a_revision_that_is_none(repository: Project, run: Run) -> None:
    said = run("impact", repository.root, "--against", "no-such")
    assert (said.code, said.err) == (2, 'sphinx-pedagogy: git knows no revision "no-such"\n')


def test_a_revision_without_the_course(repository: Project, run: Run) -> None:
    git(repository.root.parent, "mv", "course", "moved")
    said = run("impact", repository.root.parent / "moved", "--against", "main")
    assert said.code == 2
    assert 'there was no moved/conf.py at "main"' in said.err


def test_a_revision_that_cannot_be_read(repository: Project, run: Run) -> None:
    conf = (repository.root / "conf.py").read_text("utf-8")
    repository.write({"conf.py": "1 / 0"})
    git(repository.root.parent, "commit", "-q", "-a", "-m", "broken")
    repository.write({"conf.py": conf})
    said = run("impact", repository.root, "--against", "HEAD")
    assert said.code == 2
    assert 'as it was at "HEAD"' in said.err
    assert "ZeroDivisionError" in said.err


def test_without_git(repository: Project, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    said = run("impact", repository.root, "--against", "HEAD")
    assert said.code == 2
    assert "needs git" in said.err


# ── numbers ─────────────────────────────────────────────────────────────────────────

NUMBERS = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 9)),
    min_size=2,
    max_size=12,
    unique=True,
)


# a busy machine is slow at making examples
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NUMBERS, st.integers(0, 11), st.integers(1, 11), st.booleans())
def test_the_new_numbers_put_the_lesson_where_it_should_be(
    numbers: list[tuple[int, ...]], at: int, apart: int, before: bool
) -> None:
    lessons = [Lesson(str(one), one, "", Place("")) for one in sorted(numbers)]
    lesson = lessons[at % len(lessons)]
    target = lessons[(at + 1 + apart % (len(lessons) - 1)) % len(lessons)]
    given_now = renumbered(lessons, lesson, target, before=before)
    now = {one.slug: given_now.get(one.slug, one.number) for one in lessons}
    order = sorted(now, key=lambda name: now[name])
    rest = [one.slug for one in lessons if one is not lesson]
    there = rest.index(target.slug) + (0 if before else 1)
    assert order == [*rest[:there], lesson.slug, *rest[there:]]
    assert len(set(now.values())) == len(now)
    assert now[lesson.slug][:-1] == target.number[:-1]
    modules = {one.slug: one.number[:-1] for one in lessons if one is not lesson}
    assert {slug: now[slug][:-1] for slug in modules} == modules


def test_lessons_without_numbers_go_by_the_table_of_contents(make_project: Any, run: Run) -> None:
    pages = {name: f"# {name}\n\n:::{{lesson}}\n:::\n\n{body}" for name, body in UNNUMBERED.items()}
    files = {f"{name}.md": text for name, text in pages.items()}
    tree = "\n".join(UNNUMBERED)
    files["index.md"] = f"# Course\n\n```{{toctree}}\n{tree}\n```\n"
    audit = {"*": "off", "prerequisite": "error"}
    root = make_project(files, pedagogy_audit=audit).root
    found = facts_of(run, root, "--move", "use", "--after", "teach")
    assert told(found["mends"])
    assert found["breaks"] == []
    back = facts_of(run, root, "--move", "teach", "--before", "use")
    assert (back["mends"], back["breaks"]) == (found["mends"], [])


UNNUMBERED = {
    "use": ":::{requires}\n- thing (introduced)\n:::\n",
    "teach": ":::{concept} Thing\n:depth: introduced\nA thing.\n:::\n",
}
