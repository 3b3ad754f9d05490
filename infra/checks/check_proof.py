#!/usr/bin/env python3
"""Verifies a proof of a click that `./clickledger audit export` wrote.

    python3 check_proof.py PROOF.json PUBLIC_KEY.pem

Shares nothing with Clickledger but the file formats (docs/reference/seals.md) and the layouts of its events. It needs
Python 3.8 and nothing else. Exit 0 when the file proves its click, 1 when it doesn't, 2 when a file can't be read as
what it should be.
"""

import base64
import hashlib
import json
import re
import struct
import sys
import uuid
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from ed25519 import verify

LAYOUTS = Path(__file__).resolve().parents[2] / "command-side/event-store/src/main/resources/event-layouts"
EPOCH = datetime(2000, 1, 1, tzinfo=timezone.utc)
KEY_PREFIX = bytes.fromhex("302a300506032b6570032100")
TYPES = {44: "ClickCharged", 45: "ClickDeclined", 46: "ClickRefunded"}


class Unreadable(Exception):
    pass


class Wrong(Exception):
    pass


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def public_key(pem):
    """The 44 bytes of X.509, of which the last 32 are the key."""
    body = re.search(r"-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----", pem, re.S)
    encoded = base64.b64decode("".join(body.group(1).split())) if body else b""
    if len(encoded) != 44 or not encoded.startswith(KEY_PREFIX):
        raise Unreadable("not an Ed25519 public key")
    return encoded


