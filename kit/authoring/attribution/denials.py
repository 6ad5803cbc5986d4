"""Which attributions are denials: somebody says that a claim is false, or rejects it.

The false friends are as common as the denials: “denied the motion”, “did not dispute”, “declined to comment”.
"""

from typing import TYPE_CHECKING

from kit.authoring.attribution.clauses import child, lemma
from kit.authoring.attribution.cue_words import NAMES_IT
from kit.authoring.attribution.relations import Relation
from kit.authoring.attribution.source_words import DOCUMENTS, PEOPLE, SPOKESPEOPLE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REJECTS = frozenset("reject dismiss dispute refute rebut repudiate contest contradict debunk".split())
_CALLS = NAMES_IT | {"describe", "brand", "dismiss", "denounce"}
_SAYS_SO = frozenset("say tell add write insist tweet assure maintain reply respond counter answer accord".split())
#: What can be true or false; a motion, a visa, an offer cannot.
_CLAIMS = frozenset(
    """accusation allegation account argument assertion assumption characterisation characterization charge claim
    conclusion connection contention criticism description existence fact fault finding guilt implication
    information insinuation intention interpretation involvement knowledge label lie link narrative news
    perception possibility premise prediction report responsibility role rumor rumour speculation statement
    story suggestion talk theory view wrongdoing relationship affair comparison complicity collusion use
    figure number estimate sum total version portrayal depiction remark comment testimony article critique finding
    diagnosis point""".split()
)
#: Claims only where it is said which: “the idea that …”, but not “the idea of a tax”.
_THOUGHTS = frozenset(["idea", "notion"])
_POINTS = frozenset(["it", "that", "this"])
#: With these, “it” is what somebody said; “rejected it” may be an offer.
_REJECTS_IT = frozenset(["dispute", "refute", "rebut", "contradict"])
#: With “deny” alone: “denied having met him”, “denied any part in it”.
_DENIED_DEEDS = frozenset(
    """part hand contact meeting misconduct plan attempt crime impropriety bias tie anything something opposition
    support""".split()
)
_FALSE = frozenset(
    """false untrue baseless unfounded groundless lie lies fabricated fabrication fake falsehood incorrect
    inaccurate bogus hoax fiction wrong""".split()
)
#: Said of nothing but what is told.
_UNTRUE = frozenset("false untrue baseless unfounded groundless fabricated bogus".split())
#: Nothing but what is told can be one of these.
_MADE_UP = frozenset("hoax fabrication falsehood myth untruth fiction".split())
#: What is asked for is turned down, and not denied: “rejected the proposal that …”.
_ASKED_FOR = frozenset("proposal offer plan bid motion request demand recommendation call appeal idea notion".split())
#: Weaker words: they may also be said of a plan or of people.
_ABSURD = frozenset("nonsense ridiculous absurd preposterous ludicrous rubbish".split())
#: Said of somebody, or of what somebody wrote.
_WRONG = frozenset("wrong false mistaken incorrect inaccurate untrue".split())
_TRUE = frozenset("true truth accurate case".split())
#: Courts and bodies that decide on claims, and do not answer them.
_DECIDES = frozenset("court judge jury panel tribunal justice magistrate committee board commission".split())
_COURTS = frozenset("court judge justice tribunal".split())
_NOT = frozenset(["no", "neither", "none"])
_THESE = frozenset("this that these those neither".split())
#: Words of a denial that says no more than that it is one.
_FEW = 4
_BY_PEOPLE = frozenset(["contradict", "debunk"])
_GOES_ON = frozenset("continue keep go proceed".split())
_AVOIDS = frozenset(["decline", "refuse", "fail", "stop"])


def is_denial(doc: "Doc", relation: Relation) -> bool:
    """Whether this attribution rejects a claim."""
    verb = doc[relation.head]
    if relation.source is None or _is_negated(verb, relation) or _is_only_possible(verb):
        return False
    if relation.word == "deny":
        return _denies(doc, verb, relation)
    is_rejecting = relation.word in _REJECTS and not _decides(doc, relation)
    if is_rejecting and _rejects(verb, relation) and (relation.word not in _BY_PEOPLE or _is_somebody(doc, relation)):
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
    if verb.dep_ == "xcomp" and lemma(verb.head) in _GOES_ON:
        return _is_only_possible(verb.head)
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
    points = relation.word in _REJECTS_IT and thing is not None and thing.lower_ in _POINTS
    return _is_claim(thing, _CLAIMS) or points or (thing is not None and _says_what(thing))


def _says_what(thing: "Token") -> bool:
    """“attacks that he was no conservative”: what is said stands behind it."""
    said = child(thing, "acl", "ccomp")
    mark = child(said, "mark") if said is not None else None
    return mark is not None and mark.lower_ == "that" and lemma(thing) not in _ASKED_FOR


