# Words of the views, in English. Keys are the same in every language; tests hold them together, and with the states,
# reasons and kinds of answers.

# Days
first-of-month = 1
day-short = { $day } { $month } { $year }
day-long = { $day } { $month } { $year }
month-of = { $month } { $year }
day-unknown = a day that is not known
some-day-between = a day between { $from } and { $to }
some-day-from = a day not before { $from }
some-day-until = a day not after { $to }
on-date = { $day }
on-period = { $day }
on-some-day = { $day }
since-date = since { $day }
since-period = since { $day }
only-day = only { $from }
from-to = { $from } to { $to }
from-on = since { $from }
up-to = up to { $to }
always = always
perhaps = perhaps { $what }
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
month-long-1 = January
month-long-2 = February
month-long-3 = March
month-long-4 = April
month-long-5 = May
month-long-6 = June
month-long-7 = July
month-long-8 = August
month-long-9 = September
month-long-10 = October
month-long-11 = November
month-long-12 = December

# Signs
colon = { ": " }
semicolon = { "; " }
behind-bearer = { " " }
quoted = “{ $text }”

# The question
the-day = The day
the-acts = Acts counted
the-known = Known
acts-any = all on record, later ones too (with hindsight)
acts-that-day = those made by that day (as it stood then, without hindsight)
acts-by = those made by { $day }
known-any = on whatever day they became known
known-by = only what the record knew by { $day } (published or notified)
on-day = On { $day }
with-hindsight = with hindsight (later acts count too)
as-it-stood = as it stood on that day (later acts do not count)
made-by = counting acts made by { $day }
as-known-by = as known by { $day }
no-title = A record without a title
last-act = { $n ->
    [one] 1 act counts; the last one by that day is { $act } ({ $said }).
   *[other] { $n } acts count; the last one by that day is { $act } ({ $said }).
}
no-act-yet = No act had been made by that day.
no-viewpoints = No legal order acts in this record, so there is no viewpoint, and nothing can be said to be in force. Write, for instance: viewpoint PE.TC "As the Tribunal sees it", and under it: prefers PE.TC > PE
viewpoints-intro = { $n ->
    [one] As one authority sees it:
   *[other] The law as each of { $n } authorities sees it; none of them is "the" answer:
}
everybody = everybody
all-alike = All viewpoints above agree on these:

# Sections
head-in-force = WHAT IS IN FORCE, AND WHAT IS NOT
head-statuses = HOW THINGS STAND WITH PEOPLE AND THINGS
nothing-in-force = Nothing on record by that day.
star-note = * On the day itself, before later acts, this looked different: see below.
head-must = WHO MUST DO WHAT BY WHEN
nothing-to-do = Nobody must do anything on that day.
no-such-duty = There is no such duty.
yields-note = "Gives way": in that column a contrary duty ranks higher. "Binds": it must be obeyed. "Overdue": no act in this record performs it; a record may not hold every act.
head-collide = WHERE THE AUTHORITIES COLLIDE
no-collision = Nowhere, as far as the record shows.
head-differ = WHERE HINDSIGHT AND THE DAY ITSELF DIFFER
no-difference = For { $day } itself: no difference.
past-differed = For earlier days, later acts changed the answer:
col-days = on these days
col-then = then
col-now = now
col-that-day = that day
col-hindsight = with hindsight
col-seen-by = seen by
head-fallen = RESTING ON ACTS THAT FELL
relies = ({ $said }) relies on { $on }, which does not stand for { $who }
not-shown = Not shown:
more-parts = { $n ->
    [one] 1 more act
   *[other] { $n } more acts
}
more-statuses = { $n ->
    [one] 1 more status
   *[other] { $n } more statuses
}
more-duties = { $n ->
    [one] 1 more duty
   *[other] { $n } more duties
}
more-collisions = { $n ->
    [one] 1 more collision
   *[other] { $n } more collisions
}
more-changes = { $n ->
    [one] 1 more difference
   *[other] { $n } more differences
}
more-positions = { $n ->
    [one] 1 more position
   *[other] { $n } more positions
}
more-reliances = { $n ->
    [one] 1 more act resting on a fallen one
   *[other] { $n } more acts resting on fallen ones
}
ask-why = The reasons for anything above:
ask-stood = The same day without later acts:

