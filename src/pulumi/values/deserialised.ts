import sdk = require("@pulumi/policy/deserialize");

import { lazily } from "./lazily";
import { beneathProxies } from "./properties";

/** The properties of a resource as the engine sends them: a `google.protobuf.Struct`. */
export interface WireProperties {
    toJavaScript(): unknown;
}

type Deserialise = (properties: WireProperties, proxySecrets: boolean) => Record<string, unknown>;

/** The object that wire properties were deserialised to. */
const RESULT = Symbol("deserialised properties");
/** The wire properties that an object was deserialised from. */
const SOURCE = Symbol("wire properties");

// The SDK deserialises a resource anew for each of a pack's policies, before any of them can say that it doesn't apply,
// and unwraps secrets without a trace of which strings were secret. Here it does so once, when the first policy reads a
// property, and the result is remembered with its origin. Our policies change nothing in a validation, so they can
// share it; a remediation gets its own properties. If a later SDK doesn't come through here, policies cost more and
// every string counts as secret. Source: `@pulumi/policy/server.js`.
const deserializer = sdk as { deserializeProperties?: Deserialise };
const { deserializeProperties } = deserializer;
if (deserializeProperties !== undefined) {
    deserializer.deserializeProperties = (
        properties: WireProperties & { [RESULT]?: Record<string, unknown> },
        proxySecrets,
    ) => {
        if (proxySecrets) {
            return deserializeProperties(properties, true);
        }
        properties[RESULT] ??= lazily(() =>
            Object.defineProperty(deserializeProperties(properties, false), SOURCE, {
                configurable: true,
                value: properties,
            }),
        );
        return properties[RESULT];
    };
}

/** The wire properties from which the inputs of a resource were deserialised for a validation, if known. */
export function wireProperties(properties: Record<string, unknown>): WireProperties | undefined {
    return (beneathProxies(properties) as { readonly [SOURCE]?: WireProperties })[SOURCE];
}
