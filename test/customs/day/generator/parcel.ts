import type { Random } from "../../../state/random.ts";
import type { Contents, Direction, Key, ListLine } from "../words.ts";
import {
  type Article,
  ARTICLES,
  CARRIERS,
  DECLARANTS,
  type Enterprise,
  GUARANTORS,
  LIMITS,
  MERCHANTS,
  PAY_FIRMS,
  PLATFORMS,
  WAREHOUSES,
} from "../world.ts";

/** A parcel with its four documents as they should be. */
export interface Parcel {
  readonly no: number;
  readonly direction: Direction;
  readonly tradeMode: string;
  readonly keys: {
    readonly order: Key;
    readonly payment: Key;
    readonly waybill: Key;
    readonly list: Key;
  };
  readonly by: {
    readonly order: string;
    readonly payment: string;
    readonly waybill: string;
    readonly list: string;
  };
  readonly hasSlip: boolean;
  readonly contents: Contents;
}

const MODES: readonly (readonly [share: number, Direction, mode: string])[] = [
  [55, "import", "9610"],
  [25, "import", "1210"],
  [10, "export", "9610"],
  [10, "export", "9710"],
];
/** Those who buy again and again, and run into the limit of the year. */
const COLLECTORS_SHARE = 100;
const DEAR = 480_000n;

export const pick = <T>(random: Random, of: readonly T[]): T => of[random.below(of.length)]!;
export const happens = (random: Random, inTenThousand: number): boolean =>
  random.below(10_000) < inTenThousand;

const GOODS = new Map(
  MERCHANTS.map(({ code }) => [code, ARTICLES.filter((one) => one.merchant === code)]),
);

/** Makes parcels up; asks of the world only what buyers have left of their year. */
export class Parcels {
  readonly #random: Random;
  readonly #left: (buyer: string) => bigint;
  readonly #buyers: number;
  #made = 0;

  constructor(random: Random, buyers: number, left: (buyer: string) => bigint) {
    this.#random = random;
    this.#buyers = Math.max(40, buyers);
    this.#left = left;
  }

