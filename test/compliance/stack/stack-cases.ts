import assert from "node:assert/strict";
import type { Status } from "../../../src/compliance/findings/finding";
import { readCasesWithBlocks } from "../../case-blocks";
import type { ResourceRow } from "./stack-resources";

/** What a case of test/cases/stacks/<policy>.json contains besides its resources. */
interface Said {
    readonly config?: Record<string, unknown>;
    /** What the messages, or the reason why it doesn't apply, must contain. */
    readonly says?: string | readonly string[];
    /** What they must not contain. */
    readonly neverSays?: string;
    /** Is it about something that only the engine does? */
    readonly engineOnly?: true;
}

const SAID: ReadonlySet<string> = new Set(["config", "says", "neverSays", "engineOnly"] satisfies (keyof Said)[]);

export interface StackCase extends Said {
    readonly name: string;
    readonly resources: readonly ResourceRow[];
    readonly expect: Status;
}

/** By the name of each case: its resources under the verdict that is expected of them. */
type Table = Readonly<Record<string, Said & Partial<Record<Status, readonly ResourceRow[]>>>>;

/** The cases of a stack policy. */
export function stackCases(policy: string): readonly StackCase[] {
    const table = readCasesWithBlocks<Table>(`stacks/${policy}.json`);
    return Object.entries(table).map(([name, row]) => {
        const [verdict, ...more] = Object.entries(row).filter(([key]) => !SAID.has(key));
        assert.ok(verdict !== undefined && more.length === 0, `${policy}: "${name}" needs one verdict`);
        const [expect, resources] = verdict as [Status, readonly ResourceRow[]];
        return { ...row, name, resources, expect };
    });
}
