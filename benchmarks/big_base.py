"""How long a large fact base takes, and how much memory: reading, deriving, tying out and inspecting it.

    python benchmarks/big_base.py            100,000 facts and 10,000 facts, each in a process of its own
    python benchmarks/big_base.py 50000      another size, against a tenth of it

Prints the seconds of each step, the peak of resident memory, and the ratio to the smaller base: linear work gives
about 10. Exits 1 where the larger base finds anything, takes more than 10 s or more than 1 GiB.
"""

from __future__ import annotations

import json
import math
import resource
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from reportgen.checks.rules import apply_rules
from reportgen.checks.tieout import findings, tie_out
from reportgen.facts.reading import read_facts, without_collector

SECONDS: Final = 10.0
BYTES: Final = 2**30
QUARTERS: Final = 40
FACTS_OF_A_COMPANY: Final = 8 * QUARTERS + 2 * (QUARTERS - 4)  # as `_quarter` writes them

HEAD = """\
entity: c0000
period: 2025Q4
sources:
  filing: {title: {en: Filing, zh-Hant: 財報}, published: 2026-02-06, language: en}
concepts:
  revenue: {label: {en: Revenue, zh-Hant: 營收}, unit: USD}
  cost: {label: {en: Cost of sales, zh-Hant: 營業成本}, unit: USD, non-negative: true, part-of: revenue}
  gross_profit: {label: {en: Gross profit, zh-Hant: 毛利}, unit: USD}
  operating_expense: {label: {en: Operating expenses, zh-Hant: 營業費用}, unit: USD, non-negative: true}
  operating_income: {label: {en: Operating income, zh-Hant: 營業利益}, unit: USD}
  operating_margin: {label: {en: Operating margin, zh-Hant: 營業利益率}, unit: "%"}
  revenue.growth: {label: {en: "Revenue growth, y/y", zh-Hant: 營收年增率}, unit: "%"}
  revenue.change: {label: {en: "Revenue added, y/y", zh-Hant: 營收年增額}, unit: USD}
  shares: {label: {en: Shares, zh-Hant: 股數}, unit: share, type: instant}
  per_share: {label: {en: Revenue per share, zh-Hant: 每股營收}, unit: USD/share}
"""


def write_base(facts: int) -> bytes:
    """A fact base of at least so many facts: companies with forty quarters of a short income statement each."""
    companies = math.ceil(facts / FACTS_OF_A_COMPANY)
    names = "".join(f"  c{i:04}: {{name: {{en: C{i}, zh-Hant: 公司{i}}}}}\n" for i in range(companies))
    written = [HEAD, "entities:\n", names, "facts:\n"]
    for company in range(companies):
        for quarter in range(QUARTERS):
            revenue = 90_000 + (company * 7919 + quarter * 1237 + quarter**3 * 31) % 9_973
            # Four quarters ago, for the growth that is stated.
            ago = 90_000 + (company * 7919 + (quarter - 4) * 1237 + (quarter - 4) ** 3 * 31) % 9_973
            written.append(_quarter(company, quarter, revenue, ago))
    return "".join(written).encode()


def _quarter(company: int, quarter: int, revenue: int, ago: int) -> str:
    year, index = 2016 + quarter // 4, quarter % 4 + 1
    cost, expense = revenue * 6 // 10 + company % 7, revenue // 5 + quarter % 11
    prefix, period, place = f"  c{company:04}/", f"@{year}Q{index}", count(quarter * 9 + 1)
    day = f"@{year}-{('03-31', '06-30', '09-30', '12-31')[index - 1]}"

    def stated(value: str) -> str:
        figure = value.removesuffix(" USD")
        return f"    stated:\n      - {{value: {value}, source: filing ¶{next(place)}, printed: {figure}}}\n"

    profit = revenue - cost
    income = profit - expense
    facts = [
        (f"revenue{period}", stated(f"{revenue} m USD")),
        (f"cost{period}", stated(f"{cost} m USD")),
        (f"gross_profit{period}", "    formula: revenue - cost\n" + stated(f"{profit} m USD")),
        (f"operating_expense{period}", stated(f"{expense} m USD")),
        (
            f"operating_income{period}",
            "    formula: gross_profit - operating_expense\n" + stated(f"{income} m USD"),
        ),
        (
            f"operating_margin{period}",
            "    formula: operating_income / revenue\n" + stated(f"{100 * income / revenue:.1f}%"),
        ),
        (f"shares{day}", stated(f"{1_000_000 + 137 * quarter + company} share")),
        (f"per_share{period}", "    formula: revenue / shares\n"),
    ]
    if quarter >= 4:
        growth = f"{100 * revenue / ago - 100:.1f}%"
        facts.append((f"revenue.growth{period}", "    formula: growth(revenue)\n" + stated(growth)))
        facts.append((f"revenue.change{period}", "    formula: change(revenue)\n"))
    return "".join(f"{prefix}{key}:\n{body}" for key, body in facts)


@without_collector()
def measure(facts: int) -> dict[str, float]:
    """Seconds of each step and peak memory in bytes, in this process."""
    data = write_base(facts)
    start, used = time.perf_counter(), time.process_time()
    base, found = read_facts(data, "facts.yaml")
    read = time.perf_counter()
    assert base is not None, found[:3]
    rows = tie_out(base)
    said = list(findings(rows, base))
    tied = time.perf_counter()
    said += apply_rules(base)
    ended = time.perf_counter()
    for finding in said[:5]:
        print(finding.code, finding.message, file=sys.stderr)
    used = time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "facts": len(base.facts), "read and derive": read - start, "tie out": tied - read,
        "rules": ended - tied, "seconds": ended - start, "of processor": used, "bytes": peak, "findings": len(said),
        "file": len(data),
    }  # fmt: skip


def measured_apart(facts: int) -> dict[str, float]:
    """The same in a process of its own, so that one base's memory does not count for the other."""
    done = subprocess.run([sys.executable, __file__, "--once", str(facts)], capture_output=True, check=True)
    sys.stderr.buffer.write(done.stderr)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main(arguments: list[str]) -> int:
    """Measure and print."""
    if arguments[:1] == ["--once"]:
        print(json.dumps(measure(int(arguments[1]))))
        return 0
    facts = int(arguments[0]) if arguments else 100_000
    small, large = measured_apart(facts // 10), measured_apart(facts)
    print(f"{'':18}{small['facts']:>12,.0f}{large['facts']:>12,.0f}{'ratio':>8}")
    for step in ("read and derive", "tie out", "rules", "seconds", "of processor"):
        ratio = large[step] / small[step]
        print(f"{step:18}{small[step]:>12.2f}{large[step]:>12.2f}{ratio:>8.1f}")
    for step in ("bytes", "file"):
        name = "peak RSS, MiB" if step == "bytes" else "file, MiB"
        print(
            f"{name:18}{small[step] / 2**20:>12.1f}{large[step] / 2**20:>12.1f}{large[step] / small[step]:>8.1f}"
        )
    print(f"{'findings':18}{small['findings']:>12.0f}{large['findings']:>12.0f}")
    holds = large["seconds"] <= SECONDS and large["bytes"] <= BYTES and not large["findings"]
    print(f"within {SECONDS:.0f} s and {BYTES / 2**30:.0f} GiB, no finding: {'yes' if holds else 'NO'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
