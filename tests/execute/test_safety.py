"""What another account of a worker's machine, or of the desk's, can do: nothing."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from distributed.comm.core import FatalCommClosedError
from tests.execute.processes import PATIENCE, Camp, camp, free_port, tls_of
from tests.execute.sample_pages import make_job, make_limits, make_settings

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.executors import dask_session
from sphinx_pedagogy.execute.executors.choice import DaskExecutor
from sphinx_pedagogy.execute.jobs import JobStatus, Outcome
from sphinx_pedagogy.execute.workers.certificates import own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

HTTP = b"GET /info/main/workers.html HTTP/1.0\r\n\r\n"


def run_one(**settings: Any) -> Outcome:
    executor = DaskExecutor(make_settings(**{"worker_wait": 3, **settings}))
    job = make_job("page", "1", device="gpu", limits=make_limits())
    ((_job, outcome),) = executor.run([job], lambda progress: None)
    return outcome


def ports_of(made: Camp) -> set[int]:
    """Return the ports at which the programs of a camp listen."""
    found = [
        one.laddr
        for program in (psutil.Process(made.process.pid), *made.children("distributed"))
        for one in program.net_connections()
        if one.status == psutil.CONN_LISTEN
    ]
    assert {one.ip for one in found} == {"127.0.0.1"}
    return {one.port for one in found}


def answer_to(
    port: int, said: bytes, context: ssl.SSLContext | None = None, seconds: float = 3
) -> bytes:
    """Return how a port begins to answer to what a client says, who may encrypt."""
    found = b""
    stream = socket.create_connection(("127.0.0.1", port), timeout=seconds)
    with suppress(OSError):  # it hangs up, or waits for more
        stream = context.wrap_socket(stream) if context else stream
        stream.sendall(said)
        found = stream.recv(4096)
    stream.close()
    return found


def anonymous() -> ssl.SSLContext:
    """Return a client that encrypts, believes everybody, and has no certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def test_nothing_listens_but_ports_that_want_a_certificate(gpu_camp: Camp) -> None:
    ports = ports_of(gpu_camp)
    assert len(ports) == 2  # of the scheduler and its worker
    assert int(gpu_camp.address.rpartition(":")[2]) in ports
    for port in ports:
        assert answer_to(port, HTTP) == b""
        assert answer_to(port, HTTP, anonymous()) == b""
        # one with a certificate is spoken to, so it is not for other reasons that nobody else is
        mine = anonymous()
        files = tls_of(own_folder(), "author")
        mine.load_cert_chain(files["cert"], files["key"])
        assert answer_to(port, b"", mine, PATIENCE) != b""


SUBMIT = """
import sys, pathlib
from distributed import Client
from distributed.security import Security
names = ("tls_ca_file", "tls_client_cert", "tls_client_key")
files = dict(zip(names, sys.argv[4:]))
security = Security(require_encryption=True, **files) if files else False
client = Client(sys.argv[1], security=security, timeout=int(sys.argv[3]))
client.submit(pathlib.Path.touch, pathlib.Path(sys.argv[2])).result(60)
"""


def submit(address: str, made: Path, *files: str, seconds: int = 3) -> int:
    """Let a program of Dask's give the workers a job, and return its exit code."""
    command = [sys.executable, "-c", SUBMIT, address, str(made), str(seconds), *files]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_who_has_no_certificate_of_ours_submits_nothing(
    gpu_camp: Camp, certificates: Path, tmp_path: Path
) -> None:
    plain = gpu_camp.address.replace("tls:", "tcp:")
    assert submit(plain, tmp_path / "plain") != 0
    stranger = tls_of(certificates / "other", "stranger").values()
    assert submit(gpu_camp.address, tmp_path / "stranger", *stranger) != 0
    assert list(tmp_path.iterdir()) == []
    ours = tls_of(own_folder(), "author").values()
    assert submit(gpu_camp.address, tmp_path / "ours", *ours, seconds=PATIENCE) == 0
    assert (tmp_path / "ours").is_file()


