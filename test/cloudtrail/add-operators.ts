// Loaded before the property tests (`mocha --require`): one row more in the engine's table of operators for each kind
// of operator, and the same in the naive implementation. Anything that a row leaves out shows up as a wrong answer.
import type Module from "node:module";
import { type AwsOperator, OPERATOR_PAIRS } from "./naive/matcher";

const TABLE = require.resolve("../../src/cloudtrail/selectors/operators.ts");
const ADDED: readonly (readonly [string, string])[] = [
    ["Is", "Equals"],
    ["BeginsWith", "StartsWith"],
    ["FinishesWith", "EndsWith"],
];

const OPENING = /const OPERATOR_RULES\s*=\s*\{/;
const comparisons: Readonly<Record<string, string>> = { Equals: "whole", StartsWith: "start", EndsWith: "end" };
const rows = ADDED.flatMap(([name, like]) => [
    `${name}: { effect: "select", compares: "${comparisons[like]}" },`,
    `Not${name}: { effect: "deselect", compares: "${comparisons[like]}" },`,
]);

type Compiled = Module & { _compile: (code: string, filename: string) => unknown };

const load = require.extensions[".ts"]!;
require.extensions[".ts"] = (module, filename) => {
    if (filename === TABLE) {
        const compiled = module as Compiled;
        const compile = compiled._compile;
        compiled._compile = (code, name) => {
            if (!OPENING.test(code)) {
                throw new Error(`${TABLE} has no table of operators`);
            }
            return compile.call(
                module,
                code.replace(OPENING, opening => `${opening}${rows.join("")}`),
                name,
            );
        };
    }
    load(module, filename);
};

for (const [name, like] of ADDED) {
    const [, , matches] = OPERATOR_PAIRS.find(([selecting]) => selecting === like)!;
    OPERATOR_PAIRS.push([name as AwsOperator, `Not${name}` as AwsOperator, matches]);
}
