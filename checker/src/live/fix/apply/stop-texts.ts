import type { StopTexts } from "../../../command-line/terminal/stop-signals";

/** The messages when changes are stopped. @param inHand what is being changed at the moment */
export function stopTexts(inHand: () => readonly string[]): StopTexts {
    const trails = () => inHand().join(", ") || "nothing";
    return {
        stopping: () => `stopping once this is finished: ${trails()}`,
        stopped: () => `stopped at once while changing ${trails()}: each is either old or new`,
    };
}
