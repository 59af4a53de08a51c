import type { SecretMetadata, SecretPayload, SecretPayloadInput, Vault } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem, Submit, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { nameOf } from "../contents.ts";
import { useDraft } from "../drafts.ts";
import { fieldsOf, isKnown, knownTypes, textOf, typeName, type KnownPayload, type KnownType } from "../secret-fields.ts";
import { shown } from "../shown.ts";
import { withLastLineEnd } from "../ssh-key.ts";
import { FieldInput } from "./field-input.tsx";
import { Heading } from "./panes.tsx";
import { readTotp, TotpInput } from "./totp-input.tsx";

const TOTP_LABEL = "One-time codes";

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
  const { session, status, questions } = useConsole();
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

  const save = (entered: Entered): Promise<void> =>
    action.run(async () => {
      try {
        const saved = secret?.id ?? (await make(entered));
        if (secret) await session.change((vault) => edit(vault, secret, entered), base.current);
        const mended = entered.mended ? " The end of the last line, which OpenSSH needs, was added to the private key." : "";
        status.say(`${shown(entered.name)} is saved.${mended}`);
        if (form.current) onDone(saved); // else the user has gone on to something else
      } catch (error) {
        base.current = session.revision; // the user has been told, and may save over it
        throw error;
      }
    });

  /** Saves what is entered; asks before there is a second secret of one name. */
  const send = (): void => {
    if (!form.current) return;
    const entered = read(form.current, touched.current);
    const { name } = entered;
    if (action.busy || name === secret?.name || !session.hasName(name)) return void save(entered);
    questions.ask({
      title: `There is a secret ${shown(name)} already`,
      text: "Two secrets of one name are told apart by their ids alone: programs that ask for the name get neither.",
      yes: "Save it all the same",
      no: "Choose another name",
      go: () => void save(entered),
    });
  };

  /** The labels of the fields in which something was entered that is not saved. */
  const entered = (): string[] => {
    if (!form.current || !type) return [];
    const inputs = form.current.elements;
    const fields = fieldsOf[type].filter(({ name }) => {
      const input = inputs.namedItem(name);
      return touched.current.has(name) && isText(input) && input.value !== input.defaultValue;
    });
    return [...fields.map(({ label }) => label), ...(totp.current?.value ? [TOTP_LABEL] : [])];
  };
  useDraft(() => {
    if (action.busy || !form.current) return false;
    const { elements } = form.current;
    const around = ["name", "description"].map((name) => elements.namedItem(name));
    return entered().length > 0 || around.some((input) => isText(input) && input.value !== input.defaultValue);
  });

  /** Changes the type of a new secret; asks before what was entered goes with its field. */
  const choose = (next: KnownType): boolean => {
    const kept = fieldsOf[next].map(({ label }) => label);
    const lost = entered().filter((label) => !kept.includes(label) && !(label === TOTP_LABEL && next === "login"));
    const go = (): void => {
      const names = fieldsOf[next].map(({ name }) => name);
      for (const name of touched.current) if (!names.includes(name)) touched.current.delete(name);
      setChosen(next);
    };
    if (lost.length === 0) go();
    else {
      questions.ask({
        title: "Discard what does not fit?",
        text: `The type ${typeName(next)} has no place for what you entered here: ${lost.join(", ")}.`,
        yes: "Discard it",
        no: `Stay with ${typeName(chosen)}`,
        go,
      });
    }
    return lost.length === 0;
  };

  return (
    <form
      ref={form}
      class="secret-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
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
                onClick={(event) => {
                  if (one !== chosen && !choose(one)) event.preventDefault(); // the one before stays chosen
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
        <div class="sealed">
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
          {!secret && type === "login" && <TotpInput key="totp" input={totp} required={false} />}
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
  /** Whether the private key lacked its last line end, and has it now. */
  readonly mended: boolean;
  /** The payload: what was not touched, and what this version does not know, stays as it was. */
  payload(type: KnownType, old?: KnownPayload): SecretPayloadInput;
}

function isText(input: Element | RadioNodeList | null): input is HTMLInputElement | HTMLTextAreaElement {
  return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
}

/** Reads the form as it is now: by the time it is saved the user may have left it. */
function read(form: HTMLFormElement, touched: ReadonlySet<string>): Entered {
  const texts = new Map<string, string>();
  for (const input of form.elements)
    if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) texts.set(input.name, input.value);
  const fields = new Set(touched);
  const key = fields.has("privateKey") ? (texts.get("privateKey") ?? "") : "";
  const mended = withLastLineEnd(key) !== key;
  if (mended) texts.set("privateKey", withLastLineEnd(key));
  return {
    name: texts.get("name")?.trim() ?? "",
    description: texts.get("description")?.trim() ?? "",
    touched: fields.size > 0,
    mended,
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
