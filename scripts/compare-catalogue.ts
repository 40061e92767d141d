// `npm run compare:catalogue -- FILE`: compares the catalogue of Bedrock's events with a copy (Markdown or HTML) of AWS's
// page "Logging data events", https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html.
// Exit code 0: the same; 1: they differ, a line each; 2: the file can't be read, or has no such table.
import { readFileSync } from "node:fs";
import { BEDROCK_RESOURCE_TYPES } from "../src/cloudtrail/bedrock/bedrock";
import { DATA_EVENT_RESOURCE_TYPES } from "../src/cloudtrail/bedrock/resource-types";

/** Fewer types than this are not AWS's table: it has had more than a hundred since 2024. */
const FEWEST = 100;

/**
 * The resource types of AWS's table: the last cell of each row.
 * @param page the page as Markdown or as HTML
 */
export function publishedTypes(page: string): ReadonlySet<string> {
    const rows = page.match(/<tr[\s>].*?<\/tr>/gis) ?? page.split("\n").filter(line => /^\s*\|/.test(line));
    return new Set(
        rows.flatMap(row => {
            const cells = row.split(/<td[^>]*>|(?<!\\)\|/i).map(cell => cell.replace(/<[^>]*>|[`\s]/g, ""));
            const last = cells.filter(cell => cell !== "").at(-1) ?? "";
            return /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/.test(last) ? [last] : [];
        }),
    );
}

/** The differences between the catalogue and AWS's table, a line each. */
export function differences(published: ReadonlySet<string>): string[] {
    const isBedrock = (type: string) => /^AWS::Bedrock/.test(type) || BEDROCK_RESOURCE_TYPES.has(type);
    const missing = (types: Iterable<string>, from: { has(type: string): boolean }) =>
        [...types].filter(type => !from.has(type)).sort();
    return [
        ...missing(published, DATA_EVENT_RESOURCE_TYPES).map(
            type => `${type}: new in AWS's table: add it to resource-types.ts`,
        ),
        ...missing(DATA_EVENT_RESOURCE_TYPES, published).map(type => `${type}: no longer in AWS's table`),
        ...missing([...published].filter(isBedrock), BEDROCK_RESOURCE_TYPES).map(
            type => `${type}: a Bedrock type without a row in the catalogue`,
        ),
        ...[...BEDROCK_RESOURCE_TYPES.values()].flatMap(({ type, isListed }) =>
            isListed === published.has(type)
                ? []
                : [
                      `${type}: ${isListed ? "not in AWS's table: mark its row unlisted" : "now in AWS's table: its row is still marked unlisted"}`,
                  ],
        ),
    ];
}

function main(file: string | undefined): number {
    let page: string;
    try {
        page = readFileSync(file ?? "", "utf8");
    } catch (error) {
        process.stderr.write(
            `compare-catalogue: can't read ${file ?? "a file: name one"}: ${(error as Error).message}\n`,
        );
        return 2;
    }
    const published = publishedTypes(page);
    if (published.size < FEWEST) {
        process.stderr.write(
            `compare-catalogue: ${file} has ${published.size} resource types: it is not AWS's table\n`,
        );
        return 2;
    }
    const found = differences(published);
    process.stdout.write(found.map(line => `${line}\n`).join(""));
    return found.length === 0 ? 0 : 1;
}

if (require.main === module) {
    process.exitCode = main(process.argv[2]);
}
