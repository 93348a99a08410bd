# Words of the interface, in English. Keys and their variables are the same in every language; a test holds them together.

# The page
skip = Skip to content
nav-way = Where you are
nav-language = Language
nav-matter = Pages of this matter
also-as = This page as
footer = Derived from the record, for the viewpoints shown. Vigente declares no winner between legal orders.
changed-on-disk = The files have changed on disk.
not-found = Not found
fault = This page could not be made
fault-help = There is a fault in Vigente. Its other pages still work. Please report the fault with the address of this page.
wrong-day = “{ $written }” is not a date: write year-month-day, such as 2023-12-04.

# Matters
matters = Matters
search = Search
search-hint = name, act, source, organ
find = Find
narrow = Narrow the list
facet-state = State or organisation
facet-organ = Organ or person
facet-kind = Kind of collision
facet-viewpoint = Viewpoint
matters-found = { $n ->
    [one] 1 matter
   *[other] { $n } matters
}
matters-unread = { $n ->
    [one] 1 more is being read
   *[other] { $n } more are being read
}
found-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
found-act = act
found-organ = organ
found-person = person
found-thing = thing
found-status = status
found-source = source
nav-pages = Pages of the list
page-before = Previous
page-after = Next
range = { $first } to { $last }
no-matter = No matter, act, source or organ has this name.
open-collisions = { $n ->
    [one] 1 open collision
   *[other] { $n } open collisions
}
duties-due = { $n ->
    [one] 1 duty due
   *[other] { $n } duties due
}
duties-overdue = { $n ->
    [one] 1 duty overdue
   *[other] { $n } duties overdue
}
next-deadline = next deadline { $day }
last-act = Last act
acts-on-record = { $n ->
    [one] 1 act on record
   *[other] { $n } acts on record
}
errors-in-texts = { $n ->
    [one] 1 error in the texts: what depends on it is left out
   *[other] { $n } errors in the texts: what depends on them is left out
}

# Tabs
tab-matter = Overview
tab-collisions = Collisions
tab-duties = Duties
tab-who = Who
tab-sources = Sources
tab-what-if = What if
tab-text = Text
tab-check = Check

# The day
choose-day = Choose the day
day = Day
known-by = Known by
stood = As it stood that day
viewpoints = Viewpoints
show = Show
slider = Go through the days on which something changes
slider-about = Arrow keys go from change to change, Home and End to the first and the last.
change-before = Change before
change-after = Next change
on-the-day = On { $day }
nothing-changes = This answer holds { $days }.
to-timeline = to the timeline
timeline = Timeline
timeline-hint = One lane for each authority, the highest first. Each dot is an act and links to its page. The bars below show what is in force in which viewpoint.
timeline-file = The picture is large: open it separately

# The columns
head-collide = Where authorities collide
head-must = Who must do what by when
head-in-force = What is in force, and what is not
head-statuses = How things stand with people and things
head-hindsight = Where hindsight and the day itself differ
head-past = Answers of earlier days that are different with hindsight: { $n }
head-resting = Resting on acts that fell
col-duty = Duty
col-act = Act
col-status = Status
col-what = What
col-whose = Viewpoint
col-answer = Answer
col-that-day = That day
col-hindsight = With hindsight
col-days = On these days
col-then = Then
col-does = What it does
col-because = Because
col-before = Before
col-after = Now
col-prevails = Who prevails
why-this = Why?
differs = viewpoints differ
joined = collision { $n }
stood-then = that day: { $state }
stood-hint = As it stood on the day itself, before later acts
more-items = { $n ->
    [one] 1 more item: show everything
   *[other] { $n } more items: show everything
}

# An act
day-made = Made
day-notified = Notified
day-published = Published
day-effective = In effect from
day-known = Known from
refs = Facts
why-in-force = Is it in force, and why?
unverified = Not verified
other-reading = Another reading of “{ $what }”: { $day }.
parts = Parts
head-life = Its history, by viewpoint
stood-alike = As it stood on each day: the same.
head-touched = Acts that touch it
head-positions = Positions taken (they decide nothing)
head-cites = Its sources
head-written = Its text in the record
contradicts = says otherwise:
no-act = There is no act, part, status or duty called “{ $name }”.

# Why
why = Why?
why-for = Why – { $who }
sign-yes = Yes:
sign-no = No:
sign-open = Undecided:
decides = this decides
question = Question
ask = Ask
ask-another = Ask something else
ask-something = the question is missing: ?q=…
ask-hint = A name with a state (NAME in force, NAME binds), a status such as party(PE, ACHR), or somebody must do something (PE must release(X)).

# Collisions
other-days = On other days
perhaps-now = perhaps on this day
against = against
no-such-collision = The record has no such collision, as asked: “{ $name }”.
binds-whom = Whom it concerns:
dilemma-within = Any course of action breaches something for { $who }.
repeated-by = repeated by
head-prevails = Who prevails for whom
nobody-prevails = neither
head-options = What { $who } could do on { $day }
other-options = { $n ->
    [one] { $n } other deed that a duty requires or forbids
   *[other] { $n } other deeds that duties require or forbid
}
head-rests-on = The acts it rests on

