import assert from "node:assert/strict";
import { referencesIn } from "../../../../checker/src/sources/cloudformation/references";
import { subParts } from "../../../../checker/src/sources/cloudformation/substitution";
import { gatherFolder } from "../gather";
import { compliantTrail } from "./check-template";

/** Far more than any of these takes, and far less than if each part were compared with all others. */
const LIMIT_MS = 20_000;

describe("the time that a large template takes grows with its size, not with its square", function () {
    this.timeout(LIMIT_MS);

    it("if a string has many unterminated variables", () => {
        assert.deepEqual(subParts("${".repeat(500_000)).length, 1);
    });

    it("if a string has many variables", () => {
        const names = Array.from({ length: 100_000 }, (_, index) => `N${index}`);
        const text = names.map(name => `\${${name}}`).join("-");
        assert.equal(subParts(text).filter(part => "name" in part).length, names.length);
        assert.deepEqual(referencesIn({ "Fn::Sub": text }), names);
    });

    it("if it has many trails", async () => {
        const trails = Array.from({ length: 3_000 }, (_, index) => [`Trail${index}`, compliantTrail()]);
        const template = { AWSTemplateFormatVersion: "2010-09-09", Resources: Object.fromEntries(trails) };
        const found = await gatherFolder({ "template.json": JSON.stringify(template, null, 1) });
        assert.deepEqual(found.problems, []);
        assert.equal(found.trails.length, trails.length);
    });
});
