import stringWidth from "string-width";

/** How many terminal columns text takes. */
export const columnWidth: (text: string) => number = stringWidth;

/** Text cut to a number of terminal columns; `keep` says which end stays. */
export function fit(text: string, width: number, keep: "start" | "end"): string {
    if (columnWidth(text) <= width) {
        return text;
    }
    const characters = [...text];
    const kept = keep === "start" ? characters : characters.reverse();
    let used = 1;
    const length = kept.findIndex(character => {
        used += columnWidth(character);
        return used > width;
    });
    const cut = kept.slice(0, length);
    return keep === "start" ? `${cut.join("")}…` : `…${cut.reverse().join("")}`;
}

/** Text padded with spaces to a number of terminal columns. */
export function padEnd(text: string, width: number): string {
    return text + " ".repeat(Math.max(0, width - columnWidth(text)));
}
