import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { printable } from "../../../../src/cloudtrail/quote";
import { CANNOT_BE_DETERMINED } from "../../../../src/compliance/findings/unknown-phrasing";
import type { Contents, SourceDocument } from "../document";
import { Unreadable } from "../input/unreadable";
import { DeployedTemplates } from "../templates-elsewhere";
import { untyped } from "../terraform/cloud-control";
import { type Instance, shownInstance, stateTrail } from "../terraform/instance";
import type { Resource } from "../terraform/resource";
import { TerraformStack } from "../terraform/stack";

/** Is it what `terraform show -json` writes for a state, or a state file itself? */
export function isTerraformState({ value }: SourceDocument): boolean {
    return (
        isRecord(value) &&
        (isStateFile(value) ||
            ("format_version" in value && ("values" in value || Object.keys(value).every(name => EMPTY.has(name)))))
    );
}

/** What `terraform show -json` writes if there is no state. */
const EMPTY: ReadonlySet<string> = new Set(["format_version", "terraform_version", "checks"]);

function isStateFile(value: Readonly<Record<string, unknown>>): boolean {
    return typeof value.lineage === "string" && "serial" in value && "resources" in value;
}

/** The trails in a state, and what else it contains. */
export function readTerraformState({ items }: SourceDocument): Contents {
    const instances = items.flatMap(({ kind, value, line }): Instance[] => {
        if (!isRecord(value)) {
            return [];
        }
        return kind === "terraform-entry" ? fromStateFile(value, line) : shownInstance(value, line);
    });
    const stack = new TerraformStack();
    const templates = new DeployedTemplates();
    const unread = instances.flatMap(({ resource, values, address, line }) => {
        templates.add(address, resource.type, isRecord(values) ? values : {}, { line });
        return untyped(resource, values, { address, line });
    });
    return {
        trails: instances.flatMap(instance => stateTrail(instance) ?? []),
        stack: {
            dialect: "terraform",
            resources: instances.flatMap(
                ({ resource, values, address }) => stack.resourceOf(resource, values ?? {}, address) ?? [],
            ),
            incomplete: unread[0] && `${unread[0].address}: ${unread[0].reason}`,
            trailsUnread: templates.trailsUnread(),
            unknownPhrasing: CANNOT_BE_DETERMINED,
        },
        unread: [...unread, ...templates.unread()],
        notes: templates.notes(),
    };
}

/** An entry of a state file: all instances of a resource. */
function fromStateFile(entry: Resource, line: number): Instance[] {
    const { module, type, name, instances } = entry;
    const base = `${typeof module === "string" ? `${module}.` : ""}${String(type)}.${String(name)}`;
    if (!Array.isArray(instances)) {
        throw new Unreadable(
            `it is a Terraform state, but the instances of ${printable(base)} are not a list`,
            undefined,
            true,
        );
    }
    return instances.flatMap((instance: unknown): Instance[] => {
        if (!isRecord(instance)) {
            throw new Unreadable(
                `it is a Terraform state, but an instance of ${printable(base)} is not an object`,
                undefined,
                true,
            );
        }
        if (instance.deposed !== undefined) {
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
