"""Phrases by which a text asks, decides or evades: English, German, French.

Who writes in another language switches the rules that use them off, or offers a list.
"""

from __future__ import annotations

from sphinx_pedagogy.audit.text.words import any_of

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
ASKS_WHY = any_of(
    r"why|explain|describe|discuss|how (?:would|could|do|does|did|is|are|can|might|to)|"
    r"what would you|warum|wieso|erkläre|pourquoi|expliquez?|comment"
)
"""A question whose answer is a reason or a way."""
HEDGE = any_of(
    *("depends?", "depending", "hard to (?:say|tell)", "difficult to (?:say|tell)"),
    *("var(?:y|ies|ied)", "implementation details?", "(?:many|several|various) factors"),
    r"no (?:single|simple|one|clear|definite|general|universal)(?: \w+)? (?:answer|rule|number)",
    *("either", "arguably", "not (?:necessarily|always)", "can(?:not|'t|’t) (?:really )?be said"),
    *("who knows", "remains? to be seen", "an? (?:open|matter of)", "up to (?:you|the)"),
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
VAGUE = any_of(
    *("many", "much", "a lot", "lots", "several", "a few", "quite", "very", "fairly", "rather"),
    *("significantly", "considerably", "substantially", "dramatically", "huge", "large", "small"),
    *("some", "more", "fewer", "less", "most", "viele?", "einige", "deutlich", "erheblich"),
    *("beaucoup", "plusieurs", "nettement", "quelques"),
)
"""What stands where a number could."""
DECIDES = any_of(
    r"yes|no(?! (?:single|simple|one|clear|definite|general|universal))|neither|none|never|"
    r"always|true|false|if|unless|exactly|nothing|only|ja|nein|nie|immer|wenn|oui|non|"
    r"jamais|toujours|si"
)
"""What makes a clause an answer, hedged or not."""
NUMBER = any_of(
    r"\d[\d.,]*\w*",
    # "one" is a pronoun in most places
    r"(?<![\w,] )one|(?<=only )one|(?<=just )one|(?<=exactly )one|(?<=is )one",
    r"zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"hundreds?|thousands?|millions?|billions?|half|halves|quarters?|thirds?|twice|once|"
    r"double[sd]?|dozen|"
    r"\w+fold|none|nothing|null|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|doppelt|"
    r"halb|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|double|moitié",
)

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
