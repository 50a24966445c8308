"""What the server says of itself at ``/metrics``."""

from prometheus_client.parser import text_string_to_metric_families

from bench.load.http import Browser

TOKEN = 'soak'  # guards nothing: the server is this run's own, on the loopback
HELD = ('messenger_connections', 'messenger_pages', 'messenger_views', 'messenger_blocks')


class Gauges:
    """All values of one look."""

    def __init__(self, text: str) -> None:
        self._values: dict[str, float] = {}
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                limit = f'{{le="{sample.labels["le"]}"}}' if 'le' in sample.labels else ''
                name = sample.name + limit
                self._values[name] = self._values.get(name, 0.0) + sample.value

    def value(self, name: str) -> int:
        """Return a value, summed over its labels; 0 when there is none."""
        return int(self._values.get(name, 0))

    @property
    def rss_bytes(self) -> int:
        """The resident memory of the process."""
        return self.value('process_resident_memory_bytes')

    @property
    def open_files(self) -> int:
        """The open descriptors of the process."""
        return self.value('process_open_fds')

    @property
    def held(self) -> dict[str, int]:
        """What is kept for browsers now, by name."""
        return {name.removeprefix('messenger_'): self.value(name) for name in HELD}

    @property
    def stale(self) -> int:
        """How many sockets the server sees as not reading."""
        return self.value('messenger_stale_connections')

    def late_turns(self, limit: str) -> int:
        """Count how often the event loop came round later than a limit, one of the histogram's: ``0.25``."""
        name = 'messenger_loop_lag_seconds_bucket'
        return self.value(f'{name}{{le="+Inf"}}') - self.value(f'{name}{{le="{limit}"}}')


async def look(port: int) -> Gauges:
    """Read them now."""
    response = await Browser(port, token=TOKEN).get('/metrics')
    if response.status != 200:
        raise RuntimeError(f'/metrics was answered with {response.status}')
    return Gauges(response.body)
