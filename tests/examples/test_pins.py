"""Pins on a plan."""


def test_each_has_one_pin_and_the_author_removes_them(server, alice, bob):
    alice.sends('/pins Where shall we sit?')
    bob.points_at('Plan with 0 pins', 30, 40)
    alice.points_at('Plan with 1 pins', 200, 100)
    bob.points_at('Plan with 2 pins', 60, 40)
    server.restarts()
    bob.sees('Bob')
    alice.clicks('Remove all pins')
    bob.points_at('Plan with 0 pins', 1, 1)


def test_a_name_is_drawn_and_never_markup(extension):
    pin = extension.module.Pin(1, 2, '<script>')
    assert '&lt;script&gt;' in extension.module.drawn(pin)
