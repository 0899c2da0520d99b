"""Printed text as a terminal shows it in the end."""

from __future__ import annotations

import time

import pytest

from sphinx_pedagogy.execute.kernel.terminal_screen import TerminalScreen, as_shown

RED = "\x1b[31m"
PLAIN = "\x1b[0m"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("one\ntwo\n", "one\ntwo\n"),
        ("\r  0%|\r 50%|#\r100%|##\ndone\n", "100%|##\ndone\n"),
        ("longer\rab", "abnger"),
        ("longer\rab\x1b[K\n", "ab\n"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("abc\b\b\bxyz\n", "xyz\n"),
        ("\b\bab\b", "ab"),
        ("first\nsecond\x1b[A\x1b[2K\rup", "up\nsecond"),
        ("a\nb\n\x1b[2Fc", "c\nb\n"),
        ("old\x1b[2J\x1b[Hnew", "new"),
        ("ab\x1b[5Gx\x1b[1Gy", "yb  x"),
        ("a\x1b[3Cb", "a   b"),
        (f"{RED}red{PLAIN} plain\n", f"{RED}red{PLAIN} plain\n"),
        (f"{RED}red{PLAIN}\rb", f"b{RED}ed{PLAIN}"),
        ("a\x00b\x07c\x0b\x0c\x7f\x9bd\n", "abcd\n"),
        ("\x1b]0;title\x07\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("x\x1b[?25l\x1b[6n\x1b7y\x1b8\x1b(B", "xy"),
        ("a\tb\tc", "a\tb\tc"),
        ("a\x1b[999999999999Cb", None),
        ("\x1b[", ""),
        ("Zeile ä\rÜ", "Üeile ä"),
    ],
)
def test_what_is_seen(printed: str, shown: str | None) -> None:
    assert shown is None or as_shown(printed) == shown
    assert as_shown(as_shown(printed)) == as_shown(printed)
    in_pieces = TerminalScreen()
    for letter in printed:
        in_pieces.feed(letter)
    assert in_pieces.text == as_shown(printed)
    assert len(as_shown(printed)) < 11_000


def test_a_long_progress_bar_is_cheap() -> None:
    began = time.process_time()
    terminal = TerminalScreen()
    for number in range(50_000):
        terminal.feed(f"\r{number:6} {'#' * (number % 40)}\x1b[K")
    assert len(terminal) < 60
    assert terminal.text.startswith(" 49999 ")
    for number in range(20_000):
        terminal.feed(f"line {number}\n")
    assert terminal.text.count("\n") == 20_000
    assert time.process_time() - began < 20
