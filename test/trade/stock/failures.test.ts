import { testFailuresOn } from "../../transactions/failures.ts";
import { bundleFailures, saleFailures } from "./sale-failures.ts";
import { stockFailures } from "./stock-failures.ts";
import { WarehouseLedger } from "./warehouse-ledger.ts";

// Goal: every named failure of every type about stock is reached (docs/domain section 4).
// Method: the production executor over a state in memory, one block per attempt.

const open = () => new WarehouseLedger().open();

testFailuresOn(open, "trade.stock.", stockFailures);
testFailuresOn(open, "trade.bundle.", bundleFailures);
testFailuresOn(open, "trade.sale.", saleFailures);
