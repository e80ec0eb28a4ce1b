import type { DatasetFolder, WrittenFile } from './dataset-folder.ts';
import { FORMAT_NAME } from './dataset-folder.ts';

/**
 * manifest.json, written while the export goes on, so that a corpus of any size needs no list in memory: what is known
 * first, then each file as it is finished, then what is known last.
 */
export class Manifest {
  readonly #stream: ReturnType<DatasetFolder['stream']>;
  #files = 0;

  constructor(folder: DatasetFolder, head: Record<string, unknown>) {
    this.#stream = folder.stream('manifest.json');
    this.#stream.write(`{\n  "format": "${FORMAT_NAME}",\n`);
    for (const [name, value] of Object.entries(head)) this.#stream.write(`${member(name, value)},\n`);
    this.#stream.write('  "files": [');
  }

  file(file: WrittenFile): void {
    this.#stream.write(`${this.#files++ === 0 ? '' : ','}\n    ${JSON.stringify(file)}`);
  }

  finish(tail: Record<string, unknown>): WrittenFile {
    const members = Object.entries(tail).map(([name, value]) => member(name, value));
    this.#stream.write(`\n  ],\n${members.join(',\n')}\n}\n`);
    return this.#stream.close();
  }
}

function member(name: string, value: unknown): string {
  return `  ${JSON.stringify(name)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')}`;
}
