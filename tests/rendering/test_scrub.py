"""What is taken out of a text before anything else."""

from messenger.rendering.scrub import scrub


def test_what_cannot_be_shown_is_replaced():
    assert scrub('a\x00b\x1bc\x7fd\ud83de\ue123f\U0010fffdg') == 'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg'


def test_tabs_line_ends_and_every_other_character_stay():
    text = 'a\tb\nc\u200d\u202e\u2028é👍\U000e0041'
    assert scrub(text) == text
    assert scrub('a\r\nb\rc') == 'a\nb\nc'


def test_blank_lines_around_a_text_go_and_the_first_indentation_stays():
    assert scrub('\n \t\n  a\n\n b  \n \n') == '  a\n\n b'


def test_a_text_of_blanks_costs_no_more_than_its_length():
    assert scrub(' ' * 200_000 + 'x') == ' ' * 200_000 + 'x'
