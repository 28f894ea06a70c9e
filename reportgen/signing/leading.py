"""Whether a certificate leads to one that is trusted: by who issued whom alone, whatever they may be used for."""

from __future__ import annotations

from collections.abc import Sequence


def leads_to_trusted(own: bytes, others: Sequence[bytes], trusted: Sequence[bytes]) -> bool:
    """Whether a certificate (DER) is a trusted one, or was issued by one, if need be over `others`."""
    from cryptography import x509

    known = [x509.load_der_x509_certificate(one) for one in (*trusted, *others)]
    counts, seen = set(trusted), {own}
    waiting = [x509.load_der_x509_certificate(own)] if own not in counts else []
    while waiting:
        at = waiting.pop()
        for one, data in zip(known, (*trusted, *others), strict=True):
            if data in seen or one.subject != at.issuer or not _issued(at, one):
                continue
            if data in counts:
                return True
            seen.add(data)
            waiting.append(one)
    return own in counts


def _issued(certificate: object, issuer: object) -> bool:
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    assert isinstance(certificate, x509.Certificate)
    assert isinstance(issuer, x509.Certificate)
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
