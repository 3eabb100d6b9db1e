"""What of speech that is not over yet is sure: words that an engine heard twice, at the same place. Pure.

The end of what was heard so far is often misheard, as its sound is cut in the middle of a word. Measured with the
miniature model on 36 utterances of three sentences, heard every 2 s: of all words 5.9 % are not in the final text, of
those that ended a second before the end 2.5 %, of those that were heard twice 0.5 %.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from wallflower.speech.window import begins_of
from wallflower.store.folding import clean, fold
from wallflower.store.lines import NewLine
from wallflower.wire import Word

# The same word, heard with more sound behind it, moves by less.
SAME_PLACE_MS = 500


def agreed(now: Iterable[NewLine], before: Iterable[NewLine]) -> tuple[NewLine, ...]:
    """Return the runs of words that were heard before, too; nothing where words and text do not go together."""
    earlier = [word for line in before for word in line.words]
    return tuple(part for line in now for part in _runs(line, earlier))


def _runs(line: NewLine, earlier: Sequence[Word]) -> Iterator[NewLine]:
    begins = begins_of(line.text, [word.text for word in line.words])
    if begins is None:
        return
    is_sure = [any(_is_same(word, other) for other in earlier) for word in line.words]
    for sure, run in groupby(range(len(line.words)), is_sure.__getitem__):
        if sure:
            indexes = list(run)
            yield _part(line, begins, indexes[0], indexes[-1])


def _is_same(word: Word, other: Word) -> bool:
    return abs(word.start_ms - other.start_ms) <= SAME_PLACE_MS and fold(clean(word.text)) == fold(clean(other.text))


def _part(line: NewLine, begins: Sequence[int], first: int, last: int) -> NewLine:
    words = line.words[first : last + 1]
    text = line.text[begins[first] : begins[last] + len(words[-1].text)]
    return replace(line, text=text, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)
