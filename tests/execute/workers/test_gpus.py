"""How many GPUs a machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.execute.workers.gpus import count_gpus

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_gpus_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """By the devices of the driver, and what it lists; Slurm may leave only some."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    for folder in ("bin", "dev"):
        (tmp_path / folder).mkdir()
    for name in ("nvidiactl", "nvidia-uvm", "null"):
        (tmp_path / "dev" / name).touch()
    assert count_gpus(tmp_path) == 0
    (tmp_path / "dev" / "nvidia0").touch()
    assert count_gpus(tmp_path) == 1
    program = tmp_path / "bin" / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 'GPU 0: X'; echo '  MIG 1g'; echo 'GPU 1: X'\n")
    program.chmod(0o755)
    assert count_gpus(tmp_path) == 2
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "GPU-5ebe9f43")
    assert count_gpus(tmp_path) == 1
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    assert count_gpus(tmp_path) == 0
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    program.write_text("#!/bin/sh\necho 'no driver' >&2; exit 9\n")
    (tmp_path / "dev" / "nvidia0").unlink()
    assert count_gpus(tmp_path) == 0
    (tmp_path / "dev" / "kfd").touch()
    assert count_gpus(tmp_path) is None
