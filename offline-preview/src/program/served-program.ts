import type { ServiceDefinition } from "@grpc/grpc-js";
import { engineMethods } from "../engine/engine-methods";
import { GrpcServer } from "../engine/grpc-server";
import { type MonitorParts, monitorMethods } from "../engine/monitor";
import type { Stack } from "../engine/stack";
import type { Log } from "../log";
import type { Children } from "./children";
import { runProgram } from "./program";
import type { Project } from "./project";
import type { Sdk } from "./sdk";

/** A program, and its environment. */
export interface ProgramSurroundings {
    readonly project: Project;
    readonly sdk: Sdk;
    readonly stack: Stack;
    readonly children: Children;
    readonly log: Log;
}

interface Services {
    readonly ResourceMonitorService: ServiceDefinition;
    readonly EngineService: ServiceDefinition;
}

/** A program in its own process, served from here as by its engine and its monitor. */
export class ServedProgram {
    private readonly surroundings: ProgramSurroundings;
    private readonly server: GrpcServer;

    /** @param onFailure receives every error in what is served */
    constructor(surroundings: ProgramSurroundings, onFailure: (error: unknown) => void) {
        this.surroundings = surroundings;
        this.server = new GrpcServer(surroundings.sdk, onFailure);
    }

    /** Runs it to its end. */
    async run(parts: Omit<MonitorParts, "sdk">): Promise<void> {
        const { sdk, log, children } = this.surroundings;
        const { ResourceMonitorService } = sdk.load<Services>("resource_grpc_pb");
        const { EngineService } = sdk.load<Services>("engine_grpc_pb");
        const errors: string[] = [];
        this.server.add(ResourceMonitorService, monitorMethods({ ...parts, sdk }));
        this.server.add(EngineService, engineMethods(sdk, log, errors));
        const address = await this.server.listen();
        await runProgram({ ...this.surroundings, address }, children, log, errors);
    }

    /** Stops serving. */
    stop(): void {
        this.server.stop();
    }
}
