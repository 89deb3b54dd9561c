"""A connection to the session bus over libdbus: calls with basic arguments, and what comes back.

Not over QtDBus: PySide makes every number of Python an INT32, while fcitx 4 refuses keys that are not UINT32; and
QtDBus delivers signals apart from replies, while a commit has to be in the text before the key that follows it.
"""

import ctypes
import os
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

LIBRARY = "libdbus-1.so.3"
BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
METHOD_RETURN, ERROR, SIGNAL = 2, 3, 4
DISCONNECTED = ("org.freedesktop.DBus.Local", "Disconnected")
# Longer than a daemon needs that loads its dictionaries at the first key.
PATIENCE_MS = 1_000
# libdbus keeps its place in a message in a structure of its own, smaller than this on every machine.
_ITERATOR_BYTES = 256

_NUMBERS: Mapping[str, Any] = {"b": ctypes.c_uint32, "i": ctypes.c_int32, "u": ctypes.c_uint32}
_TEXTS, _CONTAINERS = "so", "ar"  # libdbus calls every structure r
_KNOWN = frozenset((*_NUMBERS, *_TEXTS, *_CONTAINERS))
_POINTER, _TEXT, _INT, _UINT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_uint32
_FUNCTIONS: Mapping[str, tuple[Any, tuple[Any, ...]]] = {
    "dbus_connection_open_private": (_POINTER, (_TEXT, _POINTER)),
    "dbus_connection_set_exit_on_disconnect": (None, (_POINTER, _UINT)),
    "dbus_connection_get_unix_fd": (_UINT, (_POINTER, _POINTER)),
    "dbus_connection_read_write": (_UINT, (_POINTER, _INT)),
    "dbus_connection_pop_message": (_POINTER, (_POINTER,)),
    "dbus_connection_send": (_UINT, (_POINTER, _POINTER, _POINTER)),
    "dbus_connection_close": (None, (_POINTER,)),
    "dbus_connection_unref": (None, (_POINTER,)),
    "dbus_message_new_method_call": (_POINTER, (_TEXT,) * 4),
    "dbus_message_set_auto_start": (None, (_POINTER, _UINT)),
    "dbus_message_set_no_reply": (None, (_POINTER, _UINT)),
    "dbus_message_get_type": (_INT, (_POINTER,)),
    "dbus_message_get_path": (_TEXT, (_POINTER,)),
    "dbus_message_get_interface": (_TEXT, (_POINTER,)),
    "dbus_message_get_member": (_TEXT, (_POINTER,)),
    "dbus_message_get_reply_serial": (_UINT, (_POINTER,)),
    "dbus_message_unref": (None, (_POINTER,)),
    "dbus_message_iter_init": (_UINT, (_POINTER, _POINTER)),
    "dbus_message_iter_init_append": (None, (_POINTER, _POINTER)),
    "dbus_message_iter_append_basic": (_UINT, (_POINTER, _INT, _POINTER)),
    "dbus_message_iter_get_arg_type": (_INT, (_POINTER,)),
    "dbus_message_iter_get_basic": (None, (_POINTER, _POINTER)),
    "dbus_message_iter_next": (_UINT, (_POINTER,)),
    "dbus_message_iter_recurse": (None, (_POINTER, _POINTER)),
}


Value: TypeAlias = "int | str | tuple[Value, ...]"


class NoBus(Exception):
    """The session has no bus that answers."""


class Call(NamedTuple):
    """A call of a method: to whom, of what, and the arguments with their D-Bus signature."""

    destination: str
    path: str
    interface: str
    member: str
    signature: str = ""
    arguments: tuple[int | str, ...] = ()


class Message(NamedTuple):
    """A message that has come: its kind, the serial that it answers, whence, and its arguments."""

    kind: int
    answers: int
    path: str
    name: tuple[str, str]
    arguments: "tuple[Value, ...]"


def bus_address(environment: Mapping[str, str]) -> str:
    """Return the address of the session bus; nothing where there is none, for none is to be started."""
    named = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    socket = os.path.join(environment.get("XDG_RUNTIME_DIR", ""), "bus")
    return named or (f"unix:path={socket}" if os.path.isabs(socket) and os.path.exists(socket) else "")


