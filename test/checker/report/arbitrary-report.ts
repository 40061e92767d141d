import * as fc from "fast-check";
import type { Report, ReportResult, ReportTrail } from "../../../checker/src/report/report";
import { eventOf, FIELDS } from "../../../src/cloudtrail/event";
import type { Message } from "../../../src/cloudtrail/message";
import type { Fix } from "../../../src/compliance/findings/fix";
import type { ShownFinding } from "../../../src/compliance/findings/shown-result";

/** Strings that break out of one format or another. */
const HOSTILE = [
    '<img src=x onerror="globalThis.pwned=1">',
    "</script><script>globalThis.pwned=1</script>",
    "</style><style>body{display:none}</style>",
    "<!--",
    "-->",
    "]]>",
    "&lt;b&gt;&amp;#64;",
    "' onmouseover='globalThis.pwned=1",
    "\u001b[31mred\u001b[0m",
    "\u009b2J",
    "\u0000\u0001\u0008\u000b\u000c\u000e\u001f\u007f",
    "\ufffe\uffff",
    "\ud800",
    "\udc00x",
    "\u202egnp.exe",
    "\u2028\u2029\u0085",
    "a|b\\|c",
    "`` ` ```",
    "\n```\n<b>",
    "@octocat",
    "#1",
    "a@example.com",
    "[x](https://example.com)",
    "![x](https://example.com/x.png)",
    "https://example.com",
    "www.example.com",
    "# heading",
    "- item\n\n1. one",
    "**bold** _em_ ~~strike~~",
    "{0} {{1}}",
    "../../etc/passwd",
    "C:\\plans\\a b.json",
    "file:///x?y#z",
    "javascript:alert(1)",
    "%41%zz",
    "日本語の名前",
    "👩‍👩‍👧",
    "é".repeat(300),
    " ",
    "",
    "__proto__",
    "constructor",
] as const;

/** A trail name that an attacker, or anyone, might choose. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.array(fc.constantFrom(...HOSTILE), { minLength: 2, maxLength: 4 }).map(parts => parts.join("")),
);

const policyName = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("cloudtrail-multi-region", "cloudtrail-s3-delivery") },
    { weight: 1, arbitrary: hostileText },
);

const hostileMessage: fc.Arbitrary<Message> = fc.record({
    id: fc.constant("id"),
    template: fc.constantFrom("{a}", "says {a} of {b}", "{b or}", "nothing"),
    data: fc.record({
        a: fc.oneof(
            hostileText,
            hostileText.map(text => ({ text })),
            fc.nat(),
        ),
        b: fc.array(
            fc.oneof(
                hostileText,
                hostileText.map(text => ({ text })),
            ),
            { maxLength: 3 },
        ),
    }),
});

const fix: fc.Arbitrary<Fix> = fc.record(
    { headline: hostileMessage, code: hostileText },
    { requiredKeys: ["headline"] },
);

const finding: fc.Arbitrary<ShownFinding> = fc.record(
    {
        kind: fc.constantFrom("violation", "undetermined", "exempt"),
        headline: hostileMessage,
        form: fc.constantFrom("cause", "question", "claim", "sentence"),
        requirement: hostileText,
        path: hostileText,
        unloggedEvent: fc
            .tuple(hostileText, hostileText, fc.option(hostileText))
            .map(([eventName, arn, userIdentity]) =>
                eventOf({ eventName, "resources.ARN": arn, "userIdentity.arn": userIdentity, readOnly: "true" }),
            ),
        filteredFields: fc.subarray([...FIELDS]),
        nearest: fc.record(
            {
                selector: hostileText,
                name: hostileText,
                field: fc.constantFrom(...FIELDS),
                operators: fc.record({ Equals: fc.array(hostileText, { maxLength: 4 }) }),
            },
            { requiredKeys: ["selector", "field", "operators"] },
        ),
        dependsOn: fc.array(hostileText, { maxLength: 2 }),
        details: fc.array(hostileMessage, { maxLength: 2 }),
        fix,
    },
    { requiredKeys: ["kind", "headline"] },
);

const result: fc.Arbitrary<ReportResult> = fc.record(
    {
        policy: policyName,
        status: fc.constantFrom("pass", "violation", "undetermined", "exempt", "not-applicable"),
        findings: fc.array(finding, { maxLength: 5 }),
        fix,
        notFixed: hostileMessage,
        undecided: fc.record(
            { known: fc.constantFrom("after-update", "never"), advice: hostileText },
            { requiredKeys: ["known"] },
        ),
        expiredExemption: fc.record({ expires: hostileText, reason: hostileText }),
        reason: hostileMessage,
        baseline: fc.constant(true),
        advisory: fc.constant(true),
    },
    { requiredKeys: ["policy", "status", "findings"] },
);

const trail: fc.Arbitrary<ReportTrail> = fc.record(
    {
        id: hostileText,
        name: hostileText,
        source: fc.record(
            { file: hostileText, line: fc.integer({ min: 1 }), address: hostileText },
            { requiredKeys: [] },
        ),
        results: fc.uniqueArray(result, { selector: ({ policy }) => policy, maxLength: 4 }),
        facts: fc.dictionary(hostileText, hostileText, { maxKeys: 2, noNullPrototype: true }),
    },
    { requiredKeys: ["id", "name", "source", "results"] },
);

/** Any report, with hostile strings wherever there is text. */
export const arbitraryReport: fc.Arbitrary<Report> = fc
    .record({
        subjects: fc.uniqueArray(trail, { selector: ({ id }) => id, maxLength: 5 }),
        stacks: fc.nat({ max: 2 }),
        problems: fc.array(fc.record({ source: hostileText, message: hostileText }), { maxLength: 2 }),
    })
    .map(({ subjects, stacks: count, problems }) => {
        const [stacks, trails] = [subjects.slice(0, count), subjects.slice(count)];
        const none = { compliant: 0, undetermined: 0, exempt: 0 };
        return {
            schemaVersion: 2,
            summary: {
                trails: trails.length,
                ...none,
                violating: trails.length,
                ...(stacks.length === 0 ? {} : { stacks: { ...none, violating: stacks.length } }),
            },
            ...(stacks.length === 0 ? {} : { stacks }),
            trails,
            problems,
        };
    });
