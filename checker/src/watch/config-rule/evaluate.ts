import { policies } from "../../../../policies";
import type { JudgedTrail } from "../../check/any-trail";
import { check, createJudge } from "../../check/check";
import type { AccountApi } from "../../live/aws/api";
import { parseTrailArn } from "../../live/aws/arn";
import type { ForeignTrail } from "../../live/read/account/account-reading";
import { TrailGatherer } from "../../live/read/gathered";
import { includedRecorders } from "../../live/read/included-recorders";
import { type Shortcoming, shortcomings } from "../calls/judge-trail";
import { readWholeAccount } from "../read-whole-account";
import type { JudgeSettings } from "../settings";
import type { Evaluation } from "../watch-sdk";
import { evaluationOf, notApplicable } from "./evaluation";
import type { Invocation } from "./invocation";

/** What a rule judges with. */
export interface RuleAccess {
    readonly api: AccountApi;
    /** Are these the function's own credentials? */
    readonly isOwn: boolean;
    /** The Region of the rule. */
    readonly region: string;
    readonly settings: JudgeSettings;
    /** AWS Config's IDs of the trails that it has recorded, by their names and ARNs. */
    readonly resourceIds: () => Promise<ReadonlyMap<string, string>>;
}

/**
 * Judges what AWS Config requests: the trail that changed, or all trails of the rule's Region, and the account as a whole. Each
 * trail is evaluated once, in its home Region and by its owner.
 * @throws Error if the trails can't be read: AWS Config then shows that the rule failed, and keeps its last results
 */
export async function evaluate(invocation: Invocation, access: RuleAccess): Promise<readonly Evaluation[]> {
    const { notification, account, leftScope } = invocation;
    const { time } = notification;
    if (notification.kind === "change" && (notification.isDeleted || leftScope)) {
        const trail = { type: "AWS::CloudTrail::Trail", id: notification.resourceId } as const;
        return [notApplicable(trail, "The trail is gone.", time)];
    }
    const { found, foreign } = await judgeAccount(account, access);
    const ofTrail = (arn: string) => found.filter(({ subject }) => subject.id === arn);
    if (notification.kind === "change") {
        const { arn, resourceId } = notification;
        const trail = { type: "AWS::CloudTrail::Trail", id: resourceId } as const;
        const owner = parseTrailArn(arn)?.account;
        if (owner !== account || foreign.some(seen => seen.arn === arn)) {
            return [notApplicable(trail, `The trail belongs to account ${owner}, and is judged there.`, time)];
        }
        const results = ofTrail(arn);
        return results.length === 0
            ? [notApplicable(trail, "The trail is gone.", time)]
            : [evaluationOf(trail, results, time)];
    }
    const arns = [...new Set(found.map(({ subject }) => subject.id))].filter(
        arn => parseTrailArn(arn)?.region === access.region && parseTrailArn(arn)?.account === account,
    );
    const ids = arns.length === 0 ? new Map<string, string>() : await access.resourceIds();
    const idOf = (arn: string) => ids.get(arn) ?? ids.get(parseTrailArn(arn)?.name ?? "") ?? arn;
    const ofAccount = found.filter(({ subject }) => parseTrailArn(subject.id) === undefined);
    return [
        ...arns.map(arn => evaluationOf({ type: "AWS::CloudTrail::Trail", id: idOf(arn) }, ofTrail(arn), time)),
        evaluationOf({ type: "AWS::::Account", id: account }, ofAccount, time),
    ];
}

async function judgeAccount(
    account: string,
    { api, isOwn, settings }: RuleAccess,
): Promise<{ readonly found: readonly Shortcoming[]; readonly foreign: readonly ForeignTrail[] }> {
    const included = includedRecorders(settings.policies);
    const reading = await readWholeAccount(api, { id: account, isOwn }, included);
    const { trails, foreign } = reading;
    const gatherer = new TrailGatherer<JudgedTrail>(createJudge({ policies, settings: settings.policies }));
    gatherer.add({ ...reading, trails: trails.filter(({ arn }) => parseTrailArn(arn)?.account === account) });
    const judged = gatherer.gathered();
    // Another account's trail is judged there; an unread account or recorder keeps this one from complying.
    const unread = judged.unread.filter(({ id }) => (parseTrailArn(id)?.account ?? account) === account);
    const { report } = check({ trails: [], problems: [], unread }, { policies, settings: settings.policies, judged });
    return { found: shortcomings(report), foreign };
}
