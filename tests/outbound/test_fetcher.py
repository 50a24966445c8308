"""What a hostile server, name or address can make this server do: nothing but wait a bounded time."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Sequence

import pytest
import trustme

from messenger.outbound.addresses import Allowed
from messenger.outbound.fetcher import Bounds, Fetcher
from messenger.outbound.not_fetched import NotFetched
from tests.outbound.site import Names, page, site

HERE = '127.0.0.1'
FORBIDDEN = '127.0.0.2'


class Fetchers:
    """Makes fetchers that may ask 127.0.0.1, and closes them."""

    def __init__(self) -> None:
        self._made: list[Fetcher] = []

    def __call__(self, names: Names | None = None, allowed: Sequence[str] = (HERE,), **others: object) -> Fetcher:
        tls = others.get('tls')
        assert tls is None or isinstance(tls, ssl.SSLContext)
        made = Fetcher(
            agent='Messenger', allowed=Allowed(allowed), allows_http=others.get('tls') is None, resolve=names, tls=tls
        )
        self._made.append(made)
        return made

    async def close(self) -> None:
        """Close what was made."""
        for each in self._made:
            await each.close()


@pytest.fixture
async def fetchers() -> AsyncIterator[Fetchers]:
    """Makes fetchers."""
    made = Fetchers()
    yield made
    await made.close()


async def test_an_answer_comes_back(fetchers: Fetchers) -> None:
    async with site(page(b'<title>Hi</title>', ETag='"1"')) as there:
        answer = await fetchers().get(f'http://{HERE}:{there.port}/a?b=c', accept='text/html')
    assert (answer.status, answer.body, answer.headers['etag']) == (200, b'<title>Hi</title>', '"1"')
    head = there.requests[0]
    assert head.startswith('GET /a?b=c HTTP/1.1')
    assert f'Host: {HERE}:{there.port}' in head
    assert 'Accept: text/html' in head


async def test_a_body_arrives_with_its_headers(fetchers: Fetchers) -> None:
    async with site(page(b'ok')) as there:
        answer = await fetchers().post(f'http://{HERE}:{there.port}/', b'{"a": 1}', headers={'webhook-id': '7'})
    assert answer.body == b'ok'
    assert 'webhook-id: 7' in there.requests[0]
    assert there.requests[0].endswith('{"a": 1}')


async def test_a_name_that_changes_after_the_check_leads_nowhere_else(fetchers: Fetchers) -> None:
    """DNS rebinding: the connection goes to the address that was checked, for nothing is resolved again."""
    names = Names(rebind=[[HERE], [FORBIDDEN]])
    async with site(page(b'checked')) as there:
        answer = await fetchers(names).get(f'http://rebind.example:{there.port}/')
    assert answer.body == b'checked'
    assert names.asked == ['rebind.example']
    assert f'Host: rebind.example:{there.port}' in there.requests[0]


@pytest.mark.parametrize('addresses', [[FORBIDDEN], ['10.0.0.1'], [HERE, FORBIDDEN], ['::1'], ['::ffff:127.0.0.1']])
async def test_a_name_with_a_private_address_is_not_asked(fetchers: Fetchers, addresses: list[str]) -> None:
    """Also when only one of several is private."""
    async with site(page(), host='127.0.0.2') as there:
        with pytest.raises(NotFetched) as told:
            await fetchers(Names(inside=[addresses])).get(f'http://inside.example:{there.port}/')
    assert told.value.code == 'not_allowed'
    assert there.requests == []


@pytest.mark.parametrize(
    'host',
    [
        '127.0.0.1',
        '2130706433',
        '0x7f000001',
        '0x7f.1',
        '017700000001',
        '127.1',
        '0',
        'localhost',
        '[::1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '①②⑦.⓪.⓪.①',
        '127。0。0。1',
        '169.254.169.254',
    ],
)
async def test_no_spelling_of_an_own_address_gets_through(fetchers: Fetchers, host: str) -> None:
    """Decimal, hexadecimal, octal, short, mapped and full-width: what counts is where it leads."""
    async with site(page()) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers(allowed=()).get(f'http://{host}:{there.port}/')
    assert told.value.code in {'not_allowed', 'bad_address', 'unreachable'}
    assert there.requests == []


async def test_a_redirect_is_followed_and_checked_anew(fetchers: Fetchers) -> None:
    async with site(page(b'secret'), host=FORBIDDEN) as inside:
        first = page(b'', '302 Found', Location='/next')
        second = page(b'', '302 Found', Location=f'http://{FORBIDDEN}:{inside.port}/admin')
        async with site(first, second) as there:
            with pytest.raises(NotFetched) as told:
                await fetchers().get(f'http://{HERE}:{there.port}/')
    assert told.value.code == 'not_allowed'
    assert len(there.requests) == 2
    assert inside.requests == []


@pytest.mark.parametrize('target', ['file:///etc/passwd', 'gopher://x/', 'http://u:p@127.0.0.1/', 'http://['])
async def test_a_redirect_to_no_web_address_is_not_followed(fetchers: Fetchers, target: str) -> None:
    async with site(page(b'', '301 Moved', Location=target)) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/')
    assert told.value.code in {'bad_address', 'not_allowed'}


async def test_redirects_end(fetchers: Fetchers) -> None:
    async with site(page(b'', '307 Again', Location='/')) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/', bounds=Bounds(redirects=3))
    assert told.value.code == 'too_many_redirects'
    assert len(there.requests) == 4


async def test_a_body_is_sent_to_nobody_else(fetchers: Fetchers) -> None:
    async with site(page(b'', '307 Again', Location='/elsewhere')) as there:
        answer = await fetchers().post(f'http://{HERE}:{there.port}/', b'{}', headers={})
    assert answer.status == 307
    assert len(there.requests) == 1


async def test_of_an_endless_answer_only_the_beginning_is_read(fetchers: Fetchers) -> None:
    """10 GB are announced; the connection is closed after what was wanted."""
    written = 0

    async def endless(writer: asyncio.StreamWriter) -> None:
        nonlocal written
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n')
        while True:
            writer.write(b'x' * 65536)
            written += 65536
            await writer.drain()

    async with site(endless) as there:
        answer = await fetchers().get(f'http://{HERE}:{there.port}/', bounds=Bounds(body_bytes=100_000))
    assert (len(answer.body), answer.is_whole) == (100_000, False)
    assert written < 50_000_000


async def test_endless_headers_are_broken_off(fetchers: Fetchers) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\n')
        while True:
            writer.write(b'X-More: ' + b'x' * 8000 + b'\r\n')
            await writer.drain()

    async with site(endless) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/')
    assert told.value.code == 'broken'


async def test_a_packed_answer_stays_packed(fetchers: Fetchers) -> None:
    async with site(page(b'\x1f\x8b bomb', **{'Content-Encoding': 'gzip'})) as there:
        answer = await fetchers().get(f'http://{HERE}:{there.port}/')
    assert answer.body == b'\x1f\x8b bomb'
    assert 'Accept-Encoding: identity' in there.requests[0]


@pytest.mark.parametrize(
    'beginning', [b'', b'HTTP/1.1 200 OK\r\n', b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf']
)
async def test_a_server_that_stops_answering_is_left(fetchers: Fetchers, beginning: bytes) -> None:
    async def hang(writer: asyncio.StreamWriter) -> None:
        writer.write(beginning)
        await asyncio.Event().wait()

    async with site(hang) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/', bounds=Bounds(seconds=0.2))
        assert told.value.code == 'too_slow'


async def test_a_drop_now_and_then_does_not_lengthen_the_time(fetchers: Fetchers) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
        for _ in range(1000):
            writer.write(b'.')
            await writer.drain()
            await asyncio.sleep(0.02)

    async with site(drip) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/', bounds=Bounds(seconds=0.2))
    assert told.value.code == 'too_slow'


async def test_a_name_server_that_never_answers_is_not_waited_for(fetchers: Fetchers) -> None:
    class Silent(Names):
        async def __call__(self, host: str) -> Sequence[str]:
            await asyncio.Event().wait()
            return ()

    with pytest.raises(NotFetched) as told:
        await fetchers(Silent()).get('http://slow.example/', bounds=Bounds(seconds=0.1))
    assert told.value.code == 'too_slow'


async def test_the_next_address_is_tried(fetchers: Fetchers) -> None:
    async with site(page(b'second')) as there:
        fetcher = fetchers(Names(two=[[FORBIDDEN, HERE]]), allowed=(HERE, FORBIDDEN))
        assert (await fetcher.get(f'http://two.example:{there.port}/')).body == b'second'


async def test_nobody_there_is_said(fetchers: Fetchers) -> None:
    async with site(page()) as there:
        port = there.port
    for host, names in ((HERE, None), ('nowhere.invalid', None), ('empty.example', Names(empty=[[]]))):
        with pytest.raises(NotFetched) as told:
            await fetchers(names).get(f'http://{host}:{port}/')
        assert told.value.code == 'unreachable'


@pytest.mark.parametrize('answer', [b'', b'SSH-2.0-OpenSSH_9\r\n', b'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'])
async def test_nonsense_and_broken_answers_are_said(fetchers: Fetchers, answer: bytes) -> None:
    async with site(answer) as there:
        with pytest.raises(NotFetched) as told:
            await fetchers().get(f'http://{HERE}:{there.port}/')
    assert told.value.code == 'broken'


async def test_proxies_of_the_environment_are_not_used(fetchers: Fetchers, monkeypatch: pytest.MonkeyPatch) -> None:
    async with site(page(b'proxy')) as proxy, site(page(b'direct')) as there:
        for name in ('HTTP_PROXY', 'http_proxy', 'ALL_PROXY'):
            monkeypatch.setenv(name, f'http://{HERE}:{proxy.port}')
        assert (await fetchers().get(f'http://{HERE}:{there.port}/')).body == b'direct'


async def test_certificates_are_checked_against_the_name(fetchers: Fetchers) -> None:
    """The connection goes to the checked address, the certificate must be the name's."""
    authority, trusting = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(trusting)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert('good.example').configure_cert(serving)
    names = Names(good=[[HERE]], other=[[HERE]])
    async with site(page(b'safe'), tls=serving) as there:
        fetcher = fetchers(names, tls=trusting)
        assert (await fetcher.get(f'https://good.example:{there.port}/')).body == b'safe'
        with pytest.raises(NotFetched) as told:
            await fetcher.get(f'https://other.example:{there.port}/')
        assert told.value.code == 'broken'
        with pytest.raises(NotFetched, match='certificate'):
            await fetchers(names, tls=ssl.create_default_context()).get(f'https://good.example:{there.port}/')


async def test_https_does_not_lead_to_http(fetchers: Fetchers) -> None:
    authority, trusting = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(trusting)
    serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HERE).configure_cert(serving)
    async with site(page()) as plain:
        down = page(b'', '302 Found', Location=f'http://{HERE}:{plain.port}/')
        async with site(down, tls=serving) as there:
            with pytest.raises(NotFetched) as told:
                await fetchers(tls=trusting).get(f'https://{HERE}:{there.port}/')
    assert told.value.code == 'not_allowed'
    assert plain.requests == []
