import type { ComponentChildren, RefObject, VNode } from "preact";
import { useImperativeHandle, useLayoutEffect, useRef, useState } from "preact/hooks";

/** How many rows are made above and below those that are to be seen. */
const AHEAD = 8;
/** How high a row is, in rem. */
const ROW_REM = 3.5;

/** What others may ask of a list. */
export interface RowsHandle {
  /** Focuses the row with this number, or the one that was used last; false if there are no rows. */
  focus(index?: number): boolean;
}

interface RowsProps<T extends { readonly id: string }> {
  readonly items: readonly T[];
  /** The id of the one that is shown. */
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  /** The user went up from the first row. */
  readonly onLeave?: () => void;
  readonly handle: RefObject<RowsHandle | null>;
  /** What is in a row: two lines at most. */
  readonly children: (item: T) => ComponentChildren;
}

/**
 * A list of any length. Only the rows that are to be seen are in the page, so that ten thousand cost no more than
 * twenty: the browser's own search finds these alone. All rows are equally high. One of them, that which was used
 * last, is a stop of the Tab key and always in the page; the arrow keys, Home and End go on from it.
 */
export function Rows<T extends { readonly id: string }>(props: RowsProps<T>): VNode {
  const { items, selected, onSelect, onLeave, handle, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(0);
  const [top, setTop] = useState(0);
  // The row that was used last, and whether it is to be focused.
  const [active, setActive] = useState<{ readonly id: string | undefined; readonly focus?: true }>({ id: selected });
  const place = useRef(0);

  const row = rowHeight();
  const seen = Math.ceil(height / row) + 1;
  const first = Math.max(0, Math.min(top, items.length - seen) - AHEAD);
  const made = items.slice(first, Math.min(top, items.length) + seen + AHEAD).map((_, index) => first + index);
  // One that has gone leaves its place to the next.
  const found = items.findIndex(({ id }) => id === active.id);
  const here = found >= 0 ? found : Math.min(place.current, items.length - 1);
  if (here >= 0 && here < first) made.unshift(here);
  else if (here > (made.at(-1) ?? -1)) made.push(here);

  useLayoutEffect(() => {
    place.current = Math.max(0, here);
  }, [here]);
  useLayoutEffect(() => {
    if (selected !== undefined) setActive({ id: selected });
  }, [selected]);
  useLayoutEffect(() => {
    const shown = scroller.current;
    if (!shown) return;
    const watch = new ResizeObserver(() => setHeight(shown.clientHeight));
    watch.observe(shown);
    return () => watch.disconnect();
  }, []);

  const scrolled = (): void => setTop(Math.floor((scroller.current?.scrollTop ?? 0) / row));
  useLayoutEffect(() => {
    if (!active.focus) return;
    const button = scroller.current?.querySelector<HTMLElement>('[tabindex="0"]');
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "nearest" });
    scrolled(); // now, and not with the next frame
  }, [active]);
  const focus = (index: number): boolean => {
    const item = items[index];
    if (item) setActive({ id: item.id, focus: true });
    return item !== undefined;
  };
  useImperativeHandle(handle, () => ({ focus: (index = here) => focus(index) }));

  const move = (event: KeyboardEvent): void => {
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) onLeave?.();
    else focus(Math.min(to, items.length - 1));
  };

  return (
    <div class="rows" ref={scroller} onScroll={scrolled}>
      <ul style={{ height: `${items.length * row}px` }} onKeyDown={move}>
        {made.map((index) => {
          const item = items[index];
          if (!item) return null;
          return (
            <li
              key={item.id}
              style={{ top: `${index * row}px`, height: `${row}px` }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                tabIndex={index === here ? 0 : -1}
                aria-current={item.id === selected}
                onFocus={() => setActive((now) => (now.id === item.id ? now : { id: item.id }))}
                onClick={() => {
                  setActive({ id: item.id }); // not every browser focuses a button that is clicked
                  onSelect(item.id);
                }}
              >
                {children(item)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Whole pixels, so that ten thousand rows add up. */
function rowHeight(): number {
  return Math.round(ROW_REM * parseFloat(getComputedStyle(document.documentElement).fontSize));
}
