/** What the model is told: who wants what. Quantities are in 0.00001 of a unit, as on the ledger. */
export type Act =
  | {
      readonly do: "receive";
      readonly at: string;
      readonly item: string;
      readonly quantity: bigint;
      readonly paper: string;
      readonly replenishes: number | undefined;
    }
  | {
      readonly do: "dispatch";
      readonly at: string;
      readonly item: string;
      readonly quantity: bigint;
    }
  | { readonly do: "count"; readonly at: string; readonly item: string; readonly counted: bigint }
  | {
      readonly do: "decide-count";
      readonly at: string;
      readonly item: string;
      readonly place: number;
      readonly approve: boolean;
      readonly who: string;
    }
  | {
      readonly do: "transfer";
      readonly at: string;
      readonly to: string;
      readonly item: string;
      readonly quantity: bigint;
    }
  | { readonly do: "arrive"; readonly transfer: number; readonly received: bigint }
  | {
      readonly do: "rule";
      readonly at: string;
      readonly item: string;
      readonly rule: Rule | undefined;
    }
  | { readonly do: "bundle"; readonly parts: readonly Part[] | undefined }
  | { readonly do: "allow"; readonly allow: boolean }
  | {
      readonly do: "sell";
      readonly no: string;
      readonly at: string;
      readonly wants: readonly Want[];
      readonly who: string;
    }
  | {
      readonly do: "decide";
      readonly no: string;
      readonly decision: "approve" | "hold" | "refuse";
      readonly who: string;
    }
  | {
      readonly do: "ship";
      readonly no: string;
      readonly parts: readonly (readonly [line: number, quantity: bigint])[];
    }
  | {
      readonly do: "return";
      readonly no: string;
      readonly line: number;
      readonly quantity: bigint;
      readonly restock: boolean;
    }
  | {
      readonly do: "exchange";
      readonly no: string;
      readonly line: number;
      readonly quantity: bigint;
      readonly restock: boolean;
      readonly other: string;
      readonly sent: bigint;
    };

interface Rule {
  readonly least: bigint;
  readonly target: bigint;
}
interface Part {
  readonly item: string;
  readonly quantity: bigint;
  readonly weight: bigint;
}
export interface Want {
  /** Absent: the bundle. */
  readonly item: string | undefined;
  readonly quantity: bigint;
  readonly total: bigint;
}

export interface ModelShelf {
  onHand: bigint;
  reserved: bigint;
  rule: Rule | undefined;
  /** Every replenishment: what was asked for, and what came, once it is closed. */
  readonly asked: { readonly quantity: bigint; closed: bigint | undefined; withdrawn: boolean }[];
  readonly counts: { readonly counted: bigint; readonly expected: bigint; open: boolean }[];
  movements: number;
}
export interface ModelLine {
  readonly item: string;
  readonly quantity: bigint;
  readonly total: bigint;
  shipped: bigint;
  released: bigint;
  returned: bigint;
  refunded: bigint;
  readonly insteadOf: number | undefined;
  until: number;
}
export interface ModelSale {
  readonly at: string;
  readonly who: string;
  readonly said: string;
  status: string;
  readonly lines: ModelLine[];
}

const ONE = 100_000n;
const DAY = 86_400_000;

/**
 * Stock and orders as a storekeeper with a notebook would keep them: written from the rules in docs/domain and in the folder's README,
 * and from nothing else. Says what each act has to be answered with, and what is there then.
 */
export class Model {
  readonly shelves = new Map<string, ModelShelf>();
  readonly sales = new Map<string, ModelSale>();
  readonly transfers: {
    readonly from: string;
    readonly to: string;
    readonly item: string;
    readonly quantity: bigint;
    arrived: bigint | undefined;
  }[] = [];
  readonly #papers = new Set<string>();
  #isAllowed = true;
  #bundle: readonly Part[] | undefined;

