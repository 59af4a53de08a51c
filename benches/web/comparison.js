/** Two ways to do the same work, measured in turns, so that a machine that is busy for a while slows both. */

const median = (/** @type {number[]} */ values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function timed(/** @type {() => unknown} */ work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/**
 * Measures each side twice unrecorded, so that the engine has compiled what it is going to, and then in turns. `peers`
 * are ways of the other side to do it, of which the faster one counts.
 *
 * @param {{ what: string, reach: number, rounds: number, ours: () => unknown, peers: (() => unknown)[] }} sides
 */
export async function compare({ what, reach, rounds, ours, peers }) {
  const sides = [ours, ...peers];
  for (const side of [...sides, ...sides]) await side();
  const times = sides.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round < rounds; round++) for (const [at, side] of sides.entries()) times[at]?.push(await timed(side));
  const [our, ...theirs] = times.map(median);
  const peer = Math.min(...theirs);
  const of = times[1 + theirs.indexOf(peer)] ?? [];
  const ratios = of.map((time, round) => (times[0]?.[round] ?? NaN) / time);
  return {
    what,
    ours: `${our.toFixed(1)} ms`,
    peer: `${peer.toFixed(1)} ms`,
    ratio: (our / peer).toFixed(3),
    "of rounds": `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
    reach: `≤ ${reach}`,
    "": our / peer <= reach ? "reached" : "MISSED",
  };
}
