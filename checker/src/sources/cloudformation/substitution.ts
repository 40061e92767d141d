/** A stretch of the text of `Fn::Sub`: as it stands, or what stands for it by the name in `${…}`. */
export type SubPart = { readonly text: string } | { readonly name: string };

/**
 * The parts of the text of `Fn::Sub`. `${!Literal}` is how `${Literal}` is written. Each character is looked at once,
 * however many `${` have no end.
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
