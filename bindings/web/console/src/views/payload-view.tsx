import type { SecretMetadata, SecretPayload } from "inkseal/worker";
import type { VNode } from "preact";
import { fieldsOf, textOf } from "../secret-fields.ts";
import { shown } from "../shown.ts";
import { FieldRow } from "./field-row.tsx";
import { Totp } from "./totp.tsx";

interface PayloadViewProps {
  readonly secret: SecretMetadata;
  readonly payload: SecretPayload;
  readonly revision: number;
}

/** The fields of a payload. Whatever this version does not know is shown as text. */
export function PayloadView({ secret, payload, revision }: PayloadViewProps): VNode {
  if (payload.type === "unknown") {
    return (
      <dl class="fields">
        <FieldRow label="Content" text={payload.text} hidden />
      </dl>
    );
  }
  return (
    <>
      <dl class="fields">
        {fieldsOf[payload.type].map(({ name, label, hidden }) => {
          const text = textOf(payload, name);
          return text && <FieldRow key={name} label={label} text={text} hidden={hidden ?? false} />;
        })}
        {payload.unknown?.map((member) => (
          <FieldRow key={member.name.expose()} label={`${shown(member.name.expose())} (unknown)`} text={member.value} hidden />
        ))}
      </dl>
      {payload.type === "login" && <Totp secret={secret} config={payload.totp} revision={revision} />}
    </>
  );
}
