import assert from "node:assert/strict";
import { gatherMade } from "./made/run-made";
import { found, NOTHING, PLACES, TAMPERINGS, untouched } from "./made/tamperings";

describe("tampering with a bucket", () => {
    it("nothing is found if nobody tampered with it", async () => {
        const made = untouched();
        const evidence = await gatherMade(made);
        assert.deepEqual(found(evidence, made), NOTHING);
        assert.equal(evidence.digests.valid, made.hours.length);
        assert.equal(evidence.logFiles.valid, made.hours.length * 2);
        assert.equal(evidence.digests.unverified + evidence.logFiles.unverified + evidence.logFiles.pending, 0);
        assert.equal(evidence.complete, true);
    });

    for (const [name, tamper] of Object.entries(TAMPERINGS)) {
        for (const [place, hour] of Object.entries(PLACES)) {
            it(`${name}: ${place} of the chain`, async () => {
                const made = untouched();
                const at = made.chain()[hour];
                assert(at !== undefined);
                const wanted = tamper(made, at);
                assert.deepEqual(found(await gatherMade(made), made), { ...NOTHING, ...wanted });
            });
        }
    }
});
