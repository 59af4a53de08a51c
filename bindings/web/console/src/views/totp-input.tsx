import { InksealError, normalizeTotp, parseTotpMigration, parseTotpUri, type TotpConfig } from "inkseal/worker";
import type { Ref, VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Problem, useAction } from "../action.tsx";
import { Told } from "../error-text.ts";
import { readQrImage } from "../qr-image.ts";

const NO_TOTP =
  "This is nothing that one-time codes can be made with. Give an address that begins with otpauth://totp/, or the secret in base32 (letters A to Z and digits 2 to 7).";

const NOT_ONE = "This export of Google Authenticator has not one account with one-time codes. Export the account alone.";

/** Reads what was entered for TOTP: an address, an export of one account, or the shared secret in base32. */
export async function readTotp(text: string): Promise<TotpConfig> {
  const entered = text.trim();
  try {
    if (/^otpauth-migration:/i.test(entered)) {
      const [config, ...more] = (await parseTotpMigration([entered])).flatMap((entry) => entry.config ?? []);
      if (config === undefined || more.length > 0) throw new Told(NOT_ONE);
      return config;
    }
    // No secret has a colon.
    return await (entered.includes(":") ? parseTotpUri(entered) : normalizeTotp({ secret: entered }));
  } catch (error) {
    throw error instanceof InksealError && error.code === "invalid_input" ? new Told(NO_TOTP) : error;
  }
}

/** Asks for a TOTP configuration: as text, or as an image of a QR code that is chosen or pasted. */
export function TotpInput({ input, required }: { input: Ref<HTMLInputElement>; required: boolean }): VNode {
  const id = useId();
  const text = useRef<HTMLInputElement | null>(null);
  const action = useAction();
  const [found, setFound] = useState<string>();
  const read = (image: Blob | null | undefined): Promise<void> =>
    action.run(async () => {
      if (!image || !text.current) return;
      setFound(undefined);
      const uri = await readQrImage(image);
      const config = await readTotp(uri);
      text.current.value = uri;
      const whose = [config.issuer?.expose(), config.accountName?.expose()].filter(Boolean).join(", ");
      setFound(`QR code read${whose ? `: ${whose}` : ""}.`);
    });
  return (
    <div class="entry">
      <label for={id}>One-time codes: otpauth address or secret</label>
      <div class="with-button">
        <input
          id={id}
          ref={(element) => {
            text.current = element;
            if (typeof input === "function") input(element);
            else if (input) input.current = element;
          }}
          class="masked mono"
          required={required}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder="otpauth://totp/… or JBSW Y3DP …"
          onPaste={(event) => {
            const image = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
            if (!image) return;
            event.preventDefault();
            void read(image);
          }}
        />
        <label class="button">
          <input
            type="file"
            class="unseen"
            accept="image/*"
            onChange={(event) => {
              void read(event.currentTarget.files?.[0]);
              event.currentTarget.value = "";
            }}
          />
          {action.busy ? "Reading…" : "QR image"}
        </label>
      </div>
      <p class="hint" role="status">
        {found ?? "An image with the QR code can be pasted here too. It is read in this page."}
      </p>
      <Problem action={action} />
    </div>
  );
}
