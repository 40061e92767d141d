import assert from "node:assert/strict";
import { temporaryFolder } from "../../temporary-folder";
import { judge } from "./judge";
import { type Json, MANAGEMENT, trail, update, WHOLE } from "./written-plans";

describe("trail-guard diff --allow", () => {
    const { file } = temporaryFolder();

    it("allows intended reductions, until their last day, and nothing else", async () => {
        const input = file("plan.json", update(WHOLE, trail([MANAGEMENT], { enable_logging: false })));
        const allow = (entries: readonly Json[]) => ["--allow", file("allow.json", entries)];
        const reason = "The agents are gone";
        const some = await judge("", [
            input,
            ...allow([{ trail: "audit", rules: ["trail-events"], reason, expires: "2099-12-31" }]),
        ]);
        assert.deepEqual([some.exitCode, some.broken], [1, ["trail-logging"]]);
        assert.equal((await judge("", [input, ...allow([{ trail: "*", reason }])])).exitCode, 0);
        const late = await judge("", [input, ...allow([{ trail: "*", reason, expires: "2020-01-01" }])]);
        assert.deepEqual(late.broken, ["trail-events", "trail-logging"]);
    });
});
