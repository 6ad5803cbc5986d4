"""What kind of source a source is, and who “he”, “the official” or “the company” is, within the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kit.authoring.attribution import source_words as words
from kit.authoring.attribution.clauses import Words
from kit.authoring.attribution.relations import Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

#: A named person; a body that speaks on the record; a document; a person or a group that is only described; nobody.
Kind = Literal["person", "body", "document", "unnamed person", "collective", "nobody"]
NAMED: frozenset[str] = frozenset(["person", "body"])
UNNAMED: frozenset[str] = frozenset(["unnamed person", "collective"])

_PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
_POINTING = frozenset(["they", "them", "these", "those"])
_RELATIVE = frozenset(["who", "that", "which", "whom"])
_PARTITIVE = frozenset("one some many several most few all both none each any others other two three four five".split())
_ONE_PERSON = frozenset("one another neither either someone somebody anyone".split())
_BODY_ENTITIES = frozenset(["ORG", "GPE", "FAC", "LOC", "WORK_OF_ART", "LAW", "PRODUCT", "EVENT"])
_FAR = 12


@dataclass(frozen=True, slots=True)
class Source:
    """Who a content is credited to.

    `words` is where it is named or described, [start, end) in tokens. `resolved` is the earlier place that says who it
    is, where the source itself does not (“he”, “the company”). `is_named` tells for a document whether the article
    says which.
    """

    kind: Kind
    words: Words | None
    resolved: Words | None = None
    is_named: bool = False

    @property
    def says_who(self) -> Words | None:
        """The words that name or describe the source: the earlier ones where there are some."""
        return self.resolved or self.words


@dataclass(frozen=True, slots=True)
class _Mention:
    """Somebody or something that was mentioned: where, of what kind, and whether it can be “he” or “she”."""

    place: int
    words: Words
    kind: Kind
    gender: str
    roles: frozenset[str]
    is_source: bool = False


class Sources:
    """The sources of one article: `of` tells what each relation's is."""

    def __init__(self, doc: "Doc", relations: Sequence[Relation]) -> None:
        self.doc = doc
        described = (_described(token) for token in doc if _is_first_told(token))
        named = (_named(entity) for entity in doc.ents if _is_somebody(entity))
        self._mentions = sorted([*named, *described], key=lambda one: one.place)
        self._sources: dict[int, Source] = {}
        for relation in relations:
            source = self._source(relation.source)
            self._sources[relation.head] = source
            self._remember(source)

    def of(self, relation: Relation) -> Source:
        """Return the source of a relation of this article."""
        return self._sources[relation.head]

    def _remember(self, source: Source) -> None:
        """Keep a source in mind: the next “he” is he who spoke last."""
        who = source.says_who
        if source.words is None or who is None or source.kind == "nobody":
            return
        head = self.doc[who[0] : who[1]].root
        if head.pos_ == "PRON":
            return
        place = self.doc[source.words[0] : source.words[1]].root.i
        mention = _Mention(place, who, source.kind, _gender(self.doc, who), _roles(head) | {_lemma(head)}, True)
        self._mentions.append(mention)
        self._mentions.sort(key=lambda one: one.place)

    # --- one source ---

    def _source(self, source: Words | None) -> Source:
        if source is None:
            return Source("nobody", None)
        head = _head(self.doc, source)
        if head.lower_ in _RELATIVE:
            return self._antecedent(source, head)
        if head.lower_ in words.WRITERS or head.lower_ in words.NOBODY or head.lower_ in _POINTING:
            return self._pronoun(source, head)
        if head.lower_ in _PERSONAL:
            return self._resolved(source, self._he_or_she(head), Source("unnamed person", source))
        return self._described(source, head)

    def _pronoun(self, source: Words, head: "Token") -> Source:
        """“it” and “they” may mean somebody; “we” and “you” do not; “those who left” are described."""
        if _of(head) or head.lower_ == "one":
            return self._described(source, head)
        if head.lower_ == "it":
            return self._resolved(source, self._last_source(head.i, ("body", "document")), Source("nobody", source))
        if head.lower_ in _POINTING:
            found = self._last_source(head.i, ("collective", "body", "document"))
            return self._resolved(source, found, Source("collective", source))
        return Source("nobody", source)

    def _resolved(self, source: Words, found: _Mention | None, otherwise: Source) -> Source:
        if found is None:
            return otherwise
        return Source(found.kind, source, found.words, is_named=found.kind in NAMED)

    def _antecedent(self, source: Words, pronoun: "Token") -> Source:
        """“who”, “that”: the noun that the clause describes."""
        verb = pronoun.head
        for _ in range(_FAR):
            if verb.dep_ == "relcl" or verb.head.i == verb.i:
                break
            verb = verb.head
        noun = verb.head
        if verb.dep_ != "relcl" or noun.i == verb.i:
            return Source("nobody", source)
        if noun.dep_ == "appos" and _is_name(noun.head):
            noun = noun.head  # “Ann Lee, an adviser who …”
        start, end = noun.left_edge.i, max(noun.i + 1, min(noun.right_edge.i + 1, verb.left_edge.i))
        while end > noun.i + 1 and self.doc[end - 1].is_punct:
            end -= 1
        found = self._source((start, end))
        return Source(found.kind, source, found.says_who, found.is_named)

    def _described(self, source: Words, head: "Token") -> Source:
        """A name or a noun: “Ann Lee, the mayor”, “a spokesman for the city”, “officials”, “the company”."""
        noun, inside = _lemma(head), self.doc[source[0] : source[1]]
        if _is_share(head):
            return Source("unnamed person" if head.lower_ in _ONE_PERSON else "collective", source)
        if noun == "police":
            return Source("body", source, is_named=True)
        if noun in words.SPOKESPEOPLE:
            return self._spokesperson(source, inside)
        if noun in words.HEARSAY:
            return Source("document", source)
        if noun in words.DOCUMENTS and not _is_name(head):
            return self._document(source, inside, head)
        return self._named_or_not(source, inside, head, noun)

    def _named_or_not(self, source: Words, inside: "Span", head: "Token", noun: str) -> Source:
        is_plural = (head.tag_ == "NNS" and not _is_name(head)) or (head.tag_ == "NNPS" and _is_group(head))
        if _is_name(head):
            return self._name(source, head, is_plural)
        named = _apposed_name(head)
        if named is not None:
            return Source("body" if noun in words.BODIES else _kind_of_name(named), source, is_named=True)
        if noun in words.BODIES and not is_plural:
            return self._body(source, inside, head)
        if not _is_somebody_or_some(noun):
            return Source("nobody", source)
        if is_plural or noun in words.CROWDS:
            return Source("collective", source)
        return self._person(source, head, noun)

    def _spokesperson(self, source: Words, inside: "Span") -> Source:
        """A spokesperson speaks for a body, on the record: the body must be known."""
        if any(_is_name(token) for token in inside) or any(_lemma(token) in words.BODIES for token in inside):
            return Source("body", source, is_named=True)
        found = self._last(source[0], ("body", "person"))
        return self._resolved(source, found, Source("unnamed person", source))

    def _document(self, source: Words, inside: "Span", head: "Token") -> Source:
        # “a report by the council”, “a council report”: the article says whose it is.
        issuers = (
            token
            for token in (*inside, *_clause_of(head))
            if token.i != head.i and _lemma(token) in words.BODIES | words.PLACES
        )
        if any(issuers) or any(_is_name(token) or token.ent_type_ in ("PERSON", "ORG") for token in inside):
            return Source("document", source, is_named=True)
        has_owner = any(token.dep_ == "poss" for token in head.children)
        if _is_definite(inside) or has_owner:
            documents = [one for one in self._before(head.i) if one.kind == "document"]
            earlier = [one for one in documents if one.roles & {_lemma(head)} or (one.is_source and not has_owner)]
            bodies = [one for one in self._before(head.i) if one.kind in NAMED]
            found = (earlier or bodies)[-1:] or None
            # “its website”: whose it is, is said by “its”, and not by whoever was named last.
            meant = found[0].words if found and (earlier or not has_owner) else None
            return Source("document", source, meant, is_named=found is not None)
        return Source("document", source)

    def _name(self, source: Words, head: "Token", is_plural: bool) -> Source:
        if is_plural or (_is_group(head) and head.ent_type_ == "NORP" and head.tag_ != "NNP"):
            return Source("collective", source)
        return Source(_kind_of_name(head), source, is_named=True)

    def _body(self, source: Words, inside: "Span", head: "Token") -> Source:
        if any(_is_name(token) for token in inside):
            return Source("body", source, is_named=True)
        if not _is_definite(inside) and not any(token.dep_ == "poss" for token in head.children):
            return Source("collective", source)
        return self._resolved(source, self._same_body(head), Source("body", source, is_named=True))

    def _same_body(self, head: "Token") -> _Mention | None:
        """Return which body “the council” means: one that is called so, and no school; “the firm” may be any."""
        noun = _lemma(head)
        bodies = [one for one in self._before(head.i) if one.kind == "body"]
        called = [one for one in bodies if noun in {_lemma(token) for token in self.doc[one.words[0] : one.words[1]]}]
        found = called or (bodies if noun in words.ANY_BODY else [])
        return found[-1] if found else None

    def _person(self, source: Words, head: "Token", noun: str) -> Source:
        inside = self.doc[source[0] : source[1]]
        is_known = inside[0].lower_ in ("the", "this", "that", "both")
        found = self._in_role(head, noun) if is_known else None
        if found is not None:
            return Source(found.kind, source, found.words, is_named=found.kind in NAMED)
        if noun in words.OFFICES and _is_definite(inside):
            return Source("person", source, is_named=True)
        return Source("unnamed person", source)

    # --- who was mentioned before ---

    def _before(self, place: int) -> list[_Mention]:
        return [one for one in self._mentions if one.place < place]

    def _last_source(self, place: int, kinds: Sequence[str]) -> _Mention | None:
        return next((one for one in reversed(self._before(place)) if one.is_source and one.kind in kinds), None)

    def _last(self, place: int, kinds: Sequence[str]) -> _Mention | None:
        return next((one for one in reversed(self._before(place)) if one.kind in kinds), None)

    def _he_or_she(self, pronoun: "Token") -> _Mention | None:
        """Return the person who spoke last, if that was not long ago; the person who was named last otherwise."""
        gender, people = _PERSONAL[pronoun.lower_], ("person", "unnamed person")
        fitting = [one for one in self._before(pronoun.i) if one.kind in people and one.gender in ("", gender)]
        near = [one for one in fitting if one.is_source and pronoun.i - one.place < _RECENT]
        named = [one for one in fitting if one.kind == "person"]
        found = near or named or fitting
        return found[-1] if found else None

    def _in_role(self, head: "Token", noun: str) -> _Mention | None:
        """Return whom “the mayor” means: who was called so, or who spoke last; “the man” is nobody who was named."""
        place, more = head.i, {one.lower_ for one in head.children if one.dep_ in ("amod", "compound", "nmod")}
        known = [one for one in self._before(place) if noun in one.roles]
        if more:  # “the US official” is no European one
            known = [one for one in known if more & {token.lower_ for token in self.doc[one.words[0] : one.words[1]]}]
        known = [one for one in known if one.kind == "person"] or known
        if known or noun in words.VAGUE:
            return known[-1] if known else None
        return self._last_source(place, ("person",)) or self._last(place, ("person",))


