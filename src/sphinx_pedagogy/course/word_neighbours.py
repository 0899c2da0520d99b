"""What stands right beside a word and may make another word or name of it."""

from __future__ import annotations

from sphinx_pedagogy.course.regex import regex

HYPHENS = "-\u2010\u2011"
_WORD = regex(r"[^\W_]+")
_WORD_BEFORE = regex(r"[^\W_]+ $")
_CODE_BEFORE = frozenset("@#$\\_%")
_CODE_AFTER = frozenset("_(=[")


def stands_alone(text: str, start: int, end: int, is_ordinary: bool) -> bool:
    """Whether what stands between two places is no part of a longer word, number or path.

    A word before a hyphen makes another word of it: cross-attention is no attention. A word
    behind one does not: a CLIP-guided model is guided by CLIP. But it does of an ordinary word,
    and so does a number or a name.
    """
    if start < 0:
        return False
    one, two = text[start - 1 : start], text[max(start - 2, 0) : max(start - 1, 0)]
    if one in _CODE_BEFORE or one.isalnum():
        return False
    if one and one in f"{HYPHENS}." and two and not two.isspace():
        return False
    # "the raised bed(s)" is no call of a function
    end += 3 * text.startswith("(s)", end)
    one, two = text[end : end + 1], text[end + 1 : end + 2]
    if one in _CODE_AFTER or one.isalnum():
        return False
    if one == "." and (two.isalnum() or two == "_"):
        return False
    if not one or one not in HYPHENS:
        return True
    # GPT-4 is another thing than GPT, and ViT-bigG than ViT
    behind = _WORD.match(text, end + 1)
    return not (behind and (is_ordinary or _is_name(behind.group())))


def is_in_longer_name(text: str, start: int) -> bool:
    """Whether a word and the one before it have a capital: "Global Physical Climatology"."""
    before = _WORD_BEFORE.search(text, max(start - 40, 0), start)
    return text[start].isupper() and before is not None and before.group()[0].isupper()


def _is_name(word: str) -> bool:
    """Whether a word has a digit or a capital."""
    return any(char.isdigit() or char.isupper() for char in word)
