"""The button that copies code: what it copies, where it is, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_pedagogy.testing import Project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CODE = """\
# Code

```python
def f(x):

    return x  # $ 1
```

```pycon
>>> for it in "ab":
...     print(it)
a
b
>>> 1 + 1
2
```

```console
$ ls
a.txt
$ pwd
```

```{code-block} python
:linenos:

a = 1
b = 2
```

<div class="cell_output"><div class="highlight"><pre>an output</pre></div></div>
"""
COPIES = [
    "def f(x):\n\n    return x  # $ 1",
    'for it in "ab":\n    print(it)\n1 + 1',
    "ls\npwd",
    "a = 1\nb = 2",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"index.md": CODE + "\n```{toctree}\nplain\n```\n", "plain.md": "# Plain\n"}
    project = Project(tmp_path_factory.mktemp("copy"), files, html_theme="pedagogy")
    return project.build("html").outdir


def test_code_is_copied_and_nothing_else(folder: Path, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((folder / "index.html").as_uri())
    buttons = page.get_by_role("button", name="Copy the code")
    copied = []
    for button in buttons.all():
        button.click()
        page.locator(".copy-status", has_text="Copied").wait_for(state="attached")
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied == COPIES
    assert page.locator(".cell_output button").count() == 0
    assert page.locator(".copy-button.is-done").count() == 1


def test_the_keyboard_reaches_it_and_then_it_is_seen(folder: Path, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((folder / "index.html").as_uri())
    button = page.locator(".copy-button").first
    shown = "it => getComputedStyle(it).opacity"
    assert button.evaluate(shown) == "0"
    button.focus()
    assert button.evaluate(shown) == "1"
    page.keyboard.press("Enter")
    page.locator(".copy-button.is-done").wait_for()
    assert page.locator("[role=status].copy-status").text_content() == "Copied"


def test_where_a_browser_refuses_the_code_is_selected(folder: Path, page: Page) -> None:
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
    page.goto((folder / "index.html").as_uri())
    page.locator(".copy-button").last.click()
    page.locator(".copy-status", has_text="selected").wait_for(state="attached")
    assert "a = 1" in page.evaluate("String(getSelection())")


def test_there_is_none_where_it_could_do_nothing(folder: Path, page: Page) -> None:
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'clipboard', { value: null })")
    page.goto((folder / "index.html").as_uri())
    assert page.locator(".copy-button, .copy-status").count() == 0
    assert "copy.js" not in (folder / "plain.html").read_text(encoding="utf-8")
