import type { JudgedTrail } from "../check/any-trail";
import type { Judge } from "../check/check";
import type { Io } from "../command-line/io";
import { showProgress } from "../command-line/progress";
import type { PolicySetting } from "../configuration/policy-setting";
import type { UnreadTrail } from "../sources/source-trail";
import { keepHeapSteady } from "./aws/sdk/steady-heap";
import type { LiveOptions } from "./options";
import { reachAws } from "./reach-aws";
import { gather } from "./read/gather";
import type { LiveTrails } from "./read/gathered";
import { openResumeFile } from "./read/resume-file";

/**
 * Reads the trails of live accounts, as `check --aws` does.
 * @param judge judges what is found as soon as it is read
 * @param settings the configuration of each policy: event data stores are read if one of them includes them, and telemetry
 * rules are reported as not read
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
    const asksFor = (property: string) =>
        [...settings.values()].some(({ level, config }) => level !== "disabled" && config[property] === true);
    const eventDataStores = asksFor("includeEventDataStores");
    const found = await gather(aws, { ...options, eventDataStores }, progress, judge, resume);
    return asksFor("includeTelemetryRules") ? { ...found, unread: [...found.unread, TELEMETRY_RULES] } : found;
}

/** What is asked for and not read is never compliant. */
const TELEMETRY_RULES: UnreadTrail = {
    id: "telemetry-rules",
    name: "telemetry rules",
    place: { address: "telemetry-rules" },
    group: "telemetry-rules",
    reason: "includeTelemetryRules: the telemetry rules of live accounts are not read; check what declares them",
};
