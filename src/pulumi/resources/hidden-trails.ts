import { quote } from "../../cloudtrail/quote";
import { isUnknown } from "../../cloudtrail/value";
import { TEMPLATE_TYPES, type TemplateTrails, templateTrails } from "../../compliance/stack/resources/template-types";
import { firstTrailCall } from "../../compliance/trail-calls";
import { plainProperties } from "../values/properties";
import { throughCloudControl } from "./cloud-control";
import { commandsIn, isCommand } from "./commands";
import type { PulumiResource } from "./read-resource";
import { isTerraformModule, terraformTypeOr } from "./through-terraform";
import { isUnseen } from "./unseen";

type Declared = Pick<PulumiResource, "type" | "name" | "props">;

/** Why trails that a resource creates may not be seen. */
export interface HiddenTrails {
    /** A sentence about the resource, without the full stop. */
    readonly why: string;
    /** What to do about it; absent if the update decides, before anything is created. */
    readonly advice?: string;
    /** May it be something else that policies look at, too? */
    readonly mayBeAnything?: true;
}

/**
 * Whether a resource may create trails that policies can't see, and why: through a CloudFormation template, through a Terraform
 * module, or through Cloud Control if its type isn't known.
 */
export function hiddenTrails({ type, name, props }: Declared): HiddenTrails | undefined {
    if (isUnseen({ type, props })) {
        return undefined;
    }
    if (throughCloudControl(type, () => plainProperties(props))?.kind === "unknown-type") {
        return {
            why: `${quote(name)} may be a trail: which type of resource it declares through Cloud Control is unknown`,
            advice: "the update shows it",
            mayBeAnything: true,
        };
    }
    if (isTerraformModule(type)) {
        return {
            why: `${quote(name)} may create trails in a Terraform module, which policies can't see`,
            advice: "after the update, check the state: pulumi stack export | trail-guard check",
        };
    }
    if (isCommand(type)) {
        const call = firstTrailCall(commandsIn(plainProperties(props)));
        return call && { why: `${quote(name)} calls ${call} itself, which policies can't see`, advice: CHECK_LIVE };
    }
    const known = terraformTypeOr(type);
    if (!TEMPLATE_TYPES.has(known)) {
        return undefined;
    }
    const properties = plainProperties(props);
    const body = properties[TEMPLATE_TYPES.get(known) ?? ""];
    if (isUnknown(body)) {
        return { why: `${quote(name)} may create trails: its CloudFormation template is unknown` };
    }
    const trails = templateTrails(known, properties);
    return trails && { why: `${quote(name)} ${MAKES[trails]}`, advice: CHECK };
}

/**
 * Whether nothing is known about a trail yet, because all its properties are a single string for Cloud Control: then one
 * message is enough, because each policy would say the same.
 */
export function undecidedTrail({ type, name, props }: Declared): HiddenTrails | undefined {
    const desired = throughCloudControl(type, () => plainProperties(props));
    return desired?.kind === "recorder" &&
        desired.recorder === "Trail" &&
        desired.isUnknown &&
        !isUnseen({ type, props })
        ? {
              why: `Trail ${quote(name)} can't be decided before the update: its ${desired.holder} is unknown`,
              advice: "the update decides, before it is made",
          }
        : undefined;
}

const MAKES: Readonly<Record<TemplateTrails, string>> = {
    inside: "creates CloudTrail resources in its CloudFormation template, which policies can't see",
    elsewhere: "may create trails in a CloudFormation template that is not part of the program",
};

const CHECK_LIVE = "after the update, check the account: trail-guard check --aws";
const CHECK = "check the template itself: trail-guard check TEMPLATE";
