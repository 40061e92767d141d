import type { Path } from "./path";
import { printable, quote } from "./quote";
import { DIALECTS, type Dialect, formatPath, type PropertyName } from "./selectors/dialect";

/** Text that comes from the user or from AWS: shown in quotation marks, and withheld if it is secret. */
export interface GivenText {
    readonly text: string;
}

/**
 * A value in a message. A plain string is shown as it is; paths and property names are written as the trail's own
 * source writes them.
 */
export type MessageValue =
    | string
    | number
    | GivenText
    | { readonly path: Path }
    | { readonly property: PropertyName }
    | Message
    | readonly MessageValue[];

/**
 * A statement as data: which one it is, and its values. It becomes text only at the end, when the reader is known.
 * @see messageText
 */
export interface Message {
    /** A stable ID, for programs: `missing-field`. */
    readonly id: string;
    /** The English text, with `{name}` for a value; `{names or}` joins a list with "or", otherwise with commas. */
    readonly template: string;
    readonly data: Readonly<Record<string, MessageValue>>;
}

type Placeholders<Template extends string> = Template extends `${string}{${infer Inner}}${infer Rest}`
    ? (Inner extends `${infer Name} ${string}` ? Name : Inner) | Placeholders<Rest>
    : never;

/** A message; the compiler checks that each of its placeholders has a value. */
export function message<Template extends string>(
    id: string,
    template: Template,
    ...[data]: [Placeholders<Template>] extends [never] ? [] : [Readonly<Record<Placeholders<Template>, MessageValue>>]
): Message {
    return { id, template, data: data ?? {} };
}

/**
 * A message as English text.
 * @param dialect how the reader's source names properties; irrelevant for messages without paths and property names
 */
export function messageText({ template, data }: Message, dialect: Dialect = DIALECTS["aws-api"]): string {
    return template.replace(/\{(\w+)(?: (\w+))?\}/g, (_, name: string, conjunction?: string) =>
        valueText(data[name] ?? "", dialect, conjunction === undefined ? ", " : ` ${conjunction} `),
    );
}

function valueText(value: MessageValue, dialect: Dialect, separator: string): string {
    if (typeof value !== "object") {
        return printable(`${value}`);
    }
    if (isList(value)) {
        return value.map(entry => valueText(entry, dialect, separator)).join(separator);
    }
    if ("text" in value) {
        return quote(value.text);
    }
    if ("path" in value) {
        return formatPath(value.path, dialect);
    }
    return "property" in value ? dialect.of(value.property) : messageText(value, dialect);
}

/** Replaces every value of a message, including those of nested messages. */
export function mapMessage(
    { id, template, data }: Message,
    replace: (value: Exclude<MessageValue, Message | readonly MessageValue[]>) => MessageValue,
): Message {
    const each = (value: MessageValue): MessageValue =>
        typeof value !== "object"
            ? replace(value)
            : isList(value)
              ? value.map(each)
              : "template" in value
                ? mapMessage(value, replace)
                : replace(value);
    return { id, template, data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, each(value)])) };
}

function isList(value: MessageValue): value is readonly MessageValue[] {
    return Array.isArray(value);
}
