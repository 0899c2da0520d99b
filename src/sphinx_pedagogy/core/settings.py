"""Every ``pedagogy_*`` setting, once: default, type, check, help, what it rebuilds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx_pedagogy.core.setting_checks import (
    OneOf,
    are_patterns,
    is_address,
    is_bool,
    is_courses,
    is_devices,
    is_executor,
    is_file,
    is_github_folder,
    is_limits,
    is_path,
    is_prefix,
    is_scale,
    is_seconds,
    is_severities,
    is_text,
    is_tls,
    is_whole,
    is_worker_address,
)
from sphinx_pedagogy.core.source_folders import complaint_about as is_folders
from sphinx_pedagogy.course.plain_mentions import LESSONS, SCOPES
from sphinx_pedagogy.model.course import FADING_AFTER
from sphinx_pedagogy.model.depth import DEFAULT_SCALE
from sphinx_pedagogy.model.findings import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.config import Config

MISSING_OUTPUT = ("auto", "error", "stale", "cpu", "skip")
SOLUTIONS = SHOW, HIDE = "show", "hide"
"""Whether readers get the solutions of exercises."""


class Setting(NamedTuple):
    """One ``pedagogy_*`` value of ``conf.py``."""

    name: str
    default: Any
    rebuild: Literal["", "env", "html"]
    """What Sphinx does again when the value changes."""
    complaint: Callable[[object], str | None]
    """Returns what is wrong with a value, or ``None``."""
    help: str
    """One sentence for the manual's table."""


