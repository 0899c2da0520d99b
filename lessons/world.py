"""A world of 144 images, small enough to hold every sample against all of them.

Shown in lessons with `:load:`. One shape on paper, in one of three colors, at one of 16 places.
"""

import torch
import torch.nn.functional as F

PAPER, BLUE = (246, 244, 238), (0, 84, 166)
ORANGE, GREEN = (240, 150, 0), (0, 150, 110)
PALETTE = torch.tensor([PAPER, BLUE, ORANGE, GREEN]) / 127.5 - 1
SHAPES, COLORS = ("square", "diamond", "plus"), ("blue", "orange", "green")
CLASSES = [f"{color} {shape}" for shape in SHAPES for color in COLORS]
SIZE, TOLERANCE = 16, 5


def make_world():
    """List every image of the world as a map of palette entries, and its class."""
    y, x = torch.meshgrid(torch.arange(SIZE), torch.arange(SIZE), indexing="ij")
    maps, labels = [], []
    for cy in range(4, 12, 2):
        for cx in range(4, 12, 2):
            dy, dx = (y - cy).abs(), (x - cx).abs()
            square = (dy <= 3) & (dx <= 3)
            diamond = dy + dx <= 4
            plus = ((dy <= 1) & (dx <= 4)) | ((dx <= 1) & (dy <= 4))
            for kind, shape in enumerate((square, diamond, plus)):
                for color in (1, 2, 3):
                    maps.append(shape.long() * color)
                    labels.append(len(COLORS) * kind + color - 1)
    return torch.stack(maps), torch.tensor(labels)


def one_hot(maps):
    """Flatten maps so that a dot product counts equal pixels."""
    return F.one_hot(maps.flatten(1), len(PALETTE)).flatten(1).float()


MAPS, LABELS = make_world()
WORLD = PALETTE[MAPS].permute(0, 3, 1, 2).contiguous()
LISTED = one_hot(MAPS)


def judge(images):
    """Return the wrong pixels of each image, and which listed image is nearest."""
    difference = images[:, None] - PALETTE[None, :, :, None, None]
    nearest_color = (difference**2).sum(2).argmin(1)
    equal, which = (one_hot(nearest_color) @ LISTED.T).max(1)
    return SIZE**2 - equal, which


def show(axes, images, rows):
    """Draw a sheet of images into axes."""
    sheet = F.pad(images.detach(), (1, 1, 1, 1), value=1)
    lines = [torch.cat(list(line), 2) for line in sheet.chunk(rows)]
    picture = torch.cat(lines, 1).permute(1, 2, 0)
    axes.imshow(((picture + 1) / 2).clamp(0, 1), interpolation="nearest")
    axes.axis("off")
