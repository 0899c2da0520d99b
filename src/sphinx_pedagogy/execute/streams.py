r"""What cells print, made fit to be sent.

Text such as ``"\ud800"`` (half of a pair) is a string to Python, but no UTF-8. ipykernel fails
where it sends it, not where a cell prints it: the page shows the traceback of its kernel, and
now and then the thread that sends misses what comes next, and each cell waits ten seconds for it.
"""

from __future__ import annotations

_CODE = r"""
import sys

def escape(stream):
    write = stream.write

    def write_escaped(text):
        if isinstance(text, str) and not text.isascii():
            text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        return write(text)

    try:
        stream.write = write_escaped
    except AttributeError:
        pass

escape(sys.stdout)
escape(sys.stderr)
"""
# In a scope of its own, so that nothing of it stays in the lesson's names. As a cell it would not
# last: IPython puts the streams back as they were when a cell ends.
ESCAPE = f"exec({_CODE!r}, {{}})"
"""A Python expression after which a kernel prints escaped what has no UTF-8."""
