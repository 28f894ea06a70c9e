"""A manifest, held against the files that lie beside it, and such a file against the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from reportgen.codes.rg7_proofs import RG708, RG712
from reportgen.errors import Finding
from reportgen.proof.origin import ReadBeside, listed_digests
from reportgen.record.lying_beside import MANIFEST


def hold_listing(data: bytes, beside: ReadBeside) -> Iterator[Finding]:
    """RG708 where a manifest lists nothing that can be looked for, RG712 for a file that is missing or another one."""
    listed = listed_digests(data)
    if not listed or any(set(name) & set("/\\\0") or name in (".", "..") for name in listed):
        yield RG708.finding(f"{MANIFEST}: it does not list files")
        return
    for name, digest in sorted(listed.items()):
        found = beside(name)
        if found is None:
            yield RG712.finding(f"{MANIFEST}: {name!r} does not lie beside it")
        elif sha256(found).hexdigest() != digest:
            yield RG712.finding(f"{MANIFEST}: {name!r} is not the file that it lists")


def hold_listed(name: str, data: bytes, beside: ReadBeside) -> Iterator[Finding]:
    """A file that carries nothing to prove it, against the manifest beside it: RG708 where there is none or it does not
    list the file, RG712 where it lists another."""
    listing = beside(MANIFEST)
    if listing is None:
        mend = (
            "verify it in the folder that was built, or a PDF or HTML of its edition, which carries its facts"
        )
        why = f"it proves nothing by itself, and no {MANIFEST} lies beside it"
        yield RG708.finding(f"{name}: {why}", mend=mend)
    elif (digest := listed_digests(listing).get(name)) is None:
        yield RG708.finding(
            f"{name}: it proves nothing by itself, and the {MANIFEST} beside it does not list it"
        )
    elif digest != sha256(data).hexdigest():
        mend = "ask its sender for the file as it was built"
        yield RG712.finding(f"{name}: it differs from what the {MANIFEST} beside it says", mend=mend)
