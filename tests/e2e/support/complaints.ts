import type { Page } from 'playwright-core';

/** Listens from now on. What the page says that it should not have: errors, and breaches of the Content-Security-Policy. */
export function complaintsOf(page: Page, expected?: RegExp): string[] {
  const complaints: string[] = [];
  const complain = (text: string) => {
    if (!expected?.test(text)) complaints.push(text);
  };
  page.on('pageerror', (error) => complain(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) complain(message.text());
  });
  return complaints;
}
