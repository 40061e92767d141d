import assert from "node:assert/strict";
import { checkTemplate, compliantTrail } from "./check-template";

const TRAIL = JSON.stringify(compliantTrail());
const VIOLATING = JSON.stringify(compliantTrail({ IsMultiRegionTrail: false }));

describe("the variable of a loop", () => {
    const looped = (variable: string, name = variable) =>
        `Resources:\n  Fn::ForEach::Trails:\n    - ${variable}\n    - [A, B]\n    - Trail\${${name}}: ${VIOLATING}\n`;

    for (const variable of ["Name", "N", "n", "Y", "y", '"on"', "'yes'"]) {
        it(`${variable}: creates its trails`, async () => {
            const { report, exitCode } = await checkTemplate(looped(variable, variable.replace(/["']/g, "")));
            assert.deepEqual(
                report.trails.map(({ source }) => source.address),
                ["TrailA", "TrailB"],
            );
            assert.equal(exitCode, 1);
        });
    }

    for (const variable of ["yes", "No", "on", "OFF", "true", "null", "012", "{}", "[a]"]) {
        it(`${variable}: is not a string, so the loop can't be read, and a problem says so`, async () => {
            const { problems, exitCode } = await checkTemplate(looped(variable));
            assert.deepEqual(problems, [
                'its loop "Fn::ForEach::Trails" can\'t be read: expected a variable, a collection and the resources to repeat',
            ]);
            assert.equal(exitCode, 2);
        });
    }

    for (const [name, loop] of [
        ["no list", "    Name: A\n"],
        ["no resources", "    - Name\n    - [A]\n"],
        ["a list of resources", `    - Name\n    - [A]\n    - - ${VIOLATING}\n`],
        ["more than a loop has", `    - Name\n    - [A]\n    - Trail: ${VIOLATING}\n    - More: ${VIOLATING}\n`],
    ] as const) {
        it(`${name}: a problem too`, async () => {
            const { exitCode, problems } = await checkTemplate(`Resources:\n  Fn::ForEach::Trails:\n${loop}`);
            assert.equal(exitCode, 2);
            assert.match(problems[0] ?? "", /can't be read/);
        });
    }

    it("creates a trail for each date of a collection", async () => {
        const template = `Resources:\n  Fn::ForEach::Trails: [N, [2026-01-15, 2026-01-16], { "Trail$\{N}": ${TRAIL} }]\n`;
        const { report } = await checkTemplate(template);
        assert.deepEqual(
            report.trails.map(({ source }) => source.address),
            ["Trail2026-01-15", "Trail2026-01-16"],
        );
    });

    for (const collection of ["[yes, no]", "[012, 013]", "[12:30]", "[2026-01-15, 1e3]", "{ a: b }"]) {
        it(`treats a collection of anything but certain strings as unknown: ${collection}`, async () => {
            const name = "$" + "{N}";
            const template = `Resources:\n  Fn::ForEach::Trails: [N, ${collection}, { "Trail${name}": ${TRAIL.replace('"logs"', `"${name}"`)} }]\n`;
            const { report } = await checkTemplate(template);
            assert.deepEqual(
                report.trails.map(({ source }) => source.address),
                [`Trail${name}`],
            );
        });
    }
});

describe("what YAML 1.1 reads differently", () => {
    for (const id of [
        "on",
        "No",
        "y",
        "012",
        "0x1F",
        "12:30:45",
        "2026-01-15",
        "1_000",
        "012345678901",
        "Null",
        "true",
        "1.10",
    ]) {
        it(`as a logical ID: ${id}`, async () => {
            const { report, problems } = await checkTemplate(`Resources:\n  ${id}: ${VIOLATING}\n`);
            assert.deepEqual(problems, []);
            assert.deepEqual(
                report.trails.map(({ source }) => source.address),
                [id],
            );
            assert.equal(report.summary.violating, 1);
        });

        it(`as names of a map: ${id}`, async () => {
            const trail = JSON.stringify(compliantTrail({ IsMultiRegionTrail: { "Fn::FindInMap": ["M", id, id] } }));
            const { exitCode } = await checkTemplate(
                `Mappings:\n  M:\n    ${id}:\n      ${id}: true\nResources:\n  Trail: ${trail}\n`,
            );
            assert.equal(exitCode, 0);
        });
    }

    for (const [value, exitCode] of [
        ["yes", 0],
        ["On", 0],
        ["TRUE", 0],
        ["'true'", 0],
        ["'True'", 0],
        ["'TRUE'", 0],
        ["no", 1],
        ["off", 1],
        ["'False'", 1],
        ["'FALSE'", 1],
        ["y", 1],
        ["'yes'", 1],
        ["1", 1],
    ] as const) {
        it(`as a boolean: ${value} ends with ${exitCode}`, async () => {
            const template = `Resources:\n  Trail: ${TRAIL.replace('"IsMultiRegionTrail":true', `"IsMultiRegionTrail": ${value}`)}\n`;
            assert.equal((await checkTemplate(template)).exitCode, exitCode);
        });
    }

    const KNOWLEDGE_BASES = '"Equals":["AWS::Bedrock::KnowledgeBase"]}';
    for (const [value, exitCode, escapes] of [
        ["true", 1, '"readOnly":"false"'],
        ["Yes", 1, '"readOnly":"false"'],
        ["off", 1, '"readOnly":"true"'],
    ] as const) {
        it(`as a value of readOnly: ${value}`, async () => {
            const field = `{ "Field": "readOnly", "Equals": [${value}] }`;
            const template = `Resources:\n  Trail: ${TRAIL.replace(KNOWLEDGE_BASES, `${KNOWLEDGE_BASES}, ${field}`)}\n`;
            const finished = await checkTemplate(template);
            assert.equal(finished.exitCode, exitCode);
            assert.ok(finished.stdout.replaceAll(" ", "").includes(escapes), finished.stdout);
        });
    }

    for (const [value, exitCode] of [
        ["2026-01-15", 1],
        ["1", 1],
        ["-5", 1],
        ["123456789012", 1],
        ["012", 3],
        ["012345678901", 3],
        ["012345670123", 3],
        ["0x1F", 3],
        ["1e3", 3],
        ["12:30", 3],
        ["1_000", 3],
        ["1.10", 3],
        ["'012'", 1],
        ['"012345678901"', 1],
    ] as const) {
        it(`as a value of eventName: ${value} ends with ${exitCode}`, async () => {
            // Its value decides whether anything escapes: nothing does if it is not one string.
            const rest = `{ "Field": "eventName", "NotEquals": [${value}] }`;
            const template = `Resources:\n  Trail: ${TRAIL.replace(KNOWLEDGE_BASES, `${KNOWLEDGE_BASES}, ${rest}`)}\n`;
            const finished = await checkTemplate(template);
            assert.equal(finished.exitCode, exitCode, finished.stdout);
        });
    }
});

describe("the value of a function", () => {
    const withArn = (value: string) =>
        `Resources:\n  Trail: ${TRAIL.replace('"Equals":["AWS::Bedrock::KnowledgeBase"]}', `"Equals":["AWS::Bedrock::KnowledgeBase"]}, { "Field": "resources.ARN", "StartsWith": [${value}] }`)}\n`;

    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: variables of Fn::Sub
    for (const [value, exitCode] of [
        ["!Sub 'arn:${AWS::Partition}:bedrock:'", 0],
        ["!Sub ['arn:${P}:bedrock:', { P: !Ref AWS::Partition }]", 0],
        ["!Join [':', ['arn', !Ref AWS::Partition, 'bedrock', '']]", 0],
        ["!Sub 'arn:${AWS::Partition}:bedrock:us-east-1:'", 1],
        ["!Sub 'arn:${!AWS::Partition}:bedrock:'", 1],
        ["!Sub 'arn:${AWS::Partition}:bedrock:${AWS::Region}:'", 3],
        ["!Sub 'arn:${AWS::Partition}:bedrock:${'", 1],
    ] as const) {
        it(`${value} ends with ${exitCode}`, async () => {
            const finished = await checkTemplate(withArn(value));
            assert.equal(finished.exitCode, exitCode, finished.stdout);
        });
    }
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: variables of Fn::Sub

    it("stays in a fix in a form valid for every partition and for JSON", async () => {
        const template = `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: logs
      IsMultiRegionTrail: true
      EventSelectors:
        - DataResources: [{ Type: "AWS::S3::Object", Values: [!GetAtt Bucket.Arn, !Sub "arn:\${AWS::Partition}:s3:::"] }]
`;
        const { stdout } = await checkTemplate(template);
        assert.ok(stdout.includes(String.raw`- Fn::GetAtt: [\"Bucket\", \"Arn\"]`), stdout);
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Fn::Sub
        assert.ok(stdout.includes('- Fn::Sub: \\"arn:${AWS::Partition}:s3:::\\"'), stdout);
    });
});
