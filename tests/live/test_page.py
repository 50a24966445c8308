"""A browser that comes back sees exactly the present state."""

from tests.live.server import Server
from tests.live.tab import Tab

ROWS = """
    def build():
        site.rows = [row(f'row {i}') for i in range(3)]
    site.builders['NAME'] = build
"""

MEANWHILE = """
    site.rows[0].delete()
    site.rows[1].props['innerHTML'] = 'edited'
    with live.find('NAME'):
        row('added')
"""


async def test_what_was_added_edited_and_deleted_while_away_is_there_after_the_return(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-away'))
    async with Tab(server.url) as alice:
        await alice.open('/room/p-away')
        await alice.lose()
        server.run(MEANWHILE.replace('NAME', 'p-away'))
        await alice.connect()
        await alice.until_sees('edited <b>row 2</b> <b>added</b>')
        assert 'row 0' not in alice.text()
        block = server.run("return list(live.find('p-away').owner.elements)")
        assert sorted(block) == sorted(i for i in alice.elements if i >= 2**26)


async def test_frames_lost_on_the_way_are_sent_again(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-lost'))
    async with Tab(server.url) as alice:
        await alice.open('/room/p-lost')
        kept = dict(alice.elements)
        server.run(MEANWHILE.replace('NAME', 'p-lost'))
        await alice.until_sees('added')
        alice.elements = kept  # as if the frame had been lost with the connection
        await alice.lose()
        await alice.connect()
        await alice.until_sees('edited <b>row 2</b> <b>added</b>')


async def test_a_return_is_sent_only_what_may_be_missing(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-only'))
    async with Tab(server.url) as alice:
        await alice.open('/room/p-only')
        server.run("""
            import time
            block = live.find('p-only')
            next(iter(block.views)).sent_at[block] -= 1000
            broadcast = live._broadcast
            broadcast.horizon._marks.clear()
            broadcast.horizon._marks.append((time.monotonic() - 100, broadcast.version))
        """)
        await alice.lose()
        server.run(MEANWHILE.replace('NAME', 'p-only'))
        alice.frames.clear()
        await alice.connect()
        await alice.until_sees('edited <b>row 2</b> <b>added</b>')
        assert 'row 0' not in alice.text()
        assert not any('row 2' in frame for frame in alice.frames)


async def test_a_second_loss_right_after_a_return_loses_nothing(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-twice'))
    async with Tab(server.url) as alice:
        await alice.open('/room/p-twice')
        server.run("""
            import time
            block = live.find('p-twice')
            next(iter(block.views)).sent_at[block] -= 1000
            live._broadcast.horizon._marks.clear()
            live._broadcast.horizon._marks.append((time.monotonic() - 1000, live._broadcast.version))
        """)
        await alice.lose()
        server.run(MEANWHILE.replace('NAME', 'p-twice'))
        kept = dict(alice.elements)
        await alice.connect()
        alice.elements = kept  # as if what was caught up had been lost
        server.run("""
            import time
            live._broadcast.horizon._marks.clear()
            live._broadcast.horizon._marks.append((time.monotonic() - 500, live._broadcast.version))
        """)
        await alice.lose()
        await alice.connect()
        await alice.until_sees('edited <b>row 2</b> <b>added</b>')


async def test_blocks_shown_and_left_while_away_are_right_after_the_return(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/p-x+p-y')
        await alice.lose()
        server.run("site.views['p-x+p-y'][-1].show([live.find('p-y'), live.block('p-z', lambda: row('z'))])")
        await alice.connect()
        await alice.until_sees('<b>first of p-y</b> <b>z</b>')
        assert len([i for i in alice.elements if i >= 2**26]) == 4


async def test_a_leave_while_away_is_carried_out_at_the_return(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/p-left')
        await alice.lose()
        server.run("site.views['p-left'][-1].leave()")
        await alice.connect()
        await alice.settle()
        assert [i for i in alice.elements if i >= 2**26] == []


async def test_a_return_before_the_old_socket_is_found_dead_takes_its_place(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-overlap'))
    async with Tab(server.url) as alice, Tab(server.url) as again:
        await alice.open('/room/p-overlap')
        again.client_id, again.tab_id, again.document_id = alice.client_id, alice.tab_id, alice.document_id
        again.elements, again.next_message_id = alice.elements, alice.next_message_id
        await again.connect()
        await alice.socket.wait_closed()
        server.run(MEANWHILE.replace('NAME', 'p-overlap'))
        await again.until_sees('edited <b>row 2</b> <b>added</b>')
        # The browser of the old socket knows that it is closed a moment before the server has forgotten it.
        server.run(f"""
            import asyncio
            async with asyncio.timeout(5):
                while len(live._pages['{alice.client_id}'].connections) != 1:
                    await asyncio.sleep(0.01)
        """)


async def test_another_document_of_the_same_page_gets_everything(server: Server) -> None:
    server.run(ROWS.replace('NAME', 'p-document'))
    async with Tab(server.url) as alice:
        await alice.open('/room/p-document')
        html = dict(alice.elements)
        server.run(MEANWHILE.replace('NAME', 'p-document'))
        await alice.until_sees('added')
        await alice.lose()
        alice.elements, alice.document_id = html, 'another'
        await alice.connect()
        await alice.until_sees('edited <b>row 2</b> <b>added</b>')
        await alice.lose()
        server.run(f"""
            client = Client.instances['{alice.client_id}']
            for task in client._delete_tasks.values():
                task.cancel()  # NiceGUI deletes a client once per document, the second time with a KeyError
            client.delete()
        """)


async def test_a_block_left_and_shown_again_long_ago_stays_after_a_cut(server: Server) -> None:
    async with Tab(server.url, 'alice') as alice, Tab(server.url, 'bob') as bob:
        await bob.open('/room/p-dep-a')
        await alice.open('/room/p-dep-a')
        server.run("""
            import time
            view = site.views['p-dep-a'][-1]
            a = view.blocks[0]
            view.show([live.block('p-dep-b', lambda: row('b'))])
            view.show([a])
            page = view.page  # as if all this were long ago
            page._departed = type(page._departed)((at - 1000, ids) for at, ids in page._departed)
            for block in view.sent_at:
                view.sent_at[block] -= 1000
            live._broadcast.horizon._marks.clear()
            live._broadcast.horizon._marks.append((time.monotonic() - 500, live._broadcast.version))
        """)
        await alice.settle()
        assert 'first of p-dep-a' in alice.text()
        await alice.lose()
        await alice.connect()
        await alice.settle()
        assert 'first of p-dep-a' in alice.text()
