"""The words of an encrypted envelope, in English."""

from __future__ import annotations

from typing import Final

from reportgen.languages.envelope_words import EnvelopeWords

ENVELOPE: Final = EnvelopeWords(
    name="Protected documents",
    subject="Protected documents: {}",
    title="Your documents are in the attached PDF",
    lead="The attachment is protected by a password, which you will receive separately.",
    message=(
        "Open the attached PDF with that password. Its first page lists the documents in it and says how to save them.",
        "To keep the results confidential, this message contains no figures. If you have not been given the password, "
        "please ask the sender, by telephone if you can. Never send it by e-mail.",
    ),
    correction="These documents replace the ones that you were sent before.",
    page_title="Your documents are inside this PDF",
    page_lead="They are attached to this page, exactly as they were published.",
    contents="What is inside",
    file="File",
    size="Size",
    kinds={
        "pdf": "The brief for reading and printing",
        "html": "The brief for the screen, in any browser",
        "xlsx": "All figures of the brief as a workbook",
    },
    steps_title="How to get them",
    steps=(
        "Show the attachments of this PDF: look for a paper clip, or for Attachments in the View menu.",
        "Save the files where you want to keep them.",
        "Open the saved files as usual. They ask for no password.",
    ),
    viewers=(
        "Can't see the attachments? Browsers, mail programs and telephones often leave them out. Save this PDF and "
        "open it on a computer, in Adobe Acrobat Reader or another full PDF program."
    ),
    care_title="Please keep in mind",
    care=(
        "The password protects this PDF alone. Once saved, the files in it can be read by anybody who gets hold of "
        "them. Do not pass the PDF and the password on together."
    ),
    check_title="Checking a brief",
    check=(
        "Each brief carries the data that it was made from. On a computer with reportgen installed, this command "
        "recalculates every figure of a saved brief:"
    ),
)
