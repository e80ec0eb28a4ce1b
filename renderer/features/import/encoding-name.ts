/** An encoding as people write it: `UTF-8`, `UTF-16`, `ISO-8859-2`, `windows-1251`. */
export function encodingName(encoding: string): string {
  if (/^utf-16/i.test(encoding)) return 'UTF-16';
  return /^(utf|iso|koi|ibm|gb|euc|big)/i.test(encoding) ? encoding.toUpperCase() : encoding;
}
