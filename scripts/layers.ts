import { dirname, join, normalize } from 'node:path/posix';
import { parseSync } from 'vite';

/** One import as it stands in a file. `typeOnly`: it is gone once the types are. */
export interface Import {
  specifier: string;
  typeOnly: boolean;
}

/** A source file, its path relative to the checkout, with `/`. */
export interface SourceFile {
  path: string;
  imports: Import[];
}

interface Layer {
  /** The folder, relative to the checkout. */
  folder: string;
  what: string;
  /** Folders of ours it may import beside itself; a file may be named too. */
  may: string[];
  /** Folders of ours whose types it may import: what crosses to a thread. */
  mayKnow?: string[];
  /** Packages it must not import; `node:` stands for all of Node's own. */
  never: string[];
  /** Exceptions to `never`. */
  except?: string[];
}

/** What opens a connection. Beyond this machine only a provider is asked. */
const network = ['http', 'https', 'http2', 'net', 'tls', 'dns', 'dgram'].flatMap((name) => [name, `node:${name}`]);

/** Who may import whom. Of two folders of which one lies in the other, the inner one stands first. */
export const layers: Layer[] = [
  { folder: 'shared', what: 'is for every process', may: [], never: ['node:', 'electron', 'better-sqlite3', 'react'] },
  {
    folder: 'electron/analysis',
    what: 'is pure: no database, no files, no clock',
    may: ['shared'],
    never: ['node:', 'electron', 'better-sqlite3', 'react'],
    // Hashing and compressing bytes are as pure as it gets.
    except: ['node:crypto', 'node:zlib'],
  },
  {
    folder: 'electron/backend/providers',
    what: 'asks providers, and knows no host',
    may: ['electron/backend', 'electron/analysis', 'shared'],
    never: ['electron', 'react', 'better-sqlite3'],
  },
  {
    folder: 'electron/backend',
    what: 'knows no host, and no network but by its providers',
    may: ['electron/analysis', 'shared'],
    mayKnow: ['electron/workers'],
    never: ['electron', 'react', ...network],
  },
  {
    folder: 'electron/workers',
    what: 'are threads of the backend',
    may: ['electron/backend', 'electron/analysis', 'shared'],
    never: ['electron', 'react', ...network],
  },
  {
    folder: 'electron/hosts',
    what: 'start a backend',
    may: ['electron/backend', 'electron/analysis', 'shared'],
    never: ['electron', 'react'],
  },
  {
    folder: 'electron/main',
    what: 'is windows and supervision',
    may: ['electron/hosts/protocol.ts', 'shared'],
    never: ['better-sqlite3', 'react'],
  },
  { folder: 'electron/preload', what: 'is the bridge', may: ['shared'], never: ['node:', 'better-sqlite3', 'react'] },
  { folder: 'renderer', what: 'is the page', may: ['shared'], never: ['node:', 'electron', 'better-sqlite3'] },
];

/** Only hosts, tests and scripts start a backend. */
const backendStart = 'electron/backend/start.ts';
const mayStartBackend = ['electron/hosts/'];

/** Folders whose subfolders are rooms, which must not import each other in a circle. */
const roomFolders = ['electron/backend/services', 'renderer/features'];

export function readImports(path: string, source: string): Import[] {
  const parsed = parseSync(path, source);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const found: Import[] = [];
  for (const { moduleRequest, entries } of staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    found.push({ specifier: moduleRequest.value, typeOnly });
  }
  for (const { entries } of staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType });
    }
  }
  for (const { moduleRequest } of dynamicImports) {
    const literal = source.slice(moduleRequest.start, moduleRequest.end).match(/^(['"`])(.*)\1$/);
    if (literal?.[2]) found.push({ specifier: literal[2], typeOnly: false });
  }
  return found;
}

const isInside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const isPackage = (specifier: string, name: string) =>
  name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);

/** The file of ours that an import means; undefined for a package. */
function target(file: SourceFile, { specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? normalize(join(dirname(file.path), specifier)) : undefined;
}

function brokenRules(file: SourceFile): string[] {
  const layer = layers.find(({ folder }) => isInside(file.path, folder));
  if (!layer) return [];
  const problems: string[] = [];
  for (const each of file.imports) {
    const to = target(file, each);
    if (to === undefined) {
      const banned =
        layer.never.some((name) => isPackage(each.specifier, name)) && !layer.except?.includes(each.specifier);
      if (banned) problems.push(`${file.path} imports ${each.specifier}: ${layer.folder} ${layer.what}`);
    } else if (
      ![layer.folder, ...layer.may, ...((each.typeOnly && layer.mayKnow) || [])].some((folder) => isInside(to, folder))
    ) {
      problems.push(`${file.path} imports ${to}: ${layer.folder} ${layer.what}`);
    } else if (to === backendStart && !mayStartBackend.some((folder) => file.path.startsWith(folder))) {
      problems.push(`${file.path} imports ${to}: only hosts start a backend`);
    }
  }
  return problems;
}

/** Circles among the nodes of a graph, each once, as the path that closes it. */
function circles(graph: Map<string, Set<string>>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string) => {
    if (done.has(node)) return;
    const at = path.indexOf(node);
    if (at >= 0) {
      found.push([...path.slice(at), node]);
      return;
    }
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return found;
}

function link(graph: Map<string, Set<string>>, from: string, to: string): void {
  graph.set(from, (graph.get(from) ?? new Set()).add(to));
}

/** Every broken rule, as a sentence. */
export function layerProblems(files: SourceFile[]): string[] {
  const byFile = new Map<string, Set<string>>();
  const byRoom = new Map<string, Set<string>>();
  const roomOf = (path: string) => {
    const parent = roomFolders.find((folder) => isInside(path, folder));
    const rest = parent && path.slice(parent.length + 1).split('/');
    return rest && rest.length > 1 ? `${parent}/${rest[0]}` : undefined;
  };
  for (const file of files) {
    for (const each of file.imports) {
      const to = target(file, each);
      if (to === undefined) continue;
      if (!each.typeOnly) link(byFile, file.path, to);
      const rooms = [roomOf(file.path), roomOf(to)];
      if (rooms[0] && rooms[1] && rooms[0] !== rooms[1]) link(byRoom, rooms[0], rooms[1]);
    }
  }
  return [
    ...files.flatMap(brokenRules),
    ...circles(byFile).map((path) => `Files import each other in a circle: ${path.join(' → ')}`),
    ...circles(byRoom).map((path) => `Rooms import each other in a circle: ${path.join(' → ')}`),
  ];
}
