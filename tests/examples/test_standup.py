"""A stand-up in writing."""


def test_everybody_tells_and_who_is_missing_is_named(server, alice, bob):
    alice.sends('/standup')
    bob.sees('Still to come: Alice, Bob')
    bob.clicks('Say what you do')
    bob.types('the release', into='What do you do today?')
    alice.sees_not('What do you do today?')
    server.passes(60)
    bob.clicks('Tell')
    alice.sees('Bob: the release')
    alice.sees('Still to come: Alice')
    server.restarts()
    bob.sees('Bob: the release')
    bob.sees_not('End it')
    alice.clicks('End it')
    bob.sees('Did not say: Alice')
    bob.sees_not('Say what you do')