  take(act: Act, timeMs: number): string {
    switch (act.do) {
      case "receive":
        return this.#receive(act);
      case "dispatch":
        return this.#take(act.at, act.item, act.quantity) ? "OK" : "NOT_ENOUGH_FREE";
      case "count":
        return this.#count(act);
      case "decide-count":
        return this.#decideCount(act);
      case "transfer":
        return this.#transfer(act);
      case "arrive":
        return this.#arrive(act);
      case "rule":
        return this.#setRule(act);
      case "bundle":
        if (act.parts === undefined && this.#bundle === undefined) return "UNKNOWN_BUNDLE";
        this.#bundle = act.parts;
        return "OK";
      case "allow":
        return this.#allow(act.allow);
      case "sell":
        return this.#sell(act);
      case "decide":
        return this.#decide(act);
      case "ship":
        return this.#ship(act, timeMs);
      case "return":
        return this.#return(act, timeMs);
      case "exchange":
        return this.#exchange(act, timeMs);
    }
  }

  #shelf(at: string, item: string): ModelShelf {
    const key = `${at} ${item}`;
    const none = { onHand: 0n, reserved: 0n, rule: undefined, asked: [], counts: [], movements: 0 };
    if (!this.shelves.has(key)) this.shelves.set(key, none);
    return this.shelves.get(key)!;
  }

