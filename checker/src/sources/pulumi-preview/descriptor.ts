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
    recognises: document => isPulumiPreview(document) || isPulumiEvent(document.value),
    isNegligible: value => isPulumiEvent(value) && !isRelevantEvent(value),
    read: documents => {
        const events = documents.filter(({ value }) => isPulumiEvent(value));
        const whole = documents.filter(({ value }) => !isPulumiEvent(value));
        return [...whole.map(readPulumiPreview), ...(events.length === 0 ? [] : [readPulumiEvents(events)])];
    },
};
