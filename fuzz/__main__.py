"""``python -m fuzz [part ...]``: throws random things at the server; exits with 1 when a promise is broken."""

import sys

from bench.proof import Proof
from fuzz import events, history, rendering
from fuzz.plan import QUICK, WHOLE

FUZZ = Proof(
    name='fuzz',
    description='Throws random things at the server and holds it against what it promises.',
    parts={
        'events': lambda is_quick: events.run(QUICK if is_quick else WHOLE),
        'rendering': lambda is_quick: rendering.run(QUICK if is_quick else WHOLE),
        'history': lambda is_quick: history.run(QUICK if is_quick else WHOLE),
    },
    quick='a short form of everything, some two minutes',
)


if __name__ == '__main__':
    sys.exit(FUZZ.main(sys.argv[1:]))
