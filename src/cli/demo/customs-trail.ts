import { toHex } from "../../primitives/bytes.ts";
import { receiveList } from "../../transactions/customs/lists/receipt.ts";
import { listId } from "../../transactions/customs/lists/records.ts";
import type { ReceiptCode } from "../../transactions/customs/lists/states.ts";
import { type JsonObject, listOf as jsonList, objectOf, textOf } from "../ledger.ts";
import type { Actor } from "./actor.ts";
import type { About } from "./customs-documents.ts";
import { PARTS, type Port } from "./customs-port.ts";

/** A step, and where the list that it is about is after it. */
export type CustomsStep = {
  readonly by: string;
  readonly what: string;
  readonly status: string | null;
  readonly mismatches: string | null;
  /** Of the list's tax bill, in minor units: what is owed less what came back. */
  readonly tax: string | null;
};

/** What happened so far, and the list that it is about now. */
export class Trail {
  readonly port: Port;
  readonly steps: CustomsStep[] = [];
  readonly #say: (step: CustomsStep) => void;
  #list: Uint8Array | undefined;

  constructor(port: Port, say: (step: CustomsStep) => void) {
    [this.port, this.#say] = [port, say];
  }

  /** Goes on with another parcel; how people name its list. */
  begin({ no }: About): string {
    const [agentCode, copNo] = [PARTS.declarant[1], `L-${no}`];
    this.#list = listId(agentCode, copNo);
    return `${agentCode}/${copNo}`;
  }

  get list(): Uint8Array {
    return this.#list!;
  }

  note(by: Actor, what: string): void {
    this.#add({ by: by.name, what, status: null, mismatches: null, tax: null });
  }

  async step(by: Actor, what: string, does: () => Promise<unknown>): Promise<void> {
    await does();
    const found = await by.session.call("customs_list", { id: toHex(this.list) });
    const { list, mismatches, bill } = found === null ? {} : objectOf(found, "found");
    const codes = jsonList(mismatches ?? [], "mismatches").map((one) =>
      textOf(objectOf(one, "mismatch")["code"], "code"),
    );
    this.#add({
      ...{ by: by.name, what, mismatches: codes.length === 0 ? null : codes.join(" ") },
      status: list === undefined ? null : textOf(objectOf(list, "list")["status"], "status"),
      tax: (bill ?? null) === null ? null : owedOf(objectOf(bill, "bill")),
    });
  }

  receipt(by: Actor, code: ReceiptCode, what: string): Promise<void> {
    const numbers = { preNo: undefined, invtNo: undefined };
    const body = { list: this.list, code, exception: undefined, ...numbers };
    return this.step(by, `${what} (${code})`, () => by.does(receiveList, body));
  }

  #add(step: CustomsStep): void {
    this.steps.push(step);
    this.#say(step);
  }
}

function owedOf(bill: JsonObject): string {
  const [duty, consumption, valueAdded, voided] = [
    "duty",
    "consumption",
    "valueAdded",
    "voided",
  ].map((name) => BigInt(textOf(bill[name], name))) as [bigint, bigint, bigint, bigint];
  return (duty + consumption + valueAdded - voided).toString();
}
