"""What a machine translation leaves behind: turned names, words of the other language, a subject that is said twice.

Here a careful reader guesses what was meant. So the rules look only for what English cannot be, and are silent about
names that they do not know.
"""

import re
from collections.abc import Iterator

from kit.authoring.damage.english_words import (
    BASE_VERBS,
    BEFORE_AN_ADJECTIVE,
    BEFORE_THEIR_NOUN,
    BINDING,
    FINITE,
    LETTERS,
    OFFICES,
    PLACES_ELSEWHERE,
    REAL_OFFICES,
    SAYING,
    TIMES,
    TURNED_NAMES,
    WITH_THE,
)
from kit.authoring.damage.parting import taken_apart
from kit.authoring.damage.pronouns import is_verb
from kit.authoring.damage.prose import WORD, Found, Prose
from kit.authoring.sentences import sentences

_SAID_TWICE = "“{}” says again who the sentence is about."
_TWO_WORDS = re.compile(r"\b(?=(?P<both>[^\W\d_]+ [^\W\d_]+)\b)")
_FOREIGN_ARTICLE = re.compile(r"\b(?P<word>Las|Los|El|Les) (?P<next>[A-Z]?[a-z]+(?:ian|ish|ese|ean|ans)|[a-z]{4,})\b")
_FOREIGN_TO = re.compile(r"(?<=[a-z]) a (?=The [A-Z])")
_SUBJECT_TWICE = re.compile(r"(?P<name>\b[A-Z][a-zà-ÿ]+) (?P<word>he|she|it|they) (?P<verb>[a-z]+)\b")
_NOUN_TWICE = re.compile(
    r"(?P<before>The [^,;:.!?“”]*\b(?P<noun>[a-z]+)) (?P<word>he|she|it|they) (?P<verb>is|are|was|were|has|have|had)\b"
)
_TURNED_SUBJECT = re.compile(
    r"\b(?P<word>it|he|she) (?P<verb>(?:has|had) [a-z]+ed) (?P<name>[A-Z][a-zà-ÿ]+) (?P<next>[a-z]+)"
)
_EXTRA_TO = re.compile(
    r"\b(?:[A-Z][a-z]+)??(?P<verb>forcing|forced|causing|caused|allowing|allowed|urging|urged) to (?=[A-Z]|the\b)"
)
_MISSING_THE = re.compile(
    rf"\b(?P<before>for|of|in|from|by|with|to|at|that|and) (?P<name>{'|'.join(WITH_THE)})\b(?![-’' ]*[A-Z])"
)
_OFFICE = re.compile(r"\b(?P<office>[Mm]inister|[Mm]inistry|[Ss]ecretary|[Dd]epartment) of (?P<word>[A-Z][a-z]+ing)\b")
_STRAY_STOP = re.compile(
    r"\b(?P<says>he|she|they) said\. (?P<name>[A-Z][a-z]+)(?= (?:a|to|in|on|at|during) [^.!?]*[.!?])"
)
_CAUSES = re.compile(r"\bcaus(?:e|es|ed|ing) (?:(?!(?:to|by)\b)[\w’-]+ ){0,4}(?P<name>[A-Z][\w-]+) (?P<verb>[a-z]+)\b")
_DECISION = re.compile(r"\b(?P<noun>decision|plan|attempt|order|intention) of [A-Z]\w+ (?P<verb>[a-z]+ing)\b")
_TITLE_PARTED = re.compile(
    r"(?:\b[Tt]he )?\b(?P<title>President|Prime Minister|Chancellor|Governor|Senator|Mayor)[’']s "
    r"(?P<thing>[a-z]+(?: [a-z]+)?) (?P<name>[A-Z][a-zà-ÿ]+)(?= (?:and|in|on|at|to|with|for)\b|[,.;])"
)
_KIN = frozenset(
    "wife husband son daughter brother sister father mother friend aide lawyer spokesman spokeswoman".split()
)
#: Before a name, they show that it is no subject: “in Washington she”, “on Friday he”, “told Lee he”.
_NO_SUBJECT = frozenset(
    "about in on at near from to of for with by the a an since until late early last next this".split()
)
#: What is more common than this is a word such as “Once”, and no name (Zipf frequency).
_COMMON_WORD = 5.4
_TOLD = frozenset("told assured informed warned reminded telling tells convinced asked thought said says".split())


