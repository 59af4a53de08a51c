import { InksealError, type SecretMetadata, type TotpCode, type TotpConfig } from "inkseal/worker";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Problem, useAction } from "../action.tsx";
import { useConsole } from "../console.ts";
import { failureText } from "../error-text.ts";
import { CopyButton } from "./field-row.tsx";
import { TotpDialog } from "./totp-dialog.tsx";

interface TotpProps {
  readonly secret: SecretMetadata;
  readonly config: TotpConfig | undefined;
  readonly revision: number;
}

/** The one-time codes of a login: the present one, or the offer to set them up. */
export function Totp({ secret, config, revision }: TotpProps): VNode {
  const { session } = useConsole();
  const [open, setOpen] = useState(false);
  const setUp = useRef<HTMLButtonElement>(null);
  const action = useAction();
  const remove = (): Promise<void> =>
    action.run(async () => {
      await session.change((vault) => vault.removeTotp(secret.id), revision);
      setUp.current?.focus(); // the button that was pressed goes
    });
  return (
    <section class="totp" aria-labelledby="totp-title">
      <h2 id="totp-title">One-time code</h2>
      {config && <LiveCode id={secret.id} revision={revision} />}
      <div class="buttons">
        <button type="button" ref={setUp} onClick={() => setOpen(true)}>
          {config ? "Replace" : "Set up one-time codes"}
        </button>
        {config && (
          <button type="button" aria-disabled={action.busy} onClick={() => void remove()}>
            Remove
          </button>
        )}
      </div>
      <Problem action={action} />
      {open && <TotpDialog secret={secret} revision={revision} onClose={() => setOpen(false)} />}
    </section>
  );
}

const RADIUS = 15;
const AROUND = 2 * Math.PI * RADIUS;

/** The code that holds now, from the core, and a ring that empties while it does. */
function LiveCode({ id, revision }: { id: string; revision: number }): VNode {
  const { session } = useConsole();
  const [now, setNow] = useState(unixSeconds);
  const [code, setCode] = useState<TotpCode>();
  const [problem, setProblem] = useState<string>();
  const over = code === undefined || now >= code.periodEnd || now < code.periodStart;

  useLayoutEffect(() => {
    const timer = setInterval(() => setNow(unixSeconds()), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    let gone = false;
    session.vault.totpCode(id, { now: unixSeconds() }).then(
      (next) => {
        if (gone) return;
        setCode(next);
        setProblem(undefined);
      },
      (error: unknown) => {
        if (!gone) setProblem(failureText(error instanceof InksealError ? error.code : "io"));
      },
    );
    return () => {
      gone = true;
    };
    // Asked for anew each second until there is one: an answer can come when its time is over already.
  }, [session, id, revision, over && now]);

  if (problem) return <p class="problem">{problem}</p>;
  if (!code || over) return <p class="code">&nbsp;</p>;
  const left = code.periodEnd - now;
  const period = code.periodEnd - code.periodStart;
  const digits = code.code.expose();
  // Steam's five characters are one group.
  const half = digits.length > 5 ? digits.length >> 1 : 0;
  return (
    <div class="code-line">
      <span class="code">
        {digits.slice(0, half)}
        <span class="gap" />
        {digits.slice(half)}
      </span>
      <svg class="ring" viewBox="0 0 36 36" role="img" aria-label={`${left} seconds left`} data-soon={left <= 5}>
        <circle class="track" cx="18" cy="18" r={RADIUS} />
        <circle
          class="left"
          cx="18"
          cy="18"
          r={RADIUS}
          stroke-dasharray={AROUND}
          stroke-dashoffset={AROUND * (1 - left / period)}
          transform="rotate(-90 18 18)"
        />
        <text x="18" y="22" text-anchor="middle">
          {left}
        </text>
      </svg>
      <CopyButton label="One-time code" text={code.code} />
    </div>
  );
}

function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
