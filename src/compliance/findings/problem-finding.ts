import { message } from "../../cloudtrail/message";
import type { Problem } from "../../cloudtrail/problem";
import type { Finding } from "./finding";

/**
 * What AWS would refuse, as a finding that names the rule. For a warning it can't be known here whether AWS accepts it,
 * so that is not a violation.
 */
export function problemFinding({ path, message: problem, severity }: Problem): Finding {
    const data = { rule: problem.id, problem };
    return severity === "error"
        ? { kind: "violation", headline: message("not-valid", "is not valid ({rule}): {problem}", data), path }
        : {
              kind: "undetermined",
              form: "claim",
              headline: message("may-not-be-valid", "may not be valid ({rule}): {problem}", data),
              path,
          };
}
