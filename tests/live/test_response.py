"""JavaScript is sent whether or not somebody awaits the answer, once."""

from tests.live.server import Server
from tests.live.tab import Tab


def codes(tab: Tab) -> list[str]:
    return [data['code'] for kind, data in tab.messages if kind == 'run_javascript']


async def test_code_that_nobody_awaits_is_sent_once_and_starts_no_task(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/r-forget')
        tasks = server.run(f"""
            import asyncio
            before = len(asyncio.all_tasks())
            Client.instances['{alice.client_id}'].run_javascript('one()')
            after = len(asyncio.all_tasks())
            await asyncio.sleep(0.05)
            return after - before
        """)
        await alice.until(lambda: codes(alice) == ['one()'])
        assert tasks == 0


async def test_an_awaited_answer_arrives_and_the_code_is_sent_once(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/r-await')
        await alice.settle()  # awaits an answer
        assert codes(alice) == []


async def test_a_response_awaited_too_late_says_so(server: Server) -> None:
    async with Tab(server.url) as alice:
        await alice.open('/room/r-late')
        assert 'immediately after creation' in server.run(f"""
            import asyncio
            response = Client.instances['{alice.client_id}'].run_javascript('one()')
            await asyncio.sleep(0.05)
            try:
                await response
            except RuntimeError as error:
                return str(error)
        """)
