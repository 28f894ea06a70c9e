"""S/MIME (RFC 8551): a finished message whose reader's mail program says who signed it."""

from __future__ import annotations

import re
from base64 import encodebytes
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final

from reportgen.delivery.sending import Clock
from reportgen.delivery.ways_out.sign import Sign
from reportgen.errors import MachineLacks
from reportgen.signing.checking_cms import check_signature, digest_name
from reportgen.signing.signing_key import SIGNING_KEY_FILE, Signing, read_signing

_PART: Final = (b"content-type:", b"content-transfer-encoding:", b"content-disposition:")
_HEADER: Final = re.compile(rb"[^\r\n]+(?:\r\n[ \t][^\r\n]*)*\r\n")


def letter_signer(environment: Mapping[str, str], clock: Clock, sender: str) -> Sign:
    """What signs a message of a sender with the key that the environment names. Raises MachineLacks where there is
    none, or its certificate is not for the sender's address: mail programs warn their readers of that."""
    signing = read_signing(environment, clock)
    if signing is None:
        raise MachineLacks(
            f"delivery.yaml has `smime: true`, and there is no key to sign with: set {SIGNING_KEY_FILE}"
        )
    signing = replace(signing, stamps="")  # servers on the way write down when they took it
    found = check_signature(b"", signing.sign(b""), (), clock())
    known = found.signer.known_as if found.signer else frozenset[str]()
    if sender.lower() not in {name.lower() for name in known}:
        message = f"messages are to be signed, and the certificate is not for their sender, {sender}"
        raise MachineLacks(f"{message}: make one with subjectAltName=email:{sender}")
    return lambda message: sign_letter(message, signing)


def sign_letter(message: bytes, signing: Signing) -> bytes:
    """A finished message with a signature over all but its head, as multipart/signed: who knows nothing of signatures
    reads it as before. Raises MachineLacks as `Signing.sign` does."""
    head, _, body = message.partition(b"\r\n\r\n")
    fields = _HEADER.findall(head + b"\r\n")
    own = [field for field in fields if field.lower().startswith(_PART)]
    others = [field for field in fields if not field.lower().startswith((*_PART, b"mime-version:"))]
    part = b"".join([*own, b"\r\n", body.removesuffix(b"\r\n")])
    signature = signing.sign(part)
    kind = f'protocol="application/pkcs7-signature";\r\n micalg={digest_name(signature)}'
    boundary = f"=_{sha256(part).hexdigest()[:40]}_signed"
    outer = f'MIME-Version: 1.0\r\nContent-Type: multipart/signed; {kind};\r\n boundary="{boundary}"\r\n\r\n'
    behind = (
        b'Content-Type: application/pkcs7-signature; name="smime.p7s"\r\n'
        b"Content-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="smime.p7s"\r\n\r\n'
    ) + encodebytes(signature).replace(b"\n", b"\r\n")
    line = f"\r\n--{boundary}".encode()
    return b"".join(
        [*others, outer.encode(), line[2:], b"\r\n", part, line, b"\r\n", behind, line[2:], b"--\r\n"]
    )
