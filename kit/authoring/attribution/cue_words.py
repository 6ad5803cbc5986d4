"""The words that credit somebody with something, by the construction that they stand in.

A verb alone says little: “she denied that …” reports, “the court denied the motion” decides. So each list belongs to
one construction, and a verb counts only in the constructions that it is listed for. All are dictionary forms.
"""

#: Can stand beside direct speech, or behind what is said: “…,” she added.
SAYS = frozenset(
    """say tell add note write ask report announce argue warn claim explain acknowledge suggest continue declare
    respond reply conclude admit tweet assert state insist recall stress complain predict estimate confirm
    contend wonder joke shout yell cry chant caution observe testify reiterate remark quip muse answer point
    go assure comment confide concede boast lament allege maintain emphasize read think believe agree figure
    begin promise vow pledge urge scold recommend chide tease sing quote post thunder whisper mutter reveal
    demand plead beg intone bellow scream inquire interject retort rail gush deadpan advise hope fear guess
    suspect know worry hint object protest counter exclaim blast crow sigh offer advocate describe disclose
    find show indicate emphasise criticize criticise deny""".split()
)
#: Go behind a statement only beside quotation marks: “the season begins, she knows” is no report.
NOT_BEHIND_PLAIN_WORDS = frozenset("begin continue go know".split())
#: Take somebody who is told before what is said.
TELLS_SOMEBODY = frozenset("tell ask remind assure inform warn advise".split())

#: A clause that these verbs govern is not what somebody says or thinks.
NOT_WITH_CLAUSE = frozenset(
    """allow attract be become bring cause conduct confront contrast deprive display do earn ensure follow get
    give grow have hear help include keep lead leave let lose make mark mean need pay pick pretend push put
    reflect remember renovate see send speak start take turn uncover undermine use watch win prove depend
    happen matter""".split()
)
#: “refused to comment”, “wants to build”: what follows with “to” is what is said or wanted.
WITH_INFINITIVE = frozenset(
    """advocate agree aim ask call claim consider decide decline expect hope know like look love mention offer
    plan pledge plot prefer promise propose push refuse report rule say seek choose show suggest support
    threaten vote vow want swear intend deny""".split()
)
#: Appearances, credited to nobody: “the plan seems to work”.
SEEMS = frozenset("seem appear".split())
#: “urged voters to stay at home”.
WITH_SOMEBODY_TO = frozenset(
    "ask challenge encourage hire order persuade push request tell urge warn implore beg advise instruct".split()
)
#: “cited the report”, “criticized the plan”, “called it a lie”.
WITH_OBJECT = frozenset(
    """accuse acknowledge announce answer applaud appoint argue articulate ask assail attack attribute back bash
    bemoan blame blast broadcast brush call charge chide circulate cite claim compare condemn confirm
    congratulate contest contradict debunk disavow consider credit criticize criticise declare decline decry deem
    defend demand denounce deny deride describe detail devote disclose discuss dislike dismiss dispute
    distance document echo email emphasize emphasise endorse envision expect explain express fear feel foresee
    highlight invoke issue judge label lament like liken list love mention mock name note offer oppose order
    outline point portray post praise predict prefer prohibit promise pronounce propose publish question quote
    reaffirm rebuke rebut recall recite recognize recommend recount reference refuse refute reiterate reject
    release relish remember remind repeat report repudiate request restrict retweet reveal revile satirize say
    show slam sound state stress suggest support talk tease tell thank tout underplay unveil urge veto
    voice want warn welcome witness worry approve assert challenge ignore
    resist seek sense share underscore""".split()
)
#: Reject what somebody has said.
REJECTS = frozenset("deny dispute reject dismiss refute rebut contradict debunk".split())
#: Name somebody or something: “called the plan ‘reckless’”.
NAMES_IT = frozenset("call label dub consider term".split())
#: “described her as a friend”.
WITH_AS = frozenset(
    """cast characterize cite criticize defend denounce describe dismiss frame identify list mock name paint
    portray praise present quote see slam view regard depict""".split()
)
#: “spoke about the flood”, “called for a recount”: the word that goes with the verb, and then what is said.
WITH_PREPOSITION = {
    "about": frozenset("ask boast brag complain open say speak talk worry write joke warn".split()),
    "against": frozenset("caution rail vote argue warn".split()),
    "as": frozenset("describe promote view".split()),
    "at": frozenset("balk hint lash".split()),
    "for": frozenset("advocate apologize argue ask call feel hope push sue vote vouch".split()),
    "of": frozenset("boast say speak talk think warn complain".split()),
    "on": frozenset("focus agree comment double dwell pounce report tweet weigh write insist".split()),
    "to": frozenset("allude refer respond admit object".split()),
    "with": frozenset("agree disagree side".split()),
}
#: “was announced”, “is known as”: the grammatical subject is what is said.
PASSIVE = frozenset(
    "announce articulate attribute claim declare deem deny dismiss dispute echo mention refute reject report".split()
)
PASSIVE_WITH = {
    "about": frozenset(["ask"]),
    "as": frozenset("describe see view portray".split()),
    "for": frozenset("criticize criticise praise blame".split()),
    "of": frozenset(["accuse"]),
    "with": frozenset(["charge"]),
}
PASSIVE_TO = frozenset("expect ask say show report believe think".split())
#: “is confident that”, “was critical of”.
ADJECTIVE_THAT = frozenset("adamant aware concerned glad hopeful sure confident certain convinced unsure".split())
ADJECTIVE_TO = frozenset("eager inclined quick reluctant willing".split())
ADJECTIVE_WITH = {
    "about": frozenset("worried concerned optimistic skeptical sceptical angry".split()),
    "in": frozenset("confident interested".split()),
    "of": frozenset("critical proud skeptical sceptical supportive wary".split()),
    "to": frozenset("hostile opposed".split()),
}
#: “Mr. Lee's claim that …”.
NOUN_THAT = frozenset(
    """assertion claim suggestion belief complaint admission argument statement warning prediction contention
    allegation insistence view""".split()
)

#: Verbs that only lead on to the verb that reports: “went on to say”, “failed to mention”.
LEADS_ON = frozenset(
    """continue begin start try decline refuse go able have seem appear use be likely want need fail attempt
    manage dare proceed happen tend reluctant quick willing unable ready come help keep stop""".split()
)
#: What somebody thinks, feels or intends, with no word of saying.
THINKS = frozenset(
    """think believe feel know hope fear want expect plan intend seek decide worry like love prefer remember
    consider see view seem appear wonder guess suspect figure oppose support dislike aim look vote understand
    assume realize recognize relish regard judge envision foresee aim plot doubt""".split()
)
#: The parser's lemmas of these forms are wrong.
LEMMAS = {"hop": "hope", "rat": "rate", "bas": "base", "retweete": "retweet"}
