import type { Resource } from "../engine/resource";
import type { Remediation, Violation } from "../result";
import type { Secrets } from "../values/secrets";
import { received, type WireProperties } from "../values/wire";
import type { Diagnostic, PolicyPack } from "./policy-pack";

interface RawRemediation {
    readonly policy: string;
    readonly urn: string;
    readonly before: WireProperties;
    readonly after: WireProperties;
}

/** Has resources judged by all packs, in the engine's order, and keeps the results. */
export class Judge {
    private readonly violations: Diagnostic[] = [];
    private readonly remediations: RawRemediation[] = [];

    constructor(
        private readonly packs: readonly PolicyPack[],
        private readonly secrets: Secrets,
    ) {}

    /** Has a resource remediated, then judged. Returns its inputs afterwards. */
    async judge(given: Resource): Promise<WireProperties> {
        const resource = await this.remediate(given);
        for (const diagnostics of await Promise.all(this.packs.map(pack => pack.analyze(resource)))) {
            // The engine shows the resource that was judged, whatever resource the policy names.
            this.violations.push(...diagnostics.map(diagnostic => ({ ...diagnostic, urn: resource.urn })));
        }
        return resource.inputs;
    }

    /** Has the stack judged as a whole. */
    async judgeStack(
        resources: readonly (readonly [resource: Resource, outputs: WireProperties])[],
        stackUrn: string,
    ): Promise<void> {
        const urns = new Set(resources.map(([{ urn }]) => urn));
        for (const diagnostics of await Promise.all(this.packs.map(pack => pack.analyzeStack(resources)))) {
            this.violations.push(
                ...diagnostics.map(diagnostic =>
                    urns.has(diagnostic.urn) ? diagnostic : { ...diagnostic, urn: stackUrn },
                ),
            );
        }
    }

    /** The URNs of the resources about which a policy could not decide something. */
    get undecided(): ReadonlySet<string> {
        return new Set(this.violations.flatMap(({ undecided, urn }) => (undecided ? [urn] : [])));
    }

    /** The findings so far, without secrets. */
    get findings(): { readonly violations: readonly Violation[]; readonly remediations: readonly Remediation[] } {
        return {
            violations: this.violations.map(({ policy, level, urn, message }) => ({
                policy,
                level,
                urn,
                message: this.secrets.hide(message),
            })),
            remediations: this.remediations.map(({ policy, urn, before, after }) => ({
                policy,
                urn,
                before: this.secrets.show(before),
                after: this.secrets.show(after),
            })),
        };
    }

    private async remediate(given: Resource): Promise<Resource> {
        let resource = given;
        for (const pack of this.packs) {
            for (const remediation of await pack.remediate(resource)) {
                const { policy } = remediation;
                const { urn, inputs: before } = resource;
                if ("diagnostic" in remediation) {
                    const message = remediation.diagnostic;
                    this.violations.push({ policy, level: "advisory", urn, message, undecided: true });
                    continue;
                }
                const after = received(remediation.properties, false) as WireProperties;
                this.secrets.note(after);
                this.remediations.push({ policy, urn, before, after });
                resource = { ...resource, inputs: after };
            }
        }
        return resource;
    }
}
