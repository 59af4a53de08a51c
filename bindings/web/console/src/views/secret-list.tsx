import type { SecretMetadata } from "inkseal/worker";
import type { RefObject, VNode } from "preact";
import { useEffect, useImperativeHandle, useMemo, useRef, useState } from "preact/hooks";
import { nameOf, type Contents } from "../contents.ts";
import { typeName } from "../secret-fields.ts";
import { shown as asShown } from "../shown.ts";
import { Icon, typeIcon } from "./icon.tsx";
import { Rows, type RowsHandle } from "./rows.tsx";

interface SecretListProps {
  readonly contents: Contents;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onNew: () => void;
  readonly handle: RefObject<SecretListHandle | null>;
}

/** What others may ask of the list. */
export interface SecretListHandle {
  /** Focuses the row that was used last, or else the search. */
  focus(): void;
  /** Focuses the button for a new secret. */
  focusNew(): void;
}

/** The list of secrets, to search and filter. Arrow keys move in it, and "/" goes to the search. */
export function SecretList({ contents, selected, onSelect, onNew, handle }: SecretListProps): VNode {
  const [wanted, setWanted] = useState("");
  const [type, setType] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const rows = useRef<RowsHandle>(null);
  const { secrets } = contents;
  const types = useMemo(() => [...new Set(secrets.map(({ secretType }) => secretType))].sort(), [secrets]);
  const shown = useMemo(
    () => secrets.filter((secret) => (!type || secret.secretType === type) && fits(secret, wanted)),
    [secrets, type, wanted],
  );
  useImperativeHandle(handle, () => ({
    focus() {
      if (!rows.current?.focus()) search.current?.focus();
    },
    focusNew() {
      add.current?.focus();
    },
  }));

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, []);

  return (
    <section class="list" aria-label="List of secrets">
      <h1 class="unseen">Secrets</h1>
      <div class="list-tools">
        <div class="search">
          <Icon name="search" />
          <input
            ref={search}
            type="search"
            aria-label="Search"
            placeholder="Search"
            value={wanted}
            autocomplete="off"
            onInput={(event) => setWanted(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown") {
                event.preventDefault();
                rows.current?.focus(0);
              }
              if (event.key === "Escape" && wanted) {
                event.preventDefault();
                setWanted("");
              }
            }}
          />
        </div>
        <select aria-label="Type" value={type} onChange={(event) => setType(event.currentTarget.value)}>
          <option value="">All types</option>
          {types.map((one) => (
            <option key={one} value={one}>
              {typeName(one)}
            </option>
          ))}
        </select>
        <button type="button" class="primary" ref={add} onClick={onNew}>
          <Icon name="plus" />
          <span>New</span>
        </button>
      </div>
      {/* What is found anew is shown from its beginning. */}
      <Rows
        key={`${type} ${wanted}`}
        items={shown}
        selected={selected}
        onSelect={onSelect}
        onLeave={() => search.current?.focus()}
        handle={rows}
      >
        {(secret) => (
          <>
            <span class="badge">
              <Icon name={typeIcon(secret.secretType)} />
            </span>
            <span class="row-text">
              <span class="row-name">{nameOf(secret)}</span>
              <span class="row-more">{secret.description ? asShown(secret.description) : typeName(secret.secretType)}</span>
            </span>
            {contents.damaged.has(secret.id) && (
              <span class="mark">
                <Icon name="damaged" />
                <span>damaged</span>
              </span>
            )}
          </>
        )}
      </Rows>
      <p class="count" role="status">
        {shown.length === secrets.length
          ? `${shown.length} ${shown.length === 1 ? "secret" : "secrets"}`
          : `${shown.length} of ${secrets.length} secrets`}
      </p>
    </section>
  );
}

/** Whether the name or description contains what is searched, in any case. */
function fits(secret: SecretMetadata, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return !text || [secret.name, secret.description].some((part) => part?.toLowerCase().includes(text));
}
