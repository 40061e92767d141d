import { KNOWN_PARTITIONS } from "../../cloudtrail/bedrock/partition";
import { type Requirement, requirementOf } from "../../cloudtrail/bedrock/requirement";
import { coverage } from "../../cloudtrail/coverage/coverage";
import { eventOf } from "../../cloudtrail/event";
import { stringsFrom } from "../../cloudtrail/event-domain";
import { message } from "../../cloudtrail/message";
import { planRemediation } from "../../cloudtrail/remediation";
import { isKnown, isUnknown, knownList } from "../../cloudtrail/value";
import { describeFix, type Fix } from "../findings/fix";
import type { StackFinding } from "./finding";
import { follow } from "./resources/link";
import type { Stack, StackBucket, StackDataSource, StackTrail } from "./resources/stack";

const OBJECTS = "AWS::S3::Object";

/** A bucket of the stack, and the data sources of knowledge bases that read it. */
interface SourceBucket {
    readonly bucket: StackBucket;
    readonly readBy: readonly string[];
}

/** The buckets of a stack that knowledge bases read, and the data sources whose bucket is unknown. */
export function sourceBuckets({ dataSources, buckets }: Stack): {
    readonly known: readonly SourceBucket[];
    readonly unknown: readonly StackDataSource[];
} {
    const byBucket = new Map<string, { readonly bucket: StackBucket; readonly readBy: string[] }>();
    const unknown: StackDataSource[] = [];
    for (const source of dataSources) {
        const { value, targets } = source.link ?? { value: undefined, targets: [] };
        const name = typeof value === "string" ? value.replace(/^arn:[^:]*:s3:::/, "") : value;
        const to = follow({ value: name, targets }, buckets);
        if (to.kind === "unknown") {
            unknown.push(source);
        } else if (to.kind === "declared") {
            const present = byBucket.get(to.target.id) ?? { bucket: to.target, readBy: [] };
            present.readBy.push(source.label);
            byBucket.set(to.target.id, present);
        }
    }
    return { known: [...byBucket.values()], unknown };
}

/** Checks whether a trail logs the data events of the objects in buckets that knowledge bases read. */
export function checkSourceEvents(stack: Stack, trail: StackTrail): StackFinding[] {
    const { known, unknown } = sourceBuckets(stack);
    const findings = known.flatMap(source => checkBucket(trail, source));
    const [unnamed] = unknown;
    if (findings.length > 0 || (unnamed === undefined && stack.incomplete === undefined)) {
        return findings;
    }
    const headline =
        unnamed === undefined
            ? message("stack-incomplete", "{reason}", { reason: stack.incomplete ?? "" })
            : message("which-source-bucket", "which of this stack's buckets the data source {name} reads", {
                  name: { text: unnamed.label },
              });
    return [{ kind: "undetermined", trail, headline, ...(unnamed === undefined ? {} : { form: "question" as const }) }];
}

/** Stands for an unknown name: no selector has it. */
const UNNAMED = "name-of-the-bucket";

function checkBucket({ trail, ...rest }: StackTrail, { bucket, readBy }: SourceBucket): StackFinding[] {
    const stackTrail = { trail, ...rest };
    const [name] = bucket.names.filter(isKnown);
    const { partition } = trail;
    const requirements = (isUnknown(partition) ? KNOWN_PARTITIONS : [partition]).map(known =>
        objectsOf(name ?? UNNAMED, known),
    );
    const answers = new Set(requirements.map(each => coverage(trail.selectors, each, trail.recorder).logged));
    const logged = answers.size > 1 && answers.has("all") ? "unknown" : [...answers][0];
    const [requirement] = requirements;
    const data = { bucket: { text: bucket.label }, sources: readBy.map(label => ({ text: label })) };
    if (logged === "all") {
        return [];
    }
    // A selector that names an unknown bucket may turn out to name this one.
    if (logged === "unknown" || (name === undefined && namesObjects(trail.selectors))) {
        const template =
            "whether it logs all S3 data events of bucket {bucket}, which the knowledge base's data source {sources} reads";
        const headline = message("may-not-log-source", template, data);
        return [{ kind: "undetermined", form: "question", trail: stackTrail, headline }];
    }
    const template =
        "does not log all S3 data events of bucket {bucket}, which the knowledge base's data source {sources} reads";
    return [
        {
            kind: "violation",
            trail: stackTrail,
            headline: message("does-not-log-source", template, data),
            fix:
                name === undefined || requirement === undefined || isUnknown(partition)
                    ? fixWithoutName(bucket)
                    : fixFor(stackTrail, bucket, requirement),
        },
    ];
}

/** The data events of all objects of a bucket. */
function objectsOf(bucket: string, partition: string): Requirement {
    const all = requirementOf(OBJECTS, { partition });
    const prefix = `arn:${partition}:s3:::${bucket}/`;
    const example = { ...(all.examples[0] ?? eventOf({})), eventSource: "s3.amazonaws.com", eventName: "PutObject" };
    return {
        ...all,
        name: `${OBJECTS} of ${bucket}`,
        title: `S3 data events of bucket ${bucket}`,
        selector: {
            name: `Log S3 data events of ${bucket}`,
            fieldSelectors: [
                ...all.selector.fieldSelectors,
                { field: "resources.ARN", operators: { StartsWith: [prefix] } },
            ],
        },
        domain: { ...all.domain, "resources.ARN": stringsFrom(prefix) },
        examples: [{ ...example, "resources.ARN": `${prefix}document.pdf` }],
    };
}

function namesObjects({ advanced, basic }: StackTrail["trail"]["selectors"]): boolean {
    return (
        knownList(basic).length > 0 ||
        knownList(advanced).some(
            selector =>
                isKnown(selector) &&
                knownList(selector.fieldSelectors).some(
                    entry => isKnown(entry) && knownList(entry.operators.Equals).includes(OBJECTS),
                ),
        )
    );
}

function fixFor({ trail }: StackTrail, bucket: StackBucket, requirement: Requirement): Fix {
    const plan = planRemediation(trail.selectors, [requirement], trail.recorder);
    // What basic selectors contain is not repeated here: it may be secret.
    if (plan.kind !== "change" || plan.converted === "basic") {
        return fixWithoutName(bucket);
    }
    const fix = describeFix({ kind: "selectors", plan }, trail);
    // Two whole lists, pasted one after the other: the second would replace the first.
    const template = "{headline}; where another fix sets {property}, add only the last selector to its list";
    const data = { headline: fix.headline, property: { property: "AdvancedEventSelectors" } } as const;
    return plan.converted === undefined ? fix : { ...fix, headline: message("set-or-add-source", template, data) };
}

function fixWithoutName({ label }: StackBucket): Fix {
    const template =
        "add an advanced event selector with eventCategory Equals Data, resources.type Equals {type} and resources.ARN StartsWith the ARN of bucket {bucket} and a slash";
    return { headline: message("select-source-bucket", template, { type: OBJECTS, bucket: { text: label } }) };
}
