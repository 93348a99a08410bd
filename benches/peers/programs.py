"""A folder that `workloads write` made goes in; a program for each engine comes out, in our own words.

Each function gives the path of the program, or a string that says why the engine cannot say the workload.
Acts, parts and literals are numbers everywhere; `names.txt` has their names.
"""
import os, re

# Languages without negation through recursion get a round for each depth, up to this one.
DEEPEST = 64


class Facts:
    """The facts of a workload as numbers."""

    def __init__(self, folder):
        self.folder = folder
        rows = lambda name, by=None: [line.split(by) for line in open(os.path.join(folder, name))]
        has = lambda name: os.path.exists(os.path.join(folder, name))
        numbers = lambda name: [tuple(map(int, row)) for row in rows(name)] if has(name) else []
        self.kind = ("theory" if has("rules.txt") else "questions" if has("questions.txt") else "registry" if has("parts.txt")
                     else "annulments")
        self.annuls, self.upholds, self.parts = numbers("annuls.txt"), numbers("upholds.txt"), numbers("parts.txt")
        self.recognised, self.prevails = numbers("recognised.txt"), numbers("prevails.txt")
        # Viewpoint, part, the day, made by, known by.
        self.questions = [tuple(map(int, row[:5])) for row in rows("questions.txt")] if has("questions.txt") else []
        self.count = len(self.parts) or sum(1 for _ in open(os.path.join(folder, "names.txt")))
        self.rules = []
        if self.kind == "theory":
            ints = lambda text: list(map(int, text.split()))
            self.rules = [(int(h), ints(b), ints(u)) for h, b, u in rows("rules.txt", "|")]

    def write(self, ending, *texts):
        path = os.path.join(self.folder, "program." + ending)
        with open(path, "w") as f:
            f.writelines(texts)
        return path

    def write_nemo(self, texts):
        """Facts go into a file for each predicate: read as a program, they would take Nemo most of its time."""
        facts, rules = {}, []
        for line in "".join(texts).split("\n"):
            if told := re.fullmatch(r"(\w+)\(([-0-9, ]+)\) \.", line):
                facts.setdefault(told[1], []).append(told[2].replace(" ", "") + "\n")
            else:
                rules.append(line + "\n")
        path = lambda name: os.path.join(self.folder, f"nemo-{name}.csv")
        for name, lines in facts.items():
            with open(path(name), "w") as f:
                f.writelines(lines)
        return self.write("rls", *(f'@import {name} :- csv {{ resource = "{path(name)}" }} .\n' for name in facts), *rules)

    def depths(self):
        """By act or literal: the longest chain of what it hangs on."""
        if self.parts:
            return [part[2] for part in self.parts]
        on = [[] for _ in range(self.count)]
        for a, b in self.annuls:
            on[b].append(a)
        for head, body, unless in self.rules:
            on[head] += body + unless
        depths = [-1] * self.count
        for start in range(self.count):
            stack = [start]
            while stack:
                x = stack[-1]
                todo = [y for y in on[x] if depths[y] < 0]
                stack += todo
                if not todo:
                    depths[x] = max((depths[y] + 1 for y in on[x]), default=0)
                    stack.pop()
        return depths


