"""The ``curriculum.json`` of another course, which may be anything: read within limits, checked.

It comes from a site that others keep. So it has a largest size and a longest time, it is not
unpacked, no other host is asked for it, and it is held against our own schema before it is used.
"""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    Request,
    build_opener,
)

from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EXPORT = Path(__file__).parent.parent / "export"
SCHEMAS = {
    1: _EXPORT / "curriculum-1.schema.json",
    2: _EXPORT / "curriculum.schema.json",
}
"""The versions that are read, and the schema of each."""
MOST_BYTES = 50_000_000
TIMEOUT = 10
"""Seconds to wait for another word of a site."""
_CHUNK = 1 << 16
_AGAIN = 0.2
_PORTS = {"http": 80, "https": 443}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_UNSEEN = regex(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What no text has, and no builder can write: control characters, halves of characters."""


def from_file(file: Path) -> object:
    """Return what is in a file.

    :raises OSError: it is none, or cannot be read
    :raises ValueError: what is in it is wrong
    """
    if file.exists() and not file.is_file():
        # a pipe or a device may never end
        raise ValueError("it is not a file")
    with file.open("rb") as stream:
        return _parsed(stream.read(MOST_BYTES + 1))


def from_site(address: str, end: float) -> object:
    """Return what a site has at an address.

    :param end: when to give up, as ``time.monotonic()`` counts
    :raises OSError: the site cannot be reached, or is too slow
    :raises ValueError: what it has is wrong
    """
    connections: list[http.client.HTTPConnection] = []
    opener = build_opener(_Http(connections), _Https(connections), _SameHost())
    found = bytearray()
    _check_time(end)
    wait = max(0.1, min(TIMEOUT, end - time.monotonic()))
    request = Request(address)  # noqa: S310 (only these two handlers are there for it)
    try:
        with _ended(connections, end), opener.open(request, timeout=wait) as answer:
            while part := answer.read1(_CHUNK):
                found += part
                _check_time(end)
                if len(found) > MOST_BYTES:
                    break
            _check_time(end)
            if answer.length:
                raise ValueError("it is cut short")
    except http.client.HTTPException as error:
        _check_time(end)  # we may have hung up ourselves
        raise ValueError(f"the site speaks no HTTP: {type(error).__name__}") from error
    except OSError:
        _check_time(end)
        raise
    return _parsed(bytes(found))


def _check_time(end: float) -> None:
    if time.monotonic() > end:
        raise TimeoutError("it takes too long")


@contextmanager
def _ended(connections: list[http.client.HTTPConnection], end: float) -> Iterator[None]:
    """Hang up at the end: a site may send its first lines letter by letter."""
    is_over = threading.Event()

    def hang_up() -> None:
        is_over.wait(max(0.0, end - time.monotonic()))
        # again and again: a connection may be there only later, such as after a slow look-up
        while not is_over.is_set():
            for connection in connections:
                with suppress(OSError):
                    if connection.sock:
                        connection.sock.shutdown(socket.SHUT_RDWR)
            is_over.wait(_AGAIN)

    watch = threading.Thread(target=hang_up, daemon=True)
    watch.start()
    try:
        yield
    finally:
        is_over.set()
        watch.join()


def _noting(
    kind: type[http.client.HTTPConnection], connections: list[http.client.HTTPConnection]
) -> Callable[..., http.client.HTTPConnection]:
    def make(host: str, **more: object) -> http.client.HTTPConnection:
        connections.append(kind(host, **more))  # type: ignore[arg-type]
        return connections[-1]

    return make


class _Http(HTTPHandler):
    def __init__(self, connections: list[http.client.HTTPConnection]) -> None:
        super().__init__()
        self._make = _noting(http.client.HTTPConnection, connections)

    def http_open(self, req: Request) -> http.client.HTTPResponse:
        """Open a connection that can be ended from outside."""
        return self.do_open(self._make, req)


class _Https(HTTPSHandler):
    def __init__(self, connections: list[http.client.HTTPConnection]) -> None:
        super().__init__()
        self._make = _noting(http.client.HTTPSConnection, connections)

    def https_open(self, req: Request) -> http.client.HTTPResponse:
        """Open a connection that can be ended from outside."""
        return self.do_open(self._make, req)


class _SameHost(HTTPRedirectHandler):
    """Follows a site only to itself."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Refuse another host or port, and what is less safe."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_same = new.hostname == old.hostname and new.scheme in {"https", old.scheme}
        # other programs of that machine may listen elsewhere
        is_usual = all(address.port in (None, _PORTS.get(address.scheme)) for address in (old, new))
        if not is_same or not (is_usual or new.port == old.port):
            raise ValueError(f"it is now at {newurl[:200]!r}: set that address, if you trust it")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _parsed(data: bytes) -> object:
    if len(data) > MOST_BYTES:
        raise ValueError(f"it has more than {MOST_BYTES / 1e6:,.0f} MB")
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


@cache
def _schema(version: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMAS[version].read_text(encoding="utf-8"))
    return found


def check(curriculum: object) -> dict[str, Any]:
    """Return the facts of a course, held against our schema; further fields are let be.

    :raises ValueError: what is wrong, and where
    """
    version = curriculum.get("version") if isinstance(curriculum, dict) else None
    if not isinstance(curriculum, dict) or not _is_a(version, "integer") or version not in SCHEMAS:
        known = " or ".join(str(schema) for schema in SCHEMAS)
        raise ValueError(f"it is no curriculum.json of version {known}")
    schema = _schema(version)
    _check(curriculum, schema, "", schema["$defs"])
    return curriculum


def _check(value: object, schema: dict[str, Any], at: str, named: dict[str, Any]) -> None:
    if "$ref" in schema:
        schema = named[schema["$ref"].removeprefix("#/$defs/")]
    if complaint := _complaint(value, schema):
        raise ValueError(f"{at or 'the whole'} {complaint}")
    if isinstance(value, dict):
        for name, inside in schema.get("properties", {}).items():
            if name in value:
                _check(value[name], inside, f"{at}.{name}".lstrip("."), named)
    elif isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            _check(item, schema["items"], f"{at}[{number}]", named)


def _complaint(value: object, schema: dict[str, Any]) -> str | None:
    """Return what is wrong with a value itself."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(value, kind) for kind in kinds):
        return f"is not {' or '.join(kinds)}"
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        return "has another value than it must"
    if "enum" in schema and value not in schema["enum"]:
        return "is none of the words it can be"
    if isinstance(value, dict) and (
        missing := [n for n in schema.get("required", ()) if n not in value]
    ):
        return f"lacks {missing[0]}"
    if isinstance(value, str) and _UNSEEN.search(value):
        return "has a character that no text has"
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        return "has too little in it"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "is too small" if value < schema.get("minimum", value) else None
    return None


def _is_a(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
