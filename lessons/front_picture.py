"""The picture of the front page: three images of the world come out of noise, a step a column.

``python lessons/front_picture.py`` writes ``front-picture.svg`` beside it. No network draws: among
144 images the mean that a perfect denoiser would answer can be computed.
"""

from __future__ import annotations

import base64
import io
from pathlib import Path

import torch
import torch.nn.functional as F
from PIL import Image
from world import CLASSES, LABELS, SIZE, WORLD

FILE = Path(__file__).with_name("front-picture.svg")
ROWS = ("blue square", "orange diamond", "green plus")
COLUMNS, STEPS_EACH = 9, 25
GAP, COLORS = 2, 64
CALM = 0.55
"""How much of its contrast pure noise is shown with: whole, it outshines the page."""
PITCH = SIZE + GAP
WIDTH, HEIGHT = COLUMNS * PITCH - GAP, len(ROWS) * PITCH - GAP

STYLE = f"""\
image{{image-rendering:pixelated}}
use{{transform:translateX(calc(var(--c)*-{PITCH}px))}}
@media (prefers-reduced-motion:no-preference){{
use{{animation:steps(var(--c)) calc(var(--c)*.45s) .7s backwards unroll}}
@keyframes unroll{{from{{transform:none}}}}
}}
"""
"""All columns begin as the first one, and each goes as many steps as it is away from it."""


def denoised(noisy: torch.Tensor, noise: float) -> torch.Tensor:
    """Return the mean of all images of the world that each noisy one may have come from."""
    listed = WORLD.flatten(1)
    distances = (noisy[:, None] - (1 - noise) * listed).square().sum(2)
    return (-distances / (2 * noise**2)).softmax(1) @ listed


def paths(count: int) -> torch.Tensor:
    """Draw images, and return how each looked at every column: from noise to an image."""
    now = torch.randn(count, WORLD[0].numel(), generator=torch.Generator().manual_seed(0))
    levels = torch.linspace(1, 0, (COLUMNS - 1) * STEPS_EACH + 1) ** 1.3
    kept = [now * CALM]
    for step, (noise, less) in enumerate(
        zip(levels[:-1].tolist(), levels[1:].tolist(), strict=True)
    ):
        guess = denoised(now, noise)
        now = now + (noise - less) / noise * (guess - now)
        if (step + 1) % STEPS_EACH == 0:
            kept.append(now * (1 - less + less * CALM))
    return torch.stack(kept, 1).unflatten(2, WORLD.shape[1:])


def one_of_each(drawn: torch.Tensor) -> torch.Tensor:
    """Return the first path that ends in each of the classes of the rows."""
    ends = torch.cdist(drawn[:, -1].flatten(1), WORLD.flatten(1)).argmin(1)
    names = [CLASSES[label] for label in LABELS[ends].tolist()]
    return drawn[[names.index(name) for name in ROWS]]


def sheet(drawn: torch.Tensor) -> Image.Image:
    """Return the paths as rows of one picture."""
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    values = ((drawn + 1) * 127.5).clamp(0, 255).round()
    # an edge between two points of the screen shows what lies beyond it: more of the same
    edged = F.pad(values, (GAP // 2,) * 4 + (0, 0), mode="replicate").byte()
    for row, path in enumerate(edged.permute(0, 1, 3, 4, 2)):
        for column, image in enumerate(path):
            place = (column * PITCH - GAP // 2, row * PITCH - GAP // 2)
            picture.paste(Image.fromarray(image.numpy()), place)
    return picture.quantize(COLORS, dither=Image.Dither.NONE)


def drawing(picture: Image.Image) -> str:
    """Return the picture as a drawing whose columns move."""
    png = io.BytesIO()
    picture.save(png, "PNG", optimize=True)
    data = base64.b64encode(png.getvalue()).decode()
    frames = "".join(
        f'<rect y="{row * PITCH}" width="{SIZE}" height="{SIZE}" rx="1"/>'
        for row in range(len(ROWS))
    )
    columns = "".join(
        f'<svg x="{column * PITCH}" width="{SIZE}"><g clip-path="url(#f)">'
        f'<use href="#s" style="--c:{column}"/></g></svg>\n'
        for column in range(COLUMNS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH * 5}" height="{HEIGHT * 5}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">\n<style>\n{STYLE}</style>\n<defs>'
        f'<clipPath id="f">{frames}</clipPath>\n<image id="s" width="{WIDTH}" height="{HEIGHT}" '
        f'href="data:image/png;base64,{data}"/></defs>\n{columns}</svg>\n'
    )


if __name__ == "__main__":
    FILE.write_text(drawing(sheet(one_of_each(paths(40)))), encoding="utf-8")
