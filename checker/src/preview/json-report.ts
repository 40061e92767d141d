import type { PreviewResult } from "../../../offline-preview/src";
import { printableJson } from "../../../src/cloudtrail/quote";

/** The outcome as JSON; `unseen` and `unanswered` are there only where something was not seen. */
export function formatPreviewJson({ resources, violations, remediations, unseen, unanswered }: PreviewResult): string {
    return printableJson({
        resources: resources.length,
        violations,
        remediations,
        ...(unseen.length === 0 ? {} : { unseen }),
        ...(unanswered.length === 0 ? {} : { unanswered }),
    });
}
