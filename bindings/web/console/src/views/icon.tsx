import type { VNode } from "preact";

const paths = {
  back: "M15 5l-7 7 7 7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  damaged: "M12 4 2.5 20h19zM12 10v4M12 17v.5",
  delete: "M5 7h14M10 11v6M14 11v6M7 7l1 13h8l1-13M9 7V4h6v3",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  hide: "M3 3l18 18M10 6a9 9 0 0 1 11 6 12 12 0 0 1-2.5 4M6 8a12 12 0 0 0-3 4 9 9 0 0 0 12 5",
  identity: "M5 9h14v10H5zM12 9V5M9.5 13v2M14.5 13v2M2.5 13v3M21.5 13v3",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  login: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21a8 8 0 0 1 16 0",
  api_key: "M8 16a4 4 0 1 1 3.5-6H21v4h-2v2h-3v-2h-4.5A4 4 0 0 1 8 16",
  key_pair: "M7 13a4 4 0 1 1 0-8 4 4 0 0 1 0 8M10 11l10 9M15 15.5l2-2M14 5h6v6",
  ssh_key: "M3 5h18v14H3zM7 9l3 3-3 3M12 15h5",
  other: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  plus: "M12 5v14M5 12h14",
  reveal: "M2.5 12a10.5 10.5 0 0 1 19 0 10.5 10.5 0 0 1-19 0M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5 20 20",
  close: "M6 6l12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof paths;

/** A small drawing beside words, or in a button that has a label of its own. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** The drawing of a secret's type. */
export function typeIcon(type: string): IconName {
  return type === "login" || type === "api_key" || type === "key_pair" || type === "ssh_key" ? type : "other";
}
