"""Making a detached signature (CMS, RFC 5652) over bytes, by pyHanko, which comes with the extra `sign`."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import Any, Final, TypeVar

from reportgen.errors import MachineLacks, install_extra
from reportgen.signing.keys import KeyFile
from reportgen.signing.stamping import StampRefused, stamper

_T = TypeVar("_T")
NO_LIBRARY: Final = f"pyHanko is not installed: {install_extra('sign')}"


def make_signature(data: bytes, key: KeyFile, stamps: str, moment: datetime | None) -> bytes:
    """A signature over bytes that do not lie in it (DER), with the certificate and those between it and a root, bound
    to the first (RFC 5035). `moment` is the signer's time; None in a PDF, which has it elsewhere (PAdES, EN 319
    142-1). `stamps` is the address of a server for a time stamp over the signature, "" for none.

    Raises MachineLacks where the library is missing or the server gives no time stamp.
    """
    signer: Any = _signer(key)
    from cryptography.hazmat.primitives import hashes
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, select_suitable_signing_md

    algorithm = select_suitable_signing_md(signer.signing_cert.public_key)
    digest = hashes.Hash(getattr(hashes, algorithm.upper())())
    digest.update(data)
    making = signer.async_sign(
        digest.finalize(),
        algorithm,
        use_pades=True,  # the attributes of CAdES, of which PDF takes all but the time
        timestamper=stamper(stamps) if stamps else None,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=moment),
        is_pdf_sig=moment is None,
    )
    try:
        made: bytes = run_alone(making).dump()
    except (StampRefused, OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        if not stamps:
            raise
        raise MachineLacks(f"no time stamp from {stamps}: {error}") from None
    return made


def _signer(key: KeyFile) -> Any:
    try:
        from asn1crypto import keys, pem, x509
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko_certvalidator.registry import SimpleCertificateStore
    except ImportError:
        raise MachineLacks(f"documents are to be signed, and {NO_LIBRARY}") from None
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    assert key.certificate is not None, "a key that signs documents has a certificate"
    own, *others = [
        x509.Certificate.load(pem.unarmor(one.encode())[2]) for one in (key.certificate.pem, *key.chain)
    ]
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store: Any = SimpleCertificateStore
    return SimpleSigner(own, keys.PrivateKeyInfo.load(private), store.from_certs(others))


def run_alone(work: Coroutine[Any, Any, _T]) -> _T:
    """Carry out what the library does asynchronously, in a loop and a thread of its own: whoever asks may have a loop
    already, as one has that drives a browser."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()
