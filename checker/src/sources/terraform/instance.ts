import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import { CANNOT_BE_DETERMINED } from "../../../../src/compliance/findings/unknown-phrasing";
import type { DeclaredTrail } from "../document";
import { HIDDEN_SELECTORS } from "../hidden-selectors";
import { appliedProperties, declaredRecorder, ownRegion, secretsOf } from "./cloud-control";
import { type Resource, terraformTrail } from "./resource";
import { noteSensitive } from "./values";

/** An instance of a resource in a state. */
export interface Instance {
    readonly resource: Resource;
    readonly address: string;
    readonly values: unknown;
    /** `true` in place of each value that is sensitive. */
    readonly sensitive: unknown;
    /** Did its creation fail, so that the state contains what was requested from AWS and not what AWS has? */
    readonly tainted: boolean;
    readonly line: number;
}

/** A resource as `terraform show -json` writes it. A deposed object is what a replacement has yet to destroy. */
export function shownInstance(resource: Resource, line: number): Instance[] {
    const { address, values, sensitive_values: sensitive, deposed_key } = resource;
    const tainted = resource.tainted === true;
    return deposed_key === undefined ? [{ resource, address: String(address), values, sensitive, tainted, line }] : [];
}

/** The trail that an instance is; `undefined` for any other. */
export function stateTrail({
    resource,
    address,
    values,
    sensitive,
    tainted,
    line,
}: Instance): DeclaredTrail | undefined {
    const declared = declaredRecorder(resource, values);
    if (declared === undefined) {
        return undefined;
    }
    const { recorder, dialect } = declared;
    const noted = new Set<string>();
    noteSensitive(values, sensitive, noted);
    const known = {
        recorder,
        dialect,
        address,
        line,
        secrets: secretsOf(noted, values),
        unknownPhrasing: CANNOT_BE_DETERMINED,
        shownByAws: !tainted,
    };
    if (dialect === "cloud-control") {
        const properties = appliedProperties(declared, values);
        return terraformTrail(resource.type, { ...known, properties }, ownRegion(values));
    }
    // A state that a new Terraform has not written yet keeps them in another form.
    const properties = isRecord(values) ? values : nothingKnown("terraform", recorder);
    const { event_selector, advanced_event_selector } = properties;
    const shown = [event_selector, advanced_event_selector].some(list => Array.isArray(list) && list.length > 0);
    return terraformTrail(resource.type, {
        ...known,
        properties:
            shown || !isRecord(values) || recorder !== "Trail"
                ? properties
                : { ...properties, event_selector: HIDDEN_SELECTORS },
    });
}
