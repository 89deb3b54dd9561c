"""Our connection to a bus, on a bus of the test's own."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ui.shell.input_method import libdbus
from ui.shell.input_method.libdbus import (
    BUS,
    BUS_PATH,
    DISCONNECTED,
    METHOD_RETURN,
    SIGNAL,
    Call,
    Connection,
    NoBus,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="no dbus-daemon")


@pytest.fixture
def bus() -> "Iterator[subprocess.Popen[str]]":
    command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        yield process
        process.kill()


@pytest.fixture
def address(bus: "subprocess.Popen[str]") -> str:
    assert bus.stdout
    return bus.stdout.readline().strip()


def test_calls_are_answered_and_names_are_known(address: str) -> None:
    connection = Connection(address)
    assert connection.socket() >= 0
    reply = connection.ask(Call(BUS, BUS_PATH, BUS, "RequestName", "su", ("test.Name", 4)))
    assert reply
    assert (reply.kind, reply.arguments) == (METHOD_RETURN, (1,))
    assert connection.answers(BUS)
    assert not connection.answers("test.Other")
    names = connection.ask(Call(BUS, BUS_PATH, BUS, "ListNames"))
    assert names
    assert isinstance(names.arguments[0], tuple)
    assert {BUS, "test.Name"} <= set(names.arguments[0])
    assert connection.ask(Call(BUS, BUS_PATH, BUS, "NoSuchMethod")) is None
    assert connection.ask(Call("test.Other", "/", "test.Other", "Any", "is", (-1, "好"))) is None
    connection.close()
    connection.close()


def test_signals_come_in_the_order_of_the_bus(address: str) -> None:
    connection, other = Connection(address), Connection(address)
    connection.match(f"type='signal',sender='{BUS}',member='NameOwnerChanged',arg0='test.Name'")
    assert connection.come() is not None
    assert connection.answers(BUS), "the bus has read the rule"
    for method, rest in (("RequestName", ("test.Name", 4)), ("ReleaseName", ("test.Name",))):
        assert other.ask(Call(BUS, BUS_PATH, BUS, method, "su"[: len(rest)], rest))
    serial = connection.send(Call(BUS, BUS_PATH, BUS, "GetId"), reply=True)
    come = connection.until(serial)
    changes = [message.arguments for message in come if message.kind == SIGNAL and message.name[1] != "NameAcquired"]
    assert [(name, bool(old), bool(new)) for name, old, new in changes] == [
        ("test.Name", False, True),
        ("test.Name", True, False),
    ]
    assert come[-1].answers == serial
    other.close()
    connection.close()


def test_a_bus_that_hangs_is_waited_for_no_longer_than_the_patience(
    address: str, bus: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libdbus, "PATIENCE_MS", 50)
    connection = Connection(address)
    bus.send_signal(signal.SIGSTOP)
    assert not connection.answers(BUS)
    bus.send_signal(signal.SIGCONT)
    connection.close()


def test_a_program_that_hangs_does_not_answer(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libdbus, "PATIENCE_MS", 50)
    connection, other = Connection(address), Connection(address)
    other.ask(Call(BUS, BUS_PATH, BUS, "RequestName", "su", ("test.Name", 4)))
    assert not connection.answers("test.Name"), "nobody reads what comes to it"
    connection.close()
    other.close()


def test_the_end_of_the_bus_is_told_and_ends_nothing_else(address: str, bus: "subprocess.Popen[str]") -> None:
    connection = Connection(address)
    bus.kill()
    bus.wait()
    names = [message.name for _look in range(3) for message in connection.come()]
    assert DISCONNECTED in names
    assert not connection.answers(BUS)
    connection.send(Call(BUS, BUS_PATH, BUS, "GetId"))
    connection.close()


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense"])
def test_no_bus_is_no_bus(address: str) -> None:
    with pytest.raises(NoBus):
        Connection(address)
