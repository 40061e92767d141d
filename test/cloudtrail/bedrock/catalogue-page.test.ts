import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cataloguePage } from "../../../scripts/docs/catalogue-page";

describe("the page on Bedrock's events", () => {
    it("shows what the catalogue contains: every type, operation and source", () => {
        const page = readFileSync(join(__dirname, "../../../docs/bedrock-events.md"), "utf8");
        assert.equal(page, cataloguePage());
    });
});
