"""RG9xx: what is wrong with delivery.yaml, what stops a message, and what became of it."""

from __future__ import annotations

from typing import Final

from reportgen.errors import FindingCode, Severity

RG901: Final = FindingCode(
    "RG901",
    "not-one-mailbox",
    Severity.ERROR,
    "An address is not one mailbox.",
    "Write ann@example.com, one address for each recipient.",
    'recipients:\n  - {address: "ann@example.com, eve@example.com", language: en}',
    "delivery.yaml",
)
RG902: Final = FindingCode(
    "RG902",
    "foreign-domain",
    Severity.ERROR,
    "An address is outside of the allowed domains.",
    "Correct the address, or add its domain to allowed-domains:.",
    "allowed-domains: [example.org]",
    "delivery.yaml",
)
RG903: Final = FindingCode(
    "RG903",
    "address-twice",
    Severity.ERROR,
    "An address stands among the recipients twice.",
    "Keep one of the two.",
    "recipients:\n  - {address: eve@example.com, language: en}\n  - {address: Eve@example.com, language: en}",
    "delivery.yaml",
)
RG904: Final = FindingCode(
    "RG904",
    "unreadable-setting",
    Severity.ERROR,
    "A value of delivery.yaml cannot be read.",
    "Write it as the finding shows.",
    "time-zone: Asia/Atlantis",
    "delivery.yaml",
)
RG905: Final = FindingCode(
    "RG905",
    "language-not-built",
    Severity.ERROR,
    "A recipient's language is one in which the edition does not come out.",
    "Give the recipient one of the edition's languages.",
    "languages: [en]",
    "brief.yaml",
)
RG906: Final = FindingCode(
    "RG906",
    "over-budget",
    Severity.ERROR,
    "A message is larger than its size-budget.",
    "Attach fewer files, or raise size-budget:.",
    "12 MB of attachments, with size-budget: 10 MB.",
)
RG907: Final = FindingCode(
    "RG907",
    "not-what-was-built",
    Severity.ERROR,
    "What would go out is not what was built: not in the manifest, missing, changed, or not as it should be in the"
    " message.",
    "Build the edition again.",
    "An edited PDF in output/.",
)
RG908: Final = FindingCode(
    "RG908",
    "changed-since-built",
    Severity.ERROR,
    "The edition, its templates or what builds it was changed after it was built.",
    "Build the edition again.",
    "A fact edited after reportgen build.",
)
RG909: Final = FindingCode(
    "RG909",
    "nameless-recipient",
    Severity.ERROR,
    "A letter greets its reader by name, and there is none.",
    "Give the recipient a name:.",
    "body: {en: \"Dear {{ recipient }}, sales were {{ cite('revenue') }}.\"}",
    "delivery.yaml",
)
RG910: Final = FindingCode(
    "RG910",
    "refused",
    Severity.ERROR,
    "A server refused a recipient.",
    "Correct the address, then send with --resend-refused.",
    "550 no such user.",
)
RG911: Final = FindingCode(
    "RG911",
    "unknown-outcome",
    Severity.ERROR,
    "Nobody knows whether a message arrived.",
    "Ask the recipient; --resend-unknown sends it again.",
    "A connection that was cut after the last dot.",
)
RG912: Final = FindingCode(
    "RG912",
    "deferred",
    Severity.WARNING,
    "A message was deferred; until when is said.",
    "Run the command again then.",
    "451 try later.",
)
RG913: Final = FindingCode(
    "RG913",
    "cannot-send",
    Severity.ERROR,
    "Nothing can be sent until the set-up is mended.",
    "Correct the server's name, its password or its certificate.",
    "A wrong password, or a certificate that nobody vouches for.",
)
RG914: Final = FindingCode(
    "RG914",
    "nothing-new",
    Severity.NOTE,
    "The files changed and say nothing new; nothing is sent again.",
    "Nothing has to be done; --reissue sends it all the same.",
    "An edition that was built again with a newer library.",
)
RG920: Final = FindingCode(
    "RG920",
    "too-old",
    Severity.ERROR,
    "The edition's day, or that of its newest source, began longer ago than max-age allows.",
    "Bring the facts and date: up to date, or raise max-age:.",
    "max-age: 36 hours, and a date of the day before yesterday.",
)
RG921: Final = FindingCode(
    "RG921",
    "embargo",
    Severity.ERROR,
    "The embargo has not ended.",
    "Run the command again when it has.",
    'embargo: "2026-02-06 05:30", sent at 05:29.',
)
RG922: Final = FindingCode(
    "RG922",
    "not-approved",
    Severity.ERROR,
    "Fewer people approved the edition than approvals: asks for.",
    "Let another person run reportgen approve.",
    "One name of two.",
)
RG923: Final = FindingCode(
    "RG923",
    "approval-void",
    Severity.ERROR,
    "Something was changed after it was approved, which voids the approval.",
    "Have it approved again.",
    "A rebuilt PDF, or a new recipient, after the approval.",
)
RG924: Final = FindingCode(
    "RG924",
    "placeholder-going-out",
    Severity.ERROR,
    "A placeholder stands in a document or a message that would go out.",
    "Write what is meant; what is a name, declare under terms: in brief.yaml.",
    "TBD in a letter.",
)
RG925: Final = FindingCode(
    "RG925",
    "day-of-some-months",
    Severity.ERROR,
    "A day of the month-days is one that not every month has: in the others nothing would go out.",
    "Write last for the last day of each month; the days before it make a window of it: [28, 29, 30, 31].",
    "month-days: [31]",
    "delivery.yaml",
)
RG926: Final = FindingCode(
    "RG926",
    "trading-days-unknown",
    Severity.ERROR,
    "Whether the exchange is open on a day that has come is not known: its calendar ends before.",
    "Bring exchange-calendars up to date, or leave calendar: out until there is a newer one.",
    "calendar: XSHG in January, with a library of the year before.",
)
RG940: Final = FindingCode(
    "RG940",
    "source-missing",
    Severity.ERROR,
    "A source of refresh: has no file: the folder is empty, or the address does not answer with one.",
    "See that the file is there, then run the command again; or write optional: true where it may be missing.",
    "A folder into which nothing was put yet, or an address that answers 404.",
)
RG941: Final = FindingCode(
    "RG941",
    "optional-source-missing",
    Severity.NOTE,
    "A source of refresh: that may be missing has no file.",
    "Nothing has to be done.",
    "optional: true, and an empty folder.",
)
RG942: Final = FindingCode(
    "RG942",
    "source-unfit",
    Severity.ERROR,
    "What came from a source of refresh: cannot be imported, or a person has to look at it first; nothing of any source"
    " was written.",
    "Try it by hand with reportgen import --dry-run, then correct the file, the source or facts.yaml.",
    "An empty page where a filing was expected.",
)
RG943: Final = FindingCode(
    "RG943",
    "source-beyond-limits",
    Severity.ERROR,
    "What a source of refresh: has is not taken: too large, too much, or not by https.",
    "Correct the source as the finding says.",
    "An address that redirects to one without https.",
)
RG944: Final = FindingCode(
    "RG944",
    "snapshot-of-several-sources",
    Severity.ERROR,
    "A snapshot is refreshed from several sources; it is made anew of all its files at once, from one.",
    "Put the files into one folder, or remove snapshot.json, and it is an edition like others.",
    "Two sources under refresh:, and an edition with a snapshot.json.",
)
RG945: Final = FindingCode(
    "RG945",
    "source-looked-at",
    Severity.NOTE,
    "What a source of refresh: had that is new.",
    "Nothing has to be done; read what came in.",
    "A release that was put into its folder.",
)
RG946: Final = FindingCode(
    "RG946",
    "unfit-approvers",
    Severity.ERROR,
    "The approvers of delivery.yaml cannot approve: a certificate cannot be read, two are one person or have one"
    " key, or there are too few.",
    "Give each approver a name and a certificate of their own.",
    "approvals: 2\napprovers:\n  - {name: Ann Lee, certificate: keys/ann.crt}",
    "delivery.yaml",
)
RG947: Final = FindingCode(
    "RG947",
    "approval-not-counted",
    Severity.ERROR,
    "An approval does not count: it is not signed with the certificate that delivery.yaml names, or was edited.",
    "Let the approver run reportgen approve with --key.",
    "An approval without a signature, of an edition that names its approvers.",
)
RG948: Final = FindingCode(
    "RG948",
    "nobody-added",
    Severity.ERROR,
    "An approval adds nobody: its name counts as one that approved already.",
    "Let another person approve.",
    "ANN LEE, after Ann Lee.",
)
RG949: Final = FindingCode(
    "RG949",
    "damaged-approvals",
    Severity.ERROR,
    "The record of approvals is damaged, or another edition's.",
    "Move the file away, then have the edition approved again.",
    "output/approvals/NAME.json, cut off in the middle.",
)
RG950: Final = FindingCode(
    "RG950",
    "no-such-place",
    Severity.ERROR,
    "A place is neither a folder nor an S3 bucket.",
    "Write a folder, or s3://bucket/folder.",
    "places:\n  - {to: ftp://files.example.com/briefs, language: en}",
    "delivery.yaml",
)
RG951: Final = FindingCode(
    "RG951",
    "place-within-the-project",
    Severity.ERROR,
    "Files would be put among those that the program keeps or reads.",
    "Choose a folder outside of data/ and output/.",
    "places: [{to: output, language: en}].",
)
RG952: Final = FindingCode(
    "RG952",
    "no-way-out",
    Severity.ERROR,
    "Nobody is named to send to, and no place to put files in.",
    "Name recipients:, places: or webhooks:.",
    "recipients: []",
    "delivery.yaml",
)
RG953: Final = FindingCode(
    "RG953",
    "weak-password",
    Severity.ERROR,
    "The password that is to protect files is missing or too weak.",
    "Set a longer one, of twelve characters or more that nobody guesses.",
    "REPORTGEN_PASSWORD_ANN=123456",
)
RG954: Final = FindingCode(
    "RG954",
    "post-too-long",
    Severity.ERROR,
    "What a webhook would be told does not fit into one post.",
    "Shorten the headline, or the labels of the key figures.",
    "A headline of 200 characters.",
)
RG956: Final = FindingCode(
    "RG956",
    "protected-by-password",
    Severity.ERROR,
    "A file is an envelope that a password protects, so that nothing in it can be proved.",
    "Open it with the password, save the files in it, and verify these.",
    "reportgen verify envelope.pdf",
)
