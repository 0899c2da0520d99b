"""Widgets: figures that a JavaScript module draws from what the page's own cells computed.

While a page is read, the data goes into its block as JSON, and the module gets a name that
changes with its text. When pages are written, the modules are copied, and pages with a widget
load the script that runs them. Where anything is missing, the block is its body.
"""

from __future__ import annotations

import ast
import json
import re
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.glue import text_of
from sphinx_pedagogy.core.mystnb.cell_nodes import has_parts_of_cells
from sphinx_pedagogy.core.mystnb.metadata import glued_outputs
from sphinx_pedagogy.core.registry import app_of
from sphinx_pedagogy.core.regular_files import lies_in, read_regular
from sphinx_pedagogy.core.site_files import FOLDER as OURS
from sphinx_pedagogy.core.site_files import has_scripts
from sphinx_pedagogy.core.source_folders import folders_of
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import block

RUNNER = f"{OURS}/widgets.js"
FOLDER = f"{OURS}/widgets"
"""Where the runner looks for modules: beside itself."""

_LARGEST = 50_000_000
"""Bytes of a module, or of data: more than a browser would load with a page."""
_DEFAULT = regex(r"\bexport\s+default\b|\bas\s+default\b")
_COPY = regex(r"(.+-[0-9a-f]{10})(?:\.disk)?\.js")
_IMPORT = regex(r"""^\s*import\b[^;()]*?["'](?!https?:)([^"']+)["']""", re.MULTILINE)


def assemble_widget(node: block, context: AssemblyContext) -> None:
    """Give a widget its module and its data, if both are what they should be."""
    if not node.body:
        text = "widget: its body is empty; write what readers see without JavaScript and in print"
        context.warn(Subtype.EMPTY, text, node)
    module = read_module(node, context)
    payload = read_data(node, context)
    if module is None or payload is None:
        return
    path, source = module
    digest = blake2b(source.encode(), digest_size=5).hexdigest()
    name = f"{path.stem}-{digest}.js"
    domain_of(context.env).modules.setdefault(context.env.docname, {})[name] = str(path)
    node["module"], node["payload"] = name, payload


def read_module(node: block, context: AssemblyContext) -> tuple[Path, str] | None:
    """Return the file and the text of a widget's module, if it is one."""
    found = read_file(node, "module", context)
    if found is None:
        return None
    if not _DEFAULT.search(found[1]):
        text = (
            f'widget: its module "{found[0].name}" exports nothing by default; end it with '
            "export default { render }, where render({ model, el }) draws into el"
        )
        context.warn(Subtype.OPTION, text, node.at("module"))
        return None
    if imported := _IMPORT.search(found[1]):
        text = (
            f'widget: its module "{found[0].name}" imports "{imported[1]}", but only the module '
            "itself goes to the site; put all into one file"
        )
        context.warn(Subtype.OPTION, text, node.at("module"))
        return None
    return found


def read_file(node: block, option: str, context: AssemblyContext) -> tuple[Path, str] | None:
    """Return the file that an option names, and its text; the page changes when that does."""
    named = node.options.get(option)
    if named is None:
        return None  # a warning was given when options were read
    path = Path(context.env.relfn2path(named, context.env.docname)[1])
    app = app_of(context.env)
    if not lies_in(path, [app.srcdir, *folders_of(app.project).values()]):
        text = f'widget: its {option} "{named}" is outside of the sources; copy it there'
        context.warn(Subtype.OPTION, text, node.at(option))
        return None
    context.env.note_dependency(str(path))
    try:
        return path, read_regular(path, _LARGEST).decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        text = (
            f'widget: its {option} "{named}" does not exist; a path starts at the page, or with '
            f"a leading / at the source folder{others_beside(path)}"
        )
    except (OSError, ValueError) as error:
        text = f'widget: its {option} "{named}" cannot be read: {error}'
    context.warn(Subtype.OPTION, text, node.at(option))
    return None


