"""The command line: that each command is there, says how it is used, and fails with one line."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.cli import main as cli
from sphinx_pedagogy.course.errors import PedagogyError

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from pathlib import Path

    from sphinx_pedagogy.testing import Project


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_each_command_says_how_it_is_used(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: sphinx-pedagogy {command}" in capsys.readouterr().out


def test_the_help_lists_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"\n    {command}" in said for command in cli.COMMANDS)


def test_an_error_of_ours_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def add_parser(subparsers: _SubParsersAction) -> None:  # type: ignore[type-arg]
        subparsers.add_parser("fail").set_defaults(run=fail)

    def fail(arguments: Namespace) -> int:
        raise PedagogyError("told-reason")

    entry = EntryPoint("fail", "failing:add_parser", cli.GROUP)
    monkeypatch.setattr(cli, "COMMANDS", {"fail": entry})
    monkeypatch.setitem(sys.modules, "failing", SimpleNamespace(add_parser=add_parser))
    assert cli.main(["fail"]) == 2
    assert capsys.readouterr().err == "sphinx-pedagogy: told-reason\n"


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("extensions = ['no_such']", "Could not import extension no_such"),
        ("pedagogy_executor = 'nosuch'\nextensions = ['myst_nb', 'sphinx_pedagogy']", "nosuch"),
    ],
)
def test_what_stops_a_project_is_no_traceback(
    conf: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "index.md").write_text("# T\n", "utf-8")
    cli.main(["execute", str(tmp_path)])
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) <= 2


def test_ctrl_c_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(source: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sphinx_pedagogy.cli.audit.request_of", stop)
    assert cli.main(["audit"]) == 130
    assert capsys.readouterr().err == "sphinx-pedagogy: interrupted\n"


def test_no_command_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([])
    assert ended.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "sphinx_pedagogy", "--version"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.strip()


PLUGIN = """
from sphinx_pedagogy.api import add_command, add_course_arguments, open_course, write_answer

def add_parser(subparsers):
    parser = add_command(subparsers, "count", "count the lessons of a course")
    add_course_arguments(parser)
    parser.set_defaults(run=run)

def run(arguments):
    with open_course(arguments) as reader:
        write_answer(f"{len(reader.course.lessons)} lessons of {reader.project}\\n", None)
    return 0
"""


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Plugins with a command, with one that cannot be loaded, and with one of a name of ours."""
    (tmp_path / "counting_plugin.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    values = {"count": "counting_plugin:add_parser", "lost": "no_such:x", "audit": "no_such:x"}
    found = [EntryPoint(name, value, cli.GROUP) for name, value in values.items()]
    monkeypatch.setattr(cli, "entry_points", lambda group: found)


@pytest.mark.usefixtures("plugins")
def test_a_plugin_adds_a_command(course: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["count", str(course.root)]) == 0
    told = capsys.readouterr()
    assert told.out.endswith(" lessons of Test\n")
    assert told.err.count("\n") == 2
    left_out = "sphinx-pedagogy has a command of that name; it is left out"
    assert f'the command "audit" (no_such:x): {left_out}' in told.err
    [lost] = [line for line in told.err.splitlines() if 'the command "lost"' in line]
    assert '"lost" (no_such:x): ModuleNotFoundError' in lost
    assert lost.endswith("; it is left out: tell its author")


@pytest.mark.usefixtures("plugins")
def test_the_help_lists_those_of_plugins(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "count the lessons of a course" in capsys.readouterr().out


ODD = """
def add(name, **defaults):
    def add_parser(subparsers):
        subparsers.add_parser(name).set_defaults(**defaults)
    return add_parser

def fail(arguments):
    raise KeyError("no such\\nthing")

def fail_on_disk(arguments):
    raise OSError("the disk is gone")

nothing = add("nothing", run=lambda arguments: None)
found = add("found", run=lambda arguments: True)
word = add("word", run=lambda arguments: "all is well")
no_run = add("no-run")
raises = add("raises", run=fail)
disk = add("disk", run=fail_on_disk)
again = add("found", run=lambda arguments: 7)
"""


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Commands of plugins that do not keep to what is agreed; two have one name."""
    (tmp_path / "odd_commands.py").write_text(ODD, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    names = ("nothing", "found", "word", "no-run", "raises", "disk")
    found = [EntryPoint(one, f"odd_commands:{one.replace('-', '_')}", cli.GROUP) for one in names]
    # a package may be listed twice
    monkeypatch.setattr(cli, "entry_points", lambda group: [*found, *found])


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("nothing", 0, ""),
        ("found", 1, ""),
        ("word", 2, "the command \"word\" returns 'all is well', which is no exit code; tell"),
        ("no-run", 2, 'the command "no-run" does nothing: tell its author to call set_defaults'),
        ("raises", 2, 'the command "raises" of odd_commands failed: KeyError: \'no such'),
        ("disk", 2, "a file: the disk is gone"),
    ],
)
def test_a_command_that_is_odd_is_one_line(
    command: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command]) == code
    told = capsys.readouterr().err
    assert told.count("\n") == bool(said)
    assert told.startswith(f"sphinx-pedagogy: {said}" if said else "")


@pytest.mark.usefixtures("odd")
def test_the_traceback_is_for_who_asks(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["-T", "raises"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" in told
    assert told.splitlines()[-1].startswith('sphinx-pedagogy: the command "raises"')


def test_of_two_commands_with_one_name_the_first_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "odd_commands.py").write_text(ODD, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    values = ("odd_commands:again", "odd_commands:found")
    found = [EntryPoint("found", value, cli.GROUP) for value in values]
    monkeypatch.setattr(cli, "entry_points", lambda group: found)
    assert cli.main(["found"]) == 7
    assert capsys.readouterr().err == (
        'sphinx-pedagogy: the command "found" (odd_commands:found): odd_commands:again has a '
        "command of that name; it is left out\n"
    )
