/** Why a document of a CEB message cannot be brought to the ledger; what to do about it. */
export class MappingError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = "MappingError";
    [this.code, this.hint] = [code, hint];
  }
}
