"""What run.py printed goes in (standard input), an SVG of time against size comes out, both axes logarithmic.

    python3 benches/peers/run.py 1000 3000 10000 | python3 benches/peers/plot.py > benches/peers/plot.svg
"""
import math, sys

COLOURS = {"vigente(solve)": "#0b6e4f", "vigente": "#1b9e77", "clingo": "#d95f02", "nemo": "#7570b3", "swi-prolog": "#e7298a", "crustabri": "#666666"}
W, H, LEFT, TOP = 210, 200, 46, 26

figures = {}
for line in sys.stdin:
    words = line.split()
    if len(words) == 6 and words[1].isdigit():
        figures.setdefault(words[0], {}).setdefault(words[2], []).append((int(words[1]), max(float(words[4]), 1e-4)))
xs = [math.log10(n) for e in figures.values() for p in e.values() for n, _ in p]
ys = [math.log10(t) for e in figures.values() for p in e.values() for _, t in p]
x0, x1, y0, y1 = min(xs), max(xs) + 1e-9, math.floor(min(ys)), math.ceil(max(ys))
print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{(W + LEFT) * len(figures) + 20}" height="{H + TOP + 60}" font-family="sans-serif" font-size="11">')
print("<title>Processor seconds against size, both logarithmic</title>")
for i, (name, engines) in enumerate(figures.items()):
    ox = LEFT + i * (W + LEFT)
    at = lambda n, t: (ox + (math.log10(n) - x0) / (x1 - x0) * (W - 10), TOP + H - (math.log10(t) - y0) / (y1 - y0) * H)
    print(f'<text x="{ox}" y="16" font-weight="bold">{name}</text><rect x="{ox}" y="{TOP}" width="{W - 10}" height="{H}" fill="none" stroke="#999"/>')
    for e in range(y0, y1 + 1):
        y = at(10**x0, 10**e)[1]
        print(f'<line x1="{ox}" x2="{ox + W - 10}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/><text x="{ox - 4}" y="{y + 4:.1f}" text-anchor="end">1e{e} s</text>')
    for n in sorted({n for p in engines.values() for n, _ in p}):
        print(f'<text x="{at(n, 1)[0]:.1f}" y="{TOP + H + 14}" text-anchor="middle">{n}</text>')
    for engine, points in engines.items():
        line = " ".join("%.1f,%.1f" % at(*p) for p in sorted(points))
        print(f'<polyline points="{line}" fill="none" stroke="{COLOURS[engine]}" stroke-width="2"><title>{engine}</title></polyline>')
for k, (engine, colour) in enumerate(COLOURS.items()):
    print(f'<text x="{LEFT + k * 120}" y="{TOP + H + 44}" fill="{colour}">{engine}</text>')
print("</svg>")
