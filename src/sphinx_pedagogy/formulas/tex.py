"""TeX as authors write it for MathJax, told in the words that the converter knows."""

from __future__ import annotations

import re

_LENGTH = r"-?\d*\.?\d+\s*(?:em|ex|pt|mu|mm|cm|in|pc|px|bp)"
_MORE_SPACE = re.compile(rf"(\\\\)\s*(?:\*\s*)?\[\s*{_LENGTH}\s*\]|(\\\\)\*")
_LAST_LINE = re.compile(rf"\\\\(?:\s*\[\s*{_LENGTH}\s*\])?\s*(?=\\end\s*\{{)")
_REQUIRE = re.compile(r"\\require\s*\{[^{}]*\}")
_OPERATOR = re.compile(r"\\DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{([^{}]*)\}")
_NAMED = re.compile(
    r"\\mathop\s*\{\s*(?:\\(?:mathrm|text(?:rm|normal)?|operatorname)\s*\{([^{}\\$]*)\}"
    r"|\\rm(?![A-Za-z])([^{}\\$]*))\s*\}(?:\s*\\limits(?![A-Za-z]))?"
)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]*)\}")
_EQUATION = re.compile(r"\\(?:begin|end)\s*\{(?:equation|displaymath|math)\*?\}")
_ALIGNED_AT = re.compile(r"(\\begin\s*\{)align(?:ed)?at\*?(\})\s*\{\s*\d+\s*\}")
_ENVIRONMENT = re.compile(r"(\\(?:begin|end)\s*\{)([a-z]+)\*?(\})")
_BEGIN_OR_END = re.compile(r"(?<!\\)(?:\\\\)*\\(begin|end)\s*\{([^{}]*)\}")
_TEXT = re.compile(r"\\(text[a-z]*|mbox|hbox)\s*\{((?:[^{}$]|\\\$)*\$[^{}]*)\}")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_DOLLAR = re.compile(r"(?<!\\)\$")

DEEPEST = 200
"""How deep a formula may be nested; those of whole courses are at 10."""

_NESTING = re.compile(
    r"\\[\\{}]|(\{|\\(?:left|begin)(?![A-Za-z]))|(\}|\\(?:right|end)(?![A-Za-z]))"
)
_MANY_COMMANDS = re.compile(rf"(?:\\[A-Za-z]+\s*){{{DEEPEST},}}")

MOST_OPEN = 16
"""How many delimiters may be open that nothing closes: each doubles the converter's time."""

_PAIRED = "angle|ceil|floor|vert|Vert|brace|brack|group|moustache|paren|bracket|Brack|Angle"
_DELIMITER = re.compile(
    r"\\(?:left|right|middle)\s*(?:\\[A-Za-z]+|\\?.)"  # these are paired by the converter
    rf"|(\\\{{|[(\[⟨⌈⌊⟦]|\\(?:l+(?:{_PAIRED})|[ul]lcorner)(?![A-Za-z]))"
    rf"|(\\\}}|[)\]⟩⌉⌋⟧]|\\(?:r+(?:{_PAIRED})|[ul]rcorner)(?![A-Za-z]))"
)

_ENVIRONMENTS = {
    "align": "aligned",
    "alignat": "aligned",
    "alignedat": "aligned",
    "eqnarray": "aligned",
    "flalign": "aligned",
    "gather": "gathered",
    "multline": "gathered",
    "split": "aligned",
}
"""Sphinx numbers formulas itself, so those with numbers of their own are as those without."""

_STANDS_ALONE = re.compile(
    r"\s*\\begin\s*\{(?:align|alignat|eqnarray|flalign|gather|multline)\*?\}"
)

MACROS = {
    "hbox": r"\text{#1}",
    "mathbbm": r"\mathbb{#1}",
    "mbox": r"\text{#1}",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
}
"""Commands that MathJax knows, by others."""


