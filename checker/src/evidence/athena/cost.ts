/**
 * Athena's price per terabyte that a query scans. Source: aws.amazon.com/athena/pricing, us-east-1, as read in 2025.
 */
const DOLLARS_PER_TERABYTE = 5;

/** A query is charged for at least 10 MB; statements that define something are free. Same source. */
const LEAST_BYTES = 10_000_000;

/** What a query costs, in a few words. */
export function costOf(scannedBytes: number): string {
    const dollars = (Math.max(scannedBytes, LEAST_BYTES) / 1e12) * DOLLARS_PER_TERABYTE;
    const shown = dollars < 0.01 ? "less than $0.01" : `about $${dollars.toFixed(2)}`;
    return `${shown} at $${DOLLARS_PER_TERABYTE} a TB, the price in us-east-1 in 2025`;
}
