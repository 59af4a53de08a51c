import type { VNode } from "preact";
import type { Contents } from "../contents.ts";
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
            <td>{{ primary: "Vault key", recovery: "Recovery code" }[key.keyType] ?? key.keyType}</td>
            <td>{when(key.createdAt)}</td>
            <td>{key.createdBy ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
