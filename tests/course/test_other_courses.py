"""What another site's `curriculum.json` teaches counts as known here."""

from __future__ import annotations

import gzip
import json
import os
import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sphinx_pedagogy.core.domain import catalogue_of
from sphinx_pedagogy.course import curriculum_reader as foreign
from sphinx_pedagogy.course import other_courses as courses
from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sphinx_pedagogy.testing import Built

BASE = "https://latents.invalid/en/"
OURS = {
    "index.md": "# Index\n\n```{toctree}\npixels\n```\n\n{concept}`patches`\n",
    "pixels.md": """# Our pixels

:::{lesson} 2.1.1
:::

:::{requires}
- Patch (applied)
- Latent (applied)
- Joint attention (introduced)
:::

:::{concept} Latent
:depth: applied
:builds-on: bottleneck, MMDiT attention
Ours.
:::

{concept}`MMDiT attention` {concept}`Self-attention` {concept}`tensor`

:::{student-state}
:::

:::{concept-map}
:::

:::{concept-index}
:::
""",
}


@pytest.fixture(scope="module")
def theirs(course_html: Built) -> Path:
    """The facts of the small course, as its site publishes them."""
    return course_html.outdir / "curriculum.json"


@pytest.fixture(scope="module")
def built(theirs: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A course that builds on the small one."""
    courses = {"latents": (BASE, str(theirs))}
    return Project(tmp_path_factory.mktemp("ours"), OURS, pedagogy_courses=courses).build()


def facts(built: Built) -> dict[str, Any]:
    """Return what a build writes."""
    found: dict[str, Any] = json.loads(built.read("curriculum.json"))
    return found


def test_nothing_is_wrong_with_it(built: Built) -> None:
    # they teach "Patch" twice, and we have a lesson with a name of theirs: neither is a mistake
    assert built.warnings == []


def test_requirements_are_met_by_the_other_course(built: Built) -> None:
    (lesson,) = [one for one in facts(built)["lessons"] if one["slug"] == "pixels"]
    stand = {one["concept"]: (one["status"], one["known"]) for one in lesson["requires"]}
    assert stand == {
        "patch": ("ok", "applied"),
        "latent": ("gap", "developed"),
        "joint-attention": ("ok", "introduced"),
    }
    assert "latent" not in lesson["new"]


OLD = {"status", "notebook", "shows", "mental_models", "analogies", "misconceptions", "left_out"}
OLD |= {"new_facts", "reviews", "taught_by"}
"""The keys that version 2 brought."""


def older(value: object) -> object:
    """Return facts as version 1 had them."""
    if isinstance(value, dict):
        kept = value.keys() - OLD | (set() if "slug" in value else {"status"} & value.keys())
        return {name: older(one) for name, one in value.items() if name in kept}
    return [older(one) for one in value] if isinstance(value, list) else value


def test_a_file_of_version_1_is_read(theirs: Path, tmp_path: Path) -> None:
    """Their lessons count; of their phrases that file tells nothing."""
    told = {**json.loads(theirs.read_text(encoding="utf-8")), "version": 1}
    file = tmp_path / "old.json"
    file.write_text(json.dumps(older(told)), encoding="utf-8")
    schema = json.loads(foreign.SCHEMAS[1].read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(older(told))
    courses = {"latents": (BASE, str(file))}
    built = Project(tmp_path / "ours", OURS, pedagogy_courses=courses).build()
    assert built.warnings == []
    assert "Bottleneck" in built.text("pixels")
    assert "Pictures are spreadsheets" not in built.text("pixels")


def test_their_phrases_are_known(built: Built) -> None:
    assert "Pictures are spreadsheets, Latents: Pixels" in built.text("pixels")


def test_each_of_their_lessons_counts(built: Built, theirs: Path) -> None:
    """What they taught in their first lesson was longer ago than what they used in the last."""
    told = json.loads(theirs.read_text(encoding="utf-8"))
    slugs = [f"latents:{one['slug']}" for one in told["lessons"]]
    course = catalogue_of(built.env).course
    assert [lesson.slug for lesson in course.lessons[: len(slugs)]] == slugs
    assert len(slugs) > 2
    first = slugs[0]
    concept = next(one["concept"] for one in told["lessons"][0]["teaches"])
    used = [
        at
        for at, lesson in enumerate(told["lessons"])
        if concept in {one["concept"] for one in (*lesson["teaches"], *lesson["uses"])}
    ]
    known = course.knows(concept, "pixels")
    assert known is not None
    assert known.lessons_ago == course.positions["pixels"] - used[-1]
    assert course.positions[first] == 0


def test_mentions_lead_to_the_other_site(built: Built) -> None:
    page = built.html("pixels")
    assert f'href="{BASE}1-2/1-2-3-joint.html#concept-joint-attention"' in page
    assert f'href="{BASE}1-2/1-2-2-attention.html#concept-self-attention"' in page
    assert f'href="{BASE}1-2/1-2-2-attention.html#concept-patch"' in built.html()
    assert "Latents" in built.text("pixels")


def test_what_is_theirs_is_not_in_our_inventory(built: Built) -> None:
    objects = {(kind, name) for name, _t, kind, *_ in built.env.get_domain("ped").get_objects()}
    assert objects == {("concept", "latent"), ("lesson", "pixels")}


def test_a_concept_that_they_only_define_has_its_name(built: Built, theirs: Path) -> None:
    page = built.html("pixels")
    assert f'href="{BASE}glossary.html#concept-tensor"' in page
    (tensor,) = [one for one in facts(built)["concepts"] if one["id"] == "tensor"]
    assert tensor["document"] == tensor["uri"] == f"{BASE}glossary.html"
    assert tensor["anchor"] == "concept-tensor"
    # what we never name is theirs alone
    (ours, all_of_them) = (
        {one["id"] for one in facts["concepts"]}
        for facts in (facts(built), json.loads(theirs.read_text("utf-8")))
    )
    assert ours < all_of_them


def test_a_third_course_is_led_to_the_first(built: Built, tmp_path: Path) -> None:
    courses = {"ours": ("https://ours.invalid/", str(built.outdir / "curriculum.json"))}
    page = "# Third\n\n{concept}`tensor` {concept}`latent`\n"
    third = Project(tmp_path, page, pedagogy_courses=courses).build()
    assert third.warnings == []
    assert f'href="{BASE}glossary.html#concept-tensor"' in third.html()
    assert 'href="https://ours.invalid/pixels.html#concept-latent"' in third.html()


def test_again_the_same(built: Built, theirs: Path, tmp_path: Path) -> None:
    courses = {"latents": (BASE, str(theirs))}
    project = Project(tmp_path, OURS, pedagogy_courses=courses)
    project.build(jobs=2)
    again = project.build()
    assert again.warnings == []
    for page in ("index", "pixels"):
        assert again.html(page) == built.html(page)


def test_a_change_of_theirs_is_seen(theirs: Path, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    text = theirs.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    project = Project(tmp_path / "ours", OURS, pedagogy_courses={"latents": (BASE, str(file))})
    project.build()
    changed = json.loads(text)
    for lesson in changed["lessons"]:
        for teaching in lesson["teaches"]:
            if teaching["concept"] == "patch":
                teaching["depth"] = "mentioned"
    file.write_text(json.dumps(changed), encoding="utf-8")
    again = project.build()
    (lesson,) = [one for one in facts(again)["lessons"] if one["slug"] == "pixels"]
    assert lesson["requires"][0]["status"] == "gap"
    fresh = Project(tmp_path / "fresh", OURS, pedagogy_courses={"latents": (BASE, str(file))})
    assert fresh.build().html("pixels") == again.html("pixels")


PAGE = "# Index\n\n:::{lesson} 1.1.1\n:::\n\n:::{concept} A\n:::\n\n{concept}`a`\n"
GOOD: dict[str, Any] = {
    "version": 1,
    "project": "x",
    "depths": ["mentioned"],
    "fading_after": 1,
    "concepts": [],
    "fronts": [],
    "lessons": [],
}
CONCEPT = {
    "id": "b",
    "title": "B",
    "aliases": [],
    "definition": "",
    "builds_on": [],
    "anchor": "b",
    "document": "p",
    "line": 1,
    "uri": "p.html",
}
LESSON: dict[str, Any] = {
    "slug": "l",
    "number": "",
    "title": "L",
    "load": "",
    "time": "",
    "recorded": False,
    "document": "p",
    "line": 1,
    "new": [],
    "teaches": [],
    "uses": [],
    "requires": [],
    "uri": "p.html",
}


def curriculum(**changed: object) -> str:
    return json.dumps({**GOOD, **changed})


def without(name: str) -> str:
    return json.dumps({key: value for key, value in GOOD.items() if key != name})


BROKEN: dict[str, bytes | str] = {
    "empty": "",
    "no-json": "<html>",
    "no-object": "[]",
    "other-version": '{"version": 3}',
    "no-version": '{"version": true}',
    "no-lessons": without("lessons"),
    "wrong-lessons": curriculum(lessons=[3]),
    "number-for-text": curriculum(project=3),
    "null-for-text": curriculum(concepts=[{**CONCEPT, "title": None}]),
    "list-for-text": curriculum(concepts=[{**CONCEPT, "aliases": [["x"]]}]),
    "bool-for-number": curriculum(concepts=[{**CONCEPT, "line": True}]),
    "deep": "[" * 100_000,
    "deep-inside": curriculum(project=[[[[[[]]]]]]),
    "surrogate": curriculum(concepts=[{**CONCEPT, "title": "\ud800"}]),
    "nul": curriculum(concepts=[{**CONCEPT, "anchor": "a\0"}]),
    "cut": curriculum(concepts=[CONCEPT])[:-20],
    "latin-1": curriculum(project="x").encode().replace(b'"x"', b'"\xe4"'),
    "zipped": gzip.compress(curriculum().encode()),
    "no-number": curriculum().replace('"fading_after": 1', '"fading_after": NaN'),
    "long-number": curriculum().replace('"fading_after": 1', '"fading_after": ' + "9" * 9000),
    "script": curriculum(concepts=[{**CONCEPT, "uri": "javascript:alert(1)"}]),
    "bad-uri": curriculum(concepts=[{**CONCEPT, "uri": "http://[x"}]),
    "unknown-concept": curriculum(
        lessons=[{**LESSON, "teaches": [{"concept": "a", "depth": "x", "anchor": ""}]}]
    ),
}


def warning_of(built: Built, source: str) -> str:
    """Return the warning about the one course that cannot be read."""
    (warned,) = built.warnings
    assert warned.subtype == "pedagogy.course"
    assert '"theirs"' in warned.text
    assert source in warned.text
    assert len(warned.text) < 700
    assert warned.text.isprintable()
    assert "Index" in built.text()
    return warned.text


def test_what_is_broken_here_was_whole(tmp_path: Path) -> None:
    """Or the tests below could not fail."""
    file = tmp_path / "theirs.json"
    teaching = {"concept": "b", "depth": "x", "anchor": "", "aspect": "", "recap": False}
    lessons = [{**LESSON, "teaches": [], "more": teaching}]
    file.write_text(curriculum(concepts=[CONCEPT], lessons=lessons), encoding="utf-8")
    courses = {"theirs": (BASE, str(file))}
    built = Project(tmp_path / "ours", PAGE + "{concept}`B`\n", pedagogy_courses=courses).build()
    assert built.warnings == []
    assert f'href="{BASE}p.html#b"' in built.html()


@pytest.mark.parametrize("name", BROKEN)
def test_a_course_that_cannot_be_read_is_told_and_left_out(name: str, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    text = BROKEN[name]
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    courses = {"theirs": (BASE, str(file))}
    warning_of(Project(tmp_path / "ours", PAGE, pedagogy_courses=courses).build(), str(file))


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "loop"])
def test_what_is_no_file_is_told(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    if kind == "folder":
        file.mkdir()
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "loop":
        file.symlink_to(file)
    path = "/dev/zero" if kind == "device" else str(file)
    courses = {"theirs": (BASE, path)}
    warning_of(Project(tmp_path / "ours", PAGE, pedagogy_courses=courses).build(), path)


def drip(connection: socket.socket, start: bytes) -> None:
    """Send one letter after the other, for ever."""
    connection.sendall(start)
    for _ in range(600):
        connection.sendall(b"x")
        time.sleep(0.05)


def pour(connection: socket.socket) -> None:
    """Send for ever, as fast as can be."""
    connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
    while True:
        connection.sendall(b" " * 65536)


def redirect(to: str) -> bytes:
    return f"HTTP/1.0 302 Found\r\nLocation: {to}\r\n\r\n".encode()


SITES: dict[str, Callable[[socket.socket], object]] = {
    "bad-status": lambda one: one.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"),
    "hangs-up": lambda one: None,
    "not-found": lambda one: one.sendall(b"HTTP/1.0 404 Gone\r\n\r\n"),
    "cut": lambda one: one.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 99\r\n\r\n{}"),
    "slow-header": lambda one: drip(one, b"HTTP/1.0 200 OK\r\nX-Slow: "),
    "slow-body": lambda one: drip(one, b"HTTP/1.0 200 OK\r\n\r\n"),
    "silent": lambda one: time.sleep(30),
    "endless": pour,
    "to-a-file": lambda one: one.sendall(redirect("file:///etc/passwd")),
    "to-another-host": lambda one: one.sendall(redirect("http://localhost:1/curriculum.json")),
    "to-another-port": lambda one: one.sendall(redirect("http://127.0.0.1:1/curriculum.json")),
    "to-itself": lambda one: one.sendall(redirect("/curriculum.json")),
    "zipped": lambda one: one.sendall(
        b"HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b" " * 10**7)
    ),
}


@contextmanager
def site(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """Answer each request on loopback, and yield the address."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(4096)
            answer(connection)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
    finally:
        server.close()


@pytest.mark.parametrize("name", SITES)
def test_a_site_that_misbehaves_is_told_in_time(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courses, "LONGEST", 1.5)
    monkeypatch.setattr(foreign, "TIMEOUT", 1)
    monkeypatch.setattr(foreign, "MOST_BYTES", 1_000_000)
    monkeypatch.setenv("no_proxy", "*")
    with site(SITES[name]) as base:
        project = Project(tmp_path / "ours", PAGE, pedagogy_courses={"theirs": base})
        told = warning_of(project.build(), f"{base}curriculum.json")
    if name == "endless":
        assert "more than 1 MB" in told
    if name.startswith("slow"):
        assert "takes too long" in told
    if name in ("to-a-file", "to-another-host", "to-another-port"):
        assert "set that address, if you trust it" in told or "not allowed" in told


def test_two_slow_sites_take_no_longer_than_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(courses, "LONGEST", 1)
    monkeypatch.setenv("no_proxy", "*")
    with site(SITES["slow-header"]) as one, site(SITES["slow-header"]) as two:
        project = Project(
            tmp_path / "ours", PAGE, pedagogy_courses={"one": one, "two": two, "three": one}
        )
        started = time.monotonic()
        built = project.build()
        assert time.monotonic() - started < 6
    assert len([warned for warned in built.warnings if "takes too long" in warned.text]) == 3


def test_a_connection_that_comes_late_is_hung_up_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up of a name knows no limit."""
    monkeypatch.setenv("no_proxy", "*")
    look_up = socket.getaddrinfo

    def late(*arguments: Any, **more: Any) -> Any:
        time.sleep(0.5)
        return look_up(*arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", late)
    with site(SITES["slow-header"]) as base:
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            foreign.from_site(f"{base}c", started + 0.3)
        assert time.monotonic() - started < 4


def test_a_course_is_read_from_its_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")
    text = curriculum(concepts=[CONCEPT]).encode()
    with site(lambda one: one.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + text)) as base:
        page = PAGE + "{concept}`B`\n"
        built = Project(tmp_path / "ours", page, pedagogy_courses={"theirs": base}).build()
    assert built.warnings == []
    assert f'href="{base}p.html#b"' in built.html()


ODD: tuple[Any, ...] = (None, True, 3, -1, 1.5, "", "odd", [], [3], {})


def changed(value: Any) -> Iterator[Any]:
    """Yield a value with one thing in it replaced by something odd, for each of its parts."""
    yield from ODD
    if isinstance(value, dict):
        for name, inside in value.items():
            yield {key: one for key, one in value.items() if key != name}
            yield from ({**value, name: one} for one in changed(inside))
    elif isinstance(value, list) and value:
        yield from ([one, *value[1:]] for one in changed(value[0]))


def test_our_check_agrees_with_the_schema(theirs: Path) -> None:
    """But for further fields, which a later version may add."""
    schemas = [file.read_text(encoding="utf-8") for file in foreign.SCHEMAS.values()]
    open_ones = [
        text.replace('"additionalProperties": false', '"additionalProperties": true')
        for text in schemas
    ]
    valid = Draft202012Validator({"anyOf": [json.loads(text) for text in open_ones[1:]]})
    whole = json.loads(theirs.read_text(encoding="utf-8"))
    foreign.check(whole)
    for part in ("concepts", "lessons", "fronts"):
        whole[part] = max(whole[part], key=lambda one: len(json.dumps(one)), default=None)
        whole[part] = [whole[part]] if whole[part] else []
    whole["version"] = 2
    tried = Counter[bool]()
    for one in changed(whole):
        try:
            foreign.check(one)
            passed = True
        except ValueError:
            passed = False
        assert passed == valid.is_valid(one), one
        tried[passed] += 1
    assert min(tried[True], tried[False]) > 50
