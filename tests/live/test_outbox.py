"""A page's own updates: in order, none lost, and never an old state after a reconnect."""

from tests.live.server import Server
from tests.live.tab import Tab


def label(tab: Tab, text: str = 'zero') -> str:
    return f"""
        client = Client.instances['{tab.client_id}']
        with client.content:
            site.label = ui.label('{text}')
    """


async def test_a_lost_older_update_does_not_overwrite_a_newer_one(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-stale')
        server.run(label(alice))
        await alice.until_sees('zero')
        number, kept = alice.next_message_id, dict(alice.elements)
        server.run("site.label.text = 'one'")
        await alice.until_sees('one')
        alice.next_message_id, alice.elements = number, kept  # as if it had been lost with the connection
        await alice.lose()
        server.run("site.label.text = 'two'")
        await alice.connect()
        await alice.until_sees('two')
        await alice.settle()
        assert 'one' not in alice.text()
        assert 'two' in alice.text()


async def test_an_element_deleted_while_away_is_deleted_at_the_return(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-deleted')
        server.run(label(alice))
        await alice.until_sees('zero')
        element_id = alice.find('zero')
        await alice.lose()
        server.run('site.label.delete()')
        await alice.connect()
        await alice.settle()
        assert element_id not in alice.elements


async def test_lost_messages_are_repeated_in_order_after_the_updates(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-order')
        number = alice.next_message_id
        server.run(f"""
            client = Client.instances['{alice.client_id}']
            with client.content:
                ui.notify('first')
                ui.joystick()
                ui.notify('second')
        """)
        await alice.until(lambda: len(alice.messages) == 2)
        joystick = next(i for i, e in alice.elements.items() if e['tag'] == 'nicegui-joystick')
        alice.next_message_id, alice.messages, alice.loaded = number, [], []
        del alice.elements[joystick]
        await alice.lose()
        await alice.connect()
        await alice.until(lambda: len(alice.messages) == 2)
        assert [data['message'] for _, data in alice.messages] == ['first', 'second']
        assert joystick in alice.elements


async def test_a_page_that_missed_more_than_is_kept_reloads(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-reload')
        await alice.settle()
        await alice.lose()
        server.run(f"Client.instances['{alice.client_id}'].outbox.message_history.clear()")
        alice.next_message_id -= 1
        await alice.connect()
        await alice.until(lambda: any('reload' in str(data) for _, data in alice.messages))


async def test_acknowledged_messages_are_forgotten(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-ack')
        await alice.settle()
        history = f"return len(Client.instances['{alice.client_id}'].outbox.message_history)"
        assert server.run(history) > 0
        await alice.emit('ack', {'client_id': alice.client_id, 'next_message_id': alice.next_message_id})
        await alice.emit('ack', {'client_id': alice.client_id, 'next_message_id': 'many'})
        for _ in range(20):
            if server.run(history) == 0:
                break
        assert server.run(history) == 0


async def test_one_bad_value_does_not_lose_the_others(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-bad')
        server.run(f"""
            with Client.instances['{alice.client_id}'].content:
                ui.label('lone \\ud800 surrogate')
                ui.label('sound')
        """)
        await alice.until_sees('cannot show sound')


async def test_a_page_opens_although_one_of_its_own_elements_is_bad(server: Server) -> None:
    server.run("site.builders['o-page'] = lambda: None")
    async with Tab(server.url) as alice:
        server.run("""
            original = site.page
            def page(name, language='en'):
                original(name, language)
                ui.label('lone \\ud800 surrogate')
            ui.page('/bad/{name}')(page)
        """)
        await alice.open('/bad/o-page')
        assert 'cannot show' in alice.text()


async def test_an_idle_page_has_no_task_of_its_own(server: Server) -> None:
    names = """
        import asyncio
        return sorted(task.get_name() for task in asyncio.all_tasks() if 'outbox' in task.get_name())
    """
    async with Tab(server.url) as alice:
        await alice.open('/room/o-idle')
        assert server.run(names) == []


async def test_binary_messages_go_the_way_of_socket_io(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/o-binary')
        server.run(f"""
            with Client.instances['{alice.client_id}'].content:
                site.outbox = ui.context.client.outbox
                site.outbox.enqueue_message('download', {{'src': 'text', 'filename': None, 'media_type': ''}},
                                            ui.context.client.id)
        """)
        await alice.until(lambda: any(kind == 'download' for kind, _ in alice.messages))
