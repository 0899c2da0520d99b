"""The command that lets a machine run cells: what it refuses, and what it says then."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from sphinx_pedagogy.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_worker_refuses_what_anyone_could_reach(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["worker", "tcp://192.0.2.1:8786"]) == 2
    assert "is refused" in capsys.readouterr().err
    for address in ("tcp://0.0.0.0:8786", "tcp://127.0.0.1:8786"):
        assert main(["worker", "--listen", address]) == 2
        told = capsys.readouterr().err
        assert "is refused" in told
        assert "--insecure" in told
    assert main(["worker", "--device=cpu", "tls://gpu.example.org:8786"]) == 2
    assert "certificate" in capsys.readouterr().err


def test_worker_says_at_once_that_its_port_is_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tls://127.0.0.1:{other.getsockname()[1]}"
        folder = tmp_path / "certificates"
        options = ["--force", "--listen", address, "--certificates", str(folder)]
        assert main(["worker", *options]) == 2
    told = capsys.readouterr()
    assert "another program listens there" in told.err
    assert told.out == ""
    assert not folder.exists()


def test_worker_says_that_there_is_no_gpu(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert main(["worker"]) == 2
    told = capsys.readouterr().err
    assert "no GPU is found here" in told
    assert "--device cpu" in told
    assert main(["worker", "--count=-1"]) == 2
    assert main(["worker", "--device=cpu", "--days=0"]) == 2


def test_worker_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["worker"]) == 2
    assert "pip install sphinx-pedagogy[worker]" in capsys.readouterr().err
