"""List the requirements of a course that are not met."""

import json
import sys
from pathlib import Path

course = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
assert course["version"] == 2
for lesson in course["lessons"]:
    for need in lesson["requires"]:
        if need["status"] != "ok":
            place = f"{need['document']}:{need['line'] or 1}"
            print(f"{place}: {need['concept']}: {need['status']}, known: {need['known'] or '-'}")
