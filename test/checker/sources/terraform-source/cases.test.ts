import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { VariableOption } from "../../../../checker/src/sources/terraform-source/variable-option";
import { trailPolicies } from "../../../../policies";
import { evaluate } from "../../../../src/compliance/evaluate";
import { gather, withFiles } from "../gather";

const FOLDER = join(__dirname, "../../../cases/sources/terraform-source");

/** The files of a case: each begins with a line `-- NAME --`. The text before the first one says what the case is about. */
function sections(text: string): Record<string, string> {
    const [, ...parts] = text.split(/^-- (.+) --\n/m);
    return Object.fromEntries(parts.flatMap((name, index) => (index % 2 === 0 ? [[name, parts[index + 1]]] : [])));
}

function optionsIn(text: string, folder: string): VariableOption[] {
    return text
        .split("\n")
        .filter(line => line !== "")
        .map(line => {
            const [, option, value] = /^(--var|--var-file) (.*)$/.exec(line)!;
            const [, name, given] = /^([^=]+)=(.*)$/.exec(value) ?? [];
            return option === "--var"
                ? { kind: "value", name, value: given }
                : { kind: "file", path: join(folder, value) };
        });
}

/** Everything that was found, a line each, with the folder taken out. */
async function found(files: Readonly<Record<string, string>>): Promise<string> {
    const { expected: _, options = "", paths = ".\n", ...written } = files;
    return withFiles(written, async folder => {
        const named = paths
            .trim()
            .split("\n")
            .map(path => join(folder, path));
        const {
            trails,
            unread = [],
            problems,
            notes = [],
        } = await gather(named, "", undefined, {
            variables: optionsIn(options, folder),
        });
        const lines = [
            ...trails.map(({ id, trail, place, identifiers, unknownPhrasing }) => {
                const results = trailPolicies.flatMap(policy => {
                    const result = evaluate(policy, trail, {}, { identifiers });
                    assert.ok("status" in result);
                    return result.status === "pass" || result.status === "not-applicable" || ADVICE.test(policy.name)
                        ? []
                        : [`${policy.name.replace(/^cloudtrail-(bedrock-)?/, "")} ${result.status}`];
                });
                const advice = results.some(result => result.endsWith("undetermined"))
                    ? `\n  (${unknownPhrasing?.advice})`
                    : "";
                const name = trail.label === place.address ? "" : ` ${JSON.stringify(trail.label)}`;
                const rest = id.replace(`#${place.address}`, "");
                const shown = `${place.file}:${place.line} ${place.address}${name} in ${rest}`;
                return `${shown}: ${results.join(", ") || "complies"}${advice}`;
            }),
            ...unread.map(({ name, place, reason }) => `${place.file}:${place.line} unread: ${name}: ${reason}`),
            ...problems.map(({ source, message }) => `${source} problem: ${message}`),
            ...notes.map(note => `note: ${note}`),
        ];
        return `${lines.join("\n").replaceAll(`${folder}/`, "").replaceAll(folder, ".")}\n`;
    });
}

/** Advisory policies, which most cases don't mention. */
const ADVICE = /kms-encryption|cloudwatch-logs|log-file-validation/;

describe("Terraform source", () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter(name => name.endsWith(".txt"));
    for (const path of files.sort().map(name => join(FOLDER, name))) {
        const text = readFileSync(path, "utf8");
        it(`${text.split("\n")[0]} (${relative(FOLDER, path)})`, async () => {
            const written = sections(text);
            assert.equal(await found(written), written.expected);
        });
    }
});
