import { listNumbersOf, peopleOf } from "../../gateways/ceb/ledger/operations-of.ts";
import type { Gateway } from "../../gateways/ceb/ledger/gateway.ts";
import { MappingError } from "../../gateways/ceb/ledger/mapping-error.ts";
import type { CebMessage } from "../../gateways/ceb/read-ceb.ts";
import { consigneeCommitment } from "../../persons/consignee.ts";
import { documentType, personalDocument, type PersonalDocument } from "../../persons/document.ts";
import { PersonError } from "../../persons/person-error.ts";
import { toHex } from "../../primitives/bytes.ts";
import { objectOf, textOf } from "../ledger.ts";
import { askKeys, registeredKey } from "../persons/ask-keys.ts";
import type { Session } from "../session.ts";

const COUNTRY = "CN";
/** buyerIdType and payerIdType: 1 is a resident's identity card. Of the others CEB does not say which country's they are. */
const RESIDENT = "1";

/**
 * What messages say of people stays in this process: numbers become person keys, which are asked for together, and consignees
 * become commitments. Keys of people that are asked for twice are asked for once.
 */
export async function gatewayFor(
  session: Session,
  messages: readonly CebMessage[],
  secret: Uint8Array | undefined,
): Promise<Gateway> {
  const keys = await personKeys(session, messages);
  const lists = await listsNamed(session, messages);
  return {
    personKey(idType, idNumber) {
      const found = residentOf(idType, idNumber);
      return keys.get(found.number)!;
    },
    consignee(name, address, telephone) {
      if (secret === undefined) {
        const hint =
          "Name the file with the secret that platform and carrier share: --consignee-secret.";
        throw new MappingError("NO_CONSIGNEE_SECRET", "The message names a consignee.", hint);
      }
      return toHex(consigneeCommitment(secret, { name, address, telephone }));
    },
    listOf(invtNo) {
      const found = lists.get(invtNo);
      if (found !== undefined) return found;
      const hint = "Compare invtNo with the receipt of customs that gave it.";
      throw new MappingError("UNKNOWN_LIST", "No list has this number of customs.", hint);
    },
  };
}

async function personKeys(
  session: Session,
  messages: readonly CebMessage[],
): Promise<ReadonlyMap<string, string>> {
  const people = new Map<string, PersonalDocument>();
  for (const { idType, idNumber } of messages.flatMap(peopleOf)) {
    const one = residentOr(() => residentOf(idType, idNumber));
    if (one !== undefined) people.set(one.number, one);
  }
  if (people.size === 0) return new Map();
  const publicKey = await registeredKey(session, COUNTRY);
  const keys = await askKeys(session, [...people.values()], { country: COUNTRY, publicKey });
  return new Map([...people.keys()].map((number, at) => [number, toHex(keys[at]!)]));
}

/** What is wrong with a person is said of the document that names it, later. */
function residentOr(read: () => PersonalDocument): PersonalDocument | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof MappingError) return undefined;
    throw error;
  }
}

function residentOf(idType: string, idNumber: string): PersonalDocument {
  if (idType !== RESIDENT) {
    const hint =
      "Ask for the key with `portolan customs person-key`, and declare the document with `portolan customs declare`.";
    throw new MappingError("ID_TYPE", "Only residents' identity cards (type 1) are read.", hint);
  }
  try {
    return personalDocument(documentType("CN-ID"), idNumber);
  } catch (error) {
    if (!(error instanceof PersonError)) throw error;
    throw new MappingError(error.code, "The number of an identity card is wrong.", error.hint);
  }
}

async function listsNamed(
  session: Session,
  messages: readonly CebMessage[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = new Set(messages.flatMap(listNumbersOf));
  const found = new Map<string, string>();
  for (const number of numbers) {
    const list = /^[0-9A-Z]{18}$/.test(number)
      ? await session.call("customs_list", { number })
      : null;
    if (list === null) continue;
    const { id } = objectOf(objectOf(list, "found")["list"], "list");
    found.set(number, textOf(id, "id"));
  }
  return found;
}
