"""Labels of segments from the names of members: as a brief would have them, in every language."""

from __future__ import annotations

import pytest
from made_filings import PRODUCTS, Line, instance

from reportgen.intake.filings.xbrl import read_xbrl
from reportgen.intake.importing.facts_file import new_file
from reportgen.intake.importing.from_filing import Wish, import_filing
from reportgen.intake.importing.merging import add_to
from reportgen.intake.importing.segment_labels import segment_labels
from reportgen.languages import DEFAULT, LANGUAGES
from reportgen.vocabulary.standard import STANDARD


def labels(*members: str) -> list[str]:
    """The English labels of members that stand in one filing."""
    found = segment_labels({f"m{at}": member for at, member in enumerate(members)})
    return [label[DEFAULT] for label in found.values()]


@pytest.mark.parametrize(
    ("member", "label"),
    [
        ("us-gaap:NonUsMember", "Non-US"),
        ("us-gaap:EMEAMember", "EMEA"),
        ("acme:UsAndUkMember", "US and UK"),
        ("acme:OEMAndOtherMember", "OEM and Other"),
        ("acme:U.S.RetailMember", "US Retail"),
        ("acme:RAndDServicesSegment", "R&D Services"),
        ("acme:ParcelsOutsideOfEuropeMember", "Parcels outside of Europe"),
        ("acme:ChinaIncludingHongKongMember", "China including Hong Kong"),
        ("acme:DataProcessingRevenuesMember", "Data Processing"),
        ("acme:ParcelsNetSalesMember", "Parcels"),
        ("acme:NetSalesMember", "Net Sales"),
        ("acme:CostOfSalesMember", "Cost of Sales"),
        ("acme:DirectSalesMember", "Direct Sales"),
        ("acme:OtherRevenuesMember", "Other"),
        ("acme:AllOtherMember", "Other"),
        ("acme:AllOtherCountriesNotSeparatelyDisclosedMember", "Other countries"),
        ("acme:OtherBetsMember", "Other Bets"),
        ("acme:AllOthersNotSeparatelyReportedMember", "Other"),
        ("us-gaap:ServiceOtherMember", "Other services"),
        ("us-gaap:CorporateNonSegmentMember", "Corporate"),
        ("acme:IPhoneMember", "iPhone"),
        ("acme:SegmentMember", "Segment"),
        ("country:HK", "Hong Kong"),
        ("country:XX", "XX"),
        ("acme:Member", "Member"),
    ],
)
def test_a_member_reads_as_a_name(member: str, label: str) -> None:
    assert labels(member) == [label]


def test_a_measure_stays_where_another_part_has_or_begins_with_the_shorter_name() -> None:
    sold, leased = "acme:VansSalesMember", "acme:VansLeasingMember"
    assert labels(sold) == ["Vans"]
    assert labels(sold, leased) == ["Vans Sales", "Vans Leasing"]
    assert labels(sold, "acme:VansMember") == ["Vans Sales", "Vans"]
    assert labels("acme:OtherCountriesMember", "acme:AllOtherCountriesMember") == [
        "Other countries",
        "All Other Countries",
    ]


def test_no_part_is_called_revenues_of_which_there_is_revenue() -> None:
    """Automotive revenues beside the segment of automotive: not the Automotive Revenues revenue."""
    vans = ("acme:VansRevenuesMember", "acme:VansMember", "acme:VansLeasingMember")
    assert labels(*vans) == ["Vans business", "Vans", "Vans Leasing"]
    assert labels(*vans, "acme:VansBusinessMember")[0] == "Vans Revenues"
    assert labels("acme:CostOfRevenuesMember", "acme:CostMember") == ["Cost of Revenues", "Cost"]
    found = segment_labels({"cars": "acme:AutomotiveRevenuesMember", "all": "acme:AutomotiveMember"})
    assert found["cars"] == {"en": "Automotive business", "ja": "自動車関連", "zh-Hant": "汽車業務"}


@pytest.mark.parametrize(
    ("member", "japanese", "chinese"),
    [
        ("country:US", "米国", "美國"),
        ("country:GB", "英国", "英國"),
        ("country:CN", "中国", "中國"),
        ("country:TW", "台湾", "台灣"),
        ("country:HK", "香港", "香港"),
        ("acme:DataCenterMember", "データセンター", "資料中心"),
        ("acme:THIRDPARTYSELLERSERVICESMember", None, None),
        ("acme:ThirdPartySellerServicesSegmentMember", "第三者販売サービス", "第三方賣家服務"),
        ("us-gaap:NonUsMember", "米国以外", "美國以外"),
        ("acme:OEMAndOtherMember", "OEM・その他", "OEM及其他"),
        (
            "acme:GamingAndDataCenterAndStorageMember",
            "ゲーミング・データセンター・ストレージ",
            "遊戲及資料中心及儲存",
        ),
        ("acme:ChinaIncludingHongKongMember", "中国（香港を含む）", "中國（含香港）"),
        ("acme:AsiaPacificExcludingJapanMember", "アジア太平洋（日本を除く）", "亞太地區（不含日本）"),
        ("acme:StampsMember", None, None),
        ("acme:StampsAndGamingMember", None, None),
    ],
)
def test_languages_have_their_own_name_or_none(
    member: str, japanese: str | None, chinese: str | None
) -> None:
    label = segment_labels({"m": member})["m"]
    assert (label.get("ja"), label.get("zh-Hant")) == (japanese, chinese)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_names_are_found_as_they_are_asked_for(tag: str) -> None:
    words = LANGUAGES[tag].filings.members
    assert all(name == name.lower() and "-" not in name for name in words.names)
    assert all("{0}" in one and "{1}" in one for one in (words.joined, words.including, words.excluding))


def test_every_other_language_has_the_same_names() -> None:
    own = [set(pack.filings.members.names) for tag, pack in LANGUAGES.items() if tag != DEFAULT]
    assert all(names == own[0] for names in own)
    assert len(own[0]) > 100


def test_a_label_that_a_person_changed_stays_and_the_name_is_that_of_the_member() -> None:
    days = ("2025-04-01", "2025-06-30")
    line = Line(
        "us-gaap:Revenues", days, "9000000", axis=PRODUCTS, member="acme:DataProcessingRevenuesMember"
    )
    made = import_filing(read_xbrl(instance([line]), "acme.xml"), STANDARD, Wish())
    text = new_file(made, [DEFAULT]).text
    assert 'data_processing_revenues: {en: "Data Processing"' in text
    edited = text.replace('en: "Data Processing"', 'en: "Processing"')
    assert add_to(edited, "facts.yaml", made, [DEFAULT], STANDARD).text == edited
