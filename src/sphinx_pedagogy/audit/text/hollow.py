"""Sentences that talk about a belief and its believers, and say nothing of the matter."""

from __future__ import annotations

import re

from sphinx_pedagogy.audit.text.belief_talk import only_talks
from sphinx_pedagogy.audit.text.stems import stem
from sphinx_pedagogy.audit.text.words import (
    NUMBER_WORDS,
    all_words,
    any_of,
    content_words,
    has_digit,
    plain,
    sentences,
    telling_words,
)
from sphinx_pedagogy.course.regex import regex

_TALK = regex(
    r"(?:"
    # that it is wrong, and how very much
    r"wrong\w*|false\w*|incorrect\w*|untrue|true|truth\w*|right|correct\w*|mistak\w*|error\w*|"
    r"nonsense|myth\w*|legend\w*|fallac\w*|fairy|tale\w*|superstition\w*|fiction\w*|fabricat\w*|"
    r"misconception\w*|misunderst\w*|misread\w*|confus\w*|simply|just|plain\w*|totally|completely|"
    r"absolutely|really|never|nope|none|nothing|full|stop|period|means?|meant|case|sense|"
    r"contrary|contradict\w*|incompatible|untenable|unfounded|unjustified|baseless|refuted|"
    r"debunked|disproved|disproven|outdated|obsolete|inaccurate|misleading|dead|silly|"
    r"absurd|ridiculous|rubbish|bunk|bogus|hold|holds|held|water|stand|stands|upheld|sustain\w*|"
    # who believes it, says so, or warns
    r"belie[fv]\w*|think\w*|thought\w*|assum\w*|idea\w*|view\w*|opinion\w*|notion\w*|claim\w*|"
    r"statement\w*|assertion\w*|theor\w*|doctrine\w*|professor\w*|teacher\w*|textbook\w*|"
    r"book\w*|expert\w*|scholar\w*|historian\w*|scientist\w*|statistician\w*|economist\w*|"
    r"physicist\w*|chemist\w*|lawyer\w*|jurist\w*|court\w*|judge\w*|literature|research\w*|"
    r"authorit\w*|specialist\w*|practitioner\w*|programmer\w*|sailor\w*|skipper\w*|cook\w*|"
    r"chef\w*|musician\w*|student\w*|beginner\w*|newcomer\w*|people|everybod\w*|everyone|nobody|"
    r"someone|somebody|anyone|anybody|everywhere|serious|reputable|leading|prevailing|dominant|"
    r"majority|unanimous\w*|agree\w*|reject\w*|dismiss\w*|deny|denie\w*|condemn\w*|complain\w*|"
    r"warn\w*|told|tell\w*|said|says|saying|heard|hear|read|repeat\w*|copied|copy|spread\w*|"
    r"invent\w*|popular\w*|common\w*|widespread|frequent\w*|often|still|always|even|today|"
    r"modern|century|nineteenth|eighteenth|twentieth|school|ever|since|long|years?|seventy|"
    r"decades?|ago|origin\w*|came|comes|goes|going|back|later|above|below|earlier|previous|"
    # what one should do with it
    r"forget|forgotten|remember\w*|avoid\w*|abandon\w*|give|given|drop|stop|fall|fell|trap\w*|"
    r"pitfall\w*|danger\w*|careful\w*|beware|please|must|should|shall|cannot|well|soon|"
    r"possible|possibly|quickly|once|good|bad|big|great|grave|such|thing\w*|this|that|"
    r"these|those|them|they|their|there|with|from|into|have|been|were|being|does|doesn|didn|"
    r"isn|wasn|aren|make|makes|made|brings?|brought|himself|herself|themselves|yourself|"
    r"about|because|which|when|would|could|will|also|only|very|quite|much|many|most|more|some|"
    r"what|whoever|anything|everything|indeed|fact|actually|clear\w*|evident\w*|obvious\w*|"
    r"easily|seen|seem\w*|look\w*|know\w*|known|learn\w*|understand\w*|understood|point\w*|"
    r"course|kind|matter|question|source\w*|frequently|important|note|kitchen"
    r")"
)
"""Words of talk about beliefs, and small words; none of them is about a subject."""


