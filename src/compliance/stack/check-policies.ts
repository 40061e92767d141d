import { isUnknown } from "../../cloudtrail/value";
import type { DeliveryNeed } from "./delivery";
import type { StackFinding } from "./finding";
import { decideAccess } from "./iam/access";
import { readPolicyDocument } from "./iam/read-policy-document";
import type { Documents } from "./resources/documents";
import type { StackTrail } from "./resources/stack";

/**
 * Judges whether the policies of something let CloudTrail do what it needs.
 * @param what the thing, for a sentence that begins with the trail: `bucket "logs"`
 */
export function checkPolicies(
    trail: StackTrail,
    what: string,
    { documents, replaceable, possible }: Documents,
    needs: readonly DeliveryNeed[],
): StackFinding[] {
    if (documents.length === 0) {
        return possible
            ? [{ kind: "undetermined", trail, summary: `whether its ${what} has a policy` }]
            : [
                  {
                      kind: "violation",
                      trail,
                      summary: `can't deliver: its ${what} has no policy, and by default CloudTrail is allowed nothing`,
                      advice: adviceOf(what, needs),
                  },
              ];
    }
    const findings = documents.flatMap(document => checkPolicy(trail, what, document, needs));
    return findings.length === 0 && replaceable
        ? [
              {
                  kind: "undetermined",
                  trail,
                  summary: `whether another policy replaces that of its ${what}`,
              },
          ]
        : findings;
}

function checkPolicy(trail: StackTrail, what: string, raw: unknown, needs: readonly DeliveryNeed[]): StackFinding[] {
    const document = readPolicyDocument(raw);
    if ("problem" in document) {
        const summary = `can't deliver: the policy of its ${what} is not valid: ${document.problem}`;
        return [{ kind: "violation", trail, summary }];
    }
    const decided = needs.map(need => ({ need, access: decideAccess(document.statements, need.request) }));
    const refused = decided.filter(({ need, access }) => access.allowed === "no" && need.needed === true);
    const doubtful = decided.filter(({ access }) => access.allowed !== "yes");
    if (refused.length > 0) {
        const missing = refused.filter(({ access }) => !access.denied).map(({ need }) => need);
        return [
            {
                kind: "violation",
                trail,
                summary: `can't deliver: the policy of its ${what} does not let CloudTrail`,
                details: refused.map(({ need, access }) => `${requestOf(need)}: ${access.because}`),
                advice: missing.length === 0 ? undefined : adviceOf(what, missing),
            },
        ];
    }
    return doubtful.length === 0
        ? []
        : [
              {
                  kind: "undetermined",
                  trail,
                  summary: `whether the policy of its ${what} lets CloudTrail deliver`,
                  details: doubtful.map(({ need, access }) => `${requestOf(need)}: ${doubtOf(need, access.because)}`),
              },
          ];
}

function requestOf({ request, place }: DeliveryNeed): string {
    return `${request.action} on ${place}`;
}

function doubtOf({ needed }: DeliveryNeed, because: string): string {
    return isUnknown(needed) ? `${because} (needed if it is an organization trail, which is not known yet)` : because;
}

function adviceOf(what: string, needs: readonly DeliveryNeed[]): string {
    const statements = needs.map(({ statement }) => JSON.stringify(statement));
    return `add to the policy of its ${what}: ${statements.join(", ")}`;
}
