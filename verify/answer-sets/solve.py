"""Programs come in on standard input, the values of their propositions go out on standard output.

A program is lines up to one that says `%end`. Its answer is lines up to `%end`:
    row NAME|VALUES             a proposition
    block N|NAME|WORD|VALUES    a proposition of the Nth thing called NAME
    fault TEXT                  not exactly one answer set, or a proposition that no rule defines
VALUES are `DAY:V`, V one of F, U, T, from that day on.

Each program is solved twice over: what holds, and from that what became of duties. Each time exactly one answer set is
asked for, by looking for a second one.
"""

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


def only_answer(ctl, fault):
    found = []
    ctl.solve(on_model=lambda m: found.append(m.symbols(shown=True)) if not found else found.append(None))
    if len(found) == 1:
        return found[0]
    fault("no answer set" if not found else "more than one answer set")
    return None


def solve(rules, program, out):
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
    for thing, word, x in sorted(rows, key=str):
        put.put(thing, word_of(word), values(x))
    if asked:
        performance(ctl, asked, timely, truth, days, put, fault)


def performance(ctl, asked, timely, truth, days, put, fault):
    number = {"F": 0, "U": 1, "T": 2}
    with ctl.backend() as backend:
        for x in sorted(asked):
            for d in [Function("once")] if x in timely else [Number(d) for d in days]:
                value = Number(number[truth.get((x, d), "U")])
                backend.add_rule([backend.add_atom(Function("given", [x, d, value]))])
    ctl.ground([("performance", [])], context=Terms())
    shown = only_answer(ctl, fault)
    found = {}
    for a in shown or []:
        if a.name == "result":
            thing, word, day, value = a.arguments
            found.setdefault((thing, word), []).append((day.number, "FUT"[value.number]))
    for (thing, word), values in sorted(found.items(), key=str):
        put.put(thing, word_of(word), sorted(values))


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
