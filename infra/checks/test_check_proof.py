"""python3 -m unittest, in this directory. The example was exported from a running system."""

import copy
import io
import json
import tempfile
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import check_proof
import ed25519

EXAMPLES = Path(__file__).resolve().parent / "examples"
PROOF = EXAMPLES / "proof.json"
KEY = EXAMPLES / "sealing-key.pem.pub"


def run(bundle, key=KEY):
    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "proof.json"
        file.write_text(bundle if isinstance(bundle, str) else json.dumps(bundle), encoding="utf-8")
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = check_proof.main([str(file), str(key)])
        return code, said.getvalue()


def values(node, path=()):
    """Every value in the file and the way to it."""
    if isinstance(node, dict):
        for name, child in node.items():
            yield from values(child, path + (name,))
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from values(child, path + (index,))
    else:
        yield path, node


def changed(bundle, path, value):
    other = copy.deepcopy(bundle)
    node = other
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return other


def another(value):
    if isinstance(value, int):
        return value + 1
    # The last digit or letter that says something: not a closing bracket, nor base64's padding.
    for at in range(len(value) - 1, -1, -1):
        if value[at] in "0123456789abcdef":
            return value[:at] + ("1" if value[at] != "1" else "2") + value[at + 1:]
    return value + "x"


class CheckProofTest(unittest.TestCase):

    def setUp(self):
        self.bundle = json.loads(PROOF.read_text(encoding="utf-8"))

    def test_says_what_is_proved(self):
        code, said = run(self.bundle)
        self.assertEqual(0, code)
        self.assertIn("was charged 410 won", said)
        self.assertIn("event 1 of 5", said)

    def test_sees_a_change_of_any_value(self):
        tried = 0
        for path, value in values(self.bundle):
            if path[0] == "public_keys":
                continue
            code, said = run(changed(self.bundle, path, another(value)))
            self.assertNotEqual(0, code, f"{path}: {said}")
            tried += 1
        self.assertGreater(tried, 40)

    def test_trusts_no_other_key(self):
        with tempfile.TemporaryDirectory() as directory:
            other = Path(directory) / "key.pem"
            other.write_text("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
                             "-----END PUBLIC KEY-----\n")
            self.assertEqual(1, run(self.bundle, other)[0])

    def test_needs_every_hash_of_the_path(self):
        for path in (self.bundle["events"][0]["path"][:-1], self.bundle["events"][0]["path"] + ["00" * 32]):
            code, said = run(changed(self.bundle, ("events", 0, "path"), path))
            self.assertEqual(1, code)
            self.assertIn("path is too", said)

    def test_takes_no_event_twice_and_not_none(self):
        event = self.bundle["events"][0]
        self.assertEqual(1, run(changed(self.bundle, ("events",), [event, event]))[0])
        self.assertEqual(1, run(changed(self.bundle, ("events",), []))[0])

    def test_says_what_it_cannot_read(self):
        for text in ("", "nothing", "[]", "{}", '{"format": "other"}'):
            self.assertEqual(2, run(text)[0])
        self.assertEqual(2, run(self.bundle, PROOF)[0])

    def test_signatures_are_those_of_the_rfc(self):
        public = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
        signature = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                  "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
        self.assertTrue(ed25519.verify(public, b"\x72", signature))
        self.assertFalse(ed25519.verify(public, b"\x73", signature))
        self.assertFalse(ed25519.verify(public, b"\x72", signature[:-1]))


if __name__ == "__main__":
    unittest.main()
