import { TEMPLATE_TYPES } from "../../compliance/stack/resources/template-types";
import { roleOfType } from "../stack/stack-resource-types";
import { beneathProxies } from "../values/properties";
import { cloudControlNames } from "./cloud-control";
import type { PulumiResource } from "./read-resource";
import { recorderOfType } from "./resource-types";
import { terraformTypeOr } from "./through-terraform";

/** Types that may be declared without any input, or count as declared whatever their inputs are. */
const WITHOUT_INPUTS: ReadonlySet<unknown> = new Set(["bucket", "key", "bedrock"]);

/**
 * Does the engine show nothing about this resource? A resource that is new and outside of `--target`, or named by
 * `--exclude`, comes without any inputs, although its type has required ones.
 */
export function isUnseen({ type, props }: Pick<PulumiResource, "type" | "props">): boolean {
    const role = roleOfType(type);
    const hasRequired =
        recorderOfType(type) !== undefined ||
        cloudControlNames(type) !== undefined ||
        TEMPLATE_TYPES.has(terraformTypeOr(type)) ||
        (role !== undefined && !WITHOUT_INPUTS.has(role));
    return hasRequired && Object.keys(beneathProxies(props)).length === 0;
}
