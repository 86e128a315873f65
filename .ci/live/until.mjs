// Waiting for what has to happen.
import { setTimeout as pause } from 'node:timers/promises';

const patience = 30_000; // milliseconds; a busy machine is slow, and what never comes is a failure all the same
const pace = 40;

// until asks again and again, and returns the first answer that is true. A question may break
// off, and may remain without an answer: a page that is being loaded anew cannot be asked.
export async function until(what, question, explain = () => '') {
  const deadline = performance.now() + patience;
  let broke;
  while (performance.now() < deadline) {
    try {
      const answer = await within(deadline - performance.now(), question());
      if (answer) return answer;
      broke = undefined;
    } catch (error) {
      broke = error;
    }
    await pause(pace);
  }
  throw new Error(`in vain waited until ${what}${broke ? ` (${broke.message})` : ''}${explain()}`);
}

// within returns what is promised, or fails when it takes too long.
export async function within(milliseconds, promised) {
  const enough = new AbortController();
  const late = pause(milliseconds, undefined, { signal: enough.signal }).then(() => { throw new Error('no answer'); });
  late.catch(() => {}); // aborted below
  try {
    return await Promise.race([promised, late]);
  } finally {
    enough.abort();
  }
}