def mended(tex: str) -> str:
    """Return the same formula without what only MathJax knows."""
    tex = _REQUIRE.sub("", tex)
    tex = _OPERATOR.sub(r"\\newcommand{\2}{\\operatorname\1{\3}}", tex)
    tex = _NAMED.sub(_named_operator, tex)
    tex = _MORE_SPACE.sub(r"\\\\", tex)
    tex = re.sub(r"\\cr(?![A-Za-z])", r"\\\\", tex)
    tex = _LAST_LINE.sub("", tex)  # it ends the last line, and begins none
    tex = _LABEL.sub("", tex)
    tex = _TAG.sub(lambda found: rf"\qquad\text{{{tag_of(found)}}}", tex)
    tex = _EQUATION.sub("", tex)
    tex = _ALIGNED_AT.sub(r"\1aligned\2", tex)
    tex = _ENVIRONMENT.sub(_known_environment, tex)
    return _TEXT.sub(_formulas_in_text, tex)


def unpaired(tex: str) -> str:
    r"""Return which ``\begin`` or ``\end`` of a formula has no other half; empty if all have."""
    opened: list[str] = []
    for command, name in _BEGIN_OR_END.findall(tex):
        if command == "begin":
            opened.append(name)
        elif not opened or opened[-1] != name:
            if name not in opened:
                return rf'its "\end{{{name}}}" has no "\begin{{{name}}}"'
            break
        else:
            opened.pop()
    return rf'its "\begin{{{opened[-1]}}}" has no "\end{{{opened[-1]}}}"' if opened else ""


def is_too_deep(tex: str) -> bool:
    """Whether a formula is nested deeper than the converter survives; it ends the build.

    Commands that follow each other count as well: each may take the next for its argument.
    """
    if _MANY_COMMANDS.search(tex):
        return True
    depth = 0
    for found in _NESTING.finditer(tex):
        depth += bool(found[1]) - bool(found[2])
        if depth > DEEPEST:
            return True
    return False


def is_left_open(tex: str) -> bool:
    """Whether more delimiters are left open than the converter can follow."""
    left = 0
    for found in _DELIMITER.finditer(tex):
        left = max(0, left + bool(found[1]) - bool(found[2]))
    return left > MOST_OPEN


def tag_of(found: re.Match[str]) -> str:
    """Return how a number that the author gave is shown: with a star, without parentheses."""
    star, text = found.groups()
    return text if star else f"({text})"


def _named_operator(found: re.Match[str]) -> str:
    """Let what stands below a name in a formula of its own stand there."""
    name = (found[1] or found[2] or "").strip(" ~")
    return rf"\operatorname*{{{name}}}" if name else found[0]


def _known_environment(found: re.Match[str]) -> str:
    before, name, after = found.groups()
    return f"{before}{_ENVIRONMENTS[name]}{after}" if name in _ENVIRONMENTS else found[0]


def _formulas_in_text(found: re.Match[str]) -> str:
    r"""Let the formulas within ``\text{}`` stand between two texts."""
    command, content = found.groups()
    parts = _DOLLAR.split(content)
    if len(parts) % 2 == 0:
        return found[0]  # a dollar that is not closed: what is wrong is told by the converter
    pieces = [
        f"{{{part}}}" if at % 2 else rf"\{command}{{{part}}}" for at, part in enumerate(parts)
    ]
    return "".join(piece for piece in pieces if piece != rf"\{command}{{}}")


def displayed(tex: str, *, whole: bool) -> str:
    r"""Return a formula that stands alone, as Sphinx reads it.

    Paragraphs are lines of it, and so is what ``\\`` divides.

    :param whole: whether it brings its own environment
    """
    if whole:
        return tex
    parts = [part for part in tex.split("\n\n") if part.strip()]
    lines = [
        rf"\begin{{aligned}}{part}{_below_comment(part)}\end{{aligned}}"
        if r"\\" in part and not _STANDS_ALONE.match(part)
        else part
        for part in parts
    ]
    if len(lines) < 2:
        return "".join(lines)
    lines = [line + _below_comment(line) for line in lines]
    return r"\begin{aligned}" + r"\\".join(lines) + r"\end{aligned}"


def _below_comment(part: str) -> str:
    """Return what must stand before what follows: a new line, if the last has a comment."""
    return "\n" if _COMMENT.search(part.rpartition("\n")[2]) else ""
