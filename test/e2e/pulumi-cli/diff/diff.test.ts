import assert from "node:assert/strict";
import { join } from "node:path";
import { ThrowAwayStack } from "../../../../scripts/throw-away-stack";
import { runCommand } from "../../../checker/run-command";
import { needsPulumi } from "../../needs-pulumi";

const AGENTS = "AWS::Bedrock::AgentAlias";
const BASES = "AWS::Bedrock::KnowledgeBase";

describe("trail-guard diff of a preview of the real Pulumi CLI", function () {
    this.timeout(300_000);
    let stack: ThrowAwayStack;
    const types = (...names: readonly string[]) => stack.setConfig("types", JSON.stringify(names));

    before(function () {
        needsPulumi(this);
        stack = new ThrowAwayStack(join(__dirname, "program"));
        types(AGENTS, BASES);
        assert.equal(stack.up().status, 0);
    });
    after(() => stack?.dispose());

    async function diff() {
        const { stdout } = stack.run(["preview", "--json"]);
        const { exitCode, stdout: report } = await runCommand(["diff", "-", "--format", "json"], { stdin: stdout });
        return { exitCode, ...JSON.parse(report) };
    }

    it("stops an update that drops a selector, with an event that is no longer logged", async () => {
        types(AGENTS);
        const { exitCode, trails } = await diff();
        assert.equal(exitCode, 1);
        assert.match(JSON.stringify(trails), /"resources\.type":"AWS::Bedrock::KnowledgeBase"/);
    });

    it("passes an update that adds a selector, or changes nothing", async () => {
        types(AGENTS, BASES, "AWS::S3::Object");
        assert.equal((await diff()).exitCode, 0);
        types(AGENTS, BASES);
        assert.equal((await diff()).exitCode, 0);
    });
});
