import { setFlagsFromString } from "node:v8";

/**
 * Has the heap collected whenever it has grown by two fifths. Each account has its own SDK clients, so reading
 * thousands leaves much garbage; by itself, V8 lets a heap that is quickly collected grow to four times what is in use.
 * Source: V8's MemoryController::DynamicGrowingFactor, and its flag --heap-growing-percent.
 */
export function keepHeapSteady(): void {
    setFlagsFromString("--heap-growing-percent=40");
}
