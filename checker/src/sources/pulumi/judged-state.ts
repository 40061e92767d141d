import { stillLogged } from "../../../../src/cloudtrail/coverage/containment";
import type { Dialect, TrailProperty } from "../../../../src/cloudtrail/selectors/dialect";
import type { TrailSelectors } from "../../../../src/cloudtrail/selectors/event-selector";
import type { Recorder } from "../../../../src/cloudtrail/selectors/field-rules";
import { readSelectors } from "../../../../src/cloudtrail/selectors/read-selectors";
import { isUnknown } from "../../../../src/cloudtrail/value";

type Properties = Readonly<Record<string, unknown>>;

/**
 * The properties of a trail in a state that are judged, and the names of those for which AWS had another value than the
 * inputs say.
 */
export interface JudgedState {
    readonly properties: Properties;
    readonly differing: readonly string[];
}

/** The properties, besides selectors, for which AWS may have another value than the inputs say. */
const SINGLE: readonly TrailProperty[] = [
    "IsMultiRegionTrail",
    "IsOrganizationTrail",
    "IsLogging",
    "EnableLogFileValidation",
    "S3BucketName",
    "S3KeyPrefix",
    "KmsKeyId",
    "CloudWatchLogsLogGroupArn",
    "CloudWatchLogsRoleArn",
];

/**
 * What AWS has, as far as a state shows. Inputs alone may contain what was never sent: a policy's remediation, or the
 * program's value, in a property whose changes `ignoreChanges` covers. So an output that differs takes precedence over
 * its input, and the outputs' selectors over the inputs' unless they log at least the same.
 * @param given the inputs, without `null`
 */
export function judgedState(given: Properties, outputs: Properties, recorder: Recorder, dialect: Dialect): JudgedState {
    const single = SINGLE.map(dialect.of).filter(name => tellsOtherwise(given[name], outputs[name]));
    const selectors = judgedSelectors(given, outputs, recorder, dialect);
    return {
        properties: {
            ...outputs,
            ...given,
            ...Object.fromEntries(single.map(name => [name, outputs[name]])),
            ...Object.fromEntries(selectorNames(dialect).map(name => [name, selectors.from[name]])),
        },
        differing: [...single, ...selectors.differing],
    };
}

/** `null`, `[]` and absent mean the same. */
export function isNone(value: unknown): boolean {
    return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The names of both kinds of event selectors. */
export function selectorNames({ of }: Dialect): readonly string[] {
    return [of("EventSelectors"), of("AdvancedEventSelectors")];
}

/** Does a known output contradict the input? An absent one says nothing. A key and its alias are the same. */
function tellsOtherwise(input: unknown, output: unknown): boolean {
    if (typeof output === "boolean") {
        return input === true && !output;
    }
    return output === "" && typeof input === "string" && input !== "";
}

function judgedSelectors(
    given: Properties,
    outputs: Properties,
    recorder: Recorder,
    dialect: Dialect,
): { readonly from: Properties; readonly differing: readonly string[] } {
    const names = selectorNames(dialect);
    const set = (properties: Properties) => names.filter(name => !isNone(properties[name]));
    const declared = set(given);
    if (declared.length === 0) {
        return { from: outputs, differing: [] };
    }
    if (names.every(name => outputs[name] === undefined || isUnknown(outputs[name]))) {
        return { from: given, differing: [] };
    }
    // For both kinds, outputs may still show the one that the inputs have replaced.
    const shown = set(outputs).length > 1 ? declared : names;
    const from = Object.fromEntries(shown.map(name => [name, outputs[name]]));
    const read = (properties: Properties): TrailSelectors => readSelectors(properties, dialect);
    return stillLogged(read(given), read(from), recorder).kind === "lost"
        ? { from, differing: [...new Set([...declared, ...set(from)])] }
        : { from: given, differing: [] };
}