def _thing(verb: "Token") -> "Token | None":
    """Return what is denied: the object, or the noun that a relative clause describes (“a charge that he denied”)."""
    thing = child(verb, "dobj")
    is_described = verb.dep_ in ("relcl", "acl") and (thing is None or thing.tag_ in ("WDT", "WP"))
    return verb.head if is_described else thing


def _is_claim(thing: "Token | None", claims: frozenset[str]) -> bool:
    if thing is None or (lemma(thing) == "label" and thing.tag_ == "NNS"):
        return False
    if lemma(thing) in _THOUGHTS:
        points = any(one.lower_ in _POINTS for one in thing.children if one.dep_ == "det")
        return points or any(one.dep_ in ("acl", "ccomp", "relcl") for one in thing.children)
    return lemma(thing) in claims


def _is_somebody(doc: "Doc", relation: Relation) -> bool:
    """“Lee contradicted the claim”, but not “the findings contradicted the claim”: these say nothing themselves."""
    assert relation.source is not None  # of nobody there is no denial
    who = doc[relation.source[0] : relation.source[1]].root
    return who.pos_ == "PROPN" or who.tag_ == "PRP" or lemma(who) in PEOPLE | SPOKESPEOPLE


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
    is_false = bool(words & _FALSE and (near or thing.lower_ == "it")) or bool(words & _MADE_UP)
    return is_false or (near and bool(words & _ABSURD))


def _of_which(subject: "Token") -> "Token":
    """“all of the claims”: the claims."""
    of = next((one for one in subject.children if one.lower_ == "of"), None)
    counts = subject.pos_ in ("DET", "PRON", "NUM") or subject.lower_ == "none"
    noun = child(of, "pobj") if of is not None and counts else None
    return noun if noun is not None else subject


def _says_it_is_false(doc: "Doc", relation: Relation) -> bool:
    """“…that the report is false”, “That is not true,” she said: in the first sentence of what is said."""
    start, end = relation.content[0]
    stop = min(end, doc[start + 1 if start + 1 < end else start].sent.end)
    bare = [token for token in doc[start:stop] if token.is_alpha]
    if 0 < len(bare) <= _FEW and _is_bare_denial(bare):
        return True
    return bool(disbelieved(doc, relation)) or any(_is_said_of_a_claim(token) for token in doc[start:stop])


def _is_bare_denial(words: "list[Token]") -> bool:
    """“False,” “Not true,” “Nonsense,” “All lies,” she said."""
    said = [lemma(one) for one in words]
    is_negated = "not" in said or "never" in said
    is_plain = not any(one.dep_ in ("nsubj", "nsubjpass") or one.pos_ == "VERB" for one in words)
    return is_plain and (said[-1] in _TRUE if is_negated else said[-1] in _FALSE | _ABSURD)


def denied_clause(token: "Token") -> "Token | None":
    """Return the verb of what is not so: “it is not true that she knew” gives knew."""
    for clause in (*token.children, *token.head.children):
        if clause.dep_ in ("ccomp", "csubj", "advcl") and clause.i > token.i:
            mark = child(clause, "mark")
            if mark is not None and mark.lower_ == "that":
                return clause
    return None


def _is_said_of_a_claim(token: "Token") -> bool:
    word, verb = lemma(token), token.head
    if word not in _FALSE | _ABSURD | _TRUE or lemma(verb) != "be" or verb.dep_ == "relcl":
        return False
    subject = child(verb, "nsubj", "expl")
    if subject is None or token.dep_ not in ("acomp", "attr"):
        return False
    others = (subject, *subject.children, *token.children)
    negated = child(verb, "neg") is not None or any(one.lower_ in _NOT for one in others)
    subject = _of_which(subject)
    if negated != (word in _TRUE):
        return False
    is_weak = word in _ABSURD or word == "wrong"
    if subject.lower_ in ("it", "there"):
        governs = any(one.dep_ in ("ccomp", "xcomp") for one in (*token.children, *verb.children))
        if governs or denied_clause(token) is not None:  # “it is not true that …”, but not “it is wrong to …”
            return denied_clause(token) is not None and not is_weak
    return _is_told(subject, word, is_weak)


def _is_told(subject: "Token", word: str, is_weak: bool) -> bool:
    """Whether what is called false is something that was told: “that”, “the claim”, “this number”, “the scene”."""
    if not is_weak and any(one.lower_ in _THESE for one in subject.children if one.dep_ == "det"):
        return True
    pronouns = {"it", "that", "this"} if word != "wrong" else {"that", "this", "they"}
    pronouns |= set() if is_weak else {"they", "those", "there"}
    is_thing = word in _UNTRUE and subject.pos_ == "NOUN"
    return is_thing or subject.lower_ in pronouns or _is_claim(subject, _CLAIMS)
