"""The nouns that say what kind of source somebody or something is. All are dictionary forms in small letters."""

#: Written or shown: it can be looked up, if the article says which.
DOCUMENTS = frozenset(
    """account ad advertisement affidavit analysis announcement article audit biography blog book brief broadcast
    calculation chart complaint data database document documentary draft editorial email e-mail estimate
    excerpt filing finding footage forecast headline indictment inquiry investigation interview law lawsuit
    leaflet letter list sheet manifesto memo memoir memorandum message notice op-ed order paper platform poll polling
    posting post proposal publication record recording release report research review ruling script statement
    statistic story study suit survey tally tape cable schedule testimony text transcript tweet verdict video
    warrant website legislation resolution census webpage page podcast episode film flyer spot slogan caption
    figure number result average index rating datum return opinion diary minutes projection column summary
    transcription""".split()
)
#: Something written or heard that nobody can look up, whoever is said to have it.
HEARSAY = frozenset("information intelligence evidence hearsay rumor rumour".split())
#: “in the view of”, “in her words”.
VIEWPOINTS = frozenset(
    "view opinion word description account judgment judgement telling estimation assessment version".split()
)
#: “she gave this answer: …”.
ANSWERS = frozenset(
    "description account statement answer reply explanation warning verdict advice summary response".split()
)
#: Speak for a body, on the record.
SPOKESPEOPLE = frozenset("spokesman spokeswoman spokesperson".split())
#: Bodies that speak with one voice.
BODIES = frozenset(
    """administration agency airline alliance army association bank board body broadcaster bureau cabinet
    campaign center centre charity chamber church city club coalition commission committee company conference
    congress convention corporation council county court department district embassy federation firm
    foundation fund government group hospital house institute institution journal kremlin league legislature
    library magazine ministry museum navy network newspaper nonprofit office ombudsman organisation
    organization outlet panel parliament party pentagon police publication publisher regulator school senate
    service site society state station team television tribunal union university wire""".split()
)
#: What any body may be called that was named before.
ANY_BODY = frozenset(
    """agency association body business campaign charity chain club company corporation firm foundation group
    institution manufacturer network news newspaper organisation organization outlet owner paper party publisher
    retailer supplier team union""".split()
)
#: A place's own documents are on the record: “a list that the town published”.
PLACES = frozenset("town city county village district state country region".split())
#: People as a crowd: nobody in particular, whatever the number of the noun.
CROWDS = frozenset(
    """audience authority authorities camp crowd electorate establishment insider leadership majority media
    minority people population press public sources staff bulk handful most number dozen hundred thousand
    million percent half quarter third rest part lot plenty bunch few many several some other others all both
    faction movement wing side circle""".split()
)
#: One office, one person: the article's time and place say who it is.
OFFICES = frozenset("president king queen pope chancellor premier pontiff mayor governor".split())
#: A single person who is described.
PEOPLE = frozenset(
    """activist adult adviser advisor agent aide analyst applicant artist associate athlete attendee attorney
    author boy brother bystander candidate captain chair chairman chairwoman chairperson chief child citizen
    clerk client coach colleague columnist commander commentator commissioner congressman congresswoman
    correspondent counsel couple customer cyclist daughter delegate democrat diplomat director doctor donor
    driver economist editor employee engineer envoy executive expert father figure fisherman friend general
    girl guest guide head historian host husband informant insider inspector investigator investor journalist
    judge justice kid lawmaker lawyer leader librarian lieutenant man manager member minister mother neighbor
    neighbour nominee nurse observer officer official operative opponent organizer organiser owner parent
    participant partner passenger passer-by person physician pilot player poet policeman politician pollster
    priest prisoner professor prosecutor protester pupil rebel rector reporter representative republican
    researcher resident rival scholar scientist secretary senator sergeant shopkeeper sister soldier son
    source speaker specialist spectator staffer stakeholder strategist student supporter surrogate teacher
    teenager traveler traveller treasurer victim viewer visitor volunteer voter wife witness woman worker
    writer youth elder advocate critic ally veteran user proponent partisan guard lifeguard guy actress
    hostess princess pensioner tenant parishioner schoolchild liberal conservative moderate progressive""".split()
)
WOMEN = frozenset(
    """actress chairwoman congresswoman daughter girl lady mother ms mrs queen sister spokeswoman wife woman her
    she councilwoman businesswoman""".split()
)
MEN = frozenset(
    """boy brother chairman congressman father husband king man mr policeman son spokesman fisherman he
    councilman businessman pope""".split()
)
#: Describe a person without saying which office: “the man” is nobody who was named before, unless the article says so.
VAGUE = frozenset(
    """adult aide adviser agent boy bystander child customer driver employee girl insider kid man neighbor
    neighbour observer officer official operative parent passenger person policeman protester resident source
    staffer stranger student suspect teenager tourist victim visitor volunteer voter witness woman worker""".split()
)
#: Names of groups that the parser takes for single names.
GROUPS = frozenset("democrat republican liberal conservative tory labour green hispanic latino".split())
#: Stand for nobody in particular.
NOBODY = frozenset("it there one you".split())
#: The paper itself.
WRITERS = frozenset("i we us me".split())
#: How nouns for people end, where no list has them.
ENDINGS_OF_PEOPLE = (
    *("er", "or", "ist", "ian", "ant", "eer", "ee", "man", "woman", "person", "old", "crat", "star", "mogul", "chief"),
    *("-in-law", "founder", "head", "nurse", "cook", "chef", "hero", "refugee", "peer", "mate", "fan", "monk", "nun"),
)
#: How names of peoples and parties end; a family's name may end so as well.
ENDINGS_OF_GROUPS = (
    *("ans", "crats", "ish", "ese", "ists", "ives", "ims", "ews", "abs", "urds", "ories", "rits", "oles", "urks"),
    *("edes", "anes", "inns", "eeks", "echs", "erbs", "oats", "ais", "nis", "ites", "lis", "qis", "uts", "ots", "nos"),
)
