import { cdkAssembly } from "./cdk/descriptor";
import { cloudFormation } from "./cloudformation/descriptor";
import { cloudTrailApi } from "./cloudtrail-api/descriptor";
import { pulumiPreview } from "./pulumi-preview/descriptor";
import { pulumiState } from "./pulumi-state/descriptor";
import type { DocumentSource, FileTreeSource, Source } from "./source";
import { terraformPlan } from "./terraform-plan/descriptor";
import { terraformSource } from "./terraform-source/descriptor";
import { terraformState } from "./terraform-state/descriptor";

/** Every source of `check`, by its name for `--source`, in the order of the help. */
export const SOURCES = {
    "pulumi-state": pulumiState,
    "pulumi-preview": pulumiPreview,
    "terraform-plan": terraformPlan,
    "terraform-state": terraformState,
    terraform: terraformSource,
    cdk: cdkAssembly,
    cloudformation: cloudFormation,
    "cloudtrail-api": cloudTrailApi,
} as const satisfies Readonly<Record<string, Source>>;

/** The name of a source. */
export type SourceName = keyof typeof SOURCES;

/** The names of all sources, in the order of the help. */
export const SOURCE_NAMES = Object.keys(SOURCES) as readonly SourceName[];

/** Some of the sources, by how they are read. */
export interface Sources {
    readonly documents: readonly DocumentSource[];
    readonly trees: readonly FileTreeSource[];
}

/** All sources, or the one of this name. */
export function sourcesNamed(name: SourceName | undefined): Sources {
    const sources: readonly Source[] = name === undefined ? Object.values(SOURCES) : [SOURCES[name]];
    return { documents: sources.filter(isDocumentSource), trees: sources.filter(isFileTreeSource) };
}

function isDocumentSource(source: Source): source is DocumentSource {
    return "recognises" in source;
}

function isFileTreeSource(source: Source): source is FileTreeSource {
    return "claims" in source;
}
