import { generatePassword, type SecretText } from "inkseal/worker";
import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { Problem, useAction } from "../action.tsx";

const classes = { uppercase: "A–Z", lowercase: "a–z", digits: "0–9", symbols: "!#$…" } as const;
type Class = keyof typeof classes;

/** Makes up a password for the input above it. */
export function Generator({ onUse }: { onUse: (made: SecretText) => void }): VNode {
  const id = useId();
  const action = useAction();
  const [length, setLength] = useState(24);
  const [chosen, setChosen] = useState<Record<Class, boolean>>({
    uppercase: true,
    lowercase: true,
    digits: true,
    symbols: true,
  });
  const make = (): Promise<void> => action.run(async () => onUse(await generatePassword({ length, ...chosen })));
  return (
    <details class="generator">
      <summary>Generate a password</summary>
      <div class="generator-body">
        <label for={`${id}-length`}>Length: {length}</label>
        <input
          id={`${id}-length`}
          type="range"
          min={8}
          max={64}
          value={length}
          onInput={(event) => setLength(event.currentTarget.valueAsNumber)}
        />
        {(Object.keys(classes) as Class[]).map((name) => (
          <label key={name} class="check">
            <input
              type="checkbox"
              checked={chosen[name]}
              onChange={(event) => setChosen({ ...chosen, [name]: event.currentTarget.checked })}
            />
            {classes[name]}
          </label>
        ))}
        <button type="button" disabled={!Object.values(chosen).includes(true)} onClick={() => void make()}>
          Generate
        </button>
        <Problem action={action} />
      </div>
    </details>
  );
}
