/** A selector as AWS writes it. This room knows nothing of src/cloudtrail: it is a second opinion. */
export interface AwsSelector {
    readonly Name?: string;
    readonly FieldSelectors: readonly AwsFieldSelector[];
}

/** A field selector as AWS writes it. */
export interface AwsFieldSelector {
    readonly Field: string;
    readonly Equals?: readonly string[];
    readonly StartsWith?: readonly string[];
    readonly EndsWith?: readonly string[];
    readonly NotEquals?: readonly string[];
    readonly NotStartsWith?: readonly string[];
    readonly NotEndsWith?: readonly string[];
}

/** An event: what isn't named, or is `null`, the event doesn't have. */
export type NaiveEvent = Readonly<Record<string, string | null | undefined>>;

/** Does a field selector take a value? */
export function takes(selector: AwsFieldSelector, value: string | null): boolean {
    const selecting = [selector.Equals, selector.StartsWith, selector.EndsWith].some(values => values !== undefined);
    if (value === null) {
        return !selecting;
    }
    for (const literal of selector.NotEquals ?? []) {
        if (literal === value) return false;
    }
    for (const literal of selector.NotStartsWith ?? []) {
        if (value.slice(0, literal.length) === literal) return false;
    }
    for (const literal of selector.NotEndsWith ?? []) {
        if (value.length >= literal.length && value.slice(value.length - literal.length) === literal) return false;
    }
    for (const literal of selector.Equals ?? []) {
        if (literal === value) return true;
    }
    for (const literal of selector.StartsWith ?? []) {
        if (value.slice(0, literal.length) === literal) return true;
    }
    for (const literal of selector.EndsWith ?? []) {
        if (value.length >= literal.length && value.slice(value.length - literal.length) === literal) return true;
    }
    return !selecting;
}

/** Does a selector log an event? */
export function logs(selector: AwsSelector, event: NaiveEvent): boolean {
    return selector.FieldSelectors.every(field => takes(field, event[field.Field] ?? null));
}
