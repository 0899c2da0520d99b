"""English words that look like the name of a concept, and say something of every day.

"To set up the pump" has no Set, and "a key idea" no Key. Measured on two public courses, most hits
of a Set in running text were the verb.
"""

from __future__ import annotations

from sphinx_pedagogy.course.regex import regex

_WORD_BEFORE = regex(r"(?<![\w'])([\w']+)\s+$")
_WORD_BEHIND = regex(r"\s+(\w+)")
_VALUE_BEHIND = regex(r"\s+\ufffc\s+to\b")
"""Code or a formula, and what it becomes: "sets x to zero"."""

_WITH_SET = frozenset({"aside", "down", "forth", "off", "out", "up"})
"""Words that make another verb of it."""
_BEFORE_SET = frozenset(
    {
        *("always", "automatically", "be", "been", "being", "can", "cannot", "could", "had", "has"),
        *("have", "i", "immediately", "is", "are", "was", "were", "let's", "may", "might", "must"),
        *("never", "not", "often", "please", "shall", "should", "then", "they", "to", "usually"),
        *("us", "we", "will", "would", "you"),
    }
)
_ENDS_AS_A_VERB = ("'ll", "n't", "'ve")
_BEFORE_A_NOUN = frozenset(
    {
        *("a", "an", "any", "both", "data", "each", "every", "its", "many", "of", "one", "our"),
        *("several", "some", "test", "the", "their", "these", "this", "those", "three"),
        *("training", "two", "validation", "your"),
    }
)
_BEHIND_A_VERB = frozenset(
    {
        *("a", "an", "each", "every", "her", "his", "it", "its", "our", "the", "their", "them"),
        *("this", "these", "those", "your"),
    }
)
_OF_MATHEMATICS = frozenset(
    {
        *("builder", "difference", "intersection", "membership", "notation", "operation"),
        *("operations", "theory", "union"),
    }
)
"""What a set has in mathematics: "an introduction to set theory"."""
_IS_KEY = frozenset(
    {
        *("advantage", "aspect", "assumption", "challenge", "characteristic", "component"),
        *("concept", "difference", "fact", "factor", "feature", "figure", "finding", "idea"),
        *("ingredient", "insight", "lesson", "limitation", "message", "observation", "part"),
        *("player", "point", "principle", "problem", "question", "reason", "result", "role"),
        *("step", "takeaway", "term"),
    }
)
"""What may be key, which then means important."""
_OF_GRAMMAR = frozenset(
    {
        *("about", "above", "after", "again", "against", "all", "also", "although", "always"),
        *("am", "among", "an", "and", "another", "any", "are", "as", "at", "be", "because", "been"),
        *("before", "being", "below", "between", "both", "but", "by", "can", "cannot", "could"),
        *("did", "do", "does", "doing", "done", "down", "during", "each", "either", "else", "even"),
        *("ever", "every", "few", "for", "from", "had", "has", "have", "having", "he", "her"),
        *("here", "him", "his", "how", "if", "in", "into", "is", "it", "its", "just", "less"),
        *("many", "may", "me", "might", "more", "most", "much", "must", "my", "neither", "never"),
        *("no", "nor", "not", "now", "of", "off", "often", "on", "once", "only", "or", "other"),
        *("our", "out", "over", "per", "same", "shall", "she", "should", "since", "so", "some"),
        *("such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this"),
        *("those", "though", "through", "to", "too", "under", "until", "up", "upon", "us", "very"),
        *("was", "we", "were", "what", "when", "where", "whether", "which", "while", "who"),
        *("whose", "why", "will", "with", "within", "without", "would", "yet", "you", "your"),
    }
)
"""What every text is full of: pronouns, prepositions, conjunctions, auxiliaries, adverbs."""


def is_of_grammar(word: str) -> bool:
    """Whether a word in small letters is one that every text is full of: "and", "more"."""
    return word in _OF_GRAMMAR


def is_everyday(text: str, start: int, end: int) -> bool:
    """Whether a name of one word stands in a text as a word of every day."""
    word = text[start:end].lower()
    if word == "key":
        return _next_word(text, end).removesuffix("s") in _IS_KEY
    if word == "runtime":
        # when it runs, and not what runs it
        before = _WORD_BEFORE.search(text[max(start - 10, 0) : start])
        return before is not None and before[1].lower() == "at"
    return word in {"set", "sets"} and _is_verb_to_set(text, start, end)


def _is_verb_to_set(text: str, start: int, end: int) -> bool:
    before = text[max(start - 40, 0) : start].replace("’", "'")
    last_word = _WORD_BEFORE.search(before)
    last, behind = last_word[1].lower() if last_word else "", _next_word(text, end)
    if last in _BEFORE_A_NOUN or behind in _OF_MATHEMATICS:
        return False
    if behind in _WITH_SET | _BEHIND_A_VERB or _VALUE_BEHIND.match(text, end):
        return True
    is_base = text[start:end].lower() == "set"
    return is_base and (last in _BEFORE_SET or last.endswith(_ENDS_AS_A_VERB))


def _next_word(text: str, end: int) -> str:
    found = _WORD_BEHIND.match(text, end)
    return found[1].lower() if found else ""
