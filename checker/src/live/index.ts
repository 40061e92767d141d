import type { Progress } from "../command-line/progress";
import type { Gathered } from "../found-trail";
import { connect } from "./connect";
import { gather } from "./gather";
import type { LiveOptions } from "./options";
import { openResumeFile } from "./resume-file";

/** Reads the trails of live accounts, as `check --aws` does. */
export async function gatherLive(options: LiveOptions, progress: Progress): Promise<Gathered> {
    const resume = options.resume === undefined ? undefined : openResumeFile(options.resume);
    return gather(await connect(options.connection), options, progress, resume);
}
