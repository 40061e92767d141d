import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, delimiter, join } from "node:path";

const ROOT = join(__dirname, "..");
const STACK = "dev";

/** The result of one run of the CLI. */
export interface CliResult {
    readonly status: number;
    readonly stdout: string;
    readonly stderr: string;
    /** For `preview` and `up`: what the engine reported, event by event. */
    readonly events: readonly EngineEvent[];
}

/** An event of the engine, as far as it is used here. Source: `sdk/go/common/apitype/events.go` of pulumi/pulumi. */
export interface EngineEvent {
    readonly policyEvent?: {
        readonly resourceUrn?: string;
        readonly message: string;
        readonly policyName: string;
        readonly enforcementLevel: string;
    };
    readonly policyRemediationEvent?: {
        readonly resourceUrn?: string;
        readonly policyName: string;
        readonly before?: Record<string, unknown>;
        readonly after?: Record<string, unknown>;
    };
    readonly resourcePreEvent?: { readonly metadata: { readonly op: string; readonly urn: string } };
}

/** The `pulumi` on PATH: its version, or why it can't be used. */
export function findPulumi(): { readonly version: string } | { readonly problem: string } {
    const { error, status, stdout, stderr } = spawnSync("pulumi", ["version"], { encoding: "utf8" });
    if (error !== undefined) {
        return { problem: "there is no pulumi on PATH" };
    }
    return status === 0
        ? { version: stdout.trim() }
        : { problem: `the pulumi on PATH doesn't start: ${stderr.trim().split("\n")[0] ?? ""}` };
}

/** Where the program comes from, and which provider it uses. */
export interface ThrowAwayStackOptions {
    /** Use the AWS plugin of the user's own CLI, downloaded if need be, instead of the echo provider. */
    readonly realProvider?: boolean;
    readonly color?: boolean;
}

/** A copy of a Pulumi program with a stack on a file backend, both temporary. */
export class ThrowAwayStack {
    /** The copy of the program: inside the repository, so that its packages are found. */
    readonly directory: string;
    private readonly home: string;
    private readonly environment: NodeJS.ProcessEnv;

    constructor(
        program: string,
        private readonly options: ThrowAwayStackOptions = {},
    ) {
        mkdirSync(join(ROOT, ".cache"), { recursive: true });
        this.home = mkdtempSync(join(ROOT, ".cache", "stack-"));
        this.directory = join(this.home, basename(program));
        cpSync(program, this.directory, { recursive: true, filter: from => basename(from) !== "node_modules" });
        mkdirSync(join(this.home, "backend"));
        this.environment = {
            ...process.env,
            PULUMI_BACKEND_URL: `file://${join(this.home, "backend")}`,
            PULUMI_CONFIG_PASSPHRASE: "throw-away",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            // Makes the CLI write the engine's events to a file.
            PULUMI_DEBUG_COMMANDS: "true",
            ...(options.realProvider === true ? {} : this.echoProvider()),
        };
        const { status, stderr } = this.run(["stack", "init", STACK]);
        if (status !== 0) {
            this.dispose();
            throw new Error(`can't create a stack: ${stderr.trim()}`);
        }
    }

    /** `pulumi preview` with these further arguments. */
    preview(args: readonly string[] = []): CliResult {
        return this.withEvents(["preview", ...args]);
    }

    /** `pulumi up`, with these further arguments. */
    up(args: readonly string[] = []): CliResult {
        return this.withEvents(["up", "--yes", "--skip-preview", ...args]);
    }

    /** Sets a value of the stack's configuration. */
    setConfig(key: string, value: string, secret = false): void {
        const { status, stderr } = this.run(["config", "set", ...(secret ? ["--secret"] : []), key, value]);
        if (status !== 0) {
            throw new Error(stderr.trim());
        }
    }

    /** The stack's state as it is stored, in which secrets are encrypted. */
    state(): string {
        const { status, stdout, stderr } = this.run(["stack", "export", "--stack", STACK]);
        if (status !== 0) {
            throw new Error(stderr.trim());
        }
        return stdout;
    }

    dispose(): void {
        rmSync(this.home, { recursive: true, force: true });
    }

    private echoProvider(): NodeJS.ProcessEnv {
        return {
            PATH: `${join(__dirname, "echo-provider")}${delimiter}${process.env.PATH ?? ""}`,
            PULUMI_HOME: join(this.home, "home"),
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        };
    }

    private withEvents([command = "", ...args]: readonly string[]): CliResult {
        const log = join(this.home, "events.json");
        rmSync(log, { force: true });
        const result = this.run([command, "--stack", STACK, "--event-log", log, ...args]);
        const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
        return { ...result, events: lines.filter(line => line !== "").map(line => JSON.parse(line)) };
    }

    /** Any other command of the CLI, in the copy of the program. */
    run(args: readonly string[]): Omit<CliResult, "events"> {
        const color = this.options.color === true ? "always" : "never";
        const { error, status, stdout, stderr } = spawnSync(
            "pulumi",
            [...args, "--non-interactive", "--color", color],
            { cwd: this.directory, env: this.environment, encoding: "utf8", maxBuffer: 1 << 28 },
        );
        if (error !== undefined) {
            throw error;
        }
        return { status: status ?? 1, stdout, stderr };
    }
}
