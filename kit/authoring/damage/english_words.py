"""English words that the rules for damage go by: those that bind a sentence together, and few others."""

ARTICLES = frozenset("a an the".split())
PRONOUNS = frozenset("he she it they we".split())
#: Begin a sentence or a clause, and have a small letter in the middle of one. Words that are names as well (Will, May)
#: are not among them.
BINDING = frozenset(
    """a about according after against all also although among an and any are as at because been before
    between but by can could despite did does during each for from had has have he her his how if in
    including into is it its like neither nor not of on or our over she should since so some than that
    the their them then there these they this those through to under until was we were what when where
    whether which while who whom whose with within without would you your""".split()
)
#: May follow a name without a blank where a link or a tag was taken out: “Leea”, “Leein”. Two letters are little proof.
SHORT = frozenset(word for word in BINDING if len(word) < 3)
#: What somebody is, set behind the name: “Lee, head of”.
ROLES = frozenset(
    """ambassador analyst author chief commander critic deputy director editor former founder governor head
    lawyer leader lecturer manager mayor member minister owner president professor secretary senator
    spokesman spokeswoman""".split()
)
#: Words behind which a name or a noun must come: “in” + “a”, “in” + “the”.
DETERMINERS = frozenset(
    """a an the this that these those his her its their our my your one two three four five six some any no
    every each last next recent early late many several""".split()
)
SAYING = frozenset(
    """said says told tells added adds asked wrote writes replied explained argued warned insisted admitted
    announced acknowledged agreed claimed denied stated noted recalled declared""".split()
)
#: Verbs that show that a sentence has what it needs before a capital comes: the capital may begin the next one.
FINITE = SAYING | frozenset(
    """is are was were has have had will would can could should must did does do came went left took made
    gave got saw knew began became stood fell rose met won lost ran kept held led found put set cannot
    isn’t wasn’t didn’t""".split()
)
#: Verbs that follow a pronoun; with those in -ed and -s they tell “he left” from “he and”.
AFTER_A_PRONOUN = FINITE - frozenset({"do", "put", "set"}) | frozenset("may might feels believes wants says".split())
#: Adjectives that stand before their noun in English, and behind it in Spanish, French and Italian.
BEFORE_THEIR_NOUN = frozenset(
    """internal external military political economic social national international regional financial
    industrial diplomatic strategic nuclear soviet european western eastern northern southern""".split()
)
#: May stand before such an adjective where nothing is turned around: “became political”, “purely military”.
BEFORE_AN_ADJECTIVE = frozenset(
    """something anything nothing everything more less most least very too so as how highly both either
    neither nor and or but than not never always often also only become became becoming becomes remain
    remained remains seem seems seemed get gets got getting go goes went turned turn made make makes
    making considered deemed called being been be is are was were am other such own same new old former
    top senior key major joint""".split()
)
#: Common verbs, as they stand behind “to”.
BASE_VERBS = frozenset(
    """act agree appear ask become begin believe break bring build call change choose close come cut decide
    die do drop fail fall fear feel fight find flee forget give go grow hope increase invest join keep
    know lead leave lose make move open pay postpone question raise reconsider reject resign retreat
    return rise run rush say see seek sell send speak spend stand start stay stop suffer take tell think
    try turn vote wait want withdraw work worry""".split()
)
#: Days and months, in small letters.
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december""".split()
)
#: Names of two words, as they stand where a translation has turned them around.
TURNED_NAMES = {
    "states united": "United States",
    "states joined": "United States",
    "nations united": "United Nations",
    "kingdom united": "United Kingdom",
    "union soviet": "Soviet Union",
    "union european": "European Union",
    "house white": "White House",
    "minister prime": "prime minister",
}
#: Names that are letters.
LETTERS = frozenset(
    """BBC CIA CNN EU FBI FIFA FSB GRU IAEA IMF KGB NASA NATO NSA OPEC OSCE UK UN UNESCO UNICEF USA WHO""".split()
)
#: Names that stand with “the”, and lose it where another language has none.
WITH_THE = (
    "Kremlin",
    "Pentagon",
    "White House",
    "United States",
    "United Nations",
    "United Kingdom",
    "European Union",
    "USA",
    "Soviet Union",
    "Netherlands",
)
#: Places as other languages call them, where English has a name of its own.
PLACES_ELSEWHERE = {
    "Europa": "Europe",
    "Rusia": "Russia",
    "Ucrania": "Ukraine",
    "Alemania": "Germany",
    "Francia": "France",
    "España": "Spain",
    "Inglaterra": "England",
    "Turquía": "Turkey",
    "Grecia": "Greece",
    "Suecia": "Sweden",
    "Noruega": "Norway",
    "Polonia": "Poland",
    "Bielorrusia": "Belarus",
    "Londres": "London",
    "Moscú": "Moscow",
    "Kyjiw": "Kyiv",
    "Deutschland": "Germany",
    "Russland": "Russia",
    "Frankreich": "France",
    "Allemagne": "Germany",
    "Russie": "Russia",
    "Angleterre": "England",
    "Moscou": "Moscow",
    "Moskau": "Moscow",
}
#: What is wanted of an office, where a translation has made a verb of it.
OFFICES = {"defending": "Defence", "educating": "Education", "working": "Labour", "treasuring": "the Treasury"}
REAL_OFFICES = frozenset("""housing planning fishing engineering mining training farming banking""".split())
#: Before a hyphen, these make words of their own: “anti-”, “co-”.
PREFIXES = frozenset(
    """anti arch bi bio co counter cross cyber de e eco euro ex extra hyper infra inter intra macro mega
    meta micro mid mini mis multi neo non over para post pre pro pseudo quasi re self semi sub super
    trans tri ultra un under vice""".split()
)
