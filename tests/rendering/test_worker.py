"""The worker's side of the pipe."""

import io
import json

from messenger.rendering.worker import answer_all


def answers(*lines):
    out = io.BytesIO()
    answer_all(io.BytesIO(b''.join(lines)), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_by_one_line():
    question = json.dumps({'text': '*a*\n*b*', 'mentions': []}).encode() + b'\n'
    assert answers(question, question) == ['<div class="prose"><p dir="auto"><em>a</em><br><em>b</em></p></div>'] * 2


def test_what_cannot_be_rendered_is_answered_with_nothing_and_the_next_is_rendered():
    question = json.dumps({'text': 'a', 'mentions': []}).encode() + b'\n'
    assert answers(b'{\n', b'{}\n', question) == [None, None, '<div class="prose"><p dir="auto">a</p></div>']
