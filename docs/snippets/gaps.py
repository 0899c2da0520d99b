import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    course = json.load(file)
assert course["version"] == 1
for lesson in course["lessons"]:
    for need in lesson["requires"]:
        if need["status"] != "ok":
            place = f"{need['document']}:{need['line'] or 1}"
            print(f"{place}: {need['concept']}: {need['status']}, known: {need['known'] or '-'}")
