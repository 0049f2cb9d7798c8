import { randomBytes } from "node:crypto";

import { transactionBody, transactionId } from "../../chain/transaction.ts";
import { readOperations } from "../../execution/read-transaction.ts";
import { malformedAs } from "../../execution/refusals.ts";
import { toHex } from "../../primitives/bytes.ts";
import { encode } from "../../primitives/fields/codec.ts";
import { field } from "../../primitives/fields/index.ts";
import { limits } from "../../primitives/limits.ts";
import { defineMethod } from "../definition.ts";
import { accountInput, anyJson, of, optional } from "../inputs.ts";
import { refusalError } from "../rpc-error.ts";
import { body as bodySchema, hash, hex, operation, shape } from "../schemas.ts";
import { bodyToJson, operationsFromJson } from "../transaction-json.ts";

/** Each signature of a transaction takes this much; a body must leave room for one. */
const SIGNED_OVERHEAD_BYTES = 8 + 96;

/** tx_build: canonical bytes for those who have no encoder. It holds no key: signing stays with the caller. */
export const build = defineMethod({
  name: "tx_build",
  summary: "The unsigned bytes of a transaction and the hash to sign, from operations in JSON.",
  params: {
    account: accountInput,
    operations: anyJson({ type: "array", minItems: 1, maxItems: 100, items: operation }),
    validUntil: optional(
      of(
        field.count(),
        "Milliseconds UTC; four fifths of the network's lifetime ahead if left out.",
      ),
    ),
    nonce: optional(of(field.bytes(16), "16 bytes in hexadecimal; random if left out.")),
  },
  result: shape({ transaction: hex, id: hash, signingHash: hash, body: bodySchema }),
  errors: {},
  example: {
    params: {
      account: "alice",
      operations: [
        {
          type: "payment.transfer",
          body: {
            to: "bob",
            amount: { asset: "HKD@gateway-hk", minor: "125000" },
            uetr: "8a562c67-ca16-48ba-b074-65581be6f001",
          },
        },
      ],
    },
  },
  right: "read",
  handle({ account, operations, validUntil, nonce }, node, { names }) {
    // Not the whole lifetime: block times lag this clock a little, and the bound is judged by block time.
    const aheadMs = Math.floor((node.parameters().lifetimeMs * 4) / 5);
    const body = {
      chainId: node.chainId,
      account,
      nonce: nonce ?? new Uint8Array(randomBytes(16)),
      validUntil: validUntil ?? Date.now() + aheadMs,
      operations: operationsFromJson(operations, names, "operations"),
    };
    const bytes = encode(transactionBody, body);
    if (bytes.length + SIGNED_OVERHEAD_BYTES > limits.transactionBytes) {
      throw refusalError(malformedAs("TOO_LARGE", `The body alone has ${bytes.length} bytes.`));
    }
    const id = transactionId(body);
    const unsigned = { body, signatures: [], id, wireHash: id, bytes };
    const read = readOperations(unsigned, node.chainId);
    if (!read.ok) throw refusalError(read.refusal);
    return {
      transaction: toHex(bytes),
      id: toHex(id),
      signingHash: toHex(id),
      body: bodyToJson(body),
    };
  },
});
