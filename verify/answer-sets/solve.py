"""Programs come in on standard input, the values of their propositions go out on standard output.

A program is lines up to one that says `%end`. Its answer is lines up to `%end`:
    row NAME|VALUES             a proposition
    block N|NAME|WORD|VALUES    a proposition of the Nth thing called NAME
    fault TEXT                  not exactly one answer set, or a proposition that no rule defines
VALUES are `DAY:V`, V one of F, U, T, from that day on.

Each program is solved twice over: what holds, and from that what became of duties. Each time exactly one answer set is
asked for, by looking for a second one.
"""

import io
import sys
import clingo
from clingo import Function, Number, SymbolType


class Terms:
    """What the rules ask of terms: the arguments of a tuple, the quantity of a deed, the next day."""

    def each(self, tuple_):
        return list(tuple_.arguments)

    def amount(self, deed):
        for a in deed.arguments[1].arguments:
            if a.type == SymbolType.Function and a.name == "amount":
                return a.arguments[0]
        return Number(1)

    def quantity(self, deed):
        args = deed.arguments[1].arguments
        return Number(int(any(a.type == SymbolType.Function and a.name == "amount" for a in args)))

    def key(self, deed):
        """The deed without its amounts: two deeds of a quantity match whatever the amount."""
        def unit(a):
            if a.type == SymbolType.Function and a.name == "amount":
                return Function("amount", [a.arguments[1]])
            return a
        args = [unit(a) for a in deed.arguments[1].arguments]
        return Function("s", [deed.arguments[0], Function("", args)])

    def worth(self, deed, amount):
        """The deed, of another amount."""
        def other(a):
            return amount if a.type == SymbolType.Function and a.name == "amount" else a
        args = [other(a) for a in deed.arguments[1].arguments]
        return Function("s", [deed.arguments[0], Function("", args)])

    def next(self, day):
        return Number(day.number + 1) if day.type == SymbolType.Number else day


def argument(a):
    if a.type == SymbolType.String:
        return a.string
    unit = a.arguments[1]
    return f"{a.arguments[0].number}c{unit.string if unit.type == SymbolType.String else ''}"


def call(s):
    name, args = s.arguments
    args = ", ".join(argument(a) for a in args.arguments)
    return f"{name.string}({args})" if args else name.string


def through(deed):
    """The norms that make a deed count as another, the first one first."""
    if deed.name != "via":
        return ""
    norm, _, _, before = deed.arguments[0].arguments
    return through(before) + f" through {norm.string}"


class Names:
    """Names of duties need to know who carries an instance and what it says."""

    def __init__(self, atoms):
        self.carrier = {a[0]: a[1].string for a in atoms("carrier", 2)}
        self.effect = {a[0]: a[1].number for a in atoms("effect", 3)}
        self.what = {a[0]: a[1] for a in atoms("what", 2)}

    def duty(self, i):
        mode, bearer, content = self.what[i].arguments
        root, copy = i, ""
        while root.name == "copy":
            root, copy = root.arguments[0], " copied"
        norm = f" by {root.arguments[0].string}" if root.name in ("given", "daily") else ""
        part = self.carrier.get(i, "day by day")
        word = {"to": "to ", "that": "that ", "that_not": "that not "}[content.name]
        says = word + call(content.arguments[0])
        return f"duty {part}#{self.effect[i]}{norm}{copy} {mode.name} ({argument(bearer)}) {says}"


class Rows:
    def __init__(self, out):
        self.out, self.numbers, self.names = out, {}, None

    def put(self, thing, word, values):
        """`values` are pairs of a day and one of F, U, T, by day."""
        if all(v == "F" for _, v in values):
            return
        shown = " ".join(f"{d}:{v}" for i, (d, v) in enumerate(values) if i == 0 or values[i - 1][1] != v)
        kind = thing.name
        if kind == "part":
            print(f"row {word} {thing.arguments[0].string}|{shown}", file=self.out)
        elif kind == "status":
            print(f"row {word} {call(thing.arguments[0])}|{shown}", file=self.out)
        else:
            number = self.numbers.setdefault(thing, len(self.numbers))
            if kind == "deed":
                part, deed, chain = thing.arguments
                name = f"happened {part.string} {call(deed)}{through(chain)}"
            else:
                name = self.names.duty(thing.arguments[0])
            print(f"block {number}|{name}|{word}|{shown}", file=self.out)


