// A backslash that the next character would turn into an escape.
const AMBIGUOUS_BACKSLASH = /\\(?=[\\/]|$)/g;

/** Names from the root joined with `/`; a slash in a name is `\/`, a backslash before a slash, another one or the end `\\`. */
export function joinPath(names: readonly string[]): string {
  return names.map((name) => name.replace(AMBIGUOUS_BACKSLASH, '\\\\').replaceAll('/', '\\/')).join('/');
}

/** The names that `joinPath` joined. A backslash before any other character stands for itself. */
export function splitPath(path: string): string[] {
  const names: string[] = [];
  let name = '';
  for (let at = 0; at < path.length; at++) {
    const next = path[at + 1];
    if (path[at] === '/') {
      names.push(name);
      name = '';
    } else if (path[at] === '\\' && (next === '/' || next === '\\')) {
      name += next;
      at++;
    } else name += path[at];
  }
  return [...names, name];
}
