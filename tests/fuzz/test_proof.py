"""A proof runs the parts that are asked for and tells whether all promises hold."""

import pytest

from bench.proof import Proof
from bench.report import at_most


def proof() -> Proof:
    def breaks(_is_quick: bool) -> list:
        raise OSError('no such port')

    return Proof(
        name='example',
        description='An example.',
        parts={
            'good': lambda is_quick: [at_most('good: faults', 0, 0), at_most(f'good: quick {is_quick}', 0, 0)],
            'bad': lambda _: [at_most('bad: faults', 1, 0)],
            'broken': breaks,
        },
        quick='shorter',
    )


def test_it_prints_a_line_for_each_promise_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert proof().main(['--quick', 'good']) == 0
    output = capsys.readouterr().out
    assert output.count('PASS') == 2
    assert 'quick True' in output


@pytest.mark.parametrize('part', ['bad', 'broken'])
def test_a_promise_that_is_broken_and_a_part_that_breaks_off_end_badly(
    part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert proof().main([part, 'good']) == 1
    output = capsys.readouterr().out
    assert output.count('FAIL') == 1
    assert output.count('PASS') == 2  # the others follow all the same


def test_a_part_that_does_not_exist_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        proof().main(['other'])
    assert 'there are good, bad, broken' in capsys.readouterr().err
