import { readTrail } from "../cloudtrail/read-trail";
import type { Trail } from "../cloudtrail/trail";
import { plainProperties } from "./properties";
import { RECORDER_TYPES } from "./resource-types";

/** A resource as a policy sees it. */
export interface PulumiResource {
    readonly type: string;
    readonly name: string;
    readonly props: Record<string, unknown>;
    readonly provider?: { readonly props: Record<string, unknown> } | undefined;
}

/** The trail or event data store that a resource declares, or `undefined` for any other resource. */
export function readResource({ type, name, props, provider }: PulumiResource): Trail | undefined {
    const recorder = RECORDER_TYPES.get(type);
    if (recorder === undefined) {
        return undefined;
    }
    const properties = plainProperties(props);
    const region = properties.region ?? (provider === undefined ? undefined : plainProperties(provider.props).region);
    const trail = readTrail(properties, {
        ...recorder,
        resourceName: name,
        region: typeof region === "string" ? region : undefined,
    });
    // The name by which the Pulumi CLI calls the resource; the trail's own may be secret.
    return { ...trail, label: name };
}