@contextmanager
def squatter(address: str, made: Path, *files: str) -> Iterator[None]:
    """Run a program that listens where a scheduler should; what it sends makes a file."""
    script = Path(__file__).with_name("squatter.py")
    command = [sys.executable, str(script), address, str(made), *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "listening\n"
            yield
        finally:
            running.kill()


REFUSED = "what listens there "
TOLD = {
    "plain": REFUSED + "does not speak TLS",
    "stranger": REFUSED + "shows no certificate of your authority",
    "desk": REFUSED + "shows no certificate of your authority",
}


@pytest.mark.parametrize("who", TOLD)
def test_a_squatter_sends_nothing_that_is_unpickled(
    who: str, gpu_camp: Camp, certificates: Path, tmp_path: Path
) -> None:
    """Nor one who has the certificate of a desk, which is for clients only."""
    files = {
        "plain": {},
        "stranger": tls_of(certificates / "other", "stranger"),
        "desk": tls_of(own_folder(), "author"),
    }[who]
    port = free_port()
    scheme = "tls" if files else "tcp"
    with squatter(f"{scheme}://127.0.0.1:{port}", tmp_path / "made", *files.values()):
        outcome = run_one(worker_address=f"tls://127.0.0.1:{port}")
    assert outcome.status is JobStatus.NO_SCHEDULER
    assert outcome.error.endswith(TOLD[who])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        # whether it speaks before TLS begins is a matter of milliseconds
        (ValueError("IOStream is not idle; cannot convert to SSL"), TOLD["plain"]),
        (FatalCommClosedError(), TOLD["plain"]),
        (FatalCommClosedError("in <TLS>: SSLError: alert"), "in <TLS>: SSLError: alert"),
    ],
)
def test_whatever_else_listens_there_is_no_scheduler(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(dask_session, "Client", refuse)
    settings = make_settings(worker_address="tls://127.0.0.1:1", worker_tls=tls_of(Path(), "x"))
    job = make_job("page", "1", limits=make_limits())
    ((_, outcome),) = dask_session.run([job], settings, lambda _: None, threading.Event())
    assert outcome.status is JobStatus.NO_SCHEDULER
    assert outcome.error.endswith(told)


def test_the_squatter_would_be_unpickled_without_tls(tmp_path: Path) -> None:
    """Or the test above could not fail."""
    address = f"tcp://127.0.0.1:{free_port()}"
    # it is no version of ours, either
    with squatter(address, tmp_path / "made"), suppress(ExecutionError):
        run_one(worker_address=address, allow_insecure_worker=True)
    assert (tmp_path / "made").is_file()


def test_nothing_is_sent_to_an_open_address_unless_one_says_so() -> None:
    for host in ("127.0.0.1", "192.0.2.1"):
        outcome = run_one(worker_address=f"tcp://{host}:8786")
        assert outcome.status is JobStatus.NO_SCHEDULER
        assert "is refused" in outcome.error
        assert "sphinx-pedagogy worker" in outcome.error


def test_plain_tcp_works_where_one_insists(capfd: pytest.CaptureFixture[str]) -> None:
    with camp("--insecure", scheme="tcp") as made:
        assert "Every account that reaches the port can run code" in made.log()
        address = made.address
        settings = {"worker_address": address, "worker_wait": PATIENCE}
        assert run_one(**settings, allow_insecure_worker=True).status is JobStatus.DONE


def test_no_module_is_taken_from_a_folder_that_others_can_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dask puts its scratch folder on the path of modules: one in /tmp, whoever made it."""
    space = tmp_path / "dask-scratch-space"
    space.mkdir()
    for folder in (tmp_path, space):
        for name in ("psutil", "nbformat", "jupyter_client"):
            planted = f"open({str(tmp_path / 'ran')!r}, 'w')"
            (folder / f"{name}.py").write_text(planted)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with camp() as made:
        outcome = run_one(worker_address=made.address, worker_wait=PATIENCE)
        assert outcome.status is JobStatus.DONE
    local = DaskExecutor(make_settings(workers=2))
    jobs = [make_job(name, "1", limits=make_limits()) for name in "ab"]
    assert [found.status for _job, found in local.run(jobs, lambda progress: None)] == [
        *(JobStatus.DONE, JobStatus.DONE)
    ]
    assert not (tmp_path / "ran").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("pedagogy-")] == []