def clingo(f):
    if f.kind == "theory":
        one = lambda h, b, u: f"p({h}) :- {', '.join([f'p({x})' for x in b] + [f'not p({x})' for x in u])}.\n"
        return f.write("lp", *(one(*r) if r[1] or r[2] else f"p({r[0]}).\n" for r in f.rules), "#show p/1.\n")
    edges = [f"annuls({a},{b}).\n" for a, b in f.annuls]
    if f.kind == "annulments":
        rules = "fallen(X) :- annuls(Y,X), stands(Y).\nstands(X) :- act(X), not fallen(X).\n#show stands/1.\n"
        return f.write("lp", f"act(0..{f.count - 1}).\n", *edges, rules)
    upholds = [f"upholds({a},{b}).\n" for a, b in f.upholds]
    if f.kind == "questions":
        # Each question is about the acts that bear on its part, as far as they count: the rest is not looked at.
        return f.write("lp", *registry_facts(f), *question_facts(f), *edges, *upholds, """
needs(Q,P) :- question(Q,_,P,_,_,_).
needs(Q,C) :- needs(Q,P), annuls(C,P).
needs(Q,S) :- needs(Q,P), upholds(S,P).
counts(Q,V,P,A,I) :- needs(Q,P), question(Q,V,_,_,M,K), days(P,D,E,_), D <= M, E <= K, part(P,A,I).
supports(Q,S,P) :- upholds(S,P), counts(Q,_,S,_,_), counts(Q,_,P,_,_).
supports(Q,S,P) :- annuls(S,C), annuls(C,P), counts(Q,_,S,_,_), counts(Q,_,C,_,_), counts(Q,_,P,_,_).
may_hit(Q,C,P) :- annuls(C,P), counts(Q,V,C,A,_), counts(Q,V,P,B,_), prevails(V,A,B).
may_block(Q,C,S,P) :- may_hit(Q,C,P), supports(Q,S,P), counts(Q,V,C,A,J), counts(Q,V,S,D,I), I < J, recognised(V,D), not prevails(V,A,D).
blocked(Q,C,P) :- may_block(Q,C,S,P), stands(Q,S).
hit(Q,P) :- may_hit(Q,C,P), stands(Q,C), not blocked(Q,C,P).
stands(Q,P) :- counts(Q,V,P,A,_), recognised(V,A), not hit(Q,P).
yes(Q) :- question(Q,_,P,O,_,_), days(P,D,_,E), D <= O, O < E, stands(Q,P).
#show yes/1.
""")
    return f.write("lp", *registry_facts(f), *edges, *upholds, """
supports(S,P) :- upholds(S,P).
supports(S,P) :- annuls(S,C), annuls(C,P).
annuls(C,P,A,B) :- annuls(C,P), part(C,A,_), part(P,B,_).
earlier(C,S,P,A,D) :- annuls(C,P), supports(S,P), part(C,A,J), part(S,D,I), I < J.
may_hit(V,C,P) :- annuls(C,P,A,B), prevails(V,A,B).
may_block(V,C,S,P) :- earlier(C,S,P,A,D), recognised(V,D), not prevails(V,A,D).
blocked(V,C,P) :- may_block(V,C,S,P), stands(V,S).
hit(V,P) :- may_hit(V,C,P), stands(V,C), not blocked(V,C,P).
stands(V,P) :- part(P,A,_), recognised(V,A), not hit(V,P).
#show stands/2.
""")


def registry_facts(f):
    yield from (f"part({p},{author},{act}).\n" for p, (author, act, *_) in enumerate(f.parts))
    yield from (f"recognised({v},{a}).\n" for v, a in f.recognised)
    yield from (f"prevails({v},{a},{b}).\n" for v, a, b in f.prevails)


def question_facts(f, end=".\n"):
    yield from (f"days({p},{made},{known},{end_}){end}" for p, (_, _, _, made, known, end_) in enumerate(f.parts))
    yield from (f"question({q},{','.join(map(str, asked))}){end}" for q, asked in enumerate(f.questions))


