import type { StreamedItemShape } from "../input/json-splitter";

/** A module as `terraform show -json` writes it, and the modules in it, whose resources are of this kind. */
export function moduleShape(kind: string): StreamedItemShape {
    const shape: StreamedItemShape = {
        resources: kind,
        get child_modules() {
            return { "[]": shape };
        },
    };
    return shape;
}