class Connection:
    """A connection of our own to a bus, used from one thread."""

    def __init__(self, address: str) -> None:
        """Connect; raises NoBus."""
        try:
            self._dbus = ctypes.CDLL(LIBRARY)
        except OSError as error:
            raise NoBus from error
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(self._dbus, name)
            function.restype, function.argtypes = result, arguments
        self._connection = self._dbus.dbus_connection_open_private(os.fsencode(address), None) if address else None
        if not self._connection:
            raise NoBus
        # libdbus would end the program together with the bus.
        self._dbus.dbus_connection_set_exit_on_disconnect(self._connection, 0)
        if self.ask(Call(BUS, BUS_PATH, BUS, "Hello")) is None:
            self.close()
            raise NoBus

    def close(self) -> None:
        """Leave the bus."""
        if self._connection:
            self._dbus.dbus_connection_close(self._connection)
            self._dbus.dbus_connection_unref(self._connection)
            self._connection = None

    def socket(self) -> int:
        """Return the file descriptor that becomes readable when something has come."""
        descriptor = ctypes.c_int(-1)
        self._dbus.dbus_connection_get_unix_fd(self._connection, ctypes.byref(descriptor))
        return descriptor.value

    def send(self, call: Call, reply: bool = False) -> int:
        """Send a call without waiting, and return its serial; only where a reply is wanted one comes."""
        words = (call.destination, call.path, call.interface, call.member)
        message = self._dbus.dbus_message_new_method_call(*(word.encode() for word in words))
        serial = ctypes.c_uint32()
        try:
            self._dbus.dbus_message_set_auto_start(message, 0)
            self._dbus.dbus_message_set_no_reply(message, int(not reply))
            place = ctypes.create_string_buffer(_ITERATOR_BYTES)
            self._dbus.dbus_message_iter_init_append(message, place)
            for kind, value in zip(call.signature, call.arguments, strict=True):
                box = ctypes.c_char_p(value.encode()) if isinstance(value, str) else _NUMBERS[kind](value)
                self._dbus.dbus_message_iter_append_basic(place, ord(kind), ctypes.byref(box))
            self._dbus.dbus_connection_send(self._connection, message, ctypes.byref(serial))
        finally:
            self._dbus.dbus_message_unref(message)
        return serial.value

    def ask(self, call: Call) -> Message | None:
        """Return the reply to a call whatever else comes, None where none comes in time."""
        serial = self.send(call, reply=True)
        replies = [message for message in self.until(serial) if message.answers == serial]
        return replies[-1] if replies and replies[-1].kind == METHOD_RETURN else None

    def answers(self, name: str) -> bool:
        """Return whether there is a program of this name on the bus that answers."""
        return self.ask(Call(name, "/", "org.freedesktop.DBus.Peer", "Ping")) is not None

    def match(self, rule: str) -> None:
        """Have the bus deliver the signals of a rule."""
        self.send(Call(BUS, BUS_PATH, BUS, "AddMatch", "s", (rule,)))

    def until(self, serial: int) -> list[Message]:
        """Return what comes until the reply to a call has, in order; after PATIENCE_MS at the latest, without it."""
        come: list[Message] = []
        deadline = time.monotonic() + PATIENCE_MS / 1_000
        while (left := deadline - time.monotonic()) > 0:
            connected = self._dbus.dbus_connection_read_write(self._connection, max(1, int(left * 1_000)))
            come += self._queued()
            if not connected or any(message.answers == serial for message in come):
                break
        return come

    def come(self) -> list[Message]:
        """Return what has come, without waiting."""
        self._dbus.dbus_connection_read_write(self._connection, 0)
        return list(self._queued())

    def _queued(self) -> Iterator[Message]:
        while message := self._dbus.dbus_connection_pop_message(self._connection):
            try:
                yield self._read(message)
            finally:
                self._dbus.dbus_message_unref(message)

    def _read(self, message: int) -> Message:
        path, interface, member = (
            (getattr(self._dbus, f"dbus_message_get_{part}")(message) or b"").decode()
            for part in ("path", "interface", "member")
        )
        kind, answers = self._dbus.dbus_message_get_type(message), self._dbus.dbus_message_get_reply_serial(message)
        place = ctypes.create_string_buffer(_ITERATOR_BYTES)
        arguments = self._values(place) if self._dbus.dbus_message_iter_init(message, place) else ()
        return Message(kind, answers, path, (interface, member), tuple(arguments))

    def _values(self, place: "ctypes.Array[ctypes.c_char]") -> "Iterator[Value]":
        """Yield what stands from a place on, up to a value of a type that we do not know."""
        while (kind := chr(self._dbus.dbus_message_iter_get_arg_type(place))) in _KNOWN:
            if kind in _CONTAINERS:
                inner = ctypes.create_string_buffer(_ITERATOR_BYTES)
                self._dbus.dbus_message_iter_recurse(place, inner)
                yield tuple(self._values(inner))
            elif kind in _TEXTS:
                text = ctypes.c_char_p()
                self._dbus.dbus_message_iter_get_basic(place, ctypes.byref(text))
                yield (text.value or b"").decode()
            else:
                number = _NUMBERS[kind]()
                self._dbus.dbus_message_iter_get_basic(place, ctypes.byref(number))
                yield number.value
            self._dbus.dbus_message_iter_next(place)
