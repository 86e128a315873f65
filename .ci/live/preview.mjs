// "stillpoint serve" as a child of this process.
import { spawn } from 'node:child_process';
import { until } from './until.mjs';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

// start serves a folder, and returns once the address is known. Port 0 is any that is free.
export async function start(binary, source, port = 0) {
  const child = spawn(binary, ['serve', '--source', source, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const preview = new Preview(child);
  await until('the server says where it is', () => preview.address || preview.ended);
  if (!preview.address) throw new Error(`the server has ended\n${preview.output}`);
  return preview;
}

class Preview {
  output = '';
  ended = false;

  constructor(child) {
    this.child = child;
    this.end = new Promise((resolve) => child.on('close', resolve));
    this.end.then(() => { this.ended = true; running.delete(child); });
    child.on('error', (error) => { this.output += error.message; });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { this.output += text; });
  }

  get address() {
    return /Serving at (http:\S+?)\/ until/.exec(this.output)?.[1];
  }

  get port() {
    return new URL(this.address).port;
  }

  // stop presses Ctrl-C. It ought to end without complaint.
  async stop() {
    this.child.kill('SIGINT');
    const code = await this.end;
    if (code !== 0) throw new Error(`the server ended with ${code}\n${this.output}`);
    if (!this.output.includes('Stopped.')) throw new Error(`the server does not say that it has stopped\n${this.output}`);
  }
}
