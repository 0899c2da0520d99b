"""Outlines with as few numbers as the eye needs: Mermaid draws one round end with a hundred."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
_PART = re.compile(r"([MLCZ])([^MLCZ]*)")
_KNOWN = re.compile(r"[MLCZ\d\s,.eE+-]*")
_NEAR = 0.1
"""Pixels that an outline may leave its way."""

Point = tuple[float, float]


class _Stroke(NamedTuple):
    """A way from one point to the next, straight or bent."""

    start: Point
    end: Point
    bends: tuple[Point, ...] = ()


def rounded(text: str, digits: int = 1) -> str:
    """Return a text whose numbers have few digits behind the point."""
    return _NUMBER.sub(lambda found: number(float(found[0]), digits), text)


def number(value: float, digits: int = 1) -> str:
    """Return a number in as few characters as it needs."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def simplified(outline: str) -> str:
    """Return an outline, as SVG writes it, with fewer points.

    What has other commands than Mermaid's shapes have is only rounded.
    """
    if not _KNOWN.fullmatch(outline):
        return rounded(outline)
    told = []
    for piece, closed in _pieces(outline):
        told.append(_told(piece) + ("Z" if closed else ""))
    return "".join(told)


def _pieces(outline: str) -> list[tuple[list[_Stroke], bool]]:
    """Return the strokes that follow each other; none is drawn twice, but in what is closed."""
    pieces: list[tuple[list[_Stroke], bool]] = []
    here = begin = (0.0, 0.0)
    seen: set[_Stroke] = set()
    open_ended = "Z" not in outline

    def add(stroke: _Stroke) -> None:
        if open_ended and stroke in seen:
            return
        seen.add(stroke)
        if pieces and not pieces[-1][1] and pieces[-1][0][-1].end == stroke.start:
            pieces[-1][0].append(stroke)
        else:
            pieces.append(([stroke], False))

    for command, rest in _PART.findall(outline):
        numbers = [round(float(number), 2) for number in _NUMBER.findall(rest)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if command == "Z":
            if pieces:
                pieces[-1] = (pieces[-1][0], True)
            here = begin
            continue
        if command == "M" and points:
            here = begin = points.pop(0)
        step = 3 if command == "C" else 1
        for at in range(0, len(points) - step + 1, step):
            *bends, end = points[at : at + step]
            straight = all(_distance(bend, here, end) <= _NEAR for bend in bends)
            add(_Stroke(here, end, () if straight else tuple(bends)))
            here = end
    return pieces


def _told(strokes: list[_Stroke]) -> str:
    """Return strokes as SVG writes them; straight ones that form a near straight line are one."""
    told = [f"M{_point(strokes[0].start)}"]
    run = [strokes[0].start]
    for stroke in strokes:
        if stroke.bends:
            told += [f"L{_point(point)}" for point in _thinned(run)[1:]]
            told.append("C" + " ".join(map(_point, (*stroke.bends, stroke.end))))
            run = [stroke.end]
        else:
            run.append(stroke.end)
    told += [f"L{_point(point)}" for point in _thinned(run)[1:]]
    return "".join(told)


def _point(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _thinned(points: list[Point]) -> list[Point]:
    """Return a line without the points that it does not need (after Douglas and Peucker)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        worst, far = 0.0, 0
        for at in range(first + 1, last):
            away = _distance(points[at], points[first], points[last])
            if away > worst:
                worst, far = away, at
        if worst > _NEAR:
            keep.add(far)
            todo += [(first, far), (far, last)]
    return [points[at] for at in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the straight way between two others."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    share = 0.0 if not length else min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / length))
    return float(((x - x0 - share * dx) ** 2 + (y - y0 - share * dy) ** 2) ** 0.5)
