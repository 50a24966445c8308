"""The way of commands to a running server."""

import asyncio
import socket
import stat

import pytest

from messenger.model.refused import Refused
from messenger.operator_commands import Operator
from messenger.operator_socket import OperatorSocket, ask_server
from messenger.settings import Settings


@pytest.fixture
async def folder(world, tmp_path):
    """Let a server listen in a folder."""
    operator = Operator(store=world.store, members=world.actions.members, accounts=None, address='')
    listening = OperatorSocket(Settings(data=tmp_path), operator)
    await listening.start()
    yield tmp_path
    await listening.stop()


async def test_a_command_is_done_by_the_server(folder, world):
    done = await asyncio.to_thread(ask_server, folder, ['member', 'rename', 'Bob', 'Robert'])
    assert done == 'Bob is now Robert.'
    assert world.store.member(world.bob.id).name == 'Robert'


async def test_a_refusal_is_told(folder):
    with pytest.raises(Refused, match='Nobody is called Dave'):
        await asyncio.to_thread(ask_server, folder, ['member', 'free', 'Dave'])


async def test_only_the_servers_own_user_may_ask(folder):
    assert stat.S_IMODE((folder / 'operator.sock').stat().st_mode) == 0o600


@pytest.mark.parametrize('line', [b'', b'nonsense\n', b'{}\n', b'"member"\n', b'[1, 2]\n', b'x' * 10_000 + b'\n'])
async def test_nonsense_harms_nobody(folder, line):
    def send():
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(folder / 'operator.sock'))
            connection.sendall(line)
            connection.shutdown(socket.SHUT_WR)
            return connection.recv(1000)

    assert b'done' not in await asyncio.to_thread(send)
    assert 'Alice' in await asyncio.to_thread(ask_server, folder, ['member', 'list'])


async def test_a_server_that_does_not_answer_is_said(tmp_path):
    with pytest.raises(Refused, match='stop it and try again'):
        ask_server(tmp_path, ['member', 'list'])


async def test_a_socket_left_over_by_a_crash_is_replaced(folder, world):
    operator = Operator(store=world.store, members=world.actions.members, accounts=None, address='')
    again = OperatorSocket(Settings(data=folder), operator)
    await again.start()
    assert 'Alice' in await asyncio.to_thread(ask_server, folder, ['member', 'list'])
    await again.stop()
