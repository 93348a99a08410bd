"""The cases of the package `datalog-conformance` come in, records with norms come out on standard output.

A predicate is a status, a fact an act's `begins`, a rule a norm that lives day by day: its positive atoms are what it
waits for `while`, its negated ones `not`. Cases that share a program are one record:

    case NAMES                     the cases
    text LINE                      the record, line by line
    relation STATUS | ARGS; ARGS   what the cases say holds
    end
    left NAME | WHY                a case that no norms can say
"""

import importlib.resources
import json
import re
import sys

import yaml

# The one in C reads the longer files in a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Longer records show nothing more.
MOST_FACTS = 2000

ATOM = re.compile(r"\s*(not\s+)?([A-Za-z_]\w*)\s*(?:\(([^()]*)\))?\s*(,|$)", re.S)


class NotNorms(Exception):
    pass


def atoms(body):
    found, at = [], 0
    body = body.strip()
    while at < len(body):
        m = ATOM.match(body, at)
        if not m:
            raise NotNorms("arithmetic or comparison")
        args = [a.strip() for a in m[3].split(",")] if m[3] and m[3].strip() else []
        found.append((bool(m[1]), m[2], args))
        at = m.end()
    return found


def is_variable(arg):
    return not arg.startswith('"') and not re.fullmatch(r"-?\d+", arg)


def needed(program, relations):
    """The rules and facts that some relations hang on: norms that nobody asks for need not be expressible."""
    rules = program.get("rules") or []
    wanted = set(relations)
    while True:
        kept = [r for r in rules if re.match(r"\s*(\w+)", r)[1] in wanted]
        more = wanted.union(*(re.findall(r"(\w+)\s*\(", r.partition(":-")[2]) for r in kept))
        if more == wanted:
            facts = program.get("facts") or {}
            return {"facts": {p: rows for p, rows in facts.items() if p in wanted}, "rules": kept}
        wanted = more


class Record:
    def __init__(self):
        self.predicates, self.things = {}, {}

    def status(self, name, arity):
        return self.predicates.setdefault((name, arity), f"p{len(self.predicates)}")

    def thing(self, value):
        return self.things.setdefault(str(value), f"c{len(self.things)}")

    def call(self, name, args):
        return f"{name}({', '.join(args)})" if args else name

    def term(self, arg, variables):
        if arg.startswith('"') or re.fullmatch(r"-?\d+", arg):
            return self.thing(arg.strip('"'))
        if arg == "_":
            variables.append(arg)
            return f"?w{len(variables)}"
        if not re.fullmatch(r"[A-Za-z_]\w*", arg):
            raise NotNorms("arithmetic or comparison")
        return "?v" + re.sub(r"\W", "", arg).lower() + ("u" if arg[0].isupper() else "")

    def norm(self, number, rule):
        head, _, body = rule.strip().rstrip(".").partition(":-")
        (_, name, args), = atoms(head)
        variables, tests = [], []
        bound = {a for negated, _, given in atoms(body) if not negated for a in given}
        for negated, p, given in atoms(body):
            if negated and any(a not in bound for a in given if is_variable(a)):
                raise NotNorms("a negated atom that leaves an argument open")
            terms = [self.term(a, variables) for a in given]
            tests.append(("not " if negated else "") + self.call(self.status(p, len(given)), terms))
        lines = [f'norm n{number} of O "Rule {number}"']
        if tests:
            lines.append("  while " + " and ".join(tests))
        head = self.call(self.status(name, len(args)), [self.term(a, variables) for a in args])
        return lines + [f"  then begins {head}", ""]

    def text(self, program):
        facts, rules = program.get("facts") or {}, program.get("rules") or []
        begins = [
            "  begins " + self.call(self.status(p, len(row)), [self.thing(v) for v in row])
            for p, rows in facts.items() for row in rows
        ]
        norms = [line for i, rule in enumerate(rules) for line in self.norm(i, rule)]
        things = [f'thing {c} "{re.sub(chr(34), "", v)}"' for v, c in self.things.items()]
        statuses = [
            f"status {s}({', '.join(f'a{i}' for i in range(n))})" if n else f"status {s}"
            for (_, n), s in self.predicates.items()
        ]
        act = ["2020-01-01 facts O.C", *begins, ""] if begins else []
        return ['order O "Order"', 'organ O.C "Court"', *things, *statuses, "", 'viewpoint O "O"', "  prefers O", "",
                *act, *norms]


def cases():
    for file in sorted(importlib.resources.files("datalog_conformance").joinpath("_tests").rglob("*.yaml")):
        document = yaml.load(file.read_text(encoding="utf-8"), LOADER)
        strict_only = "strict_only" in file.parts
        for case in document.get("tests", [document]):
            yield strict_only, case


def main():
    programs = {}
    for strict_only, case in cases():
        name = case["name"]
        if "expect_error" in case:
            print(f"left {name} | a program that must be refused: another language, other errors")
        elif "program" not in case:
            why = "strict rules only: the programs of other cases again" if strict_only else "a defeasible theory"
            print(f"left {name} | {why}")
        else:
            program = needed(case["program"], case["expect"])
            if sum(len(rows) for rows in program["facts"].values()) > MOST_FACTS:
                print(f"left {name} | more than {MOST_FACTS} facts")
                continue
            programs.setdefault(json.dumps(program, sort_keys=True), []).append(case)
    for key, group in programs.items():
        names = " ".join(c["name"] for c in group)
        record = Record()
        try:
            lines = record.text(json.loads(key))
        except NotNorms as why:
            for case in group:
                print(f"left {case['name']} | {why}")
            continue
        print("case", names)
        for line in lines:
            print("text", line)
        for case in group:
            for relation, rows in (case.get("expect") or {}).items():
                arities = {len(r) for r in rows} or {n for (p, n) in record.predicates if p == relation}
                for arity in arities:
                    args = "; ".join(", ".join(record.thing(v) for v in row) for row in rows)
                    print(f"relation {record.status(relation, arity)} | {args}")
        print("end")


sys.exit(main())
