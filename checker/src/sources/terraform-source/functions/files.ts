import { isUnknown } from "../../../../../src/cloudtrail/value";
import { EvaluationError } from "../evaluate/evaluation-error";
import { isObject } from "../evaluate/value";
import { type HclFunction, ofKnown, textOf } from "./function";

/** Files of the configuration. */
export const FILES: Readonly<Record<string, HclFunction>> = {
    basename: ofKnown(([path]) => baseName(textOf(path))),
    file: ofKnown(([path], { files }) => files.read(textOf(path))),
    fileexists: ofKnown(([path], { files }) => files.exists(textOf(path))),
    templatefile: ([path = null, names = null], { files, render }) => {
        if (isUnknown(path) || isUnknown(names)) {
            return isUnknown(path) ? path : names;
        }
        const text = files.read(textOf(path));
        if (typeof text !== "string") {
            return text;
        }
        if (!isObject(names)) {
            throw new EvaluationError("templatefile needs a map of variables");
        }
        return render(files.template(textOf(path), text), names);
    },
};

/** As in Go: `.` for nothing, `/` for the root. */
function baseName(path: string): string {
    const name = path.replace(/\/+$/, "").split("/").pop();
    return name || (path === "" ? "." : "/");
}
