"""Certificates: who reads them, what they are called, when they are made anew."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.cli.main import main
from sphinx_pedagogy.course.errors import ExecutionError
from sphinx_pedagogy.execute.workers.certificates import make_own, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterable


def modes(paths: Iterable[Path]) -> set[str]:
    return {oct(path.stat().st_mode & 0o777) for path in paths}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def is_good_for(folder: Path, name: str, purpose: str) -> bool:
    command = ["openssl", "verify", "-CAfile", "authority.pem", "-purpose", purpose, f"{name}.pem"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_certificates_are_private_and_kept(
    certificates: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = list(certificates.glob("*.pem"))
    assert len([file for file in files if file.stem.endswith("-key")]) == 3
    assert modes(files) == {"0o600"}
    assert modes([certificates]) == {"0o700"}
    before = (certificates / "worker.pem").read_text()
    assert main(["certificates", str(certificates), "worker", "ada"]) == 0
    assert (certificates / "worker.pem").read_text() == before
    assert is_good_for(certificates, "ada", "sslclient")
    assert is_good_for(certificates, "ada", "sslserver")
    assert [name for name in names(certificates) if not name.endswith((".pem", ".srl"))] == [
        "other"
    ]
    monkeypatch.setenv("PATH", os.devnull)
    assert main(["certificates", str(certificates), "ben"]) == 2
    assert "openssl" in capsys.readouterr().err


def test_the_folder_may_be_named_from_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["certificates", "certificates", "gpu-box", "ada"]) == 0
    assert is_good_for(tmp_path / "certificates", "gpu-box", "sslserver")
    before = Path("certificates/ada.pem").read_text()
    assert main(["certificates", "certificates", "ada"]) == 0
    assert Path("certificates/ada.pem").read_text() == before
    Path("own").mkdir()
    assert make_own(Path("own/worker"), 825)
    assert is_good_for(tmp_path / "own" / "worker", "worker", "sslserver")


BAD_NAMES = ["", ".", "..", "a/b", "../a", "/a", "a=b", "a,CN=b", "a\nb", "a\0", "a\x1b[0m", "-out"]
BAD_NAMES += ["a b", "a..b", "ä", "x" * 65, "authority", "Authority", "a-key", "a.", "%s"]


@pytest.mark.parametrize("name", BAD_NAMES, ids=repr)
def test_a_name_that_cannot_be_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "certificates"
    assert main(["certificates", str(folder), "good", "--", name]) == 2
    told = capsys.readouterr().err
    assert "cannot name a certificate" in told
    assert len(told) < 300
    assert told.strip().isprintable()
    assert not folder.exists()


@pytest.mark.parametrize("name", ["gpu-box", "ada@example.org", "box2.example.org", "A_1", "7"])
def test_usual_names_are_taken(name: str, tmp_path: Path) -> None:
    assert main(["certificates", str(tmp_path), name]) == 0
    assert is_good_for(tmp_path, name, "sslclient")


def test_a_folder_does_not_stay_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o755)
    old = tmp_path / "old.pem"
    old.touch(0o644)
    assert main(["certificates", str(tmp_path), "ada"]) == 0
    assert modes([tmp_path]) == {"0o700"}
    assert modes(tmp_path.iterdir()) == {"0o600"}
    # but nothing is closed that may be meant for others
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    (shared / "index.html").touch()
    assert main(["certificates", str(shared)]) == 2
    assert f"chmod 700 {shared}" in capsys.readouterr().err
    assert modes([shared]) == {"0o755"}
    assert names(shared) == {"index.html"}


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="root gives files away")
def test_a_folder_of_somebody_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    planted = tmp_path / "authority.pem"
    planted.touch()
    os.chown(planted, 65534, 65534)
    assert main(["certificates", str(tmp_path)]) == 2
    assert "is of another account" in capsys.readouterr().err


@pytest.mark.parametrize("days", ["0", "-3", "99999999999"])
def test_days_that_cannot_be_are_refused(
    days: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["certificates", str(tmp_path), f"--days={days}"]) == 2
    assert "lasts 1 to" in capsys.readouterr().err


def test_what_ends_soon_is_made_anew_by_the_same_authority(tmp_path: Path) -> None:
    assert main(["certificates", str(tmp_path), "ada", "--days=20"]) == 0
    authority, ada = (tmp_path / name for name in ("authority.pem", "ada.pem"))
    before = authority.read_text(), ada.read_text()
    assert main(["certificates", str(tmp_path), "ada"]) == 0
    assert authority.read_text() == before[0]
    assert ada.read_text() != before[1]
    assert is_good_for(tmp_path, "ada", "sslserver")
    # and nothing that outlives its authority
    assert main(["certificates", str(tmp_path), "ben", "--days=5000"]) == 2


OWN = {"authority.pem", "worker.pem", "worker-key.pem", "author.pem", "author-key.pem"}


def test_what_a_worker_makes_for_itself(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "worker"
    assert make_own(folder, 825)
    assert names(folder) == OWN  # and no key that lets in a third
    assert names(folder.parent) == {"worker"}
    assert modes([folder, folder.parent]) == {"0o700"}
    assert modes(folder.iterdir()) == {"0o600"}
    assert is_good_for(folder, "worker", "sslserver")
    assert is_good_for(folder, "author", "sslclient")
    assert not is_good_for(folder, "author", "sslserver")
    before = (folder / "author.pem").read_text()
    assert not make_own(folder, 825)
    assert (folder / "author.pem").read_text() == before


def test_a_worker_renews_its_own_and_closes_them(tmp_path: Path) -> None:
    folder = tmp_path / "worker"
    make_own(folder, 10)
    before = (folder / "authority.pem").read_text()
    (folder / "author-key.pem").chmod(0o644)
    folder.chmod(0o755)
    assert make_own(folder, 825)
    assert names(folder) == OWN
    assert (folder / "authority.pem").read_text() != before
    assert names(tmp_path) == {"worker"}
    assert modes([folder]) == {"0o700"}
    (folder / "author-key.pem").chmod(0o644)
    assert not make_own(folder, 825)
    assert modes(folder.iterdir()) == {"0o600"}


def test_a_worker_keeps_the_authority_of_a_team_and_what_is_not_its_own(tmp_path: Path) -> None:
    main(["certificates", str(tmp_path), "ada", "--days=20"])
    before = (tmp_path / "authority.pem").read_text()
    assert make_own(tmp_path, 825)
    assert (tmp_path / "authority.pem").read_text() == before
    assert {"ada.pem", "authority-key.pem", *OWN} < names(tmp_path)
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    (other / "thesis.txt").touch()
    with pytest.raises(ExecutionError, match=r"there is thesis\.txt"):
        make_own(other, 825)
    assert names(other) == {"thesis.txt"}


def test_where_they_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert own_folder() == tmp_path / "sphinx-pedagogy" / "worker"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    monkeypatch.setenv("HOME", "/home/ada")
    assert own_folder() == Path("/home/ada/.config/sphinx-pedagogy/worker")
