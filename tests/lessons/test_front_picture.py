"""The picture of the course's front page is what the course's own world and code make."""

from __future__ import annotations

import base64
import importlib
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

LESSONS = Path(__file__).parents[2] / "lessons"
FILE = LESSONS / "front-picture.svg"
FRONT = (LESSONS / "index.md").read_text(encoding="utf-8")


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("torch")
    monkeypatch.syspath_prepend(LESSONS)
    return importlib.import_module("front_picture")


def test_each_row_ends_with_the_image_that_the_page_names(maker: Any) -> None:
    from PIL import Image

    # the session that checks types installs no torch
    torch: Any = importlib.import_module("torch")
    png = re.search(r"base64,([^\"]+)", FILE.read_text(encoding="utf-8"))
    assert png
    sheet = Image.open(io.BytesIO(base64.b64decode(png[1]))).convert("RGB")
    points = torch.frombuffer(bytearray(sheet.tobytes()), dtype=torch.uint8)
    last = points.view(sheet.height, sheet.width, 3)[:, -maker.SIZE :].permute(2, 0, 1) / 127.5 - 1
    rows = [last[:, row * maker.PITCH :][:, : maker.SIZE] for row in range(len(maker.ROWS))]
    wrong, nearest = importlib.import_module("world").judge(torch.stack(rows))
    assert wrong.tolist() == [0, 0, 0]
    assert tuple(maker.CLASSES[maker.LABELS[it]] for it in nearest) == maker.ROWS
    assert all(name in FRONT for name in maker.ROWS)


def test_the_code_beside_it_makes_it(maker: Any) -> None:
    made = maker.drawing(maker.sheet(maker.one_of_each(maker.paths(40))))
    kept = FILE.read_text(encoding="utf-8")
    # another version of a library may round a point or pack them differently; the rest is the same
    without = re.compile(r"base64,[^\"]+")
    assert without.sub("", kept) == without.sub("", made)
    assert len(kept) < 10_000


@pytest.mark.browser
def test_it_moves_for_less_than_five_seconds_and_not_for_who_asks_for_rest(page: Page) -> None:
    moving = "document.getAnimations().map(it => it.effect.getComputedTiming().endTime)"
    page.emulate_media(reduced_motion="no-preference")
    page.goto(FILE.as_uri())
    times = page.evaluate(moving)
    assert times
    assert max(times) < 5_000
    page.emulate_media(reduced_motion="reduce")
    page.goto(FILE.as_uri())
    assert page.evaluate(moving) == []
