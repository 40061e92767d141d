import { TEMPLATE_TYPES } from "../compliance/stack/resources/template-types";
import { CLOUD_CONTROL } from "./cloud-control";
import type { PulumiResource } from "./read-resource";
import { RECORDER_TYPES } from "./resource-types";
import { STACK_ROLES } from "./stack/stack-resource-types";
import { beneathProxies } from "./values/properties";

/** Types that may be declared without any input, or count as declared whatever their inputs are. */
const WITHOUT_INPUTS: ReadonlySet<unknown> = new Set(["bucket", "key", "bedrock"]);

/**
 * Does the engine show nothing about this resource? A resource that is new and outside of `--target`, or named by
 * `--exclude`, comes without any inputs, although its type has required ones.
 */
export function isUnseen({ type, props }: Pick<PulumiResource, "type" | "props">): boolean {
    const role = STACK_ROLES.get(type);
    const hasRequired =
        RECORDER_TYPES.has(type) ||
        CLOUD_CONTROL.has(type) ||
        TEMPLATE_TYPES.has(type) ||
        (role !== undefined && !WITHOUT_INPUTS.has(role));
    return hasRequired && Object.keys(beneathProxies(props)).length === 0;
}
