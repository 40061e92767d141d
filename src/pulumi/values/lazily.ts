interface Lazy {
    readonly make: () => object;
    made?: object;
}

// One handler for all of them: they are created by the thousand.
const HANDLER: ProxyHandler<Lazy> = {
    get: (lazy, name) => Reflect.get(made(lazy), name),
    set: (lazy, name, value) => Reflect.set(made(lazy), name, value),
    has: (lazy, name) => Reflect.has(made(lazy), name),
    deleteProperty: (lazy, name) => Reflect.deleteProperty(made(lazy), name),
    ownKeys: lazy => Reflect.ownKeys(made(lazy)),
    getOwnPropertyDescriptor: (lazy, name) => Reflect.getOwnPropertyDescriptor(made(lazy), name),
    defineProperty: (lazy, name, descriptor) => Reflect.defineProperty(made(lazy), name, descriptor),
};

/**
 * An object that is created when it is first used.
 * @param make creates a plain object, all of whose properties are configurable; what it throws is thrown at the first
 * use
 */
export function lazily<T extends object>(make: () => T): T {
    return new Proxy<Lazy>({ make }, HANDLER) as T;
}

function made(lazy: Lazy): object {
    lazy.made ??= lazy.make();
    return lazy.made;
}
