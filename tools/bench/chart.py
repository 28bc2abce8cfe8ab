# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Ratios to native as a bar chart in SVG.

COLOURS = ["#2b6cb0", "#dd6b20", "#718096", "#38a169"]
BAR, GAP, LEFT, WIDTH, MOST = 9, 8, 120, 640, 3.0


def bars(results, variants):
    """Horizontal bars by program; longer than native is slower. Bars beyond
    MOST are cut, and their figure says so."""
    group = BAR * len(variants) + GAP
    height = 40 + group * len(results) + 10
    scale = WIDTH / MOST
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 60}" '
           f'height="{height}" font-family="sans-serif" font-size="11">',
           '<rect width="100%" height="100%" fill="white"/>']
    for i, variant in enumerate(variants):
        x = LEFT + 110 * i
        out.append(f'<rect x="{x}" y="8" width="10" height="10" fill="{COLOURS[i]}"/>'
                   f'<text x="{x + 14}" y="17">{variant}</text>')
    for row, (program, found) in enumerate(results.items()):
        top = 34 + row * group
        out.append(f'<text x="{LEFT - 6}" y="{top + group / 2}" text-anchor="end">{program}</text>')
        for i, variant in enumerate(variants):
            if variant not in found:
                continue
            ratio = found[variant]["ratio"]
            y, width = top + i * BAR, min(ratio, MOST) * scale
            out.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 1}" '
                       f'fill="{COLOURS[i]}"/>'
                       f'<text x="{LEFT + width + 3:.1f}" y="{y + BAR - 1}" font-size="9">'
                       f'{ratio:.2f}</text>')
    native = LEFT + scale
    out.append(f'<line x1="{native}" y1="28" x2="{native}" y2="{height - 8}" stroke="black" '
               f'stroke-dasharray="4 3"/><text x="{native + 4}" y="30" font-size="9">native</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
