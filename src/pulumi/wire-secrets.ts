import sdk = require("@pulumi/policy/deserialize");

import { ownTexts, type Withheld } from "../compliance/withheld";
import { beneathProxies, plainProperties } from "./properties";

/** The properties of a resource as the engine sends them: a `google.protobuf.Struct`. */
interface WireProperties {
    toJavaScript(): unknown;
}

/** The mark of a secret on the wire. Source: `@pulumi/pulumi/runtime/rpc`, `specialSigKey` and `specialSecretSig`. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** What the SDK's server calls for every resource; its types leave it out. */
interface Deserializer {
    deserializeProperties?: (properties: WireProperties, proxySecrets: boolean) => Record<string, unknown>;
}

const wireProperties = new WeakMap<object, WireProperties>();

// The SDK unwraps secrets before a validation sees them, and says nowhere which texts were secret. The engine does say
// it, so what was deserialised is remembered. Where a later SDK doesn't pass here, every text counts as secret.
const deserializer = sdk as Deserializer;
const { deserializeProperties } = deserializer;
if (deserializeProperties !== undefined) {
    deserializer.deserializeProperties = (properties, proxySecrets) => {
        const result = deserializeProperties(properties, proxySecrets);
        wireProperties.set(beneathProxies(result), properties);
        return result;
    };
}

/** The texts of a resource's inputs that no message may repeat: the secret ones, or all where that can't be told. */
export function secretTexts(properties: Record<string, unknown>): Withheld {
    const wire = wireProperties.get(beneathProxies(properties));
    return wire === undefined ? ownTexts(plainProperties(properties)) : new Set(secretsIn(wire.toJavaScript()));
}

function secretsIn(value: unknown): string[] {
    if (typeof value !== "object" || value === null) {
        return [];
    }
    const record = value as Record<string, unknown>;
    return record[SIGNATURE] === SECRET ? [...ownTexts(record.value)] : Object.values(record).flatMap(secretsIn);
}