def translation_traces(text: str, prose: Prose) -> Iterator[Found]:
    """Find what a translation turned around, left over or said twice."""
    yield from _turned_names(text)
    yield from _turned_adjectives(text, prose)
    yield from _subjects_twice(text, prose)
    yield from _other_words(text, prose)
    yield from _small_words(text)


def _turned_names(text: str) -> Iterator[Found]:
    for found in _TWO_WORDS.finditer(text):
        if right := TURNED_NAMES.get(found["both"].casefold()):
            needs_the = right in WITH_THE and not re.search(r"\bthe $", text[: found.start("both")], re.IGNORECASE)
            why = "The two words of this name are turned around."
            yield Found(*found.span("both"), f"the {right}" if needs_the else right, why)


def _turned_adjectives(text: str, prose: Prose) -> Iterator[Found]:
    """“discomfort internal has”: an adjective that stands before its noun in English, behind one, and before none."""
    words = list(WORD.finditer(text))
    for at in range(1, len(words)):
        noun, adjective = words[at - 1], words[at]
        following = words[at + 1] if at + 1 < len(words) else None
        is_next = following is not None and text[adjective.end() : following.start()] == " "
        parts = taken_apart(adjective[0], following[0] if following and is_next else "", prose)
        word = parts[0] if parts else adjective[0]
        ends = bool(parts) or not is_next or (following is not None and following[0] in FINITE)
        if word not in BEFORE_THEIR_NOUN or not ends or text[noun.end() : adjective.start()] != " ":
            continue
        if not _is_a_noun(noun[0]) or text[adjective.end() :][:1] in ("-", "/"):
            continue
        end = adjective.start() + len(word)
        if not parts and text[end : end + 1] == "," or (at > 1 and text[words[at - 2].end() : noun.start()] == ", "):
            continue  # a list: “economic, social, political”
        repair = f"{word} {noun[0]}" + (f" {parts[1]}" if parts else "")
        yield Found(noun.start(), adjective.end(), repair, "Adjective and noun are turned around.")


def _is_a_noun(word: str) -> bool:
    """Whether a word before an adjective can only be its noun: by its ending, and none that leads to an adjective."""
    if not word.islower() or word in BEFORE_AN_ADJECTIVE | BINDING | BEFORE_THEIR_NOUN or word.endswith("ly"):
        return False
    return word.endswith(
        ("ies", "ments", "ment", "tions", "tion", "sions", "ness", "ance", "ence", "fort", "ort", "ers")
    )


def _subjects_twice(text: str, prose: Prose) -> Iterator[Found]:
    starts = {start for start, _end in sentences(text)}
    for found in _SUBJECT_TWICE.finditer(text):
        if found.start() not in starts and is_verb(found["verb"]) and _is_subject(text, found, prose):
            yield Found(found.start(), found.end("word"), found["name"], _SAID_TWICE.format(found["word"]))
    for found in _TURNED_SUBJECT.finditer(text):
        if is_verb(found["next"]) or found["next"] in ("may", "might"):
            repair = f"{found['name']} {found['verb']}"
            yield Found(found.start(), found.end("name"), repair, "Subject and verb are turned around.")
    yield from _nouns_twice(text)


def _nouns_twice(text: str) -> Iterator[Found]:
    """“The problems at home they are worse.”: a pronoun before the only verb of a sentence that begins with a noun."""
    for start, end in sentences(text):
        found = _NOUN_TWICE.match(text, start, end)
        if not found or found["noun"] in BINDING or found["noun"].endswith("s"):
            continue
        if any(word in FINITE or word.endswith("ed") for word in WORD.findall(found["before"])):
            continue  # “The mayor confirmed he was”
        if not any(word in FINITE for word in WORD.findall(text[found.end() : end])):
            yield Found(found.start("noun"), found.end("word"), found["noun"], _SAID_TWICE.format(found["word"]))


