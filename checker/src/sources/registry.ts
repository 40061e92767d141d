import { isCloudFormation, readCloudFormation } from "./cloudformation/cloudformation";
import { isCloudTrailApi, readCloudTrailApi } from "./cloudtrail-api/cloudtrail-api";
import type { Contents, SourceDocument } from "./document";
import { isPulumiEvent, isPulumiPreview, readPulumiEvents, readPulumiPreview } from "./pulumi-preview/pulumi-preview";
import { isPulumiState, readPulumiState } from "./pulumi-state/pulumi-state";
import { isTerraformPlan, readTerraformPlan } from "./terraform-plan/terraform-plan";
import { isTerraformState, readTerraformState } from "./terraform-state/terraform-state";

/** One kind of input: how its documents are recognised, and read. */
export interface SourceFormat {
    /** For a sentence: "it is no …". */
    readonly title: string;
    readonly recognises: (document: SourceDocument) => boolean;
    /** Reads all documents of an input that were recognised. */
    readonly read: (documents: readonly SourceDocument[]) => readonly Contents[];
}

function single(
    title: string,
    recognises: SourceFormat["recognises"],
    read: (document: SourceDocument) => Contents,
): SourceFormat {
    return { title, recognises, read: documents => documents.map(read) };
}

const preview = single("Pulumi preview", isPulumiPreview, readPulumiPreview);

/** Every source of `check`, by the name that `--source` takes. */
export const SOURCES = {
    "pulumi-state": single("Pulumi state", isPulumiState, readPulumiState),
    "pulumi-preview": {
        ...preview,
        recognises: document => isPulumiPreview(document) || isPulumiEvent(document.value),
        read: documents => {
            const events = documents.filter(({ value }) => isPulumiEvent(value));
            const whole = documents.filter(({ value }) => !isPulumiEvent(value));
            return [...preview.read(whole), ...(events.length === 0 ? [] : [readPulumiEvents(events)])];
        },
    },
    "terraform-plan": single("Terraform plan", isTerraformPlan, readTerraformPlan),
    "terraform-state": single("Terraform state", isTerraformState, readTerraformState),
    cloudformation: single("CloudFormation or SAM template", isCloudFormation, readCloudFormation),
    "cloudtrail-api": single("output of `aws cloudtrail`", isCloudTrailApi, readCloudTrailApi),
} as const satisfies Readonly<Record<string, SourceFormat>>;

/** The name of a source. */
export type SourceName = keyof typeof SOURCES;

/** The names of all sources, in the order of the help. */
export const SOURCE_NAMES = Object.keys(SOURCES) as readonly SourceName[];

/** What the documents of an input hold, and how many are of no known kind. */
export interface ReadInput {
    readonly contents: readonly Contents[];
    readonly recognised: number;
}

/** Reads the documents of one input, each as what it is. */
export function readDocuments(documents: readonly SourceDocument[], only: SourceName | undefined): ReadInput {
    const formats: readonly SourceFormat[] = only === undefined ? Object.values(SOURCES) : [SOURCES[only]];
    const byFormat = formats.map(format => ({ format, own: [] as SourceDocument[] }));
    let recognised = 0;
    for (const document of documents) {
        const entry = byFormat.find(({ format }) => format.recognises(document));
        if (entry !== undefined) {
            entry.own.push(document);
            recognised++;
        }
    }
    return { recognised, contents: byFormat.flatMap(({ format, own }) => (own.length === 0 ? [] : format.read(own))) };
}
