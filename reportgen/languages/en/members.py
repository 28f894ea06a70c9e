"""Parts of companies whose names cannot be told from the words of an element: brands, and what is written otherwise."""

from __future__ import annotations

from typing import Final

from reportgen.languages.member_words import MemberWords

MEMBERS: Final = MemberWords(
    names={
        "corporate non": "Corporate",
        "corporate nonsegment": "Corporate",
        "git hub": "GitHub",
        "hong kong sar china": "Hong Kong",
        "i cloud": "iCloud",
        "i pad": "iPad",
        "i phone": "iPhone",
        "intersegment elimination": "Eliminations",
        "intersegment eliminations": "Eliminations",
        "linked in": "LinkedIn",
        "macao sar china": "Macao",
        "material reconciling items": "Reconciling items",
        "myanmar (burma)": "Myanmar",
        "product other": "Other products",
        "products other": "Other products",
        "segment reconciling items": "Reconciling items",
        "service other": "Other services",
        "services other": "Other services",
        "third party seller services": "Third-Party Seller Services",
        "wearables home and accessories": "Wearables, Home and Accessories",
        "wearables homeand accessories": "Wearables, Home and Accessories",
        "x box": "Xbox",
        "you tube": "YouTube",
        "you tube ads": "YouTube Ads",
        "you tube advertising": "YouTube Advertising",
    },
    joined="{0} and {1}",
    including="{0} including {1}",
    excluding="{0} excluding {1}",
)
