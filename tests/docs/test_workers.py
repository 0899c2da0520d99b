"""The recipes of the manual for workers: as far as they can be checked without such machines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_pedagogy.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "workers.md").read_text(encoding="utf-8")


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


def test_flags_of_the_worker_are_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["worker", "--help"])
    shown = capsys.readouterr().out
    flags = set(re.findall(r"(?<= )--[a-z-]+", "\n".join(blocks("sh", "sphinx-pedagogy worker"))))
    assert {"--listen", "--count"} < flags
    assert all(flag in shown for flag in flags - {"--gres", "--array", "--time", "--wrap"})
