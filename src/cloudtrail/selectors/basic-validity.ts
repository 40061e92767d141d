import { message } from "../message";
import type { Path } from "../path";
import type { Problem } from "../problem";
import { isUnknown, knownList, type Value } from "../value";
import type { DataResource, EventSelector } from "./event-selector";
import { BASIC_RESOURCE_TYPES, EXCLUDABLE_EVENT_SOURCES, READ_WRITE_TYPES } from "./limits";

/** What AWS would refuse in one basic event selector. A selector with such a problem logs nothing for certain. */
export function basicSelectorProblems(selector: EventSelector, path: Path): Problem[] {
    const problems: Problem[] = [...(selector.malformed ?? [])];
    const checkValue = (
        value: Value<string> | undefined,
        allowed: readonly string[],
        at: Path,
        rule: string,
        hint: string,
    ) => {
        if (typeof value === "string" && !allowed.includes(value)) {
            const data = { value: { text: value }, allowed, hint };
            problems.push({
                path: [...path, ...at],
                message: message(rule, "{value} is not allowed here; use one of {allowed}{hint}", data),
                severity: "error",
            });
        }
    };
    const { readWriteType, excludeManagementEventSources: excluded, dataResources } = selector;
    checkValue(readWriteType, READ_WRITE_TYPES, ["ReadWriteType"], "read-write-type", "");
    knownList(excluded).forEach((source, index) => {
        const at: Path = ["ExcludeManagementEventSources", index];
        checkValue(source, EXCLUDABLE_EVENT_SOURCES, at, "excluded-event-source", "");
    });
    knownList(dataResources).forEach((resource, index) => {
        if (!isUnknown(resource)) {
            const hint = isBedrock(resource)
                ? ". Basic event selectors can't log Bedrock data events: use advanced event selectors"
                : ". Other types need advanced event selectors";
            const at: Path = ["DataResources", index, "Type"];
            checkValue(resource.type, BASIC_RESOURCE_TYPES, at, "basic-resource-type", hint);
        }
    });
    return problems;
}

function isBedrock({ type }: DataResource): boolean {
    return typeof type === "string" && type.startsWith("AWS::Bedrock");
}
