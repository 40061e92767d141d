import { isRecord } from "../../../../src/cloudtrail/plain-data";
import type { DocumentSource } from "../source";
import { isPulumiEvent, isRelevantEvent, readPulumiEvents } from "./events";
import { isPulumiPreview, keptStep, readPulumiPreview } from "./preview";

/** A Pulumi preview: one document, or a stream of events. */
export const pulumiPreview: DocumentSource = {
    title: "a Pulumi preview",
    plural: "Pulumi previews",
    documented: { what: "a preview, whole or as events, and event logs", from: "`pulumi preview --json --show-sames`" },
    extensions: [".json", ".ndjson", ".jsonl"],
    words: /"(newState|resourcePreEvent)"/,
    items: { shape: { steps: "pulumi-step" }, keep: { "pulumi-step": keptStep } },
    unusable: {
        documents: [
            {
                title: "an update plan, as `pulumi preview --save-plan` writes it",
                instead: "`pulumi preview --json --show-sames` prints a preview",
                recognises: value => isRecord(value.manifest) && isRecord(value.resourcePlans),
            },
        ],
        texts: [
            {
                title: "what `pulumi preview` and `pulumi up` print for people",
                instead: "`pulumi preview --json --show-sames` prints a preview",
                pattern: /^(Previewing|Updating) (update|refresh|destroy|import)? ?\(/m,
            },
        ],
    },
    recognises: document => isPulumiPreview(document) || isPulumiEvent(document.value),
    isNegligible: value => isPulumiEvent(value) && !isRelevantEvent(value),
    read: documents => {
        const events = documents.filter(({ value }) => isPulumiEvent(value));
        const whole = documents.filter(({ value }) => !isPulumiEvent(value));
        return [...whole.map(readPulumiPreview), ...(events.length === 0 ? [] : [readPulumiEvents(events)])];
    },
};