_RECENT = 60


def _head(doc: "Doc", source: Words) -> "Token":
    """Return the word that a source turns on; for “a group of officials” the officials, for “one of them” the one."""
    head = doc[source[0] : source[1]].root
    if head.lower_.endswith(("self", "selves")) and head.i > source[0]:
        head = doc[head.i - 1]  # “Lee herself”
    if _lemma(head) in ("group", "number", "dozen", "hundred", "couple", "handful", "pair", "array"):
        inner = next((one for one in head.children if one.dep_ == "prep" and one.lower_ == "of"), None)
        noun = next((one for one in inner.children if one.dep_ == "pobj"), None) if inner is not None else None
        if noun is not None and noun.tag_ in ("NNS", "NNPS"):
            return noun
    return head


def _is_somebody_or_some(noun: str) -> bool:
    """Whether a noun is one for people or bodies: “history teaches” and “losses suggest” credit nobody."""
    listed = noun in words.PEOPLE or noun in words.CROWDS or noun in words.BODIES or noun in words.OFFICES
    return listed or noun.endswith(words.ENDINGS_OF_PEOPLE)


def _is_share(head: "Token") -> bool:
    """Whether the head only says how many: “some”, “one of them”, “half of the voters”, “40 percent”."""
    is_number = head.ent_type_ in ("PERCENT", "CARDINAL")
    if head.lower_.endswith("-old") or (head.lower_ == "old" and head.i > 1 and head.doc[head.i - 1].text == "-"):
        return False  # “the 46-year-old”
    return head.pos_ in ("DET", "PRON", "NUM", "ADJ", "ADV") or _lemma(head) in _PARTITIVE or is_number


