/**
 * One conversation of 1,000 comments for both plugins: 350 threads, 400 comments that have been
 * answered, three levels deep but for one chain of ten.
 */
const THREADS = 350;
const ANSWERED = 250;
const ANSWERED_AGAIN = 140;
const COMMENTS = 1000;
const CHAIN = 10;

/** `{ key, parent, root, second }[]`, parents before their children; `second` says when. */
export function threads() {
  const items = [];
  const add = (parent) => {
    const key = items.length;
    const one = { key, parent: parent?.key ?? null, root: parent ? parent.root : key, second: key };
    items.push(one);
    return one;
  };
  const roots = Array.from({ length: THREADS }, () => add(null));
  const first = roots
    .slice(0, ANSWERED)
    .flatMap((root, n) => Array.from({ length: n % 2 ? 2 : 1 }, () => add(root)));
  let last = add(roots.at(-1));
  for (let depth = 2; depth < CHAIN; depth += 1) last = add(last);
  for (let n = 0; items.length < COMMENTS; n += 1) add(first[n % ANSWERED_AGAIN]);
  return items;
}
