const LINE = 18;
const COLUMN = 7.85;
const PADDING = 16;
/** When a line appears, in seconds after the one before it. */
const TYPING = 1.2;
const PER_LINE = 0.09;

/**
 * A recording of a command in a terminal, as SVG: its lines appear one after the other, or all at once if the reader prefers
 * reduced motion. Its colours follow the reader's scheme.
 * @param output what the command really printed, without colours
 */
export function terminalSvg(command: string, output: string): string {
    const lines = [`$ ${command}`, ...output.trimEnd().split("\n")];
    const width = Math.ceil(Math.max(...lines.map(line => line.length)) * COLUMN + 2 * PADDING);
    const height = lines.length * LINE + 2 * PADDING;
    const texts = lines.flatMap((line, index) => {
        const delay = index === 0 ? 0 : TYPING + index * PER_LINE;
        const y = PADDING + (index + 0.75) * LINE;
        return line === ""
            ? []
            : [
                  `<text class="${classOf(line)}" x="${PADDING}" y="${y}" style="animation-delay:${delay.toFixed(2)}s">${escapeText(line)}</text>`,
              ];
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t">
<title id="t">${escapeText(`What ${command} prints`)}</title>
<style>
rect{fill:#f6f8fa;stroke:#d0d7de}
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#1f2328;animation:show .2s both}
.bad{fill:#b3261e}.good{fill:#116329}.dim{fill:#59636e}.command{font-weight:bold}
@keyframes show{from{opacity:0}to{opacity:1}}
@media (prefers-color-scheme:dark){rect{fill:#0d1117;stroke:#30363d}text{fill:#e6edf3}.bad{fill:#ff8f85}.good{fill:#7ee787}.dim{fill:#9198a1}}
@media (prefers-reduced-motion:reduce){text{animation:none}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8"/>
${texts.join("\n")}
</svg>
`;
}

function classOf(line: string): string {
    switch (true) {
        case line.startsWith("$ "):
            return "command";
        case /^(✗| {2}-)/.test(line):
            return "bad";
        case /^ {2}\+/.test(line):
            return "good";
        case /^(examples\/|Also found)/.test(line):
            return "dim";
        default:
            return "plain";
    }
}

function escapeText(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
