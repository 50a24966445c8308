"""The picture: deliveries per second of server CPU against viewers, one line a server."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from bench.options import OURS
from bench.parts.deliveries import saturated
from bench.report import Figures

COLOURS = ('#2563eb', '#d97706', '#059669', '#9ca3af')
WIDTH, HEIGHT, DPI = 8.0, 4.8, 140


def draw(figures: Figures, servers: Sequence[str], viewers: Sequence[int], path: Path) -> bool:
    """Write the picture as PNG; tell whether there was anything to draw."""
    lines = {server: [figures.get(saturated(count), server) for count in viewers] for server in servers}
    if not any(value for values in lines.values() for value in values):
        return False
    picture = Figure(figsize=(WIDTH, HEIGHT), layout='constrained')
    axes = picture.add_subplot()
    for (server, values), colour in zip(lines.items(), COLOURS, strict=False):
        known = [(count, value) for count, value in zip(viewers, values, strict=True) if value]
        if known:
            width = 2.5 if server == OURS.name else 1.5
            axes.plot(*zip(*known, strict=True), marker='o', color=colour, label=server, linewidth=width)
    axes.set_xscale('log')
    axes.set_yscale('log')
    axes.set_xticks(list(viewers), [str(count) for count in viewers])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f'{value:,.0f}'))
    axes.set_xlabel('viewers of one group')
    axes.set_ylabel('deliveries per second of server CPU')
    axes.set_title('One message to everybody who looks: how many a core delivers', loc='left', fontsize=11)
    axes.grid(visible=True, which='major', color='#e5e7eb')
    axes.spines[['top', 'right']].set_visible(False)
    axes.legend(frameon=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.savefig(path, dpi=DPI)
    return True
