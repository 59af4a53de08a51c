import type { SecretMetadata, SecretPayload, SecretPayloadInput, Vault } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { nameOf } from "../contents.ts";
import { fieldsOf, isKnown, knownTypes, textOf, typeName, type KnownPayload, type KnownType } from "../secret-fields.ts";
import { FieldInput } from "./field-input.tsx";
import { Heading } from "./panes.tsx";
import { readTotp, TotpInput } from "./totp-input.tsx";

interface SecretFormProps {
  /** The secret to edit; a new one if absent. */
  readonly secret?: SecretMetadata;
  /** Its payload; absent if it does not open, and then only what is around it can be edited. */
  readonly payload?: SecretPayload | undefined;
  readonly revision: number;
  /** The user is done, with the id of the secret if it was saved. */
  readonly onDone: (id?: string) => void;
}

/** The form for a new secret, or to edit one. Fields that are not touched keep what they hold to the letter. */
export function SecretForm({ secret, payload, revision, onDone }: SecretFormProps): VNode {
  const { session, status } = useConsole();
  const action = useAction();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const totp = useRef<HTMLInputElement>(null);
  const touched = useRef(new Set<string>());
  const base = useRef(revision);
  const [chosen, setChosen] = useState<KnownType>("login");
  const old = payload && payload.type !== "unknown" ? payload : undefined;
  const type = secret ? old?.type : chosen;

  const make = async ({ name, description, payload }: Entered): Promise<string> => {
    const totpText = totp.current?.value.trim();
    const config = totpText ? await readTotp(totpText) : undefined;
    const content = config ? ({ ...payload(type ?? chosen), totp: config } as SecretPayloadInput) : payload(type ?? chosen);
    const added = await session.change((vault) => vault.create(name, content, { description: description || null }));
    return added.id;
  };

  const edit = async (vault: Vault, before: SecretMetadata, { name, description, touched, payload }: Entered): Promise<void> => {
    if (name !== (before.name ?? "")) await vault.rename(before.id, name);
    if (description !== (before.description ?? "")) await vault.describe(before.id, description || null);
    if (old && touched) await vault.updatePayload(before.id, payload(old.type, old));
  };

  const save = (): Promise<void> =>
    action.run(async () => {
      if (!form.current) return;
      const entered = read(form.current, touched.current);
      try {
        const saved = secret?.id ?? (await make(entered));
        if (secret) await session.change((vault) => edit(vault, secret, entered), base.current);
        status.say(`${entered.name} is saved.`);
        if (form.current) onDone(saved); // else the user has gone on to something else
      } catch (error) {
        base.current = session.revision; // the user has been told, and may save over it
        throw error;
      }
    });

  return (
    <form
      ref={form}
      class="secret-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Heading id={`${id}-title`}>{secret ? `Edit ${nameOf(secret)}` : "New secret"}</Heading>
      {!secret && (
        <fieldset class="types">
          <legend>Type</legend>
          {knownTypes.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="type"
                value={one}
                checked={one === chosen}
                onChange={() => {
                  touched.current.clear();
                  setChosen(one);
                }}
              />
              <span>{typeName(one)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div class="entry">
        <label for={`${id}-name`}>Name</label>
        <input
          id={`${id}-name`}
          name="name"
          required
          maxLength={255}
          autocomplete="off"
          defaultValue={secret?.name ?? ""}
        />
        <p class="hint">The name, description and type are not sealed: the vault’s file shows them.</p>
      </div>
      <div class="entry">
        <label for={`${id}-description`}>Description (optional)</label>
        <input id={`${id}-description`} name="description" autocomplete="off" defaultValue={secret?.description ?? ""} />
      </div>
      {type && isKnown(type) && (
        <div key={type} class="sealed">
          {fieldsOf[type].map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              text={old && textOf(old, field.name)}
              onTouch={(on) => {
                if (on) touched.current.add(field.name);
                else touched.current.delete(field.name);
              }}
            />
          ))}
          {!secret && type === "login" && <TotpInput input={totp} required={false} />}
        </div>
      )}
      <Problem action={action} />
      <div class="buttons">
        <button type="button" aria-disabled={action.busy} onClick={action.busy ? undefined : () => onDone()}>
          Cancel
        </button>
        <Submit action={action} label="Save" doing="Saving…" />
      </div>
    </form>
  );
}

/** What stands in the form. */
interface Entered {
  readonly name: string;
  readonly description: string;
  /** Whether any field of the payload was touched. */
  readonly touched: boolean;
  /** The payload: what was not touched, and what this version does not know, stays as it was. */
  payload(type: KnownType, old?: KnownPayload): SecretPayloadInput;
}

/** Reads the form as it is now: by the time it is saved the user may have left it. */
function read(form: HTMLFormElement, touched: ReadonlySet<string>): Entered {
  const texts = new Map<string, string>();
  for (const input of form.elements)
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) texts.set(input.name, input.value);
  const fields = new Set(touched);
  return {
    name: texts.get("name")?.trim() ?? "",
    description: texts.get("description")?.trim() ?? "",
    touched: fields.size > 0,
    payload(type, old) {
      const payload: Record<string, unknown> = { ...old, type };
      for (const { name, required } of fieldsOf[type]) {
        if (old && !fields.has(name)) continue;
        const text = texts.get(name) ?? "";
        if (text || required) payload[name] = text;
        else delete payload[name];
      }
      return payload as unknown as SecretPayloadInput;
    },
  };
}