def others_beside(path: Path) -> str:
    """Return the end of a message that offers the files of the same kind in a folder."""
    names = [found.name for found in path.parent.glob(f"*{path.suffix}")] if path.suffix else []
    return f": {suggest(path.name, names)}" if names else ""


def read_data(node: block, context: AssemblyContext) -> str | None:
    """Return the data of a widget as JSON that can stand in a page."""
    named = node.options.get("data", "")
    if named.endswith(".json"):
        found = read_file(node, "data", context)
        text = found[1] if found else None
    else:
        text = glued_json(node, named, context) if named else None
    if text is None:
        return None
    try:
        return embedded(json.loads(text))
    except ValueError as error:
        # also of a number that is infinite or none, which Python writes and browsers refuse
        complaint = f'widget: its data "{named}" is not JSON: {error}'
        context.warn(Subtype.OPTION, complaint, node.at("data"))
    except TypeError:
        complaint = f'widget: its data "{named}" must be an object: a module asks for parts by name'
        context.warn(Subtype.OPTION, complaint, node.at("data"))
    return None


def embedded(data: object) -> str:
    """Return *data* as JSON that cannot end the element of HTML that holds it.

    :raises ValueError: JSON cannot say one of its numbers
    :raises TypeError: its parts have no names
    """
    if not isinstance(data, dict):
        raise TypeError
    return json.dumps(data, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")


def glued_json(node: block, name: str, context: AssemblyContext) -> str | None:
    """Return the string that a cell glued under *name*."""
    outputs = glued_outputs(context.env, context.env.docname)
    if outputs is None and may_come(node, context):
        return None  # without outputs, no cell is to blame
    known = outputs or {}
    if name not in known:
        hint = suggest(name, known) if known else "none glues anything"
        text = f'widget: no cell of this page glues "{name}" as its data: {hint}'
        context.warn(Subtype.UNKNOWN, text, node.at("data"))
        return None
    try:
        # a cell shows a string as Python writes it, in quotes
        value = ast.literal_eval(text_of(known[name]))
    except (ValueError, SyntaxError):
        value = None
    if isinstance(value, str):
        return value
    text = f'widget: its data is glued, but not as a string; write glue("{name}", json.dumps(...))'
    context.warn(Subtype.OPTION, text, node.at("data"))
    return None


def may_come(node: block, context: AssemblyContext) -> bool:
    """Whether cells of the page, which have no outputs now, may glue something."""
    document: nodes.document | None = node.document
    runs_cells = "myst_nb" in app_of(context.env).extensions
    return runs_cells and document is not None and has_parts_of_cells(document)


def copy_modules(app: Sphinx, builder: Builder) -> None:
    """Put the modules of all widgets where the script that runs them finds them.

    Each twice: as it is, and as text in a script, because browsers import no module from disk.
    """
    if not has_scripts(builder):
        return
    folder = Path(builder.outdir, "_static", FOLDER)
    modules = {
        name: path for page in domain_of(app.env).modules.values() for name, path in page.items()
    }
    for name, path in modules.items():
        copy = folder / name
        if copy.exists():
            continue  # its name says what is in it
        folder.mkdir(parents=True, exist_ok=True)
        source = Path(path).read_text(encoding="utf-8")
        copy.write_text(source, encoding="utf-8")
        wrapped = f"document.currentScript.module = {json.dumps(source)};\n"
        copy.with_suffix(".disk.js").write_text(wrapped, encoding="utf-8")
    for copy in folder.glob("*.js"):
        # what was copied for an earlier text of a module; nothing else is removed
        if (made := _COPY.fullmatch(copy.name)) and f"{made[1]}.js" not in modules:
            copy.unlink()


def load_runner(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the script that runs widgets on the pages that have any."""
    modules = domain_of(app.env).modules
    here = pagename in modules or (modules and app.builder.name == "singlehtml")
    if here and has_scripts(app.builder):
        app.add_js_file(RUNNER, loading_method="defer")
