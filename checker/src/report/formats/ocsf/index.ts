import { messageText } from "../../../../../src/cloudtrail/message";
import { printableJson } from "../../../../../src/cloudtrail/quote";
import type { Fix } from "../../../../../src/compliance/findings/fix";
import type { PolicyMetadata } from "../../../../../src/compliance/policy/policy";
import { policyUrl, REPOSITORY } from "../../../../../src/compliance/policy/policy-url";
import type { SourceProblem } from "../../../sources/source-trail";
import { explanation, unloggedEventOf } from "../../explanation";
import { fingerprint } from "../../fingerprint";
import { isNotable, outcomeOf } from "../../outcome";
import type { ReportResult } from "../../report";
import type { Reporter, ReporterOptions } from "../../reporter";
import { type ShownSubject, shownSubjects } from "../../subjects";
import { lifeOf, SEVERITY, VERDICT } from "./captions";
import { resourceOf } from "./resource";

/** The verdicts that have their policy's severity. */
const FAULTS: ReadonlySet<string> = new Set(["Fail", "Warning"]);

/**
 * OCSF 1.5.0: an array of Compliance Findings, one for each trail or stack and policy, and one for each input that could not be
 * read.
 */
export const ocsfReporter: Reporter = (report, options) => {
    const byName = new Map(options.policies.map(policy => [policy.name, policy]));
    const findings = [
        ...shownSubjects(report).flatMap(trail =>
            trail.results.map(result => trailFinding(trail, result, byName.get(result.policy), options)),
        ),
        ...report.problems.map(problem => unreadFinding(problem, options)),
    ];
    return `${printableJson(findings)}\n`;
};

function trailFinding(
    trail: ShownSubject,
    result: ReportResult,
    policy: PolicyMetadata | undefined,
    options: ReporterOptions,
) {
    const outcome = outcomeOf(result);
    const verdict = VERDICT[outcome];
    const life = lifeOf(outcome);
    const severity = SEVERITY[FAULTS.has(verdict.caption) ? (policy?.severity ?? "unknown") : "none"];
    const [first = "", ...further] = explanation(trail, result, ["fix", "link"]);
    const unloggedEvent = unloggedEventOf(result);
    const { fix } = result;
    return {
        ...base(result.policy, options),
        severity_id: severity.id,
        severity: severity.caption,
        status_id: life.id,
        status: life.caption,
        message: first || `Complies with ${result.policy}`,
        finding_info: {
            uid: fingerprint(trail, result),
            title: policy?.displayName ?? result.policy,
            ...(policy === undefined ? {} : { desc: policy.description, src_url: policyUrl(policy.name) }),
            types: ["Compliance"],
        },
        compliance: {
            control: result.policy,
            ...(policy?.framework === undefined
                ? {}
                : {
                      standards: [`${policy.framework.name} ${policy.framework.version}`],
                      requirements: [policy.framework.reference],
                  }),
            status_id: verdict.id,
            status: verdict.caption,
            status_code: result.status,
            ...(first === "" ? {} : { status_detail: [first, ...further].join("\n") }),
        },
        ...resourceOf(trail),
        ...(policy === undefined || !isNotable(outcome)
            ? {}
            : {
                  remediation: {
                      desc: fix === undefined ? policy.remediationSteps : fixText(fix),
                      references: [policyUrl(policy.name)],
                  },
              }),
        ...(unloggedEvent === undefined ? {} : { unmapped: { unlogged_event: unloggedEvent } }),
    };
}

function fixText({ headline, code }: Fix): string {
    const text = messageText(headline);
    return code === undefined ? text : `${text}:\n${code}`;
}

function unreadFinding({ source, message }: SourceProblem, options: ReporterOptions) {
    return {
        ...base("unreadable-input", options),
        severity_id: SEVERITY.unknown.id,
        severity: SEVERITY.unknown.caption,
        status_id: 1,
        status: "New",
        message,
        finding_info: { uid: `unreadable-input:${source}`, title: "An input could not be read", types: ["Compliance"] },
        compliance: { status_id: 0, status: "Unknown", status_detail: message },
        resources: [{ uid: source, name: source }],
        cloud: { provider: "AWS" },
    };
}

/** What every finding begins with: class 2003 of category 2, activity 1 (Create). */
function base(eventCode: string, { version, time }: ReporterOptions) {
    return {
        category_uid: 2,
        category_name: "Findings",
        class_uid: 2003,
        class_name: "Compliance Finding",
        activity_id: 1,
        activity_name: "Create",
        type_uid: 200301,
        type_name: "Compliance Finding: Create",
        time: time.getTime(),
        metadata: {
            version: "1.5.0",
            profiles: ["cloud"],
            product: { name: "trail-guard", vendor_name: "bedrock-trail-guard", version, url_string: REPOSITORY },
            event_code: eventCode,
        },
    };
}
