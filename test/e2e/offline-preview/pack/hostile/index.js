const { spawn } = require("node:child_process");
const { PolicyPack } = require("@pulumi/policy");

const way = process.env.HOSTILE_WAY;
// Says who it is, so that a test can look for it.
process.stderr.write(`processes ${process.pid}\n`);

switch (way) {
    case "throws":
        throw new Error("the pack's own mistake");
    case "exits":
        process.exit(3);
        break;
    case "chats":
        console.log("Hello! \u001b[31m");
        break;
    case "silent":
        process.on("SIGTERM", () => {});
        setInterval(() => {}, 1000);
        break;
    case "closed-port":
        console.log("1");
        setInterval(() => {}, 1000);
        break;
    default:
        serve();
}

function serve() {
    if (way === "family") {
        process.on("SIGTERM", () => {});
        const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
        process.stderr.write(`processes ${child.pid}\n`);
    }
    const misbehave = {
        "throws-later": () => {
            throw new Error("the policy's own mistake\nin two lines");
        },
        dies: () => process.exit(9),
        hangs: () => new Promise(() => {}),
        floods: () => process.stdout.write("x".repeat(50_000_000)),
    }[way];
    new PolicyPack("hostile", {
        policies: [
            {
                name: "\u001b[2J\u202epolicy",
                description: "d",
                enforcementLevel: "mandatory",
                validateResource: async (_args, report) => {
                    await misbehave?.();
                    report("\u001b]0;title\u0007 first\nsecond \u009b31m line");
                },
            },
            {
                name: "mends",
                description: "d",
                enforcementLevel: "remediate",
                remediateResource: () => {
                    if (way === "unknown-remediation") {
                        throw new Error("the remediation's own mistake");
                    }
                    return way === "proto" ? JSON.parse('{"__proto__": {"x": 1}, "constructor": null}') : undefined;
                },
            },
        ],
    });
}
