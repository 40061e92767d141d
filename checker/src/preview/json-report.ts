import type { PreviewResult } from "../../../offline-preview/src";
import { printableJson } from "../../../src/cloudtrail/quote";

/** The outcome as JSON; `unseen`, `unanswered` and `undecrypted` are there only where something was not seen. */
export function formatPreviewJson(result: PreviewResult): string {
    const { resources, violations, remediations, unseen, unanswered, undecrypted } = result;
    return printableJson({
        resources: resources.length,
        violations,
        remediations,
        ...(unseen.length === 0 ? {} : { unseen }),
        ...(unanswered.length === 0 ? {} : { unanswered }),
        ...(undecrypted.length === 0 ? {} : { undecrypted }),
    });
}
