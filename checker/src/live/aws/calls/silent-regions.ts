import { AwsFailure } from "./aws-failure";

/**
 * How long a call may take, and how often it is tried: less for the first one in a Region, because others wait for it.
 */
export type Patience = "first" | "usual";

/**
 * Knows which Regions answer. The first call in a Region decides: if no answer comes at all, every other call there
 * fails at once, so a silent Region costs a run one short timeout and not one for each trail.
 */
export class SilentRegions {
    private readonly decided = new Map<string, Promise<AwsFailure | undefined>>();
    private readonly silent = new Set<string>();

    /** The Regions that have not answered. */
    list(): readonly string[] {
        return [...this.silent].sort();
    }

    /**
     * Makes a call in a Region.
     * @throws AwsFailure
     */
    async ask<T>(region: string, operation: string, send: (patience: Patience) => Promise<T>): Promise<T> {
        const deciding = this.decided.get(region);
        if (deciding === undefined) {
            return this.askFirst(region, send);
        }
        const silence = await deciding;
        if (silence !== undefined) {
            throw new AwsFailure(operation, silence.kind, `Region ${region} does not answer`, true);
        }
        return send("usual");
    }

    private async askFirst<T>(region: string, send: (patience: Patience) => Promise<T>): Promise<T> {
        const first = send("first");
        this.decided.set(
            region,
            first.then(
                () => undefined,
                error => this.silenceOf(region, error),
            ),
        );
        try {
            return await first;
        } catch (error) {
            if (error instanceof AwsFailure && !isSilence(error) && PASSING.has(error.kind)) {
                return send("usual");
            }
            throw error;
        }
    }

    private silenceOf(region: string, error: unknown): AwsFailure | undefined {
        if (!(error instanceof AwsFailure && isSilence(error))) {
            return undefined;
        }
        this.silent.add(region);
        return error;
    }
}

/** No answer came, and the connection wasn't cut either: nothing at all. */
function isSilence({ kind, refused }: AwsFailure): boolean {
    return kind === "timed-out" || (kind === "unreachable" && refused);
}

/** What may succeed with more patience. */
const PASSING: ReadonlySet<string> = new Set(["throttled", "unreachable", "other"]);
