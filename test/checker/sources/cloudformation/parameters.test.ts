import assert from "node:assert/strict";
import { GivenParameters, parseParameters } from "../../../../checker/src/sources/cloudformation/given-parameters";
import { isUnknown } from "../../../../src/cloudtrail/value";
import { gather, gatherFolder, withFiles } from "../gather";

const TEMPLATE = `
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  Env: { Type: String, Default: dev }
  Types: { Type: CommaDelimitedList }
  Secret: { Type: String, NoEcho: true }
  Kept: { Type: "AWS::SSM::Parameter::Value<String>" }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  NotProd: !Not [!Condition IsProd]
  Both: !And [!Condition IsProd, !Equals [!Ref Other, x]]
  Either: !Or [!Condition IsProd, !Equals [!Ref Other, x]]
  Itself: !Not [!Condition Itself]
Resources:
  Prod:
    Type: AWS::CloudTrail::Trail
    Condition: IsProd
    Properties:
      IsLogging: !If [Either, true, false]
      IsMultiRegionTrail: !If [Both, true, false]
      S3BucketName: !Sub "\${Env}-logs"
      TrailName: !Ref Secret
      KMSKeyId: !Ref Kept
      AdvancedEventSelectors:
        - FieldSelectors:
            - { Field: eventCategory, Equals: [Data] }
            - { Field: resources.type, Equals: !Ref Types }
  Dev:
    Type: AWS::CloudTrail::Trail
    Condition: NotProd
    Properties: { IsLogging: !If [Itself, true, false] }
`;

async function trailsWith(given: readonly (readonly [string, string])[]) {
    const parameters = new GivenParameters(given);
    const gathered = await withFiles({ "t.yaml": TEMPLATE }, folder =>
        gather([folder], "", undefined, { variables: [], parameters: parameters.valueOf }),
    );
    parameters.refuseUnused();
    return gathered.trails;
}

describe("parameters of templates", () => {
    it("decide references, conditions and resources", async () => {
        const [prod, ...others] = await trailsWith([
            ["Env", "prod"],
            ["Types", "AWS::Bedrock::AgentAlias, AWS::Bedrock::KnowledgeBase"],
            ["Secret", "hush"],
            ["Kept", "/a/name"],
        ]);
        assert.deepEqual(others, []);
        assert.equal(prod.trail.isLogging, true);
        assert.equal(prod.trail.s3BucketName, "prod-logs");
        assert.equal(prod.trail.label, "Prod", "what is secret is no name");
        assert.deepEqual([...prod.secrets], ["hush"]);
        assert.ok(isUnknown(prod.trail.isMultiRegionTrail) && isUnknown(prod.trail.kmsKeyId));
        assert.deepEqual(
            (prod.trail.selectors.advanced as unknown as { fieldSelectors: { operators: object }[] }[])[0]!
                .fieldSelectors[1]!.operators,
            { Equals: ["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"] },
        );
    });

    it("that are not set stay unknown, whatever their default", async () => {
        const trails = await trailsWith([]);
        assert.deepEqual(
            trails.map(({ trail }) => isUnknown(trail.isLogging)),
            [true, true],
        );
    });

    it("that no template declares are refused", async () => {
        await assert.rejects(trailsWith([["Nothing", "x"]]), /no template declares the parameter "Nothing"/);
    });

    it("are read from each form of file", () => {
        for (const value of [
            [{ ParameterKey: "A", ParameterValue: "1" }],
            { Parameters: { A: "1" } },
            { A: "1" },
            { A: 1 },
        ]) {
            assert.deepEqual(parseParameters({ text: JSON.stringify(value), label: "p.json" }), [["A", "1"]]);
        }
        assert.throws(() => parseParameters({ text: "[1]", label: "p.json" }), /p\.json: entry 1 needs/);
        assert.throws(() => parseParameters({ text: "{", label: "p.json" }), /p\.json:1:2: malformed JSON/);
    });
});

describe("a stack set that contains its template", () => {
    const TEXT = `
Resources:
  Set:
    Type: AWS::CloudFormation::StackSet
    Properties:
      Parameters: [{ ParameterKey: Multi, ParameterValue: "true" }]
      TemplateBody: |
        Parameters: { Multi: { Type: String } }
        Resources:
          Trail:
            Type: AWS::CloudTrail::Trail
            Properties: { IsLogging: true, S3BucketName: logs, IsMultiRegionTrail: !Ref Multi }
  Other:
    Type: AWS::CloudFormation::StackSet
    Properties: { TemplateURL: "https://…" }
`;

    it("is read as a separate stack", async () => {
        const { trails, stacks = [], notes = [], problems } = await gatherFolder({ "t.yaml": TEXT });
        assert.deepEqual(
            trails.map(({ place, trail }) => [place.address, place.line, trail.isMultiRegionTrail]),
            [["Set/Trail", 3, true]],
        );
        assert.deepEqual(
            stacks.map(({ stack }) => stack.trails.length),
            [0, 1],
        );
        assert.deepEqual(problems, []);
        assert.match(notes.join(), /a stack set is not part of it/);
    });
});
