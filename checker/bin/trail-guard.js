#!/usr/bin/env node

const { existsSync } = require("node:fs");
const { join } = require("node:path");

const built = join(__dirname, "..", "dist", "trail-guard.js");
if (existsSync(built)) {
    require(built);
} else {
    process.stderr.write("trail-guard is not built: run `npm run build` in the root of the repository\n");
    process.exitCode = 2;
}
