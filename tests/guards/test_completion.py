"""The last byte of a response."""

from messenger.guards.completion import Completion


async def sent_of(pieces, headers, method='GET'):
    sent = []

    async def app(scope, receive, send):
        await send({'type': 'http.response.start', 'status': 200, 'headers': headers})
        for number, piece in enumerate(pieces, 1):
            await send({'type': 'http.response.body', 'body': piece, 'more_body': number < len(pieces)})

    async def send(message):
        sent.append((message.get('body'), message.get('more_body')))

    await Completion(app)({'type': 'http', 'method': method}, None, send)
    return sent[1:]


async def test_a_response_ends_with_the_piece_that_completes_its_length():
    sent = await sent_of([b'ab', b'cd', b''], [(b'content-length', b'4')])
    assert sent == [(b'ab', True), (b'cd', False)]


async def test_a_response_without_a_length_ends_as_it_says():
    sent = await sent_of([b'ab', b'cd', b''], [])
    assert sent == [(b'ab', True), (b'cd', True), (b'', False)]


async def test_an_empty_response_ends_once():
    assert await sent_of([b''], [(b'content-length', b'0')]) == [(b'', False)]


async def test_the_answer_to_head_has_a_length_and_no_body():
    assert await sent_of([b''], [(b'content-length', b'4')], method='HEAD') == [(b'', False)]
