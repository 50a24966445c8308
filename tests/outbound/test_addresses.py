"""Which addresses a request may go to."""

import ipaddress

import pytest

from messenger.outbound.addresses import Allowed, is_public


@pytest.mark.parametrize('text', ['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e'])
def test_a_host_on_the_internet_may_be_asked(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    'text',
    [
        '0.0.0.0',
        '10.0.0.1',
        '100.64.0.1',
        '127.0.0.1',
        '127.255.255.254',
        '169.254.169.254',
        '172.16.0.1',
        '192.0.0.8',
        '192.0.0.9',
        '192.88.99.1',
        '192.0.2.1',
        '192.168.1.1',
        '198.18.0.1',
        '224.0.0.251',
        '239.255.255.250',
        '240.0.0.1',
        '255.255.255.255',
        '::',
        '::1',
        '::127.0.0.1',
        '::ffff:127.0.0.1',
        '::ffff:8.8.8.8',
        '64:ff9b::7f00:1',
        '64:ff9b::808:808',
        '64:ff9b:1::1',
        '100::1',
        '2001:0:7f00:1::1',
        '2001:db8::1',
        '2002:7f00:1::1',
        '3fff::1',
        'fc00::1',
        'fd00:ec2::254',
        'fe80::1',
        'fe80::1%eth0',
        'fec0::1',
        'ff02::1',
    ],
)
def test_own_networks_machines_and_tunnels_may_not(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


def test_the_operator_allows_networks() -> None:
    """An address, a network, and nothing beside them."""
    allowed = Allowed(['10.1.0.0/16', '127.0.0.1', 'fd00::/8'])
    answers = {text: allowed.has(ipaddress.ip_address(text)) for text in ('10.1.2.3', '127.0.0.1', 'fd12::1')}
    assert all(answers.values()), answers
    assert not allowed.has(ipaddress.ip_address('10.2.0.1'))
    assert not allowed.has(ipaddress.ip_address('::ffff:127.0.0.1'))


def test_what_is_no_network_is_said_at_once() -> None:
    with pytest.raises(ValueError, match='intranet'):
        Allowed(['intranet'])
