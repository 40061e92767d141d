import { Secret } from "@pulumi/policy";
import { Unknown } from "../cloudtrail/value";

/** What stands for an output that isn't known at preview. Source: `@pulumi/pulumi/runtime/rpc`, `unknown…Value`. */
const SENTINELS: ReadonlySet<unknown> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The property under which the policy SDK's proxies give the object beneath. Source: `@pulumi/policy/proxy`. */
const PROXY_TARGET = "__getSpecialProxyTarget";

/**
 * The object beneath the SDK's proxies, which throw when an unknown value is read and lose secrets when a list is
 * copied. Changing it changes what a remediation returns.
 */
export function beneathProxies(properties: Record<string, unknown>): Record<string, unknown> {
    let target = properties;
    for (;;) {
        const beneath: unknown = target[PROXY_TARGET];
        if (beneath === undefined || beneath === target) {
            return target;
        }
        target = beneath as Record<string, unknown>;
    }
}

/**
 * Plain data: unknown values as `Unknown`, secrets unwrapped.
 * @param properties the inputs of a resource, as the policy SDK hands them over
 */
export function plainProperties(properties: Record<string, unknown>): Record<string, unknown> {
    return plain(beneathProxies(properties)) as Record<string, unknown>;
}

function plain(value: unknown): unknown {
    if (SENTINELS.has(value)) {
        return new Unknown(value);
    }
    if (value instanceof Secret) {
        return plain(value.value);
    }
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (typeof value === "object" && value !== null) {
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
    }
    return value;
}

/** Is there a secret anywhere in a value? */
export function holdsSecret(value: unknown): boolean {
    if (value instanceof Secret) {
        return true;
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return Object.values(value).some(holdsSecret);
}
