import { Secret } from "@pulumi/policy";
import { Unknown } from "../../cloudtrail/value";
import { SENTINELS } from "./sentinels";

/**
 * The property through which the policy SDK's proxies give access to the object beneath. Source:
 * `@pulumi/policy/proxy`.
 */
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
 * @param properties the inputs of a resource, as the policy SDK passes them
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
