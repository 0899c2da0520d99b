"""Which words may be the name of a concept: a few of them, and none that only joins others."""

from __future__ import annotations

import re

MOST_WORDS = 5

_ARTICLE = re.compile(
    r"(?:an?|the|this|these|our|your|der|die|das|ein|eine|le|la|les|une?)\s+", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"(?<=\w) \([^()]*\)$")
"""What stands behind a name: its short form, or more words on it."""
_NUMBERED = re.compile(r"(?:\d+[.)]?)+\s+|[^\w\s(+#.]+\s*")
_WORD = re.compile(r"[^\W_]+")
_ODD = re.compile(r"[\\/_=<>{}\[\]|@%$~:;!?\ufffc\"“”„«»]|://|\.\w|,|\.{2,}|…")
"""What no name has: signs of code, of paths and of sentences."""
_QUESTION = re.compile(
    r"(?:what(?:['’]s| is| are| does)|was (?:ist|sind)|qu['’]est-ce qu(?:e |['’]))\s+"
    r"|(?:an? )?(?:brief |short |quick |gentle )?(?:introduction|intro) to |basics? of "
    r"|more (?:on|about) "
    r"|einführung in |introduction (?:à|aux?) ",
    re.IGNORECASE,
)
"""How headings begin that name a concept."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LITTLE = _words("""
a about above after again against all almost also although always am among an and another
any anyone anything are as at away back be because become been before being below between
both but by can cannot come could did different do does doing done down during each either
else enough even every everything few first for four from further get give go good had has
have having he her here him his how however i if important in instead into is it its itself
just last least less let like little look made make many may maybe me mean means might more
most much must my need needs never new next no none nor not note nothing now of off often on
once one only or other others our out over own part per perhaps please possible quite rather
really same second see several shall she should since small so some someone something
sometimes still such take than that the their them then there these they thing things this
those though three through thus to today together too two under until up us use used useful
uses using usually very want was we well were what when where whether which while who whole
why will with within without would yes yet you your yours large larger simple simpler better
best worse later earlier right wrong true false optional able directly exactly explicitly
actually already certain correct entire fixed given inside outside similar specific whenever
whatever around across along back always aber alle als also am an auch auf aus bei bis da
das dass dem den der des die dies doch durch ein eine einem einen einer eines er es für hat
hier ich ihr im in ist ja kann kein mehr mit nach nicht noch nur ob oder ohne schon sehr
sich sie sind so über um und uns von vor war was wenn wer wie wir wird zu zum zur zwei au
aux avec ce ces cette dans de des deux donc du elle en est et il ils je la le les leur mais
même ne nous on ou où par pas plus pour qui que sa sans se ses si son sont sur tout tous
très un une vous y
""")
"""Words that name nothing where they stand alone, nor at an end of a name."""

_ALONE = _words("""
applied closed common complex difficult easy empty entirely exclusive extra free full general
global hard high hidden internal licensed local long low main manual missing modern multiple native
open original paid popular private public random raw recommended short slow special standard
static strict strong supported unknown valid weak
""")
"""Words that say how a thing is, and name none alone: "free" in a list of licenses,
though "free energy" is a name."""

_WANTED = _words("covered included involved needed provided required wanted")
"""Words at the end of a heading over a list: "packages needed"."""

_OF_PAGES = _words("""
acknowledgements acknowledgments basics advantages advice aim aims answer answers appendix author
authors background bibliography break caution challenge challenges chapter chapters
checklist citation comments conclusion conclusions contents contributors credits demo
demonstration details disadvantages discuss discussion episode example examples exercise
exercises faq figure figures forum further future goal goals hint hints homework important
instructions instructor introduction keypoints learn lesson lessons licence license
limitations links materials motivation note notes objectives outline outlook overview page
pages pitfalls points practice preface preparation prerequisites problem problems questions
question quiz recap reading readings recommendation recommendations references remark
requirements resources schedule section sections see setup solution solutions step steps
summary table takeaways task tasks technique tip tips todo topics tutorial video videos
warning week welcome aufgabe aufgaben beispiel beispiele einleitung fazit hinweis kapitel
lösung übung übungen zusammenfassung exemple exemples exercice exercices remarque résumé
bilan
""")
"""Words that name a part of a page, and no concept."""


_POINTING = _words("a an the this that these those my our your their der die das le la les")
"""Words that point at something of the page, which a name does not."""


def cleaned(text: str) -> str:
    """Return the name in some words, without its article; empty if they are none."""
    name = _IN_BRACKETS.sub("", " ".join(text.split())).strip(" .,:;–—-*\"'“”‘’()")
    name = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    return name if is_name(name) else ""


def of_heading(text: str) -> str:
    """Return the name that a heading has: without its number, or the question that it asks."""
    name = " ".join(text.split()).rstrip(" ?!.")
    name = _NUMBERED.sub("", name, count=1) if _NUMBERED.match(name) else name
    return cleaned(_QUESTION.sub("", name, count=1) if _QUESTION.match(name) else name)


def _says_how(word: str) -> bool:
    """Whether a word alone tells how something is or is done: "free", "coalesced", "serially"."""
    if word in _ALONE:
        return True
    is_long = len(word) > len("speed")
    return is_long and (
        word.endswith(("ally", "ously", "ively"))
        or (word.endswith("ed") and not word.endswith("eed"))
    )


def is_name(name: str) -> bool:
    """Whether some words may name a concept."""
    words = [word.casefold() for word in _WORD.findall(name)]
    if not words or len(words) > MOST_WORDS or _ODD.search(name):
        return False
    if words[0] in _LITTLE or words[-1] in _LITTLE or all(word in _OF_PAGES for word in words):
        return False
    if words[-1] in _WANTED or (len(words) == 1 and _says_how(words[0])):
        return False
    if not _POINTING.isdisjoint(words):
        return False  # "add the files"
    if words[0] in _OF_PAGES and len(words) > 1 and not words[1].isalpha():
        return False  # "Exercise 3"
    letters = sum(map(str.isalpha, name))
    return letters > 2 or (letters > 0 and name.upper() == name)
