import { chat } from './chat.ts';
import type { Methods } from './context.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { misc } from './misc.ts';
import { views } from './views.ts';

/** Every method of the Web API that the stand-in answers. */
export const methods: Methods = { ...chat, ...conversations, ...views, ...files, ...misc };
