import type { StopTexts } from "../../../command-line/stop-signals";

/** What is said of changes that are stopped. @param inHand what is being changed just now */
export function stopTexts(inHand: () => readonly string[]): StopTexts {
    const trails = () => inHand().join(", ") || "nothing";
    return {
        stopping: () => `stopping as soon as this is brought to an end: ${trails()}`,
        stopped: () => `stopped at once; in hand was: ${trails()}. Each is either old or new.`,
    };
}
