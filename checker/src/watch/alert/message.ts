import { type Alert, shownTitle } from "./alert";
import { cut } from "./finding";

/** What is published to a topic. */
export interface TopicMessage {
    readonly subject: string;
    readonly message: string;
}

/** The limits, in characters and in bytes. Source: Amazon SNS API reference, Publish. */
const LONGEST_SUBJECT = 100;
const MOST_BYTES = 256 * 1024;

/** An alert as an email or chat message. */
export function topicMessage(alert: Alert): TopicMessage {
    return fitting(`${shownTitle(alert)}: ${alert.resource.name}`, alertText(alert));
}

/** Several alerts of one check in one message. */
export function summaryMessage(subject: string, alerts: readonly Alert[]): TopicMessage {
    return fitting(subject, alerts.map(alertText).join("\n\n"));
}

function alertText({ title, resource, lines, caller, putBack, status }: Alert): string {
    const who =
        caller === undefined
            ? []
            : [
                  `Call: ${caller.call} at ${caller.time} (event ${caller.eventId})`,
                  `Who: ${caller.who}, from ${caller.from}, with ${caller.with}`,
              ];
    return [
        shownTitle({ title, status }),
        `${resource.id}`,
        "",
        ...lines,
        ...who,
        ...(putBack === undefined ? [] : ["", "To restore it:", putBack]),
    ].join("\n");
}

function fitting(subject: string, text: string): TopicMessage {
    // A subject is one line of ASCII.
    const ascii = subject.replace(/[^\x20-\x7e]/g, "?");
    const shown = cut(text, text.length * 6 + 1);
    return {
        subject: ascii.length > LONGEST_SUBJECT ? `${ascii.slice(0, LONGEST_SUBJECT - 3)}...` : ascii,
        message: cutBytes(shown),
    };
}

const CUT = "\n… cut: the function's log has the rest";

function cutBytes(text: string): string {
    const bytes = Buffer.from(text);
    return bytes.length <= MOST_BYTES
        ? text
        : `${bytes.subarray(0, MOST_BYTES - Buffer.byteLength(CUT) - 3).toString("utf8")}${CUT}`;
}
