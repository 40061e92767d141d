import { isRecord } from "../../../src/cloudtrail/plain-data";
import type { Contents, DeclaredTrail, SourceDocument } from "./document";
import { HIDDEN_SELECTORS } from "./nothing-known";
import { recorderOf, terraformTrail } from "./terraform-resource";
import { noteSensitive } from "./terraform-values";

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

/** The trails in a state. */
export function readTerraformState({ pieces }: SourceDocument): Contents {
    return {
        trails: pieces.flatMap(({ kind, value, line }) => {
            if (!isRecord(value)) {
                return [];
            }
            return kind === "terraform-entry" ? fromStateFile(value, line) : (fromShow(value, line) ?? []);
        }),
    };
}

/** A resource as `terraform show -json` writes it. A deposed object is what a replacement has yet to destroy. */
function fromShow(resource: Readonly<Record<string, unknown>>, line: number): DeclaredTrail | undefined {
    const { address, values, sensitive_values, deposed_key } = resource;
    return deposed_key === undefined
        ? stateTrail(resource, String(address), values, sensitive_values, line)
        : undefined;
}

/** An entry of a state file: all instances of a resource. */
function fromStateFile(entry: Readonly<Record<string, unknown>>, line: number): DeclaredTrail[] {
    const { module, type, name, instances } = entry;
    const base = `${typeof module === "string" ? `${module}.` : ""}${String(type)}.${String(name)}`;
    return (Array.isArray(instances) ? instances : []).flatMap((instance: unknown) => {
        if (!isRecord(instance) || instance.deposed !== undefined) {
            return [];
        }
        const { index_key: key, attributes, sensitive_attributes: sensitive } = instance;
        const address = key === undefined ? base : `${base}[${JSON.stringify(key)}]`;
        // Paths into the attributes: the first step is enough to keep them from every output.
        const marks = Object.fromEntries(
            (Array.isArray(sensitive) ? sensitive : []).map(path => [firstStep(path), true]),
        );
        return stateTrail(entry, address, attributes, marks, line) ?? [];
    });
}

function firstStep(path: unknown): string {
    const [step] = Array.isArray(path) ? path : [];
    return isRecord(step) ? String(step.value) : "";
}

function stateTrail(
    resource: Readonly<Record<string, unknown>>,
    address: string,
    values: unknown,
    sensitive: unknown,
    line: number,
): DeclaredTrail | undefined {
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
        properties: shown || recorder !== "Trail" ? properties : { ...properties, event_selector: HIDDEN_SELECTORS },
    });
}
