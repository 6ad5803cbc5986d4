"""Which attributions are denials: somebody says that a claim is false, or rejects it.

The false friends are as common as the denials: “denied the motion”, “did not dispute”, “declined to comment”.
"""

from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import child, lemma
from kit.authoring.attribution.cue_words import NAMES_IT
from kit.authoring.attribution.relations import Relation
from kit.authoring.attribution.source_words import DOCUMENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REJECTS = frozenset("reject dismiss dispute refute rebut repudiate contest".split())
_CALLS = NAMES_IT | {"describe", "brand", "dismiss", "denounce"}
_SAYS_SO = frozenset("say tell add write insist tweet assure maintain reply respond counter answer".split())
#: What can be true or false; a motion, a visa, an offer cannot.
_CLAIMS = frozenset(
    """accusation allegation account argument assertion assumption characterisation characterization charge claim
    conclusion connection contention criticism description existence fact fault finding guilt implication
    information insinuation intention interpretation involvement knowledge label lie link narrative news
    perception possibility premise prediction report responsibility role rumor rumour speculation statement
    story suggestion talk theory view wrongdoing relationship affair comparison complicity collusion use""".split()
)
#: Claims only where it is said which: “the idea that …”, but not “the idea of a tax”.
_THOUGHTS = frozenset(["idea", "notion"])
_POINTS = frozenset(["it", "that", "this"])
#: With “deny” alone: “denied having met him”, “denied any part in it”.
_DENIED_DEEDS = frozenset(
    "part hand contact meeting misconduct plan attempt crime impropriety bias tie anything".split()
)
_FALSE = frozenset(
    """false untrue baseless unfounded groundless lie lies fabricated fabrication fake falsehood incorrect
    inaccurate bogus hoax fiction wrong""".split()
)
#: Weaker words: they may also be said of a plan or of people.
_ABSURD = frozenset("nonsense ridiculous absurd preposterous ludicrous rubbish".split())
#: Said of somebody, or of what somebody wrote.
_WRONG = frozenset("wrong false mistaken incorrect inaccurate untrue".split())
_TRUE = frozenset("true truth accurate case".split())
#: Courts and bodies that decide on claims, and do not answer them.
_DECIDES = frozenset("court judge jury panel tribunal justice magistrate committee board commission".split())
_COURTS = frozenset("court judge justice tribunal".split())
_AVOIDS = frozenset(["decline", "refuse", "fail", "stop"])


def is_denial(doc: "Doc", relation: Relation) -> bool:
    """Whether this attribution rejects a claim."""
    verb = doc[relation.head]
    if relation.source is None or _is_negated(verb, relation) or _is_only_possible(verb):
        return False
    if relation.word == "deny":
        return _denies(doc, verb, relation)
    if relation.word in _REJECTS and not _decides(doc, relation) and _rejects(verb, relation):
        return True
    if relation.word in _CALLS and relation.construction == "object":
        return _calls_it_false(doc, verb, relation)
    return relation.word in _SAYS_SO and _says_it_is_false(doc, relation)


def disbelieved(doc: "Doc", relation: Relation) -> frozenset[str]:
    """Return who or what is said to be wrong: “Lee and the report are wrong” gives lee and report."""
    start, end = relation.content[0]
    for token in doc[start:end]:
        subject = child(token.head, "nsubj")
        if lemma(token) in _WRONG and token.dep_ == "acomp" and subject is not None and _is_affirmed(token.head):
            return frozenset(lemma(one) for one in (subject, *subject.conjuncts) if _can_be_wrong(one))
    return frozenset()


def _is_affirmed(verb: "Token") -> bool:
    return lemma(verb) == "be" and child(verb, "neg") is None and verb.dep_ != "relcl"


def _can_be_wrong(token: "Token") -> bool:
    return token.pos_ == "PROPN" or lemma(token) in DOCUMENTS


def _is_negated(verb: "Token", relation: Relation) -> bool:
    """“did not deny”, “never disputed”, “declined to dispute”."""
    cue = verb.doc[relation.cue[0] : relation.cue[1]]
    return any(one.dep_ == "neg" or one.lower_ == "never" or lemma(one) in _AVOIDS for one in cue)


def _is_only_possible(verb: "Token") -> bool:
    """“would deny”, “to deny”: nobody has."""
    helpers = [one.tag_ for one in verb.children if one.dep_ == "aux"]
    return "MD" in helpers or "TO" in helpers or (verb.tag_ == "VB" and not helpers)


