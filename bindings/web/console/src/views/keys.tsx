import type { KeyType } from "inkseal/worker";
import type { VNode } from "preact";
import type { Contents } from "../contents.ts";
import { shown } from "../shown.ts";
import { when } from "./about.tsx";

/** The keys of the vault, without what they wrap. */
export function Keys({ contents }: { contents: Contents }): VNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Made</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {contents.keys.map((key) => (
          <tr key={key.id} title={key.id}>
            <td>{keyName(key.keyType)}</td>
            <td>{when(key.createdAt)}</td>
            <td>{shown(key.createdBy ?? "")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a key is, in words; a kind that is not known is shown as it is spelled. */
function keyName(type: KeyType): string {
  if (type === "primary") return "Vault key";
  return type === "recovery" ? "Recovery code" : shown(type);
}
