"""What carries a number in English and is no figure: by reason, the patterns of what is set aside."""

from __future__ import annotations

from typing import Final

from reportgen.languages.en.numerals.lexicon import COUNTED, LABELS, OF_PRODUCTS, ONES, ORDINALS
from reportgen.languages.en.numerals.scan import ROMAN, UNIT
from reportgen.languages.forms import (
    ANY_YEAR,
    DAY,
    HAN,
    HAN_COUNTED,
    HAN_MEASURED,
    METRICS,
    NO_AMOUNT,
    QUARTER,
    TH,
    YEAR,
)
from reportgen.languages.wordlists import any_of, words

MONTH = (
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\b\.?"
)
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|[0-9]{1,2})"
# Words that a number behind them makes a name: “S&P 500”, “Note 12”, “Tier 1”, “iPhone 17”.
_HEADS = any_of(words("""
    S&P FTSE Russell Nasdaq NASDAQ Nikkei CSI STOXX Stoxx DAX CAC Fortune Topix TOPIX ASX MSCI SSE ChiNext
    IFRS IAS ASC FRS ISO SOC SFAS Rule Section Regulation Article Clause Note Notes note notes page pages
    Page pp. p. Table table Figure Exhibit exhibit Item item Appendix appendix Chapter chapter Schedule
    Chart chart Slide slide Step step Tier Level level Stage stage Phase phase Basel Pillar Scope Category
    Class class Series Model Boeing Airbus Windows Office iPhone iPad Galaxy Pixel PlayStation Xbox GPT
    Gemini Claude Llama Web Industry Version version No. Nos. Room Suite Terminal Route Channel Agenda Form
    Solvency Mark Type Zone Forever Motel Formula Generation Gen Wave Round Lot Bay Building Python Java
    RTX GTX EPYC Xeon Microsoft Dynamics Rubin Top TOP Euronext Reg
    Wi-Fi WiFi Bluetooth USB PCIe Core Ryzen Snapdragon Dimensity Quest
    Switch Falcon Ariane Euro Nifty KOSPI IBEX
    Ibex Dow Sora Mate Proposition
    Android iOS Opus Sonnet Grok Qwen Chapter Title Fund Batch Composite MidCap SmallCap LargeCap TSX Industrial_Average
    Hang_Seng Sensex Straits_Times AEX SMI OMX BEL PSI ATX WIG TAIEX Eurostoxx STOXX_Europe Fortune_Global Forbes_Global
    Forbes P.O._Box PO_Box Q&A Apartment Apt. Flight Bldg Mac MacBook_Air MacBook_Pro iPad_Air iPad_Pro iPad_mini
    AirPods Gemma Ioniq GTA Stoxx_Europe Hang_Seng_China DALL-E Midjourney Stable_Diffusion Veo
    S&P_Global HDMI TLS SSL PCI_DSS MySQL PostgreSQL Kubernetes Ubuntu XPS
    watchOS macOS iPadOS CUDA ChatGPT DeepSeek Kimi Mistral Kirin Exynos Threadripper Starship Fab Fabs
    Trainium Inferentia Graviton MTIA Ascend Kunpeng
    Kospi KOSDAQ Kosdaq CXL NVLink UCIe SATA Thunderbolt HSCEI Bovespa Ibovespa OMXS OBX NZX PSEi FBM HOSE Inc. ATR CRJ
    Cessna Dash
    FAS GRI IFRIC SASB EITF TPEx Topic Subtopic ASU SAB SECTION NOTE ITEM RULE FORM PART EXHIBIT TABLE
"""))  # fmt: skip
_MONEY = any_of(
    words("Rs Rp RM NIS INR USD EUR GBP JPY CNY RMB TWD HKD KRW SGD AUD CAD CHF SEK NOK DKK BRL NTD kr")
)
# What stands before the number of a call, or of what opens it.
_CODE_WORDS = any_of(
    words("""
    passcode password conference conference_id meeting_id webcast_id event_id replay_id access_code entry_code
    access_pin pin participant participant_code confirmation confirmation_code webinar_id conference_code
    conference_number entry_number meeting_number call_id dial-in_code registration registration_number
    registration_code audience_code guest_code reference_number join_code call_code replay replay_code replay_number
    event_number SKU booking_code host_code security_code verification_code elite_entry
""")
)
_LISTS = any_of(
    words("Notes notes pages Pages pp. Items items Tables tables Nos. Exhibits exhibits Sections Chapters")
)
_LEVELS = any_of(
    words("Tier Tiers Level Levels Stage Stages Phase Phases Scope Scopes Type Types Class Category")
)
_GOES_ON = r"(?=\s?[,.;:)(]|\s(?:of|in|to|are|is|were|was|and|or|on|for|from|at|with|have|has|had|by|as|will|both)\b|$)"
_ROMAN_HEADS = any_of(words("""
    phase phases part parts type types tier tiers stage stages class classes volume chapter schedule annex appendix mark
    article title grade level generation factor group
"""))  # fmt: skip
# What makes one adjective of a number word with a hyphen: “two-sided”, “four-wheel”.
_GLUED = any_of(words("""
    sided way tier tiers tiered pronged part parts stage staged step steps speed dimensional track tracked wheel wheeled
    wheeler wheelers legged pillar horse handed party phase phased layer layered state level levelled factor headed
    faced tone piece seater seaters star stars pack sigma letter storey course lane axle core colour fingered minded
    weekly monthly daily
"""))  # fmt: skip
_COUNTED = any_of(COUNTED)
# A word of a name; and the last one, which is neither an abbreviation nor ends as common words do.
_NAMING = rf"(?!{any_of(LABELS)}\b|{MONTH}|{METRICS}\b|{_MONEY}\b)[A-Z][\w'’.&-]{{0,20}}"
_OF_WORDS = "[A-Z][a-z]{1,20}(?:ed|ing|[a-rt-z]s|tion|sion|ment|ity|ness|ance|ence|age)"
_IN_A_NAME = rf"(?!(?:[A-Z&.'’/-]{{2,21}}s?|[A-Z]|{_OF_WORDS})\s){_NAMING}"
_ORDINALS = any_of(ORDINALS)

