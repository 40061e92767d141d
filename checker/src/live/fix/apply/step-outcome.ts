import type { Written } from "./trail-writer";

/** How a step ended. All but `done` come with the reason. */
export type StepOutcome =
    /** As planned, read again and verified. */
    | { readonly kind: "done" }
    /** As it was before, or as someone else has made it: this run has changed nothing. */
    | { readonly kind: "unchanged"; readonly reason: string }
    /** It was changed, could not be verified, and is as it was before. */
    | { readonly kind: "restored"; readonly reason: string }
    /** Someone else has changed it after this run did, and it is left as they made it. */
    | { readonly kind: "overtaken"; readonly reason: string }
    /** Either as it was before or as planned: it can't be told. */
    | { readonly kind: "unknown"; readonly reason: string };

/**
 * How a writing call ended, as far as its answer and what was read afterwards tell; `undefined` where what was read is
 * neither what was there before nor what was written.
 */
export function outcomeOf<T>(
    { failure, now }: Written<T>,
    isBefore: (value: T) => boolean,
    isAfter: (value: T) => boolean,
): StepOutcome | undefined {
    if ("value" in now && isAfter(now.value)) {
        return { kind: "done" };
    }
    if (failure?.refused === true) {
        return { kind: "unchanged", reason: failure.reason };
    }
    const how = failure?.reason ?? "AWS has confirmed the change";
    if ("failure" in now) {
        return { kind: "unknown", reason: `${how}; it can't be read again: ${now.failure}` };
    }
    return isBefore(now.value)
        ? { kind: "unknown", reason: `${how}; AWS shows what was there before, which may be late` }
        : undefined;
}
