import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeAws } from "./fake-aws";
import { type FakeServer, startFakeServer } from "./fake-server";

/** A fake AWS served over HTTP, and a folder, new for each test. */
export interface Surroundings {
    readonly fake: FakeAws;
    readonly server: FakeServer;
    readonly folder: string;
}

/**
 * Makes them before each test of the suite that calls this, and removes them afterwards.
 * @returns those of the test that runs
 */
export function withFakeAws(): () => Surroundings {
    let current: Surroundings;
    beforeEach(async () => {
        const fake = new FakeAws();
        const folder = mkdtempSync(join(tmpdir(), "trail-guard-"));
        current = { fake, folder, server: await startFakeServer(fake) };
    });
    afterEach(async () => {
        await current.server.close();
        rmSync(current.folder, { recursive: true });
    });
    return () => current;
}