def word_of(symbol):
    if symbol.type == SymbolType.String:
        return symbol.string
    if symbol.arguments and symbol.arguments[0].type == SymbolType.Number:
        return f"{symbol.arguments[0].number} {symbol.arguments[1].name}"
    if symbol.arguments:
        return f"{symbol.name} {symbol.arguments[0].string}"
    return symbol.name


def only_answer(ctl, fault, atoms=False):
    found = []
    symbols = lambda m: m.symbols(atoms=True) if atoms else m.symbols(shown=True)
    ctl.solve(on_model=lambda m: found.append(symbols(m)) if not found else found.append(None))
    if len(found) == 1:
        return found[0]
    fault("no answer set" if not found else "more than one answer set")
    return None


ROUNDS = 400


def solve(rules, program, out):
    """In rounds, while conditions ask what became of duties: from knowing nothing of it, until nothing new is learnt."""
    was = {}
    for _ in range(ROUNDS):
        shown = io.StringIO()
        facts = "".join(f"known_was({q},{d},{v}).\n" for (q, d), v in was.items())
        known = solve_once(rules, program + facts, shown)
        if known is None or known == was:
            out.write(shown.getvalue())
            return
        was = known
    print("fault the states of duties do not settle", file=out)


def solve_once(rules, program, out):
    """Solves both programs; what became of duties by the day before, where something asks; none if it is of no use."""
    def fault(text):
        print(f"fault {text}", file=out)

    notes = []
    ctl = clingo.Control(["--models=2", "--warn=no-atom-undefined"], logger=lambda code, text: notes.append(text))
    try:
        for text in rules:
            ctl.add("base", [], text)
        ctl.add("base", [], program)
        ctl.ground([("base", [])], context=Terms())
    except RuntimeError as e:
        fault(f"{e} {' '.join(notes)}".replace("\n", " "))
        return
    shown = only_answer(ctl, fault)
    if shown is None:
        return
    for note in notes:
        fault(note.replace("\n", " "))
    days = sorted(a.symbol.arguments[0].number for a in ctl.symbolic_atoms.by_signature("day", 1))
    rows, asked, timely, truth = [], set(), set(), {}
    for a in shown:
        name, args = a.name, a.arguments
        if name == "true" or name == "false":
            truth[args[0], args[1]] = "T" if name == "true" else "F"
        elif name == "row":
            rows.append(args)
        elif name == "demand":
            asked.add(args[1])
        elif name == "timely":
            timely.add(args[0])
        else:
            fault(f"no rule defines {args[0]}")
    once = Function("once")

    def values(x):
        if x in timely:
            return [(days[0], truth.get((x, once), "U"))]
        return [(d, truth.get((x, Number(d)), "U")) for d in days]

    put = Rows(out)
    if any(r[0].name == "duty" for r in rows):
        put.names = Names(lambda name, n: (a.symbol.arguments for a in ctl.symbolic_atoms.by_signature(name, n)))
    told = {}
    for thing, word, x in sorted(rows, key=str):
        told[thing, word_of(word)] = values(x)
        put.put(thing, word_of(word), told[thing, word_of(word)])
    if asked:
        for row, values_of in performance(ctl, asked, timely, truth, days, put, fault).items():
            told[row] = values_of
    atoms = lambda name, n: [a.symbol.arguments for a in ctl.symbolic_atoms.by_signature(name, n)]
    states = {q: word.string for q, word in atoms("asked_state", 2)}
    if not states:
        return None
    duties = {q: [] for q in states}
    for q, i in atoms("of_question", 2):
        duties[q].append(i)
    past = Past(put.names, told)
    return {(q, d): past.was(duties[q], states[q], d - 1 if d > days[0] else d) for q in states for d in days}


