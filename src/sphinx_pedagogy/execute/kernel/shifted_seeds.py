"""Moves every seed that cells set: whether their conclusions hang on one of them.

Runs inside of kernels, which may have no other file of this package and another Python. So it
imports nothing of ours, and its text is sent.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import importlib.util
import operator
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

    Patch = Callable[[ModuleType, int], None]


def shift_seeds(shift: int) -> None:
    """Add a number to every seed that code sets from now on, whichever library it sets it in.

    NumPy and PyTorch are changed when they are imported, and not imported for it.
    """
    patches: Mapping[str, Patch] = {"numpy.random": patch_numpy, "torch": patch_torch}
    patch_random(random, shift)
    for name, patch in patches.items():
        if name in sys.modules:
            patch(sys.modules[name], shift)
    sys.meta_path.insert(0, _Importer(patches, shift))


def moved(seed: object, shift: int) -> object:
    """Return a seed after the shift: a number, or the first one of several; no other has one."""
    if isinstance(seed, (list, tuple)) and seed:
        return [moved(seed[0], shift), *seed[1:]]
    if isinstance(seed, bool):
        return seed
    try:
        return operator.index(seed) + shift  # type: ignore[arg-type]
    except TypeError:
        return seed


def patch_random(module: ModuleType, shift: int) -> None:
    """Change Python's own generators."""
    original = module.Random

    class Random(original):  # type: ignore[misc, valid-type]
        def seed(self, a: object = None, version: int = 2) -> None:
            super().seed(moved(a, shift), version)

    _take_place(Random, original)
    module.Random = Random  # type: ignore[attr-defined]
    module.seed = _with_seed(module.seed, shift)  # type: ignore[attr-defined]


def patch_numpy(module: ModuleType, shift: int) -> None:
    """Change the generators of ``numpy.random``."""
    original = module.RandomState

    class RandomState(original):  # type: ignore[misc, valid-type]
        def __init__(self, seed: object = None) -> None:
            super().__init__(moved(seed, shift))

        def seed(self, seed: object = None) -> None:
            super().seed(moved(seed, shift))

    _take_place(RandomState, original)
    module.RandomState = RandomState  # type: ignore[attr-defined]
    for name in ("seed", "default_rng"):
        setattr(module, name, _with_seed(getattr(module, name), shift))


def patch_torch(module: ModuleType, shift: int) -> None:
    """Change the generators of PyTorch."""
    original = module.Generator

    class Kind(type(original)):  # type: ignore[misc]
        def __instancecheck__(cls, instance: object) -> bool:
            # PyTorch makes some of its own, which are of the original type
            return isinstance(instance, original)

    class Generator(original, metaclass=Kind):  # type: ignore[misc, valid-type]
        def manual_seed(self, seed: object) -> object:
            return super().manual_seed(moved(seed, shift))

    _take_place(Generator, original)
    module.Generator = Generator  # type: ignore[attr-defined]
    shifted = _with_seed(module.manual_seed, shift)
    module.manual_seed = module.random.manual_seed = shifted  # type: ignore[attr-defined]


def _with_seed(function: Callable[..., object], shift: int) -> Callable[..., object]:
    """Return a function whose first argument, the seed, is moved."""

    @functools.wraps(function)
    def seeded(*seeds: object, **named: object) -> object:
        moved_seeds = [moved(seed, shift) for seed in seeds[:1]]
        named = {
            name: moved(value, shift) if name in {"seed", "a"} else value
            for name, value in named.items()
        }
        return function(*moved_seeds, *seeds[1:], **named)

    return seeded


def _take_place(changed: type, original: type) -> None:
    """Let a class print as the one that it stands for."""
    changed.__module__ = original.__module__
    changed.__qualname__ = original.__qualname__
    changed.__doc__ = original.__doc__


class _Importer(importlib.abc.MetaPathFinder):
    """Changes a module right after it was imported."""

    def __init__(self, patches: Mapping[str, Patch], shift: int) -> None:
        self._patches = dict(patches)
        self._shift = shift

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Return where a module is, with a loader that changes it; nothing for all others."""
        patch = self._patches.pop(fullname, None)
        if patch is None:
            return None
        spec = importlib.util.find_spec(fullname)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def load_changed(module: ModuleType) -> None:
            load(module)
            patch(module, self._shift)

        spec.loader.exec_module = load_changed  # type: ignore[method-assign]
        return spec
