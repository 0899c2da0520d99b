"""Certificates of a private authority: who may talk to a worker, and which worker to believe.

Dask asks only whether a certificate is of the authority, and for no names of hosts. So the
authority must be private: whoever has a certificate of it can run code on the workers.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from sphinx_pedagogy.course.errors import ExecutionError

AUTHORITY = "authority"
WORKER = "worker"
AUTHOR = "author"
DAYS = 825
"""How long a certificate lasts, unless another time is asked for."""
MOST_DAYS = 7300
_AUTHORITY_DAYS = 3650
_RENEW = 30
"""Days before its end at which a certificate is made anew."""
_DAY = 86400
_KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
# our own, since the one of the machine may say anything
_CONFIG = """\
[req]
distinguished_name = nothing
prompt = no
[nothing]
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[both]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[client]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._@-]{0,62}[A-Za-z0-9_])?")
_OURS = {".pem", ".srl"}


def own_folder() -> Path:
    """Return where the certificates of this account are, which a worker makes and a build finds.

    :raises ExecutionError: this account has no home
    """
    base = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME", "")
    try:
        home = Path(base) if Path(base).is_absolute() else Path.home() / ".config"
    except RuntimeError as error:
        raise ExecutionError(f"{error}: set HOME, or name the certificate files") from error
    return home / "sphinx-pedagogy" / "worker"


def files_of(folder: Path, name: str) -> dict[str, str]:
    """Return the three files that *name* needs, as ``pedagogy_worker_tls`` has them."""
    return {
        "ca": str(folder / f"{AUTHORITY}.pem"),
        "cert": str(folder / f"{name}.pem"),
        "key": str(folder / f"{name}-key.pem"),
    }


def make_own(folder: Path, days: int) -> bool:
    """Make certificates for one person's worker and desk, unless there are some that last.

    The authority signs these two and is forgotten: nobody can ever let in a third. But in a
    folder of ``sphinx-pedagogy certificates``, which keeps its authority, that one signs them.

    :returns: whether they were made
    :raises ExecutionError: there is something else in the folder, or openssl fails
    """
    wanted = {Path(path) for name in (WORKER, AUTHOR) for path in files_of(folder, name).values()}
    there = all(path.is_file() for path in wanted)
    if folder.exists():
        make_private(folder)
        certificates = [path for path in wanted if not path.stem.endswith("-key")]
        if there and (
            _program() is None or all(lasts(certificate, _RENEW) for certificate in certificates)
        ):
            return False
        if (folder / f"{AUTHORITY}-key.pem").exists():
            made = [make_certificate(folder, name, days) for name in (WORKER, AUTHOR)]
            return any(made)
        if other := {path.name for path in folder.iterdir()} - {path.name for path in wanted}:
            raise ExecutionError(
                f"in {folder} there is {min(other)}: name a folder for certificates alone"
            )
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as scratch:
        new = Path(scratch, folder.name)
        new.mkdir(mode=0o700)
        make_authority(new, days)
        make_certificate(new, WORKER, days)
        # whoever takes it from a desk cannot pretend to be the worker
        make_certificate(new, AUTHOR, days, use="client")
        for path in (f"{AUTHORITY}-key.pem", f"{AUTHORITY}.srl"):
            (new / path).unlink(missing_ok=True)
        if folder.exists():
            folder.rename(Path(scratch, "old"))
        new.rename(folder)
    return True


