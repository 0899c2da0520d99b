"""One page in a real kernel: how each fault of it ends, and that nothing stays behind."""

from __future__ import annotations

import ast
import json
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import v4
from tests.execute.processes import LONG, is_alive, pid_in, wait_until
from tests.execute.sample_pages import make_job, make_limits

from sphinx_pedagogy.execute.jobs import (
    JobStatus,
    Outcome,
    Progress,
    pack_job,
    pack_outcome,
    unpack_job,
    unpack_outcome,
)
from sphinx_pedagogy.execute.kernel.environment import variables
from sphinx_pedagogy.execute.kernel.runner import explain, run_job

if TYPE_CHECKING:
    from pathlib import Path

PID = "import os, pathlib; pathlib.Path({!r}).write_text(str(os.getpid()))"


def run(*codes: str, **more: Any) -> Outcome:
    more.setdefault("limits", make_limits())
    return run_job(make_job("page", *codes, **more), lambda progress: None, lambda: False)


def outputs(outcome: Outcome) -> list[Any]:
    return [output for cell in v4.reads(outcome.notebook).cells for output in cell.outputs]


def printed(outcome: Outcome) -> str:
    return "".join(one.text for one in outputs(outcome) if one.output_type == "stream")


def test_a_page_runs_in_its_folder_with_its_inputs_and_gives_back_what_it_wrote(
    tmp_path: Path,
) -> None:
    (tmp_path / "data.txt").write_text("given")
    told: list[Progress] = []
    job = make_job(
        "page",
        "print(open('../data.txt').read()); import os; print(os.environ['PEDAGOGY_DEVICE'])",
        "open('made.txt', 'w').write('made'); os.mkdir('__pycache__'); open('__pycache__/x', 'w')",
        folder="6-3",
        files={"data.txt": str(tmp_path / "data.txt")},
        limits=make_limits(),
    )
    outcome = run_job(job, told.append, lambda: False)
    assert outcome.status is JobStatus.DONE, outcome
    assert printed(outcome) == "given\ncpu\n"
    assert outcome.files == {"6-3/made.txt": b"made"}
    assert told == [Progress("page", 1, 2), Progress("page", 2, 2)]
    # without PyTorch nobody knows more of the device than what was asked for
    assert set(outcome.environment) == {"python", "packages"}
    # what asks for the environment is not seen
    assert len(v4.reads(outcome.notebook).cells) == 2


def test_a_line_that_came_in_pieces_is_one_line() -> None:
    outcome = run(
        "import sys\nfor part in ('12', '\\n', 'next\\n'):\n"
        "    sys.stdout.write(part)\n    sys.stdout.flush()\n"
        "print('odd', file=sys.stderr, flush=True)\nprint('last')"
    )
    assert outcome.status is JobStatus.DONE, outcome
    assert [(one.name, one.text) for one in outputs(outcome)] == [
        ("stdout", "12\nnext\n"),
        ("stderr", "odd\n"),
        ("stdout", "last\n"),
    ]


def test_a_file_that_was_not_declared_is_missed_here_too(tmp_path: Path) -> None:
    outcome = run("open('undeclared.txt')")
    assert outcome.status is JobStatus.CELL_ERROR
    assert "FileNotFoundError" in outcome.error
    assert "`execution: {inputs: [...]}`" in outcome.error


def test_a_failing_cell_keeps_what_was_put_out_before() -> None:
    outcome = run("print('before')", "1 / 0", "print('never')")
    assert outcome.status is JobStatus.CELL_ERROR
    assert outcome.error == "ZeroDivisionError: division by zero"
    assert printed(outcome) == "before\n"
    assert outputs(outcome)[-1].ename == "ZeroDivisionError"


def test_a_cell_that_is_meant_to_fail() -> None:
    job = make_job("page", "1 / 0", "print('after')")
    notebook = v4.reads(job.notebook)
    notebook.cells[0].metadata["tags"] = ["raises-exception"]
    outcome = run_job(
        make_job("page").__class__("page", v4.writes(notebook)), lambda _: None, lambda: False
    )
    assert outcome.status is JobStatus.DONE
    assert printed(outcome) == "after\n"


