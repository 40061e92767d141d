/**
 * The resources that a policy would have remediated, had all their values been known. Only where a policy's level is
 * `remediate` does the engine ask for it, and it does so before it asks the same policy for its verdict: a violation that
 * the update can still put right must not stop the preview.
 */
export class UndecidedRemediations {
    private readonly urns = new Set<string>();

    /** Notes whether a remediation was refused only because something isn't known yet. */
    note(urn: string, undecided: boolean): void {
        if (undecided) {
            this.urns.add(urn);
        } else {
            this.urns.delete(urn);
        }
    }

    /** Was the remediation of this resource, just before its verdict, refused for that reason? */
    take(urn: string): boolean {
        return this.urns.delete(urn);
    }
}
