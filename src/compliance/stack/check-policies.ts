import { type Message, message } from "../../cloudtrail/message";
import { printableJson } from "../../cloudtrail/quote";
import { isUnknown } from "../../cloudtrail/value";
import type { Fix } from "../findings/fix";
import type { DeliveryNeed } from "./delivery";
import type { StackFinding } from "./finding";
import { decideAccess } from "./iam/access";
import { readPolicyDocument } from "./iam/read-policy-document";
import type { Documents } from "./resources/documents";
import type { StackTrail } from "./resources/stack";

/**
 * Checks whether the policies of a bucket or key let CloudTrail do what it needs.
 * @param what the bucket or key, for a sentence that begins with the trail: `bucket "logs"`
 */
export function checkPolicies(
    trail: StackTrail,
    what: Message,
    { documents, replaceable, possible }: Documents,
    needs: readonly DeliveryNeed[],
): StackFinding[] {
    if (documents.length === 0) {
        return possible
            ? [
                  {
                      kind: "undetermined",
                      form: "question",
                      trail,
                      headline: message("may-have-no-policy", "whether its {what} has a policy", { what }),
                  },
              ]
            : [
                  {
                      kind: "violation",
                      trail,
                      headline: message(
                          "no-policy",
                          "can't deliver: its {what} has no policy, and without one CloudTrail has no access",
                          { what },
                      ),
                      fix: fixOf(what, needs),
                  },
              ];
    }
    const findings = documents.flatMap(document => checkPolicy(trail, what, document, needs));
    return findings.length === 0 && replaceable
        ? [
              {
                  kind: "undetermined",
                  trail,
                  form: "question",
                  headline: message("policy-may-be-replaced", "whether another policy replaces that of its {what}", {
                      what,
                  }),
              },
          ]
        : findings;
}

function checkPolicy(trail: StackTrail, what: Message, raw: unknown, needs: readonly DeliveryNeed[]): StackFinding[] {
    const document = readPolicyDocument(raw);
    if ("problem" in document) {
        const data = { what, problem: document.problem };
        const template = "can't deliver: the policy of its {what} is not valid: {problem}";
        return [{ kind: "violation", trail, headline: message("policy-not-valid", template, data) }];
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
                headline: message(
                    "policy-refuses",
                    "can't deliver: the policy of its {what} does not let CloudTrail call",
                    {
                        what,
                    },
                ),
                details: refused.map(({ need, access }) => requestDetail(need, access.because)),
                fix: missing.length === 0 ? undefined : fixOf(what, missing),
            },
        ];
    }
    return doubtful.length === 0
        ? []
        : [
              {
                  kind: "undetermined",
                  trail,
                  form: "question",
                  headline: message("policy-may-refuse", "whether the policy of its {what} lets CloudTrail deliver", {
                      what,
                  }),
                  details: doubtful.map(({ need, access }) => requestDetail(need, doubtOf(need, access.because))),
              },
          ];
}

function requestDetail({ request: { action }, place }: DeliveryNeed, because: Message): Message {
    return message("request", "{action} on {place}: {because}", { action, place, because });
}

function doubtOf({ needed }: DeliveryNeed, because: Message): Message {
    return isUnknown(needed)
        ? message(
              "needed-by-organization-trails",
              "{because} (needed if it is an organization trail, which is unknown)",
              { because },
          )
        : because;
}

function fixOf(what: Message, needs: readonly DeliveryNeed[]): Fix {
    const statements = needs.map(({ statement }) => printableJson(statement));
    return {
        headline: message("add-statements", "add to the Statement list of the policy of its {what}", { what }),
        code: statements.join(",\n"),
    };
}