def swi_prolog(f):
    head = ":- set_prolog_flag(table_space, 8_000_000_000).\n"
    if f.kind == "theory":
        one = lambda h, b, u: f"p({h}) :- {', '.join([f'p({x})' for x in b] + [f'tnot(p({x}))' for x in u])}.\n"
        clauses = [one(*r) if r[1] or r[2] else f"p({r[0]}).\n" for r in sorted(f.rules, key=lambda r: r[0])]
        # From the near end: from the far end deep recursion costs it more.
        order = sorted(range(f.count), key=f.depths().__getitem__)
        goal = "go :- forall((ask(X), p(X)), (write(X), nl)).\n"
        return f.write("pl", head, ":- table p/1.\n:- discontiguous p/1.\n", *clauses, *(f"ask({x}).\n" for x in order), goal)
    edges = [f"annuls({a},{b}).\n" for a, b in sorted(f.annuls, key=lambda e: e[1])] or [":- dynamic annuls/2.\n"]
    if f.kind == "annulments":
        order = f"between(1,{f.count},I), X is {f.count}-I"
        rules = "fallen(X) :- annuls(Y,X), stands(Y).\nstands(X) :- tnot(fallen(X)).\n"
        return f.write("pl", head, ":- table stands/1, fallen/1.\n", *edges, rules, f"go :- forall(({order}, stands(X)), (write(X), nl)).\n")
    ups = [f"upholds({a},{b}).\n" for a, b in f.upholds] or [":- dynamic upholds/2.\n"]
    if f.kind == "questions":
        return f.write("pl", head, ":- table stands/4, hit/4, blocked/5.\n", *registry_facts(f), *question_facts(f), *edges, *ups, """
counts(M,K,P) :- days(P,D,E,_), D =< M, E =< K.
supports(_,_,S,P) :- upholds(S,P).
supports(M,K,S,P) :- annuls(C,P), counts(M,K,C), annuls(S,C).
blocked(V,M,K,C,P) :- part(C,A,J), supports(M,K,S,P), part(S,D,I), I < J, recognised(V,D), \\+ prevails(V,A,D), stands(V,M,K,S).
hit(V,M,K,P) :- annuls(C,P), part(C,A,_), part(P,B,_), prevails(V,A,B), stands(V,M,K,C), tnot(blocked(V,M,K,C,P)).
stands(V,M,K,P) :- counts(M,K,P), part(P,A,_), recognised(V,A), tnot(hit(V,M,K,P)).
go :- forall((question(Q,V,P,O,M,K), days(P,D,_,E), D =< O, O < E, stands(V,M,K,P)), (write(Q), nl)).
""")
    return f.write("pl", head, ":- table stands/2, hit/2, blocked/3.\n", *registry_facts(f), *edges, *ups, f"""
supports(S,P) :- upholds(S,P).
supports(S,P) :- annuls(C,P), annuls(S,C).
blocked(V,C,P) :- part(C,A,J), supports(S,P), part(S,D,I), I < J, recognised(V,D), \\+ prevails(V,A,D), stands(V,S).
hit(V,P) :- annuls(C,P), part(C,A,_), part(P,B,_), prevails(V,A,B), stands(V,C), tnot(blocked(V,C,P)).
stands(V,P) :- part(P,A,_), recognised(V,A), tnot(hit(V,P)).
go :- forall((between(0,2,V), between(1,{f.count},I), P is {f.count}-I, stands(V,P)), (write(V), write(' '), write(P), nl)).
""")


def nemo(f):
    depths = f.depths()
    deepest = max(depths)
    if f.kind == "theory":
        if not any(u for _, _, u in f.rules):
            return f.write_nemo(nemo_positive(f))
        if deepest <= DEEPEST:
            return f.write_nemo(nemo_by_depth(f, depths, deepest))
        return f.write_nemo(nemo_one_each(f))
    if deepest > DEEPEST:
        if f.parts:
            return f"deeper than {DEEPEST}"
        return f.write_nemo(nemo_chain(f))
    if f.kind == "questions":
        return f.write_nemo(nemo_questions(f, deepest))
    return f.write_nemo(nemo_registry(f, deepest) if f.parts else nemo_layers(f, depths, deepest))


def nemo_positive(f):
    for size in sorted({len(b) for _, b, _ in f.rules}):
        xs = [f"?x{i}" for i in range(size)]
        for h, b, _ in f.rules:
            if len(b) == size:
                yield f"r{size}({', '.join(map(str, [h, *b]))}) .\n"
        yield f"yes(?h) :- {', '.join([f'r{size}(' + ', '.join(['?h', *xs]) + ')'] + [f'yes({x})' for x in xs])} .\n"
    yield "@export yes :- csv {} .\n"


def nemo_by_depth(f, depths, deepest):
    """Bodies are filled up to three literals and exceptions to two, with one that follows and one that does not."""
    true, false = f.count, f.count + 1
    yield f"below0({true}) .\n"
    for h, b, u in f.rules:
        args = [h, *(b + [true] * 3)[:3], *(u + [false] * 2)[:2]]
        yield f"r{depths[h]}({', '.join(map(str, args))}) .\n"
    for k in range(deepest + 1):
        body = ", ".join(f"below{k}(?b{i})" for i in range(3)) + ", " + ", ".join(f"~below{k}(?u{i})" for i in range(2))
        yield f"yes{k}(?h) :- r{k}(?h, ?b0, ?b1, ?b2, ?u0, ?u1), {body} .\n"
        yield f"below{k + 1}(?x) :- below{k}(?x) .\nbelow{k + 1}(?x) :- yes{k}(?x) .\nyes(?x) :- yes{k}(?x) .\n"
    yield "@export yes :- csv {} .\n"


def nemo_one_each(f):
    """A predicate for each literal: without negation through recursion there is no other way."""
    yield "one(1) .\n"
    for h, b, u in f.rules:
        yield f"p{h}(?x) :- {', '.join(['one(?x)'] + [f'p{x}(?x)' for x in b] + [f'~p{x}(?x)' for x in u])} .\n"
    for h in sorted({r[0] for r in f.rules}):
        yield f"yes({h}) :- p{h}(?x) .\n"
    yield "@export yes :- csv {} .\n"