class Past:
    """What became of duties (section 9, "States of duties"): 0, 1 or 2."""

    def __init__(self, names, told):
        self.names = names
        self.told = {row: {d: "FUT".index(v) for d, v in values} for row, values in told.items()}

    def at(self, i, word, day):
        values = self.told.get((Function("duty", [i]), word))
        if not values:
            return 0
        return values[max((d for d in values if d <= day), default=min(values))]

    def was(self, duties, state, day):
        every = state in ("performed", "observed", "kept", "followed")
        values = [v for v in (self.of(i, state, day) for i in duties) if v is not None]
        return min(values, default=0) if every else max(values, default=0)

    def of(self, i, state, day):
        mode, _, content = self.names.what[i].arguments
        mode, that = mode.name, content.name != "to"
        at = lambda word: self.at(i, word, day)
        if state == "binds":
            return at("binds")
        if state == "yields":
            return min(at("yields"), at("exists"))
        if mode == "permits":
            return None
        if state.startswith(("assessed", "claimed")):
            return at(state)
        there = lambda: max((v for d, v in self.told.get((Function("duty", [i]), "there"), {}).items() if d <= day), default=0)
        if that:
            if state == "pending":
                return min(at("there"), 2 - at("kept"), 2 - at("unkept"))
            if (mode, state) in (("urges", "followed"), ("requires", "kept")):
                return at("kept")
            if (mode, state) == ("requires", "unkept"):
                return at("unkept")
            return min(there(), 2 - at("there")) if (mode, state) == ("requires", "lifted") else None
        if mode == "forbids":
            if state in ("broken", "overridden"):
                return at(state)
            if state == "observed":
                return min(there(), 2 - at("broken"), 2 - at("overridden"), 2 - at("assessed Breached"))
            return min(there(), 2 - at("there"), 2 - at("broken")) if state == "lifted" else None
        occurrences = [k for k in range(1000) if (Function("duty", [i]), f"{k} opened") in self.told]
        some = lambda word: max((at(f"{k} {word}") for k in occurrences), default=0)
        if state in ("pending", "partly", "impossible"):
            return some(state)
        if mode == "urges":
            return some("served") if state == "followed" else None
        if state in ("overdue", "late", "lifted", "defeated"):
            return some(state)
        if state == "performed":
            done = [min(at(f"{k} served"), 2 - at(f"{k} late")) for k in occurrences]
            opened = [max(2 - at(f"{k} opened"), v) for k, v in zip(occurrences, done)]
            return min(max(done, default=0), min(opened, default=2))
        return None


BEGINNING, NEVER = float("-inf"), float("inf")


def number_of(symbol):
    """A day; the ends of time are infinite."""
    return {SymbolType.Infimum: BEGINNING, SymbolType.Supremum: NEVER}.get(symbol.type) or symbol.number


def certainly(made, reached):
    """`m >= X` on every day that m may be: 0, 1 or 2."""
    if made[0] >= reached[1] and reached[1] != NEVER:
        return 2
    return 0 if made[1] < reached[0] or reached[0] == NEVER else 1