def _of(head: "Token") -> bool:
    """Whether “of …” or “who …” describes it further: “those who left”, “one of the officials”."""
    return any(one.dep_ in ("prep", "relcl", "acl") for one in head.children)


def _clause_of(head: "Token") -> "list[Token]":
    """“a list that the town published”: the words of the clause, which a source's own words may leave out."""
    return [token for one in head.children if one.dep_ in ("relcl", "acl") for token in one.subtree]


def _lemma(token: "Token") -> str:
    return token.lemma_.lower()


def _is_group(token: "Token") -> bool:
    """Whether a name is that of many: “Republicans”, “Germans”; not “the Ebelings”, nor “United Airlines”."""
    if token.lower_.removesuffix("s") in words.GROUPS:
        return True
    is_singular = token.head.tag_ == "VBZ" or any(one.lower_ in ("has", "is", "was") for one in token.head.children)
    named = token.ent_type_ == "NORP" and token.text.endswith(words.ENDINGS_OF_GROUPS)
    return named and not is_singular and not _is_person_elsewhere(token)


def _is_name(token: "Token") -> bool:
    if token.i == token.sent.start and _lemma(token) in words.PEOPLE and token.right_edge.i == token.i:
        return False  # a headline's “Judge rejects …”
    is_capital = token.text[:1].isupper() and token.i > token.sent.start
    return token.pos_ == "PROPN" or (is_capital and not _is_group(token)) or token.ent_type_ in ("PERSON", "ORG", "GPE")


