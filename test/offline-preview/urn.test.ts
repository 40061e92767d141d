import assert from "node:assert/strict";
import { createUrn, nameOf, typeOf } from "../../offline-preview/src/engine/urn";

const names = { stack: "dev", project: "logs" };
const stackUrn = createUrn({ ...names, parent: "", type: "pulumi:pulumi:Stack", name: "logs-dev" });

describe("URNs", () => {
    it("name stack, project, type and name", () => {
        assert.equal(stackUrn, "urn:pulumi:dev::logs::pulumi:pulumi:Stack::logs-dev");
    });

    it("leave the stack out of the types of parents, and contain all others", () => {
        const outer = createUrn({ ...names, parent: stackUrn, type: "my:index:Outer", name: "o" });
        const inner = createUrn({ ...names, parent: outer, type: "my:index:Inner", name: "i" });
        const trail = createUrn({ ...names, parent: inner, type: "aws:cloudtrail/trail:Trail", name: "a::b" });
        assert.equal(outer, "urn:pulumi:dev::logs::my:index:Outer::o");
        assert.equal(trail, "urn:pulumi:dev::logs::my:index:Outer$my:index:Inner$aws:cloudtrail/trail:Trail::a::b");
        assert.equal(nameOf(trail), "a::b");
        assert.equal(typeOf(trail), "aws:cloudtrail/trail:Trail");
    });
});
