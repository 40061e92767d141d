import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { type Dialect, recorderDialect, type TrailProperty } from "../../../../src/cloudtrail/selectors/dialect";
import { isUnknown, Unknown } from "../../../../src/cloudtrail/value";
import { declaresPolicy, nothingKnownOfResource } from "../../../../src/compliance/stack/resources/read-stack";
import type { StackResource } from "../../../../src/compliance/stack/resources/stack-resource";
import type { DeclaredTrail } from "../document";
import { HIDDEN_SELECTORS } from "../hidden-selectors";
import { isNone, type JudgedState, judgedState, selectorNames } from "./judged-state";

/** A resource as Pulumi writes it in a state or a preview. */
export type PulumiResource = Readonly<Record<string, unknown>>;

/**
 * Whether the outputs of a resource belong to the declared one: in a preview they may still be the old ones, or those of a
 * resource for which the preview doesn't say what an update sends.
 */
export type Outputs = "valid" | "maybe old" | "maybe kept";

/** The last part of `urn:pulumi:STACK::PROJECT::TYPE::NAME`. */
export function nameOfUrn(urn: string): string {
    return urn.split("::").slice(3).join("::") || urn;
}

/**
 * The properties of a trail that are judged. The inputs are what is declared; the provider decided the rest, or read it
 * from AWS. A resource that another program manages (`external`) has only outputs.
 */
export function trailProperties(
    inputs: unknown,
    outputs: unknown,
    external: boolean,
    kind: { readonly outputs: Outputs; readonly recorder: DeclaredTrail["recorder"]; readonly dialect: Dialect },
): JudgedState {
    if (!isPlain(inputs) || !isPlain(outputs)) {
        return { properties: nothingKnown(kind.dialect.name, kind.recorder), differing: [] };
    }
    const given = givenOf(inputs);
    const dialect = recorderDialect(kind.dialect, kind.recorder);
    if (kind.outputs === "maybe old") {
        const lasting = IDENTITY.map(property => [dialect.of(property), outputs[dialect.of(property)]] as const);
        const properties = { ...Object.fromEntries(lasting), ...given };
        return { properties: dialect.name === "terraform" ? withHidden(properties, kind) : properties, differing: [] };
    }
    if (kind.outputs === "maybe kept") {
        return maybeKept(given, outputs, kind.recorder, dialect);
    }
    if (kind.recorder === "TelemetryRule") {
        // Inputs alone may contain what was never sent, and all that decides is in one property.
        const [name = ""] = dialect.of("TelemetryResourceType").split(".");
        const rule = isPlain(outputs[name]) ? { [name]: outputs[name] } : {};
        return { properties: { ...outputs, ...given, ...rule }, differing: [] };
    }
    const { properties, differing } = judgedState(given, outputs, kind.recorder, dialect);
    // What a Terraform module makes has for inputs what the provider read.
    const declared =
        dialect.name !== "terraform" && !external && Object.keys(given).some(name => !name.startsWith("__"));
    return { properties: declared ? properties : withHidden(properties, kind), differing };
}

/** The properties of a trail as the provider read them, which may hide a selector. */
function withHidden(
    properties: Readonly<Record<string, unknown>>,
    { recorder, dialect }: { readonly recorder: DeclaredTrail["recorder"]; readonly dialect: Dialect },
): Readonly<Record<string, unknown>> {
    const hidden =
        recorder === "Trail" &&
        dialect.name !== "cloud-control" &&
        selectorNames(dialect).every(name => isNone(properties[name]));
    return hidden ? { ...properties, [dialect.of("EventSelectors")]: HIDDEN_SELECTORS } : properties;
}

/** Properties that may or may not be sent, unless AWS already has as much as the inputs ask for. */
function maybeKept(
    given: Readonly<Record<string, unknown>>,
    outputs: Readonly<Record<string, unknown>>,
    recorder: DeclaredTrail["recorder"],
    dialect: Dialect,
): JudgedState {
    const [rule = ""] = dialect.of("TelemetryResourceType").split(".");
    const { properties, differing } =
        recorder === "TelemetryRule"
            ? { properties: given, differing: isDeepStrictEqual(given[rule], outputs[rule]) ? [] : [rule] }
            : judgedState(given, outputs, recorder, dialect);
    const open = differing.map(name => [name, new Unknown(undefined, NOT_SAID)] as const);
    return { properties: { ...properties, ...given, ...Object.fromEntries(open) }, differing: [] };
}

const NOT_SAID = "the preview doesn't say whether the update changes it";

/** What identifies a trail, and no update changes. */
const IDENTITY: readonly TrailProperty[] = ["TrailARN", "HomeRegion"];

/** Outputs that identify the resource, and what AWS said about its policy. */
const LASTING: ReadonlySet<string> = new Set(
    ["id", "arn", "bucket", "bucketName", "keyId", "name", "aliasName", "policy", "keyPolicy"].flatMap(name => [
        name,
        // As Cloud Control shows them.
        name.charAt(0).toUpperCase() + name.slice(1),
    ]),
);

/** What stack policies use of a resource other than a trail, and whether its policy is only observed. */
export function stackProperties(
    inputs: unknown,
    outputs: unknown,
    mode: Outputs,
): Pick<StackResource, "properties" | "policyIsObserved"> {
    if (!isPlain(inputs) || !isPlain(outputs)) {
        return { properties: nothingKnownOfResource() };
    }
    const given = givenOf(inputs);
    const found = Object.entries(outputs).filter(
        ([name, value]) => mode === "valid" || (LASTING.has(name) && !isUnknown(value)),
    );
    return { properties: { ...Object.fromEntries(found), ...given }, policyIsObserved: !declaresPolicy(given) };
}

function givenOf(inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
    return isRecord(value) && !isUnknown(value);
}
