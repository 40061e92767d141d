import { type Node, parseTree } from "jsonc-parser";
import { isRecord, kindOf } from "../../../src/cloudtrail/plain-data";
import { quote } from "../../../src/cloudtrail/quote";
import { configPath, validateConfig } from "../../../src/compliance/configuration/configuration";
import type { EnforcementLevel, PolicyMetadata } from "../../../src/compliance/policy/policy";
import { parseJson } from "../text/json-text";
import { didYouMean } from "../text/nearest-name";
import { placeAt, type TextPlace } from "../text/text-place";
import { ineffectiveSettings } from "./ineffective-settings";
import type { PolicySetting } from "./policy-setting";

/** One mistake in a configuration file. */
export interface PolicyConfigProblem extends TextPlace {
    /** `cloudtrail-multi-region.exemptions[0].reason`; empty for the whole file. */
    readonly path: string;
    readonly message: string;
}

/** The configuration of each policy, by its name; or everything that is wrong with the file. */
export type PolicyConfigResult =
    | {
          readonly settings: ReadonlyMap<string, PolicySetting>;
          /** What is valid, but does nothing, or not what it seems to do. */
          readonly ineffective: readonly PolicyConfigProblem[];
      }
    | { readonly problems: readonly PolicyConfigProblem[] };

/** Pulumi's enforcement levels. */
const LEVELS: readonly EnforcementLevel[] = ["advisory", "mandatory", "remediate", "disabled"];

/** What is wrong with a configuration that begins with a byte order mark. */
export const REFUSED_MARK = "begins with a byte order mark, which the Pulumi CLI refuses: save it as UTF-8 without one";

/** Pulumi's reserved name: the level of every policy without its own. */
const ALL = "all";

/** The settings without a configuration file: each policy's own level. */
export function defaultSettings(policies: readonly PolicyMetadata[]): ReadonlyMap<string, PolicySetting> {
    return settingsOf({}, policies);
}

/**
 * Reads the configuration file of a policy pack, as used by `pulumi preview --policy-pack-config`: `{"all":
 * "mandatory", "policy-name": "advisory" | {"enforcementLevel": "…", "property": …}}`. It is validated strictly: the
 * Pulumi engine silently accepts policies and properties that don't exist.
 */
export function parsePolicyConfig(
    { text, byteOrderMark = false }: { readonly text: string; readonly byteOrderMark?: boolean },
    policies: readonly PolicyMetadata[],
): PolicyConfigResult {
    if (byteOrderMark) {
        return { problems: [{ path: "", message: REFUSED_MARK, line: 1, column: 1 }] };
    }
    // Source: Pulumi's `LoadPolicyPackConfigFromFile` reads an empty file as one that configures nothing.
    const parsed = parseJson(text.trim() === "" ? "{}" : text);
    if ("problem" in parsed) {
        const { message, ...place } = parsed.problem;
        return { problems: [{ path: "", message: `malformed JSON: ${message}`, ...place }] };
    }
    const { value } = parsed;
    if (!isRecord(value)) {
        const message = `expected an object, found ${kindOf(value)}`;
        return { problems: [{ path: "", message, line: 1, column: 1 }] };
    }
    const nodes = nodesOf(text);
    if (nodes === undefined) {
        return { problems: [{ path: "", message: "it is nested too deeply", line: 1, column: 1 }] };
    }
    const found = [
        ...duplicateNames(nodes),
        ...Object.entries(value).flatMap(([name, entry]) => entryProblems(name, entry, policies)),
    ];
    if (found.length > 0) {
        return { problems: locate(found, nodes, text) };
    }
    const settings = settingsOf(value, policies);
    return { settings, ineffective: locate(ineffectiveSettings(value, settings, policies), nodes, text) };
}

type Found = Omit<PolicyConfigProblem, keyof TextPlace> & { readonly offset?: number };

