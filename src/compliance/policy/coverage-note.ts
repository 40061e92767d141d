import { MANAGEMENT, type Requirement, requirementOf } from "../../cloudtrail/bedrock/requirement";
import type { NearestSelector } from "../../cloudtrail/coverage/coverage";
import type { AdvancedEventSelector, TrailSelectors } from "../../cloudtrail/selectors/event-selector";
import { isKnown, knownList } from "../../cloudtrail/value";

/** What a reader of selectors that log too little may easily get wrong: a sentence without the full stop. */
export function coverageNote(
    { advanced }: TrailSelectors,
    { name, note }: Requirement,
    nearest: NearestSelector | undefined,
): string | undefined {
    const values = Object.values(nearest?.rejection.operators ?? {}).flat();
    if (values.some(value => value.includes("*"))) {
        return nearest?.rejection.field === "resources.type" ? WILDCARD_TYPE : WILDCARD;
    }
    const namesModel = knownList(advanced).some(
        selector => isKnown(selector) && equalsOf(selector, "resources.type").includes(MODEL.name),
    );
    return name === MANAGEMENT && namesModel ? MODEL.note : note;
}

const WILDCARD =
    'event selectors have no wildcards, so "*" matches only itself: write StartsWith and the text before it, or remove the condition to log everything';

const WILDCARD_TYPE =
    'event selectors have no wildcards, so "*" matches only itself: give each resource type its own selector';

/** The type that many people believe logs `InvokeModel`. */
const MODEL = requirementOf("AWS::Bedrock::Model");

/** The known values of `Equals` for a field. */
export function equalsOf({ fieldSelectors }: AdvancedEventSelector, field: string): readonly unknown[] {
    return knownList(fieldSelectors).flatMap(entry =>
        isKnown(entry) && entry.field === field ? knownList(entry.operators.Equals) : [],
    );
}
