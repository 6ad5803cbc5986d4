"""Reader codes: random pseudonyms of one pattern; names stay in a teacher's roster."""

import re
import secrets

from kit.lesson.plain_errors import Mistake, shown

READER_CODE = re.compile(r"[a-z]{2,12}-[a-z]{2,12}-[0-9]{2,4}")
#: How the codes of generated readers begin; no word that codes are drawn from is like it.
SAMPLE = "sample-"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")

MANNERS = """able agile amber ample arctic azure bold brave breezy bright brisk calm candid cheery clear clever
coral cosy crisp curious dapper daring eager early earnest easy fair fleet fond frank fresh gentle glad golden green
happy hardy humble jolly keen kind lively lucky lunar mellow merry mild misty neat noble olive open patient plain
polite proud quick quiet rapid ready royal rustic sandy silver simple smart snowy solar steady still sunny swift
tidy tiny upbeat vivid warm wise witty young""".split()  # noqa: SIM905 (a paragraph reads better)
ANIMALS = """alpaca badger beaver bison bobcat camel condor coyote crane cricket curlew dolphin donkey eagle egret
ermine falcon ferret finch fox gannet gecko gibbon hare hedgehog heron hornet ibex ibis iguana jackal jay kestrel
kiwi koala lark lemur linnet lizard llama lynx magpie marmot marten mole moose newt ocelot oriole osprey otter owl
panda pelican petrel plover pony puffin puma quail rabbit raven robin salmon seal shrew sparrow stork swan tapir
tern tiger toucan trout turtle vole walrus weasel wombat wren yak zebra""".split()  # noqa: SIM905


def new_reader_code() -> str:
    """Return a random code such as `quiet-otter-41`, derived from nothing about the reader."""
    return f"{secrets.choice(MANNERS)}-{secrets.choice(ANIMALS)}-{secrets.randbelow(90) + 10}"


def plain_code(text: str) -> str:
    """Return the reader code that was meant by `text`, or, where none can be seen, `text` in lower case.

    Codes are typed off paper slips: capitals, blanks or underscores for hyphens, and long dashes do not matter.
    """
    plain = text.translate(_DASHES).casefold()
    code = re.sub(r"[\s_\-]+", "-", plain.strip())
    return code if is_reader_code(code) else plain


def is_reader_code(text: str) -> bool:
    """Whether `text` has the one pattern that a reader code can have."""
    return READER_CODE.fullmatch(text) is not None


def check_reader_code(code: object) -> str:
    """Return `code` if it has the one pattern that a reader code can have.

    Raises:
        ValueError: it is something else, a name or a path for instance.
    """
    if isinstance(code, str) and is_reader_code(code):
        return code
    raise Mistake(
        f"{shown(code)} is not a reader code. A code is two words and a number, such as quiet-otter-41; "
        "leave the reader out and you get a new one."
    )
