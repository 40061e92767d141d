import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import { printableJson } from "../../../src/cloudtrail/quote";
import { addExamples, type Handle } from "../command-line/command";
import { EXIT } from "../command-line/exit-code";
import { guardRail } from "../guard-rail/service-control-policy";

/** `trail-guard policy scp`: the service control policy that keeps recording switched on. */
export function register(command: Command, handle: Handle): void {
    command
        .description(
            "Prints a policy for AWS Organizations. `scp`: a service control policy that denies every CloudTrail call that can make a trail record less, and leaving the organization. It does not cover buckets and keys: protect those in the accounts that own them.",
        )
        .addArgument(new Argument("<kind>", "which policy to print").choices(["scp"]))
        .addOption(
            new Option("--except-role <name...>", "roles that may still change trails; * and ? match, / is for paths")
                .argParser(addRole)
                .default([], "none"),
        )
        .action(
            handle((io, _kind: "scp", { exceptRole }: { exceptRole: readonly string[] }) => {
                io.stdout.write(`${printableJson(guardRail(exceptRole))}\n`);
                return EXIT.ok;
            }),
        );
    addExamples(command, [
        ["trail-guard policy scp > keep-trails.json", "nobody in the member accounts may change a trail"],
        [
            "trail-guard policy scp --except-role AWSControlTowerExecution --except-role trail-admin",
            "except for these roles",
        ],
    ]);
}

/** Source: IAM API reference, RoleName and Path: letters, digits and `+=,.@-_`, with `/` between the parts of a path. */
function addRole(given: string, before: readonly string[]): readonly string[] {
    if (!/^[\w+=,.@/*?-]{1,512}$/.test(given)) {
        throw new InvalidArgumentError("Expected the name of a role.");
    }
    if (/^[*?/]+$/.test(given)) {
        throw new InvalidArgumentError("It would exempt every role.");
    }
    return [...before, given];
}
