"""Charts in English, for who hears them."""

from __future__ import annotations

from typing import Final

from reportgen.languages.chart_words import ChartWords

CHARTS: Final = ChartWords(
    {
        "bar": "Bar chart",
        "column": "Column chart",
        "grouped": "Grouped bar chart",
        "bridge": "Bridge chart",
        "range": "Range chart",
        "line": "Line chart",
        "area": "Area chart",
        "share": "Stacked bar of shares",
        "stacked": "Stacked column chart",
        "dumbbell": "Before-and-after chart",
        "slope": "Slope chart",
        "multiples": "Small multiples",
        "spark": "Line",
    },
    rest="Other",
    total="Total",
    rounded="Shares do not sum to the total because of rounding.",
)
