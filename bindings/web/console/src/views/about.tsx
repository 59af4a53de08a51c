import type { SecretMetadata } from "inkseal/worker";
import type { VNode } from "preact";
import { handleOf, type Contents } from "../contents.ts";
import { typeName } from "../secret-fields.ts";
import { shown } from "../shown.ts";
import { TrustNote } from "./trust-note.tsx";

/** What is known of a secret without opening it. */
export function About({ secret, contents }: { secret: SecretMetadata; contents: Contents }): VNode {
  const readers = secret.access.map(({ identityId }) => {
    const identity = contents.identities.find(({ id }) => id === identityId);
    if (!identity) return identityId; // shown like all facts
    return identity.status === "paused" ? `${handleOf(identity)} (paused)` : handleOf(identity);
  });
  return (
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">About this secret</h2>
      <TrustNote>
        Whoever stores the vault’s file can read and change the name, description, type, times and access of a secret
        unnoticed: format 1 seals only the content, bound to the id. Check that a secret is what you expect before you use it
        in a new place.
      </TrustNote>
      <dl>
        {secret.description && <Fact name="Description" value={secret.description} />}
        <Fact name="Type" value={typeName(secret.secretType)} />
        <Fact name="Made" value={when(secret.createdAt)} />
        <Fact name="Changed" value={when(secret.updatedAt)} />
        <Fact name="May be read by" value={readers.length ? readers.join(", ") : "no identity"} />
        <Fact name="Id (authenticated)" value={secret.id} />
      </dl>
    </section>
  );
}

/** One fact in a list of them. */
export function Fact({ name, value }: { name: string; value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{shown(value)}</dd>
    </div>
  );
}

/** A time of the metadata in the user's manner; what is no time stays as it is. */
export function when(time: string | undefined): string {
  if (!time) return "unknown";
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
