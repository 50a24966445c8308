"""A list that the group works off together."""


def test_items_are_ticked_and_added_by_all(server, alice, bob):
    alice.sends('/list Groceries | milk | bread')
    bob.clicks('milk')
    alice.sees('milk ✓ Bob')
    alice.clicks('Add an item')
    bob.sees_not('What is to do?')
    alice.types('salt', into='What is to do?')
    server.passes(60)
    bob.clicks('bread')
    alice.clicks('Add')
    bob.sees('salt')
    bob.sees('bread ✓ Bob')
    alice.sees_not('What is to do?')
    server.restarts()
    alice.clicks('milk')
    bob.sees_not('milk ✓')
    bob.sees('salt')


def test_an_empty_item_is_none(alice, bob):
    alice.sends('/list Groceries')
    bob.sees('Nothing to do yet.')
    bob.clicks('Add an item')
    bob.types('', into='What is to do?')
    bob.presses('Enter', at='What is to do?')
    alice.sees('Nothing to do yet.')
    bob.clicks('Add an item')
    bob.types('tea', into='What is to do?')
    bob.presses('Enter', at='What is to do?')
    alice.sees('tea')
    alice.sees_not('Nothing to do yet.')
