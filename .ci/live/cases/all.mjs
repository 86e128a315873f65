// All cases, by their names. A case is given a stage, and throws when something is not as it should be.
import { content } from './content.mjs';
import { findings } from './findings.mjs';
import { look } from './look.mjs';
import { policies } from './policies.mjs';
import { problems } from './problems.mjs';
import { visitors } from './visitors.mjs';

export const cases = { ...content, ...look, ...problems, ...findings, ...visitors, ...policies };
