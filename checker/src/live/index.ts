import type { Judge } from "../check/check";
import type { Progress } from "../command-line/progress";
import type { Gathered } from "../found-trail";
import { connect } from "./connect";
import { gather } from "./gather";
import type { LiveOptions } from "./options";
import { openResumeFile } from "./resume-file";
import { keepHeapSteady } from "./steady-heap";

/**
 * Reads the trails of live accounts, as `check --aws` does.
 * @param judge judges what is found as soon as it is read
 */
export async function gatherLive(options: LiveOptions, progress: Progress, judge: Judge): Promise<Gathered> {
    keepHeapSteady();
    const resume = options.resume === undefined ? undefined : openResumeFile(options.resume);
    const { trails, stacks, ...found } = await gather(
        await connect(options.connection),
        options,
        progress,
        judge,
        resume,
    );
    return { trails: [], problems: [], judged: { trails, stacks }, ...found };
}
