import type { JudgedTrail } from "../check/any-trail";
import type { Judge } from "../check/check";
import type { Io } from "../command-line/io";
import { showProgress } from "../command-line/terminal/progress";
import type { PolicySetting } from "../configuration/policy-setting";
import { keepHeapSteady } from "./aws/sdk/steady-heap";
import type { LiveOptions } from "./options";
import { reachAws } from "./reach-aws";
import { gather } from "./read/gather";
import type { LiveTrails } from "./read/gathered";
import { includedRecorders } from "./read/included-recorders";
import { openResumeFile } from "./read/resume-file";

/**
 * Reads the trails of live accounts, as `check --aws` does.
 * @param judge judges what is found as soon as it is read
 * @param settings the configuration of each policy: event data stores and telemetry rules are read if one of them includes
 * them
 * @returns what could not be judged, and what was
 */
export async function gatherLive(
    options: LiveOptions,
    io: Io,
    judge: Judge,
    settings: ReadonlyMap<string, PolicySetting> = new Map(),
): Promise<LiveTrails<JudgedTrail>> {
    keepHeapSteady();
    const resume = options.resume === undefined ? undefined : openResumeFile(options.resume);
    const progress = showProgress(io.stderr, "accounts");
    const aws = await reachAws(options.connection, io, progress);
    return gather(aws, { ...options, ...includedRecorders(settings) }, progress, judge, resume);
}
