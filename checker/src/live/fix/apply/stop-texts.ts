import type { StopTexts } from "../../../command-line/stop-signals";

/** What is said of changes that are stopped. @param inHand what is being changed just now */
export function stopTexts(inHand: () => readonly string[]): StopTexts {
    const trails = () => inHand().join(", ") || "nothing";
    return {
        stopping: () => `stopping once this is finished: ${trails()}`,
        stopped: () => `stopped at once while changing ${trails()}: each is either old or new`,
    };
}
