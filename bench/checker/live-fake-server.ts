// A fake AWS in its own process: 1,000 accounts with 3 trails each, 50 ms per answer. Prints its address.
import { FakeAws } from "../../test/checker/live/fake-aws";
import { startFakeServer } from "../../test/checker/live/fake-server";
import { COMPLETE } from "../../test/checker/live/trails";

const accounts = Number(process.argv[2] ?? 1000);
const fake = new FakeAws();
fake.management = fake.callerAccount;
for (let n = 1; n < accounts; n++) {
    fake.addAccount(String(200000000000 + n));
}
for (const id of fake.accounts.keys()) {
    for (const name of ["a", "b", "c"]) {
        fake.addTrail(id, name, { selectors: { advanced: COMPLETE } });
    }
}
startFakeServer(fake).then(server => {
    server.latency = 50;
    process.stdout.write(`${server.url}\n`);
    // How many requests arrived: printed when the bench closes standard input.
    process.stdin.on("end", () => {
        process.stdout.write(`${server.requests}\n`);
        process.exit(0);
    });
    process.stdin.resume();
});
