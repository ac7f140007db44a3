"""The envelopes of sealed submissions: closed with a key of the round, opened by two officials together.

The scheme ``driehoek-seal-1``:

* Every closing is HPKE in base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. What it is
  for (the use, the round, whose) goes in as ``info``, so that an envelope put in another place does not open.
* The round has an X25519 key pair. Submissions are closed to the public key.
* Each official has an X25519 key pair: from a passphrase by scrypt with a salt of its own, or from a key file.
* For each pair of officials the private key of the round is split in two: a random half, and the private key xor that
  half. Each half is closed to one of the pair. The halves of one pair say nothing of those of another, so one official
  alone holds random bytes and nothing of the key, however many pairs it is in. The private key itself is not kept.
* To open, the first official opens its halves and closes each at once to the other official of that pair. Between the
  first and the second nothing lies open in the database.
* Each document has an AES-256-GCM key of its own, which goes into the submission it belongs to and so into the
  envelope; of the closed documents the SHA-256 stand beside the envelope, bound to it.
* The receipt is over the closed submission, in which the SHA-256 of the plain one stands. The plain one has 32 random
  bytes in it, so that nobody can guess it by trying.

No Django here: whoever holds the rows can open them with this file alone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from driehoek.domain.tender.sealing import pairs
from driehoek.kernel import canonical

Private = X25519PrivateKey
"""A key that opens."""
SCHEME = "driehoek-seal-1"
ENVELOPE = frozenset({"scheme", "key", "plain", "documents", "envelope"})
"""What a closed submission says of its envelope."""
SALT = 16
SIZE = 32
"""The length of keys and halves, in bytes."""
NONCE = 12
"""The length of what stands before a closed document, in bytes."""
COST, BLOCK, PARALLEL = 2**16, 8, 1
"""What one guess of a passphrase costs: 64 MiB of memory."""


class ShutError(ValueError):
    """An envelope does not open: another key, another place, or a byte that was changed."""


@dataclass(frozen=True, slots=True)
class OfficialKey:
    """What is kept of the key of an official.

    Attributes:
        public: the public key, base64.
        derivation: how the private key follows from a passphrase; empty where the official has a key file.
    """

    public: str
    derivation: str = ""


@dataclass(frozen=True, slots=True)
class RoundKey:
    """What is kept of the key of a round.

    Attributes:
        public: the public key, base64.
        halves: per pair (``a+b``) the closed half of each of the two, by name.
    """

    public: str
    halves: Mapping[str, Mapping[str, str]]


def official_from_passphrase(passphrase: str) -> OfficialKey:
    """The key of an official from a passphrase, with a salt of its own."""
    derivation = f"scrypt${COST}${BLOCK}${PARALLEL}${_text(secrets.token_bytes(SALT))}"
    return OfficialKey(_public(_from_passphrase(passphrase, derivation)), derivation)


def official_from_public(text: str) -> OfficialKey:
    """The key of an official that keeps its private key in a file.

    Raises:
        ShutError: when this is no public key.
    """
    data = _bytes(text.strip())
    if len(data) != SIZE:
        raise ShutError
    return OfficialKey(_text(data))


def unlock(key: OfficialKey, secret: str) -> X25519PrivateKey:
    """The private key of an official, from its passphrase or the text of its key file.

    Raises:
        ShutError: when it is not the secret of this key.
    """
    if key.derivation:
        private = _from_passphrase(secret, key.derivation)
    else:
        data = _bytes(secret.strip())
        if len(data) != SIZE:
            raise ShutError
        private = X25519PrivateKey.from_private_bytes(data)
    if not hmac.compare_digest(_public(private), key.public):
        raise ShutError
    return private


def key_file() -> tuple[str, str]:
    """A new key for an official: the text of the private file, and the public key to confirm."""
    private = X25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _public(private)


def make_round_key(round_id: str, officials: Mapping[str, OfficialKey]) -> RoundKey:
    """A new key for a round, split for each two officials; its private half is forgotten here.

    Args:
        round_id: the round.
        officials: by name.
    """
    private = X25519PrivateKey.generate()
    secret, public = private.private_bytes_raw(), _public(private)
    halves = {}
    for first, second in pairs(officials):
        pair = f"{first}+{second}"
        one = secrets.token_bytes(SIZE)
        halves[pair] = {
            name: _close(half, officials[name].public, _half_info(round_id, public, pair, name, "kept"))
            for name, half in ((first, one), (second, _xor(secret, one)))
        }
    return RoundKey(public, halves)


def pass_on(
    round_id: str, key: RoundKey, officials: Mapping[str, OfficialKey], name: str, private: X25519PrivateKey
) -> dict[str, str]:
    """What the first official leaves for the others: per other official its half, closed to that other.

    Raises:
        ShutError: when a half was changed.
    """
    passed = {}
    for pair, kept in key.halves.items():
        if name in kept:
            (other,) = set(kept) - {name}
            half = _open(kept[name], private, _half_info(round_id, key.public, pair, name, "kept"))
            passed[other] = _close(
                half, officials[other].public, _half_info(round_id, key.public, pair, name, "passed")
            )
    return passed


def join(
    round_id: str, key: RoundKey, names: tuple[str, str], passed: Mapping[str, str], private: X25519PrivateKey
) -> X25519PrivateKey:
    """The private key of the round, from what the first left and what the second has.

    Args:
        round_id: the round.
        key: what is kept of its key.
        names: the first and the second official.
        passed: what the first left, see `pass_on`.
        private: the private key of the second.

    Raises:
        ShutError: when a half was changed, or they are no pair.
    """
    first, second = names
    pair = "+".join(sorted(names))
    kept = key.halves.get(pair, {})
    if first == second or second not in kept or second not in passed:
        raise ShutError
    own = _open(kept[second], private, _half_info(round_id, key.public, pair, second, "kept"))
    given = _open(passed[second], private, _half_info(round_id, key.public, pair, first, "passed"))
    whole = X25519PrivateKey.from_private_bytes(_xor(own, given))
    if not hmac.compare_digest(_public(whole), key.public):
        raise ShutError
    return whole


def close_submission(round_id: str, public: str, said: Mapping[str, object], documents: Sequence[str] = ()) -> str:
    """A submission, closed: canonical JSON with what everyone may know of it and its envelope.

    Args:
        round_id: the round.
        public: the public key of the round.
        said: the submission: ``contract``, ``number``, ``received_at``, and what is in it.
        documents: the SHA-256 of each of its closed documents, in order.
    """
    plain = _canonical({**said, "salt": secrets.token_hex(SIZE)})
    open_part = {name: said[name] for name in ("contract", "number", "received_at", "withdraws")}
    digest = hashlib.sha256(plain.encode()).hexdigest()
    info = _submission_info(round_id, public, {**open_part, "documents": list(documents)}, digest)
    envelope = _close(plain.encode(), public, info)
    sealed = {"scheme": SCHEME, "key": public, "plain": digest, "documents": list(documents), "envelope": envelope}
    return _canonical({**open_part, "files": {}, "sealed": sealed})


def read_closed(closed: str) -> tuple[Mapping[str, object], Mapping[str, Any]]:
    """What everyone may know of a closed submission, and its envelope.

    Raises:
        ShutError: when this is no closed submission exactly as it was handed in.
    """
    try:
        said = json.loads(closed)
        sealed = said["sealed"]
        open_part = {name: said[name] for name in ("contract", "number", "received_at", "withdraws")}
        known = sealed["scheme"] == SCHEME and closed == _canonical({**open_part, "files": {}, "sealed": sealed})
        is_text = all(isinstance(sealed[name], str) for name in ("scheme", "key", "plain", "envelope"))
        is_list = isinstance(sealed["documents"], list) and all(isinstance(each, str) for each in sealed["documents"])
    except (ValueError, KeyError, TypeError) as error:
        raise ShutError from error
    if not (known and is_text and is_list) or set(sealed) != ENVELOPE:
        raise ShutError
    return open_part, sealed


def open_submission(round_id: str, closed: str, private: X25519PrivateKey) -> str:
    """The plain submission, canonical, as it was handed in.

    Raises:
        ShutError: when the key is another, or anything of it was changed.
    """
    open_part, sealed = read_closed(closed)
    public, digest = str(sealed["key"]), str(sealed["plain"])
    bound = {**open_part, "documents": sealed["documents"]}
    plain = _open(str(sealed["envelope"]), private, _submission_info(round_id, public, bound, digest))
    if hashlib.sha256(plain).hexdigest() != digest:
        raise ShutError
    return plain.decode()


def close_document(round_id: str, public: str, number: int, data: bytes) -> tuple[bytes, str]:
    """A document, closed with a key of its own, and that key, which belongs in the submission.

    Args:
        round_id: the round.
        public: the public key of the round.
        number: which document of the submission, from 1.
        data: its bytes.
    """
    key, nonce = AESGCM.generate_key(8 * SIZE), secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, _document_info(round_id, public, number)), _text(key)


def open_document(round_id: str, public: str, number: int, closed: bytes, key: str) -> bytes:
    """The bytes of a document, by the key that stood in its submission.

    Raises:
        ShutError: when the key is another, or anything of it was changed.
    """
    try:
        return AESGCM(_bytes(key)).decrypt(closed[:NONCE], closed[NONCE:], _document_info(round_id, public, number))
    except (InvalidTag, ValueError) as error:
        raise ShutError from error


def _document_info(round_id: str, public: str, number: int) -> bytes:
    return canonical({"scheme": SCHEME, "use": "document", "round": round_id, "key": public, "number": number})


def _submission_info(round_id: str, public: str, open_part: Mapping[str, object], digest: str) -> bytes:
    return canonical(
        {"scheme": SCHEME, "use": "submission", "round": round_id, "key": public, "plain": digest} | dict(open_part)
    )


def _half_info(round_id: str, public: str, pair: str, name: str, use: str) -> bytes:
    return canonical(
        {"scheme": SCHEME, "use": f"half {use}", "round": round_id, "key": public, "pair": pair, "of": name}
    )


def _suite() -> Suite:
    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _close(data: bytes, public: str, info: bytes) -> str:
    return _text(_suite().encrypt(data, X25519PublicKey.from_public_bytes(_bytes(public)), info))


def _open(envelope: str, private: X25519PrivateKey, info: bytes) -> bytes:
    try:
        return _suite().decrypt(_bytes(envelope), private, info)
    except InvalidTag as error:
        raise ShutError from error


def _from_passphrase(passphrase: str, derivation: str) -> X25519PrivateKey:
    kind, cost, block, parallel, salt = derivation.split("$")
    if kind != "scrypt":
        raise ShutError
    scrypt = Scrypt(salt=_bytes(salt), length=SIZE, n=int(cost), r=int(block), p=int(parallel))
    return X25519PrivateKey.from_private_bytes(scrypt.derive(passphrase.strip().encode()))


def _public(private: X25519PrivateKey) -> str:
    return _text(private.public_key().public_bytes_raw())


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(left ^ right for left, right in zip(one, other, strict=True))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """The bytes of exactly this text: another text for the same bytes is refused, so that nothing can be changed."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise ShutError from error
    if _text(data) != text:
        raise ShutError
    return data


def _canonical(said: Mapping[str, object]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
