import { message } from "../cloudtrail/message";
import type { TrailProperty } from "../cloudtrail/selectors/dialect";
import type { Remediation } from "./findings/change";
import type { Finding } from "./findings/finding";

/** A change of one is a change of both: AWS accepts only one kind of event selectors. */
const SELECTORS: readonly TrailProperty[] = ["EventSelectors", "AdvancedEventSelectors"];

/**
 * Refuses to remediate properties whose changes the program ignores: Pulumi would record the change and send none of it or, for
 * selectors, send the addition without the rest.
 * @param holder the input that contains all of the properties, if there is one
 * @returns why, or `undefined` if none of the findings is about such a property
 */
export function refuseIgnored(
    findings: readonly Finding[],
    ignored: ReadonlySet<TrailProperty>,
    holder: string | undefined,
): (Remediation & { readonly kind: "refused" }) | undefined {
    if (ignored.size === 0) {
        return undefined;
    }
    const concerned = new Set(findings.flatMap(propertiesOf).filter(property => ignored.has(property)));
    if (concerned.size === 0) {
        return undefined;
    }
    const properties = holder === undefined ? [...concerned].map(property => ({ property })) : [holder];
    const template =
        "ignoreChanges covers {properties and}. For an existing trail, Pulumi then keeps what its state says: it hides the program's value from policies and sends no change to AWS. Remove {properties and} from ignoreChanges first";
    return { kind: "refused", reason: message("changes-ignored", template, { properties }) };
}

function propertiesOf({ requirement, path }: Finding): readonly TrailProperty[] {
    const [root] = path ?? [];
    return requirement !== undefined || SELECTORS.some(property => property === root)
        ? SELECTORS
        : [root as TrailProperty];
}
