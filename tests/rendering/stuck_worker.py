"""A rendering process as a bad lexer makes one: some words let it hang, die or talk nonsense."""

import json
import os
import re
import sys

ANSWERS = {'nonsense': b'nonsense\n', 'nothing': b'null\n'}


def main():
    for line in sys.stdin.buffer:
        text = json.loads(line)['text']
        if text.startswith('hang'):
            re.fullmatch('(a|a)*b', 'a' * 60)
        if text.startswith('die'):
            os._exit(1)
        word = text.split(' ')[0]
        sys.stdout.buffer.write(ANSWERS.get(word, json.dumps(f'<p>{len(text)}</p>').encode() + b'\n'))
        sys.stdout.buffer.flush()


if __name__ == '__main__':
    main()
