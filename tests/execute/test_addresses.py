"""Which schedulers a build talks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.execute.conftest import tls_of

from sphinx_pedagogy.errors import ExecutionError
from sphinx_pedagogy.execute.addresses import check_address

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_needs_no_certificates(host: str) -> None:
    check_address(f"tcp://{host}:8786", {})


def test_other_machines_need_three_files(certificates: Path) -> None:
    files = tls_of(certificates, "author")
    check_address("tls://gpu.example.org:8786", files)
    with pytest.raises(ExecutionError, match="of key there is none"):
        check_address("tls://gpu.example.org:8786", {**files, "key": "gone.pem"})
    with pytest.raises(ExecutionError, match="ca and cert and key"):
        check_address("tls://gpu.example.org:8786", {})


def test_an_open_address_is_refused_with_the_tunnel_to_use_instead() -> None:
    with pytest.raises(ExecutionError) as refused:
        check_address("tcp://gpu.example.org:8786", {})
    assert "ssh -N -L 8786:127.0.0.1:8786 gpu.example.org" in str(refused.value)
    check_address("tcp://gpu.example.org:8786", {}, allow_insecure=True)


@pytest.mark.parametrize(
    "address",
    ["gpu.example.org", "http://127.0.0.1:1", "tcp://127.0.0.1", "tcp://:1", "tcp://127.0.0.1:x"],
)
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ExecutionError, match="is none"):
        check_address(address, {}, allow_insecure=True)
