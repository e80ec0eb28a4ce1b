import { isAbsolute, resolve } from 'node:path';

/** The project named on a command line: the last argument that ends in `.parallax`, also as `--project=…`. */
export function projectArgument(argv: string[], workingDirectory: string): string | undefined {
  const named = argv
    .slice(1)
    .map((argument) => argument.replace(/^--project=/, ''))
    .filter((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.parallax'))
    .at(-1);
  if (named === undefined) return undefined;
  return isAbsolute(named) ? named : resolve(workingDirectory, named);
}
