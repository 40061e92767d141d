import assert from "node:assert/strict";
import { differences, publishedTypes } from "../../scripts/compare-catalogue";
import { DATA_EVENT_RESOURCE_TYPES } from "../../src/cloudtrail/bedrock/resource-types";

const TABLE = [...DATA_EVENT_RESOURCE_TYPES];
const markdown = (types: readonly string[]) =>
    [
        "| AWS service | Description | Resource type (console) | resources.type value | ",
        "| --- | --- | --- | --- | ",
        ...types.map(type => `| A service | API activity on \`AWS::Any::Thing\` | ${type} | \`${type}\` | `),
        "`AWS::Not::InATable`",
    ].join("\n");
const html = (types: readonly string[]) =>
    `<table><tr><th>resources.type value</th></tr>${types
        .map(
            type =>
                `<tr>\n<td>A | b</td><td><p>AWS::Any::Thing</p></td>\n<td tabindex="-1"><p><code class="code">${type}</code></p></td>\n</tr>`,
        )
        .join("")}</table><p>AWS::Not::InATable</p>`;

describe("comparing the catalogue with AWS's table", () => {
    for (const [name, write] of [
        ["Markdown", markdown],
        ["HTML", html],
    ] as const) {
        it(`reads ${name}, and finds that the catalogue matches AWS's table`, () => {
            assert.deepEqual([...publishedTypes(write(TABLE))], TABLE);
            assert.deepEqual(differences(publishedTypes(write(TABLE))), []);
        });
    }

    it("says what is new, what is gone and what has changed", () => {
        const published = [
            ...TABLE.filter(type => type !== "AWS::Bedrock::FlowAlias" && type !== "AWS::SNS::Topic"),
            "AWS::BedrockMantle::Skill",
            "AWS::BedrockNew::Thing",
        ];
        assert.deepEqual(differences(new Set(published)), [
            "AWS::BedrockMantle::Skill: new in AWS's table: add it to resource-types.ts",
            "AWS::BedrockNew::Thing: new in AWS's table: add it to resource-types.ts",
            "AWS::Bedrock::FlowAlias: no longer in AWS's table",
            "AWS::SNS::Topic: no longer in AWS's table",
            "AWS::BedrockNew::Thing: a Bedrock type without a row in the catalogue",
            "AWS::Bedrock::FlowAlias: not in AWS's table: mark its row unlisted",
            "AWS::BedrockMantle::Skill: now in AWS's table: its row is still marked unlisted",
        ]);
    });
});
