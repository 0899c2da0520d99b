"""The words by which a page decides something, and what the things that it excludes stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.regex import regex

if TYPE_CHECKING:
    from collections.abc import Set

_HERE = (
    r"(?:course|lesson|book|page|text|recipe|chapter|exercise|tutorial|module|guide|story|garden)"
)
BINDS = any_of(
    r"throughout|from (?:here|now|this point) on|without exception|nothing else|always|"
    r"conventions?|decisions?|decided?|agree[ds]?|agreement|house rules?|promise|notation|"
    rf"(?:in|on|for|into|of) (?:this|the whole|our) {_HERE}|(?:in )?all (?:later|other|coming) "
    rf"lessons|"
    r"for (?:this|the) whole [a-z]+|"
    rf"(?:until|to|till) the (?:very )?(?:end|last)\b|on purpose|start to finish|we keep to|"
    rf"this {_HERE} (?:keeps?|uses?|writes?|does|has|is|stays)|here and|rules? of (?:this|the)|"
    r"no exceptions?|everywhere|for good|ever|stays? (?:free|vegan|vegetarian)|house style|we "
    r"stick to"
)
"""What says that a sentence binds the rest of the page."""
_W = r"[^\s,;:!?()]*[^\s,.;:!?()]"
_NP = (
    rf"(?P<what>(?:the |any |an? |all )?{_W}(?: {_W}){{0,2}}(?:,? (?:and|or|nor) {_W}(?: {_W})?)?)"
)
_USE = (
    r"(?:touch|use|need|mention|write|say|speak of|consider|take|start|allow|accept|want|"
    r"employ|apply|delete|store|type|import|call)"
)
EXCLUDES = tuple(
    regex(pattern, 2)
    for pattern in (
        rf"\b(?:we|i|this (?:course|page|lesson|book|text)|nobody) [^.;:!?]{{0,30}}?\b(?:do not|"
        rf"don['’]t|does not|doesn['’]t|will not|won['’]t|shall not|never) (?:ever )?{_USE} {_NP}",
        rf"\b(?:do|get along|manage) (?:entirely |completely |wholly )?without {_NP}",
        rf"\b(?:free|stays? free|keeps? free) (?:of|from) {_NP}",
        rf"\b(?:leaves?|leaving|left|keep|keeps) (?!out|aside){_NP} (?:out|aside|away|off)\b",
        r"(?:^|[.;,:] |\band )(?P<what>(?:the |any )?[^\s,.;:!?()]+(?: [^\s,.;:!?()]+)?(?:,? "
        r"(?:and|or) [^\s,.;:!?()]+)?) "
        r"(?:do not|don['’]t|does not|doesn['’]t|will not|won['’]t|will never|never|must not|"
        r"may not) (?:appear|come|occur|enter|be used|play|have a place|turn up)\b",
        r"(?:^|[.;,:] |\band )(?P<what>(?:the |any )?[^\s,.;:!?()]+(?: [^\s,.;:!?()]+)?) (?:is|"
        r"are|stays?|remains?|be) "
        r"(?:left out|left aside|not used|never used|out|forbidden|banned|not allowed|off "
        r"limits|never deleted)\b",
    )
)
NO = regex(rf"(?:^|[.;:] |, )(?:so |and |but )?(?:no|never(?: in| with| by)?) {_NP}", 2)
LABELS = any_of(
    r"decision|decided|agreed|agreement|throughout|conventions?|house rules?|start to finish|"
    r"(?:no [a-z-]+,? |never, )ever|notation"
)
BRIEF = 14
"""Words of a sentence that only says what is not to be."""
WITHOUT = regex(rf"\bwithout {_NP}", 2)
FIRM = any_of(
    r"decisions?|decided|agreed|agreement|entirely|throughout|convention|house rules?|start to "
    r"finish"
)
"""What makes any "without" a decision."""
NOT = regex(rf"(?:, not|,? never|instead of|rather than) {_NP}", 2)
SAYS = any_of(
    r"(?:we|i|this (?:course|page|book|lesson)) (?:always )?(?:say|write|call|use|spell)s?"
)
NEVER = regex(
    r"\bno (?P<noun>[a-z]+) (?:is|are|gets?|will be|may be) ever (?P<verb>[a-z]+ed)\b"
    r"|\b(?P<nouns>[a-z]+s) are never (?P<verbs>[a-z]+ed)\b",
    2,
)
STOP = frozenset(
    [
        *(
            "in",
            "on",
            "at",
            "for",
            "from",
            "to",
            "of",
            "with",
            "by",
            "since",
            "because",
            "until",
            "till",
        ),
        *(
            "here",
            "there",
            "ever",
            "again",
            "anywhere",
            "yet",
            "that",
            "which",
            "who",
            "when",
            "as",
        ),
        *(
            "is",
            "are",
            "was",
            "were",
            "will",
            "we",
            "you",
            "it",
            "they",
            "this",
            "these",
            "but",
            "so",
        ),
        *(
            "before",
            "after",
            "than",
            "then",
            "if",
            "where",
            "into",
            "throughout",
            "aside",
            "out",
            "be",
        ),
    ]
)
MODAL = frozenset(
    ["should", "must", "can", "could", "would", "may", "might", "has", "have", "had", "do", "does"]
)
GENERIC = frozenset(
    [
        # what authors have not written yet
        *("todo", "tbd", "fixme", "tba"),
        *(
            "thing",
            "things",
            "other",
            "others",
            "kind",
            "kinds",
            "way",
            "ways",
            "people",
            "exception",
        ),
        *(
            "exceptions",
            "doubt",
            "matter",
            "word",
            "words",
            "more",
            "less",
            "one",
            "part",
            "time",
            "times",
        ),
        *("everything", "anything", "nothing", "question", "questions", "case", "cases", "detail"),
        *("details", "problem", "problems", "idea", "reason", "reasons", "longer", "means", "name"),
        *(
            "names",
            "it",
            "them",
            "him",
            "her",
            "us",
            "me",
            "itself",
            "need",
            "needs",
            "much",
            "many",
        ),
        *("any", "some", "two", "ones", "so", "such", "data", "number", "numbers", "line", "lines"),
        *(
            "wonder",
            "surprise",
            "difference",
            "place",
            "point",
            "value",
            "values",
            "rest",
            "result",
        ),
        *(
            "step",
            "steps",
            "page",
            "lesson",
            "course",
            "text",
            "chapter",
            "section",
            "book",
            "code",
        ),
        *("program", "function", "user", "reader", "student", "students", "readers", "example"),
        *("examples", "strings", "string", "what", "how", "why", "only", "just", "even", "too"),
    ]
)
SIGNS = {"flat": "♭", "sharp": "♯", "degre": "°", "percent": "%"}
_FOOD = frozenset(
    ["butter", "milk", "cream", "cheese", "yogurt", "yoghurt", "honey", "egg", "ghee", "lard"]
)
_MEAT = frozenset(["meat", "beef", "pork", "chicken", "bacon", "ham", "fish", "anchovi", "gelatin"])
MEMBERS: dict[str, Set[str]] = {
    "vegan": _FOOD | _MEAT,
    "vegetarian": _MEAT,
    "dairi": frozenset(["butter", "milk", "cream", "cheese", "yogurt", "yoghurt", "ghee"]),
    "gluten": frozenset(
        ["wheat", "semolina", "rye", "barley", "spelt", "couscous", "bulgur", "malt"]
    ),
    "alcohol": frozenset(["wine", "beer", "rum", "brandi", "vodka", "whisky"]),
    "meat": _MEAT,
    "electron": frozenset(["gps", "plotter", "radar", "autopilot"]),
    "instrument": frozenset(["gps", "plotter", "radar", "protractor"]),
}
"""What some words that a decision may exclude, or ask for, stand for."""
PLANT = any_of(r"coconut|almond|soy\w*|oats?|vegan|peanut|cashew|plant\w*|cocoa|buckwheat|rice")
"""What makes milk or butter no animal's."""
DIETS = regex(
    r"\b(?:stays?|is|are|keep\w*|remains?|cooks?|bakes?|be) (?:\w+ )?(?P<diet>vegan|vegetarian)\b",
    2,
)
COMPOUND = regex(r"\b(?P<diet>gluten|dairy|alcohol|meat)[- ]free\b", 2)
SPARES = any_of(
    r"not|no|never|without|neither|nor|instead|rather|avoid\w*|leave|left|would|could|might|"
    r"later|unlike|"
    r"than|wrong|mistake|forbidden|banned|if|whoever|somebody|someone|others|elsewhere|usually|"
    r"convert\w*|translat\w*|historical\w*|called|once|exception|\w+n['’]t"
)
"""What says that a sentence only speaks of what is left out."""
GROUPS: tuple[dict[str, str], ...] = (
    {
        **dict.fromkeys(("radian", "radians", "rad"), "radian"),
        **dict.fromkeys(("degree", "degrees", "°"), "degree"),
    },
    {
        **dict.fromkeys(("kelvin", "kelvins", "K"), "kelvin"),
        **dict.fromkeys(("celsius", "°C", "degrees Celsius"), "celsius"),
        **dict.fromkeys(("fahrenheit", "°F"), "fahrenheit"),
    },
    {
        **dict.fromkeys(("gram", "grams", "gramme", "grammes", "g", "kg", "kilograms"), "gram"),
        **dict.fromkeys(("cup", "cups"), "cup"),
        **dict.fromkeys(
            ("spoon", "spoons", "teaspoon", "teaspoons", "tablespoon", "tablespoons"), "spoon"
        ),
        **dict.fromkeys(("ounce", "ounces", "oz"), "ounce"),
        **dict.fromkeys(("pound", "pounds", "lb"), "pound"),
        **dict.fromkeys(("handful", "handfuls", "pinch", "pinches"), "handful"),
    },
    {
        **dict.fromkeys(
            ("metre", "metres", "meter", "meters", "m", "cm", "centimetres", "millimetres", "mm"),
            "metre",
        ),
        **dict.fromkeys(("kilometre", "kilometres", "km", "km/h"), "kilometre"),
        **dict.fromkeys(
            ("mile", "miles", "mph", "foot", "feet", "ft", "inch", "inches", "yard", "yards"),
            "mile",
        ),
    },
    {
        **dict.fromkeys(("second", "seconds", "s"), "second"),
        **dict.fromkeys(("minute", "minutes", "min"), "minute"),
        **dict.fromkeys(("hour", "hours", "h"), "hour"),
    },
    {
        **dict.fromkeys(("euro", "euros", "€"), "euro"),
        **dict.fromkeys(("dollar", "dollars", "$"), "dollar"),
        **dict.fromkeys(("franc", "francs", "CHF"), "franc"),
    },
    {
        **dict.fromkeys(("knot", "knots"), "knot"),
        **dict.fromkeys(("km/h",), "km/h"),
        **dict.fromkeys(("mph",), "mph"),
    },
)
"""Units of which a page may admit some only, each group for one thing to measure."""
UNITS = frozenset(stem(name) for group in GROUPS for name in group if len(name) > 3)
COUNT = r"(?:\d[\d.,]*|one|an?|two|three|four|five|six|half an?|heaped|level)"
RESTRICTS = any_of(
    r"every|all|only|throughout|always|everything|without exception|nothing else|nothing but|"
    r"keep to|stick to|any"
)
UNIT_IN = regex(
    r"(?:(?<!\w)(?:(?:are |is )?(?:given )?in|to|with|by|use|uses|are)|:) (?:the )?(?:whole "
    r")?(?P<units>[\w°/]+(?:(?:, | and )[\w°/]+){0,3})(?= |[,.;:!?]|$)"
)