def test_a_kernel_that_is_killed() -> None:
    outcome = run("print('before')", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert (outcome.status, outcome.error) == (JobStatus.KERNEL_DIED, "its kernel died")
    assert printed(outcome) == "before\n"


def test_a_kernel_that_is_not_there() -> None:
    outcome = run("1", kernel="cobol")
    assert outcome.status is JobStatus.NO_KERNEL
    assert '"cobol"' in outcome.error


ODD_KERNEL = """
import asyncio

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from zmq import EVENT_ACCEPTED


class OddKernel(IPythonKernel):
    odd = False

    async def dispatch_shell(self, message, *rest, **more):
        self.odd = any(b"not told" in bytes(part) for part in message)
        if any(b"unread" in bytes(part) for part in message):
            await asyncio.get_running_loop().run_in_executor(None, wait_for_another)
        return await super().dispatch_shell(message, *rest, **more)

    def _publish_status(self, status, *rest, **more):
        if not (self.odd and status == "idle"):
            super()._publish_status(status, *rest, **more)


def wait_for_another():
    while monitor.poll(0):
        monitor.recv_multipart()
    monitor.recv_multipart()


app = IPKernelApp.instance(kernel_class=OddKernel)
app.initialize()
monitor = app.shell_socket.get_monitor_socket(EVENT_ACCEPTED)
app.start()
"""


@pytest.fixture
def odd_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A kernel that reads ``unread`` when somebody connects, and does not end ``not told``."""
    spec = tmp_path / "kernels" / "odd"
    spec.mkdir(parents=True)
    (spec / "kernel.py").write_text(ODD_KERNEL)
    command = [sys.executable, str(spec / "kernel.py"), "-f", "{connection_file}"]
    described = {"argv": command, "display_name": "Odd", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(described))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    return spec.name


@pytest.mark.parametrize("by_file", [True, False])
def test_a_request_that_the_kernel_does_not_read_until_somebody_connects(
    by_file: bool, odd_kernel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not by_file:
        monkeypatch.setattr("sphinx_pedagogy.execute.kernel.scratch._LONGEST", 0)
        monkeypatch.setattr("sphinx_pedagogy.execute.kernel.scratch._SHORT", "/not/there")
    outcome = run("print('read')", "print('un' 'read')  # unread", "print(42)", kernel=odd_kernel)
    assert outcome.status is JobStatus.DONE, outcome
    assert printed(outcome) == "read\nunread\n42\n"
    assert outcome.seconds > 2


def test_outputs_that_may_be_incomplete_are_not_kept(
    odd_kernel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_pedagogy.execute.kernel.runner._LATE_OUTPUT", 1)
    outcome = run("print('told')", "print('in part')  # not told", "print()", kernel=odd_kernel)
    assert (outcome.status, outcome.error) == (
        JobStatus.LOST,
        "its kernel did not send all that a cell put out; the next build runs it again",
    )


def test_a_cell_that_takes_too_long(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    code = f"{PID.format(str(file))}\nimport time; time.sleep({LONG})"
    outcome = run("print('before')", code, limits=make_limits(cell=1))
    assert (outcome.status, outcome.error) == (
        JobStatus.CELL_TIMEOUT,
        "a cell ran longer than 1 s",
    )
    assert printed(outcome) == "before\n"
    wait_until(lambda: not is_alive(pid_in(file)))


def test_a_page_that_takes_too_long() -> None:
    slow = "import time; time.sleep(1)"
    outcome = run(slow, slow, slow, slow, limits=make_limits(lesson=2))
    assert (outcome.status, outcome.error) == (
        JobStatus.LESSON_TIMEOUT,
        "it was not finished after 2 s",
    )


def test_a_page_whose_time_is_up_before_its_kernel_is_there() -> None:
    started = time.monotonic()
    outcome = run("import time; time.sleep(60)", limits=make_limits(lesson=0.01))
    assert outcome.status is JobStatus.LESSON_TIMEOUT
    assert time.monotonic() - started < 30


def test_a_page_that_nobody_wants_any_more(tmp_path: Path) -> None:
    file = tmp_path / "pid"
    code = f"{PID.format(str(file))}\nimport time; time.sleep({LONG})"
    job = make_job("page", code, limits=make_limits())
    started = time.monotonic()
    outcome = run_job(job, lambda progress: None, file.is_file)
    assert outcome.status is JobStatus.STOPPED
    assert time.monotonic() - started < 20
    wait_until(lambda: not is_alive(pid_in(file)))


def test_a_flood_of_text_is_cut_while_it_comes() -> None:
    code = "for _ in range(3000): print('x' * 999)\nprint('last')"
    outcome = run(code, "print('next cell')", limits=make_limits(output=1_000_000))
    assert outcome.status is JobStatus.DONE
    text = printed(outcome)
    assert "2,950,005 more characters were not kept" in text
    assert text.endswith("next cell\n")
    assert len(outcome.notebook) < 200_000


def test_one_output_that_is_too_large() -> None:
    code = "from IPython.display import HTML\nHTML('x' * 3_000_000)"
    outcome = run("print('before')", code, "print(1)", limits=make_limits(output=1_000_000))
    assert outcome.status is JobStatus.OUTPUT_TOO_BIG
    assert "3.0 MB takes it over the 1 MB of `pedagogy_max_output`" in outcome.error
    assert printed(outcome) == "before\n"


@pytest.mark.parametrize(
    "code",
    [
        "display({'text/plain': 5, 'a/b': {1: 2}}, raw=True)",
        "display({'application/json': {'a': float('nan')}}, raw=True)",
        "display({'image/png': 'no base64', 'x': None}, raw=True)",
        "display({'text/plain': '\\ud800'}, raw=True)",
        "raise ValueError('\\ud800')",
        "print('\\x00\\x1b[31m\\r\\b')",
        "import sys; sys.stdout.buffer if 0 else None; sys.__stdout__.write('beside')",
    ],
)
def test_odd_output_ends_in_a_notebook_that_can_be_kept(code: str) -> None:
    outcome = run(code, "print('after')")
    assert outcome.status in (JobStatus.DONE, JobStatus.CELL_ERROR), outcome
    kept = v4.reads(outcome.notebook.encode("utf-8").decode("utf-8"))
    assert len(kept.cells) == 2
    if outcome.status is JobStatus.DONE:
        assert "after\n" in printed(outcome)


@pytest.mark.parametrize(
    "code",
    [
        "print('half \\ud800')",
        "import sys; print('half \\ud800', file=sys.stderr)",
        "import logging; logging.warning('half \\ud800')",
        "import warnings; warnings.warn('half \\ud800')",
    ],
)
def test_what_has_no_utf_8_is_printed_escaped(code: str) -> None:
    outcome = run(code, "print('é 🙂')", "print(sorted(name for name in dir() if name[0] != '_'))")
    assert outcome.status is JobStatus.DONE, outcome
    cells = v4.reads(outcome.notebook).cells
    said = cells[0].outputs[0].text
    assert "half \\ud800\n" in said
    assert "Traceback" not in outcome.notebook
    assert cells[0].execution_count == 1
    assert cells[1].outputs[0].text == "é 🙂\n"
    names = set(ast.literal_eval(cells[2].outputs[0].text))
    of_ipython = {"In", "Out", "exit", "quit", "open", "get_ipython"}
    assert names <= of_ipython | {"sys", "logging", "warnings"}


def test_files_over_the_limit_are_named_and_left_out() -> None:
    code = "open('large', 'wb').write(b'x' * 2000); open('small', 'w').write('x')"
    outcome = run(code, limits=make_limits(files=1000))
    assert outcome.status is JobStatus.DONE
    assert outcome.files == {"small": b"x"}
    assert outcome.left_out == ("large",)


@pytest.mark.parametrize(
    ("last", "status"), [("1", JobStatus.DONE), ("os._exit(1)", JobStatus.KERNEL_DIED)]
)
def test_what_cells_start_ends_with_them(last: str, status: JobStatus, tmp_path: Path) -> None:
    file = tmp_path / "pid"
    code = (
        "import os, subprocess, pathlib\n"
        f"sleeper = subprocess.Popen(['sleep', '{LONG}'])\n"
        f"pathlib.Path({str(file)!r}).write_text(str(sleeper.pid))"
    )
    assert run(code, last).status is status
    wait_until(lambda: not is_alive(pid_in(file)))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows what others started")
def test_what_cells_start_in_a_session_of_their_own_ends_with_them(tmp_path: Path) -> None:
    code = (
        "import pathlib, subprocess\n"
        f"double = '(sleep {LONG} & echo $! > \"$0\") &'\n"
        f"alone = subprocess.Popen(['sleep', '{LONG}'], start_new_session=True)\n"
        f"pathlib.Path({str(tmp_path / 'alone')!r}).write_text(str(alone.pid))\n"
        f"subprocess.Popen(['setsid', 'sh', '-c', double, {str(tmp_path / 'daemon')!r}]).wait()"
    )
    assert run(code).status is JobStatus.DONE
    for name in ("alone", "daemon"):
        wait_until(lambda name=name: not is_alive(pid_in(tmp_path / name)))  # type: ignore[misc]


def test_a_kernel_sees_what_it_needs_and_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "HF_TOKEN", "CUDA_TOKEN", "MY_A", "MY_B"):
        monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    code = "import os; print(*sorted(os.environ))"
    seen = set(printed(run(code, environment=("MY_*", "HF_TOKEN"))).split())
    assert {"PATH", "OMP_NUM_THREADS", "PEDAGOGY_DEVICE", "MY_A", "MY_B", "HF_TOKEN"} <= seen
    assert not seen & {"AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "CUDA_TOKEN"}


def test_what_a_cell_takes_back_counts_against_no_limit() -> None:
    again = "from IPython.display import clear_output, display\n"
    text = "for i in range(6): clear_output(wait=True); print('x' * 30_000, i)"
    plot = "for i in range(6): clear_output(); display({'text/plain': 'y' * 300_000}, raw=True)"
    bar = "for i in range(3000): print(f'\\r{i:5} ' + '#' * 90, end='', flush=i % 50 == 0)"
    outcome = run(again + text, plot, bar, limits=make_limits(output=1_000_000))
    assert outcome.status is JobStatus.DONE, outcome.error
    first, second, third = (cell.outputs for cell in v4.reads(outcome.notebook).cells)
    assert [out.text for out in first] == ["x" * 30_000 + " 5\n"]
    assert len(second) == 1
    assert [out.text for out in third] == [" 2999 " + "#" * 90]


def test_the_cell_that_ends_a_page_is_known() -> None:
    for last, status in (
        ("import os; os._exit(1)", JobStatus.KERNEL_DIED),
        ("1 / 0", JobStatus.CELL_ERROR),
    ):
        outcome = run("print('before')", last, "print('after')")
        assert (outcome.status, outcome.cell) == (status, 2)


def test_a_page_for_the_cpu_sees_no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    code = "import os; print(os.environ['PEDAGOGY_DEVICE'], os.environ['CUDA_VISIBLE_DEVICES'])"
    assert printed(run(code)) == "cpu \n"
    job = make_job("page", code, device="gpu", limits=make_limits())
    assert printed(run_job(job, lambda _: None, lambda: False, gpu=1)) == "gpu 1\n"


def test_a_gpu_that_pytorch_does_not_find_is_no_gpu(tmp_path: Path) -> None:
    module = (
        "import sys, types\n"
        "torch = sys.modules['torch'] = types.ModuleType('torch')\n"
        "torch.__version__ = '2.13.0'\n"
        "torch.cuda = types.SimpleNamespace(is_available=lambda: False)"
    )
    outcome = run(module, device="gpu")
    assert outcome.status is JobStatus.NO_DEVICE
    assert "PyTorch found none" in outcome.error
    environment = run(module).environment
    assert (environment["torch"], environment["device"]) == ("2.13.0", "cpu")


def test_an_input_that_goes_away_costs_its_page_and_not_the_engine(tmp_path: Path) -> None:
    outcome = run("1", files={"a": str(tmp_path / "gone")})
    assert outcome.status is JobStatus.NO_ENGINE
    assert "gone" in outcome.error


def test_jobs_and_outcomes_travel_as_json() -> None:
    job = make_job("page", "1", files={"a": "/a"}, limits=make_limits(lesson=5), seed_shift=3)
    assert unpack_job(json.loads(json.dumps(pack_job(job)))) == job
    outcome = Outcome(JobStatus.DONE, files={"a": b"\xff\x00"}, left_out=("b",))
    assert unpack_outcome(json.loads(json.dumps(pack_outcome(outcome)))) == outcome


def test_an_error_of_our_own_is_an_outcome_too() -> None:
    told = explain(OSError("disk full"), make_job("page", "1"), "python3")
    assert told["status"] is JobStatus.NO_ENGINE
    assert told["error"] == "OSError: disk full"


def test_the_password_of_a_proxy_stays_here() -> None:
    given = {
        "HTTPS_PROXY": "http://u:SECRET@proxy.example:3128",
        "http_proxy": "u:SEC@RET@proxy.example:3128",
        "ALL_PROXY": "socks5h://proxy.example:1080",
        "no_proxy": "localhost,.example",
    }
    assert variables(given) == {
        "HTTPS_PROXY": "http://proxy.example:3128",
        "http_proxy": "proxy.example:3128",
        "ALL_PROXY": "socks5h://proxy.example:1080",
        "no_proxy": "localhost,.example",
    }
    assert variables(given, ["HTTPS_PROXY"])["HTTPS_PROXY"] == given["HTTPS_PROXY"]


ASK = """
import json, os, pathlib
from ipykernel import get_connection_file
file = pathlib.Path(get_connection_file())
told = json.loads(file.read_text())
folders = [file.parent, pathlib.Path(told["ip"]).parent]
modes = [oct(folder.stat().st_mode & 0o777) for folder in folders]
print(told["transport"], *modes, *[folder.name[:9] for folder in folders])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")
@pytest.mark.parametrize(
    "name", ["short", "long" * 20, "\u00e4" * 35], ids=["short", "long", "umlauts"]
)
def test_no_other_account_hears_a_kernel_or_reads_its_key(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a port everybody could, and a key in a folder of all can be replaced as it is written."""
    folder = tmp_path / name
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    outcome = run(ASK)
    assert outcome.status is JobStatus.DONE, outcome
    assert printed(outcome).split() == ["ipc", *["0o700"] * 2, *["pedagogy-"] * 2]
    assert list(folder.iterdir()) == []
