import type { Subject } from "../../../src/compliance/findings/result-text";
import type { Report, ReportTrail } from "./report";

/** A trail or a stack as people read it. */
export interface ShownSubject extends ReportTrail {
    /** Its name; a stack's says that it is one. */
    readonly title: string;
    /** How sentences about it begin. */
    readonly subject: Subject;
}

/** Everything that a report is about, in the order of the report. */
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
