"""The worker's side of the pipe."""

import io
import json
import subprocess
import sys

from messenger.processes.worker import answer_all
from messenger.rendering.worker import rendering


def answers(*lines):
    out = io.BytesIO()
    answer_all(rendering(), io.BytesIO(b''.join(lines)), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_is_answered_by_one_line():
    question = json.dumps({'text': '*a*\n*b*', 'mentions': []}).encode() + b'\n'
    assert answers(question, question) == ['<div class="prose"><p dir="auto"><em>a</em><br><em>b</em></p></div>'] * 2


def test_mentions_are_marked_and_code_is_coloured():
    text = 'hi @Bob\n```python\nreturn 1\n```'
    (shown,) = answers(json.dumps({'text': text, 'mentions': [['bobbobbobb22', 'Bob']]}).encode() + b'\n')
    assert '<span class="mention for-bobbobbobb22">@Bob</span>' in shown
    assert '<span class="tok-keyword">return</span>' in shown


def test_what_cannot_be_rendered_is_answered_with_nothing_and_the_next_is_rendered():
    question = json.dumps({'text': 'a', 'mentions': []}).encode() + b'\n'
    assert answers(b'{\n', b'{}\n', question) == [None, None, '<div class="prose"><p dir="auto">a</p></div>']


def test_it_ends_without_a_word_when_the_server_died_before_its_answer():
    command = [sys.executable, '-m', 'messenger.rendering.worker']
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        worker.stdout.close()
        _, said = worker.communicate(b'{"text": "**hello**", "mentions": []}\n', timeout=30)
    assert said == b''


def test_it_answers_what_it_was_asked_and_ends_when_nobody_asks_any_more():
    question = b'{"text": "**hello**", "mentions": []}\n'
    command = [sys.executable, '-m', 'messenger.rendering.worker']
    worker = subprocess.run(command, input=question * 2, capture_output=True, timeout=60, check=False)
    answer = '<div class="prose"><p dir="auto"><strong>hello</strong></p></div>'
    assert [json.loads(line) for line in worker.stdout.splitlines()] == [answer] * 2
    assert (worker.returncode, worker.stderr) == (0, b'')
