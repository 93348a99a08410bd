"""A folder that `workloads write` made goes in; a program for each engine comes out, in our own words.

Each function gives the path of the program, or a string that says why the engine cannot say the workload.
Acts, parts and literals are numbers everywhere; `names.txt` has their names.
"""
import os

# Languages without negation through recursion get a round for each depth, up to this one.
DEEPEST = 64


class Facts:
    """The facts of a workload as numbers."""

    def __init__(self, folder):
        self.folder = folder
        rows = lambda name, by=None: [line.split(by) for line in open(os.path.join(folder, name))]
        has = lambda name: os.path.exists(os.path.join(folder, name))
        numbers = lambda name: [tuple(map(int, row)) for row in rows(name)] if has(name) else []
        self.kind = "theory" if has("rules.txt") else "registry" if has("parts.txt") else "annulments"
        self.annuls, self.upholds, self.parts = numbers("annuls.txt"), numbers("upholds.txt"), numbers("parts.txt")
        self.recognised, self.prevails = numbers("recognised.txt"), numbers("prevails.txt")
        self.count = sum(1 for _ in open(os.path.join(folder, "names.txt")))
        self.rules = []
        if self.kind == "theory":
            ints = lambda text: list(map(int, text.split()))
            self.rules = [(int(h), ints(b), ints(u)) for h, b, u in rows("rules.txt", "|")]

    def write(self, ending, *texts):
        path = os.path.join(self.folder, "program." + ending)
        with open(path, "w") as f:
            f.writelines(texts)
        return path

    def depths(self):
        """By act or literal: the longest chain of what it hangs on."""
        if self.kind == "registry":
            return [depth for _, _, depth in self.parts]
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
    return f.write("lp", *registry_facts(f), *edges, *(f"upholds({a},{b}).\n" for a, b in f.upholds), """
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
    yield from (f"part({p},{author},{act}).\n" for p, (author, act, _) in enumerate(f.parts))
    yield from (f"recognised({v},{a}).\n" for v, a in f.recognised)
    yield from (f"prevails({v},{a},{b}).\n" for v, a, b in f.prevails)


def swi_prolog(f):
    head = ":- set_prolog_flag(table_space, 8_000_000_000).\n"
    if f.kind == "theory":
        one = lambda h, b, u: f"p({h}) :- {', '.join([f'p({x})' for x in b] + [f'tnot(p({x}))' for x in u])}.\n"
        clauses = [one(*r) if r[1] or r[2] else f"p({r[0]}).\n" for r in sorted(f.rules, key=lambda r: r[0])]
        # From the near end: from the far end deep recursion costs it more.
        order = sorted(range(f.count), key=f.depths().__getitem__)
        goal = ":- forall((ask(X), p(X)), (write(X), nl)).\n"
        return f.write("pl", head, ":- table p/1.\n:- discontiguous p/1.\n", *clauses, *(f"ask({x}).\n" for x in order), goal)
    edges = [f"annuls({a},{b}).\n" for a, b in sorted(f.annuls, key=lambda e: e[1])] or [":- dynamic annuls/2.\n"]
    if f.kind == "annulments":
        order = f"between(1,{f.count},I), X is {f.count}-I"
        rules = "fallen(X) :- annuls(Y,X), stands(Y).\nstands(X) :- tnot(fallen(X)).\n"
        return f.write("pl", head, ":- table stands/1, fallen/1.\n", *edges, rules, f":- forall(({order}, stands(X)), (write(X), nl)).\n")
    ups = [f"upholds({a},{b}).\n" for a, b in f.upholds] or [":- dynamic upholds/2.\n"]
    return f.write("pl", head, ":- table stands/2, hit/2, blocked/3.\n", *registry_facts(f), *edges, *ups, f"""
supports(S,P) :- upholds(S,P).
supports(S,P) :- annuls(C,P), annuls(S,C).
blocked(V,C,P) :- part(C,A,J), supports(S,P), part(S,D,I), I < J, recognised(V,D), \\+ prevails(V,A,D), stands(V,S).
hit(V,P) :- annuls(C,P), part(C,A,_), part(P,B,_), prevails(V,A,B), stands(V,C), tnot(blocked(V,C,P)).
stands(V,P) :- part(P,A,_), recognised(V,A), tnot(hit(V,P)).
:- forall((between(0,2,V), between(1,{f.count},I), P is {f.count}-I, stands(V,P)), (write(V), write(' '), write(P), nl)).
""")


def nemo(f):
    depths = f.depths()
    deepest = max(depths)
    if f.kind == "theory":
        if not any(u for _, _, u in f.rules):
            return f.write("rls", *nemo_positive(f))
        if deepest <= DEEPEST:
            return f.write("rls", *nemo_by_depth(f, depths, deepest))
        return f.write("rls", *nemo_one_each(f))
    if deepest > DEEPEST:
        if f.kind == "registry":
            return f"deeper than {DEEPEST}"
        return f.write("rls", *nemo_chain(f))
    return f.write("rls", *(nemo_registry(f, deepest) if f.kind == "registry" else nemo_layers(f, depths, deepest)))


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


def nemo_registry(f, deepest):
    yield from (f"part({p}, {author}, {act}, {k}) .\n" for p, (author, act, k) in enumerate(f.parts))
    yield from (f"recognised({v}, {a}) .\n" for v, a in f.recognised)
    yield from (f"prevails({v}, {a}, {b}) .\n" for v, a, b in f.prevails)
    yield from (f"annuls({a}, {b}) .\n" for a, b in f.annuls)
    yield from (f"upholds({a}, {b}) .\n" for a, b in f.upholds)
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


def crustabri(f):
    if f.kind != "annulments":
        return "only attacks can be said"
    return f.write("af", f"p af {f.count}\n", *(f"{a + 1} {b + 1}\n" for a, b in f.annuls))


def differential(f):
    return os.path.join(f.folder, "annuls.txt") if f.kind == "annulments" else "written for standing alone"


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
    for p, (author, act, _) in enumerate(f.parts):
        triples += [triple(p, "author", f"o{author}"), f"<x:{p}> <x:act> {act_literal(act)} .\n"]
    update = """INSERT {{ ?p <x:stands> <x:v{v}> }} WHERE {{ ?p <x:depth> <x:k{k}> ; <x:author> ?b . ?b <x:known{v}> <x:yes>
FILTER NOT EXISTS {{ ?c <x:annuls> ?p ; <x:stands> <x:v{v}> ; <x:author> ?a ; <x:act> ?j . ?a <x:prevails{v}> ?b
FILTER NOT EXISTS {{ ?s <x:supports> ?p ; <x:stands> <x:v{v}> ; <x:author> ?d ; <x:act> ?i . ?d <x:known{v}> <x:yes> FILTER(?i < ?j) FILTER NOT EXISTS {{ ?a <x:prevails{v}> ?d }} }} }} }}
"""
    supports = "INSERT { ?s <x:supports> ?p } WHERE { { ?s <x:upholds> ?p } UNION { ?s <x:annuls> ?c . ?c <x:annuls> ?p } }\n"
    steps = [supports] + [update.format(v=v, k=k) for k in range(deepest + 1) for v in range(3)]
    return f.write("sparql", *triples, "---\n", "---\n".join(steps + ["SELECT ?v ?p WHERE { ?p <x:stands> ?v }\n"]))


def act_literal(act):
    return f'"{act}"^^<http://www.w3.org/2001/XMLSchema#integer>'
