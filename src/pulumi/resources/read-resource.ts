import { nothingKnown } from "../../cloudtrail/recorders/nothing-known";
import { readTrail } from "../../cloudtrail/recorders/read-trail";
import { recordsCloudTrail } from "../../cloudtrail/recorders/telemetry-rule";
import type { Trail } from "../../cloudtrail/recorders/trail";
import { DIALECTS, type Dialect, inLanguage, recorderDialect } from "../../cloudtrail/selectors/dialect";
import type { Recorder } from "../../cloudtrail/selectors/field-rules";
import type { Value } from "../../cloudtrail/value";
import { text } from "../../compliance/stack/resources/stack-resource";
import { plainProperties } from "../values/properties";
import { throughCloudControl } from "./cloud-control";
import { recorderOfType } from "./resource-types";

/** A resource as a policy sees it. */
export interface PulumiResource {
    readonly type: string;
    readonly name: string;
    readonly props: Record<string, unknown>;
    readonly provider?: { readonly props: Record<string, unknown> } | undefined;
    readonly stackTags?: ReadonlyMap<string, string> | undefined;
}

/**
 * The runtime of the program, if the engine passes it: in the tags of the stack, which Pulumi Cloud keeps. Source:
 * `ProjectRuntimeTag` in `sdk/go/common/apitype/core.go` of pulumi/pulumi.
 */
export function runtimeOf(tags: ReadonlyMap<string, string> | undefined): string | undefined {
    return tags?.get("pulumi:runtime");
}

/** The trail or event data store that a resource declares, or `undefined` for any other resource. */
export function readResource({ type, name, props, provider, stackTags }: PulumiResource): Trail | undefined {
    const declared = declaredRecorder(type, props);
    if (declared === undefined) {
        return undefined;
    }
    const { recorder, dialect, properties } = declared;
    if (recorder === "TelemetryRule" && !recordsCloudTrail(properties, recorderDialect(dialect, recorder))) {
        return undefined;
    }
    const trail = readTrail(properties, { recorder, dialect, resourceName: name, region: regionOf(provider, props) });
    // The Pulumi CLI's name for the resource; the trail's own may be secret.
    return { ...trail, label: name, dialect: inLanguage(trail.dialect, runtimeOf(stackTags)) };
}

/** A recorder of events, and its properties in the names of its dialect. */
interface DeclaredRecorder {
    readonly recorder: Recorder;
    readonly dialect: Dialect;
    readonly properties: Readonly<Record<string, unknown>>;
}

function declaredRecorder(type: string, props: Record<string, unknown>): DeclaredRecorder | undefined {
    const own = recorderOfType(type);
    if (own !== undefined) {
        const { recorder, dialect, isUnread } = own;
        return {
            recorder,
            dialect,
            properties: isUnread ? nothingKnown(dialect.name, recorder) : plainProperties(props),
        };
    }
    const desired = throughCloudControl(type, () => plainProperties(props));
    return desired?.kind === "recorder"
        ? { ...desired, dialect: { ...DIALECTS["cloud-control"], holder: desired.holder } }
        : undefined;
}

/** The Region that a resource is created in: its own, or its provider's, which is at least in the same partition. */
export function regionOf(
    provider: PulumiResource["provider"],
    props: Record<string, unknown>,
): Value<string> | undefined {
    const own = text(plainProperties(props).region);
    const ofProvider = provider === undefined ? undefined : text(plainProperties(provider.props).region);
    return typeof own === "string" ? own : (ofProvider ?? own);
}
