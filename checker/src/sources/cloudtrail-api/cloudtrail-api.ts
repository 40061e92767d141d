import { isRecord } from "../../../../src/cloudtrail/plain-data";
import { nothingKnown } from "../../../../src/cloudtrail/recorders/nothing-known";
import type { AccountPart, Contents, DeclaredTrail, SourceDocument } from "../document";
import { HIDDEN_SELECTORS } from "../hidden-selectors";
import { Unreadable } from "../input/unreadable";

/** Is it what `aws cloudtrail describe-trails`, `get-trail` or `get-event-selectors` prints? */
export function isCloudTrailApi({ value }: SourceDocument): boolean {
    return isRecord(value) && ("trailList" in value || isTrail(value.Trail) || isSelectors(value));
}

function isTrail(value: unknown): value is Readonly<Record<string, unknown>> & { TrailARN: string } {
    return isRecord(value) && typeof value.TrailARN === "string";
}

function isSelectors(value: unknown): boolean {
    return isRecord(value) && "TrailARN" in value && ("EventSelectors" in value || "AdvancedEventSelectors" in value);
}

/**
 * What an input says about a trail, which AWS always names by its ARN.
 * @throws Unreadable if it doesn't: a trail without a name must not be ignored
 */
function withArn(value: unknown, what: string) {
    if (!isTrail(value)) {
        throw new Unreadable(`${what} has no TrailARN`, undefined, true);
    }
    return value;
}

/** What the CloudTrail API says about trails; what it says elsewhere about the same trail is added. */
export function readCloudTrailApi({ value, line }: SourceDocument): Contents {
    if (!isRecord(value)) {
        return {};
    }
    if (isSelectors(value)) {
        return { account: [{ arn: withArn(value, "it").TrailARN, selectors: value, line }] };
    }
    if (!("trailList" in value)) {
        const description = withArn(value.Trail, "its Trail");
        return { account: [{ arn: description.TrailARN, description, line }] };
    }
    if (!Array.isArray(value.trailList)) {
        throw new Unreadable("its trailList is not a list", undefined, true);
    }
    return {
        account: value.trailList.map((entry: unknown, index): AccountPart => {
            const description = withArn(entry, `its trailList[${index}]`);
            return { arn: description.TrailARN, description, line };
        }),
    };
}

/** A part, and the input that contains it. */
export interface PlacedPart<Input> {
    readonly part: AccountPart;
    readonly input: Input;
}

/** A trail of an account, and the input that it is reported for. */
export interface JoinedTrail<Input> {
    readonly trail: DeclaredTrail;
    readonly input: Input;
}

/**
 * Joins what is said about each trail, by its ARN: a multi-Region trail is described in every Region, and another
 * command prints its selectors. If inputs contradict each other, the trail is reported as each of them shows it.
 */
export function joinParts<Input>(parts: readonly PlacedPart<Input>[]): JoinedTrail<Input>[] {
    const byArn = new Map<string, PlacedPart<Input>[]>();
    for (const placed of parts) {
        const present = byArn.get(placed.part.arn);
        if (present === undefined) {
            byArn.set(placed.part.arn, [placed]);
        } else {
            present.push(placed);
        }
    }
    return [...byArn.values()].flatMap(ofTrail => {
        const described = distinct(ofTrail, ({ part }) => part.description);
        const selected = distinct(ofTrail, ({ part }) => part.selectors);
        return described.flatMap(description => selected.flatMap(selectors => joined(description, selectors) ?? []));
    });
}

/** The parts with content, each once; `undefined` if there is none. */
function distinct<Input>(
    parts: readonly PlacedPart<Input>[],
    said: (placed: PlacedPart<Input>) => unknown,
): readonly (PlacedPart<Input> | undefined)[] {
    const seen = new Map(
        parts.filter(part => said(part) !== undefined).map(part => [JSON.stringify(said(part)), part]),
    );
    return seen.size === 0 ? [undefined] : [...seen.values()];
}

function joined<Input>(
    described: PlacedPart<Input> | undefined,
    selected: PlacedPart<Input> | undefined,
): JoinedTrail<Input> | undefined {
    const placed = described ?? selected;
    if (placed === undefined) {
        return undefined;
    }
    const { arn, line } = placed.part;
    return {
        input: placed.input,
        trail: {
            recorder: "Trail",
            dialect: "aws-api",
            properties: {
                ...nothingKnown("aws-api", "Trail"),
                ...description(described?.part.description),
                ...selectors(selected?.part.selectors, described?.part.description),
                Name: arn.slice(arn.indexOf("/") + 1),
                TrailARN: arn,
            },
            resourceName: arn,
            address: arn,
            line,
            group: arn.split(":")[4],
            secrets: new Set(),
        },
    };
}

/** Everything that a description could show: what is absent isn't set. Only the status shows logging and deliveries. */
function description(described: AccountPart["description"]): Record<string, unknown> {
    if (described === undefined) {
        return {};
    }
    const { IsLogging, LatestDeliveryError } = nothingKnown("aws-api", "Trail");
    const absent = Object.fromEntries(Object.keys(nothingKnown("aws-api", "Trail")).map(name => [name, undefined]));
    return { ...absent, ...described, IsLogging, LatestDeliveryError };
}

function selectors(selected: AccountPart["selectors"], described: AccountPart["description"]): Record<string, unknown> {
    if (selected !== undefined) {
        const { EventSelectors, AdvancedEventSelectors } = selected;
        return { EventSelectors, AdvancedEventSelectors };
    }
    const { EventSelectors, AdvancedEventSelectors } = nothingKnown("aws-api", "Trail");
    return described?.HasCustomEventSelectors === false
        ? { EventSelectors: HIDDEN_SELECTORS, AdvancedEventSelectors: undefined }
        : { EventSelectors, AdvancedEventSelectors };
}
