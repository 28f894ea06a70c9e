"""RG93x: what is wrong with the ledger's file, so that nothing is sent."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG930: Final = FindingCode(
    "RG930",
    "ledger-missing",
    Severity.ERROR,
    "The ledger is not there, and something tells that there was one.",
    "Make it anew by reportgen deliveries --rebuild; --accept-new-ledger begins a new one that knows of nothing sent.",
    "A deleted output/ledger.sqlite.",
)
RG931: Final = FindingCode(
    "RG931",
    "ledger-empty",
    Severity.ERROR,
    "The ledger is an empty file, or a database that holds no ledger.",
    "Make it anew by reportgen deliveries --rebuild; --accept-new-ledger begins a new one that knows of nothing sent.",
    "A ledger.sqlite of 0 bytes.",
)
RG932: Final = FindingCode(
    "RG932",
    "ledger-damaged",
    Severity.ERROR,
    "The ledger is damaged.",
    "Make it anew by reportgen deliveries --rebuild; --accept-new-ledger begins a new one that knows of nothing sent.",
    "A ledger.sqlite that a disk or a copy cut off.",
)
RG933: Final = FindingCode(
    "RG933",
    "ledger-foreign",
    Severity.ERROR,
    "The ledger is not the one that belongs to this output.",
    "Put the right one back; --accept-new-ledger adopts the one that is there.",
    "A ledger.sqlite copied from another project.",
)
RG934: Final = FindingCode(
    "RG934",
    "ledger-rolled-back",
    Severity.ERROR,
    "The ledger is older than its own backup: it would send again what has been sent.",
    "Bring it up to date by reportgen deliveries --rebuild; --accept-new-ledger goes on with the older one.",
    "A ledger.sqlite restored from last week.",
)
RG935: Final = FindingCode(
    "RG935",
    "ledger-cannot-be-written",
    Severity.ERROR,
    "The ledger, its backup or their folder cannot be written.",
    "Give the right to write, or make room on the disk.",
    "A read-only output/.",
)
RG936: Final = FindingCode(
    "RG936",
    "ledger-locked",
    Severity.ERROR,
    "Another process holds the ledger and does not let go.",
    "End that process, then run the command again.",
    "A ledger that is open in a database browser.",
)
RG937: Final = FindingCode(
    "RG937",
    "ledger-no-plain-file",
    Severity.ERROR,
    "What stands where the ledger should is a folder, a link or a pipe.",
    "Take it away, or put the ledger itself there.",
    "A symbolic link named ledger.sqlite.",
)
