"""The labelled pages of `fragments/` are sound: they build, and their labels fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.audit.labelled import KINDS, RULES, SETS, Fault, PageSet

if TYPE_CHECKING:
    from pathlib import Path

each_set = pytest.mark.parametrize("pages", SETS, ids=[pages.name for pages in SETS])
LABELS = [(pages, fault) for pages in SETS for fault in pages.faults()]


@each_set
@pytest.mark.parametrize("kinds", [("faulty",), ("mended", "innocent")], ids=" and ".join)
def test_pages_build_without_a_warning(
    pages: PageSet, kinds: tuple[str, ...], tmp_path: Path
) -> None:
    # what the audit finds here is measured elsewhere; that names are known is no matter of taste
    project, _ = pages.project(kinds, tmp_path, {"*": "off", "unknown": "error"})
    # what can be wrong with a page is found when it is read, so none is written
    assert project.build("dummy").warnings == []


@each_set
def test_each_page_is_labelled(pages: PageSet) -> None:
    assert set(pages.labels()) == pages.pages(*KINDS)


@each_set
def test_each_faulty_page_has_a_mended_one(pages: PageSet) -> None:
    mended = {page.replace(".faulty.", ".mended.") for page in pages.pages("faulty")}
    assert mended == pages.pages("mended")


@each_set
def test_faulty_pages_have_the_fault_of_their_folder_and_mended_ones_have_not(
    pages: PageSet,
) -> None:
    for page, faults in pages.labels().items():
        rules = {fault.rule for fault in faults}
        assert (page.split("/")[0] in rules) == (page in pages.pages("faulty")), page


@each_set
@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_enough_faulty_pages(pages: PageSet, rule: str) -> None:
    assert len({fault.page for fault in pages.faults() if fault.rule == rule}) >= pages.least


def test_the_sets_share_no_page() -> None:
    names = [{page.split("/")[1].split(".")[0] for page in pages.pages(*KINDS)} for pages in SETS]
    assert not set.intersection(*names)


@pytest.mark.parametrize(
    ("pages", "fault"),
    LABELS,
    ids=[f"{pages.name}-{fault.page}-{fault.rule}" for pages, fault in LABELS],
)
def test_label_fits_its_page(pages: PageSet, fault: Fault) -> None:
    assert fault.rule in RULES
    assert fault.note
    lines = pages.text(fault.page).splitlines()
    for first, last in fault.lines:
        assert 1 <= first <= last <= len(lines)
    # so that a label is moved along when lines are added above it
    assert lines[fault.lines[0][0] - 1].strip().startswith(fault.begins)
