/** jsdom comes without types; this is what the benchmark uses of it. */
declare module 'jsdom' {
  export class VirtualConsole {}
  export class JSDOM {
    constructor(html: string, options?: { virtualConsole?: VirtualConsole });
    readonly window: { readonly document: Document; close(): void };
  }
}
