import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { quote } from "../../../../src/cloudtrail/quote";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { Unreadable } from "../input/unreadable";
import { type Macro, macroIn } from "./macro";
import type { Template } from "./template";
import { resolveValue } from "./value";

/** A resource of a template. */
export interface TemplateResource {
    readonly logicalId: string;
    readonly resource: unknown;
    /** Its name in the template, or that of the outermost loop that creates it. */
    readonly name: string;
}

/** A macro among resources, or in a resource. */
export interface ResourceMacro {
    readonly macro: Macro;
    /** What it may change, for a sentence. */
    readonly of: string;
    /** Its name in the template. */
    readonly name: string;
}

/** The content of a template's `Resources`, with each loop (`Fn::ForEach`) unrolled. */
export interface TemplateResources {
    readonly resources: readonly TemplateResource[];
    readonly macros: readonly ResourceMacro[];
    /** What can't be read, and may have created trails. */
    readonly problems: readonly string[];
}

const LOOP = "Fn::ForEach::";

/** More than any template can have: CloudFormation allows 500 resources. */
const MAX_ROUNDS = 10_000;

/**
 * Reads the resources of a template. If the collection of a loop is unknown, its body stands for everything that it
 * creates, and what depends on the loop's variable is unknown.
 * Source: CloudFormation user guide, `Fn::ForEach`.
 * @throws Unreadable if nested loops have no reasonable end
 */
export function resourcesOf(resources: Readonly<Record<string, unknown>>, template: Template): TemplateResources {
    const reader = new ResourcesReader(template);
    reader.read(resources);
    return reader;
}

class ResourcesReader implements TemplateResources {
    readonly resources: TemplateResource[] = [];
    readonly macros: ResourceMacro[] = [];
    readonly problems: string[] = [];
    private rounds = 0;

    constructor(private readonly template: Template) {}

    /** @param loop the name of the outermost loop whose body contains them */
    read(body: Readonly<Record<string, unknown>>, loop?: string): void {
        const among = macroIn(body);
        if (among !== undefined) {
            this.macros.push({ macro: among, of: "the resources beside it", name: loop ?? among.property });
        }
        for (const [logicalId, resource] of Object.entries(body)) {
            const name = loop ?? logicalId;
            const inside = isRecord(resource) ? macroIn(resource) : undefined;
            if (logicalId === among?.property) {
                continue;
            }
            if (inside !== undefined) {
                this.macros.push({ macro: inside, of: quote(logicalId), name });
            } else if (logicalId.startsWith(LOOP)) {
                this.unroll(logicalId, resource, name);
            } else {
                this.resources.push({ logicalId, resource, name });
            }
        }
    }

    /** A loop: `[variable, collection, { "Name${variable}": … }]`. */
    private unroll(loop: string, value: unknown, name: string): void {
        const [variable, collection, body, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [];
        if (typeof variable !== "string" || !isRecord(body) || more.length > 0) {
            this.problems.push(
                `its loop ${quote(loop)} can't be read: expected a variable, a collection and the resources to repeat`,
            );
            return;
        }
        const values = resolveValue(collection, this.template);
        const known = Array.isArray(values) && values.every(entry => typeof entry === "string");
        for (const round of known ? values : [undefined]) {
            this.rounds++;
            if (this.rounds > MAX_ROUNDS) {
                throw new Unreadable(`its loops have more than ${MAX_ROUNDS} iterations`);
            }
            this.read(substitute(body, variable, round) as Readonly<Record<string, unknown>>, name);
        }
    }
}

/** `${Name}` or `&{Name}` in any string of the body, names included, is the value of the iteration. */
function substitute(body: unknown, variable: string, value: string | undefined): unknown {
    const holds = (text: string) => text.includes(`\${${variable}}`) || text.includes(`&{${variable}}`);
    const fill = (text: string) =>
        value === undefined
            ? text
            : text.replaceAll(`\${${variable}}`, () => value).replaceAll(`&{${variable}}`, () => value);
    if (typeof body === "string") {
        return value === undefined && holds(body) ? new Unknown(body) : fill(body);
    }
    if (Array.isArray(body)) {
        return body.map(entry => substitute(entry, variable, value));
    }
    if (isUnknown(body) || !isRecord(body)) {
        return body;
    }
    // `Ref: Variable` is its value too.
    if (value !== undefined && body.Ref === variable) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(body).map(([name, entry]) => [fill(name), substitute(entry, variable, value)]),
    );
}