def _denies(doc: "Doc", verb: "Token", relation: Relation) -> bool:
    if relation.construction == "fronted":
        return False
    if relation.construction == "clause":
        clause = child(verb, "ccomp")
        return clause is None or child(clause, "mark", "aux") is not None or clause.tag_ in ("VBD", "VBZ", "VBP")
    if relation.construction != "object":
        return relation.construction != "passive" or _is_claim(child(verb, "nsubjpass"), _CLAIMS)
    if child(verb, "dative") is not None or _decides(doc, relation):
        return False
    thing = _thing(verb)
    return thing is not None and (
        thing.tag_ == "VBG" or thing.lower_ in _POINTS or _is_claim(thing, _CLAIMS | _DENIED_DEEDS)
    )


def _rejects(verb: "Token", relation: Relation) -> bool:
    if relation.construction in ("clause", "quotation") and relation.word in ("dispute", "contest"):
        return True
    thing = child(verb, "nsubjpass") if relation.construction == "passive" else _thing(verb)
    return _is_claim(thing, _CLAIMS) or (relation.word == "dispute" and thing is not None and thing.lower_ in _POINTS)


def _thing(verb: "Token") -> "Token | None":
    """Return what is denied: the object, or the noun that a relative clause describes (“a charge that he denied”)."""
    thing = child(verb, "dobj")
    is_described = verb.dep_ == "relcl" and (thing is None or thing.tag_ in ("WDT", "WP"))
    return verb.head if is_described else thing


def _is_claim(thing: "Token | None", claims: frozenset[str]) -> bool:
    if thing is None or (lemma(thing) == "label" and thing.tag_ == "NNS"):
        return False
    if lemma(thing) in _THOUGHTS:
        points = any(one.lower_ in _POINTS for one in thing.children if one.dep_ == "det")
        return points or any(one.dep_ in ("acl", "ccomp", "relcl") for one in thing.children)
    return lemma(thing) in claims


def _decides(doc: "Doc", relation: Relation) -> bool:
    if relation.source is None:
        return False
    source = doc[relation.source[0] : relation.source[1]]
    return lemma(source.root) in _DECIDES or any(lemma(token) in _COURTS for token in source)


def _calls_it_false(doc: "Doc", verb: "Token", relation: Relation) -> bool:
    """“called the report a lie”, “dismissed it as absurd”: the word must stand behind the thing, not within it."""
    thing = _thing(verb) or next((token for start, end in relation.content for token in doc[start:end]), verb)
    clause = child(verb, "ccomp")
    if clause is not None:
        thing = child(clause, "nsubj") or thing
    words = {lemma(token) for start, end in relation.content for token in doc[start:end] if token.i > thing.i}
    near = _is_claim(thing, _CLAIMS) or thing.lower_ in ("that", "this")
    return bool(words & _FALSE and (near or thing.lower_ == "it")) or (near and bool(words & _ABSURD))


def _of_which(subject: "Token") -> "Token":
    """“all of the claims”: the claims."""
    of = next((one for one in subject.children if one.lower_ == "of"), None)
    noun = child(of, "pobj") if of is not None and subject.pos_ in ("DET", "PRON", "NUM") else None
    return noun if noun is not None else subject


def _says_it_is_false(doc: "Doc", relation: Relation) -> bool:
    """“…that the report is false”, “That is not true,” she said: in the first sentence of what is said."""
    start, end = relation.content[0]
    stop = min(end, doc[start + 1 if start + 1 < end else start].sent.end)
    return bool(disbelieved(doc, relation)) or any(_is_said_of_a_claim(token) for token in doc[start:stop])


def _is_said_of_a_claim(token: "Token") -> bool:
    word, verb = lemma(token), token.head
    if word not in _FALSE | _ABSURD | _TRUE or lemma(verb) != "be" or verb.dep_ == "relcl":
        return False
    subject = child(verb, "nsubj", "expl")
    if subject is None or token.dep_ not in ("acomp", "attr"):
        return False
    subject = _of_which(subject)
    negated = child(verb, "neg") is not None or any(one.lower_ == "no" for one in token.children)
    if negated != (word in _TRUE):
        return False
    if subject.lower_ in ("it", "there") and any(
        one.dep_ in ("ccomp", "xcomp") for one in (*token.children, *verb.children)
    ):
        return False
    weak = word in _ABSURD or word == "wrong"
    pronouns = {"it", "that", "this"} if word != "wrong" else {"that", "this", "they"}
    return subject.lower_ in pronouns | ({"they", "those", "there"} if not weak else set()) or _is_claim(
        subject, _CLAIMS
    )
