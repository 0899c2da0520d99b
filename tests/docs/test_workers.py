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


@pytest.mark.parametrize("command", ["worker", "certificates"])
def test_each_option_is_on_the_page_and_no_other(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"(?<!\w)--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    tables = PAGE.partition("\n## Options\n")[2].partition("\n## ")[0].split("\n`sphinx-pedagogy ")
    (table,) = [part for part in tables if part.lstrip("\n`").startswith(command)] or [tables[0]]
    assert set(re.findall(r"(?<=`)--[a-z-]+(?=`[^\n]*\|)", table)) == options


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
