"""The words of numbers in English: number words, scales, fractions, units, and the wording around them."""

from __future__ import annotations

from functools import partial
from typing import Final

from reportgen.languages.amounts import UnitPatterns
from reportgen.languages.currencies import ISO_CODES, in_babel, money, units
from reportgen.languages.en.figures import currency_names
from reportgen.languages.numeral_pack import QualifierWording
from reportgen.languages.wordlists import table, words

# ---- numbers -------------------------------------------------------------------------------------------------

ONES: Final = {word: value for value, word in enumerate(words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""))}  # fmt: skip
TENS: Final = {
    word: 20 + 10 * at
    for at, word in enumerate(words("twenty thirty forty fifty sixty seventy eighty ninety"))
}
SCALES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15}
SHORT_SCALES: Final = {name: int(power) for name, power in table("""
    3 k K
    5 lakh
    6 m M mn mln mio MM Mn MN mil
    7 crore cr Cr
    9 b B bn Bn BN bil bln
    12 tn trn trln T Tn lakh_crore
""").items()}  # fmt: skip
# These also stand after a space, the Indian ones in the plural.
SPACED_SCALES: Final = words(
    "m mn mln mio bn bln tn trn trln M B Mn MN MM Bn BN Tn mil bil cr Cr lakh crore lakh_crore"
)
ORDINALS: Final = {word: value for value, word in enumerate(words("""
    second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""), 2)}  # fmt: skip
PARTS: Final = {"half": 2, "halves": 2, "quarter": 4, **{
    word: value for word, value in ORDINALS.items() if value > 2
}, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1000}  # fmt: skip
MULTIPLES: Final = {
    "doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6, "septupl": 7, "octupl": 8,
    "decupl": 10, "twice": 2, "thrice": 3,
}  # fmt: skip
# ---- units ---------------------------------------------------------------------------------------------------

_MONEY_AFTER: Final = """
    USD US_dollars U.S._dollars
    EUR euros euro
    pound pounds pound
    GBP sterling pounds_sterling
    JPY yen
    CNY yuan renminbi
    won won
    CHF Swiss_francs Swiss_franc
    rupee rupees rupee
    dollar dollars dollar
    ruble rubles ruble roubles rouble
    RUB Russian_roubles Russian_rouble
    ILS shekels shekel Israeli_shekels Israeli_shekel
    dinar dinars dinar
    riyal riyals riyal rials rial
    dirham dirhams dirham
    krone kroner krone kr
    krona kronor krona
    peso pesos peso
    franc francs franc
    BRL reais Brazilian_reais
    ZAR rand
    TRY lira liras
    PLN zloty zlotys zlotych
    HUF forint forints
    CZK koruna korunas koruny
    leu lei leu
    THB baht
    MYR ringgit ringgits
    IDR rupiah rupiahs
    VND dong
    KZT tenge
    NGN naira
    UAH hryvnia hryvnias
    shilling shillings shilling
    EGP Egyptian_pounds
"""
_CENTS: Final = """
    GBP pence p
    cents cents ¢ c
    cent cent
    USD US_cents U.S._cents US¢ US_cent U.S._cent
    AUD Australian_cents A¢
    CAD Canadian_cents
    HKD Hong_Kong_cents HK_cents
    SGD Singapore_cents
    NZD New_Zealand_cents NZ_cents
    EUR euro_cents eurocents euro_cent
    ZAR South_African_cents SA_cents
    ILS agorot
    INR paise
"""
_RATIOS: Final = """
    % % percent per_cent pct
    points percentage_points percentage_point points point pts %pts ppts ppt pps pp p.p.
    bps bps bp basis_points basis_point
    x x X × times fold turns
"""
_MEASURES: Final = """
    GW GW gigawatts gigawatt
    MW MW megawatts megawatt
    TWh TWh terawatt-hours
    GWh GWh gigawatt-hours
    MWh MWh megawatt-hours
    kWh kWh kilowatt-hours
"""
_PLAIN: Final = words("""
    kW GB TB PB km kt Mt mt mm cm sqm sqft sq_m sq_ft ft boe kboe mmboe bbl bpd oz koz t ha lb lbs kg MMBtu
""")  # physical measures that the fact base does not know count as plain numbers
_GLUED: Final = ("p", "c", "t", "ha")  # letters that are units only where they touch the number
MONEY_AFTER: Final = ISO_CODES | money(_MONEY_AFTER)
UNITS: Final = UnitPatterns(
    units(after=_MONEY_AFTER, cents=_CENTS, ratios=_RATIOS, measures=_MEASURES, plain=_PLAIN),
    _GLUED,
    partial(in_babel, currency_names),
)

# ---- wording around a number ---------------------------------------------------------------------------------

_BEFORE: Final = """
    about about approximately approx. approx around roughly circa c. c some ~ ≈
    nearly nearly almost close_to approaching virtually
    over over more_than above exceeding exceeded exceeds in_excess_of upwards_of north_of greater_than
    over well_over just_over > surpassed surpassing topped
    at_least at_least no_less_than not_less_than a_minimum_of no_fewer_than ≥
    under under less_than below fewer_than just_under just_below short_of lower_than <
    up_to up_to as_much_as as_many_as no_more_than not_more_than at_most a_maximum_of as_high_as ≤
"""
_AFTER: Final = """
    at_least + plus or_more or_higher or_above
    up_to or_less or_fewer
    about or_so or_thereabouts
"""
WORDING: Final = QualifierWording(
    before=table(_BEFORE),
    between=("a",),
    after=table(_AFTER),
    during=("over",),
    spans=r"[\s-]?(?:years?|months?|quarters?|weeks?|days?|decades?)",
    chance=r"(?!)",
)
# Nouns that a number in words counts only as parts of the argument: “two reasons”.
DISCOURSE: Final = words("""
    reasons ways things points aspects factors questions themes sides parts steps fronts observations issues
    elements words respects senses considerations thoughts topics messages takeaways comments dimensions
    of_us of_them
""")
# Words of labels, in capitals: what stands behind one of them is a figure and no part of a name (“Employees 300”).
LABELS: Final = words("""
    About Accrued Accumulated Acquired Acquisition Active Actual Added Additional Adjusted Administrative
    Advanced Advertising Africa Aircraft All Almost America American Americas Amortisation Amortization Amount
    And Annual Approximately Arabia Argentina Arizona Around As Asia Asset Assets At Attributable Australia
    Austria Automotive Available Average Backlog Balance Banking Basic Beds Beginning Beijing Belgium Bitcoin
    Book Book-to-bill Bookings Borrowings Both Bought Branches Brazil Brent Budget Buy By California Canada Cap
    Capacity Capex Capital Carried Cars Cash Catastrophe Center Change Channel Charge-off Chile China Chinese
    Churn Clients Closed Closing Cloud Colombia Combined Commercial Common Comprehensive Compute Consensus
    Constant Consumer Contract Contracts Contractual Copper Corporate Cost Cost-income Costs Count Countries
    Credit Cumulative Currency Current Customer Customers Cut Cuts Cycle Daily Data Day Days Deals Debt Decrease
    Deferred Deliveries Denmark Deposit Depreciation Diluted Discontinued Dividend Dividends Dollars Domestic
    Down Drivers E-commerce Earned Earnings East Effect Effective Egypt Embedded Emirates Employed Employee
    Employees End Ending Energy Enterprise Equity Equity-method Equivalent Estimate Europe European Euros
    Exchange Expenditure Expense Expenses Extraordinary Factor Factories Fair Fee Fell Financing Finland First
    First-year Fleet Florida Flow For Forecast Foreign Fourth France Francs Free From Fulfillment Fulfilment
    Gain Gaming General Germany Global Gold Goodwill Greece Grew Gross Growth Guidance Hardware He Headcount
    Healthcare Hired Hits Hold Homes Hosts Hotels Hours Impact Impairment In Incl Income Increase Incurred Index
    India Indonesia Industrial Insurance Intangible Interest International Inventories Inventory Invested
    Investing Investment Investments Ireland Israel Issued It Italy Japan Kong Korea Lease Level Leverage
    Liabilities Lifetime Load Loan Loan-to-deposit Locations London Long-term Loss Losses Ls Malaysia Margin
    Margins Market Median Members Membership Merchandise Mexico Middle Minus Minutes Month Monthly Months Nearly
    Net Netherlands Networking Neutral Nevada New Nigeria Non-current Non-interest North Northeast Norway Number
    Occupancy Of Offices Ohio Oil On Only Opened Opening Operating Opex Or Order Orders Ordinary Organic Other
    Others Outlets Output Over Overseas Overweight Pacific Paid Paid-in Paris Passenger Patients Payable
    Payables Payout Penetration Persistency Personnel Peru Philippines Plant Plants Plus Points Poland Portugal
    Postpaid Pounds Pre-tax Preferred Premium Prepaid Previous Price Prices Prior Prior-year Produced Product
    Production Products Profit Profits Projects Property Provision Quarter Quarters Quick Rank Ranked Rate Rates
    Ratio Realized Receivable Receivables Recovery Rental Reported Repurchased Research Reserve Rest Restated
    Restaurants Restricted Result Retail RevPAR Retained Return Returns Rev Revenue Revenues Right-of-use Risk
    Risk-weighted Room Rooms Rose Roughly Russia Sale Sales Same-store Score Seattle Second Sell Service
    Services Shanghai Share Shareholder Shares She Shipments Short-term Shrink Silver Singapore Sites Software
    Sold Solvency Some South Southeast Space Spain Spend Spending Square Staff Stock Stock-based Store Stores
    Students Subscriber Subscribers Subscription Subscriptions Supplementary Sweden Switzerland Taipei Taiwan
    Tangible Target Tax Taxes Texas Thailand Than That There These They Third This Those Throughput Ticket Tier
    To Tokyo Tonnes Tops Total Traffic Transactions Treasury Trips Turkey Turnover UK Under Underlying
    Underweight Unit Units Up User Users Value Vehicles Vietnam Volume Volumes Wafer We Wealth Week Weeks
    Weighted Wells West Wholesale With Workforce World Worldwide Written Year Years Yen Yield York Zealand
""")
# What a product has behind its name: “Porsche 911 sales”.
OF_PRODUCTS: Final = words("""
    sales demand delay delays launch launches deliveries freighter freighters programme program platform series family
    jet jets airliner airliners model models engine engines adoption rollout release shipments production users owners
    upgrade upgrades cycle devices phones handsets chip chips processor processors console consoles game franchise
    preorders pre-orders recall range ramp ramps remake sequel architecture pipeline jeans
""")
# Nouns behind a number from 1950 to 2059 that make it a count and not a year.
COUNTED: Final = words("""
    people employees staff jobs workers stores shops branches units customers users subscribers vehicles
    cars homes beds rooms clients shares members patients aircraft orders wells outlets restaurants hotels
    sites engineers megawatts MW GW tonnes tons barrels
""")
