import { globSync, readFileSync } from 'node:fs';
import { layerProblems, layers, readImports } from './layers.ts';
import { inRoot, root } from './paths.ts';

// Part of `npm run check`: who imports whom, held against scripts/layers.ts.
const paths = globSync(
  layers.map(({ folder }) => `${folder}/**/*.{ts,tsx}`),
  { cwd: root },
).map((path) => path.replaceAll('\\', '/'));
const files = paths.sort().map((path) => ({ path, imports: readImports(path, readFileSync(inRoot(path), 'utf8')) }));
const problems = layerProblems(files);
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} broken layer rules`);
process.exitCode = problems.length > 0 ? 1 : 0;
