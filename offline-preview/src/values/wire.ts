import { isObject } from "./plain-data";

/** A value as Pulumi's gRPC messages contain it: JSON, in which objects with a signature stand for more than data. */
export type Wire = null | boolean | number | string | readonly Wire[] | WireProperties;

/** The properties of a resource, as Pulumi's gRPC messages carry them. */
export interface WireProperties {
    readonly [name: string]: Wire;
}

/** The property that says what an object stands for. Source of all signatures: `@pulumi/pulumi/runtime/rpc`. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

const SIGNATURES = {
    secret: "1b47061264138c4ac30d75fd1eb44270",
    output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
    resource: "5cf8f73096256a8f31e491e813e4eb8e",
    asset: "c44067f5952c0a294b673a41bacd8c17",
    archive: "0def7320c3a5731c473e5ecbe6d01bc7",
} as const;

/** What an object with a signature stands for. */
export type Signature = keyof typeof SIGNATURES;

const SIGNATURE_OF: ReadonlyMap<Wire | undefined, Signature> = new Map(
    Object.entries(SIGNATURES).map(([name, signature]) => [signature, name as Signature]),
);

/** Stands for an unknown value of any type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the SDKs use for an unknown value whose type is known, and the one above. */
const UNKNOWNS: ReadonlySet<Wire> = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Does this value stand for an unknown one? */
export function isUnknownWire(value: Wire): boolean {
    return UNKNOWNS.has(value);
}

/** What an object stands for; `undefined` for plain data. */
export function signatureOf(value: Wire): Signature | undefined {
    return isObject(value) ? SIGNATURE_OF.get(value[SIGNATURE_KEY]) : undefined;
}

/** Makes a value secret, unless it is one already. */
export function secret(value: Wire): Wire {
    return signatureOf(value) === "secret" ? value : { [SIGNATURE_KEY]: SIGNATURES.secret, value };
}

/** The same change for each entry of a list or an object; other values stay what they are. */
export function mapEntries(value: Wire, change: (entry: Wire) => Wire): Wire {
    if (Array.isArray(value)) {
        return value.map(change);
    }
    return isObject(value) ? mapProperties(value, change) : value;
}

/** The same change for each property. */
export function mapProperties(properties: WireProperties, change: (value: Wire) => Wire): WireProperties {
    return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value)]));
}

/** What the unknown result of a plain function becomes if the program puts it into a string. */
const UNKNOWN_OBJECT_TEXT = "[object Object]";

/**
 * A value from the program as the engine continues with it: outputs become plain values, secrets or unknown. So does a
 * string into which the program has put something unknown.
 * @param unknownObjects has the program received the unknown result of a function as an object?
 */
export function received(value: Wire, unknownObjects: boolean): Wire {
    if (typeof value === "string") {
        const unknown = value.includes(UNKNOWN) || (unknownObjects && value.includes(UNKNOWN_OBJECT_TEXT));
        return unknown ? UNKNOWN : value;
    }
    if (signatureOf(value) === "output") {
        const output = value as WireProperties;
        const plain = output.value === undefined ? UNKNOWN : received(output.value, unknownObjects);
        return output.secret === true ? secret(plain) : plain;
    }
    return mapEntries(value, entry => received(entry, unknownObjects));
}

/** A value as a transform receives it: secrets and unknown values as outputs. */
export function asOutputs(value: Wire): Wire {
    if (isUnknownWire(value)) {
        return { [SIGNATURE_KEY]: SIGNATURES.output };
    }
    if (signatureOf(value) === "secret") {
        const inner = (value as WireProperties).value ?? null;
        const known = isUnknownWire(inner) ? {} : { value: asOutputs(inner) };
        return { [SIGNATURE_KEY]: SIGNATURES.output, ...known, secret: true };
    }
    return mapEntries(value, asOutputs);
}

/** A value for a receiver that doesn't support resource references: the resource's ID, or its URN if it has none. */
export function withoutReferences(value: Wire): Wire {
    if (signatureOf(value) === "resource") {
        const { urn = null, id } = value as WireProperties;
        // A resource that isn't created yet has an empty ID.
        return id === undefined ? urn : id === "" ? UNKNOWN : id;
    }
    return mapEntries(value, withoutReferences);
}

/** Without the internal properties of the engine and the providers: `__defaults`, `__internal`. */
export function withoutInternals(properties: WireProperties): WireProperties {
    return Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("__")));
}
