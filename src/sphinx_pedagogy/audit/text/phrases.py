"""Phrases by which a text asks, decides or evades: English, German, French.

Who writes in another language switches the rules that use them off, or offers a list.
"""

from __future__ import annotations

import re

from sphinx_pedagogy.audit.text.words import any_of
from sphinx_pedagogy.course.regex import regex

ASKS_NUMBER = any_of(
    r"how (?:many|much|large|big|long|often|far|high|fast|small|wide|deep|likely)",
    r"(?:what|which|by what|at what)(?: is| are|'s)?(?: the)?(?: \w+){0,2} "
    r"(?:shape|size|factor|number|value|percentage|percent|share|ratio|probability|count|"
    r"dimensions?|length|width|height|total|sum|product|rate|cost|price|speed|time|memory)",
    *("compute", "calculate", "estimate", "work out"),
    *("wie viele?", "wie gross", "wie groß", "wie oft", "wie lange?", "berechne", "schätze"),
    *("combien", "calculez?", "estimez?", "quelle (?:taille|valeur|proportion|probabilité)"),
)
"""A question whose answer is a number."""
_QUANTITY = (
    r"(?:amount|mass|weight|height|depth|distance|length|width|duration|speed|temperature|pressure|"
    r"volume|area|angle|frequency|concentration|density|voltage|power|energy|dose|price|cost|rate|"
    r"percentage|share|ratio|probability|number|quantity|interest|profit|age|year|charge|force)"
)
ASKS_AMOUNT = any_of(
    r"how (?:heavy|high|tall|thick|cold|hot|warm|old|strong|loud|late|soon)",
    rf"(?:what|which) (?:\w+ )?{_QUANTITY}",
    rf"(?:state|give|find|determine|tell|name|work out) (?:the|its|their) (?:\w+ )?{_QUANTITY}",
    r"what (?:does|do|will|should|must|has) (?:the|your|a) (?:\w+ )?(?:scales?|clock|watch|meter|"
    r"gauge|thermometer|counter|ruler|log|bill|receipt)(?: \w+){0,2} (?:show|read|say|stand)",
)
"""A question for how much of something there is: its answer has a number."""
TELLS_AMOUNT = any_of(
    *("same", "equal\\w*", "identical", "unchanged", "as (?:many|much|long|far|often|high|large)"),
    *("all (?:of|the)", "all", "each of", "both", "neither", "infinit\\w+", "none", "nobody"),
    *("thirteen", "\\w{3,5}teen", "(?:thir|for|fif|six|seven|eigh|nine)ty(?:-\\w+)?", "score"),
    *("until", "till", "up to", "midnight", "noon", "per", "times", "whole", "entire\\w*"),
    *("empty", "impossible", "undefined", "linear\\w*", "quadratic\\w*", "constant", "root"),
    *(
        "(?:the|its) (?:square|cube)s?(?: root)?",
        "squared",
        "cubed",
        "proportional",
        "log\\w*",
        "equals?",
        "doubl\\w+",
        "halv\\w+",
    ),
)
"""Words that say how much without a number."""
ASKS_WHY = any_of(
    r"why|explain|describe|discuss|how (?:would|could|do|does|did|is|are|can|might|to)|"
    r"what would you|warum|wieso|erkläre|pourquoi|expliquez?|comment"
)
"""A question whose answer is a reason or a way."""
ASKS_REASON = any_of("why", "how come", "warum", "wieso", "weshalb", "pourquoi")
"""A question whose answer is a reason and nothing else."""
HEDGE = any_of(
    *("depends?", "depending", "hard to (?:say|tell)", "difficult to (?:say|tell)"),
    *("var(?:y|ies|ied)", "implementation details?", "(?:many|several|various) factors"),
    r"no (?:single|simple|one|clear|definite|general|universal)(?: \w+)? (?:answer|rule|number)",
    *("either", "arguably", "not (?:necessarily|always)", "can(?:not|'t|’t) (?:really )?be said"),
    *(
        "who knows",
        "remains? to be seen",
        "an? (?:open|matter of)",
        r"up to (?:you|the (?:reader|user|team|reviewer|author|client|customer|patient|judge))",
    ),
    *("may", "might", "could", "perhaps", "maybe", "possibly", "probably", "presumably"),
    *("usually", "often", "sometimes", "generally", "typically", "in general", "tends? to"),
    *("pros and cons", "advantages and disadvantages", "merits?", "trade-?offs?", "debate[ds]?"),
    *("controvers\\w+", "(?:personal|matter of) taste", "good question", "comes? down to"),
    r"(?:some|many)\b.{1,60}\b(?:others|some)",
    *("seems?", "likely", "somewhat", "roughly speaking", "more or less", "kommt darauf an"),
    *("hängt .{0,40} ab", "schwer zu sagen", "je nachdem", "vielleicht", "möglicherweise"),
    *("ça dépend", "cela dépend", "dépend", "difficile à dire", "peut-être", "parfois"),
)
"""What keeps a statement from being wrong."""
ELSEWHERE = any_of(
    r"(?:see|look at|read|run|check|consult|go back to|refer to) (?:the|above|below|section|lesson|"
    r"chapter|again|it)|try (?:it|this|them)|find out|figure (?:it )?out|decide (?:for )?yourself|"
    r"(?:left|an exercise) (?:as an exercise )?(?:for|to) (?:you|the reader)|as above|think about|"
    r"let your|siehe|probier\w* (?:es|aus)|voir (?:le|la|les|ci)|essayez?"
)
"""Words that send a student away without an answer."""
ORDERS = regex(
    r"\W*(?:(?:just|simply|then|now|please|so|well|best|for that|to (?:see|know) (?:it|"
    r"this)),?\s+)*"
    r"(?:type|enter|run|try|test|measure|plot|draw|compute|calculate|work (?:it|this|that|"
    r"them) out|"
    r"check|compare|look|ask|discuss|think|ponder|weigh|consider|experiment|play|see|profile|"
    r"time (?:it|both)|"
    r"google|search|re-?read|go (?:back|through)|judge|decide|verify|simulate|guess|"
    r"(?:gib|tipp\w*|probier\w*|miss|mess\w+|rechne\w*|frag\w*|schau\w*|überleg\w*)(?= )|"
    r"essay\w+|mesur\w+|calculez|demand\w+|réfléch\w+)\b(?!['’])",
    re.IGNORECASE,
)
"""How a clause begins that sends a student to work it out."""
ASKS_DEED = any_of(
    r"what (?:would|should|do|does|can|could|will|must|might|did) (?:[\w']+ ){1,4}(?:do|try|"
    r"check|measure|test|"
    r"change|write|type|run|ask|look|use|choose|say|compare|plot)|what (?:is|are|"
    r"comes) (?:[\w']+ ){0,2}(?:first|next)|"
    r"how (?:would|could|do|does|did|can|might|to|should)|(?:which|what) (?:command|step|order|"
    r"action|"
    r"experiment|test|check|measurement)s?|where (?:would|do|should)|what now|was (?:tust|machst|"
    r"tun|macht)|"
    r"que fai\w+|do next|do first"
)
"""A question whose answer is something to do: there, an order is an answer."""
_WHO = (
    r"(?:experts?|professionals?|people|everyone|everybody|each|every|any|nobody|some|one|jeder|"
    r"chacun|"
    r"\w+(?:ers|ors|ists|ians|ars|cs|eers|men|women)|an? (?:[\w-]+ )?\w+(?:er|or|ist|ian|ar|eer|"
    r"ant))"
)
_PUTS_OFF = (
    r"calculat\w+|work\w* (?:it|this) out|profil\w+|measur\w+|argu\w+|disagree\w*|debat\w+|"
    r"discuss\w*|"
    r"differ|weigh\w*|decid\w+|judg\w+|think\w*|answer\w*|look\w*|check\w*|ask\w*|consider\w*|"
    r"test\w*|find\w* out|know|entscheiden|juger|décider"
)
PUTS_OFF = any_of(
    # somebody else would know
    rf"{_WHO}(?: [\w'-]+){{0,2}} (?:would|will|have|has|had|must|should|may|can|still|often|to|"
    rf"need\w*|muss|doit)"
    rf"(?: [\w'-]+){{0,5}} (?:{_PUTS_OFF})",
    rf"{_WHO}(?: [\w'-]+){{0,3}} (?:disagree|argue|debate|differ|are divided)d?",
    r"(?:you|we|one) (?:(?:will|would) )?(?:have|has|need|needs|ought) to (?:look|consider|think|"
    r"weigh|decide|check|"
    r"test|measure|try|find|see|ask|balance)",
    r"the (?:paper|book|docs?|documentation|formula|table|graph|plot|figure|manual|source|text)"
    r"(?: [\w'-]+){0,4} (?:tells?|says?|shows?|answers?|explains?)\b"
    r"(?! (?:that|\d|no|it is))",
    r"there(?: is|['’]s| are) (?:an? )?(?:lot|much|many|several|various|more)(?: things)? "
    r"(?:going on|to (?:say|consider|think|weigh|look)|reasons|ways|answers|factors|possibilities)",
    # it is spoken of the question, and not of what was asked
    r"(?:this|that|it) is (?:an? |one of the )?(?:\w+ ){0,2}(?:questions?|problems?|topics?|"
    r"matter|issue)\b(?! (?:because|as|since))",
    r"(?:come|coming|get) back to (?:this|that|it)|leave (?:this|that|it|the question) (?:open|"
    r"for)|"
    r"(?:next|later|another|following) (?:lesson|section|chapter|part|time|unit)s? (?:will|"
    r"tells?|shows?|answers?)|"
    r"arguments? (?:for|on|in favour of) both|both sides|two sides to|as always|"
    r"a (?:question of )?balance|the (?:whole|bigger|full) picture|becomes? clear\w*|"
    r"becomes? obvious|"
    r"think (?:it|this|that) over|think over|worth (?:thinking|considering|a thought|pondering|"
    r"discussing)|"
    r"food for thought|what this (?:lesson|section|chapter|unit) is about|opinions?|"
    r"for (?:her|him|your|one|it)self|for (?:them|our|your)selves|selbst entscheiden|par (?:lui|"
    r"elle|soi)[- ]même|"
    r"the answer (?:lies|is (?:subtle|complicated|complex|not (?:simple|easy|obvious)))|"
    r"hard question|"
    r"keep (?:this|that|it) in mind|many (?:have|people)|it all|all (?:sorts|kinds) of",
)
"""Words that put an answer off, or leave it to others."""
RESTATES = regex(r"\W*(?:whether|how (?:much|many|long|often|far)|ob|si)\b", re.IGNORECASE)
"""How a clause begins that only says once more what was asked."""
VAGUE = any_of(
    *(
        "handful",
        "bunch",
        "plenty",
        "notable",
        "noticeabl[ey]",
        "size?able",
        "a bit",
        "tiny",
        "enormous",
    ),
    *(
        "longer than (?:one|you|most|people|before)",
        "(?:more|less) than (?:one|you) (?:would )?\\w+",
    ),
    *(
        "(?<!as )many",
        "(?<!as )much",
        "a lot",
        "lots",
        "several",
        "a few",
        "quite",
        "very",
        "fairly",
        "rather",
    ),
    *("significantly", "considerably", "substantially", "dramatically", "huge", "large", "small"),
    *("some", "more", "fewer", "less", "most", "viele?", "einige", "deutlich", "erheblich"),
    *("beaucoup", "plusieurs", "nettement", "quelques"),
)
"""What stands where a number could."""
DECIDES = any_of(
    r"yes|no(?! (?:single|simple|one|clear|definite|general|universal))|neither|none|never|"
    r"(?<!as )always|true|false|if|unless|exactly|nothing|only|ja|nein|nie|immer|wenn|oui|non|"
    r"jamais|toujours|si"
)
"""What makes a clause an answer, hedged or not."""
_NO_NAME = (
    r"(?<![A-Za-z]-)(?<!figure )(?<!section )(?<!table )(?<!chapter )(?<!lesson )(?<!page )"
    r"(?<!version )"
)
"""No part of a name stands before: "adaLN-Zero", "ResNet-50", "Figure 3" say no number."""
NUMBER = any_of(
    rf"{_NO_NAME}\d[\d.,]*\w*",
    # "one" is a pronoun in most places
    r"(?<![\w,] )one|(?<=only )one|(?<=just )one|(?<=exactly )one|(?<=is )one",
    rf"{_NO_NAME}(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"hundreds?|thousands?|millions?|billions?|half|halves|quarters?|thirds?|twice|once|"
    r"double[sd]?|dozen)(?!-(?:shot|hot|sum|knowledge|day|way))|"
    r"\w+fold|none|nothing|null|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|doppelt|"
    r"halb|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|double|moitié",
)
"""A number, in digits or in words."""

_GUESS = (
    r"predict\w*|guess\w*|expect\w*|hypothes\w+|bet|hunch|intuition|try to (?:say|imagine)|"
    r"before (?:you|we|running|executing|reading)|without (?:calculating|computing|looking)|"
    r"what do you think|vorhersag\w*|vermut\w*|erwarte\w*|bevor|was (?:glaubst|meinst) du|"
    r"prédi\w+|devine\w*|attende\w*|avant d\w*|à votre avis|pensez-vous"
)
GUESSES = any_of(_GUESS)
"""A question that says that it asks for a guess."""
PREDICTS = any_of(
    _GUESS,
    r"estimate|what (?:do|will|would|should) (?:you|happen|it|they|be|the)|will (?:it|they|the)|"
    r"which .{0,60} will|what happens|schätze|was passiert|estimez?|que se passe",
)
"""A task that asks what will happen, in whatever words."""
