// Runs the bundle as Lambda does: the process starts once, and receives one event after the other, as a line of JSON each.
const { createInterface } = require("node:readline");
const functions = require("../../../checker/dist/lambda.js");

const context = { invokedFunctionArn: process.env.FUNCTION_ARN };
const answer = value => process.send(value);

let running = Promise.resolve();
createInterface({ input: process.stdin }).on("line", line => {
    const { id, name, event } = JSON.parse(line);
    running = running.then(async () => {
        try {
            answer({ id, value: (await functions[name](event, context)) ?? null });
        } catch (error) {
            answer({ id, error: String(error?.message ?? error) });
        }
    });
});
