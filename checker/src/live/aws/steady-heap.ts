import { setFlagsFromString } from "node:v8";

/**
 * Has the heap collected each time that it has grown by two fifths. Each account has SDK clients of its own, so that
 * reading thousands leaves much behind; V8 by itself lets a heap that is quickly collected grow to four times of what is
 * in use. Source: V8's MemoryController::DynamicGrowingFactor, and its flag --heap-growing-percent.
 */
export function keepHeapSteady(): void {
    setFlagsFromString("--heap-growing-percent=40");
}
