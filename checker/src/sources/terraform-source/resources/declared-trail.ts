import type { Recorder } from "../../../../../src/cloudtrail/selectors/field-rules";
import { isUnknown } from "../../../../../src/cloudtrail/value";
import { NOT_IN_THE_SOURCE, type UnknownPhrasing } from "../../../../../src/compliance/findings/unknown-phrasing";
import type { DeclaredTrail } from "../../document";
import { nothingKnown } from "../../nothing-known";
import { terraformTrail } from "../../terraform/resource";
import { causeOf, undecided } from "../evaluate/value";
import type { ResourceInstance } from "../modules/resource-instance";
import type { Block } from "../parse/ast";
import { ignoredChanges, readProperties } from "./read-trail-block";
import { SCHEMAS } from "./trail-schema";

/** The trail that a resource declares. */
export function declaredTrail(
    resource: ResourceInstance,
    recorder: Recorder,
    secrets: ReadonlySet<string>,
): DeclaredTrail {
    const { block, scope, address, region } = resource;
    const schema = SCHEMAS[resource.type] ?? { attributes: {}, blocks: {} };
    const ignored = ignoredChanges(block);
    const own = Object.keys(nothingKnown("terraform", recorder));
    const properties = {
        ...readProperties(block.body, scope, schema),
        ...Object.fromEntries(
            own.flatMap(name =>
                ignored.has("all") || ignored.has(name)
                    ? [[name, kept(ignored.has("all") ? "everything" : name, block)]]
                    : [],
            ),
        ),
    };
    return {
        ...terraformTrail(resource.type, {
            recorder,
            address,
            line: block.place.line,
            secrets,
            properties,
            region,
            dependencies: name => [...(resource.attribute(name)?.origins ?? [])],
            doubt: phrasingOf(properties, region),
        }),
        file: block.place.file,
    };
}

/** A property that Terraform leaves unchanged, whatever the source says. */
function kept(name: string, { place }: Block): unknown {
    return undecided(`ignore_changes keeps the existing ${name}`, place);
}

/** How many causes a message names. */
const SHOWN = 3;

/** How to word unknown values: what each depends on. If all are known, only the Region can leave anything open. */
function phrasingOf(properties: unknown, region: unknown): UnknownPhrasing {
    const found = causesIn(properties);
    const causes = [...new Set(found.length > 0 ? found : causesIn(region))];
    const more = causes.length > SHOWN ? `; and ${causes.length - SHOWN} more` : "";
    return {
        ...NOT_IN_THE_SOURCE,
        ...(causes.length === 0 ? {} : { advice: `${causes.slice(0, SHOWN).join("; ")}${more}` }),
    };
}

function causesIn(value: unknown): string[] {
    if (isUnknown(value)) {
        return [causeOf(value) ?? "check the plan: some values are known only once it is made"];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(causesIn) : [];
}