# States
state-in-force = in force
state-stands = stands
state-suspended = suspended
state-annulled = annulled
state-disapplied = disapplied
state-void = void from birth
state-repealed = repealed
state-ended = ended
state-not-yet-in-effect = not yet in effect
state-not-yet-made = not yet made
state-not-on-record = not on record
state-unrecognised = not recognised
state-undetermined = undecided
state-holds = yes
state-does-not-hold = no
state-nothing-on-record = nothing on record
state-done = done
state-not-done = not done
state-binds = binds
state-yields = gives way
state-recommended = recommended
state-dormant = dormant
state-absent = not there
state-pending = still to do
state-performed = done in time
state-late = done late
state-overdue = overdue
state-partly = done in part
state-lifted = lifted
state-observed = observed
state-broken = broken
state-overridden = done while it gave way
state-impossible = no longer possible
state-defeated = made impossible by whoever owes it
state-followed = followed
state-not-followed = not followed
state-kept = kept
state-unkept = not kept
state-collides = collision
state-no-collision = no collision
value-true = yes
value-false = no
value-undetermined = undecided: the record does not settle it
value-contested = contested: viewpoints differ
value-silent = silent: this viewpoint does not recognise the author
value-not-on-record = not on record
value-nothing-on-record = nothing on record

# Reasons, to stand behind a state
reason-unattacked = nobody attacked it
reason-annulled-by = by { $by }
reason-disapplied-by = by { $by }
reason-repealed-by = by { $by }, { $day }
reason-suspended-by = by { $by }
reason-void-under = under { $norm }
reason-attack-fell-by = attack removed by { $by }
reason-attack-suspended-by = attack suspended by { $by }
reason-attack-repealed-by = suspension repealed by { $by }
reason-attack-void = attack void under { $norm }
reason-attack-ended = { $by } reached it until { $day }
reason-attack-not-yet = { $by } reaches it from { $day }
reason-attack-condition = { $by } attacks it on a condition that is not met
reason-restored-by = restored by { $by }
reason-attack-lacks-rank = { $by } attacks it, but ranks too low here
reason-upheld-by = upheld by { $by }
reason-attack-inert = { $by } does not reach it
reason-unrecognised = its author is not recognised
reason-not-on-record = not on record by then
reason-made-on = made { $day }
reason-takes-effect-on = from { $day }
reason-ended-on = until { $day }
reason-yields-to = to { $by }
reason-prevails-over = prevails over { $by }
reason-yields-in-part = yields to { $by }, but only for its bearer
reason-carried-by = by { $by }
reason-cut-by = ended by { $by }
reason-title-annulled-by = what would give it is annulled by { $by }
reason-title-repealed-by = what gave it was repealed by { $by }
reason-title-suspended-by = what would give it is suspended by { $by }
reason-title-void = what would give it is void under { $norm }
reason-title-disapplied-by = what would give it is disapplied by { $by }
reason-title-unrecognised = the author of { $by } is not recognised
reason-norms-unrecognised = norms of { $by } are not recognised
reason-title-not-yet = { $by } gives it from { $day }
reason-title-condition = a condition of what { $by } gives is not met
reason-norm-does-not-apply = { $norm } does not apply to { $by }
reason-read-from = according to the matter { $by }
reason-no-title = nothing gives it
reason-silence = rules take it as no
reason-deed-of = through { $by }
reason-discharged-by = discharged by { $by }
reason-condition-fails = a condition is not met
reason-date-unknown = a date is not known
reason-circle = it depends on itself

