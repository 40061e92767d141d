/**
 * The resources that a policy would have remediated if all their values had been known. The engine calls for a
 * remediation only at level `remediate`, and just before it calls the same policy for its verdict: a violation that the
 * update can still fix must not stop the preview.
 */
export class UndecidedRemediations {
    private readonly urns = new Set<string>();

    /** Notes whether a remediation was refused only because something is unknown. */
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
