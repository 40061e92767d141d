import { trimmedResource } from "../pulumi/stack";
import { type DocumentSource, eachDocument } from "../source";
import { isPulumiState, readPulumiState } from "./pulumi-state";

/** The state of a Pulumi stack. */
export const pulumiState: DocumentSource = {
    title: "a Pulumi state",
    plural: "Pulumi states",
    documented: {
        what: "the state of a stack, or a checkpoint of a backend of your own",
        from: "`pulumi stack export` (with `--show-secrets`, secrets are judged too; no output shows them)",
    },
    extensions: [".json"],
    words: /"(deployment|checkpoint)"/,
    items: {
        shape: {
            deployment: { resources: "pulumi-resource" },
            checkpoint: { latest: { resources: "pulumi-resource" } },
        },
        keep: { "pulumi-resource": trimmedResource },
    },
    recognises: isPulumiState,
    read: eachDocument(readPulumiState),
};
