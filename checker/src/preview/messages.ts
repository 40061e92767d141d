import {
    InvalidOptionError,
    type PreviewError,
    type PreviewMessage,
    type PreviewOptions,
    type Remedy,
    UnknownPoliciesError,
} from "../../../offline-preview/src";
import { printable } from "../../../src/cloudtrail/quote";
import { didYouMean } from "../text/nearest-name";

/** What the command line's options can do about a problem, by the option of the preview. */
const ADVICE: Readonly<Partial<Record<keyof PreviewOptions, (key: string) => string>>> = {
    stack: () => "choose one with --stack",
    stackConfig: key => `give it with --config ${key}=VALUE`,
    mocks: () => "--mocks can answer for it",
    timeoutSeconds: () => "--timeout allows more time",
};

/** The messages during a preview, as lines for a terminal. */
export function messageLines({ kind, text, option }: PreviewMessage): string {
    const advice = option === undefined ? "" : adviceFor({ option });
    return terminalLines(kind === "warning" ? `warning: ${text}${advice}` : text);
}

/** Lines from elsewhere, safe for a terminal. */
export function terminalLines(text: string): string {
    return text
        .split("\n")
        .map(line => line.split("\t").map(printable).join("\t"))
        .join("\n");
}

/**
 * Why there is no result, and what to do about it.
 * @param labels where the options with data were read from
 */
export function errorText(error: PreviewError, labels: ReadonlyMap<string, string>): string {
    if (error instanceof InvalidOptionError) {
        return `${labels.get(error.path) ?? error.path}: ${error.problem}`;
    }
    if (error instanceof UnknownPoliciesError) {
        const names = error.unknown.map(name => `${JSON.stringify(name)}${didYouMean(name, error.policies)}`);
        return `the configuration of policy pack ${error.pack} names policies that the pack does not have: ${names.join("; ")}`;
    }
    return `${error.reason}${error.remedy === undefined ? "" : adviceFor(error.remedy)}`;
}

function adviceFor({ option, key = "KEY" }: Remedy): string {
    const advice = ADVICE[option];
    return advice === undefined ? "" : `: ${advice(key)}`;
}
