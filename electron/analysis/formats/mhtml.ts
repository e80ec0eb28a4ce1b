import PostalMime from 'postal-mime';
import { decodeBytes } from '../extract/decode.ts';
import type { ContainedInput, Opened } from './index.ts';

/** A part as the parser's own tree has it; its finished message would join all pages to one. */
interface Part {
  childNodes: Part[];
  contentType: { parsed: { value: string; params: Record<string, string> } };
  contentId?: string;
  headers: { key: string; value: string }[];
  content: ArrayBuffer | null;
}

/**
 * A page saved in one file (RFC 2557), by Chrome, Edge, Internet Explorer or Word: the part that is the page itself. Frames
 * and advertisements are pages of their own in there and are left out.
 */
export async function openMhtml(input: ContainedInput): Promise<Opened> {
  const parser = new PostalMime({ rfc822Attachments: true });
  try {
    await parser.parse(input.bytes);
  } catch {
    return damaged();
  }
  const { root } = parser as unknown as { root: Part };
  const parts = leaves(root);
  const page = mainPage(root, parts);
  if (!page?.content) return damaged();
  const url = input.url ?? address(page) ?? address(root);
  const bytes = new Uint8Array(page.content);
  return {
    input: {
      kind: page.contentType.parsed.value === 'text/plain' ? 'text' : 'html',
      fileName: input.fileName,
      folderName: input.folderName,
      bytes,
      sidecar: input.sidecar,
      ...(url !== null && { url }),
      ...charsetOf(page, bytes),
      ...(input.forced !== undefined && { forced: input.forced }),
    },
  };
}

const damaged = (): Opened => ({
  failure: {
    code: 'DAMAGED',
    reason: 'No page was found in this saved web page; the file is damaged or cut. Save the page again.',
  },
});

function leaves(part: Part): Part[] {
  return part.childNodes.length === 0 ? [part] : part.childNodes.flatMap(leaves);
}

/** The part that the file is about: named by `start` or by the snapshot's address, else the first page. */
function mainPage(root: Part, parts: readonly Part[]): Part | undefined {
  const pages = parts.filter((part) => /^text\/html$|xhtml/.test(part.contentType.parsed.value));
  const { start } = root.contentType.parsed.params;
  const snapshot = header(root, 'snapshot-content-location') ?? header(root, 'content-location');
  return (
    pages.find((part) => start !== undefined && part.contentId === start) ??
    pages.find((part) => snapshot !== null && header(part, 'content-location') === snapshot) ??
    pages[0] ??
    parts.find((part) => part.contentType.parsed.value === 'text/plain' && part.content)
  );
}

const header = (part: Part, name: string): string | null =>
  part.headers.find((one) => one.key === name)?.value.trim() || null;

function address(part: Part): string | null {
  const value = header(part, 'snapshot-content-location') ?? header(part, 'content-location');
  return value && /^https?:/i.test(value) ? value : null;
}

/** A charset in the part's header holds unless the bytes are plainly something else; many browsers write none. */
function charsetOf(part: Part, bytes: Uint8Array): { charset?: string } {
  const charset = part.contentType.parsed.params.charset;
  return charset && decodeBytes(bytes.subarray(0, 4096), { declared: charset }).how !== 'default' ? { charset } : {};
}
