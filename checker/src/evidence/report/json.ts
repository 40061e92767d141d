import { objectPieces } from "../../text/json-pieces";
import type { Evidence } from "../evidence";
import type { EvidenceReporter } from "./reporter";

/** The evidence as it is, as docs/evidence.schema.json describes it. */
export const jsonReporter: EvidenceReporter = evidence => [...evidenceJsonPieces(evidence)].join("");

/** The same, piece by piece: for a large inventory the whole text would take more memory than the evidence. */
export function evidenceJsonPieces(evidence: Evidence): Iterable<string> {
    return objectPieces({ schemaVersion: 1, ...evidence });
}