# What an act does
doing-begins = begins: { $what }
doing-ends = ends: { $what }
doing-annuls = annuls { $what }
doing-repeals = repeals { $what }
doing-suspends = suspends { $what }
doing-disapplies = disapplies { $what } to { $whom }
disapplied-to = disapplied to { $whom } by { $by }
doing-restores = restores { $what }
doing-upholds = upholds { $what }
doing-discharges = discharges { $what }
doing-discharges-duties-of = discharges duties of { $what }
doing-moves = moves { $what } to { $day }
doing-finds-fulfilled = finds { $what } fulfilled
doing-finds-partly = finds { $what } partly fulfilled
doing-finds-breached = finds { $what } breached
doing-claims-fulfilled = claims { $what } fulfilled
doing-claims-partly = claims { $what } partly fulfilled
doing-claims-breached = claims { $what } breached
doing-finds-breach = finds { $what } in breach of { $norm }
doing-claims-no-power = claims no power of { $what } over { $whom }
doing-supports = supports { $what }
doing-opposes = opposes { $what }
doing-says = takes a position
doing-relies = relies on { $what }
doing-under = { $what } under { $norm }
doing-as-of = { $what } as of { $day }
doing-with-words = { $what } (“{ $text }”)

# Duties
mode-requires = must
mode-forbids = must not
mode-permits = may
mode-urges = should
permission-binds = allowed
must = must
must-not = must not
may = may
must-that = must see to it that
must-not-that = must not bring it about that
may-that = may bring it about that
should = should
should-that = should see to it that
not-phrase = it is not the case that { $what }
by-day = by { $day }
time-year = { $n ->
    [one] { $n } year
   *[other] { $n } years
 }
time-month = { $n ->
    [one] { $n } month
   *[other] { $n } months
 }
time-week = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
 }
time-day = { $n ->
    [one] { $n } day
   *[other] { $n } days
 }
time-and = { " " }and{ " " }
within-of = within { $time } of { $from }
at-once = at once
counted-from-made = its making
counted-from-notified = its notification
counted-from-published = its publication
counted-from-effect = its taking effect
then-every = then every { $every }
by-norm = under { $norm }
triggered-by = triggered by { $act }
for-whom = for { $who }
repeated-by = repeated by { $by }
to-duty = to { $to }
days-left = { $n ->
    [0] (today)
    [one] (1 day left)
   *[other] ({ $n } days left)
}
days-over = { $n ->
    [one] (1 day ago)
   *[other] ({ $n } days ago)
}
done-by = { $act }, { $day }
balance = paid { $paid } of { $owed } ({ $by }); outstanding { $left }
payment-uncertain = perhaps { $act }: { $amount }
found = found { $outcome } by { $by }
claimed = claimed { $outcome } by { $by }
outcome-fulfilled = fulfilled
outcome-partly = partly fulfilled
outcome-breached = breached
no-outcome = nobody has stated an outcome
flag-claimed-only = only claimed
flag-claim-contradicted = claim contradicted by { $by }
flag-claim-opposed = claim opposed by { $by }
flag-claim-confirmed = claim confirmed by { $by }
flag-claim-stale = claim is old since { $day }
flag-performed-unassessed = nobody has assessed it
flag-findings-conflict = findings conflict
aspect-standing = in force
aspect-status = status
aspect-binding = duty
aspect-performance = duty, whether done
aspect-collision = collision

# Collisions
collision-duties = ordered and forbidden
collision-permission = allowed and forbidden
collision-incompatible = two orders that cannot both be carried out
collision-dilemma = ordered and forbidden, and both bind at once
collision-standing = has effect for one, not for another
collision-status = holds for one, not for another
collision-binds = , for { $who }
collision-arose = , { $since }
collision-other-days = {" "}(not on the day asked about)
collision-days = days: { $days }
collision-acts = rests on: { $acts }
collision-done = done by { $act } on { $day }
collision-breaks = a breach of { $duty } for { $who }
side-acts = { $says } – rests on: { $acts }
says-requires = must
says-permits = may
says-forbids = must not
says-yes = yes
says-no = no
prevails-for = prevails for { $who }
prevails-nowhere = prevails for nobody
prevails-neither = undecided or neither: { $who }
prevails-both = both bind, whatever is done breaks one: { $who }

