"""Which schedulers a build talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.execute.processes import tls_of

from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.workers.addresses import check_address, check_files, tls_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "gpu.example.org"])
def test_an_open_address_is_refused_with_what_to_use_instead(host: str) -> None:
    """On this machine too: other accounts reach its ports, and can listen there."""
    check_address(f"tls://{host}:8786")
    with pytest.raises(ExecutionError, match=r"Use tls://.*:8786; `sphinx-pedagogy worker`"):
        check_address(f"tcp://{host}:8786")
    check_address(f"tcp://{host}:8786", allow_insecure=True)


def test_an_encrypted_address_needs_three_files(certificates: Path) -> None:
    files = tls_of(certificates, "author")
    check_files("tls://gpu.example.org:8786", files)
    with pytest.raises(ExecutionError, match=r"of key there is none at gone\.pem"):
        check_files("tls://gpu.example.org:8786", {**files, "key": "gone.pem"})
    with pytest.raises(ExecutionError, match="ca and cert and key"):
        check_files("tls://gpu.example.org:8786", {})


def test_the_files_of_this_account_are_found(own_settings: Path) -> None:
    found = tls_files("tls://127.0.0.1:8786", {})
    assert found == tls_of(own_settings / "sphinx-pedagogy" / "worker", "author")
    assert tls_files("tls://127.0.0.1:8786", {"ca": "a"}) == {"ca": "a"}
    assert tls_files("tcp://127.0.0.1:8786", {}) == {}


BAD = ["gpu.example.org", "http://127.0.0.1:1", "tcp://127.0.0.1", "tcp://:1", "tcp://127.0.0.1:x"]
BAD += [
    "tls://a:99999",
    "tls://[::1:8786",
    "tls://a:1/x",
    "tls://a b:1",
    "tls://a\0:1",
    "tls://a@b:1",
]


@pytest.mark.parametrize("address", BAD, ids=repr)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ExecutionError, match="is none"):
        check_address(address, allow_insecure=True)
