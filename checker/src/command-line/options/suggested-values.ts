import type { Option } from "commander";

/** What a shell offers as the value of an option that takes more than these words. */
export interface SuggestedValues {
    readonly words: readonly string[];
    /** `words`: one or several by themselves. `list`: some of them, separated by commas. `assignment`: one, `=`, and a file. */
    readonly form: "words" | "list" | "assignment";
}

const SUGGESTED = new WeakMap<Option, SuggestedValues>();

/** Declares what a shell offers as the value of an option; what the option accepts is for its parser to say. */
export function suggestValues(option: Option, form: SuggestedValues["form"], words: readonly string[]): Option {
    SUGGESTED.set(option, { words, form });
    return option;
}

/** What a shell offers as the value of an option, if that is declared. */
export function suggestedValues(option: Option): SuggestedValues | undefined {
    return SUGGESTED.get(option);
}
