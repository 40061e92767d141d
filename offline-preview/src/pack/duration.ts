const SECONDS: Readonly<Record<string, number>> = {
    h: 3600,
    m: 60,
    s: 1,
    ms: 1e-3,
    us: 1e-6,
    µs: 1e-6,
    ns: 1e-9,
};

/** A duration as Pulumi writes it, `1h30m`, in seconds: the sum of its parts. Source: Go's `time.ParseDuration`. */
export function toSeconds(duration = ""): number {
    return [...duration.matchAll(/([\d.]+)(h|ms|m|s|us|µs|ns)/g)].reduce(
        (sum, [, count, unit = ""]) => sum + Number(count) * (SECONDS[unit] ?? 0),
        0,
    );
}
