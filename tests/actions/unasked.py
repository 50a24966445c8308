"""Which methods of the actions are no action of a member, and which are one in other words."""

from messenger.model.permissions import Action

ASKS_NOBODY = {
    'register',
    'register_bot',
    'post_incoming',
    'keep_previews',
    'keep_picture',
    'sum_up',
    'bot_with',
    'is_good',
    'all_outgoing',
    'secret_of',
    'note_trouble',
    'suggest',
    'preview',
    'provide_lobby',
    'free_name',
    'make_administrator',
    'read_widget',
}
"""What is asked before there is a member, by whoever holds a secret, by the operator, or by an extension for itself."""

UPKEEP = {'start', 'stop', 'flush', 'stops', 'is_saved', 'is_new', 'follow_thread'}
"""Not asked for by members; `stops` takes back what `types` said, `is_saved` says of one what `list_saved` does, and
`follow_thread` notes who has sent to a thread, or was named there."""


IN_OTHER_WORDS = {
    'mark_read_together': Action.MARK_READ,
    'preview_message': Action.SEND_MESSAGE,
    'read_in_thread': Action.READ_THREAD,
    'nearest_in_log': Action.READ_MESSAGES,
    'check_reader': Action.READ_CHANGES,
    'add_reaction': Action.REACT,
    'remove_reaction': Action.REACT,
    'may_read': Action.READ_ATTACHMENT,
    'read_beginning': Action.READ_ATTACHMENT,
}
"""The same for many at once: who has no right to it is left out, as tests/actions/test_reading.py shows; the same
without keeping anything, which tests/actions/test_messages.py asks for; the same for who knows what is to be there
afterwards, in tests/actions/test_reactions.py; the same again while a file goes out, in tests/test_endings.py; and
the same for a part of it, in tests/actions/test_text_files.py."""