  #moved(shelf: ModelShelf): void {
    shelf.movements++;
    this.#ask(shelf);
  }

  #ask({ rule, asked, onHand, reserved }: ModelShelf): void {
    const isOpen = asked.length > 0 && asked.at(-1)!.closed === undefined;
    const free = onHand - reserved;
    if (rule !== undefined && !isOpen && free < rule.least)
      asked.push({ quantity: rule.target - free, closed: undefined, withdrawn: false });
  }

  #add(at: string, item: string, quantity: bigint): void {
    const shelf = this.#shelf(at, item);
    shelf.onHand += quantity;
    this.#moved(shelf);
  }

  /** False if less is free. */
  #take(at: string, item: string, quantity: bigint): boolean {
    const shelf = this.shelves.get(`${at} ${item}`);
    if (shelf === undefined || shelf.onHand - shelf.reserved < quantity) return false;
    shelf.onHand -= quantity;
    this.#moved(shelf);
    return true;
  }

  #receive({ at, item, quantity, paper, replenishes }: Extract<Act, { do: "receive" }>): string {
    const by = `${at} ${item} ${paper}`;
    if (this.#papers.has(by)) return "ALREADY_RECEIVED";
    if (replenishes !== undefined) {
      const asked = this.shelves.get(`${at} ${item}`)?.asked ?? [];
      const isOpen = replenishes === asked.length - 1 && asked.at(-1)!.closed === undefined;
      if (!isOpen) return "UNKNOWN_REPLENISHMENT";
      asked.at(-1)!.closed = quantity;
    }
    this.#papers.add(by);
    this.#add(at, item, quantity);
    return "OK";
  }

  #count({ at, item, counted }: Extract<Act, { do: "count" }>): string {
    const shelf = this.shelves.get(`${at} ${item}`);
    if (shelf === undefined) return "UNKNOWN_SHELF";
    if (shelf.counts.at(-1)?.open === true) return "COUNT_OPEN";
    shelf.counts.push({ counted, expected: shelf.onHand, open: true });
    return "OK";
  }

  #decideCount(act: Extract<Act, { do: "decide-count" }>): string {
    const shelf = this.shelves.get(`${act.at} ${act.item}`);
    const count = shelf?.counts[act.place];
    if (shelf === undefined || count?.open !== true) return "UNKNOWN_COUNT";
    if (act.who === "warehouse") return "SAME_SIGNER";
    const difference = count.counted - count.expected;
    if (act.approve && shelf.onHand + difference < shelf.reserved) return "BELOW_RESERVED";
    count.open = false;
    if (!act.approve || difference === 0n) return "OK";
    shelf.onHand += difference;
    this.#moved(shelf);
    return "OK";
  }

  #transfer({ at, to, item, quantity }: Extract<Act, { do: "transfer" }>): string {
    if (!this.#take(at, item, quantity)) return "NOT_ENOUGH_FREE";
    this.transfers.push({ from: at, to, item, quantity, arrived: undefined });
    return "OK";
  }

  #arrive({ transfer, received }: Extract<Act, { do: "arrive" }>): string {
    const one = this.transfers[transfer]!;
    if (one.arrived !== undefined) return "TRANSFER_RECEIVED";
    if (received > one.quantity) return "MORE_THAN_SENT";
    one.arrived = received;
    if (received > 0n) this.#add(one.to, one.item, received);
    return "OK";
  }

  #setRule({ at, item, rule }: Extract<Act, { do: "rule" }>): string {
    if (rule === undefined) {
      const shelf = this.shelves.get(`${at} ${item}`);
      if (shelf?.rule === undefined) return "NO_RULE";
      shelf.rule = undefined;
      const last = shelf.asked.at(-1);
      if (last !== undefined && last.closed === undefined)
        [last.closed, last.withdrawn] = [0n, true];
      return "OK";
    }
    const shelf = this.#shelf(at, item);
    shelf.rule = rule;
    this.#ask(shelf);
    return "OK";
  }

  #allow(allow: boolean): string {
    if (allow === this.#isAllowed) return allow ? "ALLOWED_ALREADY" : "NOT_ALLOWED";
    this.#isAllowed = allow;
    return "OK";
  }

  #sell({ no, at, wants, who }: Extract<Act, { do: "sell" }>): string {
    const said = wants.map(({ item, quantity, total }) => `${item} ${quantity} ${total}`).join();
    const known = this.sales.get(no);
    if (known !== undefined) return known.said === `${at} ${said}` ? "OK" : "CONTENT_DIFFERS";
    if (who === "platform" && !this.#isAllowed) return "PLATFORM_NOT_ALLOWED";
    const lines: ModelLine[] = [];
    for (const { item, quantity, total } of wants) {
      if (item !== undefined) lines.push(this.#line(item, quantity, total));
      else if (this.#bundle === undefined) return "UNKNOWN_BUNDLE";
      else lines.push(...this.#unpack(this.#bundle, quantity, total));
    }
    // All or nothing: what a line takes is not there for the next.
    const wanted = new Map<string, bigint>();
    for (const { item, quantity } of lines) wanted.set(item, (wanted.get(item) ?? 0n) + quantity);
    for (const [item, quantity] of wanted) {
      const shelf = this.shelves.get(`${at} ${item}`);
      if (shelf === undefined || shelf.onHand - shelf.reserved < quantity) return "OUT_OF_STOCK";
    }
    for (const { item, quantity } of lines) this.#reserve(at, item, quantity);
    this.sales.set(no, { at, who, said: `${at} ${said}`, status: "screening", lines });
    return "OK";
  }

  #reserve(at: string, item: string, quantity: bigint): void {
    const shelf = this.#shelf(at, item);
    shelf.reserved += quantity;
    this.#moved(shelf);
  }

  #line(item: string, quantity: bigint, total: bigint, insteadOf?: number): ModelLine {
    const nothing = { shipped: 0n, released: 0n, returned: 0n, refunded: 0n, until: 0 };
    return { item, quantity, total, insteadOf, ...nothing };
  }

  /** The last parts of the price go where the rounding left them: what all up to here weigh, less what was given. */
  #unpack(parts: readonly Part[], quantity: bigint, total: bigint): ModelLine[] {
    let all = 0n;
    for (const { weight } of parts) all += weight;
    let [weighed, given] = [0n, 0n];
    const lines: ModelLine[] = [];
    for (const part of parts) {
      weighed += part.weight;
      const share = (total * weighed) / all - given;
      given += share;
      lines.push(this.#line(part.item, (quantity / ONE) * part.quantity, share));
    }
    return lines;
  }

  #decide({ no, decision, who }: Extract<Act, { do: "decide" }>): string {
    const sale = this.sales.get(no);
    if (sale === undefined) return "UNKNOWN_SALE";
    if (who === "platform" && sale.who === "platform") return "NOT_A_PARTY";
    if (who === sale.who) return "SAME_SIGNER";
    const to: Record<string, string | undefined> = {
      ...{ "approve screening": "approved", "approve held": "approved" },
      ...{ "hold screening": "held", "hold approved": "held" },
      ...{ "refuse screening": "refused", "refuse held": "refused", "refuse approved": "refused" },
      "refuse shipping": "shipped",
    };
    const status = to[`${decision} ${sale.status}`];
    if (status === undefined) return "WRONG_STATUS";
    sale.status = status;
    if (decision !== "refuse") return "OK";
    for (const line of sale.lines) {
      const open = line.quantity - line.shipped - line.released;
      if (open === 0n) continue;
      line.released += open;
      this.#reserve(sale.at, line.item, -open);
    }
    return "OK";
  }

  #ship({ no, parts }: Extract<Act, { do: "ship" }>, timeMs: number): string {
    const sale = this.sales.get(no);
    if (sale === undefined) return "UNKNOWN_SALE";
    if (sale.status !== "approved" && sale.status !== "shipping") return "WRONG_STATUS";
    for (const [at, quantity] of parts) {
      const line = sale.lines[at];
      if (line === undefined) return "NO_SUCH_LINE";
      if (line.shipped + line.released + quantity > line.quantity) return "MORE_THAN_OPEN";
    }
    for (const [at, quantity] of parts) {
      const line = sale.lines[at]!;
      line.shipped += quantity;
      line.until = sevenWorkingDays(timeMs);
      const shelf = this.#shelf(sale.at, line.item);
      shelf.onHand -= quantity;
      shelf.reserved -= quantity;
      this.#moved(shelf);
    }
    const isDone = sale.lines.every((one) => one.shipped + one.released === one.quantity);
    sale.status = isDone ? "shipped" : "shipping";
    return "OK";
  }

  #return(act: Extract<Act, { do: "return" }>, timeMs: number): string {
    const { no, line: at, quantity, restock } = act;
    const sale = this.sales.get(no);
    const code = whyNotBack(sale, at, quantity, timeMs);
    if (sale === undefined || code !== undefined) return code!;
    const line = sale.lines[at]!;
    line.refunded += worth(line, quantity);
    line.returned += quantity;
    if (restock) this.#add(sale.at, line.item, quantity);
    return "OK";
  }

  #exchange(act: Extract<Act, { do: "exchange" }>, timeMs: number): string {
    const { no, line: at, quantity, restock, other, sent } = act;
    const sale = this.sales.get(no);
    const code = whyNotBack(sale, at, quantity, timeMs);
    if (sale === undefined || code !== undefined) return code!;
    const shelf = this.shelves.get(`${sale.at} ${other}`);
    if (shelf === undefined || shelf.onHand - shelf.reserved < sent) return "OUT_OF_STOCK";
    const line = sale.lines[at]!;
    sale.lines.push(this.#line(other, sent, worth(line, quantity), at));
    this.#reserve(sale.at, other, sent);
    line.returned += quantity;
    if (restock) this.#add(sale.at, line.item, quantity);
    sale.status = "shipping";
    return "OK";
  }
}

function worth({ total, quantity, returned }: ModelLine, more: bigint): bigint {
  return (total * (returned + more)) / quantity - (total * returned) / quantity;
}

function whyNotBack(
  sale: ModelSale | undefined,
  at: number,
  quantity: bigint,
  timeMs: number,
): string | undefined {
  if (sale === undefined) return "UNKNOWN_SALE";
  const line = sale.lines[at];
  if (line === undefined) return "NO_SUCH_LINE";
  if (line.returned + quantity > line.shipped) return "MORE_THAN_OUT";
  return timeMs > line.until ? "TOO_LATE" : undefined;
}

/** The last millisecond of the seventh day from Monday to Friday after this one. */
function sevenWorkingDays(timeMs: number): number {
  let day = Math.floor(timeMs / DAY);
  for (let left = 7; left > 0;) {
    day++;
    const weekday = new Date(day * DAY).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return (day + 1) * DAY - 1;
}
