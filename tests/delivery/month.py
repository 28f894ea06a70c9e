"""A month of mornings: a project of ten editions in five time zones, its authors, its mail server, and its clock.

Everything is the program's own but for the clock and the processes that render: the command `due` is run every three
hours by a clock that is handed in, the mail goes to a real server, the files are real files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from small import small_files

# From a Saturday on: summer time begins on the 8th in New York, on the 29th in London.
FIRST: Final = datetime(2026, 3, 7, tzinfo=UTC)
LAST: Final = datetime(2026, 4, 8, tzinfo=UTC)
STEP: Final = timedelta(hours=3)
OPERATOR: Final = "operator@example.com"

_FILING: Final = """\
concept,period,scenario,value,unit,source,locator,printed
sales,2025Q4,actual,{value} m,USD,rel,¶1,{value} m USD
"""
_DELIVERY: Final = """\
sender: Desk <desk@example.com>
recipients:
{recipients}subject: {{en: "{name} {{{{ cite('sales') }}}}"}}
preheader: {{en: "Sales of {{{{ cite('sales') }}}}"}}
body: {{en: "Sales were {{{{ cite('sales') }}}}."}}
operator: {operator}
time-zone: {zone}
{schedule}"""


@dataclass(frozen=True)
class Desk:
    """One edition: whom it goes to and when, what its authors write on which day, and on which day of its own zone
    readers ought to have it. `arriving` is what its authors do not write themselves: a filing, and when it comes."""

    name: str
    zone: str
    schedule: str
    written: Mapping[date, str]  # by the day, from its first minute on: sales in millions
    due: Mapping[str, date]  # by the figure
    arriving: datetime | None = None
    readers: tuple[str, ...] = ("ann@example.com", "ben@example.com")

    def files(self, day: date) -> Mapping[str, str]:
        """What the authors write on a day."""
        recipients = "".join(f"  - {{address: {one}, language: en}}\n" for one in self.readers)
        said = {
            "name": self.name,
            "zone": self.zone,
            "recipients": recipients,
            "schedule": self.schedule,
            "operator": OPERATOR,
        }
        files = small_files(self.name.title(), self.written[day], day.isoformat())
        if self.arriving:  # the line of the figure that comes in by itself
            lines = files["facts.yaml"].splitlines(keepends=True)
            files["facts.yaml"] = "".join(line for line in lines if "sales@2025Q4" not in line)
        return files | {"delivery.yaml": _DELIVERY.format(**said)}

    def filing(self) -> str:
        """The table that comes in by itself."""
        (figure,) = self.due
        return _FILING.format(value=figure)


def days(*written: tuple[int, int, str]) -> dict[date, str]:
    """What is written when: month, day, figure."""
    return {date(2026, month, day): figure for month, day, figure in written}


def figures(*due: tuple[str, int, int]) -> dict[str, date]:
    """What is due when: figure, month, day."""
    return {figure: date(2026, month, day) for figure, month, day in due}


WORKING: Final = 'not-before: "06:00"\nweekdays: [mon, tue, wed, thu, fri]\n'
DESKS: Final = (
    # Good Friday is the 3rd of April, Easter Monday the 6th; the clocks go forward on the 29th of March.
    Desk(
        "thames",
        "Europe/London",
        f"{WORKING}calendar: XLON\n",
        days((3, 9, "11.1"), (3, 17, "11.2"), (3, 30, "11.3"), (4, 3, "11.4")),
        figures(("11.1", 3, 9), ("11.2", 3, 17), ("11.3", 3, 30), ("11.4", 4, 7)),
    ),
    # Good Friday, and no holiday on Monday; from the 19th of March to the 24th its facts are too old.
    Desk(
        "hudson",
        "America/New_York",
        f"{WORKING}calendar: XNYS\nmax-age: 10 days\n",
        days((3, 9, "12.1"), (3, 24, "12.2"), (4, 3, "12.3")),
        figures(("12.1", 3, 9), ("12.2", 3, 24), ("12.3", 4, 6)),
    ),
    # The days of children and of the tombs: the 3rd and the 6th of April.
    Desk(
        "tamsui",
        "Asia/Taipei",
        f"{WORKING}calendar: XTAI\n",
        days((3, 10, "13.1"), (3, 14, "13.2"), (4, 3, "13.3")),
        figures(("13.1", 3, 10), ("13.2", 3, 16), ("13.3", 4, 7)),
    ),
    # The equinox, the 20th of March.
    Desk(
        "sumida",
        "Asia/Tokyo",
        f"{WORKING}calendar: XTKS\n",
        days((3, 11, "14.1"), (3, 20, "14.2")),
        figures(("14.1", 3, 11), ("14.2", 3, 23)),
    ),
    # The clocks go back on the 5th of April.
    Desk(
        "derwent",
        "Australia/Sydney",
        f"{WORKING}calendar: XASX\n",
        days((3, 12, "15.1"), (4, 5, "15.2")),
        figures(("15.1", 3, 12), ("15.2", 4, 7)),
    ),
    # The last trading day of the month.
    Desk(
        "monthly",
        "Europe/London",
        'not-before: "17:00"\nmonth-days: [last]\ncalendar: XLON\n',
        days((3, 9, "16.1"), (3, 20, "16.2")),
        figures(("16.2", 3, 31)),
    ),
    # A time that the night of the 8th of March leaves out.
    Desk(
        "nightly",
        "America/New_York",
        'not-before: "02:30"\nweekdays: [sun]\n',
        days((3, 7, "17.1"), (3, 28, "17.2")),
        figures(("17.1", 3, 8), ("17.2", 3, 29)),
    ),
    # An embargo that ends at a moment which the night leaves out: at two, summer time.
    Desk(
        "sealed",
        "Europe/London",
        'embargo: "2026-03-29 01:30"\n',
        days((3, 27, "18.1")),
        figures(("18.1", 3, 29)),
    ),
    # Nobody approves before the 18th.
    Desk(
        "counted",
        "Asia/Tokyo",
        f"{WORKING}approvals: 1\n",
        days((3, 16, "19.1")),
        figures(("19.1", 3, 18)),
    ),
    # Its figures come in by themselves, a day late.
    Desk(
        "awaited",
        "Asia/Taipei",
        f"{WORKING}refresh:\n  - {{from: incoming/awaited}}\n",
        days((3, 16, "")),
        figures(("20.1", 3, 17)),
        datetime(2026, 3, 17, 3, tzinfo=UTC),
    ),
)


@dataclass(frozen=True)
class Received:
    """A message that the server took: to whom, what its subject says, and when."""

    reader: str
    subject: str
    at: datetime

    @property
    def figure(self) -> str:
        """The figure in the subject."""
        found = re.search(r"\$([\d.]+)m", self.subject)
        return found[1] if found else ""


@dataclass(frozen=True)
class Told:
    """What the operator was told by a message: of which edition, on which day there, and the code of what stopped it,
    "" where it is well again."""

    edition: str
    day: date
    code: str

    @classmethod
    def of(cls, one: Received) -> Told:
        """Read a message by its subject."""
        found = re.match(r"\[reportgen\] (\w+) (?:is well again$|.*?: (RG\d+) )", one.subject)
        assert found is not None, one.subject
        zone = next(desk.zone for desk in DESKS if desk.name == found[1])
        return cls(found[1], one.at.astimezone(ZoneInfo(zone)).date(), found[2] or "")


@dataclass(frozen=True)
class Stop:
    """An edition that a run could not carry out."""

    edition: str
    day: date  # in the edition's zone
    codes: tuple[str, ...]


@dataclass
class Month:
    """What happens in the month: the clock, what was received, and what was stopped."""

    root: Path
    now: datetime = FIRST
    received: list[Received] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    said_sent: Counter[str] = field(default_factory=Counter)

    def moments(self) -> Iterator[datetime]:
        """Every three hours, on the clock that the program reads."""
        while self.now < LAST:
            yield self.now
            self.now += STEP

    def write(self) -> None:
        """What authors have written by now, and what has come in."""
        for desk in DESKS:
            today = self.now.astimezone(ZoneInfo(desk.zone)).date()
            folder = self.root / "data" / desk.name
            if (last := max((day for day in desk.written if day <= today), default=None)) is None:
                continue
            for file, text in desk.files(last).items():
                if file == "facts.yaml" and desk.arriving and (folder / file).exists():
                    continue  # it is the import's now
                folder.mkdir(parents=True, exist_ok=True)
                (folder / file).write_text(text, "utf-8")
            if desk.arriving:
                incoming = self.root / "incoming" / desk.name
                incoming.mkdir(parents=True, exist_ok=True)
                if self.now >= desk.arriving:
                    (incoming / "filing.csv").write_text(desk.filing(), "utf-8")

    def take(self, taken: list[tuple[tuple[str, ...], bytes]]) -> None:
        """What the server took since the last time."""
        for readers, data in taken:
            message = message_from_bytes(data, policy=policy.default)
            self.received += [Received(reader, str(message["Subject"]), self.now) for reader in readers]
        taken.clear()

    def note(self, line: Mapping[str, object]) -> None:
        """What a run said of an edition, a line of its log."""
        zone = next(desk.zone for desk in DESKS if desk.name == line["edition"])
        day = self.now.astimezone(ZoneInfo(zone)).date()
        if line["outcome"] == "sent":
            self.said_sent[str(line["edition"])] += 1
        if line["exit"]:
            found = line["findings"]
            assert isinstance(found, list)
            codes = tuple(sorted({one["code"] for one in found if one["severity"] == "error"}))
            self.stops.append(Stop(str(line["edition"]), day, codes))
