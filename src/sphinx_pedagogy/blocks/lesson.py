"""The header of a lesson, its scope, and the way on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_pedagogy.core.domain import domain_of
from sphinx_pedagogy.core.fact_lines import labelled, option_line
from sphinx_pedagogy.core.nodes import (
    _,
    block,
    item,
    module_ref,
    view,
)
from sphinx_pedagogy.course.lesson_notebook import decision_of
from sphinx_pedagogy.course.messages import Subtype, suggest
from sphinx_pedagogy.course.names import lesson_slug, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_pedagogy.core.assembly_context import AssemblyContext
    from sphinx_pedagogy.core.nodes import fact


def assemble_lesson(node: block, context: AssemblyContext) -> None:
    """List the facts of a lesson under its number."""
    number = node.title_text() if node.title else ""
    if node.title:
        # the number belongs to our words, not to the translators'
        node.remove(node.title)
        node["number"] = number
    if number and not number_of(number):
        text = f'lesson: "{number}" is no number; write one such as 6.3.5, or none'
        context.warn(Subtype.ARGUMENT, text, node)
        # no module has it; the author's words stay
        number = ""
    keep_key(node, number, context)
    facts = nodes.bullet_list(bullet="-", classes=["ped-facts"])
    for line in lesson_facts(node, number, context):
        facts += nodes.list_item("", line)
    if facts.children:
        node.insert(0, facts)
    node += view("", kind="teaches", arguments=())


def keep_key(node: block, number: str, context: AssemblyContext) -> None:
    """Say under which key a reader's progress in the lesson is kept.

    The label if there is one, else the slug: both outlive a new number. The key was the number
    once, and a reader's browser may still hold it.
    """
    key = node.options.get("label") or lesson_slug(context.env.docname)
    node["data"] = {"lesson": key}
    former = domain_of(context.env).former_keys.setdefault(context.env.docname, {})
    former[number or context.env.docname] = key


def lesson_facts(node: block, number: str, context: AssemblyContext) -> Iterable[fact]:
    """Yield each fact that the header shows."""
    if "." in number:
        module = number.rpartition(".")[0]
        yield labelled("Module", module_ref("", module, number=number_of(module)))
    if load := node.options.get("load"):
        yield labelled("Load", nodes.Text(_(load)))
    if node.options.get("time"):
        yield option_line("Time", "time", node)
    notebook = node.options.get("notebook")
    if notebook and decision_of(notebook) is None:
        link = link_to_page(notebook, "notebook", node, context)
        if isinstance(link, addnodes.pending_xref):
            node["notebook"] = link["reftarget"]
        yield labelled("Notebook", link)


def link_to_page(name: str, option: str, node: block, context: AssemblyContext) -> nodes.Node:
    """Return a link to the page *name*, or the bare name with a warning.

    :param name: a document's path from the root of the project, or relative to this
        page, or a bare name in ``notebooks/``
    """
    env = context.env
    candidates = pages_meant(name, context)
    # a notebook may have the name of its lesson, and a page is none of its own
    found = [
        candidate
        for candidate in candidates
        if candidate in env.found_docs and candidate != env.docname
    ]
    if found:
        return page_reference(found[0], env.docname)
    env.note_reread()  # the page may be there the next time, and those of the hint gone
    but = " but this one" if env.docname in candidates else ""
    hint = suggest(name, env.found_docs - {env.docname})
    text = f'{node.kind}: its option "{option}" names no page "{name}"{but}: {hint}'
    context.warn(Subtype.OPTION, text, node.at(option))
    return nodes.literal("", name)


def link_if_page(name: str, node: block, context: AssemblyContext) -> nodes.Node:
    """Return a link to the page *name*; the words themselves, if there is none."""
    env = context.env
    for docname in pages_meant(name, context):
        if docname in env.found_docs and docname != env.docname:
            return page_reference(docname, env.docname)
    if name.startswith(("https://", "http://")):
        return nodes.reference("", name, refuri=name)
    return nodes.Text(name)


def pages_meant(name: str, context: AssemblyContext) -> tuple[str, ...]:
    """Return the pages that an author may mean by a name, and note that they matter here."""
    env = context.env
    relative = env.relfn2path(name)[0].replace("\\", "/")
    candidates = (name.lstrip("/"), relative, f"notebooks/{name}")
    # which of them it is may be another one when a page comes or goes
    domain_of(env).data["named_pages"].setdefault(env.docname, set()).update(candidates)
    return candidates


def page_reference(target: str, docname: str) -> addnodes.pending_xref:
    """Return a reference to a page, which shows its title."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", target),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refexplicit=False,
        refwarn=True,
        refdoc=docname,
    )


def assemble_next_step(node: block, context: AssemblyContext) -> None:
    """Link to the page that comes next."""
    if target := node.options.get("to"):
        line = labelled("Continue with", link_to_page(target, "to", node, context))
        line["classes"].append("ped-next-link")
        node += line
    else:
        node += view("", kind="following", arguments=())


def assemble_constraint(node: block, context: AssemblyContext) -> None:
    """Label the list of ``+`` items as covered, and of others as left out.

    Without a ``+`` nothing says which is which, and the body stays as it is; but in the record of
    a lesson all is left out then, as nobody records there what a lesson covers.
    """
    lists = [child for child in node.children if isinstance(child, nodes.bullet_list)]
    recorded = isinstance(node.parent, block) and node.parent.kind == "lesson-record"
    if not lists or not (recorded or any(found.get("bullet") == "+" for found in lists)):
        return
    if not recorded:
        node["folded"] = True
    sides = nodes.definition_list(classes=["ped-columns"])
    node.replace(lists[0], sides)
    for found in lists[1:]:
        node.remove(found)
    for found in lists:
        inside = found.get("bullet") == "+"
        words = _("This lesson covers") if inside else _("It leaves out")
        box = item(classes=["ped-in" if inside else "ped-out"])
        box += nodes.term("", words, translatable=False)
        box += nodes.definition("", found)
        sides += box
