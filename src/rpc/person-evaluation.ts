/** What became of blinded numbers of documents that a country's regulator was to evaluate. */
export type PersonEvaluation =
  | {
      readonly code: "OK";
      /** As the ledger has it. */
      readonly publicKey: Uint8Array;
      /** One for each, in their order: elements of 32 bytes. */
      readonly evaluated: readonly Uint8Array[];
      /** That all of them were evaluated under the key: 64 bytes. Whoever blinded them verifies it. */
      readonly proof: Uint8Array;
    }
  | { readonly code: "RATE_LIMITED" | "REGULATOR_BUSY"; readonly retryAfterMs: number }
  | { readonly code: "BAD_ELEMENT"; readonly index: number }
  | { readonly code: "KEY_NOT_SET" | "REGULATOR_OFFLINE" | "REGULATOR_REFUSED" };

/** Has 1 to 100 blinded numbers evaluated under the key of a country's regulator, by its node. */
export type EvaluatePersons = (
  country: string,
  blinded: readonly Uint8Array[],
) => Promise<PersonEvaluation>;
