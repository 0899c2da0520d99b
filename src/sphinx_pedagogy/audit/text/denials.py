"""Sentences that only deny what was said, without a reason: English, German, French."""

from __future__ import annotations

from sphinx_pedagogy.audit.text.words import all_words, content_words, sentences
from sphinx_pedagogy.course.regex import regex

BELIEF = (
    r"belief|idea|claim|statement|assumption|view|thought|notion|opinion|answer|mistake|error|myth|"
    r"misconception|misunderstanding|fallacy|trap|pitfall|confusion|impression|conclusion"
)
"""What a belief may be called."""
_IT = rf"(?:this|that|it|so|they|the {BELIEF}|(?:this|that|such an?) (?:{BELIEF}))"
_ADVERB = (
    r"(?:simply|just|completely|plainly|clearly|of course|actually|quite|really|certainly|always|"
    r"definitely|in fact|entirely|totally|however|also|obviously|very|still|generally|all|at all|"
    r"strictly|absolutely|basically)"
)
_KIND = (
    r"(?:very |too |most )?(?:common|widespread|popular|frequent|typical|serious|classic|big|bad)"
)
_IS = r"(?:is|was|are|were|'s|remains|would be|has always been)"
_RIGHT = (
    r"(?:true|right|correct|so|the case|the truth|how (?:it|this|that|things) (?:works?|is|are))"
)
_WRONG = (
    r"(?:wrong|false|incorrect|untrue|mistaken|nonsense|inaccurate|misguided|"
    rf"(?:an? |the |one of the )?(?:{_KIND} )*(?:{BELIEF})s?(?: (?:that|which))?"
    r"(?: (?:many|most|some|almost all|people|students|beginners|learners|often|still|we|you|make|"
    r"made|have|hold|see|among|by|of|to|avoid|be avoided))*)"
)
_WHO = (
    r"(?:(?:many|most|some|all|a lot of|lots of|even|(?:quite )?a few)(?: of)? )?"
    r"(?:people|students|beginners|learners|books|programmers|experts|textbooks|you|we|one|everybody|"
    r"everyone|nobody|no one|many|others)"
)
_THINK = (
    r"(?:believe|think|assume|say|make|fall for|trust|accept|hold|repeat|get|claim|fall into)s?"
)
_ENGLISH = (
    r"no|nope|wrong|false|incorrect|nonsense|not (?:true|so|quite|at all|really)|far from it|"
    r"by no means|but|however|and yet|in (?:reality|fact|truth)|actually|plain(?: and simple)?|"
    r"simple|(?:this|it|that|nothing) (?:couldn't|could not|could|cannot|can't) be (?:more wrong|"
    r"(?:further|farther) from the truth)",
    rf"{_IT} ?{_IS}(?: {_ADVERB})* (?:not )?(?:{_ADVERB} )*{_WRONG}",
    rf"{_IT} ?{_IS}(?: {_ADVERB})* not(?: {_ADVERB})* {_RIGHT}",
    rf"{_IT} (?:isn't|wasn't|aren't)(?: {_ADVERB})* {_RIGHT}",
    rf"{_IT} ?{_IS}(?: {_ADVERB})* not|{_IT} (?:isn't|does not|doesn't|do not|don't|cannot|can't)",
    rf"(?:please )?(?:do not|don't|never)(?: ever)? {_THINK} {_IT}",
    rf"(?:{_WHO}) (?:should|must|may|can) (?:not|never)(?: ever)? {_THINK} {_IT}",
    rf"(?:{_WHO})(?: often| still| also)? {_THINK} {_IT}(?: wrong)?(?: at first)?",
    rf"(?:please )?(?:remember|avoid|forget|beware of|watch out for|reject|keep away from) {_IT}",
    rf"(?:please )?(?:remember|be careful|beware|watch out|be warned)"
    rf"(?: here| with (?:this|that|it)| not to {_THINK} {_IT})?",
    rf"(?:{_IT} )?(?:should|must|has to) be (?:avoided|rejected|forgotten|unlearned)",
    rf"(?:it is (?:important|crucial) to (?:know|understand|remember|realize|note)|"
    rf"(?:{_WHO}|science|research)(?: all)? (?:agree|know|say|shows?)|note|we now know) that"
    rf" {_IT} {_IS}(?: {_ADVERB})* (?:{_WRONG}|not {_RIGHT})",
    rf"(?:you|we) (?:may|might|will|have|must)(?: have)?(?: often)? (?:hear|heard|read|seen) {_IT}",
    r"(?:the )?(?:truth|reality) is (?:different|another|otherwise)",
    r"(?:it|this|things|reality) (?:is|are) (?:much |far |a bit )?(?:more complicated|different|"
    r"otherwise|not (?:that|so|as) (?:simple|easy))(?: than (?:this|that|it seems|one thinks))?",
    rf"there is no (?:evidence|reason|basis|truth)(?: (?:for|in|to believe) {_IT})?",
    rf"(?:{_WHO} )?(?:know|should know|must know) (?:better|that {_IT} {_IS} {_WRONG})",
)
_OTHERS = (
    r"nein|falsch|das (?:stimmt|ist)(?: (?:so|leider|einfach|natürlich))* (?:nicht(?: (?:so|wahr|"
    r"richtig))?|falsch|ein (?:irrtum|fehler|weit verbreiteter irrtum))|(?:viele|manche) "
    r"(?:glauben|denken) das|glaub(?:e|t|en sie)? das nicht",
    r"non|faux|c'est (?:simplement |tout simplement )?(?:faux|une erreur(?: courante)?)|"
    r"ce n'est pas (?:vrai|le cas|correct)|beaucoup le (?:croient|pensent)|ne le croyez pas",
)
_DENIAL = regex("|".join(f"(?:{pattern})" for pattern in (*_ENGLISH, *_OTHERS)))
_CLAUSES = regex(r"\s*(?:[,;:–—()]|--|(?<=\s)(?:and|but|so|und|aber|et|mais)(?=\s))\s*")
_NOT = frozenset({"not", "never", "no", "cannot", "nicht", "nie", "kein", "keine", "pas", "jamais"})
_FILL = frozenset(
    {"does", "this", "that", "these", "really", "actually", "always", "true", "simply"}
)
"""Words that add nothing to a belief."""


def only_denies(belief: str, text: str, language: str = "en") -> bool:
    """Whether a text says no more than that a belief is wrong.

    :param language: as Sphinx writes it
    """
    found = sentences(text)
    return bool(found) and all(_denies(belief, sentence, language) for sentence in found)


def is_denial(clause: str) -> bool:
    """Whether a clause in small letters says no more than that something is wrong."""
    return bool(_DENIAL.fullmatch(clause.strip()))


def _denies(belief: str, sentence: str, language: str) -> bool:
    """Whether a sentence is a denial, clause by clause, or the belief with a *not* in it."""
    small = sentence.casefold().replace("’", "'").strip(" .!?…\"'“”»«")
    clauses = [clause for clause in _CLAUSES.split(small) if clause.strip()]
    if clauses and all(map(is_denial, clauses)):
        return True
    if _NOT.isdisjoint(all_words(small.replace("n't", " not"))):
        return False
    return not _content(sentence, language) - _content(belief, language) - _FILL


def _content(text: str, language: str) -> set[str]:
    """Return the words of a text that carry meaning, without their endings."""
    text = text.replace("’", "'").replace("n't", " not")
    return {word.casefold() for word in content_words(text, language)} - {"doe"}
