/**
 * Wire messages as text, for transports that carry only text. JSON, with `Uint8Array` as `{"$bytes": base64}`.
 * No message of the contract has a key `$bytes` of its own.
 */
const CHUNK = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

/** Whether JSON as it is would lose something of a value. */
export function holdsBytes(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof Uint8Array) return true;
  if (Array.isArray(value)) return value.some(holdsBytes);
  for (const name in value) if (holdsBytes((value as Record<string, unknown>)[name])) return true;
  return false;
}

const isAnswerInJson = (message: unknown): message is { type: 'result'; id: number; json: string } =>
  (message as { type?: unknown } | null)?.type === 'result' && typeof (message as { json?: unknown }).json === 'string';

// A function that sees every value makes JSON several times slower, which thousands of annotations would feel.
export function encodeMessage(message: unknown): string {
  if (isAnswerInJson(message)) return `{"type":"result","id":${message.id},"output":${message.json}}`;
  if (!holdsBytes(message)) return JSON.stringify(message);
  return JSON.stringify(message, (_key, value) => (value instanceof Uint8Array ? { $bytes: toBase64(value) } : value));
}

/** SyntaxError when `text` is no JSON. */
export function decodeMessage(text: string): unknown {
  if (!text.includes('"$bytes"')) return JSON.parse(text);
  return JSON.parse(text, (_key, value) =>
    value !== null && typeof value === 'object' && typeof value.$bytes === 'string'
      ? Uint8Array.from(atob(value.$bytes), (character) => character.charCodeAt(0))
      : value,
  );
}
