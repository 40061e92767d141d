// Runs command lines in parallel, and fails if one of them does: `node scripts/side-by-side.js "npm run types" "npm test"`.
// The last one prints as it runs; the output of the others follows, each in one piece.
const { spawn } = require("node:child_process");
const { join } = require("node:path");
const { text } = require("node:stream/consumers");

/**
 * @param {string} command
 * @param {boolean} live does it print as it runs?
 * @returns {Promise<{ failed: boolean, printed: string }>}
 */
async function run(command, live) {
    const output = live ? "inherit" : "pipe";
    const child = spawn(`(${command}) 2>&1`, {
        cwd: join(__dirname, ".."),
        shell: true,
        stdio: ["ignore", output, "inherit"],
    });
    const ended = new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", code => resolve(code !== 0));
    });
    const [failed, printed] = await Promise.all([ended, live ? "" : text(child.stdout)]);
    return { failed, printed };
}

/** @param {readonly string[]} commands */
async function runAll(commands) {
    const endings = await Promise.all(commands.map((command, index) => run(command, index === commands.length - 1)));
    for (const { printed } of endings) {
        process.stdout.write(printed);
    }
    for (const command of commands.filter((_, index) => endings[index].failed)) {
        console.error(`failed: ${command}`);
        process.exitCode = 1;
    }
}

runAll(process.argv.slice(2));
