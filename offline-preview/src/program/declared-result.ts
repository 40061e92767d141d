import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UNKNOWN, type WireProperties } from "../values/wire";
import { providerSdkFolder } from "./provider-sdk";

/**
 * The result of a function that nothing has answered, with each property unknown. The declarations of the provider's
 * own SDK list the properties: `ec2/getVpc.d.ts` for `aws:ec2/getVpc:getVpc`.
 * @returns `undefined` if no declaration is found
 */
export function unknownResult(token: string, programFolder: string): WireProperties | undefined {
    const [provider = "", module = "", name = ""] = token.split(":");
    if (!/^[\w/]*$/.test(module) || !/^\w+$/.test(name)) {
        return undefined;
    }
    const sdk = providerSdkFolder(provider, programFolder);
    const folder = module.includes("/") ? dirname(module) : module;
    const file = sdk && join(sdk, folder === "index" ? "" : folder, `${name}.d.ts`);
    if (file === undefined || !existsSync(file)) {
        return undefined;
    }
    const [, body] = /^export interface \w+Result \{\n(.*?)^\}/ms.exec(readFileSync(file, "utf8")) ?? [];
    const names = [...(body ?? "").matchAll(/^ {4}(?:readonly )?(\w+)\??: /gm)].map(([, property = ""]) => property);
    return names.length === 0 ? undefined : Object.fromEntries(names.map(property => [property, UNKNOWN]));
}
