import { quote } from "../../../src/cloudtrail/quote";
import { type TemplateTrails, templateTrails } from "../../../src/compliance/stack/resources/template-types";
import { count } from "../text/count";
import type { UnreadPart } from "./document";

/** The CloudFormation templates that another tool's resources deploy, and the trails that these may create. */
export class DeployedTemplates {
    private readonly elsewhere = new Set<string>();
    private readonly parts = new Map<string, UnreadPart>();

    /**
     * @param properties of the resource: plain data in its tool's names
     * @param name what people know it by
     */
    add(
        address: string,
        type: unknown,
        properties: Readonly<Record<string, unknown>>,
        place: Place = {},
        name = address,
    ): void {
        const trails: TemplateTrails | undefined = templateTrails(type, properties);
        if (trails === "elsewhere") {
            this.elsewhere.add(address);
        } else if (trails === "inside") {
            this.parts.set(address, {
                address: `${address} template`,
                name: `what the CloudFormation template of ${quote(name)} declares`,
                reason: "it declares CloudTrail resources, and templates within other sources are not read: check the template itself",
                ...place,
            });
        }
    }

    /** Trails that exist in templates, but are not read. */
    unread(): readonly UnreadPart[] {
        return [...this.parts.values()];
    }

    /** A note about templates whose trails are not seen, as one line. */
    notes(): string[] {
        const number = this.elsewhere.size;
        return number === 0
            ? []
            : [
                  `${count(number, "CloudFormation template")} that it deploys ${number === 1 ? "is" : "are"} not part of it: check ${number === 1 ? "it" : "them"} too`,
              ];
    }

    /** Why the stack may have more trails, as a sentence without the full stop. */
    trailsUnread(): string | undefined {
        const [address] = [...this.parts.keys(), ...this.elsewhere];
        return address === undefined ? undefined : `${quote(address)} may create trails in a CloudFormation template`;
    }
}

type Place = Pick<UnreadPart, "line" | "file">;
