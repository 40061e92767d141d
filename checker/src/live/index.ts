import type { JudgedTrail } from "../check/any-trail";
import type { Judge } from "../check/check";
import type { Progress } from "../command-line/progress";
import { connect } from "./aws/connect";
import { keepHeapSteady } from "./aws/steady-heap";
import type { LiveOptions } from "./options";
import { gather } from "./read/gather";
import type { LiveTrails } from "./read/gathered";
import { openResumeFile } from "./read/resume-file";

/**
 * Reads the trails of live accounts, as `check --aws` does.
 * @param judge judges what is found as soon as it is read
 * @returns what could not be judged, and what was
 */
export async function gatherLive(
    options: LiveOptions,
    progress: Progress,
    judge: Judge,
): Promise<LiveTrails<JudgedTrail>> {
    keepHeapSteady();
    const resume = options.resume === undefined ? undefined : openResumeFile(options.resume);
    return gather(await connect(options.connection), options, progress, judge, resume);
}
