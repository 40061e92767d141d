import { basename } from "node:path";
import { parseArgs } from "node:util";
import { nearestNames } from "../../checker/src/text/nearest-name";

/** What `npm run preview` should show. */
export interface PreviewOptions {
    /** The names of the examples to preview. */
    readonly examples: readonly string[];
    readonly verbose: boolean;
    readonly realProvider: boolean;
    readonly help: boolean;
}

/** The example of the first run. */
export const FLAGSHIP = "bedrock-agents-typescript";

/** The usage, with the names of the examples. */
export function usage(known: readonly string[]): string {
    return `Usage: npm run preview -- [EXAMPLE…] [--all] [--verbose] [--real-provider]

Previews examples with the policy pack, and shows which event escapes each trail and what fixes it.

  EXAMPLE          ${known.join(", ")}
                   (without one: ${FLAGSHIP})
  --all            all of them
  --verbose        whole messages, and what is only advised
  --real-provider  with the Pulumi CLI and the AWS provider

Exit codes:
  0  each trail is in violation, as it is meant to be, and the pack's fix leaves nothing mandatory
  1  an example is not as it is meant to be
  2  wrong usage, or a preview failed`;
}

/**
 * Reads the arguments.
 * @param known the names of the examples that can be previewed
 * @throws Error that says what is wrong, in one line
 */
export function parsePreviewOptions(args: readonly string[], known: readonly string[]): PreviewOptions {
    const { values, positionals } = parse(args);
    if (values.all && positionals.length > 0) {
        throw new Error("--all previews every example: name none");
    }
    const named = positionals.map(given => exampleOf(given, known));
    return {
        examples: values.all ? known : named.length > 0 ? [...new Set(named)] : [FLAGSHIP],
        verbose: values.verbose,
        realProvider: values["real-provider"],
        help: values.help,
    };
}

function parse(args: readonly string[]) {
    try {
        return parseArgs({
            args: [...args],
            allowPositionals: true,
            options: {
                all: { type: "boolean", default: false },
                verbose: { type: "boolean", default: false },
                "real-provider": { type: "boolean", default: false },
                help: { type: "boolean", short: "h", default: false },
            },
        });
    } catch (error) {
        // Node then explains how to pass such an argument anyway.
        const [what = ""] = (error as Error).message.split(". ");
        throw new Error(`${what}: see npm run preview -- --help`);
    }
}

/** An example by its name, or by its folder, which a shell completes. */
function exampleOf(given: string, known: readonly string[]): string {
    const name = basename(given);
    if (!known.includes(name)) {
        const [nearest] = nearestNames(name, known);
        const hint = nearest === undefined ? `use one of ${known.join(", ")}` : `did you mean ${nearest}?`;
        throw new Error(`${JSON.stringify(given)} is not an example that can be previewed here: ${hint}`);
    }
    return name;
}
