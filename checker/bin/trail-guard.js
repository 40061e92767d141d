#!/usr/bin/env node

const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { setFlagsFromString } = require("node:v8");

// V8 lets its young generation grow to 48 MB before it collects what is of no more use. Kept small, a large run needs a
// fifth less memory, for a few per cent more of the processor (bench/checker/check-files.ts).
setFlagsFromString("--semi-space-growth-factor=1");

const built = join(__dirname, "..", "dist", "trail-guard.js");
if (existsSync(built)) {
    require(built);
} else {
    process.stderr.write("trail-guard is not built: run `npm run build` in the root of the repository\n");
    process.exitCode = 2;
}
