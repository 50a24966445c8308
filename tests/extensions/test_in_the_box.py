"""Commands in the box for messages, as people use them."""

HELLO = """
    from messenger import command, whisper

    @command('/psst')
    def psst(text: str = 'you'):
        return whisper(f'only {text}')
"""


def test_a_command_is_sent_in_ones_own_name(alice, bob):
    bob.sends('/me waves')
    alice.sees('waves', within='Bob')
    alice.sees_not('/me')


def test_a_whisper_is_told_to_its_sender_alone_until_the_next_message(write, server, alice, bob):
    server.does(server.app.extensions.load(write('psst', HELLO)))
    bob.sends('/psst Bob')
    bob.is_told('only Bob')
    alice.is_told_nothing()
    bob.sends('on')
    alice.sees('on')
    bob.sees_not('only Bob')


def test_who_errs_gets_the_text_back_with_the_reason(alice, bob):
    bob.sends('/me')
    bob.is_told('/me needs does: a text. Use it like this: /me does')
    alice.sees_not('/me')


def test_a_text_that_only_begins_with_a_slash_is_sent(alice, bob):
    bob.sends('/etc/passwd is a file')
    alice.sees('/etc/passwd is a file')


def test_a_command_ends_the_typing_as_a_message_does(write, server, alice, bob):
    server.does(server.app.extensions.load(write('psst', HELLO)))
    for command in ('/poll Lunch? | Pizza | Sushi', '/psst', '/me waves'):
        bob.types('/')
        alice.sees('Bob is typing')
        bob.sends(command)
        alice.sees_not('Bob is typing')
