"""What stands for a concept in code: which uses are found, and which only look like one."""

from __future__ import annotations

import re

import pytest

from sphinx_pedagogy.core.converters import code_list
from sphinx_pedagogy.course.code_names import CodeMatcher, CodeName


def found(code: str, *names: str, language: str = "python") -> list[tuple[str, int]]:
    """Return which names are found first on which lines, from 1."""
    matcher = CodeMatcher([CodeName(name, name) for name in names])
    [uses] = matcher.find([(code, language)])
    return [(use.concept, use.line + 1) for use in uses]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nn.Softmax", "import torch.nn as nn\nnn.Softmax(dim=1)(x)"),
        ("nn.Softmax", "x = 1\ntorch.nn.Softmax"),
        ("nn.Softmax", "x = 1\nfrom torch.nn import Softmax"),
        ("nn.Softmax", "import torch.nn as layers\nlayers.Softmax()"),
        ("Softmax", "x = 1\nnn.Softmax()"),
        ("torch.nn", "x = 1\nimport torch.nn.functional"),
        ("np.random", "x = 1\nnp.random.rand(3)"),
        (".append", "x = []\nx.append(1)"),
        (".append", "x = 1\nf(x)[0].append"),
        ("axis=", "x = 1\nx.mean(axis=0)"),
        ("@property", "class A:\n    @property\n    def b(self): pass"),
        ("@app.route", "x = 1\n@app.route('/')\ndef f(): pass"),
        ("len", "x = 1\nlen(x)"),
        ("if", "x = 1\nif x: pass"),
        ("else", "for x in y: pass\nelse: pass"),
        ("async", "x = 1\nasync def f(): pass"),
        ("in", "x = 1\n1 in [x]"),
        ("not", "x = 1\nnot x"),
        ("and", "x = 1\nx and x"),
        ("is", "x = 1\nx is None"),
        ("case", "match x:\n    case 1: pass"),
        ("lambda", "x = 1\nf(lambda y: y)"),
        (":=", "x = 1\n(y := x)"),
        ("**", "x = 1\nx ** 2"),
        ("async def", "x = 1\nasync  def f(): pass"),
    ],
)
def test_what_python_uses_is_found_on_its_line(name: str, code: str) -> None:
    assert found(code, name) == [(name, 2)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nn.Softmax", "nn.LogSoftmax(); my_nn.Softmax"),
        ("nn.Softmax", "# nn.Softmax\n'nn.Softmax'"),
        ("mean", "df.mean(); x.mean"),
        ("len", "def len(x): return 0\nlen(3)"),
        ("map", "map = {}\nmap['a']"),
        ("list", "def f(list): return list"),
        ("append", "x.append(1)"),
        ("if", "[x for x in y if x]\nx if y else z\n'if'\n# if"),
        ("for", "[x for x in y]"),
        ("in", "for x in y: pass"),
        ("axis=", "axis = 0"),
        ("**", "x * y"),
        ("=", "x == y"),
        ("@property", "property(f)"),
    ],
)
def test_what_only_looks_like_a_use_is_none(name: str, code: str) -> None:
    assert found(code, name) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("foo()", "foo"),
        ("numpy.mean(), .append()", "numpy.mean, .append"),
        ("`if`, @cache()", "if, @cache"),
        ("%>%, :=, axis=, git rebase, \\(, ()", "%>%, :=, axis=, git rebase, \\(, ()"),
    ],
)
def test_what_authors_write_around_a_name_is_left_out(written: str, read: str) -> None:
    assert code_list(written) == read


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("foo(x)", '"foo(x)" is more than a name: write "foo"'),
        ("if, x[0]", '"x[0]" is more than a name: write "x"'),
        ('print("a, b")', 'write "print"'),
        (".loc[rows]", 'write ".loc"'),
        ("``", "it must be pieces of code"),
    ],
)
def test_what_is_no_name_of_code_is_refused(written: str, remedy: str) -> None:
    with pytest.raises(ValueError, match=re.escape(remedy)):
        code_list(written)


def test_each_concept_is_told_once_in_a_piece_of_code() -> None:
    code = "len(a)\nif a: pass\nlen(b)\nif b: pass"
    assert found(code, "if", "len") == [("len", 1), ("if", 2)]


def test_what_one_piece_defines_is_known_in_the_next() -> None:
    matcher = CodeMatcher([CodeName("clip", "clip")])
    pieces = [("clip(1)", "python"), ("def clip(x): pass", "python"), ("clip(2)", "python")]
    assert [len(uses) for uses in matcher.find(pieces)] == [1, 0, 0]


def test_code_without_any_word_of_a_name_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def note(code: str) -> None:
        parsed.append(code)

    monkeypatch.setattr("sphinx_pedagogy.course.code_names.uses_of", note)
    matcher = CodeMatcher([CodeName("nn.Softmax", "a"), CodeName(".append", "b")])
    codes = ["x = 1", "from torch.nn import Softmax as S", "x.append(1)", "nn.ReLU()"]
    assert len(list(matcher.find((code, "python") for code in codes))) == 4
    assert parsed == codes[1:3]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("%matplotlib inline\n!pip install x\nlen(x)", 3),
        ("%%time\nlen(x)", 2),
        ("if x:\n    %timeit y\n    len(x)", 3),
        ("x?\nlen(x)", 2),
        (">>> x = 1\n>>> len(x)\n1", 2),
        ("for x in\n    len(x)", 2),
        ("print 'old'\nlen(x)", 2),
        ("if x:\n    ...\n  len(x)", 3),
    ],
)
def test_code_that_does_not_parse_is_read_by_its_words(code: str, line: int) -> None:
    assert found(code, "len") == [("len", line)]


@pytest.mark.parametrize(
    "code", ["%%bash\nif true; then len x; fi", "%%html\n<if>len</if>", "for x in\n'len' # len"]
)
def test_what_is_in_another_language_or_a_string_is_no_python(code: str) -> None:
    assert found(code, "len()") == []


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [
        ("r", "%>%", "x <- 1\nx %>% f()"),
        ("r", "|>", "x <- 1\nx |> f()"),
        ("r", "ggplot", "# ggplot\nggplot(x)"),
        ("bash", "git rebase", "ls\ngit rebase main"),
        ("console", "git rebase", "$ ls\n$ git rebase main\ngit rebase failed"),
        ("javascript", "async", "// async\nasync function f() {}"),
        ("javascript", "Promise.all", "let a;\nPromise.all([])"),
        ("sql", "join", "-- join\nselect * from a join b"),
        ("no-such-language", "foo", "bar\nfoo"),
    ],
)
def test_other_languages_are_read_by_words_and_signs(language: str, name: str, code: str) -> None:
    assert found(code, name, language=language) == [(name, 2)]


@pytest.mark.parametrize(
    ("language", "name", "code"),
    [
        ("r", "%>%", "x %<>% y"),
        ("r", "|>", "x ||> y"),
        ("javascript", "all", "Promise.all([])"),
        ("javascript", "async", "'async'; asyncly"),
        ("text", "foo", "foo"),
    ],
)
def test_other_languages_have_longer_words_and_signs(language: str, name: str, code: str) -> None:
    assert found(code, name, language=language) == []