def _is_definite(inside: "Span") -> bool:
    first = inside[1] if inside[0].lower_ == "both" and len(inside) > 1 else inside[0]
    return first.lower_ in ("the", "this", "that", "his", "her", "its", "their", "these", "those")


def _apposed_name(head: "Token") -> "Token | None":
    """“The mayor, Ann Lee”: the name that stands beside the noun."""
    is_title = not any(one.dep_ in ("det", "poss") for one in head.children)  # “lobbyist and adviser Ann Lee”
    wanted = ("appos", "nmod", "compound", *(["conj"] if is_title else []))
    return next((one for one in head.children if one.dep_ in wanted and one.i > head.i and _is_name(one)), None)


def _kind_of_name(head: "Token") -> Kind:
    if head.ent_type_ in _BODY_ENTITIES and not _is_person_elsewhere(head) or _lemma(head) in words.BODIES:
        return "body"
    return "document" if _lemma(head) in words.DOCUMENTS else "person"


def _is_person_elsewhere(head: "Token") -> bool:
    """Whether the same name is a person's elsewhere in the text: the parser is not always sure."""
    return any(one.label_ == "PERSON" and one[-1].text == head.text for one in head.doc.ents)


def _is_somebody(entity: "Span") -> bool:
    return entity.label_ in ("PERSON", "ORG")


def _named(entity: "Span") -> _Mention:
    kind: Kind = "person" if entity.label_ == "PERSON" else "body"
    gender = _gender(entity.doc, (entity.start, entity.end)) if kind == "person" else ""
    return _Mention(entity.root.i, (entity.start, entity.end), kind, gender, _roles(entity.root))


def _is_first_told(token: "Token") -> bool:
    """“a senior official”, “a driver”: somebody who comes up, and whom “the official” may mean later."""
    is_person = token.pos_ == "NOUN" and token.tag_ == "NN" and _lemma(token) in words.PEOPLE
    return is_person and any(one.lower_ in ("a", "an", "another", "second", "third") for one in token.children)


def _described(token: "Token") -> _Mention:
    start = min([token.i, *(one.i for one in token.children if one.dep_ in ("det", "amod", "compound"))])
    return _Mention(
        token.i,
        (start, token.i + 1),
        "unnamed person",
        _gender(token.doc, (start, token.i + 1)),
        _roles(token) | {_lemma(token)},
    )


def _roles(head: "Token") -> frozenset[str]:
    """Return what a name is called beside it: “Mayor Ann Lee, a lawyer, …”."""
    beside = (one for one in head.children if one.dep_ in ("compound", "appos", "amod", "nmod"))
    roles = {_lemma(one) for one in beside}
    if head.dep_ == "appos":
        roles.add(_lemma(head.head))
    return frozenset(roles)


def _gender(doc: "Doc", where: Words) -> str:
    """Return "f" or "m" where words beside a name say so; "" where none does."""
    start, end = max(0, where[0] - 1), where[1]
    near = {token.lower_.strip(".") for token in doc[start:end]} | {_lemma(token) for token in doc[start:end]}
    if near & words.WOMEN:
        return "f"
    return "m" if near & words.MEN else ""