def micros(text):
    """Microseconds since 2000, exactly."""
    parts = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z", text)
    if not parts:
        raise Unreadable(f"not a time: {text}")
    fraction = (parts.group(2) or "").ljust(9, "0")
    if fraction[6:] != "000":
        raise Wrong(f"a time has microseconds, not {text}")
    seconds = datetime.strptime(parts.group(1), "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc) - EPOCH
    return (seconds.days * 86_400 + seconds.seconds) * 1_000_000 + int(fraction[:6])


def position(text):
    transaction, offset = text.split(":")
    return int(transaction), int(offset)


def canonical(row):
    columns = [
        struct.pack(">q", row["tx"]),
        struct.pack(">q", row["position"]),
        struct.pack(">q", row["sequence"]),
        struct.pack(">q", micros(row["at"])),
        uuid.UUID(row["event_id"]).bytes,
        struct.pack(">h", row["type"]),
        struct.pack(">h", row["revision"]),
        row["aggregate_id"].encode("utf-8"),
        base64.b64decode(row["payload"], validate=True),
    ]
    return struct.pack(">h", len(columns)) + b"".join(struct.pack(">i", len(column)) + column for column in columns)


def root_of(leaf, index, size, path):
    """Up from the leaf: neighbours in pairs, one without a neighbour as it is."""
    if not 0 <= index < size:
        raise Wrong(f"no leaf {index} of {size}")
    path = list(path)
    node = leaf
    while size > 1:
        sibling = index ^ 1
        if sibling < size:
            if not path:
                raise Wrong("the path is too short")
            beside = bytes.fromhex(path.pop(0))
            node = sha256(b"\x01", beside, node) if sibling < index else sha256(b"\x01", node, beside)
        index, size = index // 2, (size + 1) // 2
    if path:
        raise Wrong("the path is too long")
    return node


def chain_of(seal):
    header = struct.pack(">qiq", seal["number"], seal["events"], seal["total_events"])
    header += struct.pack(">qqqq", *position(seal["first"]), *position(seal["last"]))
    header += bytes.fromhex(seal["root"]) + struct.pack(">q", micros(seal["sealed_at"])) + bytes.fromhex(seal["key_id"])
    return sha256(b"\x02", bytes.fromhex(seal["previous"]), header)


def cbor(data, at=0):
    """The value at a place and where the next one begins: what events use of CBOR, no more."""
    major, short = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7 and short in (20, 21, 22):
        return {20: False, 21: True, 22: None}[short], at
    if short < 24:
        number = short
    elif short <= 27:
        size = 1 << (short - 24)
        number = int.from_bytes(data[at:at + size], "big")
        at += size
    else:
        raise Wrong("the payload is not one of an event")
    if major in (0, 1):
        return (number if major == 0 else -1 - number), at
    if major in (2, 3):
        value = data[at:at + number]
        return (value if major == 2 else value.decode("utf-8")), at + number
    if major == 4:
        values = []
        for _ in range(number):
            value, at = cbor(data, at)
            values.append(value)
        return values, at
    raise Wrong("the payload is not one of an event")


def named(layout, value):
    """Values by position under the names that their layout gives them."""
    if isinstance(layout, dict):
        if len(layout) != len(value):
            raise Wrong("the payload has other fields than its layout")
        return {name: named(kind, v) for (name, kind), v in zip(layout.items(), value) if v is not None}
    if isinstance(layout, list):
        return [named(layout[0], v) for v in value]
    if layout == "uuid":
        return str(uuid.UUID(bytes=value))
    if layout == "day":
        return str(date(1970, 1, 1) + timedelta(days=value))
    if layout == "instant":
        return {"millis": value}
    return value


def same(words, value):
    """Whether the file says of a value what it is; a time may be written with more or fewer zeros."""
    if isinstance(value, dict) and set(value) == {"millis"}:
        since_1970 = micros(words) + (EPOCH - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(microseconds=1)
        return since_1970 == value["millis"] * 1000
    if isinstance(value, dict):
        return isinstance(words, dict) and set(words) == set(value) and all(same(words[k], value[k]) for k in value)
    if isinstance(value, list):
        return isinstance(words, list) and len(words) == len(value) and all(map(same, words, value))
    return type(words) is type(value) and words == value


def check_event(event, key):
    row, seal = event["row"], event["seal"]
    key_id = hashlib.sha256(key).hexdigest()[:16]
    if seal["key_id"] != key_id:
        raise Wrong(f"seal {seal['number']} was signed with key {seal['key_id']}, not with {key_id}")
    chain = chain_of(seal)
    if chain.hex() != seal["chain"]:
        raise Wrong(f"seal {seal['number']} was changed after it was signed")
    if not verify(key[-32:], chain, base64.b64decode(seal["signature"], validate=True)):
        raise Wrong(f"the signature of seal {seal['number']} is not the key's")
    leaf = sha256(b"\x00", canonical(row))
    if root_of(leaf, event["index"], seal["events"], event["path"]).hex() != seal["root"]:
        raise Wrong(f"event {row['tx']}:{row['position']} is not in seal {seal['number']}")
    if not position(seal["first"]) <= (row["tx"], row["position"]) <= position(seal["last"]):
        raise Wrong("its position is not within the seal")
    layout = json.loads((LAYOUTS / f"{event['type']}.r{row['revision']}.json").read_text())
    payload = base64.b64decode(row["payload"])
    values, end = cbor(payload)
    if TYPES.get(row["type"]) != event["type"] or end != len(payload) or not same(event["readable"], named(layout, values)):
        raise Wrong("what it says in words is not what was sealed")
    return event["readable"]


def check_story(click_id, types, events):
    """A click is charged or declined once, and given back once at the most."""
    if types not in (["ClickCharged"], ["ClickDeclined"], ["ClickCharged", "ClickRefunded"]):
        raise Wrong(f"these are not the events of a click: {', '.join(types) or 'none'}")
    for type_name, event in zip(types, events):
        if (event["click_id"] if type_name == "ClickRefunded" else event["ad"]["click_id"]) != click_id:
            raise Wrong(f"an event is not one of click {click_id}")
    if len(events) == 2 and (events[1]["advertiser_id"] != events[0]["advertiser_id"]
                             or events[1]["amount"] > events[0]["amount"]):
        raise Wrong("the refund is not one of this charge")


def sentence(type_name, event):
    if type_name == "ClickCharged":
        return (f"{event['at']}: advertiser {event['advertiser_id']} was charged {event['amount']:,} won, campaign "
                f"{event['ad']['campaign_id']}, business day {event['business_day']}.")
    if type_name == "ClickDeclined":
        return f"{event['at']}: advertiser {event['advertiser_id']} was charged nothing ({event['reason']})."
    return (f"{event['at']}: advertiser {event['advertiser_id']} was given {event['amount']:,} won back "
            f"({event['reason']}).")


def check(bundle, key):
    """What is proved, a sentence an event."""
    if bundle["format"] != "clickledger-proof-1":
        raise Unreadable(f"a {bundle['format']} is not known here")
    types = [event["type"] for event in bundle["events"]]
    events = [check_event(event, key) for event in bundle["events"]]
    for event, readable in zip(bundle["events"], events):
        if event["row"]["aggregate_id"] != "balance/" + readable["advertiser_id"]:
            raise Wrong("an event is not one of its advertiser's balance")
    check_story(bundle["click_id"], types, events)
    return [sentence(type_name, event) for type_name, event in zip(types, events)]


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        bundle = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        proved = check(bundle, public_key(Path(arguments[1]).read_text(encoding="utf-8")))
    except Wrong as wrong:
        print(f"This file proves nothing: {wrong}.")
        return 1
    except (Unreadable, OSError, ValueError, KeyError, TypeError, struct.error) as unreadable:
        print(f"Can't be checked: {type(unreadable).__name__}: {unreadable}", file=sys.stderr)
        return 2
    print(f"Proved of click {bundle['click_id']}:")
    for event, words in zip(bundle["events"], proved):
        seal = event["seal"]
        print(f"  {words}\n    event {event['index'] + 1} of {seal['events']} in seal {seal['number']} of {seal['sealed_at']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