_ORIGIN = any_of(
    r"(?:was|were|is|has been|have been|got) (?:\w+ )?(?:invented|made up|spread|popular\w*|"
    r"started|coined|launched|born|put about)|(?:goes|go|dates?|traces?) back|"
    r"comes? from|originat\w+|stems? from|first (?:told|appeared|written)|made it (?:up|popular)"
)
"""Who invented a belief and when: that says nothing about whether it holds."""
_DENIES = any_of(
    r"not|no|never|nope|wrong|false|incorrect|mistake\w*|error\w*|myth\w*|legend\w*|reject\w*|"
    r"forget|untrue|nonsense|contrary|\w+n['’]t"
)
_BELIEVES = regex(
    r"(?:many|most|some|a lot of|lots of|quite a few|it is (?:often|widely|commonly|generally) |"
    r"(?:people|students|beginners|everybody|everyone|one|you)\b)[^.?!:]{0,40}\b"
    r"(?:think|thinks|believe|believes|believed|assume|assumes|assumed|thought|convinced|"
    r"claim|claimed|swears?|told|imagine|suppose)\b",
    re.IGNORECASE,
)
"""How a paragraph begins that tells a wrong belief."""
_CONDEMNS = any_of(
    r"(?:in|un|ir|im|il)[a-z]+(?:ible|able|ate|ent|ific|ous|al)(?:ly)?",
    r"(?:out|mis|dis)[a-z]+(?:ed|en)",
    r"refut\w+|obsolete|reject\w+|oppos\w+|laugh\w*|giggl\w*|silly|shame\w*|stupid\w*|embarrass\w*",
    r"(?:must|should|ought to|has to|needs? to) be [a-z]+ed",
)
"""Words that condemn, many of them by their prefix: irresponsible, outdated."""
_YEAR = regex(r"(?<![\d.,])(?:1[0-9]|20)\d\d(?![\d.,]\d|\d)")
_LABEL = regex(
    r"\W*(?:myth|misconception|wrong belief|common (?:error|mistake|belief)|popular belief|legend)"
    r"(?: \d+)?\s*:\s*",
    re.IGNORECASE,
)
_BARE_NO = regex(
    r"\W*(?:no|wrong|false|not (?:true|so)|nope)?[,.!]?\s*(?:(?:it|they|he|she|this|that)\s+"
    r"(?:does|do|is|are|was|were|did|has|have|can)(?: not|n['’]t))?\W*",
    re.IGNORECASE,
)
_SHORT = 45
"""A text of more words has something to say."""
_HALF = 0.6
"""The same for a text that has no word of the belief."""
_REST = 0.25
"""The share of words of a text that may be about something else."""


def is_hollow(belief: str, text: str, language: str = "en") -> bool:
    """Whether a text is only talk about a belief: that it is wrong, who holds it, who warns of it.

    :param language: as Sphinx writes it
    """
    own = set(content_words(belief, language))
    words, others = 0, 0
    found = sentences(text)
    for sentence in found:
        said = telling_words(sentence)
        if _ORIGIN.search(sentence):
            # years and names of those who began it
            said = [word for word in said if word.islower()]
        elif has_digit(sentence):
            return False
        words += len(said)
        others += sum(
            not _TALK.fullmatch(word.casefold()) and stem(word, language) not in own
            for word in said
        )
    return bool(found) and bool(_DENIES.search(text)) and others <= _REST * words


def speaks_of_nothing(belief: str, text: str, language: str = "en") -> bool:
    """Whether a short text condemns a belief, and has no word of what that is about.

    Half of its words may be other ones than those of talk, as nobody can list all of talk.

    :param belief: with the reason why it is held
    """
    said = telling_words(_YEAR.sub(" ", text))
    if not said or len(text.split()) > _SHORT or has_digit(_YEAR.sub(" ", text)):
        return False
    if NUMBER_WORDS & {word.casefold() for word in all_words(text)}:
        return False  # a case, however short
    if not (_DENIES.search(text) or _CONDEMNS.search(text)):
        return False
    if set(content_words(belief, language)) & {stem(word, language) for word in said}:
        return False
    others = sum(not _TALK.fullmatch(word.casefold()) for word in said)
    return others <= _HALF * len(said)


def belief_denied(text: str, language: str = "en") -> str:
    """Return the belief that a paragraph tells, and does no more than deny; else nothing."""
    begin = plain(text)
    if not (_LABEL.match(begin) or _BELIEVES.match(begin)):
        return ""  # most begin otherwise, and to find all sentences takes long
    first, *rest = sentences(text) or [""]
    if rest and _LABEL.match(first):
        belief = _LABEL.sub("", first)
        said = " ".join(rest)
        if is_hollow(belief, said, language) or only_talks(said) or _BARE_NO.fullmatch(said):
            return belief
    if rest and _BELIEVES.match(first):
        said = " ".join(rest)
        if is_hollow(first, said, language) or (_DENIES.search(said) and only_talks(said)):
            return first
    return ""
