import type { Role } from "../../chain/participant.ts";
import { MONEY_ROLES } from "../../transactions/money-roles.ts";

/** A member of the devnet's cast. Names are fixed: scripts are written against them. */
export interface CastMember {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly country: string;
  /** The currency that it issues, if it is a gateway. */
  readonly issues?: string;
}

/** Everyone besides the council. */
const MEMBERS: readonly CastMember[] = [
  { name: "gateway-hk", roles: ["gateway"], country: "HK", issues: "HKD" },
  { name: "gateway-ph", roles: ["gateway"], country: "PH", issues: "PHP" },
  { name: "gateway-us", roles: ["gateway"], country: "US", issues: "USD" },
  { name: "gateway-cn", roles: ["gateway"], country: "CN", issues: "CNY" },
  { name: "bank-sc", roles: ["bank", "settlement-bank"], country: "HK" },
  { name: "bank-cn", roles: ["bank"], country: "CN" },
  { name: "wallet-hk", roles: ["wallet"], country: "HK" },
  { name: "wallet-ph", roles: ["wallet"], country: "PH" },
  { name: "alice", roles: ["person"], country: "HK" },
  { name: "bob", roles: ["person"], country: "PH" },
  { name: "maker-1", roles: ["market-maker"], country: "HK" },
  { name: "maker-2", roles: ["market-maker"], country: "SG" },
  { name: "firm-1", roles: ["accounting-firm"], country: "CN" },
  { name: "enterprise-1", roles: ["enterprise"], country: "CN" },
  { name: "enterprise-2", roles: ["enterprise"], country: "US" },
  { name: "platform-1", roles: ["platform"], country: "CN" },
  { name: "merchant-1", roles: ["merchant"], country: "US" },
  { name: "payfirm-1", roles: ["payment-firm"], country: "CN" },
  { name: "carrier-1", roles: ["carrier"], country: "HK" },
  { name: "warehouse-1", roles: ["warehouse"], country: "CN" },
  { name: "declarant-1", roles: ["declarant"], country: "CN" },
  { name: "customs-cn", roles: ["customs"], country: "CN" },
  { name: "inspection-cn", roles: ["inspection"], country: "CN" },
  { name: "tax-cn", roles: ["tax"], country: "CN" },
  { name: "regulator-cn", roles: ["regulator"], country: "CN" },
  { name: "association-cn", roles: ["association"], country: "CN" },
];

const COUNCIL_COUNTRIES = ["HK", "PH", "US", "CN"] as const;

/** The whole cast of a devnet: a council member for each validator, then everyone else. */
export function castOf(validators: number): CastMember[] {
  const council = Array.from({ length: validators }, (_, i): CastMember => {
    const country = COUNCIL_COUNTRIES[i % COUNCIL_COUNTRIES.length]!;
    return { name: `council-${i}`, roles: ["council"], country };
  });
  return [...council, ...MEMBERS];
}

export function mayHoldMoney({ roles }: CastMember): boolean {
  return roles.some((role) => MONEY_ROLES.includes(role));
}
