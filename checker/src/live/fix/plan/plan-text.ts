import { stripVTControlCharacters } from "node:util";
import { printable } from "../../../../../src/cloudtrail/quote";
import type { Colours } from "../../../command-line/terminal/colours";
import type { Terminal } from "../../../command-line/terminal/verbosity";
import { indentedExplanation } from "../../../report/explanation";
import type { ReportTrail } from "../../../report/report";
import type { UnreadTrail } from "../../../sources/source-trail";
import { alike, headingOf } from "../../../text/alike";
import { count } from "../../../text/count";
import { wrap } from "../../../text/wrap";
import type { SelectorsInput } from "../../aws/api";
import type { StepOutcome } from "../apply/step-outcome";
import type { Step, TrailPlan } from "./trail-plan";

/** What remains wrong with a trail, and what to know about a change. */
function remarks(plan: TrailPlan, colours: Colours): readonly string[] {
    return [
        ...managerWarning(plan).map(colours.yellow),
        ...plan.unfixed.map(({ policy, status, reason }) =>
            status === "violation"
                ? colours.red(`  Not fixed: ${policy}: ${printable(reason)}`)
                : colours.magenta(`  Can't be decided: ${policy}: ${printable(reason)}`),
        ),
    ];
}

function managerWarning({ manager, steps }: TrailPlan): string[] {
    return manager === undefined || steps.length === 0
        ? []
        : [
              `  Warning: the trail seems to be managed by ${printable(manager)}, whose next run may undo this: change it there too.`,
          ];
}

/** Trails and accounts about which nothing is known, grouped by reason. */
export function formatUnread(unread: readonly UnreadTrail[], { verbose, width, colours }: Terminal): string[] {
    return alike(unread, ({ reason }, index) => (verbose ? `${index}` : reason)).map(group => {
        const line = `Not read: ${headingOf(group.map(({ name }) => printable(name)))}: ${printable(group[0].reason)}`;
        return wrap(line, width).map(colours.magenta).join("\n");
    });
}

/** How many there are about which nothing is known. */
export function unreadCount(unread: readonly UnreadTrail[]): string[] {
    return unread.length === 0 ? [] : [`Not read: ${unread.length}.`];
}

/** An account as a whole or an event data store: what it violates, and what can't be decided. */
export function formatSubject(
    { name, noun = "Account", results }: ReportTrail,
    { colours: { red, magenta }, width }: Terminal,
): string[] {
    return results.map(result => {
        const [first = "", ...more] = indentedExplanation({ subject: { noun, name } }, result);
        const violated = result.status === "violation";
        const head = `${violated ? "Not fixed" : "Can't be decided"}: ${result.policy}: ${first}`;
        return (violated ? red : magenta)([head, ...more].flatMap(line => wrap(line, width)).join("\n"));
    });
}

function formatStep(step: Step, colours: Colours): string[] {
    switch (step.call) {
        case "PutEventSelectors":
            return formatSelectors(step, colours);
        case "UpdateTrail":
            return [
                "  cloudtrail:UpdateTrail",
                ...Object.keys(step.after).flatMap(name => [
                    colours.red(`    - ${name} false`),
                    colours.green(`    + ${name} true`),
                ]),
            ];
        case "StartLogging":
            return ["  cloudtrail:StartLogging", colours.red("    - not logging"), colours.green("    + logging")];
    }
}

function formatSelectors(
    { before, after, converted, kept }: Step & { readonly call: "PutEventSelectors" },
    { red, green, yellow }: Colours,
): string[] {
    const added = listOf(after).slice(kept);
    const rewritten = listOf(after).slice(0, kept);
    const head = "  cloudtrail:PutEventSelectors";
    if (converted === undefined) {
        const stay = kept === 1 ? "1 selector stays as it is" : `${kept} selectors stay as they are`;
        return [`${head} (${stay})`, ...added.map(entry => green(`    + ${json(entry)}`))];
    }
    return [
        head,
        yellow(
            "    Basic event selectors can't log Bedrock's data events: advanced ones that log at least the same replace them. AWS resets the selectors for a moment.",
        ),
        ...listOf(before).map(entry => red(`    - ${json(entry)}`)),
        ...[...rewritten, ...added].map(entry => green(`    + ${json(entry)}`)),
    ];
}

function listOf(selectors: SelectorsInput): readonly unknown[] {
    return "AdvancedEventSelectors" in selectors ? selectors.AdvancedEventSelectors : selectors.EventSelectors;
}

function json(value: unknown): string {
    return printable(JSON.stringify(value));
}