FEW = any_of(list(ONES)[2:13])

ASIDES: Final = {
    "time": (r"\b(?:1[0-2]|[1-9])\s?(?:[ap]\.m\.|[ap]m\b)|\b24/7\b|\b9/11\b|\b[0-2]?[0-9]h[0-5][0-9]\b",),
    "date": (
        rf"\b{DAY}[-/]{MONTH}[-/]{ANY_YEAR}(?![0-9])",
        rf"\b{DAY}{TH}?(?:\s?[-–]\s?{DAY}{TH}?|\s(?:and|to)\s{DAY}{TH}?)?\s+(?:of\s+)?{MONTH}(?:,?\s+{ANY_YEAR}(?![0-9,]))?",
        rf"{MONTH}(?:\s+{YEAR}(?![0-9]|,[0-9])|\s+{DAY},\s?{YEAR}(?![0-9])"
        rf"|\s+{DAY}{TH}?(?:\s?[-–]\s?{DAY}|\s(?:and|to)\s{DAY})?{NO_AMOUNT}(?:,?\s+{YEAR}(?![0-9]))?"
        rf"|[-\s]?['’]?[0-9]{{2}}{NO_AMOUNT})",
    ),
    "period": (
        # English: Q4'25, 4Q25, FY2026, fiscal 2026, trailing twelve months, nine months ended, first half, mid-2026
        rf"\b[FC]?{QUARTER}\s?[-/]?\s?['’]?(?:FY|CY)?\s?['’]?{ANY_YEAR}(?:/[0-9]{{2}}(?![0-9/]))?(?:[EFA]\b)?(?![0-9]|[.,][0-9]|%)",
        rf"\b(?:FY|CY)?['’]?{ANY_YEAR}\s?{QUARTER}\b(?!%|\s?['’][0-9])|(?<![A-Za-z0-9.,$£€]){QUARTER}(?![A-Za-z0-9%])",
        rf"\b(?:FY|CY|[Ff]iscal(?:\s[Yy]ears?)?|[Ff]inancial\s[Yy]ears?|FYE)\s?['’]?{ANY_YEAR}(?:\s?[-/–]\s?[0-9]{{2,4}})?"
        rf"(?:[EFA]\b)?(?![0-9%])(?:\s(?:and|to)\s{YEAR}\b)?",
        r"\b(?:[Ff]irst|[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Ff]ollowing|[Rr]olling|[Tt]railing|[Ff]inal|[Ll]atest|[Pp]receding|[Pp]revious|[Pp]rior)[\s-]+(?:12|[Tt]welve)[\s-]+months?\b",
        rf"\b(?:[Ff]irst|[Tt]railing|[Ff]inal)[\s-]+(?i:{_FEW})[\s-]+(?:months|weeks|quarters)\b",
        rf"\b(?i:{_FEW}|thirty-nine|twenty-six|fifty-two|fifty-three)(?:(?:,|\s(?i:and|to)|,\s(?i:and))\s(?i:{_FEW})){{0,2}}[\s-]+(?i:months?|weeks?|quarters?)(?i:[\s-]+periods?)?\s+(?:(?i:ended|ending)"
        rf"|to(?=\s+(?:\ufffc|(?:the\send\sof\s)?(?:{DAY}\s)?{MONTH}))"
        rf"|of(?=\s+(?:the\s)?(?:FY|[Ff]iscal|[Ff]inancial|year\b|{YEAR}\b|\ufffc)))",
        r"\b(?i:[0-9]{1,2}|thirteen|fourteen|twenty-six|thirty-nine)[\s-][Ww]eeks?(?=\s(?:and|to)\s(?:[0-9]{1,2}|[a-z-]{3,12})[\s-][Ww]eeks?\s(?:periods?|ended)\b)",
        r"\b5[23][\s-][Ww]eeks?[\s-](?=(?i:high|low|range|peak|trough|basis|comparable|comparison))|\b12[\s-][Mm]onths?[\s-](?=(?i:forward|trailing|rolling|(?:price\s)?target|backlog|ahead))",
        r"\b[Tt]he\s(?i:three|six|nine|twelve)[\s-]months\b|\b(?:Three|Six|Nine|Twelve)\s[Mm]onths(?=\s?[.:])",
        r"\b(?:an?\s)?(?:quarters?|years?)\sof\s(?i:1[2-7]|5[23]|twelve|thirteen|fourteen|sixteen|fifty-(?:two|three))\sweeks\b",
        r"\b5[23][\s-]weeks?[\s-](?:(?:fiscal|financial)\s)?years?\b|\b1[34][\s-]weeks?[\s-]quarters?\b",
        rf"\b(?i:{_FEW})[\s-](?:months?|weeks?)[\s-]periods?\b",
        r"\b(?i:three|six|nine|twelve|[369]|12)-[Mm]onth\s(?=(?:net|operating|interim|group|financial|consolidated)?\s?(?:results|revenues?|sales|profits?|earnings|figures|report|numbers|update|accounts)\b)",
        r"\b(?:1st|2nd)\s(?i:half)\b",
        r"\b(?i:first|second|third|fourth|final|opening|closing|other|latter|better|interim|back|front)[\s-]+(?:(?:fiscal|financial)\s)?(?:quarters?|half|halves)\b",
        r"\b(?i:in|during|over|for|throughout|of)\sthe\s(?i:half)\b(?=\s?[,.;:)]|\s(?:to|ended|was|were|is|as|and)\b|$)"
        r"|\b(?i:this|next|last|each|every|whole)\shalf\b(?!\sof\b)|\b(?i:half)-on-half\b",
        r"(?<!and\sa\s)\b(?i:half)[\s-]+years?(?:ly)?\b|\b(?i:half)[\s-]time\b",
        rf"\b(?i:mid|early|late|end|year-end)[\s-]+{YEAR}s?\b|\b{YEAR}s\b|(?<![0-9])['’][0-9]{{2}}(?![0-9%])",
        rf"(?<![0-9.,$€£¥%]){YEAR}\s?[-/–—]\s?{ANY_YEAR}[EF]?{NO_AMOUNT}",
        rf"(?<![0-9.,$€£¥%A-Za-z-])(?<!USD )(?<!EUR )(?<!GBP )(?<!TWD ){YEAR}(?:[EFA]\b)?{NO_AMOUNT}"
        rf"(?![A-Za-z%]|\s?[{HAN_COUNTED}]|\s?{_COUNTED}\b)",
    ),
    "name": (
        # The further numbers of a list, where they can be nothing else: not in “Model 3, 2500 sold”
        rf"(?<![A-Za-z])(?:{_LISTS})\s?[0-9]+(?:\.[0-9]+)*{NO_AMOUNT}"
        rf"(?:\s?(?:,|,?\sand|&|or|to|-|–)\s?[0-9]{{1,3}}{NO_AMOUNT})+",
        rf"(?<![A-Za-z])(?:{_LEVELS})\s[0-9](?:,\s[0-9])*\s?(?:and|&|or|to|-|–)\s?[0-9](?![0-9A-Za-z]){NO_AMOUNT}",
        r"\b(?:(?:Boeing|Airbus)(?:['’]s)?\s)?7[0-8]7(?:-[0-9]{1,4}(?:ER|LR|F|X)?\b|\sMAX(?:\s[0-9]{1,2}s?)?)|\bA[23][0-9]{2}-[0-9]{3,4}[A-Z]*\b",
        r"\b(?:Llama|Qwen|Mistral|Mixtral|Gemma|DeepSeek|Falcon)(?:[\s-]?v?[0-9]+(?:\.[0-9]+)?)?[\s-][0-9]{1,4}(?:x[0-9]+)?[Bb]\b",
        # A version behind the name of its kind: Claude Haiku 4.5; a family: 3 Series; a type of aircraft
        r"\b(?:Claude|Gemini|Gemma|Llama|Qwen|Mistral|Grok|Phi|Imagen|Nova|ERNIE|Ernie|Kimi|GLM|Firefly|Stable)(?:\s[A-Z][a-z]{2,12}){1,2}\s[0-9]{1,2}(?:\.[0-9])?(?![0-9%]|[.,][0-9])",
        r"(?<![0-9.,$€£¥])\b[1-9][0-9]{0,3}[\s-]Series\b(?!\s[A-Z]\b)|\b(?:ATR|Dash|CRJ|Global(?=\s[5-8][05]00\b))[\s-]?[0-9]{1,4}(?:-[0-9]{3,4})?(?:ER|NG)?(?![0-9%])",
        r"\b(?:[Pp]ages?|pp?\.)\s?[0-9]+(?:\sof\s|/)[0-9]+",
        r"\b[1-9][0-9]?s[1-9][0-9]?s\b|\b(?:[1-9][0-9]?[Yy]|[1369]M|12M)\s(?=(?i:treasur|yield|ust|gilt|bund|jgb|swap|sofr|libor|euribor|hibor|tibor|shibor))",
        r"\b(?:[1369]|12|one|three|six|twelve)-[Mm]onth\s(?i:treasur(?:y|ies)(?:\sbills?)?|t-bills?|libor|sofr|euribor|hibor|tibor|shibor|bills?)\b",
        r"(?<=[Yy]ield\son\sthe\s)(?:[1-9]|[123]0)-[Yy]ear\s(?:note|bond)\b|(?<=[Yy]ields\son\s)(?:[1-9]|[123]0)-[Yy]ear\s(?:note|bond)s\b",
        r"\b[Tt]he\s(?:2|5|7|10|20|30)-[Yy]ear(?=\s(?:rose|fell|is|was|at|yields?|climbed|slid|ended)\b|\s?[,.;]|$)",
        r"\bSDGs?\s(?:1[0-7]|[1-9])(?![0-9.,])|\b(?:23andMe|8x8|10x\sGenomics|51job|Three\sMile\sIsland|36Kr|58\.com|21Shares|RX\s[1-9][0-9]{3}|Phillips\s66|21Vianet|51Talk|3i\sGroup|4imprint|1Password|3D\sSystems|NBA\s2K[0-9]{2}|AS/400|S/4HANA)\b|\bID\.[3-9]\b|\bSeven\s&\si\b",
        r"\b(?:[Pp]ublic\sLaw|Pub\.\sL\.|P\.L\.)\s(?:No\.\s)?[0-9]{2,3}-[0-9]{1,3}\b|\bAS\s[1-9][0-9]{3}\b|\b[1-9][0-9]{2}ZR\b",
        r"\b10[bB]5?-[0-9]{1,2}\b|\bNI\s43-101\b|\bPS[1-6]\b|\bAI\s[1-9]\.0\b|\bBig\s[2-9]\b|\bGroup\sof\s(?:7|8|20|30|77)\b|(?<=[A-Za-z])\^[1-9]\b",
        r"\b[0-9]+(?:\.[0-9]+)?[GT](?=\s(?i:optic|transceiver|ethernet|module|switch|port|pluggable))",
        r"\b(?i:version|release|build|firmware)\s[0-9]+(?:\.[0-9]+)+\b",
        r"\b(?i:act\sof)\s1[89][0-9]{2}\b",
        r"\b(?:Form|FORM|Forms)\s[0-9]{1,3}(?:-[A-Z0-9]{1,4})?(?:/A)?\b(?!\s?%)",
        rf"\b(?:Section|SECTION)\s[0-9]+[A-Z]?(?:\.[0-9]+)*(?:\([a-z0-9]{{1,3}}\))*{NO_AMOUNT}"
        rf"(?:\s(?:and|or|to|AND|OR)\s[0-9]{{1,4}}[A-Z]?(?:\([a-z0-9]{{1,3}}\))*{NO_AMOUNT}{_GOES_ON})*",
        r"\b(?:Exhibit|Item|Note|Table|Figure|Section|Chart|Slide)s?\s[0-9]+(?:\.[0-9]+)*(?:(?:,|,?\s(?:and|or|to|through))\s[0-9]+\.[0-9]+)+(?![0-9%])",
        r"\b(?:Ryzen|Core(?:\sUltra)?|Xeon|EPYC|Threadripper)\s[0-9]+(?:\s[0-9]{3,5}[A-Z0-9]{0,3}\b)?(?!\s?%)",
        r"\b(?:Surface|Galaxy|iPad|MacBook|Pixel|ThinkPad|Switch|Watch|Redmi|Find|Note|Mate|Nova|Quest)\s(?:Pro|Ultra|Max|Plus|Air|Mini|Lite|(?:Z\s)?Fold|(?:Z\s)?Flip|Watch|Tab|Book|Go|Duo|Laptop)\s?[0-9]{1,2}\b(?!\s?%|[.,][0-9])",
        r"\bRules?\s[0-9]{1,3}[A-Za-z]?[0-9]?(?:-[0-9]{1,2})?(?:\([a-z0-9]\)){0,2}(?:\s?(?:and|or|,)\s?[0-9]{1,3}[A-Za-z][0-9]?(?:-[0-9]{1,2})?(?![0-9A-Za-z])){0,3}",
        r"\b1[0-9][a-h][0-9]?-[0-9]{1,2}\b",
        r"\b(?:[1-9][0-9]?-(?:[Yy]ears?)?(?:,?\s(?:and|to|or|vs\.?)|,)\s){0,3}[1-9][0-9]?-(?:[Yy]ears?|yr)\s(?:(?:U\.S\.|US|[Gg]overnment|[Bb]enchmark|German|Japanese|UK|Chinese)\s)?"
        r"(?i:treasur(?:y|ies)|t-bills?|gilts?|bunds?|jgbs?|oats?|btps?|yields?|swaps?|cds|ois|lpr|tips|government\sbonds?|(?:note|bond)s?\s(?:yield|auction|future)s?|mortgage\srates?)\b",
        rf"(?<![A-Za-z])(?:{_HEADS})\s?-?[0-9]+(?:\.[0-9]+)*(?:-[A-Z]{{1,2}}\b|[A-Za-z+]?){NO_AMOUNT}"
        rf"(?:\s?(?:and|&|or|to|AND|OR|-|–)\s?[0-9]{{1,2}}{NO_AMOUNT}{_GOES_ON})*",
        rf"(?:\b[A-Z][\w.&'’-]*+|\b{_ROMAN_HEADS})\s{ROMAN}(?![A-Za-z0-9]|\s?(?:{UNIT}|million|billion|trillion))"
        rf"(?:\s?(?:,|and|&|or|to|/|-|–)\s?(?:{ROMAN}|I|V|X)\b)*",
        rf"{ROMAN}(?=\s?[期類型級代])",
        rf"\b(?:World War|Formula|Type|Phase|Part|Tier|Level|Channel|Pillar|Chapter)\s(?i:{FEW}|one)\b",
        r"\b(?:[1-9][0-9]{1,2}|ten|thirty)-(?:day\s(?=moving)|year\s(?=(?i:treasur|gilt|bund|jgb|yield|swap|government|us\s|u\.s\.)))",
        r"\b7[0-8]7X?(?=\s(?:Dreamliner|Max|freighters?|jets?|programme|program|family)\b)|\b777X\b|\b(?:14|18|20)A\b",
        r"\b(?:Magnificent|Group of)\s(?:Seven|Eleven|Four)\b|\bBig\s(?:Two|Three|Four|Five|Six|Seven|Eight|Ten)\b",
        r"\b7[0-8]7(?:-[0-9]+[A-Z]*|\sMAX(?:\s[0-9]+s?)?|X?s)\b",
        r"\bFour Seasons\b|\bFive Below\b|\bDouble (?:Ten|Eleven|Twelve)\b",
        r"\b7-E(?:leven|LEVEN)\b|\b7-11\b|(?<![0-9.,$£€])3M(?='s|\s(?:Co\b|said|reported))|\b20th Century\b",
        r"\b(?:10-[KQ](?:/A)?|20-F|40-F|8-K|6-K|401\(k\)|13[FDG]|144A)(?![A-Za-z0-9])|(?<![0-9.,$€£¥])\b(?:[23]D|[2-6]G|[248]K)(?![A-Za-z0-9])",
        r"\b[0-9]+(?:\.[0-9]+)?\s?-?(?:nm|nanomet(?:re|er)s?)\b|\b[0-9]+G(?![A-Za-z0-9])",
    ),
    "likely name": (
        # A class and its size behind a maker: Mercedes S 500
        rf"^(?:{_NAMING}\s){{1,2}}(?!E\s)[A-Z]\s[1-9][0-9]{{1,3}}(?=(?:\s{any_of(OF_PRODUCTS)})?[.,;:!?]?$)",
        r"\b(?:BA|XBB|JN|XEC|LP|KP|NB)(?:\.[1-9]){1,4}(?![0-9%])",  # a variant of a virus
        r"\b[Tt]he\s(?:2|3|5|7|10|20|30)-[Yy]ear\s(?:note|bond)s?\b(?!\s(?:we|it|that|which))",  # of a state
        # A name that is all of its line but for what a product has behind it: Fiat 500, Toy Story 5, Porsche 911 sales
        rf"^(?:(?:The|A|An|the|a)\s)?(?:{_NAMING}[:,]?\s(?:(?:of|the)\s)?){{0,3}}{_IN_A_NAME}\s[1-9][0-9]{{0,3}}(?=(?:\s{any_of(OF_PRODUCTS)})?[.,;:!?]?$)",
        rf"(?:(?<=[a-z,]\s)|^){_IN_A_NAME}\s[1-9][0-9]{{0,3}}(?=\s{any_of(OF_PRODUCTS)}\b)",
        # A product: a capitalised word inside a sentence, and a small number without a unit
        rf"(?:(?<=[a-z,]\s)|(?<={HAN}))(?!{MONTH}|{METRICS}\b|{_MONEY}\b)[A-Z][A-Za-z]+\s[1-9][0-9]?(?:\.[0-9])?(?=\s[a-z]|[,.;:)]\s|{HAN})"
        rf"(?!\s?{_COUNTED}|\s?(?:{HAN_MEASURED}|%)|\s?(?:million|billion|trillion|bn|percent|per\scent|bps|m|k|x|to|and|in|of|out|points|lakh|crore|cr)\b)",
        # Trims and funds: Xiaomi 15 Ultra, Ascend 910C, Taiwan 50 ETF
        rf"(?<![A-Za-z0-9]){_NAMING}\s(?:[1-9][0-9]{{0,2}}(?=\s(?:Pro|Ultra|Max|Plus|Mini|Lite|Fold|Flip|XL|Elite|Turbo"
        r"|(?:Value\s|Growth\s)?(?:Index|ETF|Futures|Fund))\b)|[1-9][0-9]{2,3}[CDGHPRSVX](?![A-Za-z0-9]))",
        r"\b(?:150|200|300|450)\s?mm(?=\s(?:fab|fabs|wafer|wafers|silicon|line|lines)\b)",
        r"\bShanghai\s50\b|\bTaiwan\s50(?=\s(?:Index|ETF)\b)",
        r"(?<=[A-Za-z]\s)[1-9][0-9]?(?:i|ai|e|S)(?![0-9A-Za-z])|\b[A-Z]{2,5}/[1-9](?![0-9,.]|\s?%)",
        # In a sentence that the name begins: Moana 2 grossed
        rf"^{_IN_A_NAME}\s[1-9](?=\s[a-z]{{2,12}}ed\b)",
        r"(?<=[A-Za-z]\s)0[1-9](?![0-9A-Za-z.,:/%-])|\b(?:4|8|12|16|20)-[Hh]igh(?=\s(?:stack|memory|HBM|DRAM)|[,.;)]|$)",
        # An address: 1600 Amphitheatre Parkway; 11F, No. 7
        r"\b[0-9]{1,5}(?:-[0-9]{1,5})?\s(?:[A-Z][\w.'’-]{1,20}\s){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Parkway"
        r"|Pkwy|Plaza|Place|Square|Court|Highway|Terrace|Circle|Row|Quay|Crescent|Embankment|Loop)\b\.?",
        r"\b[0-9]{1,3}(?:\.[0-9]{1,2})?-inch\b",
        r"(?<![Pp]er\s)\b(?:FIFA|NFL|NHL|Battlefield|Season|season|Episode|Unit|Line|Complex|Reactor|Zen|Unity|Block|Gate|Highway|Radio|Cat|FC|STAR|Platform|Studio|Century|Apollo|[Ww]eek|[Dd]ay|Year)\s[1-9][0-9]{0,2}\b(?![.,][0-9]|\s?%)",
        r"(?<![0-9.,$€£])[1-9][0-9]?Y(?![0-9A-Za-z%/])",  # a tenor, or a span of years: 5Y
        r"\b[0-9]{1,4},?\s(?:[Aa]venue|[Rr]ue|[Bb]oulevard|[Pp]lace|[Qq]uai|Via|Calle|Piazza)\s(?:de|du|des|della|di|la|le|[A-Z])",
        r"\b[0-9]{1,3}/?F(?=,|\.|\s(?:No|Bldg|Building|Tower))|\b[0-9]{1,3}(?:st|nd|rd|th)\s[Ff]loor\b",
        rf"\b(?i:{_CODE_WORDS})(?:\s(?i:code|number|no\.?|id|pin|passcode))*(?:\s(?:is|are))?\s?[:：#]{{0,2}}\s?[0-9](?:[\s-]?[0-9]){{2,15}}(?![0-9])#?",
    ),
    "ordinal": (
        rf"\b[0-9]+{TH}\b",
        rf"\b[Aa]\s{_ORDINALS}\s(?=[A-Za-z]+)(?!of\b|[a-z]+er\b|more|less|again|as\b|to\b|in\b|from\b|above|below|since\b|on\b)",
    ),
    "idiom": (
        r"\b(?i:doubl(?:e|es|ed|ing))[\s-](?i:check\w*|edged|count(?:s|ed|ing)?|tax\w*|down|up\b|dip\w*|play|glaz\w*|whammy"
        r"|bottom|top\b|entry|blind|decker|standards?|take|bind|meaning|bill|duty|act\b|life|bass|header|A+\b|B+\b)",
        r"\b(?i:triple)[\s-](?:A+|B+|C+|net|play|witching|bottom|top|threat|crown|jump)\b",
        r"\b(?i:half)[\s-]?(?:way|sized?|hearted\w*|life|lives|time|baked|measures?|moon|truths?|mast|marathon|brother|sister|empty|full)\b"
        r"|\b(?i:half)\sthe\s(?:battle|story|fun|truth)\b|\bbetter\shalf\b",
        r"\b(?i:think|thinking|thought|look|looking)\stwice\b|\b(?i:once\sor\stwice|twice)(?:\s(?:a|per)\s(?:year|quarter|month|week|day)|[\s-](?:daily|weekly|monthly|yearly|quarterly))?\b(?<!wice)",
        r"\b(?:credit|test|ESG|promoter|satisfaction|risk|health|survey|quality|exam|[Tt]heir|[Tt]he|[Hh]igh|[Ll]ow|[Hh]igher|[Ll]ower|average|these|those)\sscores\sof\b",
        r"\b(?i:a\smillion\sthanks|thanks\sa\smillion)\b|\b(?i:once)\sbitten,\stwice\b|\b(?i:a\squarter\sof\sa\scentury|half\sa\scentury)\b",
        r"\b(?i:one-two)\b|\b(?i:nine-to-five|at\ssixes\sand\ssevens|on\scloud\snine|(?:the\s)?eleventh\shour|one\sin\sa\smillion"
        r"|a\sdime\sa\sdozen|a\sthousand\swords|six\sfeet\sunder|two\sand\stwo\stogether|two\sbirds\swith\sone|(?:my|our)\stwo\scents"
        r"|a\stale\sof\stwo|one\sor\stwo|two\sminds|two\sto\stango|two\ssides\sof|two\ssides\sto)\b",
        rf"\b(?i:two|three|four|five|six|seven|eight|nine|ten|twelve|single|double|triple)-(?i:{_GLUED})(?![A-Za-z])",
    ),
}
