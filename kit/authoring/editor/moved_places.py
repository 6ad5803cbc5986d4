"""Where a place of a text stands once the text has been mended: claims and quotes keep their words."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\W")
#: Words that are less alike are other words, whatever letters they share.
_ALIKE = 0.5
#: What became of [start, end) of the text: its kind, and [start, end) in the new one.
_Piece = tuple[str, int, int, int, int]


class MovedPlaces:
    """Tells for [start, end) of a text where its words stand in another version of it; all in code points."""

    def __init__(self, before: str, after: str) -> None:
        self.before, self.after = before, after
        self._pieces = list(_pieces(before, after))

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the new [start, end), at whole words; None where none of the words is left.

        What is put in right before or behind the words is none of theirs, unless it belongs to a word of theirs.
        """
        first, last = self._start(start), self._end(end)
        if first >= last or not self._has_words_left(start, end):
            return None
        while self.after[first].isspace():
            first += 1
        while self.after[last - 1].isspace():
            last -= 1
        while first > 0 and self._is_inside_a_word(first):
            first -= 1
        while last < len(self.after) and self._is_inside_a_word(last):
            last += 1
        return first, last

    def _start(self, place: int) -> int:
        for kind, start, end, new, new_end in self._pieces:
            if start <= place < end:
                return new + place - start if kind == "equal" else new if place == start else new_end
        return len(self.after)

    def _end(self, place: int) -> int:
        for kind, start, end, new, new_end in self._pieces:
            if start < place <= end:
                return new + place - start if kind == "equal" else new_end if place == end else new
        return 0

    def _has_words_left(self, start: int, end: int) -> bool:
        kept = (self.before[max(start, one[1]) : min(end, one[2])] for one in self._pieces if one[0] == "equal")
        return any(map(str.isalnum, "".join(kept)))

    def _is_inside_a_word(self, place: int) -> bool:
        return self.after[place - 1].isalnum() and self.after[place].isalnum()


def _pieces(before: str, after: str) -> Iterator[_Piece]:
    """Compare word by word, and letter by letter where words are alike."""
    words, others = _TOKEN.findall(before), _TOKEN.findall(after)
    start = new = 0
    for kind, one, two, three, four in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        old_text, new_text = "".join(words[one:two]), "".join(others[three:four])
        end, new_end = start + len(old_text), new + len(new_text)
        letters = SequenceMatcher(None, old_text, new_text, autojunk=False)
        if kind == "replace" and letters.ratio() >= _ALIKE:
            for inner, first, last, new_first, new_last in letters.get_opcodes():
                yield inner, start + first, start + last, new + new_first, new + new_last
        else:
            yield kind, start, end, new, new_end
        start, new = end, new_end
