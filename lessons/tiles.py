"""A larger world: four images of the small one in a square, tied by a rule.

Shown in lessons with `:load:`, below `world.py`. Both images of a row show the same shape, both
of a column the same color, and places are free: 81 classes, 5.3 million images. Image
`9 * place + kind` of the small world has the kind `3 * shape + color`.
"""

import torch

PLACES, KINDS, TIED_CLASSES = 16, 9, 81


def draw_tied(count):
    """Draw images of the larger world: which four tiles, [count, 4], and their class, [count]."""
    shapes, colors = torch.randint(3, (2, count, 2))
    kinds = 3 * shapes[:, :, None] + colors[:, None, :]
    tiles = KINDS * torch.randint(PLACES, (count, 4)) + kinds.flatten(1)
    return tiles, class_of(shapes, colors)


def class_of(shapes, colors):
    """Number the class with these two shapes and two colors."""
    return 27 * shapes[:, 0] + 9 * shapes[:, 1] + 3 * colors[:, 0] + colors[:, 1]


def paste(tiles):
    """Put four tiles into a square: [count, 4, ..., side, side] -> [count, ..., 2 side, 2 side]."""
    rows = [torch.cat([tiles[:, at], tiles[:, at + 1]], dim=-1) for at in (0, 2)]
    return torch.cat(rows, dim=-2)


def cut(images):
    """Cut images into their four tiles: the inverse of `paste`."""
    halves = [part for row in images.chunk(2, dim=-2) for part in row.chunk(2, dim=-1)]
    return torch.stack(halves, dim=1)


def tied_class(kinds):
    """Return the class of four kinds each, [count, 4], and -1 where they break the rule."""
    shapes, colors = (kinds // 3).view(-1, 2, 2), (kinds % 3).view(-1, 2, 2)
    same_shape = (shapes[:, :, 0] == shapes[:, :, 1]).all(dim=1)
    same_color = (colors[:, 0] == colors[:, 1]).all(dim=1)
    return torch.where(same_shape & same_color, class_of(shapes[:, :, 0], colors[:, 0]), -1)
