const { spawn } = require("node:child_process");
const pulumi = require("@pulumi/pulumi");

const ways = {
    throws: () => {
        throw new Error("the program's own mistake");
    },
    rejects: () => Promise.reject(new Error("rejected in the dark")),
    exits: () => process.exit(7),
    killed: () => process.kill(process.pid, "SIGKILL"),
    logs: () => pulumi.log.error("logged as an error"),
    runError: () => {
        throw new pulumi.RunError("a RunError has no stack");
    },
    endless: () => {
        process.on("SIGTERM", () => {});
        setInterval(() => {}, 1000);
        // Says who it is, so that a test can look for it.
        const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]);
        console.log(`processes ${process.pid} ${child.pid}`);
    },
    twice: () => {
        new pulumi.CustomResource("test:index:A", "same", {});
        new pulumi.CustomResource("test:index:A", "same", {});
    },
    missing: () => require("./not-there"),
    transform: () => {
        new pulumi.CustomResource(
            "test:index:A",
            "a",
            {},
            {
                transforms: [
                    () => {
                        throw new Error("the transform's own mistake");
                    },
                ],
            },
        );
    },
    lookup: () =>
        pulumi.runtime.invoke("pulumi:pulumi:getResource", { urn: "urn:pulumi:dev::failing::test:index:A::nobody" }),
    secret: () => {
        new pulumi.CustomResource("test:index:A", "a", { password: pulumi.secret("hunter2") });
        setTimeout(() => {
            throw new Error("hunter2 is in the message");
        }, 300);
    },
};

module.exports = ways[new pulumi.Config().require("way")]();
