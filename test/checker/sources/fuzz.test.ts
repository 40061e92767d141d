import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { check } from "../../../checker/src/check/check";
import { exitCodeOf } from "../../../checker/src/check/exit-code";
import { defaultSettings } from "../../../checker/src/configuration/policy-config";
import type { Gathered } from "../../../checker/src/sources/source-trail";
import { policies, trailPolicies } from "../../../policies";
import table from "../../cases/sources/conformance.json";
import stacks from "../../cases/sources/stacks.json";
import { gather } from "./gather";
import { type LogicalStack, STACK_FORMATS } from "./written/stacks";
import { FORMATS, type LogicalTrail, type WrittenFormat } from "./written/trails";

const [{ trail: complete }] = table.cases;
const COMPLIANT: LogicalTrail = { ...table.base, ...complete };
const KNOWLEDGE_BASE_EVENTS = "cloudtrail-bedrock-knowledge-base-events";

/** Complies except for knowledge base events: no change of a few characters can add a selector for them. */
const VIOLATING: LogicalTrail = {
    ...COMPLIANT,
    AdvancedEventSelectors: (COMPLIANT.AdvancedEventSelectors as readonly unknown[]).filter(
        selector => !JSON.stringify(selector).includes("KnowledgeBase"),
    ),
};

const TOKENS = [
    ..."{}[]\",:\\ \n\t#&*!-'|>%@`\u0000\u001b\u2028é😀0123456789",
    "null",
    "true",
    "false",
    '"[secret]"',
    '"04da6b54-80e4-46f7-96ec-b56ff0331ba9"',
    '{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","plaintext":"[]"}',
    '"__proto__":',
    '{"Ref":"AWS::NoValue"}',
    "!Ref AWS::NoValue",
    '{"Fn::Transform":{}}',
    "<<: *a",
    "equals",
    "advancedEventSelectors",
    "NotEquals",
    "resource_changes",
];

/** A change of some text: characters removed, others inserted, a part repeated. */
interface Edit {
    readonly at: number;
    readonly cut: number;
    readonly insert: readonly string[];
    readonly repeat: number;
}

const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat(),
    cut: fc.nat({ max: 30 }),
    insert: fc.array(fc.constantFrom(...TOKENS), { maxLength: 3 }),
    repeat: fc.nat({ max: 200 }),
});

function applyEdit(text: string, { at, cut, insert, repeat }: Edit): string {
    const offset = at % (text.length + 1);
    return `${text.slice(0, offset)}${insert.join("")}${text.slice(offset, offset + repeat)}${text.slice(offset + cut)}`;
}

function exitCode(gathered: Gathered): number {
    const { report } = check(gathered, { policies: trailPolicies, settings: defaultSettings(policies) });
    return exitCodeOf(report, { softFail: false, failOnUndetermined: false, allowNoTrails: false });
}

describe("no input crashes the sources or wrongly counts as compliant", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "trail-guard-fuzz-"));
    });
    after(() => {
        rmSync(folder, { recursive: true });
    });

    /** Reads these files, by name: so each has to be one of the sources. */
    function read(files: Readonly<Record<string, string | Buffer>>): Promise<Gathered> {
        const paths = Object.entries(files).map(([name, content]) => {
            mkdirSync(dirname(join(folder, name)), { recursive: true });
            writeFileSync(join(folder, name), content);
            return join(folder, name);
        });
        return gather(paths);
    }

    /** Changes the last of the files of a format. */
    function changed(format: WrittenFormat, trail: LogicalTrail, change: (text: string) => string | Buffer) {
        const files = Object.entries(format.write(trail));
        return Object.fromEntries(
            files.map(([name, text], index) => [name, index === files.length - 1 ? change(text) : text]),
        );
    }

    for (const format of FORMATS) {
        it(`${format.name}: whatever is changed in a violating trail, it never complies`, async () => {
            assert.ok([1, 3].includes(exitCode(await read(format.write(VIOLATING)))));
            await fc.assert(
                fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async edits => {
                    const gathered = await read(changed(format, VIOLATING, text => edits.reduce(applyEdit, text)));
                    assert.notEqual(exitCode(gathered), 0);
                    const { report } = check(gathered, {
                        policies: trailPolicies,
                        settings: defaultSettings(policies),
                    });
                    for (const { results } of report.trails) {
                        assert.notEqual(results.find(({ policy }) => policy === KNOWLEDGE_BASE_EVENTS)?.status, "pass");
                    }
                }),
                { numRuns: 250 },
            );
        });

        if (!/YAML/.test(format.name)) {
            it(`${format.name}: cut off anywhere, it is named as unreadable`, async () => {
                const [text] = Object.values(format.write(COMPLIANT)).slice(-1);
                const end = text.trimEnd().length;
                await fc.assert(
                    fc.asyncProperty(fc.integer({ min: 0, max: end - 1 }), async length => {
                        const gathered = await read(changed(format, COMPLIANT, whole => whole.slice(0, length)));
                        // A Terraform file may end after any block: it only must not pass.
                        const code = exitCode(gathered);
                        assert.ok(
                            code === 2 || (code === 3 && /source, (blocks|dynamic)/.test(format.name)),
                            `${code}`,
                        );
                    }),
                    { numRuns: 150 },
                );
            });
        }
    }

    const [{ stack: undeliverable }] = stacks.cases.filter(({ name }) => name === "a policy that lacks the write");
    for (const format of STACK_FORMATS) {
        it(`${format.name}: whatever is changed in a stack whose bucket refuses its trail, it never delivers`, async () => {
            const [[file = "", text = ""] = []] = Object.entries(format.write(undeliverable as LogicalStack));
            await fc.assert(
                fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async edits => {
                    const gathered = await read({ [file]: edits.reduce(applyEdit, text) });
                    const { report } = check(gathered, { policies, settings: defaultSettings(policies) });
                    for (const { results } of report.trails) {
                        assert.notEqual(
                            results.find(({ policy }) => policy === "cloudtrail-bucket-policy")?.status,
                            "pass",
                        );
                    }
                }),
                { numRuns: 150 },
            );
        });
    }

    it("survives any bytes", async () => {
        await fc.assert(
            fc.asyncProperty(
                fc.uint8Array({ maxLength: 300 }),
                fc.constantFrom("a.json", "a.yaml"),
                async (bytes, name) => {
                    assert.notEqual(exitCode(await read({ [name]: Buffer.from(bytes) })), 0);
                },
            ),
            { numRuns: 500 },
        );
    });
});
