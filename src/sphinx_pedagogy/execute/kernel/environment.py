"""What a kernel gets of the environment, and the end of the processes that its cells started.

All processes of a page carry a mark in their environment, also those that a cell put into a session
of their own. So they can be told from everything else on the machine, and end with their kernel.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MARK = "PEDAGOGY_RUN"
_NAMES = """
    PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_* TZ TERM TMPDIR TEMP TMP XDG_*
    VIRTUAL_ENV CONDA_PREFIX* CONDA_DEFAULT_ENV CONDA_EXE PYTHON* IPYTHONDIR
    JUPYTER_PATH JUPYTER_*_DIR JUPYTER_CONFIG_PATH JUPYTER_PLATFORM_DIRS MPLBACKEND MPLCONFIGDIR
    R_* JULIA_* LD_LIBRARY_PATH DYLD_*
    CUDA* NVIDIA_* NCCL_* HIP_* HSA_* ROCR_* ROCM_* OMP_* MKL_* KMP_* OPENBLAS_* BLIS_* NUMEXPR_*
    VECLIB_* TORCH* PYTORCH_* TF_CPP_* TF_FORCE_* TF_ENABLE_* TF_XLA_* XLA_*
    JAX_* TOKENIZERS_PARALLELISM
    HF_HOME HF_HUB_CACHE HF_HUB_OFFLINE HF_DATASETS_* TRANSFORMERS_*
    SSL_CERT_* REQUESTS_CA_BUNDLE CURL_CA_BUNDLE HTTP_PROXY HTTPS_PROXY NO_PROXY ALL_PROXY
    http_proxy https_proxy no_proxy all_proxy SOURCE_DATE_EPOCH
    SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES*
    USERPROFILE HOMEDRIVE HOMEPATH NUMBER_OF_PROCESSORS PROCESSOR_*
"""
_NEEDED = tuple(_NAMES.split())
"""Names and patterns of what kernels and the libraries of pages need."""
_SECRET = ("TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "APIKEY", "API_KEY")
_USER = re.compile(r"^(\s*(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?)[^\s]*@")
"""What stands before the host of an address."""
_ROUNDS = 10


def variables(environ: Mapping[str, str], more: Iterable[str] = ()) -> dict[str, str]:
    """Return the environment variables that cells see.

    :param more: names and patterns of others than kernels need; these may be secrets
    """
    asked = tuple(more)
    return {
        name: value if _is_any(name, asked) else _without_user(name, value)
        for name, value in environ.items()
        if _is_any(name, asked)
        or (_is_any(name, _NEEDED) and not any(word in name.upper() for word in _SECRET))
    }


def _without_user(name: str, value: str) -> str:
    """Return the address of a proxy without the password that one has there."""
    return _USER.sub(r"\1", value) if name.lower().endswith("_proxy") else value


def _is_any(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def end_marked(mark: str) -> None:
    """End all processes that have *mark* in their environment; on Linux only.

    Another system does not show the environment of a process.
    """
    for _ in range(_ROUNDS):  # they may start others while we look
        found = list(_marked(f"{MARK}={mark}".encode()))
        for pid in found:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        if not found:
            return


def _marked(wanted: bytes) -> Iterator[int]:
    """Yield the processes that have a variable in their environment, save this one."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes()
        except OSError:  # it has ended, or is another user's
            continue
        if wanted in environ.split(b"\0") and int(folder.name) != os.getpid():
            yield int(folder.name)