function costsOf({ fixes, steps, dataInsights }: TrailPlan): readonly string[] {
    const addsEvents = steps.some(step => step.call === "PutEventSelectors" && step.added.length > 0);
    const insights = addsEvents ? INSIGHTS[dataInsights] : [];
    return [...new Set([...fixes.flatMap(({ policy }) => policy.cost ?? []), ...insights])];
}

const INSIGHTS: Readonly<Record<TrailPlan["dataInsights"], readonly string[]>> = {
    no: [],
    yes: ["The trail has CloudTrail Insights on data events: the added events are analysed, and charged for, too."],
    unknown: [
        "Whether the trail has CloudTrail Insights on data events, which would be charged for too, could not be read.",
    ],
};

/**
 * What the plans amount to: each trail with what changes of it, and what that costs. What several trails have in common is
 * shown once, unless everything is to be shown; with `--quiet`, only the summary.
 */
export function formatPlans(plans: readonly TrailPlan[], terminal: Terminal): string {
    const changing = plans.filter(({ steps }) => steps.length > 0);
    const shown = plans.filter(({ steps, unfixed }) => steps.length + unfixed.length > 0);
    const accounts = new Set(changing.map(({ account }) => account));
    const rest = plans.length - shown.length;
    const nothing = plans.length === 0 ? "No trail was found." : "Nothing to change.";
    const summary = [
        changing.length === 0
            ? nothing
            : `To change: ${count(changing.length, "trail")} in ${count(accounts.size, "account")}.`,
        ...(rest === 0 ? [] : [`${count(rest, "trail")} ${rest === 1 ? "needs" : "need"} no change.`]),
    ].join(" ");
    const details = terminal.quiet ? [] : [...blocksOf(shown, terminal), ...copies(changing)];
    return [...details, summary]
        .map(text =>
            text
                .split("\n")
                .flatMap(line => (isCode(line) ? [line] : wrap(line, terminal.width)))
                .join("\n"),
        )
        .join("\n\n");
}

function blocksOf(plans: readonly TrailPlan[], { verbose, colours }: Terminal): string[] {
    const costsSaid = new Set<string>();
    const described = plans.map(plan => ({
        name: printable(plan.arn),
        steps: plan.steps.flatMap(step => formatStep(step, colours)),
        costs: costsOf(plan).map(cost => `  Cost: ${cost}`),
        remarks: remarks(plan, colours),
    }));
    const groups = alike(described, ({ name: _, ...said }, index) => (verbose ? `${index}` : JSON.stringify(said)));
    return groups.map(group => {
        const [{ steps, costs, remarks: remarked }] = group;
        const isNew = (cost: string) => verbose || !costsSaid.has(cost);
        const lines = [
            colours.bold(headingOf(group.map(({ name }) => name))),
            ...steps,
            ...costs.filter(isNew),
            ...remarked,
        ];
        for (const cost of costs) {
            costsSaid.add(cost);
        }
        return lines.join("\n");
    });
}

/** Selectors as JSON can be copied: they stay on their line. */
function isCode(line: string): boolean {
    return /^ {4}[+-] [{[]/.test(stripVTControlCharacters(line));
}

/** AWS charges each trail that logs the same data events. */
function copies(plans: readonly TrailPlan[]): string[] {
    const byAccount = new Map<string, number>();
    for (const { account, steps } of plans) {
        const adds = steps.some(step => step.call === "PutEventSelectors" && step.added.length > 0);
        byAccount.set(account, (byAccount.get(account) ?? 0) + (adds ? 1 : 0));
    }
    const several = [...byAccount].filter(([, trails]) => trails > 1).map(([account]) => account);
    return several.length === 0
        ? []
        : [
              `Several trails of ${several.length === 1 ? `account ${several[0]}` : `${several.length} accounts`} will log the same events, and AWS charges for each copy of data events. One is enough with "scope": "any-trail" in the configuration; --trail changes only the trail that it names.`,
          ];
}

/** How each trail ended, for a reader. */
export function formatOutcome(
    { plan, steps }: { readonly plan: TrailPlan; readonly steps: readonly { step: Step; outcome: StepOutcome }[] },
    colours: Colours,
): string {
    const lines = steps.map(({ step, outcome }) => {
        const text = `  ${step.call}: ${WORDS[outcome.kind]}${"reason" in outcome ? `: ${printable(outcome.reason)}` : ""}`;
        return outcome.kind === "done"
            ? colours.green(text)
            : (outcome.kind === "unknown" ? colours.magenta : colours.red)(text);
    });
    return [colours.bold(printable(plan.arn)), ...lines].join("\n");
}

const WORDS: Readonly<Record<StepOutcome["kind"], string>> = {
    done: "new, and verified",
    unchanged: "old, unchanged",
    restored: "old, put back",
    overtaken: "changed by someone since, left alone",
    unknown: "old or new: unknown",
};
