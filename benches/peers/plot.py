"""The figures of run.py go in (a file of JSON lines); benches/peers/plot.svg comes out: processor seconds against items, both logarithmic."""
import json, math, os, sys

COLOURS = {"vigente, solve": "#0b6e4f", "vigente": "#1b9e77", "clingo": "#d95f02", "nemo": "#7570b3", "swi-prolog": "#e7298a",
           "crustabri": "#666666", "differential": "#1f78b4", "oxigraph": "#b8860b"}
W, H, LEFT, TOP, ACROSS = 210, 200, 46, 26, 3
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "plot.svg")

rows = [json.loads(line) for line in open(sys.argv[1])]
items = {(r["workload"], r["size"]): r["items"] for r in rows if r.get("engine") == "vigente"}
figures = {}
for r in rows:
    at = items.get((r["workload"], r.get("size")))
    if at and r.get("cpu") and r["workload"] != "late":
        mine = figures.setdefault(r["workload"], {})
        mine.setdefault(r["engine"], []).append((at, max(r["cpu"], 1e-4)))
        if r.get("solve"):
            mine.setdefault("vigente, solve", []).append((at, max(r["solve"], 1e-4)))
xs = [math.log10(n) for e in figures.values() for p in e.values() for n, _ in p]
ys = [math.log10(t) for e in figures.values() for p in e.values() for _, t in p]
x0, x1, y0, y1 = math.floor(min(xs) + 1e-6), math.ceil(max(xs) - 1e-6), math.floor(min(ys)), math.ceil(max(ys))
down = -(-len(figures) // ACROSS)
out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{(W + LEFT) * ACROSS + 20}" height="{down * (H + TOP + 30) + 40}" font-family="sans-serif" font-size="11">',
       "<title>Processor seconds against size, both logarithmic</title>"]
for i, (name, engines) in enumerate(figures.items()):
    ox, oy = LEFT + i % ACROSS * (W + LEFT), TOP + i // ACROSS * (H + TOP + 30)
    at = lambda n, t: (ox + (math.log10(n) - x0) / (x1 - x0) * (W - 10), oy + H - (math.log10(t) - y0) / (y1 - y0) * H)
    out.append(f'<text x="{ox}" y="{oy - 8}" font-weight="bold">{name}</text><rect x="{ox}" y="{oy}" width="{W - 10}" height="{H}" fill="none" stroke="#999"/>')
    for e in range(y0, y1 + 1):
        y = at(10**x0, 10**e)[1]
        out.append(f'<line x1="{ox}" x2="{ox + W - 10}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/><text x="{ox - 4}" y="{y + 4:.1f}" text-anchor="end">1e{e} s</text>')
    for e in range(x0, x1 + 1):
        out.append(f'<text x="{at(10**e, 10**y0)[0]:.1f}" y="{oy + H + 14}" text-anchor="middle">1e{e}</text>')
    for engine in [e for e in COLOURS if e in engines]:
        spots = [at(*p) for p in sorted(engines[engine])]
        line = " ".join("%.1f,%.1f" % spot for spot in spots)
        out.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[engine]}" stroke-width="2"><title>{engine}</title></polyline>')
        out += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{COLOURS[engine]}"><title>{engine}</title></circle>' for x, y in spots]
for k, (engine, colour) in enumerate(COLOURS.items()):
    out.append(f'<text x="{LEFT + k * 92}" y="{down * (H + TOP + 30) + 20}" fill="{colour}">{engine}</text>')
with open(OUT, "w") as f:
    f.write("\n".join(out + ["</svg>"]) + "\n")
