"""Which IP addresses a request may go to: public ones, and those that the operator allows."""

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

GLOBAL_UNICAST = ipaddress.IPv6Network('2000::/3')
"""All that is given out of IPv6; outside lie loopback, link-local, unique local, multicast, NAT64, IPv4-mapped."""

SPECIAL = (ipaddress.IPv4Network('192.0.0.0/24'), ipaddress.IPv4Network('192.88.99.0/24'))
"""Protocol assignments (RFC 6890) and the old relay of 6to4 (RFC 7526), of which Python 3.11 takes some for public."""

TUNNELS = (ipaddress.IPv6Network('2001::/32'), ipaddress.IPv6Network('2002::/16'))
"""Teredo and 6to4: the address holds one of IPv4, to which a relay would pass the request on."""

DOCUMENTATION = ipaddress.IPv6Network('3fff::/20')
"""RFC 9637, which Python 3.11 does not know yet."""


class Allowed:
    """What the operator allows besides public addresses.

    >>> Allowed(['10.1.0.0/16']).has(ipaddress.ip_address('10.1.2.3'))
    True
    >>> Allowed().has(ipaddress.ip_address('169.254.169.254'))
    False
    """

    def __init__(self, networks: Iterable[str] = ()) -> None:
        """Take addresses and networks, such as 10.1.0.0/16. Raises ValueError."""
        self._networks: tuple[Network, ...] = tuple(ipaddress.ip_network(each, strict=False) for each in networks)

    def has(self, address: Address) -> bool:
        """Tell whether a request may go there."""
        return is_public(address) or any(address in network for network in self._networks)


def is_public(address: Address) -> bool:
    """Tell whether an address is one host's on the Internet: nobody's own network, machine or cloud metadata."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast and not any(address in network for network in SPECIAL)
    if address not in GLOBAL_UNICAST or address in DOCUMENTATION or any(address in tunnel for tunnel in TUNNELS):
        return False
    return address.is_global