def _is_subject(text: str, found: re.Match[str], prose: Prose) -> bool:
    """Whether a name before a pronoun is a person's, who is the subject of the clause that begins there."""
    name, before = found["name"], text[: found.start()].rstrip(' “‘"')
    last = (WORD.findall(before) or [""])[-1]
    if (
        name.casefold() in BINDING | TIMES
        or prose.is_known(name, _COMMON_WORD)
        or not (prose.words[name] > 1 or prose.is_known(name, 2))
    ):
        return False
    if before.endswith(last) and (last[:1].isupper() or last in _NO_SUBJECT | _TOLD or last.endswith("ing")):
        return False
    return before[-1:] not in "“”’'"


def _other_words(text: str, prose: Prose) -> Iterator[Found]:
    why = "“{}” is a word of another language."
    for word in WORD.finditer(text):
        behind = text[word.end() : word.end() + 2]
        is_longer_name = (
            behind[:1] == " " and behind[1:].isupper() and not re.match(r" (They|He|She|It)\b", text[word.end() :])
        )
        if (right := PLACES_ELSEWHERE.get(word[0])) and not is_longer_name:
            yield Found(*word.span(), right, why.format(word[0]))
        elif word[0].isupper() and 2 < len(word[0]) < 6 and (right := _right_letters(word[0], prose)):
            yield Found(*word.span(), right, f"“{word[0]}” is not known; “{right}” has the same letters.")
        elif word[0].startswith("J") and (right := f"Kh{word[0][1:]}") and _is_elsewhere(right, word[0], prose):
            yield Found(*word.span(), right, f"The article calls this “{right}” elsewhere.")
    for found in _FOREIGN_ARTICLE.finditer(text):
        if found["next"] not in BINDING and (found["next"][0].isupper() or prose.is_known(found["next"], 3)):
            yield Found(
                *found.span("word"), "The" if _begins(text, found.start()) else "the", why.format(found["word"])
            )
    for found in _FOREIGN_TO.finditer(text):
        before = WORD.findall(text[: found.start() + 1])
        if before and before[-1][0].isupper():
            why = "“a” cannot stand before “The”; in Spanish it means “to”."
            yield Found(found.start() + 1, found.end() + 3, "to The", why)


def _right_letters(word: str, prose: Prose) -> str | None:
    """The known abbreviation that has two neighbouring letters the other way round, if this one is not known."""
    if not word.isupper() or prose.is_known(word, 1.5) or prose.words[word] > 1:
        return None
    ways = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return next((way for way in ways if way in LETTERS), None)


def _is_elsewhere(right: str, word: str, prose: Prose) -> bool:
    return len(word) > 4 and prose.stands_alone(right) and not prose.is_known(word)


def _begins(text: str, place: int) -> bool:
    return place == 0 or text[:place].rstrip()[-1:] in ".!?“"


def _small_words(text: str) -> Iterator[Found]:
    for found in _CAUSES.finditer(text):
        if found["verb"] in BASE_VERBS:
            yield Found(*found.span("verb"), f"to {found['verb']}", "“to” is missing before the verb.")
    for found in _DECISION.finditer(text):
        why = f"Behind “{found['noun']}”, English has “to” and a verb."
        yield Found(*found.span("verb"), None, why)
    for found in _TITLE_PARTED.finditer(text):
        if found["thing"].split()[-1] not in _KIN:
            repair = f"{found['title']} {found['name']}’s {found['thing']}"
            yield Found(*found.span(), repair, "A name stands apart from its title.")
    for found in _EXTRA_TO.finditer(text):
        why = f"“to” does not stand behind “{found['verb']}” in English."
        yield Found(found.end("verb"), found.end() - 1, "", why)
    for found in _MISSING_THE.finditer(text):
        behind = WORD.match(text, found.end() + 1)
        if behind and text[found.end()] in " -" and behind[0] not in BINDING | FINITE:
            continue  # “White House reports”
        why = f"English says “the {found['name']}”."
        yield Found(*found.span("name"), f"the {found['name']}", why)
    for found in _OFFICE.finditer(text):
        word = found["word"].casefold()
        if word not in REAL_OFFICES:
            why = f"“{found['word']}” is a verb where the name of an office belongs."
            yield Found(*found.span("word"), OFFICES.get(word), why)
    for found in _STRAY_STOP.finditer(text):
        rest = re.split(r"[.!?]", text[found.end() :])[0]
        if not any(word in FINITE or word in SAYING for word in WORD.findall(rest)):
            repair = f"said {found['name']}"
            yield Found(*found.span(), repair, "A full stop stands before the name of who said it.")