  next(): Parcel {
    const random = this.#random;
    const no = ++this.#made;
    let draw = random.below(100);
    const [, direction, tradeMode] = MODES.find(([share]) => (draw -= share) < 0)!;
    const [platform, merchant] = [pick(random, PLATFORMS), pick(random, MERCHANTS)];
    const [carrier, firm] = [pick(random, CARRIERS), pick(random, PAY_FIRMS)];
    const declarant = pick(random, DECLARANTS);
    const isImport = direction === "import";
    const isCollector = isImport && happens(random, 1_000);
    const buyer = isImport ? this.#buyer(isCollector) : undefined;
    const freight = random.below(5) === 0 ? 0n : BigInt(random.below(3_000));
    const lines = this.#lines(
      merchant.code,
      isImport,
      isCollector ? this.#left(buyer!) - freight : 0n,
    );
    const hasSlip = isImport || random.below(2) === 0;
    // Now and then a carrier gives a number that another parcel has.
    const number = happens(random, 20) && no > 1 ? no - 1 : no;
    const keys = {
      order: [platform.code, `O${no}`] as const,
      payment: [firm.code, `P${no}`] as const,
      waybill: [carrier.code, `W${number}`] as const,
      list: [declarant.code, `L${no}`] as const,
    };
    const by = {
      ...{ order: platform.name, payment: firm.name, waybill: carrier.name, list: declarant.name },
    };
    const said = { direction, tradeMode, buyer, freight, lines, no };
    const contents = this.#contents(said, keys, merchant, hasSlip);
    return { no, direction, tradeMode, keys, by, hasSlip, contents };
  }

  #buyer(isCollector: boolean): string {
    const collectors = Math.max(1, Math.floor(this.#buyers / COLLECTORS_SHARE));
    const among = isCollector ? collectors : this.#buyers;
    return `buyer-${this.#random.below(among)}`;
  }

  /** Of what somebody has left of the year, sometimes all of it, and sometimes a fen more. */
  #lines(merchant: string, isImport: boolean, left: bigint): ListLine[] {
    const random = this.#random;
    const goods = GOODS.get(merchant)!;
    const one = pick(random, goods);
    if (left > 1n && left < DEAR && random.below(3) === 0) {
      return [line(one, 200_000n, left + BigInt(random.below(2)))];
    }
    if (isImport && happens(random, 100)) {
      return [line(one, 100_000n, LIMITS.transaction + BigInt(1 + random.below(400_000)))];
    }
    if (isImport && happens(random, 30)) return [line(one, 200_000n, LIMITS.transaction + 1n)];
    if (happens(random, 20)) {
      return [one, pick(random, goods)].map((each) => line(each, 100_000n, 0n));
    }
    const all = Array.from({ length: 1 + random.below(4) }, () => this.#line(pick(random, goods)));
    let sum = 0n;
    const affordable = all.filter(({ total }) => {
      if (sum + total > DEAR) return false;
      sum += total;
      return true;
    });
    const least = goods.reduce((a, b) => (a.price <= b.price ? a : b));
    return affordable.length > 0 ? affordable : [line(least, 100_000n, BigInt(least.price))];
  }

  #line(of: Article): ListLine {
    const random = this.#random;
    // Most are sold by the piece, some by weight.
    const quantity =
      random.below(20) === 0
        ? BigInt(1_000 * (1 + random.below(500)))
        : 100_000n * BigInt(1 + random.below(4));
    const price = BigInt(Math.max(1, Math.floor((of.price * (80 + random.below(41))) / 100)));
    const total = (price * quantity) / 100_000n;
    return line(of, quantity, total > 0n ? total : 1n);
  }

  #contents(
    said: Pick<Contents["list"], "direction" | "tradeMode" | "freight" | "lines"> & {
      readonly buyer: string | undefined;
      readonly no: number;
    },
    keys: Parcel["keys"],
    { code: ebcCode }: Enterprise,
    hasSlip: boolean,
  ): Contents {
    const random = this.#random;
    const { direction, tradeMode, buyer, freight, lines, no } = said;
    const isImport = direction === "import";
    const goodsValue = lines.reduce((sum, { total }) => sum + total, 0n);
    const discount =
      random.below(3) === 0 ? BigInt(random.below(Number(goodsValue) + 1)) / 10n : 0n;
    const taxTotal = isImport ? (goodsValue * 91n) / 1_000n : 0n;
    const acturalPaid = goodsValue + freight + taxTotal - discount;
    const currency = isImport ? "142" : pick(random, ["502", "110"]);
    const consignee = isImport ? `consignee of ${no}` : undefined;
    const [ebpCode, orderNo] = keys.order;
    const [logisticsCode, logisticsNo] = keys.waybill;
    const isNamed = hasSlip && random.below(10) > 0;
    const isBonded = tradeMode === "1210";
    const assureCode = random.below(3) > 0 ? ebpCode : pick(random, GUARANTORS).code;
    return {
      order: {
        ...{ direction, ebcCode, goodsValue, freight, discount, taxTotal, acturalPaid, currency },
        ...{
          buyer,
          consignee,
          lines: lines.map(({ itemNo, quantity, unit, total }) => ({
            itemNo,
            quantity,
            unit,
            total,
          })),
        },
      },
      payment: { direction, orderNo, ebpCode, payer: buyer, amountPaid: acturalPaid, currency },
      waybill: { direction, freight, consignee },
      list: {
        ...{ direction, ebpCode, orderNo, ebcCode, payment: isNamed ? keys.payment : undefined },
        ...{ logisticsCode, logisticsNo, assureCode: isImport ? assureCode : undefined },
        ...{ emsNo: isBonded ? "H51412600001" : undefined, tradeMode },
        ...{ areaCode: isBonded ? pick(random, WAREHOUSES).code : undefined },
        ...{ billNo: `784-${random.below(5)}`, freight, currency, lines },
        insuredFee: isImport ? this.#insurance() : 0n,
      },
    };
  }

  #insurance(): bigint {
    const random = this.#random;
    if (happens(random, 20)) return 300_000n + BigInt(random.below(400_000));
    return random.below(10) === 0 ? BigInt(1 + random.below(5_000)) : 0n;
  }
}

function line({ itemNo, gcode, origin }: Article, quantity: bigint, total: bigint): ListLine {
  return { itemNo, gcode, country: origin, quantity, unit: "007", total };
}