def nemo_chain(f):
    by = {}
    for a, b in f.annuls:
        by.setdefault(b, []).append(a)
    yield "one(1) .\n"
    for x in range(f.count):
        yield f"p{x}(?x) :- {', '.join(['one(?x)'] + [f'~p{y}(?x)' for y in by.get(x, [])])} .\nyes({x}) :- p{x}(?x) .\n"
    yield "@export yes :- csv {} .\n"


def nemo_layers(f, depths, deepest):
    yield from (f"act({x}, {k}) .\n" for x, k in enumerate(depths))
    yield from (f"annuls({a}, {b}) .\n" for a, b in f.annuls)
    yield "below0(-1) .\n"
    for k in range(deepest + 1):
        yield f"hit{k}(?x) :- act(?x, {k}), annuls(?y, ?x), below{k}(?y) .\nyes{k}(?x) :- act(?x, {k}), ~hit{k}(?x) .\n"
        yield f"below{k + 1}(?x) :- below{k}(?x) .\nbelow{k + 1}(?x) :- yes{k}(?x) .\nyes(?x) :- yes{k}(?x) .\n"
    yield "@export yes :- csv {} .\n"


def nemo_authority(f):
    # Who is recognised and prevails, and what acts do to others.
    yield from (f"recognised({v}, {a}) .\n" for v, a in f.recognised)
    yield from (f"prevails({v}, {a}, {b}) .\n" for v, a, b in f.prevails)
    yield from (f"annuls({a}, {b}) .\n" for a, b in f.annuls)
    yield from (f"upholds({a}, {b}) .\n" for a, b in f.upholds)


def nemo_registry(f, deepest):
    yield from (f"part({p}, {author}, {act}, {k}) .\n" for p, (author, act, k, *_) in enumerate(f.parts))
    yield from nemo_authority(f)
    yield "upholds(-1, -1) .\nbelow0(-1, -1) .\n"
    yield "supports(?s, ?p) :- upholds(?s, ?p) .\nsupports(?s, ?p) :- annuls(?s, ?c), annuls(?c, ?p) .\n"
    # Who may hit and who may stand in the way is the same for all depths.
    yield ("pair(?c, ?p, ?a, ?b) :- annuls(?c, ?p), part(?c, ?a, ?j, ?l), part(?p, ?b, ?h, ?k) .\n"
           "may_hit(?v, ?c, ?p) :- pair(?c, ?p, ?a, ?b), prevails(?v, ?a, ?b) .\n"
           "earlier(?c, ?s, ?p, ?a, ?d) :- annuls(?c, ?p), supports(?s, ?p), part(?c, ?a, ?j, ?l), part(?s, ?d, ?i, ?m), ?i < ?j .\n"
           "may_block(?v, ?c, ?s, ?p) :- earlier(?c, ?s, ?p, ?a, ?d), recognised(?v, ?d), ~prevails(?v, ?a, ?d) .\n"
           "seen(?v, ?p, ?k) :- part(?p, ?a, ?h, ?k), recognised(?v, ?a) .\nat(?p, ?k) :- part(?p, ?a, ?h, ?k) .\n")
    for k in range(deepest + 1):
        yield (f"blocked{k}(?v, ?c, ?p) :- at(?p, {k}), may_block(?v, ?c, ?s, ?p), below{k}(?v, ?s) .\n"
               f"hit{k}(?v, ?p) :- at(?p, {k}), may_hit(?v, ?c, ?p), below{k}(?v, ?c), ~blocked{k}(?v, ?c, ?p) .\n"
               f"yes{k}(?v, ?p) :- seen(?v, ?p, {k}), ~hit{k}(?v, ?p) .\n"
               f"below{k + 1}(?v, ?p) :- below{k}(?v, ?p) .\nbelow{k + 1}(?v, ?p) :- yes{k}(?v, ?p) .\nyes(?v, ?p) :- yes{k}(?v, ?p) .\n")
    yield "@export yes :- csv {} .\n"


