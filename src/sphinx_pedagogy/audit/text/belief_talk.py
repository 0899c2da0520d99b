"""Clauses about a belief: that it is wrong, who holds it, who warns of it, where it comes from.

What a clause is about, its grammar tells: the belief is the subject or the object of a verb of
holding, saying, warning or beginning. So words of other fields may stand around the verb.
"""

from __future__ import annotations

from sphinx_pedagogy.audit.text.denials import BELIEF, is_denial
from sphinx_pedagogy.audit.text.words import any_of, has_digit, sentences
from sphinx_pedagogy.course.regex import regex

_NOUN = rf"(?:this|that|the|such an?) (?:\w+ )?(?:{BELIEF})"
_IT = rf"(?:this|that|it|so|{_NOUN})"
_HOLDS = (
    r"(?:believe|share|repeat|print|teach|preach|quote|cite|spread|defend|claim|publish|write|"
    r"tell|say|hold|think|trust|accept|voice|pass on|swear by|cling to|stick to|insist on|"
    r"believe in|fall for|hear|read)(?:e?s)?|copy|copies|swears by|clings to|sticks to|"
    r"insists on|passes on|believes in|falls for|"
    r"held|thought|said|told|taught|wrote|swore by|heard"
)
_WARNS = (
    r"(?:warn|advise|speak|argue|protest)s? (?:of|against)|complains? (?:of|about)|"
    r"(?:correct|reject|refute|debunk|deny|dismiss|oppose|condemn|contradict)(?:e?s)?|denies"
)
_DONE = (
    r"(?:believed|shared|repeated|printed|taught|preached|quoted|cited|spread|defended|published|"
    r"held|told|said|heard|read|passed on|handed down|copied|corrected|rejected|refuted|debunked|"
    r"denied|dismissed|opposed|condemned|contradicted|disproved|disproven|invented|made up|"
    r"popularized|popularised|coined)"
)
_BEGINS = (
    r"(?:goes|go|dates|traces) back|went back|dates? from|comes? from|came (?:from|up|about)|"
    r"arose|stems? from|originate[sd]?|first appeared|spread|took hold"
)
_AUX = r"(?:is|was|are|were|['’]s|has been|have been|had been|is being|gets?|got)"
_ADVERB = r"(?:(?:often|still|also|even|always|widely|long|commonly|[a-z]+ly|all) )*"
_CLAUSE = regex(
    r"(?:"
    rf"(?:[\w'’-]+ ){{1,8}}?{_ADVERB}(?:{_HOLDS}|{_WARNS}) {_IT}|"
    rf"(?:{_IT} ?)?{_AUX} {_ADVERB}{_DONE}|"
    rf"{_IT} {_ADVERB}(?:{_BEGINS})|"
    r"(?:of|about|against|from) which (?:[\w'’-]+ ){1,10}?(?:warn|complain|speak|advise|argue)s?|"
    rf"which (?:[\w'’-]+ ){{1,8}}?(?:{_HOLDS})"
    r")(?P<rest>\b.*)?"
)
_NAMED = any_of(_NOUN)
_REASON = any_of(r"because|if|when|where|whereas|while|unless|although|so that|as(?! well)", "but")
_BREAKS = regex(r"\s*(?:[,;:–—()]|--)\s*")
_JOINS = regex(r"(?:and|but|yet|though|although|while|so|or)\s+")
_OPPOSES = any_of(
    r"not|no|never|wrong|false|untrue|incorrect|nonsense|errors?|mistakes?|myths?|warn\w*|"
    r"correct\w*|reject\w*|refut\w+|debunk\w*|den(?:y|ies|ied)|dismiss\w*|condemn\w*|"
    r"contradict\w*|disprov\w+|oppos\w+|\w+n['’]t"
)
_YEAR = regex(r"\b(?:1[0-9]|20)\d\d\b")


def only_talks(text: str) -> bool:
    """Whether each clause of a text is about a belief, and none about what is believed.

    "It comes from the sea" may be about a thing. So either a clause names the belief, as "this
    idea" does, or one denies.
    """
    small = _YEAR.sub("then", text.casefold())
    if has_digit(small):
        return False
    found = [
        _JOINS.sub("", clause, count=1)
        for sentence in sentences(text)
        for clause in _BREAKS.split(_YEAR.sub("then", sentence.casefold()).strip(" .!…\"'“”"))
        if clause.strip()
    ]
    if not found or not all(map(_is_talk, found)):
        return False
    return bool(_NAMED.search(small) or _OPPOSES.search(small))


def _is_talk(clause: str) -> bool:
    if is_denial(clause):
        return True
    match = _CLAUSE.fullmatch(clause)
    return match is not None and not _REASON.search(match["rest"] or "")
