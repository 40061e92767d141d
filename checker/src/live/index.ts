import type { JudgedTrail } from "../check/any-trail";
import type { Judge } from "../check/check";
import type { Io } from "../command-line/io";
import { showProgress } from "../command-line/progress";
import { keepHeapSteady } from "./aws/steady-heap";
import type { LiveOptions } from "./options";
import { reachAws } from "./reach-aws";
import { gather } from "./read/gather";
import type { LiveTrails } from "./read/gathered";
import { openResumeFile } from "./read/resume-file";

/**
 * Reads the trails of live accounts, as `check --aws` does.
 * @param judge judges what is found as soon as it is read
 * @returns what could not be judged, and what was
 */
export async function gatherLive(options: LiveOptions, io: Io, judge: Judge): Promise<LiveTrails<JudgedTrail>> {
    keepHeapSteady();
    const resume = options.resume === undefined ? undefined : openResumeFile(options.resume);
    const progress = showProgress(io.stderr, "accounts");
    const aws = await reachAws(options.connection, io, progress);
    return gather(aws, options, progress, judge, resume);
}
