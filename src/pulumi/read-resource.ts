import { readTrail } from "../cloudtrail/read-trail";
import { inLanguage, recorderDialect } from "../cloudtrail/selectors/dialect";
import { recordsCloudTrail } from "../cloudtrail/telemetry-rule";
import type { Trail } from "../cloudtrail/trail";
import type { Value } from "../cloudtrail/value";
import { text } from "../compliance/stack/resources/stack-resource";
import { RECORDER_TYPES } from "./resource-types";
import { plainProperties } from "./values/properties";

/** A resource as a policy sees it. */
export interface PulumiResource {
    readonly type: string;
    readonly name: string;
    readonly props: Record<string, unknown>;
    readonly provider?: { readonly props: Record<string, unknown> } | undefined;
    readonly stackTags?: ReadonlyMap<string, string> | undefined;
}

/**
 * The runtime of the program, where the engine tells: by the tags of the stack, which Pulumi Cloud keeps. Source:
 * `ProjectRuntimeTag` in `sdk/go/common/apitype/core.go` of pulumi/pulumi.
 */
export function runtimeOf(tags: ReadonlyMap<string, string> | undefined): string | undefined {
    return tags?.get("pulumi:runtime");
}

/** The trail or event data store that a resource declares, or `undefined` for any other resource. */
export function readResource({ type, name, props, provider, stackTags }: PulumiResource): Trail | undefined {
    const recorder = RECORDER_TYPES.get(type);
    if (recorder === undefined) {
        return undefined;
    }
    const properties = plainProperties(props);
    const { dialect } = recorder;
    if (
        recorder.recorder === "TelemetryRule" &&
        !recordsCloudTrail(properties, recorderDialect(dialect, recorder.recorder))
    ) {
        return undefined;
    }
    const trail = readTrail(properties, {
        ...recorder,
        resourceName: name,
        region: regionOf(provider, properties),
    });
    // The Pulumi CLI's name for the resource; the trail's own may be secret.
    return { ...trail, label: name, dialect: inLanguage(trail.dialect, runtimeOf(stackTags)) };
}

/** The Region that a resource is created in: its own, or its provider's, which is at least in the same partition. */
export function regionOf(
    provider: PulumiResource["provider"],
    properties: Readonly<Record<string, unknown>>,
): Value<string> | undefined {
    const own = text(properties.region);
    const ofProvider = provider === undefined ? undefined : text(plainProperties(provider.props).region);
    return typeof own === "string" ? own : (ofProvider ?? own);
}
