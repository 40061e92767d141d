import { readFileSync, statSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { printable, quote } from "../../../src/cloudtrail/quote";
import { refuseWithoutEffect } from "../command-line/options/no-effect";
import { outputFile } from "../command-line/options/output-file";
import { reasonOf, UserError } from "../command-line/user-error";
import type { ConnectOptions } from "./aws/connect";
import type { GatherOptions } from "./read/gather";

/** Everything that decides which live accounts are read, and how. */
export interface LiveOptions extends GatherOptions {
    readonly connection: ConnectOptions;
    readonly resume?: string;
}

/** The options as commander reads them. */
export interface GivenLiveOptions {
    readonly profile?: string;
    readonly region?: string;
    readonly organization?: true;
    readonly accounts?: string;
    readonly excludeAccounts?: string;
    readonly roleName: string;
    readonly externalId?: string;
    readonly concurrency: number;
    readonly timeout: number;
    readonly maxAttempts: number;
    readonly bucketPolicies?: true;
    readonly bedrockUse?: true;
    readonly includeSuspended?: true;
    readonly excludeRegion?: readonly string[];
    readonly resume?: string;
}

/** The role that Organizations creates in new accounts. */
const DEFAULT_ROLE = "OrganizationAccountAccessRole";

/** Declares the options of every command that reads live accounts. */
export function addLiveOptions(command: Command): Command {
    return command
        .addOption(profileOption())
        .addOption(new Option("--region <region>", "the AWS Region to ask first (trails of all Regions are found)"))
        .addOption(new Option("--organization", "all accounts of the organization").conflicts("accounts"))
        .addOption(new Option("--accounts <list>", "account IDs separated by commas, or a file with one on each line"))
        .addOption(new Option("--exclude-accounts <list>", "accounts to leave out, in the same form"))
        .addOption(new Option("--include-suspended", "count suspended accounts of the organization as undetermined"))
        .addOption(new Option("--exclude-region <regions...>", "Regions whose trails are left out"))
        .addOption(new Option("--role-name <name>", "the role to assume in other accounts").default(DEFAULT_ROLE))
        .addOption(new Option("--external-id <id>", "the external ID that the role requires"))
        .addOption(count("--concurrency <n>", "how many accounts to read at once", 1, 256).default(32))
        .addOption(timeoutOption())
        .addOption(attemptsOption())
        .addOption(
            new Option("--resume <file>", "keep what was read in this file, and don't read it again").argParser(
                outputFile,
            ),
        );
}

/**
 * Refuses options for live accounts that have no effect, in a command that also works without.
 * @throws UserError
 */
export function refuseIdleLiveOptions(command: Command, given: GivenLiveOptions & { readonly aws?: true }): void {
    if (given.aws === true) {
        refuseIdleAccountOptions(command, given);
    } else {
        refuseWithoutEffect(command, liveOptionNames(), "without --aws");
    }
}

/** The long names of all options that only have an effect on live accounts. */
function liveOptionNames(): string[] {
    return addLiveOptions(new Command())
        .addOption(bucketPoliciesOption())
        .addOption(bedrockUseOption())
        .options.flatMap(({ long }) => long ?? []);
}

/**
 * Refuses options that have no effect on which accounts are read, or how.
 * @throws UserError
 */
export function refuseIdleAccountOptions(command: Command, given: GivenLiveOptions): void {
    if (given.organization !== true) {
        refuseWithoutEffect(command, ["--include-suspended"], "without --organization");
        if (given.accounts === undefined) {
            const ofOthers = ["--exclude-accounts", "--role-name", "--external-id"];
            refuseWithoutEffect(command, ofOthers, "without --organization or --accounts");
        }
    }
}

/** Options of every command that calls AWS. */
export function profileOption(): Option {
    return new Option("--profile <name>", "a profile of the AWS configuration files");
}

export function timeoutOption(): Option {
    return count("--timeout <seconds>", "how long a call may take", 1, 600).default(30);
}

export function attemptsOption(): Option {
    return count("--max-attempts <n>", "how often to try a call that is throttled", 1, 50).default(8);
}

/** The option of commands that check what a trail delivers to. */
export function bucketPoliciesOption(): Option {
    return new Option("--bucket-policies", "also read the policies of the trails' buckets and KMS keys, where allowed");
}

/** The option of commands that check an account's use of Bedrock. */
export function bedrockUseOption(): Option {
    return new Option("--bedrock-use", "also list the accounts' Bedrock resources, in every Region: see resourceTypes");
}

/** An option that is a whole number. */
export function count(flags: string, description: string, min: number, max: number): Option {
    return new Option(flags, description).argParser(text => {
        if (!/^\d{1,6}$/.test(text) || Number(text) < min || Number(text) > max) {
            throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
        }
        return Number(text);
    });
}

/** Reads the options of `addLiveOptions`. */
export function readLiveOptions(given: GivenLiveOptions): LiveOptions {
    requireMatch(given.roleName, /^[\w+=,.@/-]{1,576}$/, "--role-name", "a role's name or path and name");
    if (given.externalId !== undefined) {
        requireMatch(given.externalId, /^[\w+=,.@:/-]{2,1224}$/, "--external-id", "an external ID");
    }
    const { excludeRegion = [] } = given;
    if (given.region !== undefined) {
        requireRegion(given.region);
    }
    for (const region of excludeRegion) {
        requireRegion(region, "--exclude-region");
    }
    return {
        connection: {
            profile: given.profile,
            region: given.region,
            timeout: given.timeout,
            maxAttempts: given.maxAttempts,
            connections: given.concurrency * 4,
        },
        organization: given.organization === true,
        ...(given.accounts === undefined ? {} : { accounts: readAccounts(given.accounts, "--accounts") }),
        exclude: given.excludeAccounts === undefined ? [] : readAccounts(given.excludeAccounts, "--exclude-accounts"),
        role: { name: given.roleName, externalId: given.externalId },
        concurrency: given.concurrency,
        bucketPolicies: given.bucketPolicies === true,
        includeSuspended: given.includeSuspended === true,
        excludeRegions: excludeRegion,
        beforeChange: false,
        bedrockUse: given.bedrockUse === true,
        eventDataStores: false,
        telemetryRules: false,
        ...(given.resume === undefined ? {} : { resume: given.resume }),
    };
}

/** The options with which another run sees the same accounts, each preceded by a space. */
export function accessOptions({ connection, role }: LiveOptions): string {
    const given: Readonly<Record<string, string | undefined>> = {
        "--profile": connection.profile,
        "--role-name": role.name === DEFAULT_ROLE ? undefined : role.name,
        "--external-id": role.externalId,
    };
    return Object.entries(given)
        .flatMap(([name, value]) => (value === undefined ? [] : [` ${name} ${quoteForShell(value)}`]))
        .join("");
}

function quoteForShell(text: string): string {
    return /^[\w+=,.@:/-]+$/.test(text) ? text : `'${printable(text).replaceAll("'", "'\\''")}'`;
}

/** @throws UserError if a string does not have the form of a Region */
export function requireRegion(region: string, option = "--region"): void {
    requireMatch(region, /^[a-z]{2,}(-[a-z]+)+-\d$/, option, "a Region, such as eu-west-1");
}

function requireMatch(text: string, pattern: RegExp, option: string, expected: string): void {
    if (!pattern.test(text)) {
        throw new UserError(`${option} ${quote(text)} is not ${expected}`);
    }
}

/** An account ID has 12 digits. In a file, `#` begins a comment. */
function readAccounts(given: string, option: string): string[] {
    if (/^[\d,\s]+$/.test(given)) {
        return given.split(",").map(id => accountId(id.trim(), option));
    }
    const ids = readListFile(given, option)
        .split("\n")
        .flatMap((line, index) =>
            line
                .replace(/#.*/, "")
                .split(/[\s,]+/)
                .filter(id => id !== "")
                .map(id => accountId(id, `${quote(given)}, line ${index + 1}:`)),
        );
    if (ids.length === 0) {
        throw new UserError(`${option}: no account is listed in ${quote(given)}`);
    }
    return ids;
}

/** The largest organization fits into a hundredth of this. */
const MAX_LIST_BYTES = 16 * 1024 * 1024;

function readListFile(path: string, option: string): string {
    try {
        const { size } = statSync(path);
        if (size > MAX_LIST_BYTES) {
            throw new UserError(`${option}: ${quote(path)} is too large for a list of accounts`);
        }
        return readFileSync(path, "utf8");
    } catch (error) {
        if (error instanceof UserError) {
            throw error;
        }
        throw new UserError(
            `${option}: ${quote(path)} is neither a list of account IDs nor a file: ${reasonOf(error)}`,
        );
    }
}

/** @throws UserError if a string is not an account ID */
export function accountId(id: string, place: string): string {
    if (!/^\d{12}$/.test(id)) {
        throw new UserError(`${place} ${quote(id)} is not an account ID of 12 digits`);
    }
    return id;
}