function entryProblems(name: string, entry: unknown, policies: readonly PolicyMetadata[]): Found[] {
    const path = configPath([name]);
    const policy = policies.find(candidate => candidate.name === name);
    if (policy === undefined && name !== ALL) {
        const names = [ALL, ...policies.map(candidate => candidate.name)];
        return [{ path, message: `there is no policy ${quote(name)}${didYouMean(name, names)}` }];
    }
    if (typeof entry === "string") {
        return levelProblems(entry, path);
    }
    if (!isRecord(entry)) {
        const expected = policy === undefined ? "an enforcement level" : "an enforcement level or an object";
        return [{ path, message: `expected ${expected}, found ${kindOf(entry)}` }];
    }
    const level = entry.enforcementLevel;
    const levels = level === undefined ? [] : levelProblems(level, `${path}.enforcementLevel`);
    if (policy === undefined) {
        const others = Object.keys(entry).filter(key => key !== "enforcementLevel");
        const message = "only enforcementLevel can be set for all policies at once: set this for each policy";
        return [...levels, ...others.map(key => ({ path: configPath([name, key]), message }))];
    }
    const validated = validateConfig(entry, policy.configSchema);
    const problems = validated.ok ? [] : validated.problems;
    return [
        ...levels,
        ...problems.map(problem => ({
            path: problem.path === "" ? path : `${path}${problem.path.startsWith("[") ? "" : "."}${problem.path}`,
            message: problem.message,
        })),
    ];
}

function levelProblems(level: unknown, path: string): Found[] {
    if (typeof level !== "string") {
        return [{ path, message: `expected an enforcement level, found ${kindOf(level)}` }];
    }
    if ((LEVELS as readonly string[]).includes(level)) {
        return [];
    }
    const message = `${quote(level)} is not an enforcement level: use ${LEVELS.join(", ")}${didYouMean(level, LEVELS)}`;
    return [{ path, message }];
}

function settingsOf(
    given: Readonly<Record<string, unknown>>,
    policies: readonly PolicyMetadata[],
): ReadonlyMap<string, PolicySetting> {
    const all = levelOf(given[ALL]);
    return new Map(
        policies.map(({ name, enforcementLevel }) => {
            const entry = given[name];
            const { enforcementLevel: _level, ...config } = isRecord(entry) ? entry : {};
            return [name, { level: levelOf(entry) ?? all ?? enforcementLevel, config }];
        }),
    );
}

/** The level of a validated entry. */
function levelOf(entry: unknown): EnforcementLevel | undefined {
    return (isRecord(entry) ? entry.enforcementLevel : entry) as EnforcementLevel | undefined;
}

/** A name that appears twice in one object: JSON parsers use the last, a human reader may use the first. */
function duplicateNames(nodes: readonly PlacedNode[]): Found[] {
    return nodes.flatMap(({ node, steps }) => {
        const names =
            node.type === "object" ? (node.children ?? []).flatMap(({ children }) => children?.[0] ?? []) : [];
        return names
            .filter((name, index) => names.findIndex(({ value }) => value === name.value) < index)
            .map(({ value, offset }) => ({
                path: configPath([...steps, value]),
                message: "appears twice",
                offset,
            }));
    });
}

/** A value in the text, and the path to it. */
interface PlacedNode {
    readonly node: Node;
    readonly steps: readonly (string | number)[];
}

/** A value and every value within it. */
function placedNodes(node: Node, steps: readonly (string | number)[] = []): PlacedNode[] {
    const within = (node.children ?? []).flatMap((child, index) => {
        const [name, value] = child.type === "property" ? (child.children ?? []) : [];
        if (child.type !== "property") {
            return placedNodes(child, [...steps, index]);
        }
        return name === undefined || value === undefined ? [] : placedNodes(value, [...steps, name.value]);
    });
    return [{ node, steps }, ...within];
}

/** Adds line and column: where the property at a problem's path begins. */
function locate(found: readonly Found[], nodes: readonly PlacedNode[], text: string): PolicyConfigProblem[] {
    const offsets = new Map(
        nodes.map(({ node, steps }) => [
            configPath(steps),
            (node.parent?.type === "property" ? node.parent : node).offset,
        ]),
    );
    return found
        .map(({ path, message, offset = offsets.get(path) ?? 0 }) => ({ path, message, offset }))
        .sort((a, b) => a.offset - b.offset)
        .map(({ path, message, offset }) => ({ path, message, ...placeAt(text, offset) }));
}

/** The values in JSON text, or `undefined` if they are nested so deeply that the parser gives up. */
function nodesOf(text: string): PlacedNode[] | undefined {
    try {
        const root = parseTree(text);
        return root === undefined ? [] : placedNodes(root);
    } catch (error) {
        if (error instanceof RangeError) {
            return undefined;
        }
        throw error;
    }
}
