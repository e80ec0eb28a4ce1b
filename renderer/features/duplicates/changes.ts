import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { counted, say, warnOf } from '../../ui/index.ts';

interface Named {
  articleId: string;
  title: string;
}

const titled = (title: string) => (title === '' ? 'The article' : `“${title}”`);

/** Whether it was done; what went wrong is told. */
async function done(deed: () => Promise<unknown>): Promise<boolean> {
  try {
    await withCoder(deed);
    return true;
  } catch (error) {
    warnOf(error);
    return false;
  }
}

/** Makes an article the one that its copies stand behind. */
export async function makeHead({ articleId, title }: Named): Promise<boolean> {
  const made = await done(() => call('duplicates.setHead', { articleId }));
  if (made) say(`${titled(title)} now stands for its copies.`);
  return made;
}

/**
 * Takes an article out of its group. Resolves with who stands for those that stay, null when that went wrong.
 * `onPutBack`: after it was put back.
 */
export async function takeOut({ articleId, title }: Named, onPutBack?: () => void): Promise<string | null> {
  let head = '';
  const taken = await done(async () => {
    const members = await call('duplicates.members', { articleId });
    await call('duplicates.separate', { articleId });
    const stays = members.find((member) => member.articleId !== articleId);
    head = stays ? ((await call('duplicates.members', { articleId: stays.articleId }))[0]?.articleId ?? '') : '';
  });
  if (!taken) return null;
  say(`${titled(title)} stands for itself now, also at later imports.`, {
    label: 'Put it back',
    run: () => void putTogether([head, articleId]).then((worked) => worked && onPutBack?.()),
  });
  return head;
}

/** Makes articles copies of each other. */
export async function putTogether(articleIds: string[]): Promise<boolean> {
  const joined = await done(() => call('duplicates.join', { articleIds }));
  if (joined) say(`${counted(articleIds.length, 'article')} put together as copies.`);
  return joined;
}