class Debts:
    """Allocates payments to debts that compete for them (section 9, "Debts")."""

    def __init__(self, atoms):
        found = {}
        for a in atoms:
            found.setdefault(a.name, []).append(a.arguments)
        get = lambda name: found.get(name, [])
        debts = [i for i, in get("debt")]
        self.target = {i: a.number for i, a in get("target")}
        self.place = {i: tuple(n.number for n in p.arguments) for i, p in get("debt_place")}
        self.recurs = {i for i, in get("recurs")}
        made = {e: (number_of(l), number_of(h)) for e, l, h in get("made_line")}
        rank = {(w.name, e): r.number for w, e, r in get("rank")}
        brings = {(i, e): a.number for i, e, a in get("brings")}
        serves = {tuple(x.arguments): v.number for x, _, v in get("given") if x.name == "serves"}
        # By debt: line, value, days, amount.
        self.paid = {i: {} for i in debts}
        for (i, e), v in serves.items():
            if i in self.paid and v:
                self.paid[i][e] = v, brings[i, e]
        self.made, self.rank = made, rank
        self.known = {(i, k.number) for i, k in get("occurrence")}
        self.opens = {(i, k.number): (number_of(l), number_of(h)) for i, k, l, h in get("opens")}
        self.deadline = {}
        for i, k, s, l, h in get("deadline"):
            self.deadline.setdefault((i, k.number), []).append((number_of(s), (number_of(l), number_of(h))))
        twins = {}
        for i, j in get("repeats"):
            twins.setdefault(i, set()).add(j)
        self.twins = {i: min(twins.get(i, set()) & set(debts) | {i}) for i in debts}
        self.occurrences = {i: sorted(k for j, k in self.known if j == i) for i in debts}

    def groups(self):
        """Debts that share payments or repeat each other, where more than one claim competes."""
        todo, out = set(self.paid), []
        while todo:
            group, new = set(), {min(todo)}
            while new:
                group |= new
                new = {j for j in todo - group for i in new
                       if self.twins[i] == self.twins[j] or self.paid[i].keys() & self.paid[j].keys()}
            todo -= group
            if len({self.twins[i] for i in group}) > 1:
                out.append(sorted(group))
        return out

    def deadline_on(self, i, k, day):
        return max((s, l) for s, l in self.deadline[i, k] if s <= day)[1]

    def allocate(self, group):
        """By run, debt and occurrence: the days on which something was first filled, and on which it was full."""
        lines = sorted({e for i in group for e in self.paid[i]}, key=lambda e: self.rank["possible", e])
        left = {(i, k): self.target[i] for i in group for k in self.occurrences[i]}
        first, full = {}, {}
        while lines and self.pay(group, lines, left, first, full):
            lines.pop(0)
        for i in group:
            for run, end in ("certain", 1), ("possible", 0):
                then = {k: {"filled": first[i, k][end]} for k in self.occurrences[i] if (i, k) in first}
                for k in self.occurrences[i]:
                    if (i, k) in full:
                        then[k]["served"] = full[i, k][end]
                (self.least if run == "certain" else self.most)(group, i, lines, left, then)
                for k, days in then.items():
                    for word, day in days.items():
                        yield run, i, k, word, day

    def pay(self, group, lines, left, first_of, full):
        line = lines[0]
        made = self.made[line]
        if any(self.made[e][0] < made[1] for e in lines[1:]):
            return False
        claims, amount = {}, 0
        for i in group:
            if line not in self.paid[i]:
                continue
            sure, brings = self.paid[i][line]
            for k in self.occurrences[i]:
                opened = certainly(made, self.opens[i, k])
                if left[i, k] <= 0 or opened == 0:
                    continue
                due, then = self.deadline_on(i, k, made[0]), self.deadline_on(i, k, made[1])
                if due != then or opened == 1 or sure == 1:
                    return False
                amount = max(amount, brings)
                so = 2 if due == (NEVER, NEVER) else certainly(made, due)
                due = (BEGINNING, BEGINNING) if due == (NEVER, NEVER) else due
                claims.setdefault((self.twins[i], k), []).append((i, k, so, due, self.opens[i, k]))
        order = []
        for (twin, k), members in claims.items():
            def soonest(n):
                return min(m[n][0] for m in members), min(m[n][1] for m in members)
            order.append((twin, k, members, max(m[2] for m in members), soonest(3), soonest(4),
                          min(self.place[m[0]] for m in members)))
        def sooner(x, y):
            if x[1] < y[0]:
                return 2
            if y[1] < x[0]:
                return 0
            return None if x == y and x[0] == x[1] else 1
        def goes_first(a, b):
            if 1 in (a[3], b[3]):
                return 1
            if a[3] != b[3]:
                return a[3]
            for n in ([5, 4] if a[3] == 2 else [4, 5]):
                if (so := sooner(a[n], b[n])) is not None:
                    return so
            x, y = (a[6], a[1]), (b[6], b[1])
            return 2 if x < y else 0 if x > y else 1
        rest, parts = amount, []
        while rest > 0 and order:
            first = [a for a in order if all(goes_first(a, b) == 2 for b in order if b is not a)]
            if not first:
                return False
            order.remove(first[0])
            taken = 0
            for i, k, *_ in first[0][2]:
                part = min(rest, left[i, k], self.paid[i][line][1])
                parts.append((i, k, part))
                taken = max(taken, part)
            rest -= taken
        for i, k, part in parts:
            if part > 0:
                left[i, k] -= part
                first_of.setdefault((i, k), made)
                if left[i, k] == 0:
                    full[i, k] = made
        return True

    def most(self, group, i, lines, left, then):
        """All that is left, as though nobody competed."""
        left = {k: left[i, k] for k in self.occurrences[i]}
        for e in lines:
            if e not in self.paid[i]:
                continue
            day, amount = self.made[e][0], self.paid[i][e][1]
            for k in self.occurrences[i]:
                if amount > 0 and left[k] > 0 and self.opens[i, k][0] <= day:
                    part = min(amount, left[k])
                    amount -= part
                    left[k] -= part
                    then.setdefault(k, {}).setdefault("filled", day)
                    if left[k] == 0:
                        then[k]["served"] = day

    def least(self, group, i, lines, left, then):
        """What competitors can never take."""
        if i in self.recurs or left[i, 0] <= 0:
            return
        total = 0
        mine = [e for e in lines if e in self.paid[i]]
        for e in sorted(mine, key=lambda e: self.rank["certain", e]):
            if self.paid[i][e][0] != 2 or self.made[e][0] < self.opens[i, 0][1]:
                continue
            day = self.made[e][1]
            total += self.paid[i][e][1]
            taken = sum(max(left[j, k], 0) for j in group if self.twins[j] != self.twins[i]
                        and any(f in self.paid[j] and self.made[f][0] <= day for f in mine)
                        for k in self.occurrences[j] if self.opens[j, k][0] <= day)
            if total > taken:
                days = then.setdefault(0, {})
                days.setdefault("filled", day)
                if total - taken >= left[i, 0]:
                    days["served"] = day
                    return


