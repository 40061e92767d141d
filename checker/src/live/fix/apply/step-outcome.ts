import type { Written } from "./trail-writer";

/** How a step ended. Every outcome but `done` comes with the reason. */
export type StepOutcome =
    /** As planned, read again and verified. */
    | { readonly kind: "done" }
    /** As it was before, or as someone else has made it: this run has changed nothing. */
    | { readonly kind: "unchanged"; readonly reason: string }
    /** It was changed, could not be verified, and is as it was before. */
    | { readonly kind: "restored"; readonly reason: string }
    /** Someone else has changed it after this run did, and it is left as they made it. */
    | { readonly kind: "overtaken"; readonly reason: string }
    /** Either as it was before or as planned: unknown which. */
    | { readonly kind: "unknown"; readonly reason: string };

/**
 * How a writing call ended, judging by its answer and what was read afterwards; `undefined` if that is neither the old
 * nor the new value.
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
        return { kind: "unknown", reason: `${how}; it could not be read back: ${now.failure}` };
    }
    return isBefore(now.value)
        ? { kind: "unknown", reason: `${how}; AWS still shows the old value, which may be out of date` }
        : undefined;
}
