/**
 * The conversation, read at any size, side by side with what it is measured against.
 * `npm run bench:discussion`, or parts of it: `npm run bench:discussion -- peers memory`
 */
import { memory } from './discussion/memory.mjs';
import { peers } from './discussion/peers.mjs';
import { size } from './discussion/size.mjs';
import { writes } from './discussion/writes.mjs';
import { printMachine } from './support.mjs';

const PARTS = { size, peers, writes, memory };
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; choose of ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}

const rows = [];
const report = (measure, figure, bar, isMet) => rows.push({ measure, figure, bar, isMet });

await printMachine();
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) await part(report);
}
console.log(`\n| ${'measure'.padEnd(42)} | figure   | bar      | met |`);
console.log(`| ${'-'.repeat(42)} | -------- | -------- | --- |`);
for (const { measure, figure, bar, isMet } of rows) {
  console.log(
    `| ${measure.padEnd(42)} | ${String(figure).padStart(8)} | ${bar.padEnd(8)} | ${isMet ? 'yes' : 'NO '} |`,
  );
}
process.exit(rows.every(({ isMet }) => isMet) ? 0 : 1);
