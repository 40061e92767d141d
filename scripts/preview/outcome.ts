import { spawn } from "node:child_process";
import { join } from "node:path";
import type { CliResult, ThrowAwayStack } from "../throw-away-stack";

const ROOT = join(__dirname, "../..");
const REMEDIATE = join(ROOT, "config/remediate.json");

/** What a policy reported. */
export interface ReportedViolation {
    readonly urn: string;
    readonly level: string;
    readonly message: string;
}

/** The inputs of a resource before a policy remediated them, and after. */
export interface ReportedRemediation {
    readonly urn: string;
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
}

/** What a preview of an example reports as it is, what remediation changes, and whether something mandatory remains. */
export interface Outcome {
    readonly violations: readonly ReportedViolation[];
    readonly remediations: readonly ReportedRemediation[];
    readonly isRemediated: boolean;
}

/** Previews with the Pulumi CLI, as the program is and with config/remediate.json; throws if a preview itself fails. */
export function previewWithCli(stack: ThrowAwayStack): Outcome {
    const first = violationsOf(stack.preview(["--policy-pack", ROOT]));
    const second = stack.preview(["--policy-pack", ROOT, "--policy-pack-config", REMEDIATE]);
    const left = violationsOf(second);
    return {
        violations: first,
        remediations: second.events.flatMap(({ policyRemediationEvent: event }) =>
            event === undefined
                ? []
                : [{ urn: event.resourceUrn ?? "", before: event.before ?? {}, after: event.after ?? {} }],
        ),
        isRemediated: !left.some(isMandatory),
    };
}

function violationsOf({ status, stdout, stderr, events }: CliResult): ReportedViolation[] {
    const violations = events.flatMap(({ policyEvent: event }) =>
        event === undefined
            ? []
            : [{ urn: event.resourceUrn ?? "", level: event.enforcementLevel, message: event.message }],
    );
    if (status !== 0 && !violations.some(isMandatory)) {
        throw new Error(`pulumi preview failed\n${stdout}${stderr}`);
    }
    return violations;
}

/** The same with `trail-guard preview`, both previews at once; throws if a preview itself fails. */
export async function previewOffline(example: string): Promise<Outcome> {
    const [first, second] = await Promise.all([offline(example), offline(example, "--policy-pack-config", REMEDIATE)]);
    return {
        violations: first.violations,
        remediations: second.remediations,
        isRemediated: !second.violations.some(isMandatory),
    };
}

async function offline(
    example: string,
    ...config: readonly string[]
): Promise<Pick<Outcome, "violations" | "remediations">> {
    const args = ["preview", join(ROOT, "examples", example), "--policy-pack", ROOT, "--format", "json", ...config];
    const child = spawn(process.execPath, [join(ROOT, "checker/bin/trail-guard.js"), ...args], {
        stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, status] = await Promise.all([
        textOf(child.stdout),
        textOf(child.stderr),
        new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)),
    ]);
    if (status !== 0 && status !== 1) {
        throw new Error(`trail-guard preview of examples/${example} failed\n${stderr}`.trimEnd());
    }
    return JSON.parse(stdout);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
        chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString();
}

/** Whether it stops an update. */
export function isMandatory({ level }: ReportedViolation): boolean {
    return level === "mandatory";
}
