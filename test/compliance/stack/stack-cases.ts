import type { Status } from "../../../src/compliance/findings/finding";
import { readCasesWithBlocks } from "../../case-blocks";
import type { ResourceRow } from "./stack-resources";

/** A case of test/cases/stacks/<policy>.json. */
export interface StackCase {
    readonly name: string;
    readonly resources: readonly ResourceRow[];
    readonly config?: Record<string, unknown>;
    readonly expect: Status;
    /** What the messages, or the reason why it doesn't apply, have to say. */
    readonly says?: string | readonly string[];
    /** What they must not say. */
    readonly neverSays?: string;
    /** Is it about what only the engine does to what a pack sees? */
    readonly engineOnly?: true;
}

/** The cases of a policy over stacks. */
export function stackCases(policy: string): readonly StackCase[] {
    return readCasesWithBlocks(`stacks/${policy}.json`);
}