# Options
head-options = What { $who } can do
no-options = No duty in any viewpoint asks anything of it on that day.
if-done = if it does so
if-undone = if it does not
if-so = if it is so
if-not-so = if it is not so
keeps = keeps
breaks = breaks
yielding = gives way:
breaks-abroad = abroad, the State breaches:
no-consequence = nothing follows
dilemma = { $what }: whatever is done breaks something for { $who }

# What if
head-what-if = What would change
no-change = Nothing would change on that day.
without-effect = { $line } has no effect in any viewpoint: { $why }
idle-own-act-begins = { $act } itself begins it
idle-own-act = { $act } itself undoes it
idle-upheld = upheld by { $other }
idle-ended = what { $other } begins has ended by then
idle-norm-gives = { $other } gives it as long as its conditions are met
idle-decided-elsewhere = the matter { $other } decides it
idle-begins-later = { $other } begins it later
idle-nothing-begins = nothing on record begins it
idle-no-power = { $author } prevails over { $over } in none
col-without = without
col-with = with it

# History
life-hindsight = with hindsight
life-stood = as it stood on each day
life-known = as known on each day
life-since = earlier days are left out: too many acts bear on it (from { $day } on)
life-decided = decided by { $acts }
head-touched = WHAT TOUCHED IT
head-positions = POSITIONS TAKEN (THEY DECIDE NOTHING)

# Why
answer = Answer:
stood-otherwise = as it stood on that day:
yes-on = yes: { $days }
date-made = the day of making
date-notified = the day of notification
date-published = the day of publication
date-effective = the day of effect
settled-by = It would be settled by { $which } of { $act }, which is not known ({ $days }).
head-why = WHY, FOR { $who }
decides = ← this decides
deeper = … deeper reasons: --json
left-out = … acts further down that are left out: { $acts }; to see them, ask “{ $ask }”
left-out-here = … more acts that are left out: { $acts }
not-so = not so
not-known = not decided
rank-none = none
rank = rank { $mine }
ranks = rank { $mine } against { $theirs }
said-in = says { $source }
contradicted-in = contradicted by { $source }
node-question = { $what }
node-on-record = { $what } is on record
node-recognised = { $other }, the author of { $what }, is recognised
node-stands = { $what } stands
node-live = { $what } stands and is neither repealed nor suspended { $day }
node-an-order = { $what } is an order: a recommendation never binds
node-can-be-in-force = { $what } can be in force: it rules on something, or a norm gives it consequences
node-taken-effect = { $what } has taken effect { $day }
node-not-ended = { $what } has not ended { $day }
node-not-repealed = { $what } is not repealed
node-not-suspended = { $what } is not suspended
node-not-disapplied = { $what } is not disapplied to { $other }
node-attack = { $what } reaches it: { $effect }
node-in-order = { $what } came after { $other }
node-prevails = { $what } prevails over { $other }
node-blocked = { $what } shields { $other }
node-undone = { $what } undoes it: { $effect }
node-attacker-stands = { $what } itself stands
node-void = under { $norm }, { $what } is void from birth
node-norm = given by { $norm }
node-norm-operative = { $norm } is operative { $day }
node-norms-recognised = the norms of { $other } are recognised
node-enacted = { $what } enacts it, for what is done { $day }
node-reaches-back = its norm reaches back to what was done from { $day } on
node-counts = an act of { $what } counts against what the norms of { $other } give
node-deed = { $what } was done { $day }
node-counts-as = it counts as { $what }: { $norm }
node-status = { $what } holds
node-title = { $what } carries it: { $effect }
node-cut = { $what } ended it: { $effect }
node-duty = { $what } binds
node-yields = it yields to { $other }
node-contrary = { $other } is contrary to it and does not make it yield
node-deadline = the deadline is { $day }
node-performance = { $what }: { $state } { $day }
node-finding = { $what } has the last word: { $effect }
node-claim = { $what }: { $effect }
node-condition = { $what }
node-silence = { $what }; rules take it as no
node-discharge = { $what } discharges it
node-collision = { $what } collides with { $other }
node-copy = { $what } repeats it on its own authority
node-elsewhere = it holds in the matter { $other } (ask why there)
node-see-above = { $what }: see above

