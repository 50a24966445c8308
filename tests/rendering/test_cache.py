"""What is kept and what is forgotten."""

import tracemalloc

from messenger.rendering.cache import Cache
from messenger.rendering.safe_html import SafeHtml


def test_what_was_not_used_longest_is_forgotten_first():
    cache = Cache(limit_bytes=3_000)
    cache.put('a', SafeHtml('a' * 500), 0)
    cache.put('b', SafeHtml('b' * 500), 0)
    cache.get('a')
    cache.put('c', SafeHtml('c' * 500), 0)
    cache.put('d', SafeHtml('d' * 500), 0)
    assert [cache.get(key) is not None for key in 'abcd'] == [True, False, True, True]


def test_keeping_under_the_same_key_replaces():
    cache = Cache(limit_bytes=10_000)
    for _ in range(3):
        cache.put('a', SafeHtml('a'), 0)
    once = cache.size_bytes
    assert len(cache) == 1
    cache.put('a', SafeHtml('b'), 0)
    assert (cache.get('a'), cache.size_bytes) == ('b', once)


def test_what_is_larger_than_the_whole_cache_is_not_kept():
    cache = Cache(limit_bytes=1_000)
    cache.put('a', SafeHtml('a' * 2_000), 0)
    assert (len(cache), cache.size_bytes) == (0, 0)


def test_the_cache_takes_no_more_memory_than_it_may():
    cache = Cache(limit_bytes=1_000_000)
    tracemalloc.start()
    try:
        for number in range(20_000):
            cache.put((str(number), ()), SafeHtml(f'<p>{number}</p>'), 60)
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert cache.size_bytes <= 1_000_000
    assert taken < 1_500_000
