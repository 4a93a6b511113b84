"""What is known of hosts: read at the start of a run, written with each look."""

import sqlalchemy as sa

from newsdiff.model.page import HostState
from newsdiff.storage import tables as t


def load_hosts(conn: sa.Connection) -> list[HostState]:
    """What is known of every host, by name."""
    names = [column.name for column in t.hosts.columns]
    rows = conn.execute(sa.select(t.hosts).order_by(t.hosts.c.host))
    return [HostState(**{name: getattr(row, name) for name in names}) for row in rows]


def save_host(conn: sa.Connection, state: HostState) -> None:
    """Write what is known of a host, over what was."""
    values = {column.name: getattr(state, column.name) for column in t.hosts.columns if column.name != "host"}
    done = conn.execute(sa.update(t.hosts).where(t.hosts.c.host == state.host).values(values))
    if done.rowcount == 0:
        conn.execute(sa.insert(t.hosts).values(host=state.host, **values))
