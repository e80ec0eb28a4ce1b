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

export function encodeMessage(message: unknown): string {
  return JSON.stringify(message, (_key, value) => (value instanceof Uint8Array ? { $bytes: toBase64(value) } : value));
}

/** SyntaxError when `text` is no JSON. */
export function decodeMessage(text: string): unknown {
  return JSON.parse(text, (_key, value) =>
    value !== null && typeof value === 'object' && typeof value.$bytes === 'string'
      ? Uint8Array.from(atob(value.$bytes), (character) => character.charCodeAt(0))
      : value,
  );
}
