/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * The page's behaviour: written into it as text, so it may use nothing from outside. The page is complete without it.
 */
export function behaviour(): void {
    const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;
    const matrix = document.getElementById("matrix");
    if (matrix === null) {
        return;
    }
    const dialog = byId<HTMLDialogElement>("dialog");
    const title = byId("dialog-title");
    const body = byId("dialog-body");
    const query = byId<HTMLInputElement>("query");
    const trails = Array.from(matrix.querySelectorAll<HTMLTableRowElement>("tbody tr"), (row, index) => ({
        row,
        links: Array.from(row.querySelectorAll<HTMLAnchorElement>("th a, td > a")),
        findings: byId(`trail-${index}`),
        text: row.querySelector("th")?.textContent?.toLowerCase() ?? "",
    }));
    let opened: HTMLAnchorElement | undefined;

    // One tab stop, and arrow keys from there: a grid of thousands of stops would be unusable.
    let stop: HTMLAnchorElement | undefined;
    for (const link of trails.flatMap(({ links }) => links)) {
        link.tabIndex = -1;
    }

    function setStop(cell: HTMLAnchorElement | undefined): void {
        if (stop !== undefined) {
            stop.tabIndex = -1;
        }
        stop = cell;
        if (stop !== undefined) {
            stop.tabIndex = 0;
        }
    }

    function moveTo(cell: HTMLAnchorElement): void {
        setStop(cell);
        cell.focus();
    }

    /** Only for a row: asking each cell would lay out everything that is off screen. */
    const isShown = (row: HTMLTableRowElement): boolean => row.getClientRects().length > 0;

    function step(from: HTMLAnchorElement, along: number, down: number): HTMLAnchorElement | undefined {
        const at = from.closest("td, th") as HTMLTableCellElement;
        let row = at.parentElement as HTMLTableRowElement | null;
        let column = at.cellIndex;
        for (;;) {
            column += along;
            if (down !== 0) {
                row = (down > 0 ? row?.nextElementSibling : row?.previousElementSibling) as HTMLTableRowElement | null;
            }
            const cell = row?.cells[column];
            if (row === null || cell === undefined) {
                return undefined;
            }
            const link = cell.querySelector("a");
            if (link !== null && isShown(row)) {
                return link;
            }
        }
    }

    function edge(from: HTMLAnchorElement, last: boolean): HTMLAnchorElement | undefined {
        const links = trails.find(({ row }) => row.contains(from))?.links;
        return links?.at(last ? -1 : 0);
    }

    function destination(from: HTMLAnchorElement, key: string): HTMLAnchorElement | undefined {
        switch (key) {
            case "ArrowRight":
                return step(from, 1, 0);
            case "ArrowLeft":
                return step(from, -1, 0);
            case "ArrowDown":
                return step(from, 0, 1);
            case "ArrowUp":
                return step(from, 0, -1);
            case "Home":
                return edge(from, false);
            case "End":
                return edge(from, true);
            default:
                return undefined;
        }
    }

    matrix.addEventListener("keydown", event => {
        const from = (event.target as Element).closest<HTMLAnchorElement>("tbody a");
        if (from === null || event.ctrlKey || event.altKey || event.metaKey) {
            return;
        }
        const to = destination(from, event.key);
        if (to !== undefined) {
            event.preventDefault();
            moveTo(to);
        }
    });

    /** The cells with findings, as far as they are shown. */
    const notable = (): HTMLAnchorElement[] =>
        trails
            .filter(({ row }) => isShown(row))
            .flatMap(({ links }) => links)
            .filter(link => !link.parentElement?.matches("th, .pass, .not-applicable"));

    function show(cell: HTMLAnchorElement): void {
        const source = document.getElementById(cell.hash.slice(1));
        if (source === null) {
            return;
        }
        opened = cell;
        const row = cell.closest("tr");
        const heading = row?.querySelector("th")?.cloneNode(true) as HTMLElement;
        title.replaceChildren(...Array.from(heading.querySelectorAll("bdi, .place")));
        const copy = source.cloneNode(true) as HTMLElement;
        copy.removeAttribute("id");
        if (source.classList.contains("policy")) {
            const chip = document.createElement("p");
            chip.className = `chip ${cell.parentElement?.className}`;
            chip.textContent = `${cell.textContent} ${cell.ariaLabel?.split(": ")[1]}`;
            copy.prepend(chip);
        }
        for (const code of copy.querySelectorAll<HTMLPreElement>(".fix")) {
            addCopyButton(code);
        }
        body.replaceChildren(copy);
        const all = notable();
        const at = all.indexOf(cell);
        byId("previous").hidden = byId("next").hidden = all.length < 2;
        byId("position").textContent = at === -1 ? "" : `${at + 1} of ${all.length}`;
        if (!dialog.open) {
            dialog.showModal();
        }
        dialog.scrollTop = 0;
        title.focus();
    }

    function addCopyButton(code: HTMLPreElement): void {
        if (navigator.clipboard === undefined) {
            return;
        }
        const button = document.createElement("button");
        button.type = "button";
        button.className = "copy";
        button.textContent = "Copy";
        button.addEventListener("click", () => {
            navigator.clipboard.writeText(code.textContent ?? "").then(
                () => {
                    button.textContent = "Copied";
                },
                () => {
                    button.textContent = "Can't copy here";
                },
            );
        });
        code.previousElementSibling?.append(button);
    }

    /** Shows the next or the previous finding, among those that are shown. */
    function turn(by: 1 | -1): void {
        const all = notable();
        const from = opened;
        const others = by === 1 ? all : [...all].reverse();
        const side = by === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
        const next = others.find(cell => from !== undefined && from.compareDocumentPosition(cell) & side) ?? others[0];
        if (next !== undefined) {
            show(next);
        }
    }

    matrix.addEventListener("click", event => {
        const cell = (event.target as Element).closest<HTMLAnchorElement>("td a");
        if (cell !== null && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            moveTo(cell);
            show(cell);
        }
    });
    byId("previous").addEventListener("click", () => turn(-1));
    byId("next").addEventListener("click", () => turn(1));
    byId("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", event => {
        if (event.target === dialog) {
            dialog.close();
        }
    });
    dialog.addEventListener("close", () => {
        if (opened !== undefined) {
            moveTo(opened);
        }
    });

    function search(): void {
        const words = query.value.toLowerCase().split(/\s+/);
        for (const { row, findings, text } of trails) {
            row.hidden = findings.hidden = !words.every(word => text.includes(word));
        }
        count();
    }

    function count(): void {
        const shown = trails.filter(({ row }) => isShown(row));
        byId("shown").textContent = `${shown.length} of ${trails.length} shown`;
        const links = shown.flatMap(row => row.links);
        if (stop === undefined || !links.includes(stop)) {
            setStop(links[0]);
        }
    }

    query.addEventListener("input", search);
    for (const choice of document.querySelectorAll("input[name=show]")) {
        choice.addEventListener("change", count);
    }
    byId("search").hidden = false;
    search();
}
