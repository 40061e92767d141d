import assert from "node:assert/strict";
import table from "../../cases/sources/conformance.json";
import { gatherFolder } from "./gather";
import { FORMATS, type WrittenFormat } from "./written/trails";

const formats = (wanted: boolean) => FORMATS.filter(({ shownByAws = false }) => shownByAws === wanted);

/** Has AWS shown the selectors of the one trail of a file? */
async function isShown({ write }: WrittenFormat, change: (text: string) => string = text => text) {
    const files = Object.entries(write(table.base)).map(([name, text]) => [name, change(text)]);
    const { trails } = await gatherFolder(Object.fromEntries(files));
    return trails.map(({ trail }) => trail.selectors.shownByAws === true);
}

describe("what AWS itself has shown", () => {
    for (const format of formats(true)) {
        it(`${format.name}: its selectors were accepted`, async () => assert.deepEqual(await isShown(format), [true]));
    }
    for (const format of formats(false)) {
        it(`${format.name}: they are only declared`, async () => assert.deepEqual(await isShown(format), [false]));
    }

    // If a creation or a change fails halfway, a state contains what was requested from AWS.
    for (const [name, from, to] of [
        ["Pulumi state, aws", /"inputs":/, '"initErrors": ["InvalidEventSelectorsException"], "inputs":'],
        ["Terraform state", /"values":\s*\{\s*"/, '"tainted": true, $&'],
        ["Terraform state file", /"attributes":/, '"status": "tainted", "attributes":'],
    ] as const) {
        it(`${name}: not if it failed halfway`, async () => {
            const format = FORMATS.find(candidate => candidate.name === name);
            assert.ok(format !== undefined);
            let changed = 0;
            const shown = await isShown(format, text =>
                text.replace(new RegExp(from, "g"), (found: string) => {
                    changed++;
                    return to.replace("$&", found);
                }),
            );
            assert.ok(changed > 0);
            assert.deepEqual(shown, [false]);
        });
    }
});
