"use strict";
// Mocha's own "spec" reporter, plus one machine-readable line at the end: `N passed, N failed, N skipped`. With
// TEST_SUMMARY=FILE that line is also written to the file, so that .ci/run can repeat it as its last line.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

module.exports = class extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures, pending } = this.stats;
            const summary = `${passes} passed, ${failures} failed, ${pending} skipped`;
            process.stdout.write(`\n${summary}\n`);
            if (process.env.TEST_SUMMARY !== undefined) {
                writeFileSync(process.env.TEST_SUMMARY, `${summary}\n`);
            }
        });
    }
};