def nemo_questions(f, deepest):
    yield from (f"part({p}, {author}, {act}) .\nat({p}, {k}) .\n" for p, (author, act, k, *_) in enumerate(f.parts))
    yield from nemo_authority(f)
    yield from question_facts(f, " .\n")
    yield "upholds(-1, -1) .\nbelow0(-1, -1) .\n"
    yield """needs(?q, ?p) :- question(?q, ?v, ?p, ?o, ?m, ?k) .
needs(?q, ?c) :- needs(?q, ?p), annuls(?c, ?p) .
needs(?q, ?s) :- needs(?q, ?p), upholds(?s, ?p) .
counts(?q, ?v, ?p, ?a, ?i) :- needs(?q, ?p), question(?q, ?v, ?x, ?o, ?m, ?k), days(?p, ?d, ?e, ?z), ?d <= ?m, ?e <= ?k, part(?p, ?a, ?i) .
counted(?q, ?p) :- counts(?q, ?v, ?p, ?a, ?i) .
supports(?q, ?s, ?p) :- upholds(?s, ?p), counted(?q, ?s), counted(?q, ?p) .
supports(?q, ?s, ?p) :- annuls(?s, ?c), annuls(?c, ?p), counted(?q, ?s), counted(?q, ?c), counted(?q, ?p) .
may_hit(?q, ?c, ?p) :- annuls(?c, ?p), counts(?q, ?v, ?c, ?a, ?j), counts(?q, ?v, ?p, ?b, ?i), prevails(?v, ?a, ?b) .
earlier(?q, ?v, ?c, ?s, ?p, ?a, ?d) :- may_hit(?q, ?c, ?p), supports(?q, ?s, ?p), counts(?q, ?v, ?c, ?a, ?j), counts(?q, ?v, ?s, ?d, ?i), ?i < ?j .
may_block(?q, ?c, ?s, ?p) :- earlier(?q, ?v, ?c, ?s, ?p, ?a, ?d), recognised(?v, ?d), ~prevails(?v, ?a, ?d) .
seen(?q, ?p) :- counts(?q, ?v, ?p, ?a, ?i), recognised(?v, ?a) .
"""
    for k in range(deepest + 1):
        yield (f"blocked{k}(?q, ?c, ?p) :- at(?p, {k}), may_block(?q, ?c, ?s, ?p), below{k}(?q, ?s) .\n"
               f"hit{k}(?q, ?p) :- at(?p, {k}), may_hit(?q, ?c, ?p), below{k}(?q, ?c), ~blocked{k}(?q, ?c, ?p) .\n"
               f"yes{k}(?q, ?p) :- seen(?q, ?p), at(?p, {k}), ~hit{k}(?q, ?p) .\n"
               f"below{k + 1}(?q, ?p) :- below{k}(?q, ?p) .\nbelow{k + 1}(?q, ?p) :- yes{k}(?q, ?p) .\nstands(?q, ?p) :- yes{k}(?q, ?p) .\n")
    yield "yes(?q) :- question(?q, ?v, ?p, ?o, ?m, ?k), stands(?q, ?p), days(?p, ?d, ?e, ?z), ?d <= ?o, ?o < ?z .\n@export yes :- csv {} .\n"


def crustabri(f):
    if f.kind != "annulments":
        return "only attacks can be said"
    return f.write("af", f"p af {f.count}\n", *(f"{a + 1} {b + 1}\n" for a, b in f.annuls))


def differential(f):
    """The facts are its program: `differential/src` reads them as they are."""
    if f.kind == "theory":
        return "written for standing alone"
    return os.path.join(f.folder, "annuls.txt") if f.kind == "annulments" else f.folder


