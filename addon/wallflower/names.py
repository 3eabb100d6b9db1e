"""The one rule for names that people give (to cameras, to each other, to rules), and how sizes are written."""

import unicodedata

LONGEST_NAME = 100
# Control characters, lone surrogates, line and paragraph separators; and the marks that reorder the text around a name.
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_FORBIDDEN_CHARACTERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters, numbers, punctuation and symbols are seen; but for the fillers and the blank of Braille, which are letters
# and a symbol by name only.
_SEEN_CATEGORIES = frozenset("LNPS")
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def clean_name(name: str, longest: int = LONGEST_NAME) -> str:
    """Return the name as it is kept: composed, trimmed, single spaces; raise `ValueError` with the sentence if none."""
    composed = unicodedata.normalize("NFC", name)
    if any(unicodedata.category(c) in _FORBIDDEN_CATEGORIES or c in _FORBIDDEN_CHARACTERS for c in composed.strip()):
        raise ValueError("a name must not contain control characters or marks of text direction")
    clean = " ".join(composed.split())
    if not 1 <= len(clean) <= longest:
        raise ValueError(f"a name has 1 to {longest} characters")
    if not any(_is_seen(character) for character in clean):
        raise ValueError("a name has at least one character that can be seen")
    return clean


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in _SEEN_CATEGORIES and character not in _BLANKS


def size_text(count: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{count / 1_000_000_000:.1f} GB" if count >= 100_000_000 else f"{count / 1_000_000:.1f} MB"
