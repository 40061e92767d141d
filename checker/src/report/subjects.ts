import { type Report, type ReportTrail, subjectsOf } from "./report";

/** All that a report says something of, as people read it: the name of a stack says that it is one. */
export function shownSubjects({ stacks = [], trails }: Report): readonly ReportTrail[] {
    return subjectsOf({
        stacks: stacks.map(stack => ({ ...stack, name: `${stack.noun ?? "Stack"} ${stack.name}` })),
        trails,
    });
}
