/** The comparisons in this Node. The argument is the number of rounds. */
import { init } from "inkseal";

import { compareArgon2id } from "./argon2id.js";
import { compareOpening } from "./open.js";
import { table } from "./table.js";

const rounds = Number(process.argv[2]);
await init();
console.log(table(`Node ${process.versions.node}`, [...(await compareArgon2id(rounds)), await compareOpening(rounds)]));
