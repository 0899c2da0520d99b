"""The benchmarks work. What they measure is no test: that depends on the machine."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

ROOT = Path(__file__).parents[2]
# the benchmarks run from the root of the project, as one package
sys.path.append(str(ROOT))

from tests.benchmarks import execution, labelled, mentions, model, report  # noqa: E402
from tests.benchmarks.builds import audit, build, weigh  # noqa: E402
from tests.benchmarks.course import Course  # noqa: E402
from tests.benchmarks.generate import DIALECTS, installed, write  # noqa: E402
from tests.benchmarks.measure import Bench, run_all  # noqa: E402
from tests.benchmarks.parts import Edit  # noqa: E402

if TYPE_CHECKING:
    from tests.benchmarks.report import Results

LESSONS = 3


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_can_be_built(dialect: str, tmp_path: Path) -> None:
    if not installed(dialect):
        pytest.skip("not all of its extensions are installed")
    source = tmp_path / "source"
    assert write(source, dialect, Course(LESSONS)) > LESSONS
    cost = build(source, tmp_path / "out", "-W", "--keep-going")
    assert cost.warnings == 0
    assert cost.read > LESSONS
    assert weigh(tmp_path / "out")["lesson"] > 0


def test_the_audit_reads_what_changed(tmp_path: Path) -> None:
    source, cache = tmp_path / "source", tmp_path / "cache"
    write(source, "pedagogy", Course(LESSONS))
    audit(source, cache)
    trees = {tree: tree.stat().st_mtime_ns for tree in cache.rglob("*.doctree")}
    assert len(trees) > LESSONS
    audit(source, cache, write(source, "pedagogy", Course(LESSONS, (Edit("prose", 1),))))
    assert sum(tree.stat().st_mtime_ns != trees[tree] for tree in trees) == 1


def test_the_audit_is_measured_in_each_way(tmp_path: Path) -> None:
    bench = Bench(tmp_path, LESSONS, ["pedagogy"])
    bench.audit(runs=1)
    assert set(bench.audits) == set(report.AUDITS)
    assert [bench.audits[kind][0].edited for kind in report.AUDITS] == [0, 1]


def test_an_edit_touches_no_other_file(tmp_path: Path) -> None:
    write(tmp_path, "pedagogy", Course(LESSONS))
    assert write(tmp_path, "pedagogy", Course(LESSONS)) == 0
    for kind in ("prose", "title", "depth"):
        assert write(tmp_path, "pedagogy", Course(LESSONS, (Edit(kind, 1),))) > 0
        write(tmp_path, "pedagogy", Course(LESSONS))


def test_the_course_does_not_depend_on_its_size() -> None:
    small, large = Course(LESSONS), Course(4 * LESSONS)
    assert large.lessons[:LESSONS] == small.lessons


def test_the_model_finds_what_the_bare_pass_finds() -> None:
    found = model.compare(lessons=200, runs=1)
    assert found.gaps == found.bare_gaps > 0


def test_names_in_plain_words_are_found_in_both_ways() -> None:
    found = mentions.compare(names=2000, runs=1)
    assert found.found > 0
    assert found.table > 0 < found.alternation


def test_labels_are_held_against_what_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['myst_parser', 'sphinx_pedagogy']\n")
    (tmp_path / "index.md").write_text(
        "# Heaps\n\n```{concept} Merge sort\n:aka: Mergesort\nSorts by merging.\n```\n\n"
        "A merge sort is stable. Merge sorts need room.\n\nThis merge sort is a film.\n\n"
        "Nobody has read of the merge sort here.\n",
        encoding="utf-8",
    )
    table = tmp_path / "labels.tsv"
    rows = [
        labelled.COLUMNS,
        ("index", "A merge sort is stable Merge sorts need", "merge sort", "Merge sort", "right"),
        ("index", "A merge sort is stable Merge sorts need", "stable", "Merge sort", "right"),
        # it stands there once now, so its second label is out of use
        ("index", "A merge sort is stable Merge sorts need", "stable", "Merge sort", "right"),
        ("index", "A merge sort is stable Merge sorts need", "Merge sorts", "Mergesort", "right"),
        ("index", "This merge sort is a film", "", "", ""),
        ("index", "Nobody wrote this", "merge sort", "Merge sort", "right"),
    ]
    table.write_text("\n".join(map("\t".join, rows)) + "\n", encoding="utf-8")
    labelled.main([str(tmp_path), str(table)])
    told = capsys.readouterr().out
    assert "mentions: 2 right, 1 wrong, precision 0.667; 1 missed, recall 0.667" in told
    assert "wrong\t'merge sort'\tmerge-sort\tindex:10\tThis merge sort is a film" in told
    assert "missed\t'stable'" in told


def test_the_report_names_each_goal() -> None:
    cost = {
        "wall": 1.0,
        "cpu": 1.0,
        "peak": 100.0,
        "edited": 0,
        "read": 1,
        "written": 1,
        "warnings": 0,
    }
    weight = dict.fromkeys((*report.WEIGHTS, *report.OWN_GOALS), 1000)
    results: Results = {
        "lessons": LESSONS,
        "rested": False,
        "phases": {name: {"full": [cost], "same": [cost]} for name in DIALECTS},
        "weights": dict.fromkeys(DIALECTS, weight),
        "together": False,
        "audits": {kind: [cost] for kind in report.AUDITS},
    }
    text = report.report([results], "cpu", "median")
    assert "| full build, to design | 1.00 | 1.00 | yes |" in text
    assert "| full build, to needs | 0.80 | 1.00 | no |" in text
    assert "| full build, to unaudited | 1.05 | 1.00 | yes |" in text
    for kind in ("nothing changed", "one lesson's prose changed"):
        assert f"audit, {kind} | 2 s | 1.00 s, 1.000 of a full build | yes |" in text
    results["phases"].pop("plain")
    first = next(iter(results["phases"]))
    assert f"cpu as a ratio to {first} |" in report.report([results], "cpu", "median")


def test_builds_at_the_same_time(tmp_path: Path) -> None:
    bench = Bench(tmp_path, LESSONS, ["unaudited", "pedagogy"], together=True)
    for _run in range(2):
        run_all([bench], ["full", "prose"])
    assert {key: len(costs) for key, costs in bench.costs.items()} == {
        (name, phase): 2 for name in ("unaudited", "pedagogy") for phase in ("full", "prose")
    }
    assert all(cost.written > LESSONS for cost in bench.costs["pedagogy", "full"])
    assert [cost.edited for cost in bench.costs["pedagogy", "prose"]] == [1, 1]
    text = report.report([bench.results()], "cpu", "median")
    assert "collector rested for none, at the same time" in text
    assert "| full build, to unaudited | 1.05 |" in text


def test_each_two_builds_at_the_same_time_are_held_against_each_other() -> None:
    """A slow minute makes both builds of a run slow, so the ratio of the run stays the same."""
    cost = {"wall": 1.0, "peak": 1.0, "edited": 0, "read": 1, "written": 1, "warnings": 0}
    seconds = {"plain": (1.0, 2.0, 5.0), "pedagogy": (1.1, 2.2, 30.0)}
    results: Results = {
        "lessons": LESSONS,
        "rested": False,
        "phases": {
            name: {"same": [{**cost, "cpu": each} for each in found]}
            for name, found in seconds.items()
        },
        "weights": {},
        "together": True,
        "audits": {},
    }
    text = report.report([results], "cpu", "least")
    assert "| nothing changed, to plain | 1.10 | 1.10 | yes |" in text


def test_execution_is_measured_on_both_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ratios = execution.measure(tmp_path, lessons=2, seconds=0.1, runs=1)
    assert set(ratios) == {execution.FRESH, execution.HITS}
    assert all(ratio > 0 for ratio in ratios.values())
    assert capsys.readouterr().out.count("s on the clock") == 4


def test_the_collector_rests_for_all_or_for_none(tmp_path: Path) -> None:
    benches = [Bench(tmp_path, 1, ["plain"], rested=rested) for rested in (False, True)]
    for bench in benches:
        write(bench.folder / "plain", "plain", Course(1))
        with (bench.folder / "plain" / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write("import gc\nprint('pace', gc.get_threshold()[0])\n")
        output = bench.folder / "out"
        build(bench.folder / "plain", output, rested=bench.rested)
        assert ("pace 50000" in output.with_suffix(".log").read_text()) is bench.rested
    run_all(benches, ["same"])
    text = report.report([bench.results() for bench in benches], "cpu", "median")
    assert "### 1 lessons, collector rested for none" in text
    assert "### 1 lessons, collector rested for all" in text
