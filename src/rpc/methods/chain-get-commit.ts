import { header } from "../../chain/block.ts";
import { certificate } from "../../chain/vote.ts";
import { defineMethod } from "../definition.ts";
import { heightInput } from "../inputs.ts";
import { certificateSchema, headerSchema, integer, listOf, nullable, shape } from "../schemas.ts";

/** chain_getCommit: the evidence of finality for people and tools; tx_proof carries it as bytes. */
export const getCommit = defineMethod({
  name: "chain_getCommit",
  summary:
    "Why a block is final: a commit certificate of it or of a descendant, and the headers between.",
  params: { height: heightInput },
  result: nullable(
    shape({ height: integer, certificate: certificateSchema, headers: listOf(headerSchema) }),
  ),
  errors: {
    HISTORY_PRUNED:
      "The block is older than this node keeps (data.firstHeight). Ask an archive node.",
  },
  example: { params: { height: 1 } },
  right: "read",
  handle({ height }, { chain }, { fail }) {
    if (height > chain.head().height) return null;
    const firstHeight = chain.firstHeight();
    if (height < firstHeight) {
      throw fail("HISTORY_PRUNED", `Block ${height} is not kept here.`, { firstHeight });
    }
    const finality = chain.finality(height);
    if (finality === undefined) return null; // genesis: nobody votes on it
    return {
      height,
      certificate: certificate.toJson(finality.certificate),
      headers: finality.headers.map((one) => header.toJson(one)),
    };
  },
});
