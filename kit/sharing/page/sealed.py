"""The key's part of a page: packed, so that nobody reads it by accident, or locked with a word that comes later.

Packed is zlib (RFC 1950) in base64. Locked is the same, encrypted with AES-GCM (NIST SP 800-38D) under a key that
PBKDF2 (RFC 8018, with HMAC-SHA-256) makes of the word; the page opens both with what browsers have (WebCrypto).
"""

import hmac
import json
import os
import unicodedata
import zlib
from base64 import b64encode
from typing import Any

from kit.lesson.plain_errors import Mistake, shown

#: What guessing costs: OWASP's figure for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). A slow
#: Chromebook takes about a second for it.
ROUNDS = 600_000
FEWEST_LETTERS = 4
_SMALLEST = 9  # of zlib's levels
_KEY, _SALT, _NONCE = 32, 16, 12  # bytes
_DERIVING = b"claim-by-claim: salt and nonce"


def packed(value: Any) -> dict[str, Any]:
    """Return a value as the page's data holds it: compressed JSON, in base64."""
    return {"data": _text(_compressed(value))}


def packed_text(text: str) -> str:
    """Return a text as the page holds it: compressed, in base64."""
    return _text(zlib.compress(text.encode("utf-8"), _SMALLEST))


def locked(value: Any, word: str, *, repeats: bool = False) -> dict[str, Any]:
    """Return a value that only this word opens.

    Capitals, blanks around it, and how a letter with an accent is put together do not matter (`plain_word`).

    Args:
        value: what is locked.
        word: what opens it.
        repeats: the same value and word give the same result. Salt and nonce are then not drawn by chance but derived
            from both; another value has others, so that no nonce serves twice (as in RFC 8452), and whoever guesses the
            word by them pays for each guess as much as by opening.

    Raises:
        ValueError: the word is too short.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 (only a locked key waits for it)

    if not isinstance(word, str):
        raise Mistake(
            f"The word for the key is a text between quotation marks, such as 'red boat', and not {shown(word)}."
        )
    plain = plain_word(word)
    if len(plain) < FEWEST_LETTERS:
        raise Mistake(f"The word for the key is too short: take {FEWEST_LETTERS} letters or more.")
    told = _compressed(value)
    drawn = hmac.digest(_stretched(plain, _DERIVING), told, "sha256") if repeats else os.urandom(_SALT + _NONCE)
    salt, nonce = drawn[:_SALT], drawn[_SALT : _SALT + _NONCE]
    data = AESGCM(_stretched(plain, salt)).encrypt(nonce, told, None)
    return {"data": _text(data), "salt": _text(salt), "nonce": _text(nonce), "rounds": ROUNDS}


def _stretched(plain: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC  # noqa: PLC0415

    return PBKDF2HMAC(SHA256(), _KEY, salt, ROUNDS).derive(plain.encode("utf-8"))


def plain_word(word: str) -> str:
    """Return a word as it is compared: as it is heard in a class, whatever is typed."""
    return " ".join(unicodedata.normalize("NFKC", word).lower().split())


def _compressed(value: Any) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"), _SMALLEST)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")
