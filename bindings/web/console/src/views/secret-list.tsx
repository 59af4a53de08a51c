import type { SecretMetadata } from "inkseal/worker";
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { nameOf, type Contents } from "../contents.ts";
import { typeName } from "../secret-fields.ts";
import { Icon, typeIcon } from "./icon.tsx";

interface SecretListProps {
  readonly contents: Contents;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onNew: () => void;
}

/** The list of secrets, to search and filter. Arrow keys move in it, and "/" goes to the search. */
export function SecretList({ contents, selected, onSelect, onNew }: SecretListProps): VNode {
  const [wanted, setWanted] = useState("");
  const [type, setType] = useState("");
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const types = [...new Set(contents.secrets.map(({ secretType }) => secretType))].sort();
  const shown = contents.secrets.filter((secret) => (!type || secret.secretType === type) && fits(secret, wanted));

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

  const move = (event: KeyboardEvent): void => {
    const rows = [...(list.current?.querySelectorAll("button") ?? [])];
    const here = rows.findIndex((row) => row === document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) search.current?.focus();
    else rows[Math.min(to, rows.length - 1)]?.focus();
  };

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
              if (event.key === "ArrowDown") move(event);
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
        <button type="button" class="primary" onClick={onNew}>
          <Icon name="plus" />
          <span>New</span>
        </button>
      </div>
      <ul ref={list} onKeyDown={move}>
        {shown.map((secret) => (
          <li key={secret.id}>
            <button type="button" aria-current={secret.id === selected} onClick={() => onSelect(secret.id)}>
              <span class="badge">
                <Icon name={typeIcon(secret.secretType)} />
              </span>
              <span class="row-text">
                <span class="row-name">{nameOf(secret)}</span>
                <span class="row-more">{secret.description || typeName(secret.secretType)}</span>
              </span>
              {contents.damaged.has(secret.id) && (
                <span class="mark">
                  <Icon name="damaged" />
                  <span>damaged</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <p class="count" role="status">
        {shown.length === contents.secrets.length
          ? `${shown.length} ${shown.length === 1 ? "secret" : "secrets"}`
          : `${shown.length} of ${contents.secrets.length} secrets`}
      </p>
    </section>
  );
}

/** Whether the name or description contains what is searched, in any case. */
function fits(secret: SecretMetadata, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return !text || [secret.name, secret.description].some((part) => part?.toLowerCase().includes(text));
}