# Duties
any = any
bearer = Bearer
authority = Authority
state = State
claims = Claims and findings
claims-claimed = only claimed
claims-contradicted = contradicted by a finding
claims-opposed = opposed
claims-confirmed = confirmed by a finding
claims-stale = claimed long ago
claims-unassessed = not assessed
claims-conflict = findings conflict
due-before = Due before
since = Changed since
clear = Clear
shown-of = { $shown } of { $all } duties
changed-since = Answers that changed since { $day }
nothing-changed = No answer changed.
changes-n = { $n ->
    [one] 1 answer changed
   *[other] { $n } answers changed
}

all-duties-title = Duties of all matters
all-duties = All duties
calendar = Calendar of these deadlines
all-duties-since = The answer given on that day, with the acts made by then, beside today’s answer.
col-matter = Matter
col-deadline = Deadline

# Sources
col-source = Source
col-text = Text
col-cited = Cited
col-verified = Quotes
col-paragraphs = Paragraphs cited
at-hand = available
not-at-hand = not available
verified-n = { $n ->
    [one] 1 found
   *[other] { $n } found
}
failed-n = { $n ->
    [one] 1 not found
   *[other] { $n } not found
}
no-source = There is no source called “{ $name }”.
reader-hint = The record quotes the marked passages. Beside each passage is what rests on it. Select words to quote them.
uncited-n = { $n ->
    [one] 1 paragraph is not cited.
   *[other] { $n } paragraphs are not cited.
}
uncited = not cited
remark = Remark
contradicted-by = contradicted by
quote-missing = quote not found:
quote-this = Quote this
text-not-at-hand = The text of this source is not available. Put it into the folder of the record and name it there: file "sources/name.txt".
cited-elsewhere = Cited without a passage
cited-by = Cited by

# Check
error = error
warning = warning
note = note
errors-n = { $n ->
    [0] no errors
    [one] 1 error
   *[other] { $n } errors
}
warnings-n = { $n ->
    [0] no warnings
    [one] 1 warning
   *[other] { $n } warnings
}
notes-n = { $n ->
    [one] Also show 1 note
   *[other] Also show { $n } notes
}
expected-n = { $n ->
    [one] 1 expectation came true
   *[other] { $n } expectations came true
}
unexpected-n = { $n ->
    [one] 1 did not
   *[other] { $n } did not
}
expectations = Expectations
came-true = came true
came-false = did not come true

# Text and forms
file = File
save = Save
lay-out = Format
saved = Saved to { $file }.
text-hint = Each entry begins at the start of a line; its details are indented below it. Problems are listed below as you write. Nothing is saved until you save it.
diagnostics = Problems
no-diagnostics = No problems in this file.
at-line = line { $line }
read-only = This application was started read-only: nothing can be saved.
conflict = The file changed on disk meanwhile. Nothing of either text is lost: put together what should stand, and save.
mine = Your text
theirs = The text on disk now
add-to-record = Add to the record
add-act = An act
add-duty = A duty
add-finding = A finding
add-source = A source
f-day = Day
f-name = Name in the record (small letters, digits, hyphens)
f-author = Made by
f-title = Title of the document
f-notified = Notified on
f-published = Published on
f-effects = What it does, one effect per line
f-note = Remark
f-mode = Kind of duty
f-bearer = Who must do it
f-deed = What is to be done, such as report(IA.Court)
f-by = Deadline
f-label = Name of this part of the act
f-duty = Which duty
f-outcome = Outcome
f-as-of = As of
f-source = Source
f-pin = Place in the source, such as para.3
f-quote = Quote, in the language of the source
f-language = Language (two letters)
f-text-file = File with its text, inside the dossier
f-url = Address
write = Save
preview = Preview
as-written = As it will be saved
no-place = Nothing can be written to “{ $file }”: it must be a .vig file inside this matter's folder.
name-character = A new file cannot be called “{ $file }”: the character { $character } is invisible or not allowed on every system.
name-ends = A new file cannot be called “{ $file }”: its name begins or ends with a dot or a space.
name-device = A new file cannot be called “{ $file }”: Windows reserves this name for a device.
name-clash = A new file cannot be called “{ $file }”: some systems take it for “{ $other }”, which is there already.
disk-refused = { $file } was not written: { $why }.
gone = { $file } was deleted meanwhile. Your text is still here. You can create the file again.
create-again = Create the file again
not-text = { $file } is not UTF-8 text, so it stays as it is. Convert it to UTF-8 with another program first.
overwritten = Another text of this file is kept at { $path }. Another program wrote it at the moment of a save, or a save was interrupted. Copy what you need, then delete it there.
resend-title = Not sent yet
resend-why = The application was started again while your page was open, so nothing has been written. What you wrote is still here. Send it again to go on.
resend = Send again

# Who
who-title = Who, and when
who-over = Over
who-all = all days
who-day = the chosen day
who-examples = Questions that this record answers
who-bars = Over the years
who-hint = A status or a deed with variables, such as party(?state, ACHR); or: somebody must report(?to).

# What if
what-if-hint = Write an act as in a record. Nothing is saved until you keep it. A semicolon begins a new line.
act-text = The act
try = Try
keep = Keep: save it in the record
drop = Drop
would-change = What would change
not-understood = The act cannot be understood:

# The copy
copied = A copy made on { $day }. It shows the answers of every day, and nothing can be changed in it.