def oxigraph(f):
    """Triples, then a line of three dashes, then updates parted by such lines; the last is a query."""
    triple = lambda s, p, o: f"<x:{s}> <x:{p}> <x:{o}> .\n"
    if f.kind == "theory":
        if any(u or len(b) > 1 for _, b, u in f.rules):
            return "a path asks for one premise, and for no exception"
        triples = [triple(b[0], "makes", h) if b else triple("given", "makes", h) for h, b, _ in f.rules]
        return f.write("sparql", *triples, "---\nSELECT ?x WHERE { <x:given> <x:makes>+ ?x }\n")
    depths = f.depths()
    deepest = max(depths)
    if deepest > DEEPEST:
        return f"deeper than {DEEPEST}"
    triples = [triple(a, "annuls", b) for a, b in f.annuls] + [triple(x, "depth", f"k{k}") for x, k in enumerate(depths)]
    if f.kind == "annulments":
        update = ("INSERT { ?x <x:stands> <x:v0> } WHERE { ?x <x:depth> <x:k%d> "
                  "FILTER NOT EXISTS { ?y <x:annuls> ?x . ?y <x:stands> <x:v0> } }\n")
        steps = [update % k for k in range(deepest + 1)]
        return f.write("sparql", *triples, "---\n", "---\n".join(steps + ["SELECT ?x WHERE { ?x <x:stands> <x:v0> }\n"]))
    triples += [triple(a, "upholds", b) for a, b in f.upholds] + [triple(f"o{a}", f"known{v}", "yes") for v, a in f.recognised]
    triples += [triple(f"o{a}", f"prevails{v}", f"o{b}") for v, a, b in f.prevails]
    number = lambda s, p, n: f'<x:{s}> <x:{p}> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    for p, (author, act, *_) in enumerate(f.parts):
        triples += [triple(p, "author", f"o{author}"), number(p, "act", act)]
    if f.kind == "questions":
        for p, (*_, made, known, end) in enumerate(f.parts):
            triples += [number(p, "made", made), number(p, "known", known), number(p, "end", end)]
        for q, (v, p, on, made, known) in enumerate(f.questions):
            triples += [triple(f"q{q}", "asks", p), triple(f"q{q}", "view", f"v{v}"), number(f"q{q}", "on", on),
                        number(f"q{q}", "by", made), number(f"q{q}", "told", known)]
        return f.write("sparql", *triples, "---\n", "---\n".join(oxigraph_questions(deepest)))
    update = """INSERT {{ ?p <x:stands> <x:v{v}> }} WHERE {{ ?p <x:depth> <x:k{k}> ; <x:author> ?b . ?b <x:known{v}> <x:yes>
FILTER NOT EXISTS {{ ?c <x:annuls> ?p ; <x:stands> <x:v{v}> ; <x:author> ?a ; <x:act> ?j . ?a <x:prevails{v}> ?b
FILTER NOT EXISTS {{ ?s <x:supports> ?p ; <x:stands> <x:v{v}> ; <x:author> ?d ; <x:act> ?i . ?d <x:known{v}> <x:yes> FILTER(?i < ?j) FILTER NOT EXISTS {{ ?a <x:prevails{v}> ?d }} }} }} }}
"""
    supports = "INSERT { ?s <x:supports> ?p } WHERE { { ?s <x:upholds> ?p } UNION { ?s <x:annuls> ?c . ?c <x:annuls> ?p } }\n"
    steps = [supports] + [update.format(v=v, k=k) for k in range(deepest + 1) for v in range(3)]
    return f.write("sparql", *triples, "---\n", "---\n".join(steps + ["SELECT ?v ?p WHERE { ?p <x:stands> ?v }\n"]))



def oxigraph_questions(deepest):
    """One update for all questions, by depth and viewpoint."""
    yield "INSERT { ?q <x:needs> ?p } WHERE { ?q <x:asks>/(^<x:annuls>|^<x:upholds>)* ?p }\n"
    yield ("INSERT { ?q <x:counts> ?p } WHERE { ?q <x:needs> ?p ; <x:by> ?m ; <x:told> ?k . ?p <x:made> ?d ; <x:known> ?e "
           "FILTER(?d <= ?m && ?e <= ?k) }\n")
    update = """INSERT {{ ?q <x:stands> ?p }} WHERE {{ ?q <x:view> <x:v{v}> ; <x:counts> ?p . ?p <x:depth> <x:k{k}> ; <x:author> ?b . ?b <x:known{v}> <x:yes>
FILTER NOT EXISTS {{ ?c <x:annuls> ?p . ?q <x:stands> ?c . ?c <x:author> ?a ; <x:act> ?j . ?a <x:prevails{v}> ?b
FILTER NOT EXISTS {{ {{ ?s <x:upholds> ?p }} UNION {{ ?x <x:annuls> ?p . ?q <x:counts> ?x . ?s <x:annuls> ?x }}
?q <x:stands> ?s . ?s <x:author> ?d ; <x:act> ?i . ?d <x:known{v}> <x:yes> FILTER(?i < ?j) FILTER NOT EXISTS {{ ?a <x:prevails{v}> ?d }} }} }} }}
"""
    yield from (update.format(v=v, k=k) for k in range(deepest + 1) for v in range(3))
    yield ("SELECT ?q WHERE { ?q <x:asks> ?p ; <x:stands> ?p ; <x:on> ?o . ?p <x:made> ?d ; <x:end> ?e "
           "FILTER(?d <= ?o && ?o < ?e) }\n")
