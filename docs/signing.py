"""Builds and signs a Portolan payment with nothing but the standard library and `cryptography`.

Reads a JSON document on standard input and writes one on standard output; docs/signing.md explains each step.
    {"seed", "chainId", "account", "nonce", "validUntil", "to", "asset", "minor", "uetr"}   all but validUntil as text
    -> {"id", "publicKey", "signature", "transaction"}
"""

import hashlib
import json
import struct
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32M_CONSTANT = 0x2BC830A3
PAYMENT_TRANSFER = 0x0101


def polymod(values):
    """The BCH checksum of BIP-350."""
    generator = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for i in range(5):
            check ^= generator[i] if (top >> i) & 1 else 0
    return check


def account(text):
    """20 bytes of a `ptl1…` address."""
    prefix, data = text.rsplit("1", 1)
    values = [BECH32.index(character) for character in data]
    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    if prefix != "ptl" or polymod(expanded + values) != BECH32M_CONSTANT:
        raise ValueError(f"{text} is not an account")
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    return number.to_bytes(20, "big")


def asset(text):
    """Code padded to 12 bytes, then the issuer."""
    code, issuer = text.split("@")
    return code.encode().ljust(12, b"\0") + account(issuer)


def container(*fields):
    """SSZ: ("fixed", bytes) in place, ("variable", bytes) behind, by a 4-byte offset."""
    size = sum(len(value) if kind == "fixed" else 4 for kind, value in fields)
    head, tail = b"", b""
    for kind, value in fields:
        if kind == "fixed":
            head += value
        else:
            head += struct.pack("<I", size + len(tail))
            tail += value
    return head + tail


def list_of_variable(items):
    return container(*(("variable", item) for item in items))


def domain_hash(domain, data):
    return hashlib.sha256(domain.encode() + b"\n" + data).digest()


def transfer_body(order):
    amount = asset(order["asset"]) + struct.pack("<Q", int(order["minor"]))
    uetr = bytes.fromhex(order["uetr"].replace("-", ""))
    absent = ("variable", b"")  # endToEndId, purpose, chargeBearer, remittanceHash, recipientTag
    fixed = [("fixed", account(order["to"])), ("fixed", amount), ("fixed", uetr)]
    return container(*fixed, *[absent] * 5)


def main():
    order = json.load(sys.stdin)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(order["seed"]))
    raw = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    public_key = key.public_key().public_bytes(*raw)

    operation = container(
        ("fixed", struct.pack("<H", PAYMENT_TRANSFER)),
        ("variable", b""),  # source: absent, so the transaction's account
        ("variable", transfer_body(order)),
    )
    body = container(
        ("fixed", bytes.fromhex(order["chainId"])),
        ("fixed", account(order["account"])),
        ("fixed", bytes.fromhex(order["nonce"])),
        ("fixed", struct.pack("<Q", order["validUntil"])),
        ("variable", list_of_variable([operation])),
    )
    transaction_id = domain_hash("portolan transaction 1", body)
    signature = key.sign(transaction_id)
    transaction = container(("variable", body), ("variable", public_key + signature))
    answer = {
        "id": transaction_id.hex(),
        "publicKey": public_key.hex(),
        "signature": signature.hex(),
        "transaction": transaction.hex(),
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
