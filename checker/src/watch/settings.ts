import { policies } from "../../../policies";
import { quote } from "../../../src/cloudtrail/quote";
import { parsePolicyConfig } from "../configuration/policy-config";
import type { PolicySetting } from "../configuration/policy-setting";
import { placed } from "../configuration/policy-settings";
import type { AssumedRole } from "../live/aws/api";
import { didYouMean } from "../text/nearest-name";

/** How the functions judge trails, and in which accounts. */
export interface JudgeSettings {
    /** How each policy is configured, by its name. */
    readonly policies: ReadonlyMap<string, PolicySetting>;
    /** The role to assume in other accounts; absent: only the function's own account is read. */
    readonly role?: AssumedRole;
}

/** How the watch works. */
export interface WatchSettings extends JudgeSettings {
    /** Where it keeps what each trail logged when it was last seen. */
    readonly stateBucket: string;
    readonly topicArn: string;
    /** Are findings sent to Security Hub? */
    readonly securityHub: boolean;
    /** Does the daily check read all accounts of the organization? */
    readonly organization: boolean;
    /** How many days log files must be kept. */
    readonly retentionDays: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = "TRAIL_GUARD_";

/** The variables of both functions: they may share an environment. */
const NAMES = [
    "POLICY_CONFIG",
    "ROLE_NAME",
    "EXTERNAL_ID",
    "STATE_BUCKET",
    "TOPIC_ARN",
    "SECURITY_HUB",
    "ORGANIZATION",
    "RETENTION_DAYS",
].map(name => `${PREFIX}${name}`);

/**
 * Reads the settings that both functions share from the environment.
 * @throws Error that names the variable and what is wrong with it
 */
export function readJudgeSettings(environment: Environment): JudgeSettings {
    const unknown = Object.keys(environment).find(name => name.startsWith(PREFIX) && !NAMES.includes(name));
    if (unknown !== undefined) {
        throw new Error(`the environment variable ${unknown} has no effect${didYouMean(unknown, NAMES)}`);
    }
    const { TRAIL_GUARD_POLICY_CONFIG: text = "", TRAIL_GUARD_ROLE_NAME: name = "" } = environment;
    const { TRAIL_GUARD_EXTERNAL_ID: externalId = "" } = environment;
    const result = parsePolicyConfig({ text }, policies);
    if ("problems" in result) {
        const [first] = result.problems;
        throw new Error(`TRAIL_GUARD_POLICY_CONFIG:${first === undefined ? "" : placed(first)}`);
    }
    if (name === "" && externalId !== "") {
        throw new Error("TRAIL_GUARD_EXTERNAL_ID has no effect without TRAIL_GUARD_ROLE_NAME");
    }
    return {
        policies: result.settings,
        ...(name === "" ? {} : { role: { name, ...(externalId === "" ? {} : { externalId }) } }),
    };
}

/**
 * Reads the settings of the watch from the environment of its function.
 * @throws Error that names the variable and what is wrong with it
 */
export function readWatchSettings(environment: Environment): WatchSettings {
    const judge = readJudgeSettings(environment);
    const organization = flag(environment, "TRAIL_GUARD_ORGANIZATION", false);
    if (organization && judge.role === undefined) {
        throw new Error("TRAIL_GUARD_ORGANIZATION needs TRAIL_GUARD_ROLE_NAME, the role to assume in each account");
    }
    return {
        ...judge,
        organization,
        stateBucket: required(environment, "TRAIL_GUARD_STATE_BUCKET"),
        topicArn: required(environment, "TRAIL_GUARD_TOPIC_ARN"),
        securityHub: flag(environment, "TRAIL_GUARD_SECURITY_HUB", true),
        retentionDays: days(environment, "TRAIL_GUARD_RETENTION_DAYS", 365),
    };
}

function required(environment: Environment, name: string): string {
    const value = environment[name];
    if (value === undefined || value === "") {
        throw new Error(`the environment variable ${name} is not set`);
    }
    return value;
}

function flag(environment: Environment, name: string, absent: boolean): boolean {
    const value = environment[name] || String(absent);
    if (value !== "true" && value !== "false") {
        throw new Error(`the environment variable ${name} is ${quote(value)}: expected true or false`);
    }
    return value === "true";
}

function days(environment: Environment, name: string, absent: number): number {
    const value = environment[name] || String(absent);
    if (!/^[1-9]\d{0,4}$/.test(value)) {
        throw new Error(`the environment variable ${name} is ${quote(value)}: expected a number of days`);
    }
    return Number(value);
}