def performance(ctl, asked, timely, truth, days, put, fault):
    number = {"F": 0, "U": 1, "T": 2}
    with ctl.backend() as backend:
        for x in sorted(asked):
            for d in [Function("once")] if x in timely else [Number(d) for d in days]:
                value = Number(number[truth.get((x, d), "U")])
                backend.add_rule([backend.add_atom(Function("given", [x, d, value]))])
    ctl.ground([("schedule", [])], context=Terms())
    schedule = only_answer(ctl, fault, atoms=True)
    debts = Debts(schedule or [])
    with ctl.backend() as backend:
        for group in debts.groups():
            for i in group:
                backend.add_rule([backend.add_atom(Function("competes", [i]))])
            for run, i, k, word, day in debts.allocate(group):
                fact = Function("allocated", [Function(run), i, Number(k), Function(word), Number(day)])
                backend.add_rule([backend.add_atom(fact)])
    ctl.ground([("performance", [])], context=Terms())
    shown = only_answer(ctl, fault)
    found = {}
    for a in shown or []:
        if a.name == "result":
            thing, word, day, value = a.arguments
            found.setdefault((thing, word), []).append((day.number, "FUT"[value.number]))
    told = {(thing, word_of(word)): sorted(values) for (thing, word), values in found.items()}
    for (thing, word), values in sorted(told.items(), key=str):
        put.put(thing, word, values)
    return told


def main():
    rules = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            rules.append(file.read())
    program = []
    for line in sys.stdin:
        if line.strip() == "%end":
            solve(rules, "".join(program), sys.stdout)
            print("%end", flush=True)
            program = []
        else:
            program.append(line)


main()
