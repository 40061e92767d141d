import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { CANNOT_BE_DETERMINED } from "../../../../src/compliance/findings/unknown-phrasing";
import type { Contents, DeclaredTrail, SourceDocument } from "../document";
import { HIDDEN_SELECTORS } from "../nothing-known";
import { type Resource, recorderOf, terraformTrail } from "../terraform/resource";
import { TerraformStack } from "../terraform/stack";
import { noteSensitive } from "../terraform/values";

/** Is it what `terraform show -json` writes of a state, or a state file itself? */
export function isTerraformState({ value }: SourceDocument): boolean {
    return (
        isRecord(value) &&
        (isStateFile(value) ||
            ("format_version" in value && !("planned_values" in value) && !("resource_changes" in value)))
    );
}

function isStateFile(value: Readonly<Record<string, unknown>>): boolean {
    return typeof value.lineage === "string" && typeof value.serial === "number" && "resources" in value;
}

/** The trails in a state, and what else it holds. */
export function readTerraformState({ items }: SourceDocument): Contents {
    const instances = items.flatMap(({ kind, value, line }): Instance[] => {
        if (!isRecord(value)) {
            return [];
        }
        return kind === "terraform-entry" ? fromStateFile(value, line) : fromShow(value, line);
    });
    const stack = new TerraformStack();
    return {
        trails: instances.flatMap(instance => stateTrail(instance) ?? []),
        stack: {
            resources: instances.flatMap(
                ({ resource, values, address }) => stack.resourceOf(resource, values ?? {}, address) ?? [],
            ),
            doubt: CANNOT_BE_DETERMINED,
        },
    };
}

/** An instance of a resource. */
interface Instance {
    readonly resource: Resource;
    readonly address: string;
    readonly values: unknown;
    /** `true` in place of each value that is sensitive. */
    readonly sensitive: unknown;
    /** Did its creation fail, so that the state has what was asked of AWS and not what AWS has? */
    readonly tainted: boolean;
    readonly line: number;
}

/** A resource as `terraform show -json` writes it. A deposed object is what a replacement has yet to destroy. */
function fromShow(resource: Resource, line: number): Instance[] {
    const { address, values, sensitive_values: sensitive, deposed_key } = resource;
    const tainted = resource.tainted === true;
    return deposed_key === undefined ? [{ resource, address: String(address), values, sensitive, tainted, line }] : [];
}

/** An entry of a state file: all instances of a resource. */
function fromStateFile(entry: Resource, line: number): Instance[] {
    const { module, type, name, instances } = entry;
    const base = `${typeof module === "string" ? `${module}.` : ""}${String(type)}.${String(name)}`;
    return (Array.isArray(instances) ? instances : []).flatMap((instance: unknown): Instance[] => {
        if (!isRecord(instance) || instance.deposed !== undefined) {
            return [];
        }
        const { index_key: key, attributes, sensitive_attributes: marked } = instance;
        const address = key === undefined ? base : `${base}[${JSON.stringify(key)}]`;
        // Paths into the attributes: the first step is enough to keep them from every output.
        const sensitive = Object.fromEntries(
            (Array.isArray(marked) ? marked : []).map(path => [firstStep(path), true]),
        );
        const tainted = instance.status === "tainted";
        return [{ resource: entry, address, values: attributes, sensitive, tainted, line }];
    });
}

function firstStep(path: unknown): string {
    const [step] = Array.isArray(path) ? path : [];
    return isRecord(step) ? String(step.value) : "";
}

function stateTrail({ resource, address, values, sensitive, tainted, line }: Instance): DeclaredTrail | undefined {
    const recorder = recorderOf(resource);
    if (recorder === undefined) {
        return undefined;
    }
    const secrets = new Set<string>();
    noteSensitive(values, sensitive, secrets);
    const properties = isRecord(values) ? values : {};
    const { event_selector, advanced_event_selector } = properties;
    const shown = [event_selector, advanced_event_selector].some(list => Array.isArray(list) && list.length > 0);
    return terraformTrail({
        recorder,
        address,
        line,
        secrets,
        doubt: CANNOT_BE_DETERMINED,
        shownByAws: !tainted,
        properties: shown || recorder !== "Trail" ? properties : { ...properties, event_selector: HIDDEN_SELECTORS },
    });
}