def make_private(folder: Path) -> None:
    """Make a folder of certificates, and see that nobody else reads what is in it.

    :raises ExecutionError: somebody else owns it, or other things that may be meant for others
        are in it
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "nt":
        return
    inside = sorted(folder.iterdir())
    for path in (folder, *inside):
        if path.lstat().st_uid != os.getuid():
            raise ExecutionError(f"{path} is of another account: name a folder of your own")
    if folder.stat().st_mode & 0o077:
        if other := [path.name for path in inside if path.suffix not in _OURS]:
            raise ExecutionError(
                f"others can read {folder}, where there is also {other[0]}: name a folder for "
                f"certificates alone, or close this one with `chmod 700 {folder}`"
            )
        folder.chmod(0o700)
    for path in inside:
        if path.suffix in _OURS and path.is_file() and not path.is_symlink():
            path.chmod(0o600)


def check_name(name: str) -> None:
    """Refuse what cannot be the name of a certificate and its file.

    :raises ExecutionError: it cannot
    """
    reserved = name.endswith("-key") or name.lower() == AUTHORITY
    if reserved or ".." in name or not _NAME.fullmatch(name):
        raise ExecutionError(
            f"{name[:80]!r} cannot name a certificate: take up to 64 letters without accents, "
            'digits and . _ - @, such as "gpu-box"; "authority" and "...-key" are taken'
        )


def check_days(days: int) -> None:
    """Refuse a time that no certificate lasts.

    :raises ExecutionError: it is none
    """
    if not 1 <= days <= MOST_DAYS:
        raise ExecutionError(f"--days {days}: a certificate lasts 1 to {MOST_DAYS} days")


def make_authority(folder: Path, days: int) -> None:
    """Make the authority, unless there is one."""
    if (folder / f"{AUTHORITY}.pem").exists():
        return
    most = max(days, _AUTHORITY_DAYS) + 1
    _openssl(
        folder,
        *("req", "-x509", "-config", "{config}", "-extensions", "authority", *_KEY),
        *("-subj", "/CN=sphinx-pedagogy", "-days", str(most)),
        *("-keyout", f"{AUTHORITY}-key.pem", "-out", f"{AUTHORITY}.pem"),
    )


def make_certificate(folder: Path, name: str, days: int, use: str = "both") -> bool:
    """Make a certificate and its key, unless they are there and last.

    :param use: ``client`` for one that no server can show, else ``both``
    :returns: whether they were made
    :raises ExecutionError: the authority does not last that long, or openssl fails
    """
    check_name(name)
    folder = folder.absolute()  # openssl runs there, and gets paths below it
    files = {name: Path(path) for name, path in files_of(folder, name).items()}
    if files["cert"].exists() and files["key"].exists() and lasts(files["cert"], _RENEW):
        return False
    if not lasts(files["ca"], days):
        raise ExecutionError(
            f"the authority in {folder} ends in less than {days} days: make another one in a new "
            "folder, and give new files to all"
        )
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as scratch:
        new = Path(scratch)
        request = str(new / "request.pem")
        _openssl(
            folder,
            *("req", "-config", "{config}", *_KEY, "-subj", f"/CN={name}"),
            *("-keyout", str(new / "key.pem"), "-out", request),
        )
        _openssl(
            folder,
            *("x509", "-req", "-in", request, "-days", str(days), "-CAcreateserial"),
            *("-CA", f"{AUTHORITY}.pem", "-CAkey", f"{AUTHORITY}-key.pem"),
            *("-extfile", "{config}", "-extensions", use, "-out", str(new / "cert.pem")),
        )
        (new / "key.pem").replace(files["key"])
        (new / "cert.pem").replace(files["cert"])
    return True


def lasts(certificate: Path, days: int) -> bool:
    """Whether a certificate holds for some more days."""
    command = ["x509", "-noout", "-checkend", str(days * _DAY), "-in", certificate.name]
    return _run(certificate.parent, command).returncode == 0


def _openssl(folder: Path, *arguments: str) -> None:
    with tempfile.TemporaryDirectory(dir=folder.absolute(), prefix=".new-") as scratch:
        config = Path(scratch, "openssl.cnf")
        config.write_text(_CONFIG, encoding="ascii")
        done = _run(
            folder, [str(config) if argument == "{config}" else argument for argument in arguments]
        )
    if done.returncode:
        raise ExecutionError(f"openssl failed: {done.stderr.strip()}")


def _program() -> str | None:
    return shutil.which("openssl")


def _run(folder: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    program = _program()
    if program is None:
        raise ExecutionError("certificates are made with the program openssl, which is not here")
    return subprocess.run(  # noqa: S603 (words of ours, and checked names without a shell)
        [program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        # a key must not be readable by others, not even for a moment
        umask=-1 if os.name == "nt" else 0o077,
    )
