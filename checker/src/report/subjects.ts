import type { Subject } from "../../../src/compliance/findings/result-text";
import type { Report, ReportTrail } from "./report";

/** A trail or a stack as people read it. */
export interface ShownSubject extends ReportTrail {
    /** Its name; that of a stack says that it is one. */
    readonly title: string;
    /** What the sentences about it begin with. */
    readonly subject: Subject;
}

/** All that a report says something of, in the order in which a reader sees it. */
export function shownSubjects({ stacks = [], trails }: Pick<Report, "stacks" | "trails">): readonly ShownSubject[] {
    return [
        ...stacks.map(stack => {
            const { name, noun = "Stack" } = stack;
            return { ...stack, title: `${noun} ${name}`, subject: { noun, name } };
        }),
        ...trails.map(trail => {
            const { name, noun = "Trail" } = trail;
            return { ...trail, title: name, subject: { noun, name } };
        }),
    ];
}
