"""The recipes of the manual for workers: as far as they can be checked without such machines."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.execute.workers.certificates import AUTHOR, files_of, own_folder

PAGE = (Path(__file__).parents[2] / "docs" / "guides" / "workers.md").read_text(encoding="utf-8")


def blocks(language: str, word: str) -> list[str]:
    found = re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    return [block for block in found if word in block]


@pytest.fixture
def cluster() -> dict[str, Any]:
    (text,) = blocks("yaml", "DaskCluster")
    return dict(yaml.safe_load(text)["spec"])


@pytest.mark.parametrize("program", ["worker", "scheduler"])
def test_dask_knows_every_flag_of_the_pods(program: str, cluster: dict[str, Any]) -> None:
    from distributed.cli import dask_scheduler, dask_worker

    (container,) = cluster[program]["spec"]["containers"]
    first, second, *flags = container["args"]
    assert (first, second) == ("dask", program)
    program_of = {"worker": dask_worker.main, "scheduler": dask_scheduler.main}[program]
    known = {
        flag for option in program_of.params for flag in (*option.opts, *option.secondary_opts)
    }
    assert {flag for flag in flags if flag.startswith("--")} <= known


def test_pods_ask_for_a_gpu_as_the_schema_of_the_operator_wants(cluster: dict[str, Any]) -> None:
    """It takes texts only, where Kubernetes takes numbers as well."""
    (container,) = cluster["worker"]["spec"]["containers"]
    assert container["resources"]["limits"] == {"nvidia.com/gpu": "1"}
    assert "GPU=1" in container["args"]


def test_the_recipe_for_jobqueue_is_python() -> None:
    (code,) = blocks("python", "SLURMCluster")
    compile(code, "workers.md", "exec")


def test_defaults_are_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["worker", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    for default in ("gpu", "1", "tls://127.0.0.1:8786", "825"):
        assert f"(default: {default})" in told


def test_flags_of_the_recipes_are_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["worker", "--help"])
    shown = capsys.readouterr().out
    flags = set(re.findall(r"(?<= )--[a-z-]+", "\n".join(blocks("sh", "sphinx-pedagogy worker"))))
    assert {"--listen", "--count"} < flags
    assert all(flag in shown for flag in flags - {"--gres", "--array", "--time", "--wrap"})


def test_no_recipe_but_that_of_a_cluster_is_without_encryption() -> None:
    """What comes first is the safe way."""
    assert PAGE.index("tls://") < PAGE.index("tcp://")
    assert "tcp://" not in "".join(blocks("sh", ""))
    for block in blocks("python", "tcp://"):
        assert "pedagogy_allow_insecure_worker = True" in block


@pytest.mark.skipif(os.name == "nt", reason="it runs a shell")
@pytest.mark.parametrize("there", [[], [".config"], [".config/sphinx-pedagogy/worker"]])
def test_the_copied_certificates_are_where_a_build_looks(
    there: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also at a desk where no program has settings: a copy into no folder takes its name."""
    box, desk, programs = (tmp_path / name for name in ("box", "desk", "programs"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("HOME", str(box))
    wanted = files_of(own_folder(), AUTHOR).values()
    for path in map(Path, wanted):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
    for folder in (programs, *(desk / name for name in ("", *there))):
        folder.mkdir(parents=True)
    scp = programs / "scp"
    scp.write_text(f'#!/bin/sh\nexec cp "$1" "{box}/${{2#gpu-box:}}" "$3"\n')
    scp.chmod(0o755)
    monkeypatch.setenv("HOME", str(desk))
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    (recipe,) = blocks("sh", "scp")
    subprocess.run(["/bin/sh", "-ec", recipe], check=True)
    assert own_folder().is_relative_to(desk)
    for copied in map(Path, files_of(own_folder(), AUTHOR).values()):
        assert copied.is_file()
        assert copied.stat().st_mode & 0o077 == 0
