/** A part of the string of `Fn::Sub`: literal, or a name in `${…}`. */
export type SubPart = { readonly text: string } | { readonly name: string };

/**
 * The parts of the string of `Fn::Sub`. `${!Literal}` means a literal `${Literal}`. Each character is read once,
 * however many `${` are never closed.
 */
export function subParts(text: string): SubPart[] {
    const parts: SubPart[] = [];
    let from = 0;
    for (;;) {
        const start = text.indexOf("${", from);
        const end = start === -1 ? -1 : text.indexOf("}", start);
        if (end === -1) {
            parts.push({ text: text.slice(from) });
            return parts;
        }
        parts.push({ text: text.slice(from, start) });
        const name = text.slice(start + 2, end);
        parts.push(name.startsWith("!") ? { text: `\${${name.slice(1)}}` } : { name });
        from = end + 1;
    }
}
