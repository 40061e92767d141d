/** What `fix` can change about a trail, by the names for `--only`. Never its bucket. */
export const FIXABLE = ["selectors", "multi-region", "logging", "log-file-validation"] as const;

/** One of the things that `fix` can change. */
export type Fixable = (typeof FIXABLE)[number];