SETTINGS = (
    Setting(
        name="pedagogy_allow_insecure_worker",
        default=False,
        rebuild="",
        complaint=is_bool,
        help="Allow an address without encryption (`tcp://`) in `pedagogy_worker_address`. Anybody "
        "on the network between the machines, or with an account on one of them, can then run code "
        "on both.",
    ),
    Setting(
        name="pedagogy_answers",
        default="",
        rebuild="",
        complaint=is_file,
        help="The file that `sphinx-pedagogy answers merge --format json` made from the "
        "answers of readers: a path from the folder of `conf.py`. The view "
        "`check-statistics` shows this file to authors.",
    ),
    Setting(
        name="pedagogy_audit",
        default={},
        rebuild="",
        complaint=is_severities,
        help='The severity of each rule: `"error"`, `"warning"`, `"note"` or `"off"`. `"*"` '
        'means every rule that is not named, and `"prose"` means all guesses, which rules make '
        "from prose.",
    ),
    Setting(
        name="pedagogy_audit_limits",
        default={},
        rebuild="env",
        complaint=is_limits,
        help="The limits of rules, by the name of the rule and the name of the limit. A limit that "
        "you leave out keeps its default.",
    ),
    Setting(
        name="pedagogy_audit_profile",
        default=Profile.ESSENTIALS.value,
        rebuild="",
        complaint=OneOf(*Profile),
        help='How much the audit looks for. `"essentials"` is what is wrong in any course. '
        '`"course"` adds style, amount and balance, and `"strict"` adds matters of taste, '
        "and guesses that are often wrong. A rule that `pedagogy_audit` names runs in "
        "every profile.",
    ),
    Setting(
        name="pedagogy_audience",
        default="reader",
        rebuild="env",
        complaint=OneOf("reader", "author"),
        help='Who the site is for: `"reader"` leaves out the pages of `pedagogy_author_pages`, '
        'and the blocks for authors that plugins add; `"author"` shows both.',
    ),
    Setting(
        name="pedagogy_author_pages",
        default=[
            f"**/{name}{suffix}"
            for name in ("plan", "*.plan", "reviews", "*.reviews")
            for suffix in (".md", ".rst")
        ],
        rebuild="env",
        complaint=are_patterns("**/plan.md"),
        help="Patterns of the files that are for authors only: plans and reviews.",
    ),
    Setting(
        name="pedagogy_backlinks",
        default=5,
        rebuild="env",
        complaint=is_whole(0, ", or 0 for none"),
        help="The line below each `concept` block names later lessons that teach, require, recap "
        "or mention the concept. The setting is the largest number of lessons in this line; "
        "0 leaves the line out.",
    ),
    Setting(
        name="pedagogy_bare_names",
        default=True,
        rebuild="env",
        complaint=is_bool,
        help="Give each block its bare name (`check`) in addition to `ped:check`. A block never "
        "gets a bare name that another extension owns.",
    ),
    Setting(
        name="pedagogy_colab",
        default="",
        rebuild="html",
        complaint=is_github_folder,
        help="Where the built site is on GitHub, if a branch contains the site: "
        "`OWNER/REPOSITORY/BRANCH`. If the site is in a folder of the branch, add the path of the "
        "folder. Pages then link to their notebooks in Colab.",
    ),
    Setting(
        name="pedagogy_courses",
        default={},
        rebuild="env",
        complaint=is_courses,
        help="Other courses that students have taken, each under a name that you choose. The value "
        "is the address of the site, or a pair of this address and the path of a local copy of "
        "the site's `curriculum.json`. What these courses teach counts as known.",
    ),
    Setting(
        name="pedagogy_depths",
        default=list(DEFAULT_SCALE.words),
        rebuild="env",
        complaint=is_scale,
        help="The words for how deeply a concept is taught, from the least deep to the deepest.",
    ),
    Setting(
        name="pedagogy_executed",
        default="executed",
        rebuild="env",
        complaint=is_path,
        help="The folder of stored outputs: a path from the folder of the sources. If there is "
        "no such folder, the path from the folder of `conf.py` is tried. If you commit the stored "
        "outputs, no other machine needs to run anything.",
    ),
    Setting(
        name="pedagogy_executor",
        default="auto",
        rebuild="",
        complaint=is_executor,
        help='What runs cells. `"local"` runs one page after the other on this machine. `"dask"` '
        'runs several pages at a time, here or on workers. `"none"` shows only stored outputs. '
        '`"auto"` is `"dask"` if pages go to workers, or if Dask is installed and several pages '
        'have to run; otherwise it is `"local"`. A plugin may add another executor.',
    ),
    Setting(
        name="pedagogy_fading_after",
        default=FADING_AFTER,
        rebuild="env",
        complaint=is_whole(1, " above 0"),
        help="The number of lessons without a use after which a concept counts as fading.",
    ),
    Setting(
        name="pedagogy_fold_header",
        default=True,
        rebuild="html",
        complaint=is_bool,
        help="Show the outcomes, the scope and the requirements of a lesson as one line each, "
        "which the reader can unfold. In print they are open.",
    ),
    Setting(
        name="pedagogy_folders",
        default={},
        rebuild="env",
        complaint=is_folders,
        help="Folders outside of the sources whose files are pages, too. Each key is a path on the "
        "site, at which the pages of a folder appear. Its value is the path of this folder, "
        "relative to `conf.py`.",
    ),
    Setting(
        name="pedagogy_kernel_environment",
        default=[],
        rebuild="",
        complaint=are_patterns("MY_COURSE_*"),
        help="Names or patterns of environment variables that kernels get in addition to the usual "
        "ones.",
    ),
    Setting(
        name="pedagogy_lesson_timeout",
        default=3600,
        rebuild="",
        complaint=is_seconds,
        help="Seconds that the cells of one page may take together.",
    ),
    Setting(
        name="pedagogy_link_mentions",
        default=LESSONS,
        rebuild="env",
        complaint=OneOf(*SCOPES),
        help="Which mentions of concepts in plain words become links: the first mention in each "
        'section (`"section"`) or page (`"page"`), or none (`"off"`). `"lessons"` is like '
        '`"section"`, but only in a project that has a lesson, and only on pages that use a block, '
        'view or role of sphinx-pedagogy. Unless the setting is `"off"`, each mention counts as a '
        "use.",
    ),
    Setting(
        name="pedagogy_local_gpus",
        default=0,
        rebuild="",
        complaint=is_whole(0, ", 0 or above"),
        help="How many GPUs this machine has for pages that need one.",
    ),
    Setting(
        name="pedagogy_manual",
        default="",
        rebuild="",
        complaint=is_address,
        help="The address of this manual, if you publish a copy. In SARIF reports, each rule then "
        "links to its page in this copy. If the setting is empty, rules link to the documentation "
        "address of the installed package.",
    ),
    Setting(
        name="pedagogy_max_output",
        default=20,
        rebuild="",
        complaint=is_whole(1, " above 0"),
        help="Megabytes that the outputs of one page may have together.",
    ),
    Setting(
        name="pedagogy_notebook_solutions",
        default="strip",
        rebuild="html",
        complaint=OneOf("strip", "fold"),
        help="What the notebook for students has where the page has a solution: an empty cell "
        '(`"strip"`), or the solution itself, folded (`"fold"`).',
    ),
    Setting(
        name="pedagogy_notebooks",
        default=[],
        rebuild="html",
        complaint=are_patterns("labs/*.md"),
        help="Patterns of pages that students can download as notebooks. The notebooks of "
        "lessons need no pattern.",
    ),
    Setting(
        name="pedagogy_on_missing_output",
        default="auto",
        rebuild="",
        complaint=OneOf(*MISSING_OUTPUT),
        help="What to do for a page whose outputs are not stored and cannot be made: fail "
        '(`"error"`), show the newest stored outputs (`"stale"`), run the page on the CPU '
        '(`"cpu"`), or show none (`"skip"`). `"auto"` is `"error"` in CI and on Read the Docs, '
        'else `"stale"`.',
    ),
    Setting(
        name="pedagogy_print_answers",
        default="inline",
        rebuild="env",
        complaint=OneOf("inline", "end"),
        help="Where the answers are in PDF, EPUB, plain text and other formats that cannot fold: "
        '`"inline"`, after the question, or `"end"`, in a section at the end of the page.',
    ),
    Setting(
        name="pedagogy_progress",
        default=True,
        rebuild="html",
        complaint=is_bool,
        help="Keep predictions, opened answers and finished lessons in the reader's browser. "
        "Nothing is ever sent anywhere.",
    ),
    Setting(
        name="pedagogy_solutions",
        default="show",
        rebuild="html",
        complaint=OneOf(*SOLUTIONS),
        help='Whether readers get the solutions of exercises. With `"show"`, the solutions are on '
        'pages, folded, and in separate notebooks. With `"hide"`, only guided '
        "exercises and the authors' site keep their solutions.",
    ),
    Setting(
        name="pedagogy_solutions_withheld",
        default="",
        rebuild="",
        complaint=is_text,
        help='Why the course shows no solutions, such as `"they are handed out in class"`. '
        "The audit then reports this reason instead of the missing solutions.",
    ),
    Setting(
        name="pedagogy_storage_prefix",
        default="",
        rebuild="html",
        complaint=is_prefix,
        help="The prefix of the keys in the browser's storage. If the setting is empty, the build "
        "makes the prefix from the name of the project, so that two courses on one host share "
        "nothing.",
    ),
    Setting(
        name="pedagogy_style_admonitions",
        default=False,
        rebuild="html",
        complaint=is_bool,
        help="On every page, make plain admonitions, folded cells and sphinx-design's asides look "
        "like the blocks.",
    ),
    Setting(
        name="pedagogy_worker_address",
        default="",
        rebuild="",
        complaint=is_worker_address,
        help="The Dask scheduler whose workers run cells: `tls://HOST:PORT`. "
        "The command `sphinx-pedagogy worker` starts a scheduler with its workers.",
    ),
    Setting(
        name="pedagogy_worker_devices",
        default=["gpu"],
        rebuild="",
        complaint=is_devices,
        help="Pages for these devices go to the scheduler at `pedagogy_worker_address`.",
    ),
    Setting(
        name="pedagogy_worker_tls",
        default={},
        rebuild="",
        complaint=is_tls,
        help="The certificate files for a `tls://` address: `ca`, `cert` and `key`. By "
        "default, these are the files that `sphinx-pedagogy worker` made for your user account.",
    ),
    Setting(
        name="pedagogy_worker_wait",
        default=20,
        rebuild="",
        complaint=is_seconds,
        help="Seconds to wait for the scheduler, and for a worker with the right device.",
    ),
    Setting(
        name="pedagogy_workers",
        default=0,
        rebuild="",
        complaint=is_whole(0, ", 0 or above"),
        help="How many pages Dask runs at the same time on this machine; 0 means one for each "
        "core, at most 4.",
    ),
)


def hides_solutions(config: Config) -> bool:
    """Whether this edition has no solutions: one for students may, one for authors never."""
    return bool(config.pedagogy_solutions == HIDE and config.pedagogy_audience == "reader")