# Check
head-sources = SOURCES
verified = { $n ->
    [one] 1 quote or anchor found
   *[other] { $n } quotes and anchors found
} in its text, { $bad } not found
not-at-hand = { $n ->
    [one] The text of 1 cited source is missing (--sources DIR adds texts):
   *[other] The texts of { $n } cited sources are missing (--sources DIR adds texts):
}
unverified = { $n ->
    [one] 1 quote or anchor unverified;
   *[other] { $n } quotes or anchors unverified;
}
paragraphs-cited = cited: paragraphs { $list }
paragraphs-contradicted = contradicted: paragraphs { $list }
paragraphs-untouched = untouched: paragraphs { $list }
checked-acts = { $n ->
    [one] 1 act;
   *[other] { $n } acts;
} files read, packs included: { $files }
expectations = { $n ->
    [one] 1 expectation:
   *[other] { $n } expectations:
}
all-came-true = all came true
came-false = { $n ->
    [0] none failed
   *[other] { $n } did not come true
}
not-understood = { $n } could not be understood
errors = { $n ->
    [one] 1 error
   *[other] { $n } errors
}
warnings = { $n ->
    [one] 1 warning
   *[other] { $n } warnings
}
notes = { $n ->
    [one] 1 note
   *[other] { $n } notes
}
nothing-wrong = nothing wrong

# The picture
arrow-annuls = annuls
arrow-repeals = repeals
arrow-suspends = suspends
arrow-disapplies = disapplies
arrow-restores = restores
arrow-upholds = upholds
arrow-discharges = discharges
arrow-moves = moves the deadline of
arrow-finds = assesses
arrow-claims = makes a claim about
arrow-relies = relies on
works-in = has effect for { $who }
works-nowhere = has effect for nobody
chart-about = { $n ->
    [one] 1 act
   *[other] { $n } acts
} from { $from } to { $until }; the dashed line is { $on }.
chart-scale = Time is stretched where much happens: distances between dots are not lengths of time.
never-in-force = at no time
chart-bars = In force, by viewpoint
chart-left-out = { $n ->
    [one] One more act or status is not drawn.
   *[other] { $n } more acts and statuses are not drawn.
}
due = { $what } is due { $day }
key-takes = annuls, repeals, disapplies
key-halts = suspends
key-gives = restores, upholds
key-speaks = assesses, claims, relies on, moves, discharges
key-in-force = in force, or holds
key-suspended = suspended
key-undetermined = undecided
key-deadline = a deadline
key-void = A pale dashed arrow has effect in no viewpoint.

# Packs
head-packs = AVAILABLE PACKS
head-organs = ORGANS
head-instruments = INSTRUMENTS
head-things = PERSONS AND THINGS
head-pack-statuses = STATUSES
head-deeds = DEEDS
head-norms = NORMS
head-viewpoints = VIEWPOINTS ON OFFER
col-version = version
col-title = title
col-organs = organs
col-norms = norms
col-unverified = unverified
pack-version-is = version { $version }
pack-no-version = without a version
pack-uses = uses { $packs }
pack-unverified = { $n ->
    [0] nothing marked unverified
    [one] 1 mark: unverified
   *[other] { $n } marks: unverified
}
pack-articles = articles { $list }
pack-fact = (a fact: it remains even if its act falls)
pack-elsewhere = (from another pack)
mark-unverified = unverified

# Who
who-all-days = All days
who-as-they-stood = each as it stood on that day (later acts do not count)
who-nobody = Nobody, as far as the record shows.
not-covered = The record does not say that it covers this: others may be missing.
who-it-is = it is so
who-certain = { $n ->
    [0] nobody for certain
    [one] 1 certainly
   *[other] { $n } certainly
}
who-possible = { $n } perhaps
key-yes = it is so
key-alike = A row without viewpoint names is the same in all viewpoints.
