"""Every seed moves, in whatever library, and nothing else does."""

from __future__ import annotations

import subprocess
import sys
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import v4
from tests.execute.sample_pages import make_job, make_limits

from sphinx_pedagogy.execute.jobs import JobStatus
from sphinx_pedagogy.execute.kernel.runner import run_job
from sphinx_pedagogy.execute.kernel.shifted_seeds import moved

if TYPE_CHECKING:
    from pathlib import Path

TORCH = """
class Generator:
    def manual_seed(self, seed):
        self.seed = seed
        return self

class random:
    pass

def manual_seed(seed):
    return seed

random.manual_seed = manual_seed
default_generator = Generator()
"""
"""What of PyTorch is changed; it takes seconds to import, and not every machine has it."""


def printed(tmp_path: Path, *codes: str, shift: int) -> list[str]:
    """Return the lines that cells print with all seeds moved."""
    (tmp_path / "torch.py").write_text(TORCH)
    files = {"torch.py": str(tmp_path / "torch.py")}
    job = make_job("page", *codes, files=files, seed_shift=shift, limits=make_limits())
    outcome = run_job(job, lambda progress: None, lambda: False)
    assert outcome.status is JobStatus.DONE, outcome
    cells = v4.reads(outcome.notebook).cells
    return "".join(one.text for cell in cells for one in cell.outputs).splitlines()


def test_python_draws_what_the_moved_seed_gives(tmp_path: Path) -> None:
    lines = printed(
        tmp_path,
        "import random\nrandom.seed(3)\nprint(random.random())",
        "print(random.Random(4).random()); random.seed(a=5); print(random.random())",
        "print(random.Random('text').random(), isinstance(random.Random(), random.Random))",
        "print(sorted(name for name in dir() if 'seed' in name or 'shift' in name))",
        shift=1000,
    )
    wanted = [str(Random(seed).random()) for seed in (1003, 1004, 1005)]  # noqa: S311 (no secret)
    assert lines == [*wanted, f"{Random('text').random()} True", "[]"]  # noqa: S311 (no secret)


def test_pytorch_is_changed_when_it_is_imported(tmp_path: Path) -> None:
    lines = printed(
        tmp_path,
        "import sys; print('torch' in sys.modules)",
        "from torch import manual_seed as s; import torch; print(torch.manual_seed(1), s(seed=2))",
        "print(torch.Generator().manual_seed(7).seed, torch.random.manual_seed(8))",
        "print(isinstance(torch.default_generator, torch.Generator), torch.Generator.__module__)",
        shift=-10,
    )
    assert lines == ["False", "-9 -8", "-3 -2", "True torch"]


def test_nothing_moves_unless_asked_for(tmp_path: Path) -> None:
    lines = printed(tmp_path, "import torch; print(torch.manual_seed(1))", shift=0)
    assert lines == ["1"]


@pytest.mark.parametrize(
    ("library", "code", "same"),
    [
        (
            "numpy",
            "numpy.random.seed({0}); print(numpy.random.rand(), "
            "numpy.random.default_rng({0}).random(), numpy.random.default_rng([{0}, 2]).random(), "
            "numpy.random.RandomState({0}).rand())",
            "numpy.random.default_rng(numpy.random.SeedSequence(5)).random()",
        ),
        (
            "torch",
            "torch.manual_seed({0}); print(torch.rand(2), torch.rand(2, generator="
            "torch.Generator().manual_seed({0})), torch.Generator('cpu').device)",
            "torch.utils.data.DataLoader([1], generator=torch.default_generator).batch_size",
        ),
    ],
)
def test_the_libraries_themselves(library: str, code: str, same: str) -> None:
    pytest.importorskip(library)
    shifting = "from sphinx_pedagogy.execute.kernel.shifted_seeds import shift_seeds\n"

    def output(seed: int, first: str) -> str:
        text = f"{shifting}{first}import {library}\n{code.format(seed)}\nprint({same})"
        command = [sys.executable, "-c", text]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert output(5, "shift_seeds(1000)\n") == output(1005, "") != output(5, "")
    # also where the library was there before
    assert output(5, f"import {library}; shift_seeds(1000)\n") == output(1005, "")


@pytest.mark.parametrize(
    ("seed", "then"),
    [
        (1, 11),
        ([1, 2], [11, 2]),
        (None, None),
        ("text", "text"),
        (True, True),
        (1.5, 1.5),
        ((), ()),
    ],
)
def test_a_seed_is_a_number_or_begins_with_one(seed: Any, then: Any) -> None:
    assert moved(seed, 10) == then
