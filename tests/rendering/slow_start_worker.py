"""A rendering process that takes its time over each language it sees first."""

import json
import sys
import time


def main():
    seen = set()
    for line in sys.stdin.buffer:
        word = json.loads(line)['text'].strip('`').split('\n')[0]
        if word and word not in seen:
            time.sleep(1.5)
            seen.add(word)
        sys.stdout.buffer.write(json.dumps(f'<p>{word}</p>').encode() + b'\n')
        sys.stdout.buffer.flush()


if __name__ == '__main__':
    main()
